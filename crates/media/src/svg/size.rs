//! Width and height of a drawing in CSS pixels (SVG 2 §7.2, CSS Values 4 §6.2).

use std::collections::BTreeMap;

/// More than this is a slip of the pen: five metres.
const LARGEST: f64 = 20_000.0;

/// From `width` and `height`, else from `viewBox`; rounded up.
pub(super) fn of_drawing(root: &BTreeMap<String, String>) -> Option<(u32, u32)> {
    let own = |name| root.get(name).map(|value: &String| length(value));
    let view_box = root.get("viewBox").map(|value| view_box(value));
    let (width, height) = match (own("width"), own("height"), view_box) {
        // A viewBox that cannot be read would leave the drawing unscaled, and differently in each browser.
        (_, _, Some(None)) => return None,
        (Some(Some(width)), Some(Some(height)), _) => (width, height),
        (Some(Some(width)), _, Some(Some((across, down)))) => (width, width * down / across),
        (_, Some(Some(height)), Some(Some((across, down)))) => (height * across / down, height),
        (_, _, Some(Some(size))) => size,
        _ => return None,
    };
    let fits = |side: f64| side > 0.0 && side <= LARGEST;
    (fits(width) && fits(height)).then(|| (width.ceil() as u32, height.ceil() as u32))
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = value
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// A length in CSS pixels; `None` for one that depends on where the drawing stands (`%`, `em`).
fn length(value: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 6] = [
        ("px", 1.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
    ];
    let value = value.trim();
    let (number, factor) = UNITS
        .iter()
        .find_map(|(unit, factor)| value.strip_suffix(unit).map(|number| (number, *factor)))
        .unwrap_or((value, 1.0));
    number
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .map(|number| number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(attributes: &[(&str, &str)]) -> Option<(u32, u32)> {
        of_drawing(
            &attributes
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
        )
    }

    #[test]
    fn size_comes_from_width_and_height_or_the_view_box() {
        assert_eq!(size(&[("width", "120"), ("height", "80.2px")]), Some((120, 81)));
        assert_eq!(size(&[("viewBox", "0 0 1200 675")]), Some((1200, 675)));
        assert_eq!(
            size(&[("viewBox", "0,0,1200,675"), ("width", "600")]),
            Some((600, 338))
        );
        assert_eq!(
            size(&[("viewBox", "0 0 10 10"), ("width", "100%"), ("height", "100%")]),
            Some((10, 10))
        );
        assert_eq!(
            size(&[("width", "210mm"), ("height", "297mm")]),
            Some((794, 1123))
        );
    }

    #[test]
    fn a_size_that_cannot_be_is_none() {
        assert_eq!(size(&[]), None);
        assert_eq!(size(&[("width", "100%"), ("height", "100%")]), None);
        assert_eq!(size(&[("viewBox", "0 0 0 10")]), None);
        assert_eq!(size(&[("viewBox", "0 0 nan inf")]), None);
        assert_eq!(size(&[("width", "1e9"), ("height", "1")]), None);
    }
}

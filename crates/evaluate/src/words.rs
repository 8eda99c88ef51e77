//! How numbers, days and methods stand in a sentence.

use crate::estimate::{Inference, Method};
use crate::panel::Time;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as it is said, `20 November 2026`; a number as it is.
pub(crate) fn day(time: &Time) -> String {
    match time {
        Time::Number(number) => format!("{number}"),
        Time::Date { year, month, day } => {
            let month = MONTHS.get(usize::from(*month).wrapping_sub(1)).unwrap_or(&"?");
            format!("{day} {month} {year}")
        }
    }
}

/// A method in the middle of a sentence.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::BeforeAfter => "before and after",
        Method::DifferenceInDifferences => "difference in differences",
        Method::GroupTime => "group-time effects",
        Method::SyntheticControl => "synthetic control",
        Method::SyntheticControlPredictors => "synthetic control on predictors",
        Method::AugmentedSyntheticControl => "augmented synthetic control",
        Method::SyntheticDifferenceInDifferences => "synthetic difference in differences",
        Method::StructuralSeries => "a structural time series",
    }
}

/// A test in the middle of a sentence.
pub(crate) fn inference(inference: Inference) -> &'static str {
    match inference {
        Inference::Own => "the test that suits the method",
        Inference::Placebo => "placebos",
        Inference::Conformal => "conformal inference",
    }
}

/// A number as people read it, with as many places as matter beside `scale`: the width of an interval, or the number itself.
/// Never "-0".
pub(crate) fn number(value: f64, scale: f64) -> String {
    if !value.is_finite() {
        return if value > 0.0 { "any size" } else { "minus any size" }.to_owned();
    }
    // A number that nothing moves has no more places than anybody can use.
    let scale = scale.abs().max(value.abs() * 1e-6);
    if value.abs() >= 1e15 || (value != 0.0 && scale < 1e-9) {
        return format!("{value:.3e}").replacen('-', "\u{2212}", 1);
    }
    let places = if scale > 0.0 && scale.is_finite() {
        // Two digits that count.
        (1.0 - libm::floor(libm::log10(scale))).clamp(0.0, 12.0) as usize
    } else {
        2
    };
    let text = format!("{:.places$}", value.abs());
    let is_nought = text.bytes().all(|byte| byte == b'0' || byte == b'.');
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() > 3 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(rest) = rest {
        grouped.push('.');
        grouped.push_str(rest);
    }
    if value < 0.0 && !is_nought {
        format!("\u{2212}{grouped}")
    } else {
        grouped
    }
}

/// A p-value: two digits that count, and never 0.
pub(crate) fn p_value(p: f64) -> String {
    if p < 0.001 {
        "less than 0.001".to_owned()
    } else if p < 0.1 {
        format!("{p:.3}")
    } else {
        format!("{p:.2}")
    }
}

/// "p = 0.033", "p is less than 0.001".
pub(crate) fn p_is(p: f64) -> String {
    match p_value(p) {
        small if small.starts_with("less") => format!("p is {small}"),
        p => format!("p = {p}"),
    }
}

/// A share as per cent, `95 %` with a space that does not break.
pub(crate) fn per_cent(share: f64) -> String {
    let hundredths = share * 100.0;
    let whole = libm::round(hundredths);
    if (hundredths - whole).abs() < 0.05 {
        format!("{whole}\u{a0}%")
    } else {
        format!("{hundredths:.1}\u{a0}%")
    }
}

/// "Alder", "Alder and Beech", "Alder, Beech and 3 more".
pub(crate) fn list(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    let more = names.len().saturating_sub(most);
    match (shown.as_slice(), more) {
        ([], 0) => "nothing".to_owned(),
        ([], more) => format!("{more} areas"),
        ([one], 0) => (*one).to_owned(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (shown, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// `1 area`, `2 areas`.
pub(crate) fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_many_places_as_matter() {
        assert_eq!(number(2.0567, 3.4), "2.1");
        assert_eq!(number(-0.01, 3.4), "0.0");
        assert_eq!(number(-19.5135, 25.0), "\u{2212}20");
        assert_eq!(number(1_234_567.0, 50_000.0), "1,234,567");
        assert_eq!(number(0.00123, 0.002), "0.0012");
        assert_eq!(number(3e-12, 1e-12), "3.000e\u{2212}12");
        assert_eq!(number(18.0, 1e-12), "18.000000");
        assert_eq!(number(f64::INFINITY, 1.0), "any size");
        assert_eq!(number(0.0, 0.0), "0.00");
    }

    #[test]
    fn a_p_value_is_never_nought() {
        assert_eq!(p_value(0.0000001), "less than 0.001");
        assert_eq!(p_value(1.0 / 30.0), "0.033");
        assert_eq!(p_value(0.5), "0.50");
    }

    #[test]
    fn lists_read_as_people_say_them() {
        let names = |count: usize| (0..count).map(|name| format!("A{name}")).collect::<Vec<_>>();
        assert_eq!(list(&names(1), 3), "A0");
        assert_eq!(list(&names(3), 3), "A0, A1 and A2");
        assert_eq!(list(&names(5), 3), "A0, A1, A2 and 2 more");
        assert_eq!(per_cent(0.95), "95\u{a0}%");
        assert_eq!(per_cent(0.025), "2.5\u{a0}%");
    }
}

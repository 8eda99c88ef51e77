//! Values that stay inside the drawing. CSS has many ways to fetch something and several to hide it, so that a value may
//! hold only what is known to be harmless: no escape, no comment, no function that is not on the list.

use super::allow;

/// A value that may stay, and the id it paints with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept<'a> {
    pub(super) text: String,
    pub(super) paints_with: Option<&'a str>,
}

/// The value as it may stay; `None` when it may not.
pub(super) fn kept<'a>(attribute: &str, value: &'a str) -> Option<Kept<'a>> {
    if value.chars().any(|c| !is_xml_character(c)) {
        return None;
    }
    if allow::is_words(attribute) {
        return Some(Kept {
            text: value.into(),
            paints_with: None,
        });
    }
    let value = value.trim();
    if value.contains(['\\', '<', '{', '}', '@', ';', '!']) || value.contains("/*") {
        return None;
    }
    if let Some(rest) = strip_url(value) {
        let (inside, after) = rest.split_once(')')?;
        let id = inside.trim().trim_matches(['"', '\'']).strip_prefix('#')?;
        let after = after.trim();
        let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
        let may = allow::may_paint_with(attribute) && is_id(id) && is_plain(after);
        let text = if after.is_empty() {
            format!("url(#{id})")
        } else {
            format!("url(#{id}) {after}")
        };
        return may.then_some(Kept {
            text,
            paints_with: Some(id),
        });
    }
    let calls_known_functions_only = value.match_indices('(').all(|(at, _)| {
        let before = value[..at].trim_end();
        let start = before
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        allow::is_function(&before[start..])
    });
    calls_known_functions_only.then(|| Kept {
        text: value.into(),
        paints_with: None,
    })
}

/// An id that can be written in `#id` and `url(#id)` without quoting.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.contains(|c: char| c.is_whitespace() || c.is_control() || "()'\"#\\,;<>&".contains(c))
}

/// Characters that XML 1.0 can write (§2.2).
pub(super) fn is_xml_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

fn strip_url(value: &str) -> Option<&str> {
    let (name, rest) = value.split_at_checked(4)?;
    name.eq_ignore_ascii_case("url(").then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_reach_outside_or_hide_are_refused() {
        for value in [
            "url(https://example.org/x)",
            "url(//example.org#a)",
            "URL('data:text/html,x#a')",
            "url(#a",
            "url()",
            "url(#a) url(#b)",
            "u\\72l(x)",
            "red/**/",
            "expression(alert(1))",
            "image-set('x' 1x)",
            "var(--x)",
            "attr(x)",
            "red;background:red",
            "red } * {",
            "src (x)",
            "é(x)",
            "red\u{1}",
            "url(#a) image(x)",
        ] {
            assert_eq!(kept("fill", value), None, "{value}");
        }
        assert_eq!(kept("font-family", "url(#a)"), None);
        assert_eq!(kept("aria-describedby", "expression(x)"), None);
    }

    #[test]
    fn values_that_paint_and_place_are_kept() {
        for value in [
            "#fff",
            "rgb(1, 2, 3)",
            "none",
            "1,2 3",
            "50%",
            "'Some Sans', sans-serif",
        ] {
            assert_eq!(kept("fill", value).map(|kept| kept.text).as_deref(), Some(value));
        }
        assert!(kept("transform", "translate(1 2) rotate (3)").is_some());
        let painted = kept("fill", " url( '#a' )  #fff");
        assert_eq!(
            painted,
            Some(Kept {
                text: "url(#a) #fff".into(),
                paints_with: Some("a")
            })
        );
        assert!(kept("aria-label", "A door (open); what now?").is_some());
    }
}

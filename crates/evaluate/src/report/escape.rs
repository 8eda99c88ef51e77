//! Text that is safe inside HTML and SVG, and inside JSON.

/// A text between tags or within quotation marks of an attribute. Characters that XML cannot have, and those that turn the direction
/// of writing, become spaces.
pub(crate) fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            character if is_harmful(character) => safe.push(' '),
            character => safe.push(character),
        }
    }
    safe
}

fn is_harmful(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}'..='\u{ffff}')
}

/// A text as a JSON string (RFC 8259), with its quotation marks.
pub(crate) fn json(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 2);
    safe.push('"');
    for character in text.chars() {
        match character {
            '"' => safe.push_str("\\\""),
            '\\' => safe.push_str("\\\\"),
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push_str("\\t"),
            // `<` so that the text can stand inside a page without ending it.
            character
                if character.is_control()
                    || character == '<'
                    || matches!(character, '\u{2028}' | '\u{2029}') =>
            {
                safe.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            character => safe.push(character),
        }
    }
    safe.push('"');
    safe
}

/// A number as JSON: the shortest text that reads back as the same number; `null` for what is none.
pub(super) fn json_number(value: f64) -> String {
    if value.is_finite() {
        format!("{value:?}")
    } else {
        "null".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_a_tag_an_attribute_or_a_string() {
        assert_eq!(
            html("<b a='1'>\u{202e}&\""),
            "&lt;b a=&#39;1&#39;&gt; &amp;&quot;"
        );
        assert_eq!(
            json("a\"\\\n\u{1}</script>"),
            "\"a\\\"\\\\\\n\\u0001\\u003c/script>\""
        );
        assert_eq!(json_number(f64::NAN), "null");
        assert_eq!(json_number(0.1), "0.1");
        assert_eq!(json_number(1e-12), "1e-12");
    }
}

//! Texts as JSON.

/// A text in its quotation marks, safe inside a script element of a page too: no `<` and no `>` (RFC 8259, 7, lets any character
/// be written by its number).
pub(crate) fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 8);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                json.push_str(&format!("\\u{:04x}", u32::from(character)))
            }
            control if control < ' ' => json.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => json.push(other),
        }
    }
    json.push('"');
    json
}

/// An object of members whose values are JSON already.
pub(crate) fn object(members: &[(&str, String)]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{}:{value}", quoted(name)))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// A list of JSON values.
pub(crate) fn list(values: &[String]) -> String {
    format!("[{}]", values.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_that_it_stands_in() {
        assert_eq!(
            quoted("</script> & \"\u{2028}\u{1}\\\n"),
            "\"\\u003c/script\\u003e \\u0026 \\\"\\u2028\\u0001\\\\\\n\""
        );
    }
}

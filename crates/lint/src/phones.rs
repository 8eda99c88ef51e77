//! Phone numbers that stand in a sentence.

use std::ops::Range;

/// A run of digits that somebody would dial: where it stands, and its digits with the 0 of a United Kingdom number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dialled {
    pub(crate) range: Range<usize>,
    pub(crate) digits: String,
}

/// The numbers of a text that are as long as a phone number and begin like one. Short codes (101, 116 000) are not among
/// them: too many things have three or six digits.
pub(crate) fn dialled(text: &str) -> Vec<Dialled> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let mut start = 0;
    let mut end = 0;
    for (at, character) in text.char_indices().chain([(text.len(), '.')]) {
        if character.is_ascii_digit() {
            if digits.is_empty() {
                start = at;
            }
            digits.push(character);
            end = at + 1;
        } else if !(matches!(character, ' ' | '-' | '\u{a0}') && at == end) {
            if let Some(digits) = of_a_phone(&digits, text[..start].ends_with('+')) {
                found.push(Dialled {
                    range: start..end,
                    digits,
                });
            }
            digits.clear();
        }
    }
    found
}

fn of_a_phone(digits: &str, is_abroad: bool) -> Option<String> {
    let digits = match digits.strip_prefix("44") {
        Some(rest) if is_abroad => format!("0{}", rest.trim_start_matches('0')),
        _ => digits.to_owned(),
    };
    let is_short = digits.len() == 8 && ["0800", "0845"].iter().any(|start| digits.starts_with(start));
    ((is_short || (9..=12).contains(&digits.len())) && digits.starts_with('0')).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_grouped() {
        for (text, digits) in [
            ("Ring 0800 1111.", "08001111"),
            ("Ring 0300-123-6600, or text", "03001236600"),
            ("on 08000 121 700", "08000121700"),
            ("+44 1702 215000", "01702215000"),
        ] {
            let found = dialled(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].digits, digits);
        }
    }

    #[test]
    fn dates_times_and_short_codes_are_none() {
        for text in [
            "Ring 101 or 999.",
            "116 000",
            "01/12/2026",
            "09:30-17:30",
            "2026-12-01",
            "E06000033",
            "0.5",
        ] {
            assert_eq!(dialled(text), [], "{text}");
        }
    }
}

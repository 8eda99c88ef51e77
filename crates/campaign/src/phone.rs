//! Phone numbers, compared by their digits.

use std::fmt;

/// A number that can be rung from a phone in the United Kingdom: as written for people, and its digits.
///
/// Two numbers are equal when their digits are, however they are grouped: 08000 121 700 is 0800 0121 700.
#[derive(Clone, Debug)]
pub struct PhoneNumber {
    written: String,
    digits: String,
}

impl PhoneNumber {
    /// Reads a number. Gives the reason when it is none.
    pub fn parse(text: &str) -> Result<PhoneNumber, &'static str> {
        let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if written
            .chars()
            .any(|c| !(c.is_ascii_digit() || " +-()".contains(c)))
        {
            return Err("it has characters other than digits, spaces and brackets");
        }
        let mut digits: String = written.chars().filter(char::is_ascii_digit).collect();
        if let Some(rest) = written
            .strip_prefix("+44")
            .or_else(|| written.strip_prefix("0044"))
        {
            let rest: String = rest
                .replace("(0)", "")
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            digits = format!("0{rest}");
        } else if written.contains('+') {
            return Err("it is not a United Kingdom number");
        }
        check_length(&digits)?;
        Ok(PhoneNumber { written, digits })
    }

    /// The digits alone, with the leading 0 of a United Kingdom number.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// As written for people.
    pub fn written(&self) -> &str {
        &self.written
    }
}

/// The National Telephone Numbering Plan (Ofcom): geographic and non-geographic numbers have 10 or 11 digits with
/// their 0; short codes begin with 1 (101, 116 000, 159) or are 999; text codes have five or six digits.
fn check_length(digits: &str) -> Result<(), &'static str> {
    match (digits.as_bytes().first(), digits.len()) {
        (Some(b'0'), 10 | 11) => Ok(()),
        (Some(b'0'), 8) if digits == "08001111" => Ok(()),
        (Some(b'0'), 8) if digits.starts_with("0845") => Ok(()),
        (Some(b'0'), _) => Err("United Kingdom numbers that begin with 0 have 10 or 11 digits"),
        (Some(b'1'), 3 | 6) => Ok(()),
        (Some(b'9'), 3) if digits == "999" => Ok(()),
        (Some(b'2'..=b'8'), 5 | 6) => Ok(()),
        (None, _) => Err("it has no digit"),
        _ => Err("it is no number that a United Kingdom phone can ring"),
    }
}

impl PartialEq for PhoneNumber {
    fn eq(&self, other: &PhoneNumber) -> bool {
        self.digits == other.digits
    }
}

impl Eq for PhoneNumber {}

impl std::hash::Hash for PhoneNumber {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> PhoneNumber {
        PhoneNumber::parse(text).unwrap()
    }

    #[test]
    fn the_same_digits_in_other_groupings_are_the_same_number() {
        assert_eq!(number("08000 121 700"), number("0800 0121 700"));
        assert_eq!(number("+44 (0)1702 215007"), number("01702 215007"));
        assert_ne!(number("0300 123 6600"), number("0330 123 6600"));
    }

    #[test]
    fn every_number_of_the_help_lines_can_be_rung() {
        for text in [
            "999",
            "101",
            "116 000",
            "0800 555 111",
            "0800 1111",
            "82111",
            "61016",
            "0800 40 50 40",
        ] {
            assert!(PhoneNumber::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_number_that_nobody_can_ring_is_none() {
        for text in [
            "",
            "0800 12",
            "call us",
            "+33 1 44 00 00 00",
            "998",
            "0123456789012",
        ] {
            assert!(PhoneNumber::parse(text).is_err(), "{text}");
        }
    }
}

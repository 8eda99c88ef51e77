//! A field as a number, or why it is none.

/// What a field holds.
#[derive(Debug, PartialEq)]
pub(super) enum Field {
    Number(f64),
    /// Nothing is known: empty, `NA`, `NaN`, `.`, `-` and their like.
    Gap,
    /// Not a number; the advice says what to do about it.
    Bad(&'static str),
}

/// Reads a field that has no white space around it.
pub(super) fn read(text: &str) -> Field {
    if let Ok(number) = text.parse::<f64>() {
        return match number {
            number if number.is_nan() => Field::Gap,
            number if number.is_infinite() => Field::Bad("Write a finite number, or leave the field empty."),
            number => Field::Number(number),
        };
    }
    match text {
        "" | "." | "-" | ".." | "NA" | "N/A" | "n/a" | "na" | "NULL" | "null" | "#N/A" => Field::Gap,
        _ if looks_like(text, ',') && !looks_grouped(text) => {
            Field::Bad("Write a decimal point, not a decimal comma.")
        }
        _ if looks_grouped(text) => Field::Bad("Take away what separates the thousands."),
        _ if text.ends_with('%') => Field::Bad("Take away the per cent sign."),
        _ => Field::Bad("Write a number, or leave the field empty."),
    }
}

/// Digits with one `mark` among them.
fn looks_like(text: &str, mark: char) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.split_once(mark).is_some_and(|(whole, part)| {
        let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        (number(whole) || whole.is_empty()) && number(part)
    })
}

/// Digits in threes with a comma, a space, an apostrophe or a thin space between them. `1,234` is more likely to be this than a
/// decimal comma, and either way the author is told.
fn looks_grouped(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let mut groups = whole.split([',', ' ', '\'', '\u{a0}', '\u{2009}', '\u{202f}']);
    let first = groups.next().unwrap_or_default();
    let mut any = false;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let in_threes = groups.all(|group| {
        any = true;
        group.len() == 3 && number(group)
    });
    any && in_threes && (1..=3).contains(&first.len()) && number(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_gaps_are_known() {
        assert_eq!(read("1.5e3"), Field::Number(1500.0));
        assert_eq!(read("-.5"), Field::Number(-0.5));
        for gap in ["", "NA", "NaN", ".", "nan"] {
            assert_eq!(read(gap), Field::Gap, "{gap}");
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        let advice = |text: &str| match read(text) {
            Field::Bad(advice) => advice,
            field => panic!("{text}: {field:?}"),
        };
        assert!(advice("1,5").contains("decimal comma"));
        assert!(advice("12,34").contains("decimal comma"));
        assert!(advice("1,234.5").contains("thousands"));
        assert!(advice("1 234").contains("thousands"));
        assert!(advice("5%").contains("per cent"));
        assert!(advice("inf").contains("finite"));
        assert!(advice("1e999").contains("finite"));
        assert!(advice("twelve").contains("number"));
    }
}

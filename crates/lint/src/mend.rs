//! Writes the one right answers of findings into a text.

use campaign::Fix;

/// A text in which these bytes are replaced. What overlaps an earlier one, or does not fit the text, is left out: the next
/// look at the text offers it again.
pub fn mend(text: &str, fixes: &[&Fix]) -> String {
    let mut fixes: Vec<&Fix> = fixes.to_vec();
    fixes.sort();
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for fix in fixes {
        if fix.start < at || fix.end < fix.start || text.get(fix.start..fix.end).is_none() {
            continue;
        }
        mended.push_str(text.get(at..fix.start).unwrap_or(""));
        mended.push_str(&fix.replacement);
        at = fix.end;
    }
    mended.push_str(text.get(at..).unwrap_or(""));
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(start: usize, end: usize, replacement: &str) -> Fix {
        Fix {
            start,
            end,
            replacement: replacement.to_owned(),
        }
    }

    #[test]
    fn everything_else_stays_byte_for_byte() {
        let text = "a\r\nbé\tc";
        assert_eq!(mend(text, &[&fix(7, 7, "x"), &fix(0, 1, "yy")]), "yy\r\nbé\txc");
        assert_eq!(mend(text, &[]), text);
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let text = "é, ab";
        for odd in [fix(1, 2, "x"), fix(4, 99, "x"), fix(5, 4, "x"), fix(99, 99, "x")] {
            assert_eq!(mend(text, &[&odd]), text, "{odd:?}");
        }
        assert_eq!(mend("abc", &[&fix(0, 2, "x"), &fix(1, 3, "y")]), "xc");
    }
}

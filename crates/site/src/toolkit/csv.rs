//! Tables for spreadsheets and scheduling tools (RFC 4180, UTF-8).

/// Signs with which a spreadsheet takes a text for a formula (OWASP, "CSV Injection"), full width ones included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Rows as CSV; the first names the columns. A text that a spreadsheet would calculate gets an apostrophe before it, which
/// spreadsheets take for "this is text".
pub(super) fn csv<R>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let mut text = String::new();
    for row in rows {
        for (at, field) in row.into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&self::field(field.as_ref()));
        }
        text.push_str("\r\n");
    }
    text
}

fn field(words: &str) -> String {
    let words: String = words
        .chars()
        .filter(|character| *character == '\n' || !character.is_control())
        .collect();
    let is_formula = words.trim_start().starts_with(FORMULA);
    let words = if is_formula { format!("'{words}") } else { words };
    let needs_marks = words.contains([',', '"', '\n']) || words.starts_with(' ') || words.ends_with(' ');
    if needs_marks {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_marks_and_lines_stay_in_their_field() {
        assert_eq!(
            csv([vec!["a", "b,c", "d \"e\"", "f\ng"]]),
            "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\"\r\n"
        );
    }

    #[test]
    fn a_spreadsheet_calculates_nothing_of_it() {
        for formula in ["=1+1", "+44", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"] {
            let written = csv([[formula]]);
            let shown = written.trim_end().trim_matches('"');
            assert!(shown.starts_with('\''), "{formula:?} became {written:?}");
        }
        assert_eq!(csv([["#SeeTheSigns 0800 1111"]]), "#SeeTheSigns 0800 1111\r\n");
    }
}

//! `copies.csv`: what was printed, for the printer and for whoever hangs it up.

/// A file that was printed.
pub(super) struct Row {
    /// The placement's code; empty for a poster that is for everywhere.
    pub(super) code: String,
    /// The placement's name.
    pub(super) name: String,
    /// The poster.
    pub(super) poster: String,
    /// The format.
    pub(super) format: String,
    /// The file, beneath the folder that was written.
    pub(super) file: String,
    /// The short link that its code holds.
    pub(super) link: String,
    /// The page to which that leads, or that of the poster.
    pub(super) page: String,
}

/// The list as CSV (RFC 4180), with a first line that names the columns.
pub(super) fn write(rows: &[Row]) -> String {
    let mut text = String::from("code,name,poster,format,file,link,page\r\n");
    for row in rows {
        let fields = [
            &row.code,
            &row.name,
            &row.poster,
            &row.format,
            &row.file,
            &row.link,
            &row.page,
        ];
        text.push_str(&fields.map(|field| self::field(field)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field. A text that a spreadsheet would take for a formula has an apostrophe before it: a list of venues comes from many
/// hands.
fn field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    if guard.is_empty() && !text.contains(['"', ',', '\n', '\r']) {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_comma_is_quoted_and_a_formula_is_none() {
        assert_eq!(field("The Ship"), "The Ship");
        assert_eq!(
            field("The \"Ship\", High Street"),
            "\"The \"\"Ship\"\", High Street\""
        );
        assert_eq!(field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(field("-1"), "\"'-1\"");
    }
}

//! A sheet as a page. It asks for nothing but the style beside it, and prints as it stands.

use super::{Around, Part, Run, Sheet};
use render::escape;
use std::fmt::Write as _;

/// The style of all sheets: `toolkit/style.css`.
pub(crate) const STYLE: &str = include_str!("style.css");

/// The page.
pub(crate) fn html(sheet: &Sheet, around: &Around) -> String {
    // A sheet can stand in a folder of its own.
    let up = "../".repeat(sheet.name.matches('/').count());
    let example = around
        .example
        .as_deref()
        .map(|words| format!("<p class=\"example\">{}</p>\n", escape(words)))
        .unwrap_or_default();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{} – {}</title>\n\
         <link rel=\"stylesheet\" href=\"{up}style.css\">\n</head>\n<body>\n{example}<main>\n\
         <p class=\"campaign\">{}</p>\n<h1>{}</h1>\n{}</main>\n<footer>{}</footer>\n</body>\n</html>\n",
        escape(&around.language),
        escape(&sheet.title),
        escape(&around.campaign),
        escape(&around.campaign),
        escape(&sheet.title),
        parts(&sheet.parts),
        escape(&around.made_of),
    )
}

fn parts(all: &[Part]) -> String {
    all.iter().map(part).collect()
}

fn part(part: &Part) -> String {
    match part {
        Part::Heading(level, words) => {
            let level = (*level).clamp(2, 4);
            format!("<h{level}>{}</h{level}>\n", escape(words))
        }
        Part::Text(text) => format!("<p>{}</p>\n", runs(text)),
        Part::List { numbered_from, items } => list(*numbered_from, items),
        Part::Ready { label, text, remarks } => {
            let remarks: String = remarks
                .iter()
                .map(|remark| format!("<p class=\"remark\">{}</p>\n", escape(remark)))
                .collect();
            let paragraphs: String = text
                .split("\n\n")
                .map(|paragraph| format!("<p>{}</p>", escape(paragraph.trim()).replace('\n', "<br>")))
                .collect();
            format!(
                "<section class=\"ready\">\n<h3>{}</h3>\n<blockquote>{paragraphs}</blockquote>\n{remarks}</section>\n",
                escape(label)
            )
        }
        Part::Table { head, rows } => table(head, rows),
        Part::Quote(inner) => format!("<blockquote>{}</blockquote>\n", parts(inner)),
        Part::Note(words) => format!("<p class=\"note\">{}</p>\n", escape(words)),
        Part::Rule => "<hr>\n".to_owned(),
    }
}

fn list(numbered_from: Option<u64>, items: &[Vec<Part>]) -> String {
    let (open, tag) = match numbered_from {
        None => ("<ul>".to_owned(), "ul"),
        Some(1) => ("<ol>".to_owned(), "ol"),
        Some(from) => (format!("<ol start=\"{from}\">"), "ol"),
    };
    let items: String = items
        .iter()
        .map(|item| {
            // A tight item is one paragraph: its words stand in the list by themselves.
            let words = match item.as_slice() {
                [Part::Text(text), rest @ ..] => format!("{}{}", runs(text), parts(rest)),
                all => parts(all),
            };
            format!("<li>{words}</li>\n")
        })
        .collect();
    format!("{open}\n{items}</{tag}>\n")
}

fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let mut html = String::from("<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr>");
    for words in head {
        _ = write!(html, "<th scope=\"col\">{}</th>", escape(words));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        for (at, words) in row.iter().enumerate() {
            _ = if at == 0 {
                write!(html, "<th scope=\"row\">{}</th>", escape(words))
            } else {
                write!(html, "<td>{}</td>", escape(words))
            };
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table></div>\n");
    html
}

fn runs(all: &[Run]) -> String {
    all.iter()
        .map(|run| match run {
            Run::Words(words) => escape(words),
            Run::Strong(words) => format!("<strong>{}</strong>", escape(words)),
            Run::Emphasis(words) => format!("<em>{}</em>", escape(words)),
            Run::Link(words, address) => format!(
                "<a href=\"{}\" rel=\"noreferrer\">{}</a>",
                escape(address),
                escape(words)
            ),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_partner_reads_is_never_markup() {
        let mut sheet = Sheet::new("sheets/x", "<b>");
        sheet.text("a & \"b\" <script>");
        sheet.parts.push(Part::Table {
            head: vec!["<i>".to_owned()],
            rows: vec![vec!["<u>".to_owned(), "c".to_owned()]],
        });
        let around = Around {
            language: "en-GB".to_owned(),
            campaign: "C".to_owned(),
            example: None,
            made_of: "<e>".to_owned(),
        };
        let page = html(&sheet, &around);
        for markup in ["<b>", "<script>", "<i>", "<u>", "<e>"] {
            assert!(!page.contains(markup), "{markup}");
        }
        assert!(page.contains("href=\"../style.css\""));
    }
}

//! Parts that the report's page is made of.

use super::escape::html;
use super::plot::Plot;
use super::style;

/// A page that needs no script and asks nothing of anybody: its policy forbids both, whatever stands in it.
pub(crate) fn page(title: &str, main: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n<main>\n{main}</main>\n</body>\n</html>\n",
        style::HASH,
        html(title),
        style::PLOT,
        style::PAGE
    )
}

/// A paragraph of plain text.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", html(text))
}

/// A heading of the second level.
pub(crate) fn heading(text: &str) -> String {
    format!("<h2>{}</h2>\n", html(text))
}

/// A list of plain texts; nothing for none.
pub(crate) fn list(texts: &[String]) -> String {
    if texts.is_empty() {
        return String::new();
    }
    let items: String = texts
        .iter()
        .map(|text| format!("<li>{}</li>\n", html(text)))
        .collect();
    format!("<ul>\n{items}</ul>\n")
}

/// A picture with its words, and its numbers behind a line that opens.
pub(crate) fn figure(plot: &Plot) -> String {
    format!(
        "<figure>\n<h3>{}</h3>\n{}\n<figcaption>{}</figcaption>\n</figure>\n<details>\n<summary>The numbers of this picture</summary>\n{}</details>\n",
        html(&plot.title),
        plot.inline(),
        html(&plot.caption),
        table(&plot.title, &plot.table)
    )
}

/// A table: its first row is the head, the first cell of every other row names it. It scrolls by itself where it is too wide.
pub(crate) fn table(caption: &str, rows: &[Vec<String>]) -> String {
    let Some((head, rows)) = rows.split_first() else {
        return String::new();
    };
    let class = |column: usize| if column == 0 { "" } else { " class=\"n\"" };
    let head: String = head
        .iter()
        .enumerate()
        .map(|(column, cell)| format!("<th scope=\"col\"{}>{}</th>", class(column), html(cell)))
        .collect();
    let mut body = String::new();
    for row in rows {
        body.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            if column == 0 {
                body.push_str(&format!("<th scope=\"row\">{}</th>", html(cell)));
            } else {
                body.push_str(&format!("<td class=\"n\">{}</td>", html(cell)));
            }
        }
        body.push_str("</tr>\n");
    }
    let caption = html(caption);
    format!(
        "<section class=\"wide\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n<caption>{caption}</caption>\n\
         <thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</section>\n"
    )
}

/// Names and what they say.
pub(crate) fn definitions(pairs: &[(&str, String)]) -> String {
    let items: String = pairs
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("<dt>{}</dt>\n<dd>{}</dd>\n", html(name), html(text)))
        .collect();
    format!("<dl>\n{items}</dl>\n")
}

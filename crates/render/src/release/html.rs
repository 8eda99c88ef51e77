//! A release as the text of a page.

use super::{Leads, Note, Part, Release, Run, Section};
use crate::text::escape;
use std::fmt::Write as _;

impl Release {
    /// The release as HTML, from its standing to its contacts. `files` stands below the summary: where the other forms are.
    pub(crate) fn html(&self, files: &str) -> String {
        let mut html = String::new();
        if let Some(example) = &self.example {
            _ = writeln!(html, "<p class=\"step\">{}</p>", escape(example));
        }
        _ = writeln!(
            html,
            "<p class=\"step\"><strong>{}</strong></p>",
            escape(&self.standing)
        );
        // The headline is the page's first heading, so what stands above it has none.
        if let Some(section) = &self.restrictions {
            _ = writeln!(
                html,
                "<section class=\"note\" aria-labelledby=\"press-not\"><p id=\"press-not\"><strong>{}</strong></p>\n{}</section>",
                escape(&section.heading),
                parts(&section.parts)
            );
        }
        _ = writeln!(
            html,
            "<h1>{}</h1>\n<p class=\"quiet\">{}</p>",
            escape(&self.headline),
            escape(&self.dateline)
        );
        if let Some(summary) = &self.summary {
            _ = writeln!(html, "<p><strong>{}</strong></p>", escape(summary));
        }
        html.push_str(files);
        _ = writeln!(
            html,
            "<div id=\"text\">\n{}<p><strong>{}</strong></p></div>",
            parts(&self.body),
            escape(&self.end)
        );
        self.sections
            .iter()
            .for_each(|section| push_section(&mut html, section));
        html
    }
}

fn push_section(html: &mut String, section: &Section) {
    _ = write!(
        html,
        "<h2>{}</h2>\n{}",
        escape(&section.heading),
        parts(&section.parts)
    );
}

fn parts(parts: &[Part]) -> String {
    let mut html = String::new();
    for part in parts {
        _ = match part {
            Part::Heading(words) => writeln!(html, "<h2>{}</h2>", runs(words)),
            Part::Paragraph(words) => writeln!(html, "<p>{}</p>", runs(words)),
            Part::Quote(words) => writeln!(html, "<blockquote><p>{}</p></blockquote>", runs(words)),
            Part::List(items) => {
                let items: String = items
                    .iter()
                    .map(|item| format!("<li>{}</li>\n", runs(item)))
                    .collect();
                writeln!(html, "<ul>{items}</ul>")
            }
            Part::Facts(notes) => {
                let notes: String = notes.iter().map(note).collect();
                writeln!(html, "<ol>{notes}</ol>")
            }
        };
    }
    html
}

fn note(note: &Note) -> String {
    format!(
        "<li value=\"{}\" id=\"fact-{}\">{}</li>\n",
        note.number,
        note.id,
        runs(&note.text)
    )
}

fn runs(all: &[Run]) -> String {
    let mut html = String::new();
    let mut rest = all;
    while let [first, ..] = rest {
        // Runs that lead to one place are one link.
        let length = rest.iter().take_while(|run| run.leads == first.leads).count();
        let (together, behind) = rest.split_at(length);
        let words: String = together.iter().map(styled).collect();
        html.push_str(&match &first.leads {
            None => words,
            Some(Leads::Note(id, _)) => format!("<a class=\"fact\" href=\"#fact-{id}\">{words}</a>"),
            Some(Leads::Address(address)) => {
                let others = if address.starts_with("http") {
                    " rel=\"noreferrer\""
                } else {
                    ""
                };
                format!("<a href=\"{}\"{others}>{words}</a>", escape(address))
            }
        });
        rest = behind;
    }
    html
}

fn styled(run: &Run) -> String {
    let mut words = escape(&run.text);
    if run.emphasis {
        words = format!("<em>{words}</em>");
    }
    if run.strong {
        words = format!("<strong>{words}</strong>");
    }
    words
}

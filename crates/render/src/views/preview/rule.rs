//! A rule's entry in the manual.

use super::page;
use crate::text::escape;
use words::{Word, Words};

/// A rule as the manual has it.
#[derive(Clone, Debug)]
pub struct RuleText {
    /// Its name.
    pub id: &'static str,
    /// What its findings do, in words.
    pub severities: &'static str,
    /// Its text: paragraphs, `code`, and blocks between lines of backquotes.
    pub text: String,
}

impl RuleText {
    /// The page of the rule.
    pub fn write(&self, words: &Words, seen: u64) -> String {
        let main = format!("<p>{}</p>\n{}", escape(self.severities), blocks(&self.text));
        let title = words.fill(Word::PreviewRule, &[("rule", self.id)]);
        page(words, &title, &main, Some("/preview/"), seen)
    }
}

/// As much of Markdown as the rules' comments use.
fn blocks(text: &str) -> String {
    let mut html = String::new();
    let mut paragraph = String::new();
    let mut lines = text.lines();
    let close = |html: &mut String, paragraph: &mut String| {
        if !paragraph.is_empty() {
            html.push_str(&format!("<p>{}</p>\n", code(&std::mem::take(paragraph))));
        }
    };
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("````") {
            close(&mut html, &mut paragraph);
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "````").collect();
            let mut letters = name.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            html.push_str(&format!(
                "<p>{}{}:</p>\n<pre tabindex=\"0\">{}</pre>\n",
                escape(&first),
                escape(letters.as_str()),
                escape(&inside.join("\n"))
            ));
        } else if line.trim().is_empty() {
            close(&mut html, &mut paragraph);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(if line.starts_with("- ") { '\n' } else { ' ' });
            }
            paragraph.push_str(line);
        }
    }
    close(&mut html, &mut paragraph);
    html
}

/// `code` between backquotes.
fn code(text: &str) -> String {
    let mut html = String::new();
    for (at, part) in text.split('`').enumerate() {
        let part = escape(part).replace('\n', "<br>");
        if at % 2 == 1 {
            html.push_str(&format!("<code>{part}</code>"));
        } else {
            html.push_str(&part);
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rules_comment_becomes_html_and_nothing_in_it_is_markup() {
        assert_eq!(
            blocks("A `<b>` rule\nsays.\n\n````failing\n== a.md\n<i>\n````\n"),
            "<p>A <code>&lt;b&gt;</code> rule says.</p>\n<p>Failing:</p>\n<pre tabindex=\"0\">== a.md\n&lt;i&gt;</pre>\n"
        );
    }
}

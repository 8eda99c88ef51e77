//! A sheet as plain text: for a mail, a text editor, a reader that shows no pages.

use super::{Around, Part, Run, Sheet};

/// The width of a line in characters.
const WIDTH: usize = 72;

/// The text.
pub(crate) fn plain(sheet: &Sheet, around: &Around) -> String {
    let mut text = String::new();
    if let Some(example) = &around.example {
        push(&mut text, &wrapped(example, 0, 0));
    }
    push(&mut text, &wrapped(&around.campaign, 0, 0));
    push(&mut text, &underlined(&sheet.title, '='));
    for part in &sheet.parts {
        push(&mut text, &self::part(part, 0));
    }
    text.push_str("--\n");
    text.push_str(&wrapped(&around.made_of, 0, 0));
    text
}

/// Adds a block and the empty line behind it.
fn push(text: &mut String, block: &str) {
    if !block.is_empty() {
        text.push_str(block);
        text.push('\n');
    }
}

fn underlined(words: &str, with: char) -> String {
    let length = words.chars().count().min(WIDTH);
    let line: String = std::iter::repeat_n(with, length).collect();
    format!("{}{line}\n", wrapped(words, 0, 0))
}

fn part(part: &Part, indent: usize) -> String {
    match part {
        Part::Heading(2, words) => underlined(words, '-'),
        Part::Heading(_, words) => wrapped(words, indent, indent),
        Part::Text(text) => wrapped(&runs(text), indent, indent),
        Part::List { numbered_from, items } => list(*numbered_from, items, indent),
        Part::Ready { label, text, remarks } => {
            let mut block = wrapped(label, indent, indent);
            block.push('\n');
            for paragraph in text.split("\n\n") {
                block.push_str(&wrapped(paragraph, indent + 4, indent + 4));
                block.push('\n');
            }
            for remark in remarks {
                block.push_str(&wrapped(remark, indent, indent));
            }
            block
        }
        Part::Table { head, rows } => table(head, rows, indent),
        Part::Quote(inner) => inner.iter().map(|inner| self::part(inner, indent + 4)).collect(),
        Part::Note(words) => wrapped(words, indent, indent),
        Part::Rule => "* * *\n".to_owned(),
    }
}

fn list(numbered_from: Option<u64>, items: &[Vec<Part>], indent: usize) -> String {
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let mark = match numbered_from {
            None => "- ".to_owned(),
            Some(from) => format!("{}. ", from.saturating_add(at as u64)),
        };
        let inner = indent + mark.chars().count();
        for (nth, part) in item.iter().enumerate() {
            match part {
                Part::Text(words) if nth == 0 => {
                    text.push_str(&wrapped(&format!("{mark}{}", runs(words)), indent, inner));
                }
                other => text.push_str(&self::part(other, inner)),
            }
        }
    }
    text
}

/// A table as one block for each row, because columns do not fit a line.
fn table(head: &[String], rows: &[Vec<String>], indent: usize) -> String {
    let rows = rows.iter().map(|row| {
        let cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        cells
            .map(|(at, cell)| match head.get(at) {
                Some(head) if at > 0 && !head.is_empty() => {
                    wrapped(&format!("{head}: {cell}"), indent + 4, indent + 8)
                }
                _ => wrapped(cell, indent, indent + 4),
            })
            .collect::<String>()
    });
    rows.collect::<Vec<String>>().join("\n")
}

fn runs(all: &[Run]) -> String {
    all.iter()
        .map(|run| match run {
            Run::Words(words) | Run::Strong(words) | Run::Emphasis(words) => words.clone(),
            Run::Link(words, address) if words == address => address.clone(),
            Run::Link(words, address) => format!("{words} ({address})"),
        })
        .collect()
}

/// Words in lines of at most [`WIDTH`] characters; a longer word has a line of its own. Line breaks stay.
fn wrapped(words: &str, first: usize, indent: usize) -> String {
    let mut text = String::new();
    for (nth, line) in words.lines().enumerate() {
        let mut here = String::from_iter(std::iter::repeat_n(' ', if nth == 0 { first } else { indent }));
        let mut has_words = false;
        let mut length = here.len();
        for word in line.split_whitespace() {
            let needs = word.chars().count();
            if has_words && length + 1 + needs > WIDTH {
                text.push_str(&here);
                text.push('\n');
                here = String::from_iter(std::iter::repeat_n(' ', indent));
                length = indent;
                has_words = false;
            }
            if has_words {
                here.push(' ');
                length += 1;
            }
            here.push_str(word);
            length += needs;
            has_words = true;
        }
        text.push_str(here.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_a_mail_shows_and_no_word_is_lost() {
        let words = "somebody noticed something ".repeat(40);
        let text = wrapped(&words, 2, 4);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>(),
            words.split_whitespace().collect::<Vec<_>>()
        );
        let long = "x".repeat(100);
        assert_eq!(wrapped(&format!("a {long} b"), 0, 0), format!("a\n{long}\nb\n"));
    }

    #[test]
    fn a_list_hangs_from_its_marks() {
        let mut sheet = Sheet::new("x", "T");
        sheet.steps(["one ".repeat(30), "two".to_owned()]);
        let text = part(sheet.parts.first().unwrap(), 0);
        assert!(text.starts_with("1. one"));
        assert!(text.contains("\n   one"), "{text}");
        assert!(text.ends_with("2. two\n"));
    }
}

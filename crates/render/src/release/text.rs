//! A release as plain text for a mail: 72 columns, as RFC 3676 (4.2) advises, and no markup.

use super::{Leads, Note, Part, Release, Run, Section};

const COLUMNS: usize = 72;

impl Release {
    /// The release as plain text, in lines of at most 72 characters; only an address may be longer. It ends with a line break.
    pub fn plain_text(&self) -> String {
        let mut paper = Paper(String::new());
        for line in self.example.iter().chain([&self.standing]).chain(&self.ended) {
            paper.paragraph("", line);
        }
        if let Some(section) = &self.restrictions {
            paper.paragraph("", &section.heading);
            paper.parts(&section.parts);
        }
        paper.heading(&self.headline, '=');
        paper.paragraph("", &self.dateline);
        if let Some(summary) = &self.summary {
            paper.paragraph("", summary);
        }
        paper.parts(&self.body);
        paper.paragraph("", &self.end);
        for section in &self.sections {
            paper.section(section);
        }
        paper.0
    }
}

/// What has been written so far: pieces with an empty line between them.
struct Paper(String);

impl Paper {
    fn gap(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }

    fn section(&mut self, section: &Section) {
        self.heading(&section.heading, '-');
        self.parts(&section.parts);
    }

    /// A heading is underlined: capitals are hard to read, and a screen reader may spell them.
    fn heading(&mut self, words: &str, line: char) {
        self.gap();
        let lines = wrap(words, COLUMNS);
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        for line in &lines {
            self.line("", line);
        }
        let under: String = std::iter::repeat_n(line, longest.min(COLUMNS)).collect();
        self.line("", &under);
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Heading(runs) => self.heading(&flat(runs), '-'),
                Part::Paragraph(runs) => self.paragraph("", &flat(runs)),
                Part::Quote(runs) => self.paragraph("    ", &flat(runs)),
                Part::List(items) => {
                    self.gap();
                    items.iter().for_each(|item| self.item("- ", &flat(item)));
                }
                Part::Facts(notes) => {
                    for Note { number, text, .. } in notes {
                        self.gap();
                        self.item(&format!("[{number}] "), &flat(text));
                    }
                }
            }
        }
    }

    fn paragraph(&mut self, indent: &str, words: &str) {
        self.gap();
        for line in wrap(words, COLUMNS - indent.len()) {
            self.line(indent, &line);
        }
    }

    /// The first line begins with a mark, and the others beneath its words.
    fn item(&mut self, mark: &str, words: &str) {
        let beneath = " ".repeat(mark.chars().count());
        for (at, line) in wrap(words, COLUMNS - beneath.len()).iter().enumerate() {
            self.line(if at == 0 { mark } else { &beneath }, line);
        }
    }

    fn line(&mut self, indent: &str, words: &str) {
        self.0.push_str(indent);
        self.0.push_str(words);
        self.0.push('\n');
    }
}

/// The words of runs; an address that they do not say themselves stands behind them.
fn flat(runs: &[Run]) -> String {
    let mut text = String::new();
    let mut open: Option<&str> = None;
    for run in runs {
        let address = match &run.leads {
            Some(Leads::Address(address)) if address.starts_with("http") => Some(address.as_str()),
            _ => None,
        };
        if open != address {
            close(&mut text, open.take());
            open = address;
        }
        text.push_str(&run.text);
    }
    close(&mut text, open);
    text
}

fn close(text: &mut String, address: Option<&str>) {
    if let Some(address) = address.filter(|address| !says(text, address)) {
        text.push_str(&format!(" ({address})"));
    }
}

/// Whether a text ends in an address, with its scheme or without.
fn says(text: &str, address: &str) -> bool {
    let bare = address
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    text.trim_end_matches('/').ends_with(bare)
}

/// Lines of at most so many characters, broken between words. A word that is longer than a line has one of its own.
fn wrap(words: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in words.split_whitespace() {
        let more = word.chars().count();
        if length > 0 && length + 1 + more > columns {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += more;
    }
    if length > 0 {
        lines.push(line);
    }
    lines
}

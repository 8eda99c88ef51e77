//! A sheet of the toolkit: a short text for partners, as a page that opens without a network and as plain text.

mod html;
mod plain;

pub(super) use html::{STYLE, html};
pub(super) use plain::plain;

/// A sheet.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Its file beneath `toolkit/`, without an extension: `sheets/lesson`.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) parts: Vec<Part>,
}

/// A part of a sheet.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A heading of level 2 or 3.
    Heading(u8, String),
    Text(Vec<Run>),
    List {
        numbered_from: Option<u64>,
        items: Vec<Vec<Part>>,
    },
    /// Words to use as they are, with what they are for above and remarks below.
    Ready {
        label: String,
        text: String,
        remarks: Vec<String>,
    },
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    Quote(Vec<Part>),
    /// A remark that stands out.
    Note(String),
    Rule,
}

/// A stretch of a text.
#[derive(Clone, Debug)]
pub(super) enum Run {
    Words(String),
    Strong(String),
    Emphasis(String),
    /// Words that lead to an address.
    Link(String, String),
}

impl Sheet {
    pub(super) fn new(name: impl Into<String>, title: impl Into<String>) -> Sheet {
        Sheet {
            name: name.into(),
            title: title.into(),
            parts: Vec::new(),
        }
    }

    pub(super) fn heading(&mut self, words: impl Into<String>) {
        self.parts.push(Part::Heading(2, words.into()));
    }

    pub(super) fn text(&mut self, words: impl Into<String>) {
        self.parts.push(Part::Text(vec![Run::Words(words.into())]));
    }

    /// A list of plain items; nothing when there are none.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<Vec<Part>> = items
            .into_iter()
            .map(|words| vec![Part::Text(vec![Run::Words(words)])])
            .collect();
        if !items.is_empty() {
            self.parts.push(Part::List {
                numbered_from: None,
                items,
            });
        }
    }

    /// Numbered steps.
    pub(super) fn steps(&mut self, items: impl IntoIterator<Item = String>) {
        let before = self.parts.len();
        self.list(items);
        if let Some(Part::List { numbered_from, .. }) = self.parts.get_mut(before) {
            *numbered_from = Some(1);
        }
    }
}

/// What stands around each sheet.
#[derive(Clone, Debug)]
pub(super) struct Around {
    pub(super) language: String,
    /// The campaign's name and hashtag.
    pub(super) campaign: String,
    /// What stands at the top of everything that nobody has approved.
    pub(super) example: Option<String>,
    /// Which edition it was made of, and when.
    pub(super) made_of: String,
}

//! Markdown, parsed once into blocks that linter and pages share.

mod insert;
mod parse;
mod target;

pub(crate) use parse::parse;

use crate::CampaignPath;
use crate::WebAddress;
use crate::diagnostic::Place;
use crate::id::{AudienceId, FactId, HelpId, NoticerId, VoiceId};

/// A block of a page.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it begins.
    pub place: Place,
}

/// The kinds of block.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading of level 2 to 6 (level 1 is the page's title; a `#` in the text is kept as level 1 for the linter).
    Heading {
        /// The level.
        level: u8,
        /// The anchor: the text as a slug, unique on its page.
        anchor: String,
        /// The text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered, from this number.
        numbered_from: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation set apart. Not for people's words: those are voices.
    Quote(Vec<Block>),
    /// A line across.
    Rule,
    /// A picture that stands alone in its paragraph, `![alt](media/file.svg)`; the alt text of `media.toml` is used
    /// when the brackets are empty.
    Picture(PictureUse),
    /// A fenced block whose first word names one of ours.
    Insert(Insert),
}

/// A picture in the text.
#[derive(Clone, Debug)]
pub struct PictureUse {
    /// Its file.
    pub file: CampaignPath,
    /// Its own alt text, when it has one.
    pub alt: Option<String>,
}

/// Something that the campaign's data fills in. Written as a fenced block: three backquotes and its name, a line of
/// TOML for each setting, three backquotes.
#[derive(Clone, Debug)]
pub enum Insert {
    /// `chain`: the links of the chain.
    Chain,
    /// `doors`: the calendar.
    Doors,
    /// `signs`, with `noticer = "…"` for one reader's alone.
    Signs(Option<NoticerId>),
    /// `help`, with `audience = "…"` for one audience's alone, or `services = ["…"]` for some.
    Help {
        /// For this audience alone.
        audience: Option<AudienceId>,
        /// These services alone, in this order.
        services: Vec<HelpId>,
    },
    /// `voice`, with `id = "…"`.
    Voice(VoiceId),
    /// `coverage`: the newspaper's reports.
    Coverage,
    /// `act`, with `label = "…"` and `page = "…"`: the button of the one thing to do.
    Act {
        /// The words on the button.
        label: String,
        /// Where it leads.
        target: Target,
    },
    /// `message`, with `text = "…"`: words ready to send, set so that they are easy to copy.
    Message(String),
    /// `danger`: in danger now, 999; if you cannot speak, how the silent call works.
    Danger,
    /// `facts`: every fact that the campaign cites, with its source.
    Facts,
    /// `tell`: other routes, until a reporting line is configured.
    Tell,
}

/// Something inside a line.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Words, with where they begin.
    Text(String, Place),
    /// `*emphasis*`.
    Emphasis(Vec<Inline>),
    /// `**strong**`.
    Strong(Vec<Inline>),
    /// `` `code` ``: something to type.
    Code(String),
    /// A line break that was asked for.
    Break,
    /// A link.
    Link(Link),
    /// A picture in a line of text, which is shown as its alt text alone; the linter says so.
    Picture(PictureUse, Place),
}

/// A link in the text.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Its words; empty for `[](fact:id)`, which prints the fact's value, and `[](help:id)`, which prints the number.
    pub text: Vec<Inline>,
    /// Where it begins.
    pub place: Place,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `fact:id`: the words state this fact.
    Fact(FactId),
    /// `help:id`: rings the service, or opens its web page.
    Help(HelpId),
    /// `text:id`: the number of a help service that takes text messages.
    Text(HelpId),
    /// `page:act`, `page:doors/7`, `page:questions#alcohol`, `page:` for the home page: a page of the campaign. The
    /// first is its address without slash at the end, the second an anchor.
    Page(String, Option<String>),
    /// `#anchor` on the same page.
    Anchor(String),
    /// `media/file.pdf`: a file of the campaign.
    File(CampaignPath),
    /// Another web page.
    Web(WebAddress),
    /// Anything else, as written: a finding.
    Broken(String),
}

/// The words of a run of inlines, without their markup.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words, _) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) => push_plain(inner, text),
            Inline::Link(link) => push_plain(&link.text, text),
            Inline::Break => text.push(' '),
            Inline::Picture(picture, _) => text.push_str(picture.alt.as_deref().unwrap_or("")),
        }
    }
}

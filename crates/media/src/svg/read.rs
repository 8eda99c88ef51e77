//! Events in, canonical text and a list of parts out.
//!
//! The canonical form: no declaration, comment or white space between elements; attributes in the order of their names,
//! `style` dissolved into presentation attributes, `xlink:href` written `href`; nothing of other namespaces.

use super::faults::{Faults, shown};
use super::text::{character, escape};
use super::{allow, value};
use crate::{DrawingFault, MediaLimits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// What was read.
#[derive(Default)]
pub(super) struct Drawing {
    /// The canonical text.
    pub(super) out: String,
    pub(super) parts: Vec<Part>,
    pub(super) references: Vec<Reference>,
    pub(super) root_attributes: BTreeMap<String, String>,
    pub(super) had_metadata: bool,
    /// Reading stopped before the end, so that parts are missing.
    pub(super) was_cut_short: bool,
}

/// An element that stays.
pub(super) struct Part {
    pub(super) parent: Option<usize>,
    pub(super) id: Option<String>,
    pub(super) at: usize,
    name: String,
}

/// From a part to the id of one that it draws or paints with.
pub(super) struct Reference {
    pub(super) from: usize,
    pub(super) to: String,
    pub(super) at: usize,
    /// `url(#id)` rather than `href`.
    pub(super) paints: bool,
}

pub(super) fn read(text: &str, limits: &MediaLimits, faults: &mut Faults<'_>) -> Drawing {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut state = State {
        text,
        limits,
        faults,
        drawing: Drawing::default(),
        open: Vec::new(),
        depth: 0,
        skipped: 0,
        elements: 0,
        tag_is_open: false,
        svg_prefixes: vec!["svg".into()],
    };
    loop {
        let at = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => {
                if state.take(at, event).is_none() {
                    state.drawing.was_cut_short = true;
                    return state.drawing;
                }
            }
            Err(error) => {
                state.malformed(reader.error_position() as usize, &error.to_string());
                state.drawing.was_cut_short = true;
                return state.drawing;
            }
        }
    }
    if state.depth > 0 {
        let name = state
            .open
            .last()
            .map_or("svg", |part| state.drawing.parts[*part].name.as_str());
        let why = format!("`{name}` is not closed");
        state.malformed(text.len(), &why);
    } else if state.drawing.parts.is_empty() {
        state.faults.push(0, DrawingFault::NoSvgElement);
    }
    state.drawing.out.push('\n');
    state.drawing
}

pub(super) struct State<'a, 'f, 't> {
    pub(super) text: &'a str,
    limits: &'a MediaLimits,
    pub(super) faults: &'f mut Faults<'t>,
    pub(super) drawing: Drawing,
    /// The parts that stand open, outermost first.
    open: Vec<usize>,
    /// Elements that stand open, skipped ones too.
    depth: usize,
    /// How many of these are skipped: an element that is left out takes its content with it.
    skipped: usize,
    elements: usize,
    /// The last start tag has no `>` yet: it may turn out to be empty.
    tag_is_open: bool,
    pub(super) svg_prefixes: Vec<String>,
}

impl State<'_, '_, '_> {
    /// Takes one event; `None` to stop.
    fn take(&mut self, at: usize, event: Event<'_>) -> Option<()> {
        match event {
            Event::Start(tag) | Event::Empty(tag) => return self.start(at, &tag),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(at, &text),
            Event::CData(text) => self.text(at, &text),
            Event::GeneralRef(name) if self.skipped == 0 => match character(&name) {
                Some(character) => self.text(at, character.encode_utf8(&mut [0; 4])),
                None => self.faults.push(at, DrawingFault::Entity(shown(&name))),
            },
            Event::GeneralRef(_) => {}
            Event::Comment(_) => self.drawing.had_metadata = true,
            Event::PI(_) if self.skipped == 0 => self.faults.push(at, DrawingFault::ProcessingInstruction),
            Event::PI(_) => {}
            Event::DocType(_) => self.faults.push(at, DrawingFault::DocumentType),
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("utf-8")) {
                    self.faults.push(at, DrawingFault::NotUtf8);
                }
            }
            Event::Eof => {}
        }
        Some(())
    }

    pub(super) fn malformed(&mut self, at: usize, why: &str) {
        self.faults.push(at, DrawingFault::Malformed(shown(why)));
    }

    fn start(&mut self, at: usize, tag: &BytesStart<'_>) -> Option<()> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > self.limits.svg_nesting {
            self.faults
                .push(at, DrawingFault::TooDeep(self.limits.svg_nesting));
            return None;
        }
        if self.elements > self.limits.svg_elements {
            self.faults
                .push(at, DrawingFault::TooManyElements(self.limits.svg_elements));
            return None;
        }
        if self.skipped > 0 {
            self.skipped += 1;
            return Some(());
        }
        let tag_name = tag.name();
        let name: &str = tag_name.as_ref();
        let is_first = self.drawing.parts.is_empty();
        if is_first && name != "svg" {
            let prefixed = name.split_once(':').is_some_and(|(_, name)| name == "svg");
            let fault = if prefixed {
                DrawingFault::Namespace(shown(name))
            } else {
                DrawingFault::NoSvgElement
            };
            self.faults.push(at, fault);
            return None;
        }
        if !is_first && self.depth == 1 {
            self.malformed(at, "a second element stands beside `svg`");
            return None;
        }
        if let Some((prefix, _)) = name.split_once(':') {
            if self.svg_prefixes.iter().any(|known| known == prefix) || declares_svg(tag, prefix) {
                self.faults.push(at, DrawingFault::Namespace(shown(name)));
            }
            self.drawing.had_metadata = true;
            self.skipped = 1;
            return Some(());
        }
        if !allow::is_element(name) {
            if name == "metadata" {
                self.drawing.had_metadata = true;
            } else {
                self.faults.push(at, DrawingFault::Element(shown(name)));
            }
            self.skipped = 1;
            return Some(());
        }
        let part = self.drawing.parts.len();
        let attributes = self.attributes(part, name, at, tag);
        self.close_tag();
        self.drawing.out.push('<');
        self.drawing.out.push_str(name);
        if is_first {
            self.drawing.out.push_str(" xmlns=\"");
            self.drawing.out.push_str(SVG);
            self.drawing.out.push('"');
        }
        for (name, value) in &attributes {
            self.drawing.out.push(' ');
            self.drawing.out.push_str(name);
            self.drawing.out.push_str("=\"");
            escape(value, &mut self.drawing.out);
            self.drawing.out.push('"');
        }
        self.tag_is_open = true;
        let id = attributes.get("id").cloned();
        self.drawing.parts.push(Part {
            parent: self.open.last().copied(),
            id,
            at,
            name: name.into(),
        });
        if is_first {
            self.drawing.root_attributes = attributes;
        }
        self.open.push(part);
        Some(())
    }

    fn end(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(part) = self.open.pop() else { return };
        if self.tag_is_open {
            self.drawing.out.push_str("/>");
            self.tag_is_open = false;
        } else {
            self.drawing.out.push_str("</");
            self.drawing.out.push_str(&self.drawing.parts[part].name);
            self.drawing.out.push('>');
        }
    }

    fn close_tag(&mut self) {
        if self.tag_is_open {
            self.drawing.out.push('>');
            self.tag_is_open = false;
        }
    }

    fn text(&mut self, at: usize, text: &str) {
        if self.skipped > 0 {
            return;
        }
        let is_held = self
            .open
            .last()
            .is_some_and(|part| allow::holds_text(&self.drawing.parts[*part].name));
        if !is_held {
            self.drawing.had_metadata |= text.contains(|c: char| !c.is_whitespace() && c != '\u{FEFF}');
            return;
        }
        if let Some(character) = text
            .chars()
            .find(|character| !value::is_xml_character(*character))
        {
            self.malformed(
                at,
                &format!("the character U+{:04X} may not be written", u32::from(character)),
            );
            return;
        }
        self.close_tag();
        escape(&text.replace("\r\n", "\n"), &mut self.drawing.out);
    }
}

/// Whether the tag itself says that its prefix is SVG's.
fn declares_svg(tag: &BytesStart<'_>, prefix: &str) -> bool {
    tag.attributes().with_checks(false).flatten().any(|attribute| {
        let name: &str = attribute.key.as_ref();
        name.strip_prefix("xmlns:") == Some(prefix) && *attribute.value == *SVG
    })
}

//! Events in, canonical text and a list of parts out.
//!
//! The canonical form: no declaration, comment or white space between elements; attributes in the order of their names,
//! `style` dissolved into presentation attributes, `xlink:href` written `href`; nothing of other namespaces.

use super::faults::{Faults, shown};
use super::{allow, value};
use crate::{DrawingFault, MediaLimits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

const SVG: &str = "http://www.w3.org/2000/svg";

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

struct State<'a, 'f, 't> {
    text: &'a str,
    limits: &'a MediaLimits,
    faults: &'f mut Faults<'t>,
    drawing: Drawing,
    /// The parts that stand open, outermost first.
    open: Vec<usize>,
    /// Elements that stand open, skipped ones too.
    depth: usize,
    /// How many of these are skipped: an element that is left out takes its content with it.
    skipped: usize,
    elements: usize,
    /// The last start tag has no `>` yet: it may turn out to be empty.
    tag_is_open: bool,
    svg_prefixes: Vec<String>,
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

    fn malformed(&mut self, at: usize, why: &str) {
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
            if self.svg_prefixes.iter().any(|known| known == prefix) {
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

    /// The attributes that stay, by name.
    fn attributes(
        &mut self,
        part: usize,
        element: &str,
        tag_at: usize,
        tag: &BytesStart<'_>,
    ) -> BTreeMap<String, String> {
        let mut kept = BTreeMap::new();
        let mut styles = Vec::new();
        let mut xlink = None;
        let mut seen = std::collections::BTreeSet::new();
        let mut attributes = tag.attributes();
        // Its own check compares each name with each: our set is quicker on many.
        for attribute in attributes.with_checks(false) {
            let Ok(attribute) = attribute else {
                self.malformed(
                    tag_at,
                    &format!("an attribute of `{element}` is not written name=\"value\""),
                );
                break;
            };
            let name: &str = attribute.key.as_ref();
            let at = self.offset(name).unwrap_or(tag_at);
            if !seen.insert(name.to_owned()) {
                self.malformed(at, &format!("`{name}` stands twice"));
                continue;
            }
            let Ok(value) = quick_xml::escape::unescape(&attribute.value) else {
                self.faults
                    .push(at, DrawingFault::Entity(shown(entity_in(&attribute.value))));
                continue;
            };
            // XML 1.0 §3.3.3: white space in a value is a space.
            let value = value.replace(['\t', '\n', '\r'], " ");
            match name {
                "xmlns" if value == SVG => {}
                "xmlns" => self
                    .faults
                    .push(at, DrawingFault::Namespace(shown(&format!("xmlns=\"{value}\"")))),
                "style" => styles.push((at, value)),
                "xlink:href" => xlink = Some((at, value)),
                "href" => self.refer(part, element, at, &value, &mut kept),
                _ => {
                    if let Some(prefix) = name.strip_prefix("xmlns:").filter(|_| value == SVG) {
                        self.svg_prefixes.push(prefix.into());
                    }
                    self.keep(part, at, name, &value, &mut kept);
                }
            }
        }
        if let Some((at, target)) = xlink.filter(|_| !kept.contains_key("href")) {
            self.refer(part, element, at, &target, &mut kept);
        }
        // A style overrides a presentation attribute, so that it comes last.
        for (at, style) in styles {
            self.dissolve(part, at, &style, &mut kept);
        }
        kept
    }

    /// Where a name, which is a piece of the text, stands in it.
    fn offset(&self, name: &str) -> Option<usize> {
        let at = (name.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (at < self.text.len()).then_some(at)
    }

    fn keep(&mut self, part: usize, at: usize, name: &str, value: &str, kept: &mut BTreeMap<String, String>) {
        let starts_with_on = name
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case("on"));
        if starts_with_on {
            self.faults.push(at, DrawingFault::EventHandler(shown(name)));
        } else if allow::is_attribute(name) {
            self.keep_value(part, at, name, value, kept);
        } else if allow::is_idle(name) {
            self.drawing.had_metadata = true;
        } else {
            self.faults.push(at, DrawingFault::Attribute(shown(name)));
        }
    }

    fn keep_value(
        &mut self,
        part: usize,
        at: usize,
        name: &str,
        value: &str,
        kept: &mut BTreeMap<String, String>,
    ) {
        let Some(checked) = value::kept(name, value) else {
            self.faults.push(
                at,
                DrawingFault::Value {
                    attribute: shown(name),
                    value: shown(value),
                },
            );
            return;
        };
        if let Some(id) = checked.paints_with {
            self.drawing.references.push(Reference {
                from: part,
                to: id.into(),
                at,
                paints: true,
            });
        }
        kept.insert(name.into(), checked.text);
    }

    fn refer(
        &mut self,
        part: usize,
        element: &str,
        at: usize,
        target: &str,
        kept: &mut BTreeMap<String, String>,
    ) {
        let id = target.trim().strip_prefix('#').filter(|id| value::is_id(id));
        match id.filter(|_| allow::may_refer(element)) {
            Some(id) => {
                self.drawing.references.push(Reference {
                    from: part,
                    to: id.into(),
                    at,
                    paints: false,
                });
                kept.insert("href".into(), format!("#{id}"));
            }
            None => self.faults.push(at, DrawingFault::Link(shown(target))),
        }
    }

    fn dissolve(&mut self, part: usize, at: usize, style: &str, kept: &mut BTreeMap<String, String>) {
        for declaration in style
            .split(';')
            .map(str::trim)
            .filter(|declaration| !declaration.is_empty())
        {
            let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
            let name = name.trim();
            if allow::is_presentation(name) {
                self.keep_value(part, at, name, value, kept);
            } else if allow::is_idle_property(name) {
                self.drawing.had_metadata = true;
            } else {
                self.faults.push(at, DrawingFault::StyleProperty(shown(name)));
            }
        }
    }
}

/// One of XML's five entities, or a character by its number.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| value::is_xml_character(*character))
        }
    }
}

/// The first entity in a value that is not known, for the message.
fn entity_in(value: &str) -> &str {
    value
        .split('&')
        .skip(1)
        .map(|rest| rest.split(';').next().unwrap_or(rest))
        .find(|name| character(name).is_none())
        .unwrap_or(value)
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A bare carriage return would be read back as a line feed.
            '\r' => out.push_str("&#13;"),
            _ => out.push(character),
        }
    }
}

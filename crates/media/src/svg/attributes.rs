//! An element's attributes: those that may stay, by name; references are noted on the way.

use super::faults::shown;
use super::read::{Reference, SVG, State};
use super::text::character;
use super::{allow, value};
use crate::DrawingFault;
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};

impl State<'_, '_, '_> {
    /// The attributes that stay, by name.
    pub(super) fn attributes(
        &mut self,
        part: usize,
        element: &str,
        tag_at: usize,
        tag: &BytesStart<'_>,
    ) -> BTreeMap<String, String> {
        let mut kept = BTreeMap::new();
        let mut styles = Vec::new();
        let mut xlink = None;
        let mut seen = BTreeSet::new();
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

/// The first entity in a value that is not known, for the message.
fn entity_in(value: &str) -> &str {
    value
        .split('&')
        .skip(1)
        .map(|rest| rest.split(';').next().unwrap_or(rest))
        .find(|name| character(name).is_none())
        .unwrap_or(value)
}

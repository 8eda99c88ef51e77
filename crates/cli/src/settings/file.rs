//! `hueandcry.toml`: read to its end whatever is wrong in it.

use super::definition::{Setting, Shape};
use super::problem::{Origin, Problem, nearest};
use super::{Reading, SETTINGS};
use campaign::{LineIndex, Place};
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// More than a thousand lines: nobody's settings.
const MOST_BYTES: usize = 64 * 1024;

/// The file's text, and where things stand in it.
struct Text<'t> {
    name: String,
    text: &'t str,
    index: LineIndex,
}

impl Text<'_> {
    fn origin(&self, offset: usize) -> Origin {
        let place = self.index.place(&self.name, self.text, offset);
        let line = self.text.lines().nth(place.line as usize - 1).unwrap_or("");
        Origin::File(place, line.trim_end().chars().take(200).collect())
    }
}

impl Reading {
    /// Takes what the file has, if there is one.
    pub(super) fn file(&mut self, path: &Path, read: impl FnOnce(&Path) -> Result<Option<Vec<u8>>, String>) {
        let name = path.display().to_string();
        let whole = |message: String, advice: &str| Problem {
            origin: Origin::File(Place::start_of(name.clone()), String::new()),
            message,
            advice: advice.to_owned(),
        };
        let text = match read(path) {
            Ok(None) => return,
            Ok(Some(bytes)) if bytes.len() > MOST_BYTES => {
                let advice = "it holds a few settings: see docs/settings.md";
                self.problems
                    .push(whole(format!("it is larger than {MOST_BYTES} bytes"), advice));
                return;
            }
            Ok(Some(bytes)) => String::from_utf8(bytes),
            Err(reason) => {
                let advice = "let the program's user read it, or take it away";
                self.problems
                    .push(whole(format!("it cannot be read: {reason}"), advice));
                return;
            }
        };
        let Ok(text) = text else {
            self.problems
                .push(whole("it is not UTF-8".to_owned(), "save it again as UTF-8"));
            return;
        };
        let text = Text {
            name,
            index: LineIndex::new(&text),
            text: &text,
        };
        let (parsed, faults) = DeTable::parse_recoverable(text.text);
        let mut broken = Vec::new();
        for fault in &faults {
            let origin = text.origin(fault.span().map_or(0, |span| span.start));
            broken.push(origin.line());
            self.problems.push(Problem {
                origin,
                message: format!("this is not TOML: {}", fault.message().replace('\n', ", ")),
                advice: "write name = value, one to a line, with texts in quotation marks".to_owned(),
            });
        }
        let values = parsed.into_inner();
        let mut names: Vec<_> = values.iter().collect();
        names.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in names {
            let origin = text.origin(name.span().start);
            if broken.contains(&origin.line()) {
                // What was made up in the place of the broken value would be told as well.
                continue;
            }
            match SETTINGS.iter().find(|setting| setting.name == name.get_ref()) {
                Some(setting) if setting.is_in_file => {
                    self.value(setting, value.get_ref(), &origin, &text);
                }
                Some(setting) => self.problems.push(Problem {
                    message: format!("{} cannot stand in the file that stands in it", setting.name),
                    advice: format!("use --{} or {}", setting.flag, setting.variable()),
                    origin,
                }),
                None => {
                    let known = SETTINGS.iter().filter(|setting| setting.is_in_file);
                    self.problems.push(Problem {
                        message: format!("{} is no setting", name.get_ref()),
                        advice: nearest(name.get_ref(), known.map(|setting| setting.name)),
                        origin,
                    });
                }
            }
        }
    }

    fn value(&mut self, setting: &'static Setting, value: &DeValue<'_>, origin: &Origin, text: &Text<'_>) {
        match (setting.shape, value) {
            (Shape::Text, DeValue::String(value)) => self.take(setting, value, origin),
            (Shape::Number, DeValue::Integer(digits)) => {
                // In whatever base it is written. What is too large for a number is none.
                let number = i64::from_str_radix(digits.as_str(), digits.radix());
                let number = number.map_or_else(|_| digits.to_string(), |number| number.to_string());
                self.take(setting, &number, origin);
            }
            (Shape::Table, DeValue::Table(table)) => {
                self.settings.hosts.clear();
                let mut lines: Vec<_> = table.iter().collect();
                lines.sort_by_key(|(name, _)| name.span().start);
                let mut all = Vec::new();
                for (name, value) in lines {
                    let origin = text.origin(name.span().start);
                    match value.get_ref() {
                        DeValue::String(campaign) => {
                            let line = format!("{}={campaign}", name.get_ref());
                            self.put(setting, &line, &origin);
                            all.push(line);
                        }
                        _ => self.wrong(setting, origin),
                    }
                }
                self.settings
                    .origins
                    .insert(setting.name, (all.join(","), origin.clone()));
            }
            _ => self.wrong(setting, origin.clone()),
        }
    }

    fn wrong(&mut self, setting: &'static Setting, origin: Origin) {
        let wanted = match setting.shape {
            Shape::Text => "a text in quotation marks",
            Shape::Number => "a whole number without quotation marks",
            Shape::Table => "a text in quotation marks for each name",
        };
        self.problems.push(Problem {
            message: format!("{} is not {wanted}", setting.name),
            advice: setting.wanted(&origin),
            origin,
        });
    }
}

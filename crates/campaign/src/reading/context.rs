//! What all readers share: the findings so far, and which ids are defined and cited where.

use crate::diagnostic::{Diagnostic, Fix, Place, RuleId, rules};
use crate::id::Id;
use crate::limits::FolderLimits;
use crate::path::CampaignPath;
use crate::suggest::closest;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Gathers while a folder is read. Readers take it by shared reference, so that they can be nested freely.
pub(crate) struct Context {
    pub(crate) limits: FolderLimits,
    findings: RefCell<Vec<Diagnostic>>,
    /// By what it names and its text: where it was defined.
    defined: RefCell<BTreeMap<(&'static str, String), Place>>,
    cited: RefCell<Vec<(&'static str, String, Place)>>,
    /// How many bytes of text may still be read.
    text_left: Cell<u64>,
    /// Every text of the folder as it was written, for [`crate::Campaign::texts`].
    texts: RefCell<BTreeMap<CampaignPath, Arc<str>>>,
}

impl Context {
    pub(crate) fn new(limits: FolderLimits) -> Context {
        Context {
            limits,
            text_left: Cell::new(limits.texts_bytes),
            findings: RefCell::default(),
            defined: RefCell::default(),
            cited: RefCell::default(),
            texts: RefCell::default(),
        }
    }

    /// Keeps a text as it was written.
    pub(crate) fn keep(&self, path: &CampaignPath, text: &str) {
        self.texts.borrow_mut().insert(path.clone(), text.into());
    }

    /// Every text that was kept.
    pub(crate) fn texts(&self) -> BTreeMap<CampaignPath, Arc<str>> {
        self.texts.take()
    }

    /// The most bytes that the next text may have: its own limit, and what all together may still have.
    pub(crate) fn text_limit(&self) -> u64 {
        self.limits.text_bytes.min(self.text_left.get())
    }

    /// Notes that a text was read.
    pub(crate) fn has_read(&self, bytes: usize) {
        self.text_left
            .set(self.text_left.get().saturating_sub(bytes as u64));
    }

    pub(crate) fn error(
        &self,
        rule: RuleId,
        place: Place,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.push(Diagnostic::error(rule, place, message, advice));
    }

    pub(crate) fn warning(
        &self,
        rule: RuleId,
        place: Place,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.push(Diagnostic::warning(rule, place, message, advice));
    }

    /// An error with its one right answer.
    pub(crate) fn fixable(
        &self,
        rule: RuleId,
        place: Place,
        message: impl Into<String>,
        advice: impl Into<String>,
        fix: Option<Fix>,
    ) {
        self.push(Diagnostic::error(rule, place, message, advice).with_fix(fix));
    }

    /// Keeps a finding. What it quotes comes from the folder, so it is brought to one line that fits on a screen.
    fn push(&self, finding: Diagnostic) {
        let message = one_line(&finding.message);
        let advice = one_line(&finding.advice);
        self.findings.borrow_mut().push(Diagnostic {
            message,
            advice,
            ..finding
        });
    }

    /// Notes that an id is defined here; the same id twice is a finding.
    pub(crate) fn define<T: Id>(&self, text: &str, place: &Place) {
        let before = self
            .defined
            .borrow_mut()
            .insert((T::NOUN, text.to_owned()), place.clone());
        if let Some(before) = before {
            self.error(
                rules::DUPLICATE_ID,
                place.clone(),
                format!("another {} is already called \"{text}\"", T::NOUN),
                format!("give one of them another id; the other stands in {before}"),
            );
        }
    }

    /// Notes that an id is cited here.
    pub(crate) fn cite<T: Id>(&self, text: &str, place: &Place) {
        self.cited
            .borrow_mut()
            .push((T::NOUN, text.to_owned(), place.clone()));
    }

    /// Compares what is cited with what is defined and gives all findings, sorted by place.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        let mut findings = self.findings.into_inner();
        let defined = self.defined.into_inner();
        for (noun, text, place) in self.cited.into_inner() {
            if defined.contains_key(&(noun, text.clone())) {
                continue;
            }
            let known: Vec<&str> = defined
                .keys()
                .filter(|(kind, _)| *kind == noun)
                .map(|(_, id)| id.as_str())
                .collect();
            let advice = match closest(&text, known.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None if known.is_empty() => {
                    format!("this campaign defines no {noun} yet: add one{}", home_of(noun))
                }
                None => format!("use one of: {}", known.join(", ")),
            };
            findings.push(Diagnostic::error(
                rules::UNKNOWN_REFERENCE,
                place,
                one_line(&format!("there is no {noun} \"{text}\"")),
                one_line(&advice),
            ));
        }
        findings.sort();
        findings.dedup();
        findings
    }
}

/// Where things of a kind are defined, as the end of "add one …"; nothing where each has a file of its own.
fn home_of(noun: &str) -> &'static str {
    match noun {
        "partner" | "audience" | "objective" | "measure" => " to campaign.toml",
        "fact" => " to facts.toml",
        "help service" => " to help.toml",
        "sign" | "noticer" => " to signs.toml",
        "voice" => " to voices.toml",
        "consent" => " to consents.toml",
        "restriction" => " to restrictions.toml",
        "post" => " to posts.toml",
        "message" | "myth" | "copy" | "sector" => " to toolkit.toml",
        "question" => " to survey.toml",
        _ => "",
    }
}

/// A text on one line of at most 400 characters, without control characters and without those that turn the direction of
/// writing, by which a message could be made to read otherwise.
fn one_line(text: &str) -> String {
    const MOST: usize = 400;
    let is_harmful = |character: char| {
        character.is_control()
            || matches!(character, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut line: String = text
        .chars()
        .map(|character| if is_harmful(character) { ' ' } else { character })
        .take(MOST)
        .collect();
    if text.chars().nth(MOST).is_some() {
        line.push('…');
    }
    line
}

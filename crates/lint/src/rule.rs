//! What a rule is.

use crate::known::Known;
use crate::secret;
use crate::text::{Piece, Written};
use crate::uses::Uses;
use campaign::{Campaign, Diagnostic, Place, Private, RuleId, Severity};
use jiff::civil::Date;
use std::ops::Range;

/// What the findings of a rule may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severities {
    /// Every finding stops a release.
    Error,
    /// No finding stops a release.
    Warning,
    /// The plain cases stop a release, the doubtful ones do not.
    Both,
}

impl Severities {
    /// Whether a finding may be of this severity.
    pub fn allow(self, severity: Severity) -> bool {
        match self {
            Severities::Error => severity == Severity::Error,
            Severities::Warning => severity == Severity::Warning,
            Severities::Both => true,
        }
    }

    /// For the manual.
    pub fn words(self) -> &'static str {
        match self {
            Severities::Error => "error: stops a release",
            Severities::Warning => "warning: somebody should look",
            Severities::Both => "error in plain cases, warning in doubtful ones",
        }
    }
}

/// A rule, with its explanation and its examples.
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// What its findings do.
    pub severities: Severities,
    /// The text of the rule's own file. Its first lines are the manual's.
    pub source: &'static str,
    /// Whether `[[allow]]` may set its findings apart.
    pub may_be_allowed: bool,
    /// What looks for it; nothing when reading the folder finds it.
    pub(crate) check: Option<Check>,
}

pub(crate) type Check = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// What a rule looks at.
pub(crate) struct Subject<'c> {
    pub(crate) campaign: &'c Campaign,
    pub(crate) private: &'c Private,
    /// The day that it is in the campaign's time zone.
    pub(crate) today: Date,
    /// Every text of the campaign.
    pub(crate) pieces: Vec<Piece<'c>>,
    /// Names that are nobody's.
    pub(crate) known: Known,
    pub(crate) written: Written<'c>,
    /// Where things are used.
    pub(crate) uses: Uses<'c>,
}

/// A page or poster that is meant to be uncomfortable.
pub(crate) struct HardHitting<'c> {
    /// "page" or "poster".
    pub(crate) what: &'static str,
    /// Where a finding about it stands.
    pub(crate) place: &'c Place,
    /// Where its settings begin.
    pub(crate) behind: &'c Place,
    pub(crate) tried_with: Option<&'c str>,
    pub(crate) might_hurt: Option<&'c str>,
}

impl<'c> Subject<'c> {
    /// Everything that is marked `hard_hitting`.
    pub(crate) fn hard_hitting(&self) -> impl Iterator<Item = HardHitting<'c>> + use<'c> {
        let pages = self.campaign.pages.iter().filter(|page| page.hard_hitting);
        let posters = self.campaign.posters.iter().filter(|poster| poster.hard_hitting);
        let pages = pages.map(|page| HardHitting {
            what: "page",
            place: &page.title.place,
            behind: &page.place,
            tried_with: page.tried_with.as_deref(),
            might_hurt: page.might_hurt.as_deref(),
        });
        let posters = posters.map(|poster| HardHitting {
            what: "poster",
            place: &poster.place,
            behind: &poster.place,
            tried_with: poster.tried_with.as_deref(),
            might_hurt: poster.might_hurt.as_deref(),
        });
        pages.chain(posters)
    }
}

/// A file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its path in the campaign folder.
    pub path: String,
    /// Whether its text stands at the end of the minimal campaign's own file.
    pub appended: bool,
    /// Its text.
    pub text: String,
}

impl Subject<'_> {
    /// Words of a text as a finding may quote them. What touches a private word is left out whole: half a name that
    /// was cut for shortness is still half a name.
    pub(crate) fn shown(&self, text: &str, range: &Range<usize>) -> String {
        let hides = secret::found(text, self.private)
            .iter()
            .any(|secret| secret.start < range.end && range.start < secret.end);
        if hides {
            return "****".to_owned();
        }
        text.get(range.clone()).unwrap_or("").to_owned()
    }
}

impl Rule {
    /// The text of the rule's `//!` comment.
    pub fn documentation(&self) -> String {
        self.source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n")
    }

    /// What it is about, in one line.
    pub fn title(&self) -> String {
        let documentation = self.documentation();
        documentation.lines().next().unwrap_or("").to_owned()
    }

    /// The files of the example that the rule finds.
    pub fn failing(&self) -> Vec<Example> {
        example(&self.documentation(), "failing")
    }

    /// The same files, put right.
    pub fn corrected(&self) -> Vec<Example> {
        example(&self.documentation(), "corrected")
    }
}

/// How many bytes a file has after a line such as `… 181,000 bytes of it`, which repeats the line above.
fn filler(line: &str) -> Option<usize> {
    let number = line.strip_prefix("… ")?.strip_suffix(" bytes of it")?;
    number.replace(',', "").parse().ok()
}

/// The files between a line of four backquotes with a word and the next line of four backquotes. `== path` begins a
/// file, `== path +` one that is added to the end of the minimal campaign's own.
fn example(documentation: &str, word: &str) -> Vec<Example> {
    let opening = format!("````{word}");
    let mut files: Vec<Example> = Vec::new();
    let lines = documentation
        .lines()
        .skip_while(|line| **line != opening)
        .skip(1)
        .take_while(|line| *line != "````");
    for line in lines {
        if let Some(head) = line.strip_prefix("== ") {
            files.push(Example {
                path: head.trim_end_matches(" +").to_owned(),
                appended: head.ends_with(" +"),
                text: String::new(),
            });
        } else if let (Some(bytes), Some(file)) = (filler(line), files.last_mut()) {
            let last = file
                .text
                .lines()
                .last()
                .map(|line| format!("{line}\n"))
                .unwrap_or_default();
            let times = bytes.saturating_sub(file.text.len()) / last.len().max(1) + 1;
            file.text.push_str(&last.repeat(times));
        } else if let Some(file) = files.last_mut() {
            file.text.push_str(line);
            file.text.push('\n');
        }
    }
    files
}

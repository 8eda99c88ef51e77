//! A finding: what is wrong, where, and what to do about it.

use std::fmt;

/// The name of a rule, as it stands in `docs/rules.md`: lower-case words joined by hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub &'static str);

impl fmt::Display for RuleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The campaign may be released, but somebody should look.
    Warning,
    /// The campaign may not be released like this.
    Error,
}

impl Severity {
    /// `error` or `warning`, as in the JSON output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place in the folder. Lines and columns count from 1; columns count characters, not bytes.
///
/// `file` is text rather than a [`crate::CampaignPath`], because a finding may be about a file whose name is no
/// path that a campaign can have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the author would type it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Place {
    /// The first character of a file: for findings about a file as a whole.
    pub fn start_of(file: impl Into<String>) -> Place {
        Place {
            file: file.into(),
            line: 1,
            column: 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One finding. Ordered by place, so that a sorted list reads like the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// The rule that found it.
    pub rule: RuleId,
    /// Whether it stops a release.
    pub severity: Severity,
    /// What is wrong, in one plain sentence without a full stop.
    pub message: String,
    /// What to do, in one plain sentence without a full stop.
    pub advice: String,
    /// The one right answer, where there is only one: what `check --fix` writes.
    pub fix: Option<Fix>,
}

/// Some bytes of a finding's file and what should stand in their place. The bytes are counted in the text as it was read,
/// without the mark (BOM) that some editors write before it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// The first byte that goes.
    pub start: usize,
    /// The first byte that stays.
    pub end: usize,
    /// What is written in their place.
    pub replacement: String,
}

impl Diagnostic {
    /// The same finding, with its one right answer.
    pub fn with_fix(self, fix: Option<Fix>) -> Diagnostic {
        Diagnostic { fix, ..self }
    }

    /// A finding that stops a release.
    pub fn error(
        rule: RuleId,
        place: Place,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            place,
            rule,
            severity: Severity::Error,
            message: message.into(),
            advice: advice.into(),
            fix: None,
        }
    }

    /// A finding that somebody should look at.
    pub fn warning(
        rule: RuleId,
        place: Place,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(rule, place, message, advice)
        }
    }
}

/// The rules that reading itself applies; the crate `lint` documents each.
pub mod rules {
    use super::RuleId;

    /// A key that no table of this kind has.
    pub const UNKNOWN_KEY: RuleId = RuleId("unknown-key");
    /// A key that a table must have.
    pub const MISSING_FIELD: RuleId = RuleId("missing-field");
    /// A value of the wrong type or outside its list.
    pub const BAD_VALUE: RuleId = RuleId("bad-value");
    /// A date, time or time zone that is none.
    pub const BAD_DATE: RuleId = RuleId("bad-date");
    /// A web address that is none.
    pub const BAD_URL: RuleId = RuleId("bad-url");
    /// A phone number that cannot be rung.
    pub const BAD_PHONE: RuleId = RuleId("bad-phone");
    /// An id that names nothing in this campaign.
    pub const UNKNOWN_REFERENCE: RuleId = RuleId("unknown-reference");
    /// The same id twice.
    pub const DUPLICATE_ID: RuleId = RuleId("duplicate-id");
    /// TOML, Markdown or CSV that cannot be read.
    pub const SYNTAX: RuleId = RuleId("syntax");
    /// A file whose name or place no campaign can have, or that the design does not name.
    pub const UNEXPECTED_FILE: RuleId = RuleId("unexpected-file");
    /// A file, or all together, over a limit.
    pub const TOO_LARGE: RuleId = RuleId("too-large");
    /// A picture or film that is not safe to publish, or not what it seems.
    pub const BAD_MEDIA: RuleId = RuleId("bad-media");
    /// A photograph with too few pixels for the paper it is printed on.
    pub const PICTURE_TOO_SMALL: RuleId = RuleId("picture-too-small");
    /// A measure entered at a stage that it does not belong to.
    pub const MEASURE_STAGE: RuleId = RuleId("measure-stage");
    /// HTML inside Markdown.
    pub const RAW_HTML: RuleId = RuleId("raw-html");
    /// A table of strokes inside Markdown.
    pub const RAW_TABLE: RuleId = RuleId("raw-table");
}

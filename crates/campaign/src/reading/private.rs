//! Reads `private/words.toml`: the very words that may not appear. Not part of any edition.

use super::context::Context;
use super::load::toml_file;
use crate::diagnostic::Diagnostic;
use crate::id::RestrictionId;
use crate::limits::FolderLimits;
use crate::source::Source;
use std::fmt;

/// What may not appear, by restriction. It cannot be printed: `Debug` shows `****`.
#[derive(Clone, Default)]
pub struct Private {
    restricted: Vec<RestrictedWords>,
}

/// The words of one restriction. They cannot be printed: `Debug` shows `****`.
#[derive(Clone)]
pub struct RestrictedWords {
    restriction: RestrictionId,
    words: Vec<String>,
}

impl Private {
    /// By restriction, in the file's order.
    pub fn restricted(&self) -> &[RestrictedWords] {
        &self.restricted
    }
}

impl RestrictedWords {
    /// The restriction's id, which may be shown.
    pub fn restriction(&self) -> &RestrictionId {
        &self.restriction
    }

    /// The words themselves. They are for comparing alone: never for a message, a log or an error.
    pub fn expose_words(&self) -> &[String] {
        &self.words
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Private({} restrictions, ****)", self.restricted.len())
    }
}

impl fmt::Debug for RestrictedWords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RestrictedWords({}, ****)", self.restriction)
    }
}

/// Reads `private/words.toml`: `[[words]]` with `restriction` and `words`. Nothing when there is no such file. The
/// findings never contain a value of the file, only its lines and keys.
pub fn read_private(source: &dyn Source, limits: &FolderLimits) -> (Private, Vec<Diagnostic>) {
    let context = Context::new(*limits);
    let restricted = toml_file(
        &context,
        source,
        "private/words.toml",
        "the private words",
        |table| {
            table
                .tables("words", "a list of private words")
                .iter()
                .filter_map(|table| {
                    let restriction = table.required_text_at("restriction");
                    let words = table.plain_texts("words");
                    table.finish();
                    Some(RestrictedWords {
                        restriction: RestrictionId::new(&restriction?)?,
                        words,
                    })
                })
                .collect()
        },
    );
    let findings = context.finish().into_iter().map(without_values).collect();
    (
        Private {
            restricted: restricted.unwrap_or_default(),
        },
        findings,
    )
}

/// A message about a private file may quote what stands there; this one says only that something is wrong.
fn without_values(finding: Diagnostic) -> Diagnostic {
    Diagnostic {
        message: "this line of a private file cannot be read".to_owned(),
        advice: "write [[words]], then restriction = \"its id\" and words = [\"…\"]".to_owned(),
        ..finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;

    #[test]
    fn private_words_can_be_compared_but_not_printed() {
        let source = MemorySource::of(&[(
            "private/words.toml",
            "[[words]]\nrestriction = \"school\"\nwords = [\"Zanzibar Academy\"]\n",
        )]);
        let (private, findings) = read_private(&source, &FolderLimits::default());
        assert!(findings.is_empty());
        assert_eq!(private.restricted()[0].expose_words(), ["Zanzibar Academy"]);
        assert!(!format!("{private:?}{:?}", private.restricted()).contains("Zanzibar"));
    }

    #[test]
    fn a_finding_about_a_private_file_does_not_repeat_it() {
        let source = MemorySource::of(&[(
            "private/words.toml",
            "[[words]]\nZanzibar = 1\nwords = [\"Zanzibar\", 3]\n",
        )]);
        let (_, findings) = read_private(&source, &FolderLimits::default());
        assert!(findings.len() >= 2);
        assert!(!format!("{findings:?}").contains("Zanzibar"));
    }
}

//! What the typesetter says, before anybody knows which line of the folder it is about.

use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;

/// Why a sheet cannot be printed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    /// A text that does not fit at the smallest size that may be read there.
    TooLong {
        /// Which text, by the name under which the template has it.
        text: String,
        /// How many times its place it would need.
        times: f64,
    },
    /// What the typesetter itself refuses: a picture that it cannot draw, a sign that no font has.
    Refused(String),
}

impl Fault {
    /// The typesetter's own errors.
    pub(crate) fn refused(errors: &EcoVec<SourceDiagnostic>) -> Vec<Fault> {
        let errors = errors.iter();
        errors
            .map(|error| {
                let mut said = error.message.to_string();
                for hint in &error.hints {
                    said.push_str("; ");
                    said.push_str(&hint.v);
                }
                Fault::Refused(said)
            })
            .collect()
    }
}

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
        /// How many times the room that there is it would need.
        times: f64,
    },
    /// What the typesetter itself refuses, such as a picture that it cannot draw.
    Refused {
        /// What it said.
        said: String,
        /// The file of the sheet that it said it of, by the name under which the template has it.
        file: Option<String>,
    },
}

impl Fault {
    /// A refusal of ours, about no file.
    pub(crate) fn of(said: impl Into<String>) -> Vec<Fault> {
        let said = said.into();
        vec![Fault::Refused { said, file: None }]
    }

    /// The typesetter's own errors.
    pub(crate) fn refused(errors: &EcoVec<SourceDiagnostic>) -> Vec<Fault> {
        let errors = errors.iter();
        errors
            .map(|error| Fault::Refused {
                said: error.message.to_string(),
                file: error.span.id().map(|id| id.vpath().get_with_slash().to_owned()),
            })
            .collect()
    }
}

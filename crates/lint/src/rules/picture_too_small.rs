//! A photograph that is too small for the paper
//!
//! On a phone a photograph of 800 pixels is sharp; on a sheet of A3 each of them is as large as a grain of rice. What is held in
//! the hand needs 150 pixels an inch, what is seen from across a street 45. A drawing is sharp at any size. Found when the
//! folder is opened, for each poster and the formats that it names.
//!
//! ````failing
//! == media/media.toml +
//! [[picture]]
//! file = "media/shelter.png"
//! alt = "An empty bench in a bus shelter."
//! == media/shelter.png base64
//! iVBORw0KGgoAAAANSUhEUgAAACgAAAA8CAAAAAAx0qc8AAAAIklEQVR42mNoIBIwjCocVTiqcFThqMJRhaMKRxWOKqS1QgD7drA9uw4oHwAAAABJRU5ErkJggg==
//! == posters/shelter.toml
//! headline = "Who was waiting here?"
//! picture = "media/shelter.png"
//! act = "Ring and ask"
//! help = ["nspcc"]
//! layout = "picture"
//! formats = ["a3"]
//! audience = "parents"
//! ````
//!
//! ````corrected
//! == posters/shelter.toml
//! headline = "Who was waiting here?"
//! picture = "media/tag.svg"
//! act = "Ring and ask"
//! help = ["nspcc"]
//! layout = "picture"
//! formats = ["a3"]
//! audience = "parents"
//! ````

use campaign::RuleId;

/// Found when the folder is opened.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::PICTURE_TOO_SMALL;

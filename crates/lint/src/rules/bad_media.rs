//! A picture or film that is not safe to publish, or not what it seems
//!
//! The kind is told by the bytes, never by the name. A drawing may hold nothing that fetches, runs or hides: no script,
//! no link elsewhere, no entity. A photograph loses what it says about where and by whom it was taken; one that
//! cannot be read is reported. Found when the folder is opened, before its pictures become part of an edition.
//!
//! ````failing
//! == media/media.toml +
//! [[picture]]
//! file = "media/door.svg"
//! alt = "A door ajar, with light behind it."
//! == media/door.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><script>open()</script></svg>
//! == pages/home.md
//! +++
//! title = "Who carried it?"
//! picture = "media/door.svg"
//! picture_tall = "media/tag.svg"
//! help = ["childline"]
//! +++
//!
//! Follow it back.
//! ````
//!
//! ````corrected
//! == media/media.toml +
//! [[picture]]
//! file = "media/door.svg"
//! alt = "A door ajar, with light behind it."
//! == media/door.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M2 1h6v8H2z"/></svg>
//! == pages/home.md
//! +++
//! title = "Who carried it?"
//! picture = "media/door.svg"
//! picture_tall = "media/tag.svg"
//! help = ["childline"]
//! +++
//!
//! Follow it back.
//! ````

use campaign::RuleId;

/// Found when the folder is opened.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::BAD_MEDIA;

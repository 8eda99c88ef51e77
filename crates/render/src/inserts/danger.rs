//! In danger now: 999, and what to do when you cannot speak.

use crate::text::escape;
use words::{Word, Words};

/// The band that opens help, signs and every page for people under 18.
///
/// How a silent call works: the police's "Silent Solution", as the Isle of Wight Council and the charity Standing Together print it
/// on their web pages (read in November 2026).
pub(crate) fn danger(words: &Words) -> String {
    let say = |word| escape(words.get(word));
    format!(
        "<section class=\"danger\" aria-labelledby=\"danger\"><h2 id=\"danger\">{}</h2>\n\
         <p><a class=\"ring\" href=\"tel:999\">999</a><br>{}</p>\n<p>{}</p></section>\n",
        say(Word::DangerHeading),
        say(Word::DangerRing),
        say(Word::DangerSilent),
    )
}

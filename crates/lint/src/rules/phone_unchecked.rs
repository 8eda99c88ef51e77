//! A phone number that nobody is asked to check
//!
//! Numbers of `help.toml` have an owner and a day on which they must be read again. One that is typed into a sentence has
//! neither, and a copied number is a wrong number sooner or later: a newspaper prints a drug helpline with two digits
//! swapped to this day. So a number that is a digit or two away from one of `help.toml` is an error, and one that
//! stands nowhere in it is a warning. Printed with `[](help:childline)`, a number is the right one, can be rung with
//! a touch, and says when it was checked. Numbers of the press office and of privacy contacts are left alone.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Grown-ups ring the NSPCC on 0808 800 0500.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Grown-ups ring the NSPCC on [](help:nspcc).
//! ````

use crate::phones::dialled;
use crate::rule::Subject;
use crate::rules::placeholder_empty::blanks::is_nobodys;
use crate::text::MOST;
use campaign::{Diagnostic, HelpService, PhoneNumber, RuleId};

pub(crate) const ID: RuleId = RuleId("phone-unchecked");

/// So many digits may differ while it is still meant to be the same number: two that changed places, or one mistyped.
const SLIPS: usize = 2;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let known: Vec<(&PhoneNumber, &HelpService)> = subject
        .campaign
        .help
        .iter()
        .flat_map(|service| {
            let numbers = [&service.phone, &service.sms, &service.out_of_hours];
            numbers.into_iter().flatten().map(move |number| (number, service))
        })
        .collect();
    for piece in subject.pieces.iter().filter(|piece| piece.kind.speaks()) {
        for number in dialled(&piece.words).into_iter().take(MOST) {
            // A number that rings nobody is the business of placeholder-empty.
            if is_nobodys(&number.digits)
                || known.iter().any(|(known, _)| known.digits() == number.digits)
            {
                continue;
            }
            let words = subject.shown(&piece.words, &number.range);
            let place = subject.written.place(piece, &number.range);
            let near = known.iter().find(|(known, _)| slips(known.digits(), &number.digits) <= SLIPS);
            found.push(match near {
                Some((number, service)) => Diagnostic::error(
                    ID,
                    place,
                    format!("{words} is nearly {}'s number, {number}", service.name),
                    format!("write [](help:{}), which prints the number of help.toml", service.id),
                ),
                None => Diagnostic::warning(
                    ID,
                    place,
                    format!("{words} does not stand in help.toml, so nobody will check it again"),
                    "put it into help.toml with its source and its owner, and write [](help:its-id) here",
                ),
            });
        }
    }
}

/// How many digits differ between two numbers of one length; very many when the lengths differ.
fn slips(one: &str, other: &str) -> usize {
    if one.len() != other.len() {
        return usize::MAX;
    }
    one.bytes().zip(other.bytes()).filter(|(one, other)| one != other).count()
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::severities_of;
    use campaign::Severity::{self, Error, Warning};

    fn page(text: &str) -> Vec<Severity> {
        let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n");
        severities_of(ID, &[("pages/x.md", &text)])
    }

    #[test]
    fn a_number_of_help_toml_may_be_typed_and_a_slip_is_found() {
        assert_eq!(page("Ring 0808 800 5000, or +44 808 800 5000."), []);
        assert_eq!(page("Ring 0808 800 5001."), [Error]);
        assert_eq!(page("Ring [0808 800 0500](help:nspcc)."), [Error]);
        assert_eq!(page("Ring the box office on 01702 351135."), [Warning]);
    }

    #[test]
    fn short_codes_and_dates_are_left_alone() {
        assert_eq!(page("Ring 999, 101 or 116 000. We began on 01/12/2026 at 09:30."), []);
    }

    #[test]
    fn posts_and_posters_are_read_too() {
        let post = "[[post]]\nid = \"a\"\nchannel = \"Ours\"\nat = 2026-12-01T09:00:00\ncopy = \"Ring 0808 800 5050.\"\naudience = \"parents\"\n";
        assert_eq!(severities_of(ID, &[("posts.toml", post)]), [Error]);
    }
}

//! A hard-hitting item without one thing to do and a route to help
//!
//! A meta-analysis of 248 samples finds that frightening messages work better when they say what to do and that it
//! works (Tannenbaum and others, 2015); an older synthesis finds strong fear with nothing to do the worst of all (Witte
//! and Allen, 2000). So every item marked `hard_hitting` names one do-able act, and help for its own audience; the
//! links of the chain count as one page. With whom it was tried and whom it might hurt are the business of
//! pretest-missing and harms-missing.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "He is twelve"
//! hard_hitting = true
//! composite = true
//! help = ["childline"]
//! tried_with = "Eight parents at the library, October 2026"
//! might_hurt = "Parents of a child who is missing: the page opens with whom to ring"
//! +++
//!
//! He has not slept at home this week.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "He is twelve"
//! hard_hitting = true
//! composite = true
//! act = "Tell somebody what you saw: you need no proof"
//! help = ["childline"]
//! tried_with = "Eight parents at the library, October 2026"
//! might_hurt = "Parents of a child who is missing: the page opens with whom to ring"
//! +++
//!
//! He has not slept at home this week.
//! ````

use super::help_missing::services;
use crate::flat::all_blocks;
use crate::phrase::Phrases;
use crate::routes::{names_unknown_help, serves};
use crate::rule::Subject;
use campaign::markdown::{BlockKind, Insert};
use campaign::{Campaign, Diagnostic, HelpService, Page, PageKind, Place, Poster, RuleId};

pub(crate) const ID: RuleId = RuleId("fear-without-act");

/// Acts that nobody can tick off.
const VAGUE: &[&str] = &[
    "be|stay aware",
    "raise awareness",
    "think|stop about|and? it|think|this?",
    "just? say no",
    "know the facts|signs|risks",
    "spread the word",
    "make the right choice",
    "care more?",
    "don't|do not? do? drugs",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    for page in campaign.pages.iter().filter(|page| page.hard_hitting) {
        check_page(subject, page, found);
    }
    for poster in campaign.posters.iter().filter(|poster| poster.hard_hitting) {
        check_poster(subject, poster, found);
    }
}

fn check_page(subject: &Subject<'_>, page: &Page, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let place = &page.title.place;
    match (acts(campaign, page), &page.act) {
        (false, _) => found.push(Diagnostic::error(
            ID,
            place.clone(),
            "this page is hard-hitting and names nothing to do",
            "add act = \"…\": one thing that its reader can do once, today, and that helps",
        )),
        (true, Some(act)) => found.extend(vague(subject, act, &page.place)),
        (true, None) => {}
    }
    let unknown = names_unknown_help(campaign, page);
    let services = services(campaign, page);
    let audiences: Vec<_> = page.audience.iter().map(|audience| Some(&audience.value)).collect();
    let audiences = if audiences.is_empty() { vec![None] } else { audiences };
    found.extend(
        audiences
            .into_iter()
            .filter(|audience| !unknown && !serves(&services, *audience))
            .map(|audience| no_help("page", audience.map(campaign::AudienceId::as_str), place)),
    );
}

fn check_poster(subject: &Subject<'_>, poster: &Poster, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    found.extend(vague(subject, &poster.act, &poster.place));
    let services: Vec<&HelpService> = poster.help.iter().filter_map(|id| campaign.help_service(id)).collect();
    let known = services.len() == poster.help.len();
    if known && !serves(&services, Some(&poster.audience)) {
        found.push(no_help("poster", Some(poster.audience.as_str()), &poster.place));
    }
}

fn no_help(what: &str, audience: Option<&str>, place: &Place) -> Diagnostic {
    let for_whom = audience.map_or(String::new(), |audience| format!(" for \"{audience}\""));
    Diagnostic::error(
        ID,
        place.clone(),
        format!("this {what} is hard-hitting and offers no help{for_whom}"),
        "add help = [\"…\"] with a service that answers its own audience; 999 and 101 alone are not enough",
    )
}

fn vague(subject: &Subject<'_>, act: &str, behind: &Place) -> Option<Diagnostic> {
    let is_vague = Phrases::of(VAGUE.iter().copied()).are_all_of(act);
    is_vague.then(|| {
        Diagnostic::warning(
            ID,
            subject.written.value(act, behind),
            format!("\"{act}\" is nothing that somebody can do and be done with"),
            "name one small act with a beginning and an end: whom to tell, what to send, where to ask",
        )
    })
}

/// Whether a page names something to do: in its front matter, with a button, or with words ready to send.
fn acts(campaign: &Campaign, page: &Page) -> bool {
    let is_chain = |page: &Page| matches!(page.kind, PageKind::Chain | PageKind::Link(_));
    campaign
        .pages
        .iter()
        .filter(|other| other.file == page.file || (is_chain(page) && is_chain(other)))
        .any(|page| {
            page.act.is_some()
                || all_blocks(&page.blocks)
                    .into_iter()
                    .any(|block| matches!(block.kind, BlockKind::Insert(Insert::Act { .. } | Insert::Message(_))))
        })
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::severities_of;
    use campaign::Severity::{Error, Warning};

    fn page(front: &str) -> Vec<campaign::Severity> {
        let text = format!(
            "+++\ntitle = \"A page\"\nhard_hitting = true\ntried_with = \"Eight parents\"\nmight_hurt = \"Some\"\n\
             {front}\n+++\n\nText.\n"
        );
        severities_of(ID, &[("pages/x.md", &text)])
    }

    #[test]
    fn fear_without_act_and_without_help_are_two_faults() {
        assert_eq!(page(""), [Error, Error]);
        assert_eq!(page("act = \"Ring somebody\"\nhelp = [\"childline\"]"), []);
    }

    #[test]
    fn help_for_somebody_else_is_no_help() {
        let front = "act = \"Ring somebody\"\nhelp = [\"childline\"]\naudience = [\"parents\"]";
        assert_eq!(page(front), [Error]);
    }

    #[test]
    fn an_act_that_cannot_be_done_is_a_warning() {
        for act in ["Be aware", "Think about it", "Just say no!", "Know the signs", "Don't do drugs"] {
            assert_eq!(page(&format!("act = \"{act}\"\nhelp = [\"childline\"]")), [Warning], "{act}");
        }
        assert_eq!(page("act = \"Say no to the next order in the group chat\"\nhelp = [\"childline\"]"), []);
    }

    #[test]
    fn a_poster_needs_help_for_its_audience() {
        let poster = |help: &str| {
            let text = format!(
                "headline = \"One of them is not at the party.\"\nact = \"Ask her\"\nhelp = [{help}]\n\
                 layout = \"picture\"\naudience = \"parents\"\nhard_hitting = true\n"
            );
            severities_of(ID, &[("posters/p.toml", &text)])
        };
        assert_eq!(poster("\"police-999\""), [Error]);
        assert_eq!(poster("\"childline\""), [Error]);
        assert_eq!(poster("\"nspcc\""), []);
    }
}

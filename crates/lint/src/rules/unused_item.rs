//! Something that is kept and that nothing uses
//!
//! A fact that no page cites is read and renewed every year for the press room alone; a picture that nothing shows is
//! published all the same, because every file of media/ is. A link of the chain is shown by the block `chain` alone, which
//! stands in pages/chain.md: without it nobody sees the link. Help services, approved statements, reports and films are
//! never unused, because each kind has a page that shows them all. A fact that has expired is the business of
//! fact-stale.
//!
//! ````failing
//! == pages/chain/1-the-party.md
//! +++
//! title = "The party"
//! help = ["childline"]
//! +++
//!
//! In the kitchen a phone goes round.
//! ````
//!
//! ````corrected
//! == pages/chain.md
//! +++
//! title = "Follow it back"
//! help = ["childline"]
//! +++
//!
//! ```chain
//! ```
//! == pages/chain/1-the-party.md
//! +++
//! title = "The party"
//! help = ["childline"]
//! +++
//!
//! In the kitchen a phone goes round.
//! ````

use super::figure_without_fact::takes_a_link;
use crate::figures;
use crate::flat::all_blocks;
use crate::rule::Subject;
use crate::uses::is_picture;
use campaign::markdown::{BlockKind, Insert};
use campaign::{Campaign, Diagnostic, Fact, Place, RuleId};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const ID: RuleId = RuleId("unused-item");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let uses = &subject.uses;
    let is_stale = |fact: &Fact| fact.expires.is_some_and(|expires| subject.today >= expires);
    let uncited = campaign.facts.iter().filter(|fact| uses.of_fact(&fact.id).is_empty());
    let uncited: Vec<&Fact> = uncited.filter(|fact| !is_stale(fact)).collect();
    let stated = figures_without_links(subject, uncited.is_empty());
    for fact in uncited.into_iter().filter(|fact| !figures::stated(&fact.value).iter().any(|value| stated.contains(value))) {
        found.push(unused(
            &fact.place,
            format!("no page and no sign cites the fact \"{}\": only the press room lists it", fact.id),
            "cite it where it is said, [about 15,500](fact:its-id), or take it out",
        ));
    }
    for consent in campaign.consents.iter().filter(|consent| !uses.names_consent(&consent.id)) {
        found.push(unused(
            &consent.place,
            format!("nothing names the consent \"{}\", so nothing would come down if it were withdrawn", consent.id),
            "write consent = \"…\" in the front matter of the story, or beside the picture in media/media.toml; or take it out",
        ));
    }
    signs(campaign, found);
    links_of_the_chain(campaign, found);
    files(subject, found);
}

/// The figures where no link can stand, such as on a poster: a fact that has one of them in its value is what it rests on.
fn figures_without_links(subject: &Subject<'_>, is_not_needed: bool) -> BTreeSet<String> {
    if is_not_needed {
        return BTreeSet::new();
    }
    let pieces = subject.pieces.iter().filter(|piece| piece.kind.speaks() && !takes_a_link(piece));
    pieces
        .flat_map(|piece| {
            figures::figures(&piece.words)
                .into_iter()
                .filter_map(|figure| piece.words.get(figure.range).map(str::to_lowercase))
        })
        .collect()
}

fn unused(place: &Place, message: impl Into<String>, advice: &str) -> Diagnostic {
    Diagnostic::warning(ID, place.clone(), message, advice)
}

fn signs(campaign: &Campaign, found: &mut Vec<Diagnostic>) {
    let signs = &campaign.signs.signs;
    for sign in signs.iter().filter(|sign| sign.noticed_by.is_empty()) {
        found.push(unused(
            &sign.place,
            format!("nobody notices the sign \"{}\", so it is shown to nobody", sign.id),
            "write noticed_by = [\"…\"] with who may notice it",
        ));
    }
    let noticing: BTreeSet<_> = signs.iter().flat_map(|sign| &sign.noticed_by).collect();
    for noticer in campaign.signs.noticers.iter().filter(|noticer| !noticing.contains(&noticer.id)) {
        found.push(unused(
            &noticer.place,
            format!("no sign is noticed by \"{}\"", noticer.id),
            "name it in noticed_by of the signs that such a person may notice, or take it out",
        ));
    }
}

fn links_of_the_chain(campaign: &Campaign, found: &mut Vec<Diagnostic>) {
    let has_chain = campaign
        .pages
        .iter()
        .flat_map(|page| all_blocks(&page.blocks))
        .any(|block| matches!(block.kind, BlockKind::Insert(Insert::Chain)));
    for link in campaign.chain().into_iter().filter(|_| !has_chain) {
        found.push(unused(
            &link.title.place,
            "this link of the chain is shown nowhere, because no page has the block ```chain",
            "add pages/chain.md with a title, help and the block ```chain",
        ));
    }
}

/// Pictures without words have the same finding whether media.toml knows them or not: nothing shows them.
fn files(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let described: BTreeMap<_, _> = campaign.media.iter().map(|media| (&media.file, media)).collect();
    for file in campaign.files.keys() {
        let is_kept = file.parts().next() == Some("media") && file.as_str() != "media/media.toml";
        if !is_kept || !subject.uses.of_file(file).is_empty() {
            continue;
        }
        let (place, does) = match described.get(file) {
            Some(media) => (subject.written.value(file.as_str(), &media.place), "shows"),
            None if is_picture(file) => (Place::start_of(file.as_str()), "shows"),
            None => (Place::start_of(file.as_str()), "offers"),
        };
        found.push(unused(
            &place,
            format!("nothing {does} {file}, and it is published all the same"),
            "use it on a page, poster or post, or take it out of media/",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{files_of, places_of, severities_of};
    use campaign::Severity::Warning;

    const FACT: &str = "[[fact]]\nid = \"f\"\nvalue = \"2,300\"\nunit = \"lines\"\ndefinition = \"d\"\nperiod = \"2025\"\n\
                        publisher = \"p\"\nurl = \"https://a.example/\"\nchecked = 2026-11-20\n";
    const ABOUT: &str = "+++\ntitle = \"About\"\n+++\n\nText.\n";

    #[test]
    fn a_fact_is_used_by_a_page_a_sign_or_a_list_of_all() {
        let nowhere = [("facts.toml +", FACT), ("pages/about.md", ABOUT)];
        assert_eq!(files_of(ID, &nowhere), ["facts.toml"]);
        let cited = "+++\ntitle = \"About\"\n+++\n\nThey closed [2,300](fact:f).\n";
        assert!(files_of(ID, &[("facts.toml +", FACT), ("pages/about.md", cited)]).is_empty());
        let listed = "+++\ntitle = \"About\"\n+++\n\n```facts\n```\n";
        assert!(files_of(ID, &[("facts.toml +", FACT), ("pages/about.md", listed)]).is_empty());
    }

    #[test]
    fn a_fact_is_used_by_a_poster_that_has_its_figure() {
        let poster = |headline: &str| {
            let text = format!(
                "headline = \"{headline}\"\nact = \"Ring and ask\"\nhelp = [\"nspcc\"]\nlayout = \"picture\"\naudience = \"parents\"\n"
            );
            files_of(ID, &[("facts.toml +", FACT), ("pages/about.md", ABOUT), ("posters/p.toml", &text)])
        };
        assert!(poster("2,300 lines. One child.").is_empty());
        assert_eq!(poster("Somebody knows."), ["facts.toml"]);
    }

    #[test]
    fn a_consent_that_nothing_names_is_found() {
        let consent = "[[consent]]\nid = \"c\"\nreference = \"form 12\"\nscope = \"her voice\"\nplaces = [\"this website\"]\nexpires = 2027-12-31\n";
        assert_eq!(severities_of(ID, &[("consents.toml", consent)]), [Warning]);
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\nconsent = \"c\"\n+++\n\nText.\n";
        assert!(severities_of(ID, &[("consents.toml", consent), ("pages/x.md", page)]).is_empty());
    }

    #[test]
    fn a_file_that_nothing_uses_is_found_at_its_description_or_itself() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7z\"/></svg>";
        let entry = "[[picture]]\nfile = \"media/x.svg\"\nalt = \"A door ajar.\"\n";
        assert_eq!(
            places_of(ID, &[("media/x.svg", svg), ("media/media.toml +", entry)]),
            ["media/media.toml:6:9"]
        );
        assert_eq!(places_of(ID, &[("media/sheet.pdf", "%PDF-")]), ["media/sheet.pdf:1:1"]);
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n[The sheet](media/sheet.pdf)\n";
        assert!(places_of(ID, &[("media/sheet.pdf", "%PDF-"), ("pages/x.md", page)]).is_empty());
    }

    #[test]
    fn a_sign_and_its_noticer_need_each_other() {
        let signs = "[[noticer]]\nid = \"x\"\nname = \"X\"\nnext = \"Ask.\"\nhelp = [\"nspcc\"]\n\
                     [[sign]]\nid = \"s\"\ntext = \"Two phones.\"\nnoticed_by = []\n";
        assert_eq!(severities_of(ID, &[("signs.toml +", signs)]), [Warning, Warning]);
    }
}

//! An audience or a page without a route to help
//!
//! The campaign of 2018 that this program was made after spoke to people who take drugs and named no help for them.
//! Each audience needs a service of its own that answers: 999 and 101 are for emergencies and do not count by
//! themselves. Each public page offers help for the audiences it names, in its front matter, in a block or in a link;
//! the links of the chain count as one page. Pages about the site itself (about, privacy, accessibility, press) need
//! none; a hard-hitting page is the business of fear-without-act.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! +++
//!
//! A child is alone on the late train.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! A child is alone on the late train.
//! ````

use crate::routes::{names_unknown_help, offered, serves};
use crate::rule::Subject;
use campaign::{AudienceId, Campaign, Diagnostic, HelpService, Page, PageKind, RuleId};

pub(crate) const ID: RuleId = RuleId("help-missing");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let all: Vec<&HelpService> = campaign.help.iter().collect();
    let mut without: Vec<&AudienceId> = Vec::new();
    for audience in &campaign.about.audiences {
        if !serves(&all, Some(&audience.id)) {
            without.push(&audience.id);
            found.push(Diagnostic::error(
                ID,
                audience.place.clone(),
                format!("no help service is for the audience \"{}\"", audience.id),
                "add a [[help]] that answers these very people; 999 and 101 alone are not enough",
            ));
        }
    }
    for page in campaign.pages.iter().filter(|page| needs_help(campaign, page) && !names_unknown_help(campaign, page)) {
        let services = services(campaign, page);
        if !serves(&services, None) {
            found.push(Diagnostic::error(
                ID,
                page.title.place.clone(),
                "this page has no route to help",
                "add help = [\"…\"] to its front matter, best first; 999 and 101 alone are not enough",
            ));
            continue;
        }
        // An audience that nobody serves at all has its finding already.
        let named = page.audience.iter().filter(|audience| !without.contains(&&audience.value));
        for audience in named.filter(|audience| !serves(&services, Some(&audience.value))) {
            found.push(Diagnostic::error(
                ID,
                audience.place.clone(),
                format!("this page speaks to \"{}\" and offers them no help", audience.value),
                format!("add a help service to it whose audience includes \"{}\"", audience.value),
            ));
        }
    }
}

fn needs_help(campaign: &Campaign, page: &Page) -> bool {
    match page.kind {
        PageKind::About | PageKind::Privacy | PageKind::Accessibility | PageKind::Press | PageKind::Release
        | PageKind::Help
        | PageKind::Tell => false,
        PageKind::Link(_) => {
            // The links of the chain are one page: its own file answers for them, or else the first link.
            let first = campaign.chain().first().map(|first| first.kind.clone());
            !page.hard_hitting && campaign.page(&PageKind::Chain).is_none() && first.as_ref() == Some(&page.kind)
        }
        _ => !page.hard_hitting,
    }
}

/// What a page offers; for the chain, what any part of it does.
pub(super) fn services<'c>(campaign: &'c Campaign, page: &Page) -> Vec<&'c HelpService> {
    let is_chain = matches!(page.kind, PageKind::Chain | PageKind::Link(_));
    if !is_chain {
        return offered(campaign, page);
    }
    campaign
        .pages
        .iter()
        .filter(|page| matches!(page.kind, PageKind::Chain | PageKind::Link(_)))
        .flat_map(|page| offered(campaign, page))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{files_of, lines_of};

    #[test]
    fn an_emergency_number_alone_is_no_route_to_help() {
        let page = "+++\ntitle = \"A page\"\nhelp = [\"police-999\"]\n+++\n\nText.\n";
        assert_eq!(lines_of(ID, &[("pages/x.md", page)]), [2]);
    }

    #[test]
    fn help_may_stand_in_a_block_or_a_link() {
        let block = "+++\ntitle = \"A page\"\n+++\n\n```help\naudience = \"parents\"\n```\n";
        let link = "+++\ntitle = \"A page\"\n+++\n\n- Ring [Childline](help:childline).\n";
        assert!(lines_of(ID, &[("pages/x.md", block), ("pages/y.md", link)]).is_empty());
    }

    #[test]
    fn a_page_must_help_the_people_it_speaks_to() {
        let page = "+++\ntitle = \"A page\"\naudience = [\"parents\"]\nhelp = [\"childline\"]\n+++\n\nText.\n";
        assert_eq!(lines_of(ID, &[("pages/x.md", page)]), [3]);
    }

    #[test]
    fn an_audience_that_nobody_serves_is_one_finding() {
        let audience = "[[audience]]\nid = \"staff\"\nname = \"If you work at a bar\"\nwho = \"Bar staff.\"\n";
        let page = "+++\ntitle = \"A page\"\naudience = [\"staff\"]\nhelp = [\"childline\"]\n+++\n\nText.\n";
        let files = [("campaign.toml +", audience), ("pages/x.md", page)];
        assert_eq!(files_of(ID, &files), ["campaign.toml"]);
    }

    #[test]
    fn the_links_of_the_chain_are_one_page() {
        let link = "+++\ntitle = \"A link\"\n+++\n\nText.\n";
        let helping = "+++\ntitle = \"A link\"\nhelp = [\"childline\"]\n+++\n\nText.\n";
        assert_eq!(
            files_of(ID, &[("pages/chain/1-a.md", link), ("pages/chain/2-b.md", link)]),
            ["pages/chain/1-a.md"]
        );
        assert!(lines_of(ID, &[("pages/chain/1-a.md", link), ("pages/chain/2-b.md", helping)]).is_empty());
    }
}

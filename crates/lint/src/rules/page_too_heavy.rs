//! A page with more text than its promise allows
//!
//! No page of a campaign takes more than 8,000 bytes on the wire, with its style, so that it opens on a bad connection
//! before its reader gives up. The frame around a page takes about 2,700 of them, and packed text about a third of what was
//! written (measured with Brotli on the pages of Merry Muletide), which leaves room for some 16,000 bytes: two and a half
//! thousand words. The links of the chain stand on one page and are counted together, and so are facts, statements and
//! reports where a page lists them all, as the pages for the press do. A press release is counted with the sources of
//! what it cites, and with what the program sets below it.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! A child can ask for help without giving a name. Somebody will listen, and will not tell them off.
//! … 17,000 bytes of it
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! A child can ask for help without giving a name. Somebody will listen, and will not tell them off.
//! ````

use crate::flat::{all_blocks, links};
use crate::rule::Subject;
use campaign::markdown::{BlockKind, Insert, Target};
use campaign::{Campaign, Diagnostic, Fact, FactId, Page, PageKind, Place, RuleId};
use std::collections::BTreeSet;

pub(crate) const ID: RuleId = RuleId("page-too-heavy");

/// What fits beside the frame when it is packed to a third.
const MOST_BYTES: usize = 16_000;

/// What the press room says by itself: how to use it, the block for other websites, the feeds.
const PRESS_BYTES: usize = 4_000;

/// What stands around the facts on a page that lists them all, of which `about/` says most.
const FACTS_BYTES: usize = 4_000;

/// What stands below a press release: help services, how to report without harm, contacts.
const RELEASE_BYTES: usize = 4_000;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let inserts = Inserts {
        chain: campaign.chain().into_iter().map(|link| written(campaign, link)).sum(),
        facts: campaign.facts.iter().map(of_fact).sum(),
    };
    press_room(campaign, found);
    facts(inserts.facts, found);
    for page in &campaign.pages {
        // A link of the chain is weighed with the page that shows it, and the press room apart.
        if matches!(page.kind, PageKind::Link(_) | PageKind::Press) {
            continue;
        }
        let below = if page.kind == PageKind::Release {
            RELEASE_BYTES + cited(campaign, page)
        } else {
            0
        };
        let bytes = written(campaign, page) + inserts.of(page) + below;
        if bytes > MOST_BYTES {
            found.push(Diagnostic::warning(
                ID,
                page.title.place.clone(),
                format!("this page has about {} kilobytes of text, and would take more than 8,000 bytes on the wire", bytes / 1000),
                "make two pages of it, or leave out what its reader does not need here",
            ));
        }
    }
}

/// Two pages list every fact: `about/` and `press/facts/`.
fn facts(bytes: usize, found: &mut Vec<Diagnostic>) {
    if bytes + FACTS_BYTES > MOST_BYTES {
        found.push(Diagnostic::warning(
            ID,
            Place::start_of("facts.toml"),
            format!("the pages that list every fact have about {} kilobytes of them, and would take more than 8,000 bytes on the wire", bytes / 1000),
            "shorten definitions and care, and take out facts that no page cites",
        ));
    }
}

/// The sources of what a page cites.
fn cited(campaign: &Campaign, page: &Page) -> usize {
    let ids: BTreeSet<&FactId> = links(&page.blocks)
        .filter_map(|link| match &link.target {
            Target::Fact(id) => Some(id),
            _ => None,
        })
        .collect();
    ids.into_iter().filter_map(|id| campaign.fact(id)).map(of_fact).sum()
}

/// The press room lists every statement and report, and every campaign has one.
fn press_room(campaign: &Campaign, found: &mut Vec<Diagnostic>) {
    let page = campaign.page(&PageKind::Press);
    let voices: usize = campaign.voices.iter().map(|voice| voice.statement.len() + voice.office.len()).sum();
    let reports: usize = campaign
        .coverage
        .iter()
        .map(|report| report.headline.len() + report.url.as_str().len())
        .sum();
    let bytes = page.map_or(0, |page| written(campaign, page)) + voices + reports;
    if bytes + PRESS_BYTES > MOST_BYTES {
        let place = page.map_or_else(|| Place::start_of("voices.toml"), |page| page.title.place.clone());
        found.push(Diagnostic::warning(
            ID,
            place,
            format!("the press room has about {} kilobytes of statements and reports, and would take more than 8,000 bytes on the wire", bytes / 1000),
            "shorten statements, and take out reports that nobody needs any more",
        ));
    }
}

fn written(campaign: &Campaign, page: &Page) -> usize {
    campaign.texts.get(&page.file).map_or(0, |text| text.trim_end().len())
}

/// How much text blocks bring to a page.
struct Inserts {
    chain: usize,
    facts: usize,
}

impl Inserts {
    fn of(&self, page: &Page) -> usize {
        all_blocks(&page.blocks)
            .into_iter()
            .map(|block| match &block.kind {
                BlockKind::Insert(Insert::Chain) => self.chain,
                BlockKind::Insert(Insert::Facts) => self.facts,
                _ => 0,
            })
            .sum()
    }
}

fn of_fact(fact: &Fact) -> usize {
    [&fact.value, &fact.unit, &fact.definition, &fact.period, &fact.publisher]
        .into_iter()
        .map(String::len)
        .chain([fact.url.as_str().len(), fact.care.as_ref().map_or(0, String::len)])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::files_of;

    #[test]
    fn the_pages_that_list_every_fact_are_weighed_together_with_them() {
        let facts = |count: usize| {
            let fact = |number: usize| {
                format!(
                    "[[fact]]\nid = \"f{number}\"\nvalue = \"1\"\nunit = \"lines\"\ndefinition = \"{}\"\nperiod = \"2025\"\n\
                     publisher = \"p\"\nurl = \"https://a.example/\"\nchecked = 2026-11-20\n",
                    "Lines that the police closed. ".repeat(10)
                )
            };
            let facts: String = (0..count).map(fact).collect();
            let about = "+++\ntitle = \"About\"\n+++\n\nText.\n";
            files_of(ID, &[("facts.toml +", &facts), ("pages/about.md", about)])
        };
        assert!(facts(30).is_empty());
        assert_eq!(facts(40), ["facts.toml"]);
    }

    #[test]
    fn the_press_room_is_weighed_with_what_partners_say() {
        let voices = |count: usize| {
            let voice = |number: usize| {
                format!(
                    "[[voice]]\nid = \"v{number}\"\noffice = \"the council\"\npartner = \"council\"\nstatement = \"{}\"\n",
                    "Tell somebody what you saw. ".repeat(20)
                )
            };
            files_of(ID, &[("voices.toml", &(0..count).map(voice).collect::<String>())])
        };
        assert!(voices(15).is_empty());
        assert_eq!(voices(25), ["voices.toml"]);
    }

    #[test]
    fn a_press_release_is_weighed_with_the_sources_of_what_it_cites() {
        let release = |facts: usize| {
            let fact = |number: usize| {
                format!(
                    "[[fact]]\nid = \"f{number}\"\nvalue = \"1\"\nunit = \"lines\"\ndefinition = \"{}\"\nperiod = \"2025\"\n\
                     publisher = \"p\"\nurl = \"https://a.example/\"\nchecked = 2026-11-20\n",
                    "Lines that the police closed. ".repeat(10)
                )
            };
            let cites: String = (0..facts).map(|number| format!("[1](fact:f{number}) line.\n\n")).collect();
            let page = format!("+++\ntitle = \"A release\"\n+++\n\n{}{cites}", "It begins today. ".repeat(300));
            let facts: String = (0..facts).map(fact).collect();
            files_of(ID, &[("facts.toml +", &facts), ("pages/press/release.md", &page)])
        };
        assert!(release(10).is_empty());
        assert_eq!(release(25), ["pages/press/release.md"]);
    }

    #[test]
    fn the_links_of_the_chain_are_weighed_together() {
        let chain = "+++\ntitle = \"The chain\"\nhelp = [\"childline\"]\n+++\n\n```chain\n```\n";
        let link = format!("+++\ntitle = \"A link\"\n+++\n\n{}\n", "Somebody has to carry it. ".repeat(400));
        let one = [("pages/chain.md", chain), ("pages/chain/1-a.md", &link)];
        assert!(files_of(ID, &one).is_empty());
        let two = [("pages/chain.md", chain), ("pages/chain/1-a.md", &link), ("pages/chain/2-b.md", &link)];
        assert_eq!(files_of(ID, &two), ["pages/chain.md"]);
    }
}

//! Everything that was found, everything that changes by itself, and every page with its days.

use super::uses::Uses;
use super::{Draft, Dressed, address, civil, home, own};
use campaign::schedule::OnDay;
use campaign::{Campaign, Diagnostic, Page, PageKind, schedule};
use jiff::Timestamp;
use render::preview::{Change, Happening, ListedPage, Overview};
use words::{Word, Words};

impl Draft {
    /// The page of it.
    pub fn overview(&self, now: Timestamp, origin: &str, seen: u64) -> Dressed {
        let words = Words::of("en-GB");
        let Some(campaign) = self.campaign() else {
            return self.problem(Word::PreviewUnreadable, Word::PreviewUnreadableText, origin, seen);
        };
        let html = Overview {
            words: &words,
            today: campaign.about.day(now),
            findings: &self.findings,
            changes: changes(campaign),
            pages: campaign
                .pages
                .iter()
                .map(|page| self.listed(campaign, page))
                .collect(),
            home: &home(campaign),
            seen,
        }
        .write();
        own(html, origin)
    }

    fn listed(&self, campaign: &Campaign, page: &Page) -> ListedPage<'_> {
        let address = address(campaign, &page.kind);
        // A link of the chain shares its page, and is listed with what was found in its own file.
        let found: Vec<&Diagnostic> = if let PageKind::Link(_) = page.kind {
            let in_file = |finding: &&Diagnostic| finding.place.file == page.file.as_str();
            self.findings.iter().filter(in_file).collect()
        } else {
            let uses = Uses::of(campaign, &address);
            self.findings
                .iter()
                .filter(|finding| uses.concern(finding))
                .collect()
        };
        ListedPage {
            title: page.title.value.clone(),
            address,
            from: page.not_before.map(|from| civil(campaign, from)),
            until: page.not_after.map(|until| civil(campaign, until)),
            found,
        }
    }
}

/// What changes by itself, first to last.
fn changes(campaign: &Campaign) -> Vec<Change> {
    let about = &campaign.about;
    let ends = about.ends.tomorrow().ok().and_then(|day| about.start_of(day));
    let days: Vec<_> = schedule::days(campaign)
        .into_iter()
        .map(|(day, brings)| (about.start_of(day), brings))
        .collect();
    let of = |instant: Timestamp| {
        let is = |other: Option<Timestamp>| other == Some(instant);
        let mut what = Vec::new();
        let mut put = |happens: bool, happening: Happening| what.extend(happens.then_some(happening));
        put(is(about.embargo), Happening::EmbargoEnds);
        put(is(about.start_of(about.starts)), Happening::Starts);
        put(is(ends), Happening::Ends);
        for page in &campaign.pages {
            put(is(page.not_before), Happening::Opens(page.title.value.clone()));
            put(is(page.not_after), Happening::Closes(page.title.value.clone()));
        }
        for (start, brings) in &days {
            let happening = match brings {
                OnDay::Statement(voice) => Happening::Statement(voice.office.clone()),
                OnDay::RestrictionOver(restriction) => Happening::RestrictionOver(restriction.id.to_string()),
            };
            put(is(*start), happening);
        }
        Change {
            moment: civil(campaign, instant),
            what,
        }
    };
    schedule::fixed_changes(campaign).into_iter().map(of).collect()
}

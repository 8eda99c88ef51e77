//! A whole interval, laid out for answering.

use crate::code::Codes;
use crate::entry::{Entry, Representations, What};
use jiff::Timestamp;
use site::{Content, Interval, Shared};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// An [`Interval`] with every header made, so that a request makes none. Costs a few kilobytes for each address
/// beside the bodies, which are shared with the interval.
#[derive(Debug)]
pub struct Ready {
    /// The interval's first instant.
    pub from: Timestamp,
    /// The first instant that is no longer in it, when another change is planned.
    pub until: Option<Timestamp>,
    pub(crate) entries: HashMap<Box<str>, Arc<Entry>>,
    pub(crate) codes: Codes,
    /// What may be asked about at `/oembed`, by the address under which the public knows it.
    pub(crate) shared: HashMap<Box<str>, Shared>,
    pub(crate) not_found: Option<Representations>,
    pub(crate) maintenance: Option<Representations>,
    pub(crate) being_made: Option<Representations>,
    /// What answers otherwise under a campaign's own name. A handful: looked through, not hashed.
    own: Vec<Own>,
    /// Where each campaign begins on the site, and under which address the public finds it.
    bases: Vec<(Box<str>, Box<str>)>,
}

/// What answers otherwise under a campaign's own name.
#[derive(Debug)]
pub(crate) struct Own {
    campaign: Box<str>,
    pub(crate) entries: HashMap<Box<str>, Arc<Entry>>,
}

impl Ready {
    /// Lays an interval out.
    pub fn new(interval: &Interval) -> Ready {
        let mut entries = HashMap::with_capacity(interval.artefacts.len());
        let mut codes = Codes::default();
        for (address, artefact) in &interval.artefacts {
            let entry = Arc::new(Entry::new(address, artefact));
            if let Some(code) = address.strip_prefix("/q/") {
                codes.add(code, entry);
            } else {
                if entry.is_page && is_home(address) {
                    codes.add_home(Arc::clone(&entry));
                }
                entries.insert(address.clone(), entry);
            }
        }
        Ready {
            from: interval.from,
            until: interval.until,
            entries,
            codes,
            shared: interval.shared.clone().into_iter().collect(),
            not_found: status_page(&interval.not_found),
            maintenance: status_page(&interval.maintenance),
            being_made: status_page(&interval.being_made),
            own: interval
                .own
                .iter()
                .map(|(campaign, artefacts)| Own::new(campaign, artefacts))
                .collect(),
            bases: interval
                .bases
                .iter()
                .map(|(campaign, base)| (format!("/{campaign}/").into(), base.clone()))
                .collect(),
        }
    }

    /// What a campaign's own name answers otherwise; nothing while the campaign is not public.
    pub(crate) fn own(&self, campaign: &str) -> Option<&Own> {
        self.own.iter().find(|own| *own.campaign == *campaign)
    }

    /// When the address is one of another campaign than this: where that one is found.
    pub(crate) fn base_of_another(&self, campaign: &str, address: &str) -> Option<&str> {
        let (beginning, base) = self
            .bases
            .iter()
            .find(|(beginning, _)| address.starts_with(&**beginning))?;
        (beginning.trim_matches('/') != campaign).then_some(base)
    }

    /// What is at this address now.
    pub(crate) fn due(&self, address: &str, now: Timestamp) -> Option<&Entry> {
        self.entries
            .get(address)
            .map(|entry| &**entry)
            .filter(|entry| entry.is_due(now))
    }
}

impl Own {
    fn new(campaign: &str, artefacts: &BTreeMap<Box<str>, Arc<site::Artefact>>) -> Own {
        Own {
            campaign: campaign.into(),
            entries: artefacts
                .iter()
                .map(|(address, artefact)| (address.clone(), Arc::new(Entry::new(address, artefact))))
                .collect(),
        }
    }
}

/// Whether this is a campaign's home: `/merry-muletide/`.
fn is_home(address: &str) -> bool {
    address.len() > 2 && address.ends_with('/') && address.bytes().filter(|byte| *byte == b'/').count() == 2
}

fn status_page(artefact: &site::Artefact) -> Option<Representations> {
    match Entry::new("/", artefact).what {
        What::Here(representations) => Some((*representations).without_tags()),
        What::Film(_) | What::Made(_) | What::Elsewhere { .. } => {
            debug_assert!(
                matches!(artefact.content, Content::Bodies(_)),
                "a status page is in memory"
            );
            None
        }
    }
}

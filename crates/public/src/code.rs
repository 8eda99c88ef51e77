//! Placements' codes: `/q/CODE`, from a poster or a post to the page that it promises.

use crate::entry::{Entry, What};
use crate::ready::Ready;
use http::HeaderValue;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;

/// Every code and every campaign's home.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    /// By code in capitals: people type what they read.
    entries: HashMap<Box<str>, Arc<Entry>>,
    homes: Vec<Arc<Entry>>,
}

impl Codes {
    pub(crate) fn add(&mut self, code: &str, entry: Arc<Entry>) {
        self.entries.insert(tidy(code).into(), entry);
    }

    pub(crate) fn add_home(&mut self, home: Arc<Entry>) {
        self.homes.push(home);
    }
}

/// Where a code leads now. A code that nobody knows, that is old, or whose page is not due leads to the campaign's home
/// where there is one campaign, else to the series: the same answer for all three, so that it tells nothing.
pub(crate) fn destination(ready: &Ready, code: &str, now: Timestamp) -> HeaderValue {
    ready
        .codes
        .entries
        .get(tidy(code).as_str())
        .filter(|entry| entry.is_due(now))
        .and_then(|entry| elsewhere(ready, entry, now))
        .or_else(|| only_home(ready, now))
        .unwrap_or(HeaderValue::from_static("/"))
}

/// Where an entry that leads elsewhere leads, if that place may be shown.
pub(crate) fn elsewhere(ready: &Ready, entry: &Entry, now: Timestamp) -> Option<HeaderValue> {
    match &entry.what {
        What::Elsewhere { location, target, .. } => {
            ready.due(target, now)?;
            location.clone()
        }
        What::Here(_) | What::Film(_) | What::Made(_) => None,
    }
}

fn only_home(ready: &Ready, now: Timestamp) -> Option<HeaderValue> {
    let mut due = ready.codes.homes.iter().filter(|home| home.is_due(now));
    match (due.next(), due.next()) {
        (Some(home), None) => home.own_location.clone(),
        _ => None,
    }
}

/// A code as we keep it. A slash or a full stop after it comes from a sentence that it stood in.
fn tidy(code: &str) -> String {
    code.trim_matches(|character: char| !character.is_alphanumeric())
        .to_uppercase()
}

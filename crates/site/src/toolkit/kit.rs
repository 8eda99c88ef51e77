//! One toolkit: a campaign at an instant, for one sector or for everybody.

use super::kept::Kept;
use crate::input::CampaignInput;
use campaign::{Campaign, Fact, FactId, Message, Poster, ReadyCopy, Sector};
use render::Context;
use words::{Word, Words};

/// What every sheet is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kit<'k> {
    pub(super) context: &'k Context<'k>,
    pub(super) input: &'k CampaignInput,
    pub(super) kept: &'k Kept<'k>,
    /// The sector that it is for; nothing means everybody.
    pub(super) sector: Option<&'k Sector>,
}

impl<'k> Kit<'k> {
    pub(super) fn campaign(&self) -> &'k Campaign {
        self.context.campaign
    }

    pub(super) fn words(&self) -> &'k Words {
        self.context.words
    }

    pub(super) fn say(&self, word: Word) -> String {
        self.words().get(word).to_owned()
    }

    pub(super) fn fill(&self, word: Word, gaps: &[(&str, &str)]) -> String {
        self.words().fill(word, gaps)
    }

    /// The sectors that are in it.
    pub(super) fn sectors(&self) -> Vec<&'k Sector> {
        match self.sector {
            Some(sector) => vec![sector],
            None => self.campaign().toolkit.sectors.iter().collect(),
        }
    }

    /// The messages for it: a sector's in the order in which it names them.
    pub(super) fn messages(&self) -> Vec<&'k Message> {
        let all = &self.campaign().toolkit.messages;
        match self.sector {
            Some(sector) if !sector.messages.is_empty() => sector
                .messages
                .iter()
                .filter_map(|id| all.iter().find(|message| message.id == *id))
                .collect(),
            _ => all.iter().collect(),
        }
    }

    pub(super) fn copies(&self) -> Vec<&'k ReadyCopy> {
        let is_for = |copy: &&ReadyCopy| match self.sector {
            Some(sector) => copy.sectors.is_empty() || copy.sectors.contains(&sector.id),
            None => true,
        };
        self.campaign().toolkit.copies.iter().filter(is_for).collect()
    }

    /// The posters for it, of those that are due.
    pub(super) fn posters(&self) -> Vec<&'k Poster> {
        let named = self.sector.and_then(|sector| sector.posters.as_ref());
        let fits = |poster: &&&Poster| named.is_none_or(|named| named.iter().any(|id| id.value == poster.id));
        self.kept.posters.iter().filter(fits).copied().collect()
    }

    /// Where a page of the campaign is for everybody, if it is due; else the campaign's home.
    pub(super) fn address(&self, page: &str) -> String {
        let page = page.trim_matches('/');
        if page.is_empty() || !self.kept.leads_somewhere(page) {
            self.context.public("")
        } else {
            self.context.public(&format!("{page}/"))
        }
    }

    /// A fact as a line with its source.
    pub(super) fn fact(&self, id: &FactId) -> Option<String> {
        self.campaign().fact(id).map(|fact| self.fact_line(fact))
    }

    pub(super) fn fact_line(&self, fact: &Fact) -> String {
        self.fill(
            Word::ToolkitFact,
            &[
                ("value", &fact.value),
                ("unit", &fact.unit),
                ("period", fact.period.trim_end_matches('.')),
                ("publisher", &fact.publisher),
                ("url", fact.url.as_str()),
            ],
        )
    }

    /// What people call an audience: "If you are worried about a child".
    pub(super) fn audience(&self, id: Option<&campaign::AudienceId>) -> Option<&'k str> {
        let audience = self.campaign().audience(id?)?;
        Some(audience.name.as_str())
    }
}

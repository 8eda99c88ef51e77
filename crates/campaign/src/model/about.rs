//! `campaign.toml`: what the campaign is, when and where it runs, and who agrees it.

use super::At;
use super::measure::{Measure, Objective};
use crate::diagnostic::Place;
use crate::id::{AudienceId, CampaignId, PartnerId};
use crate::{CampaignPath, WebAddress};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The campaign as a whole.
#[derive(Clone, Debug)]
pub struct About {
    /// `id`: the first part of its addresses.
    pub id: CampaignId,
    /// `name`, as people say it.
    pub name: String,
    /// `hashtag`, with its `#`.
    pub hashtag: Option<String>,
    /// `line`: the one sentence of the campaign.
    pub line: String,
    /// `summary`: a sentence or two for search results and the series' front page.
    pub summary: String,
    /// `follows`: the campaign of the same series before this one.
    pub follows: Option<CampaignId>,
    /// `worked_example = true`: nobody has approved it, and every page says so.
    pub worked_example: bool,
    /// `language`: a BCP 47 tag, `en-GB`.
    pub language: String,
    /// `time_zone`: an IANA name; every date of the folder is a day in this zone.
    pub time_zone: TimeZone,
    /// The name of the time zone, as written.
    pub time_zone_name: String,
    /// `starts`: the first day.
    pub starts: Date,
    /// `ends`: the last day.
    pub ends: Date,
    /// `embargo`: nothing of the campaign is public before.
    pub embargo: Option<Timestamp>,
    /// `reading_age` in years, the target for public pages.
    pub reading_age: u8,
    /// `exit_button = true`: every page offers "Exit this page", not only help and signs.
    pub exit_button: bool,
    /// `[area]`.
    pub area: Area,
    /// `[[partner]]`, in the file's order.
    pub partners: Vec<Partner>,
    /// `[[audience]]`, in the file's order.
    pub audiences: Vec<Audience>,
    /// `[[objective]]`.
    pub objectives: Vec<Objective>,
    /// `[[measure]]`, typed by stage.
    pub measures: Vec<Measure>,
    /// `[accessibility]`.
    pub accessibility: Accessibility,
    /// `[[allow]]`: findings that the campaign knows better than.
    pub allowed: Vec<Allowed>,
    /// `[[moved]]`: old addresses that lead to new ones.
    pub moved: Vec<Moved>,
    /// Where the file begins.
    pub place: Place,
}

impl About {
    /// The first instant of a day in the campaign's time zone.
    pub fn start_of(&self, date: Date) -> Option<Timestamp> {
        date.to_zoned_datetime(self.time_zone.clone())
            .ok()
            .map(|zoned| zoned.timestamp())
    }

    /// The first instant after the last day: the campaign's pages stay, and ask nobody for anything any more.
    pub fn ended_at(&self) -> Option<Timestamp> {
        self.ends.tomorrow().ok().and_then(|day| self.start_of(day))
    }

    /// The day that it is in the campaign's time zone.
    pub fn day(&self, now: Timestamp) -> Date {
        now.to_zoned_datetime(self.time_zone.clone()).date()
    }
}

/// `[area]`: where the campaign runs.
#[derive(Clone, Debug)]
pub struct Area {
    /// `name`, as its people say it.
    pub name: String,
    /// `code`: the GSS code of the Office for National Statistics, `E06000033`.
    pub code: Option<String>,
}

/// What kind of body a partner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartnerKind {
    /// A council.
    Council,
    /// A police force.
    Police,
    /// A newspaper.
    Newspaper,
    /// The health service.
    Health,
    /// A charity.
    Charity,
    /// Anybody else.
    Other,
}

/// `[[partner]]`: a body that agrees the campaign, and what it does with people's data.
#[derive(Clone, Debug)]
pub struct Partner {
    /// `id`.
    pub id: PartnerId,
    /// `name`, as it stands in a sentence: "the council".
    pub name: String,
    /// `kind`.
    pub kind: PartnerKind,
    /// `approvers`: offices, never names.
    pub approvers: Vec<String>,
    /// `website`.
    pub website: Option<WebAddress>,
    /// `press_contact`: how an editor reaches its press office, in words that a page may print.
    pub press_contact: Option<String>,
    /// `mark`: the partner's mark (its logo), a picture of `media/`.
    pub mark: Option<At<CampaignPath>>,
    /// `mark_permission`: who allowed its use, when and for what. Not shown.
    pub mark_permission: Option<String>,
    /// `[partner.privacy]`.
    pub privacy: Option<PartnerPrivacy>,
    /// Where it begins.
    pub place: Place,
}

/// `[partner.privacy]`: one controller's part of the privacy notice (UK GDPR, Articles 13 and 14).
#[derive(Clone, Debug)]
pub struct PartnerPrivacy {
    /// `controller`: who decides.
    pub controller: String,
    /// `contact`: how to reach its data protection officer, in words that a page may print.
    pub contact: String,
    /// `does`: what it does with data of this campaign.
    pub does: String,
    /// `lawful_basis`.
    pub lawful_basis: String,
    /// `retention`.
    pub retention: String,
    /// `rights`.
    pub rights: String,
    /// `complain`: how to complain.
    pub complain: String,
}

/// `[[audience]]`: people whom the campaign speaks to.
#[derive(Clone, Debug)]
pub struct Audience {
    /// `id`.
    pub id: AudienceId,
    /// `name`, as a heading: "If you take drugs at parties".
    pub name: String,
    /// `who`: whom it means, in a sentence.
    pub who: String,
    /// `young = true`: people under 18, whose pages open with what to do in danger.
    pub young: bool,
    /// Where it begins.
    pub place: Place,
}

/// `[accessibility]`: what may truthfully be said of how accessible the campaign is
/// (Public Sector Bodies Accessibility Regulations 2018).
#[derive(Clone, Debug, Default)]
pub struct Accessibility {
    /// `tested`: how it was tested.
    pub tested: Option<String>,
    /// `tested_on`.
    pub tested_on: Option<Date>,
    /// `known_faults`.
    pub known_faults: Vec<String>,
    /// `report_to`: how to report a fault.
    pub report_to: Option<String>,
    /// `enforcement`: the route when the answer does not help.
    pub enforcement: Option<String>,
}

/// `[[allow]]`: rules whose findings the campaign has looked at and knows better than, with the reason that partners see at
/// sign-off.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// `rules`: names of the linter's rules. Whether there is such a rule, and whether it may be allowed, is the linter's question.
    pub rules: Vec<At<String>>,
    /// `files`: where; nowhere named means everywhere.
    pub files: Vec<At<String>>,
    /// `reason`.
    pub reason: String,
    /// Where it begins.
    pub place: Place,
}

/// `[[moved]]`: an address that was printed once and is kept for good.
#[derive(Clone, Debug)]
pub struct Moved {
    /// `from`: the old address beneath the campaign, `old-name/`.
    pub from: At<String>,
    /// `to`: the page that stands in its place, as a link names it without `page:`: `signs`, `doors/7`; empty for the home.
    pub to: At<String>,
}

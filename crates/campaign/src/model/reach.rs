//! Where the campaign meets people, and what they are asked.

use super::{At, Format};
use crate::CampaignPath;
use crate::diagnostic::Place;
use crate::id::{AudienceId, PlacementCode, PostId, PosterId, QuestionId};
use jiff::Timestamp;

/// A row of `placements.csv`: `code,kind,name,page`, then `poster,format` where copies are printed for it.
#[derive(Clone, Debug)]
pub struct Placement {
    /// `code`, as printed.
    pub code: PlacementCode,
    /// `kind`: venue, poster, post, partner page.
    pub kind: String,
    /// `name`, for the team.
    pub name: String,
    /// `page`: where the code sends people, an address beneath the campaign such as `act/`; empty for its home.
    pub page: String,
    /// `poster`: the poster of which this placement gets a copy with its own code.
    pub poster: Option<At<PosterId>>,
    /// `format` of that copy.
    pub format: Option<Format>,
    /// Where it stands.
    pub place: Place,
}

/// `[[post]]` of `posts.toml`.
#[derive(Clone, Debug)]
pub struct Post {
    /// `id`.
    pub id: PostId,
    /// `channel`.
    pub channel: String,
    /// `at`: when it goes out.
    pub at: Timestamp,
    /// `copy`.
    pub copy: String,
    /// `picture`.
    pub picture: Option<CampaignPath>,
    /// `card`: the sentence on its card; without it, the first one of its copy.
    pub card: Option<At<String>>,
    /// `audience`.
    pub audience: AudienceId,
    /// Where it begins.
    pub place: Place,
}

/// `[[paid]]` of `posts.toml`: paid reach, which the public may know about.
#[derive(Clone, Debug)]
pub struct Paid {
    /// `channel`.
    pub channel: String,
    /// `who` it is shown to.
    pub who: String,
    /// `why`.
    pub why: String,
    /// `spend`, with its currency.
    pub spend: String,
    /// Where it begins.
    pub place: Place,
}

/// `[[question]]` of `survey.toml`, asked before and after.
#[derive(Clone, Debug)]
pub struct Question {
    /// `id`.
    pub id: QuestionId,
    /// `text`.
    pub text: String,
    /// `answers`.
    pub answers: Vec<String>,
    /// Where it begins.
    pub place: Place,
}

//! `toolkit.toml`: what partners are given to say, and what they may notice and do.

use super::At;
use crate::diagnostic::Place;
use crate::id::{AudienceId, CopyId, FactId, MessageId, MythId, NoticerId, PosterId, SectorId};

/// `toolkit.toml`. Empty when the campaign has none.
#[derive(Clone, Debug, Default)]
pub struct Toolkit {
    /// `[[message]]`, most important first.
    pub messages: Vec<Message>,
    /// `[[myth]]`.
    pub myths: Vec<Myth>,
    /// `[[copy]]`.
    pub copies: Vec<ReadyCopy>,
    /// `[[sector]]`, each of which gets a toolkit of its own.
    pub sectors: Vec<Sector>,
}

impl Toolkit {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        let Toolkit {
            messages,
            myths,
            copies,
            sectors,
        } = self;
        messages.is_empty() && myths.is_empty() && copies.is_empty() && sectors.is_empty()
    }

    /// The sector of this id.
    pub fn sector(&self, id: &SectorId) -> Option<&Sector> {
        self.sectors.iter().find(|sector| sector.id == *id)
    }
}

/// `[[message]]`: something that every partner says in the same words.
#[derive(Clone, Debug)]
pub struct Message {
    /// `id`.
    pub id: MessageId,
    /// `text`.
    pub text: At<String>,
    /// `audience`; nobody named means everybody.
    pub audience: Option<AudienceId>,
    /// `fact`: what it rests on, printed with its source.
    pub fact: Option<At<FactId>>,
    /// Where it begins.
    pub place: Place,
}

/// `[[myth]]`: what people say that is not so, and what to say instead.
#[derive(Clone, Debug)]
pub struct Myth {
    /// `id`.
    pub id: MythId,
    /// `myth`.
    pub myth: At<String>,
    /// `instead`.
    pub instead: At<String>,
    /// `fact`: what the answer rests on.
    pub fact: Option<At<FactId>>,
    /// Where it begins.
    pub place: Place,
}

/// `[[copy]]`: words ready to use in one channel.
#[derive(Clone, Debug)]
pub struct ReadyCopy {
    /// `id`.
    pub id: CopyId,
    /// `channel`, as people call it: "Local radio, 20 seconds".
    pub channel: String,
    /// `length`: the most characters that the channel takes. The reader holds the text to it.
    pub length: Option<u32>,
    /// `text`.
    pub text: At<String>,
    /// `page`: where the link that goes with it leads, an address beneath the campaign such as `act/`; empty for its home.
    pub page: At<String>,
    /// `audience`; nobody named means everybody.
    pub audience: Option<AudienceId>,
    /// `sectors` that it is for; none named means all.
    pub sectors: Vec<SectorId>,
    /// Where it begins.
    pub place: Place,
}

/// `[[sector]]`: a kind of partner, whose toolkit has what it can use.
#[derive(Clone, Debug)]
pub struct Sector {
    /// `id`: the name of its toolkit's file.
    pub id: SectorId,
    /// `name`, as a heading: "Taxis and private hire".
    pub name: At<String>,
    /// `who`: whom it means, in a sentence.
    pub who: At<String>,
    /// `note`: what they may notice and do; an empty line parts paragraphs.
    pub note: At<String>,
    /// `posters` that fit their walls; all of the campaign's without the key, and none with an empty list.
    pub posters: Option<Vec<At<PosterId>>>,
    /// `messages` for them, in this order; all of them when none is named.
    pub messages: Vec<MessageId>,
    /// `noticers`: whose signs of `signs.toml` they may see.
    pub noticers: Vec<NoticerId>,
    /// `sheets`: pages of the campaign that they print and use, as a link names them without `page:`: `lesson-sheet`.
    pub sheets: Vec<At<String>>,
    /// Where it begins.
    pub place: Place,
}

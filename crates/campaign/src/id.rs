//! Names by which the parts of a campaign refer to each other.

use std::fmt;

/// Lower-case letters, digits and single hyphens, beginning with a letter or digit, at most 64 long, and no name that some system
/// keeps for a device: an id is part of an address, and an address can be a file.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && crate::CampaignPath::new(text).is_ok()
}

/// An id of any kind, for the readers.
pub trait Id: Sized {
    /// What it names, as the end of "no such …".
    const NOUN: &'static str;
    /// Takes a text of the right form.
    fn from_text(text: &str) -> Option<Self>;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $noun:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Takes a text that [`is_slug`]; gives nothing for any other.
            pub fn new(text: &str) -> Option<$name> {
                is_slug(text).then(|| $name(text.into()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Id for $name {
            const NOUN: &'static str = $noun;
            fn from_text(text: &str) -> Option<$name> {
                $name::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A campaign: the first part of its addresses.
    CampaignId = "campaign";
    /// A partner: the council, the police, the newspaper.
    PartnerId = "partner";
    /// An audience.
    AudienceId = "audience";
    /// An objective.
    ObjectiveId = "objective";
    /// A measure, of whatever stage.
    MeasureId = "measure";
    /// A fact.
    FactId = "fact";
    /// A help service.
    HelpId = "help service";
    /// A sign that somebody may notice.
    SignId = "sign";
    /// A kind of person who may notice signs.
    NoticerId = "noticer";
    /// A statement by an office.
    VoiceId = "voice";
    /// A consent.
    ConsentId = "consent";
    /// A restriction.
    RestrictionId = "restriction";
    /// A post of the schedule.
    PostId = "post";
    /// A question of the survey.
    QuestionId = "question";
    /// A poster.
    PosterId = "poster";
    /// A message of the toolkit.
    MessageId = "message";
    /// A myth of the toolkit.
    MythId = "myth";
    /// A ready text of the toolkit.
    CopyId = "copy";
    /// A sector: a kind of partner.
    SectorId = "sector";
    /// A page: the last part of its address.
    PageId = "page";
    /// A size of cards: the last part of a card's address.
    CardSizeId = "size of cards";
}

/// A placement's short code, as it stands in `/q/CODE`: 3 to 12 capital letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlacementCode(Box<str>);

impl PlacementCode {
    /// Takes a code as printed; small letters count as capitals, because people type them.
    pub fn new(text: &str) -> Option<PlacementCode> {
        let fits = (3..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let code = text.to_ascii_uppercase();
        (fits && crate::CampaignPath::new(&code).is_ok()).then(|| PlacementCode(code.into()))
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlacementCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_can_stand_in_an_address_as_it_is() {
        assert!(CampaignId::new("merry-muletide").is_some());
        for text in [
            "",
            "con",
            "Merry",
            "a--b",
            "-a",
            "a-",
            "a b",
            "ä",
            &"x".repeat(65),
        ] {
            assert!(CampaignId::new(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_code_typed_small_is_the_code_as_printed() {
        assert_eq!(PlacementCode::new("ab12").unwrap().as_str(), "AB12");
        assert!(PlacementCode::new("a/b").is_none());
        assert!(PlacementCode::new("com1").is_none());
    }
}

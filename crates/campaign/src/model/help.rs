//! Help services and the signs that lead people to them.

use crate::diagnostic::Place;
use crate::hours::OpeningHours;
use crate::id::{AudienceId, FactId, HelpId, NoticerId, SignId};
use crate::{PhoneNumber, WebAddress};
use jiff::civil::Date;

/// `[[help]]`: who answers, when, and for whom. At least one of `phone`, `text` and `url` is there.
#[derive(Clone, Debug)]
pub struct HelpService {
    /// `id`.
    pub id: HelpId,
    /// `name`.
    pub name: String,
    /// `what`: what it does for the reader, in a sentence.
    pub what: String,
    /// `phone`.
    pub phone: Option<PhoneNumber>,
    /// `sms`: a number that takes text messages.
    pub sms: Option<PhoneNumber>,
    /// `url`.
    pub url: Option<WebAddress>,
    /// `hours`: nothing when the service does not say.
    pub hours: Option<OpeningHours>,
    /// `out_of_hours`: the number to ring when it is closed.
    pub out_of_hours: Option<PhoneNumber>,
    /// `emergency = true`: 999 and 101, which do not expire and stand first.
    pub emergency: bool,
    /// `audience`: for whom; nobody named means everybody.
    pub audience: Vec<AudienceId>,
    /// `area`: where it answers, in words ("Southend"); nothing means everywhere in the country.
    pub area: Option<String>,
    /// `source`: where the number was read.
    pub source: WebAddress,
    /// `checked`: the day on which somebody read it at its source.
    pub checked: Date,
    /// `expires`: the day from which no new release may print it unchecked. Nothing only for an emergency number.
    pub expires: Option<Date>,
    /// `owner`: the office that keeps it true.
    pub owner: String,
    /// Where it begins.
    pub place: Place,
}

impl HelpService {
    /// Whether a new release on this day may print it. 999 and 101 do not expire.
    pub fn is_fresh(&self, today: Date) -> bool {
        self.emergency || self.expires.is_some_and(|expires| today < expires)
    }

    /// Whether it is for this audience.
    pub fn serves(&self, audience: &AudienceId) -> bool {
        self.audience.is_empty() || self.audience.contains(audience)
    }
}

/// `signs.toml`.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    /// `[[noticer]]`: who may notice, in the file's order.
    pub noticers: Vec<Noticer>,
    /// `[[sign]]`: most worrying first.
    pub signs: Vec<Sign>,
}

/// `[[noticer]]`: somebody who may notice, and what that person can do next.
#[derive(Clone, Debug)]
pub struct Noticer {
    /// `id`.
    pub id: NoticerId,
    /// `name`, as a heading: "At home".
    pub name: String,
    /// `next`: what to do next, in plain sentences.
    pub next: String,
    /// `help`: whom to ring, best first.
    pub help: Vec<HelpId>,
    /// Where it begins.
    pub place: Place,
}

/// `[[sign]]`: something that a person may notice. One sign proves nothing.
#[derive(Clone, Debug)]
pub struct Sign {
    /// `id`.
    pub id: SignId,
    /// `text`.
    pub text: String,
    /// `noticed_by`.
    pub noticed_by: Vec<NoticerId>,
    /// `fact`: where the sign is published.
    pub fact: Option<FactId>,
    /// Where it begins.
    pub place: Place,
}

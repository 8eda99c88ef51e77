//! People and what may be said of them: statements, consents, restrictions.

use crate::diagnostic::Place;
use crate::id::{ConsentId, PartnerId, RestrictionId, VoiceId};
use jiff::civil::Date;

/// `[[voice]]`: a statement by an office.
#[derive(Clone, Debug)]
pub struct Voice {
    /// `id`.
    pub id: VoiceId,
    /// `office`: "the council's cabinet member for children".
    pub office: String,
    /// `partner`.
    pub partner: PartnerId,
    /// `statement`.
    pub statement: String,
    /// `approved`: the day on which that office approved these very words.
    pub approved: Option<Date>,
    /// `name`: only where the person has approved that too.
    pub name: Option<String>,
    /// Where it begins.
    pub place: Place,
}

/// `[[consent]]`: a person's agreement to a story or picture. A reference, never a name.
#[derive(Clone, Debug)]
pub struct Consent {
    /// `id`.
    pub id: ConsentId,
    /// `reference`: where the signed form is kept.
    pub reference: String,
    /// `scope`: what was agreed.
    pub scope: String,
    /// `places`: where it may be used.
    pub places: Vec<String>,
    /// `expires`.
    pub expires: Date,
    /// `withdrawn`: the day on which it was taken back.
    pub withdrawn: Option<Date>,
    /// Where it begins.
    pub place: Place,
}

/// Why something may not be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestrictionKind {
    /// An order of a court (s.45 Youth Justice and Criminal Evidence Act 1999, s.39 and the like).
    CourtOrder,
    /// Automatic anonymity in the youth court (s.49 Children and Young Persons Act 1933).
    YouthCourt,
    /// Somebody's safety.
    Safeguarding,
}

/// `[[restriction]]`: what may not be published, in general words. The very words stand in `private/` alone.
#[derive(Clone, Debug)]
pub struct Restriction {
    /// `id`.
    pub id: RestrictionId,
    /// `kind`.
    pub kind: RestrictionKind,
    /// `forbids`, in general: "anything that names the school".
    pub forbids: String,
    /// `until`: the last day; nothing means until further notice.
    pub until: Option<Date>,
    /// Where it begins.
    pub place: Place,
}

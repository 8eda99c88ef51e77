//! Measures by stage: an output cannot stand where an outcome belongs.
//!
//! The stages are those of the Government Communication Service's Evaluation Cycle (inputs, outputs, outtakes,
//! outcomes, impact). What may be counted at each stage is a type of its own, so that no code can put a view in an
//! outcome's place.

use crate::diagnostic::Place;
use crate::id::{AudienceId, MeasureId, ObjectiveId};

/// What goes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /** `spend` */
    Spend,
    /** `staff-days` */
    StaffDays,
    /** `donated-media` */
    DonatedMedia,
}
/// What was put out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputKind {
    /** `views` */
    Views,
    /** `impressions` */
    Impressions,
    /** `page-views` */
    PageViews,
    /** `downloads` */
    Downloads,
    /** `sites` */
    Sites,
    /** `screenings` */
    Screenings,
    /** `schools` */
    Schools,
    /** `articles` */
    Articles,
}
/// What people took from it: needs a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OuttakeKind {
    /** `recall` */
    Recall,
    /** `understanding` */
    Understanding,
    /** `trust` */
    Trust,
    /** `intention` */
    Intention,
}
/// What people did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /** `help-contacts` */
    HelpContacts,
    /** `reports` */
    Reports,
    /** `replies-in-time` */
    RepliesInTime,
    /** `school-requests` */
    SchoolRequests,
    /** `acts` */
    Acts,
}
/// What changed because of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImpactKind {
    /** `referrals` */
    Referrals,
    /** `use` */
    Use,
    /** `missing-episodes` */
    MissingEpisodes,
    /** `harm` */
    Harm,
}

/// What every measure says of itself, whatever its stage.
#[derive(Clone, Debug)]
pub struct MeasureText {
    /// `id`.
    pub id: MeasureId,
    /// `name`.
    pub name: String,
    /// `definition`: what exactly is counted.
    pub definition: String,
    /// `unit`.
    pub unit: String,
    /// `source`: where the number comes from.
    pub source: String,
    /// `baseline`: its value before, with its period, in words.
    pub baseline: Option<String>,
    /// Where it begins.
    pub place: Place,
}

/// `[[measure]]`, by its `stage`.
#[derive(Clone, Debug)]
pub enum Measure {
    /// `stage = "input"`.
    Input(InputKind, MeasureText),
    /// `stage = "output"`.
    Output(OutputKind, MeasureText),
    /// `stage = "outtake"`.
    Outtake(OuttakeKind, MeasureText),
    /// `stage = "outcome"`.
    Outcome(OutcomeKind, MeasureText),
    /// `stage = "impact"`.
    Impact(ImpactKind, MeasureText),
}

impl Measure {
    /// What it says of itself.
    pub fn text(&self) -> &MeasureText {
        match self {
            Measure::Input(_, text)
            | Measure::Output(_, text)
            | Measure::Outtake(_, text)
            | Measure::Outcome(_, text)
            | Measure::Impact(_, text) => text,
        }
    }
}

/// The id of a measure of which reading has proved that it is an outcome or an impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectId(MeasureId);

impl EffectId {
    /// Gives nothing for a measure of an earlier stage: a view is no effect.
    pub fn of(measure: &Measure) -> Option<EffectId> {
        match measure {
            Measure::Outcome(_, text) | Measure::Impact(_, text) => Some(EffectId(text.id.clone())),
            Measure::Input(..) | Measure::Output(..) | Measure::Outtake(..) => None,
        }
    }

    /// The measure's id.
    pub fn id(&self) -> &MeasureId {
        &self.0
    }
}

/// `[[objective]]`: what is to change, for whom, told by which effect.
#[derive(Clone, Debug)]
pub struct Objective {
    /// `id`.
    pub id: ObjectiveId,
    /// `text`.
    pub text: String,
    /// `audience`.
    pub audience: AudienceId,
    /// `told_by`: outcomes or impacts.
    pub told_by: Vec<EffectId>,
    /// Where it begins.
    pub place: Place,
}

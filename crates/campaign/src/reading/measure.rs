//! Reads `[[measure]]` and `[[objective]]`, and keeps each measure at its stage.

use super::table::Table;
use crate::diagnostic::rules;
use crate::id::MeasureId;
use crate::model::{
    At, EffectId, ImpactKind, InputKind, Measure, MeasureText, Objective, OutcomeKind, OutputKind,
    OuttakeKind,
};

/// What can be counted, at its stage: `counts = "views"` is an output wherever it is written.
#[derive(Clone, Copy)]
enum Counts {
    Input(InputKind),
    Output(OutputKind),
    Outtake(OuttakeKind),
    Outcome(OutcomeKind),
    Impact(ImpactKind),
}

const COUNTS: [(&str, Counts); 24] = [
    ("spend", Counts::Input(InputKind::Spend)),
    ("staff-days", Counts::Input(InputKind::StaffDays)),
    ("donated-media", Counts::Input(InputKind::DonatedMedia)),
    ("views", Counts::Output(OutputKind::Views)),
    ("impressions", Counts::Output(OutputKind::Impressions)),
    ("page-views", Counts::Output(OutputKind::PageViews)),
    ("downloads", Counts::Output(OutputKind::Downloads)),
    ("sites", Counts::Output(OutputKind::Sites)),
    ("screenings", Counts::Output(OutputKind::Screenings)),
    ("schools", Counts::Output(OutputKind::Schools)),
    ("articles", Counts::Output(OutputKind::Articles)),
    ("recall", Counts::Outtake(OuttakeKind::Recall)),
    ("understanding", Counts::Outtake(OuttakeKind::Understanding)),
    ("trust", Counts::Outtake(OuttakeKind::Trust)),
    ("intention", Counts::Outtake(OuttakeKind::Intention)),
    ("help-contacts", Counts::Outcome(OutcomeKind::HelpContacts)),
    ("reports", Counts::Outcome(OutcomeKind::Reports)),
    ("replies-in-time", Counts::Outcome(OutcomeKind::RepliesInTime)),
    ("school-requests", Counts::Outcome(OutcomeKind::SchoolRequests)),
    ("acts", Counts::Outcome(OutcomeKind::Acts)),
    ("referrals", Counts::Impact(ImpactKind::Referrals)),
    ("use", Counts::Impact(ImpactKind::Use)),
    ("missing-episodes", Counts::Impact(ImpactKind::MissingEpisodes)),
    ("harm", Counts::Impact(ImpactKind::Harm)),
];

impl Counts {
    fn stage(self) -> &'static str {
        match self {
            Counts::Input(_) => "input",
            Counts::Output(_) => "output",
            Counts::Outtake(_) => "outtake",
            Counts::Outcome(_) => "outcome",
            Counts::Impact(_) => "impact",
        }
    }

    fn with(self, text: MeasureText) -> Measure {
        match self {
            Counts::Input(kind) => Measure::Input(kind, text),
            Counts::Output(kind) => Measure::Output(kind, text),
            Counts::Outtake(kind) => Measure::Outtake(kind, text),
            Counts::Outcome(kind) => Measure::Outcome(kind, text),
            Counts::Impact(kind) => Measure::Impact(kind, text),
        }
    }
}

pub(super) fn measures(table: &Table<'_>) -> Vec<Measure> {
    table
        .tables("measure", "a measure")
        .iter()
        .filter_map(measure)
        .collect()
}

fn measure(table: &Table<'_>) -> Option<Measure> {
    let id = table.id::<MeasureId>();
    let stage = table.required_text_at("stage");
    let counts = table.choice("counts", &COUNTS);
    let name = table.required_text("name");
    let definition = table.required_text("definition");
    let unit = table.required_text("unit");
    let source = table.required_text("source");
    let baseline = table.text("baseline");
    table.finish();
    let (stage, counts) = (stage?, counts?);
    if !is_at_its_stage(table, &stage, counts) {
        return None;
    }
    let place = table.place();
    Some(counts.with(MeasureText {
        id: id?,
        name: name?,
        definition: definition?,
        unit: unit?,
        source: source?,
        baseline,
        place,
    }))
}

fn is_at_its_stage(table: &Table<'_>, stage: &At<String>, counts: Counts) -> bool {
    const STAGES: [&str; 5] = ["input", "output", "outtake", "outcome", "impact"];
    if !STAGES.contains(&stage.as_str()) {
        table.context().error(
            rules::BAD_VALUE,
            stage.place.clone(),
            format!("\"{}\" is no stage of a measure", stage.value),
            format!("use one of: {}", STAGES.join(", ")),
        );
        return false;
    }
    if stage.as_str() != counts.stage() {
        table.context().error(
            rules::MEASURE_STAGE,
            stage.place.clone(),
            format!(
                "what this measure counts is an {}, not an {}",
                counts.stage(),
                stage.value
            ),
            format!(
                "write stage = \"{}\", or count something that shows what people did",
                counts.stage()
            ),
        );
        return false;
    }
    true
}

pub(super) fn objectives(table: &Table<'_>, measures: &[Measure]) -> Vec<Objective> {
    table
        .tables("objective", "an objective")
        .iter()
        .filter_map(|table| objective(table, measures))
        .collect()
}

fn objective(table: &Table<'_>, measures: &[Measure]) -> Option<Objective> {
    let id = table.id();
    let text = table.required_text("text");
    let audience = table.required_cited("audience");
    let told_by = effects(table, "told_by", measures);
    table.finish();
    Some(Objective {
        id: id?,
        text: text?,
        audience: audience?.value,
        told_by,
        place: table.place(),
    })
}

/// Measures that must be outcomes or impacts.
pub(super) fn effects(table: &Table<'_>, key: &'static str, measures: &[Measure]) -> Vec<EffectId> {
    let cited = table.all_cited::<MeasureId>(key);
    cited
        .into_iter()
        .filter_map(|id| {
            let measure = measures.iter().find(|measure| measure.text().id == id.value)?;
            let effect = EffectId::of(measure);
            if effect.is_none() {
                table.context().error(
                    rules::MEASURE_STAGE,
                    id.place.clone(),
                    format!(
                        "\"{}\" is no outcome: it shows what was put out or felt, not what people did",
                        id.value
                    ),
                    "name a measure whose stage is outcome or impact",
                );
            }
            effect
        })
        .collect()
}

//! Where you stand before it begins, to be filled in.

use super::super::kit::Kit;
use super::super::sheet::{Part, Sheet};
use campaign::{Measure, MeasureText};
use words::Word;

/// The stages in their order, each with its measures; stages without any are left out.
pub(super) fn stages<'k>(kit: &Kit<'k>) -> Vec<(Word, Vec<&'k MeasureText>)> {
    let stages = [
        Word::ToolkitStageInput,
        Word::ToolkitStageOutput,
        Word::ToolkitStageOuttake,
        Word::ToolkitStageOutcome,
        Word::ToolkitStageImpact,
    ];
    let of = |stage: Word| {
        let measures = kit.campaign().about.measures.iter();
        measures
            .filter(|measure| stage_of(measure) == stage)
            .map(Measure::text)
            .collect::<Vec<_>>()
    };
    stages
        .into_iter()
        .map(|stage| (stage, of(stage)))
        .filter(|(_, measures)| !measures.is_empty())
        .collect()
}

fn stage_of(measure: &Measure) -> Word {
    match measure {
        Measure::Input(..) => Word::ToolkitStageInput,
        Measure::Output(..) => Word::ToolkitStageOutput,
        Measure::Outtake(..) => Word::ToolkitStageOuttake,
        Measure::Outcome(..) => Word::ToolkitStageOutcome,
        Measure::Impact(..) => Word::ToolkitStageImpact,
    }
}

/// The columns of the table behind the stage.
pub(super) const COLUMNS: [Word; 7] = [
    Word::ToolkitMeasure,
    Word::ToolkitMeasureDefinition,
    Word::ToolkitMeasureUnit,
    Word::ToolkitMeasureSource,
    Word::ToolkitMeasureKnown,
    Word::ToolkitMeasureBefore,
    Word::ToolkitMeasureAfter,
];

/// A measure's row; the last two columns are empty, to be filled in.
pub(super) fn row(measure: &MeasureText) -> Vec<String> {
    vec![
        measure.name.clone(),
        measure.definition.clone(),
        measure.unit.clone(),
        measure.source.clone(),
        measure.baseline.clone().unwrap_or_default(),
        String::new(),
        String::new(),
    ]
}

/// On paper unit and source stand with the definition, so that there is room to write.
const NARROW: [Word; 5] = [
    Word::ToolkitMeasure,
    Word::ToolkitMeasureDefinition,
    Word::ToolkitMeasureKnown,
    Word::ToolkitMeasureBefore,
    Word::ToolkitMeasureAfter,
];

fn narrow(kit: &Kit<'_>, measure: &MeasureText) -> Vec<String> {
    let exactly = kit.fill(
        Word::ToolkitMeasureExactly,
        &[
            ("definition", measure.definition.trim_end_matches('.')),
            ("unit", &measure.unit),
            ("source", measure.source.trim_end_matches('.')),
        ],
    );
    vec![
        measure.name.clone(),
        exactly,
        measure.baseline.clone().unwrap_or_default(),
        String::new(),
        String::new(),
    ]
}

/// Nothing when the campaign measures nothing.
pub(super) fn sheet(kit: &Kit<'_>) -> Option<Sheet> {
    let stages = stages(kit);
    if stages.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new("baseline", kit.say(Word::ToolkitBaseline));
    sheet.text(kit.say(Word::ToolkitBaselineText));
    sheet.parts.push(Part::Note(kit.say(Word::ToolkitBaselineNote)));
    for (stage, measures) in stages {
        sheet.heading(kit.say(stage));
        sheet.parts.push(Part::Table {
            head: NARROW.map(|word| kit.say(word)).to_vec(),
            rows: measures.into_iter().map(|measure| narrow(kit, measure)).collect(),
        });
    }
    Some(sheet)
}

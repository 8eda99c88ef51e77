//! The questions that are asked before and after.

use super::super::kit::Kit;
use super::super::sheet::{Part, Run, Sheet};
use words::Word;

/// Nothing when there is no survey.
pub(super) fn sheet(kit: &Kit<'_>) -> Option<Sheet> {
    let questions = &kit.campaign().survey;
    if questions.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new("survey", kit.say(Word::ToolkitSurvey));
    sheet.text(kit.say(Word::ToolkitSurveyText));
    let items = questions.iter().map(|question| {
        let answers = question.answers.iter().map(|answer| {
            // A box to tick on paper.
            vec![Part::Text(vec![Run::Words(format!("☐ {answer}"))])]
        });
        vec![
            Part::Text(vec![Run::Strong(question.text.clone())]),
            Part::List {
                numbered_from: None,
                items: answers.collect(),
            },
        ]
    });
    sheet.parts.push(Part::List {
        numbered_from: Some(1),
        items: items.collect(),
    });
    Some(sheet)
}

//! Key messages, and myths with what to say instead.

use super::super::kit::Kit;
use super::super::sheet::{Part, Sheet};
use words::Word;

/// Nothing when the campaign has neither.
pub(super) fn sheet(kit: &Kit<'_>) -> Option<Sheet> {
    let messages = kit.messages();
    let myths = &kit.campaign().toolkit.myths;
    if messages.is_empty() && myths.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new("messages", kit.say(Word::ToolkitMessages));
    if !messages.is_empty() {
        sheet.text(kit.say(Word::ToolkitMessagesText));
    }
    for (at, message) in messages.iter().enumerate() {
        let audience = kit
            .audience(message.audience.as_ref())
            .map(|name| kit.fill(Word::ToolkitMessageFor, &[("audience", name)]));
        let rests = message.fact.as_ref().and_then(|id| kit.fact(id));
        let rests = rests.map(|fact| kit.fill(Word::ToolkitMessageRests, &[("fact", &fact)]));
        sheet.parts.push(Part::Ready {
            label: kit.fill(Word::ToolkitMessageNumber, &[("number", &(at + 1).to_string())]),
            text: message.text.value.clone(),
            remarks: [audience, rests].into_iter().flatten().collect(),
        });
    }
    if !myths.is_empty() {
        sheet.heading(kit.say(Word::ToolkitMyths));
        sheet.text(kit.say(Word::ToolkitMythsText));
        sheet.parts.push(Part::Table {
            head: [Word::ToolkitMyth, Word::ToolkitMythInstead]
                .map(|word| kit.say(word))
                .to_vec(),
            rows: myths
                .iter()
                .map(|myth| vec![myth.myth.value.clone(), myth.instead.value.clone()])
                .collect(),
        });
        let facts = myths.iter().filter_map(|myth| kit.fact(myth.fact.as_ref()?));
        let facts: Vec<String> = facts.collect();
        if !facts.is_empty() {
            sheet.heading(kit.say(Word::ToolkitSources));
            sheet.list(facts);
        }
    }
    Some(sheet)
}

//! Words for each channel.

use super::super::kit::Kit;
use super::super::sheet::{Part, Sheet};
use words::Word;

/// Nothing when there are none for this sector.
pub(super) fn sheet(kit: &Kit<'_>) -> Option<Sheet> {
    let copies = kit.copies();
    if copies.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new("copy", kit.say(Word::ToolkitCopy));
    sheet.text(kit.say(Word::ToolkitCopyText));
    for copy in copies {
        let count = copy.text.chars().count().to_string();
        let link = kit.address(&copy.page);
        let size = kit.fill(Word::ToolkitCopyRemark, &[("count", &count), ("link", &link)]);
        let audience = kit
            .audience(copy.audience.as_ref())
            .map(|name| kit.fill(Word::ToolkitMessageFor, &[("audience", name)]));
        sheet.parts.push(Part::Ready {
            label: copy.channel.clone(),
            text: copy.text.value.clone(),
            remarks: std::iter::once(size).chain(audience).collect(),
        });
    }
    Some(sheet)
}

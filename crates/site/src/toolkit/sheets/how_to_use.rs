//! How to use it: the first sheet, which names everything else.

use super::super::kit::Kit;
use super::super::sheet::{Part, Run, Sheet};
use super::help;
use super::tables::{ALTS, POSTS};
use words::Word;

pub(super) fn sheet(kit: &Kit<'_>, behind: &[Sheet], made: &[String]) -> Sheet {
    let about = &kit.campaign().about;
    let title = match kit.sector {
        Some(sector) => kit.fill(Word::ToolkitTitleSector, &[("sector", &sector.name)]),
        None => kit.say(Word::ToolkitTitle),
    };
    let mut sheet = Sheet::new("index", title);
    sheet.text(about.summary.clone());
    restrictions(kit, &mut sheet);
    sheet.heading(kit.say(Word::ToolkitHow));
    sheet.text(kit.say(Word::ToolkitHowText));
    // Of a worked example nobody has agreed a word.
    sheet.text(kit.say(if about.worked_example {
        Word::ToolkitHowExample
    } else {
        Word::ToolkitHowAgreed
    }));
    sheet.steps(
        [
            Word::ToolkitStepMessages,
            Word::ToolkitStepMyths,
            Word::ToolkitStepCopy,
            Word::ToolkitStepAlt,
            Word::ToolkitStepHelp,
            Word::ToolkitStepBaseline,
            Word::ToolkitStepList,
        ]
        .map(|word| kit.say(word)),
    );
    sheet.heading(kit.say(Word::ToolkitNever));
    sheet.list(
        [
            Word::ToolkitNeverChild,
            Word::ToolkitNeverQuestion,
            Word::ToolkitNeverPromise,
            Word::ToolkitNeverSuccess,
        ]
        .map(|word| kit.say(word)),
    );
    contents(kit, &mut sheet, behind, made);
    sheet.heading(kit.say(Word::ToolkitDates));
    let (from, to) = (kit.words().date(about.starts), kit.words().date(about.ends));
    sheet.text(kit.fill(Word::ToolkitDatesText, &[("from", &from), ("to", &to)]));
    let today = kit.words().date(about.day(kit.context.now));
    sheet.text(kit.fill(Word::ToolkitDay, &[("date", &today)]));
    whom_to_ask(kit, &mut sheet);
    help::put(kit, &mut sheet);
    sheet
}

/// What may not be published comes before everything else.
fn restrictions(kit: &Kit<'_>, sheet: &mut Sheet) {
    let today = kit.campaign().about.day(kit.context.now);
    let holds = kit
        .campaign()
        .restrictions
        .iter()
        .filter(|restriction| restriction.until.is_none_or(|until| today <= until));
    let lines: Vec<String> = holds
        .map(|restriction| {
            let until = match restriction.until {
                Some(day) => kit.fill(Word::PressUntil, &[("date", &kit.words().date(day))]),
                None => kit.say(Word::PressUntilFurtherNotice),
            };
            format!("{}. {until}", restriction.forbids.trim_end_matches('.'))
        })
        .collect();
    if !lines.is_empty() {
        sheet.heading(kit.say(Word::PressRestrictions));
        sheet.text(kit.say(Word::PressRestrictionsText));
        sheet.list(lines);
    }
}

fn contents(kit: &Kit<'_>, sheet: &mut Sheet, behind: &[Sheet], made: &[String]) {
    sheet.heading(kit.say(Word::ToolkitContents));
    let link = |words: &str, file: &str| vec![Part::Text(vec![Run::Link(words.to_owned(), file.to_owned())])];
    let mut items: Vec<Vec<Part>> = behind
        .iter()
        .map(|sheet| link(&sheet.title, &format!("{}.html", sheet.name)))
        .collect();
    for (word, file) in [(Word::ToolkitPosts, POSTS), (Word::ToolkitAlts, ALTS)] {
        if made.iter().any(|path| path == file) {
            items.push(link(&kit.say(word), file));
        }
    }
    for (word, folder) in [
        (Word::ToolkitContentsPosters, "posters/"),
        (Word::ToolkitContentsCards, "cards/"),
        (Word::ToolkitContentsRelease, "press/"),
    ] {
        if made.iter().any(|path| path.starts_with(folder)) {
            items.push(link(&kit.say(word), folder));
        }
    }
    items.push(link(&kit.say(Word::ToolkitContentsManifest), "manifest.txt"));
    sheet.parts.push(Part::List {
        numbered_from: None,
        items,
    });
    sheet.text(kit.say(Word::ToolkitContentsPack));
}

fn whom_to_ask(kit: &Kit<'_>, sheet: &mut Sheet) {
    sheet.heading(kit.say(Word::ToolkitAsk));
    let partners = &kit.campaign().about.partners;
    sheet.list(partners.iter().filter_map(|partner| {
        let contact = partner.press_contact.as_deref()?;
        Some(kit.fill(
            Word::ToolkitAskPartner,
            &[("partner", &partner.name), ("contact", contact)],
        ))
    }));
    let address = kit.address("press");
    sheet.text(kit.fill(Word::ToolkitAskPage, &[("address", &address)]));
}

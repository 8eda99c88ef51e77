//! What each kind of partner may notice and do.

use super::super::kit::Kit;
use super::super::sheet::{Part, Run, Sheet};
use super::help;
use campaign::{Fact, Noticer, Sector};
use words::Word;

pub(super) fn sheets(kit: &Kit<'_>) -> Vec<Sheet> {
    kit.sectors()
        .into_iter()
        .map(|sector| sheet(kit, sector))
        .collect()
}

fn sheet(kit: &Kit<'_>, sector: &Sector) -> Sheet {
    let mut sheet = Sheet::new(format!("sectors/{}", sector.id), sector.name.value.clone());
    sheet.text(sector.who.value.clone());
    sheet.heading(kit.say(Word::ToolkitSector));
    for paragraph in sector.note.split("\n\n").map(str::trim) {
        sheet.text(paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let mut facts: Vec<&Fact> = Vec::new();
    let noticers = &kit.campaign().signs.noticers;
    for noticer in sector
        .noticers
        .iter()
        .filter_map(|id| noticers.iter().find(|one| one.id == *id))
    {
        signs(kit, &mut sheet, noticer, &mut facts);
    }
    posters(kit, &mut sheet, sector);
    let titles: Vec<String> = super::page::of_sector(kit, sector)
        .map(|page| page.title.value.clone())
        .collect();
    if !titles.is_empty() {
        sheet.heading(kit.say(Word::ToolkitSectorSheets));
        sheet.list(titles);
    }
    if !facts.is_empty() {
        sheet.heading(kit.say(Word::ToolkitSources));
        sheet.list(facts.into_iter().map(|fact| kit.fact_line(fact)));
    }
    sheet
}

fn signs<'k>(kit: &Kit<'k>, sheet: &mut Sheet, noticer: &'k Noticer, facts: &mut Vec<&'k Fact>) {
    let campaign = kit.campaign();
    let signs = campaign.signs.signs.iter();
    let theirs: Vec<_> = signs
        .filter(|sign| sign.noticed_by.contains(&noticer.id))
        .collect();
    sheet.heading(format!("{}: {}", kit.say(Word::ToolkitSectorSigns), noticer.name));
    sheet.parts.push(Part::Note(kit.say(Word::SignsProveNothing)));
    sheet.list(theirs.iter().map(|sign| sign.text.clone()));
    for fact in theirs
        .iter()
        .filter_map(|sign| campaign.fact(sign.fact.as_ref()?))
    {
        if !facts.iter().any(|known| known.id == fact.id) {
            facts.push(fact);
        }
    }
    sheet.parts.push(Part::Heading(3, kit.say(Word::SignsNext)));
    sheet.text(noticer.next.clone());
    let services = noticer.help.iter().filter_map(|id| campaign.help_service(id));
    sheet.parts.push(help::table(kit, services));
}

fn posters(kit: &Kit<'_>, sheet: &mut Sheet, sector: &Sector) {
    let only = Kit {
        sector: Some(sector),
        ..*kit
    };
    let posters = only.posters();
    if posters.is_empty() {
        return;
    }
    sheet.heading(kit.say(Word::ToolkitSectorPosters));
    let items = posters.iter().map(|poster| {
        let address = kit.context.public(&format!("posters/{}/", poster.id));
        vec![Part::Text(vec![Run::Link(
            poster.headline.value.clone(),
            address,
        )])]
    });
    let items = items.collect();
    sheet.parts.push(Part::List {
        numbered_from: None,
        items,
    });
}

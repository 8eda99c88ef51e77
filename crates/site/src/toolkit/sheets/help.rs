//! Who answers, as a table.

use super::super::kit::Kit;
use super::super::sheet::{Part, Sheet};
use campaign::{HelpService, OpeningHours};
use words::Word;

/// Every help service, in the campaign's order.
pub(super) fn put(kit: &Kit<'_>, sheet: &mut Sheet) {
    let services = &kit.campaign().help;
    if services.is_empty() {
        return;
    }
    sheet.heading(kit.say(Word::ToolkitHelp));
    sheet.parts.push(table(kit, services.iter()));
}

/// Some of them, as a table.
pub(super) fn table<'s>(kit: &Kit<'_>, services: impl Iterator<Item = &'s HelpService>) -> Part {
    let head = [
        Word::ToolkitHelpWho,
        Word::ToolkitHelpNumber,
        Word::ToolkitHelpHours,
        Word::ToolkitHelpWhat,
        Word::ToolkitHelpChecked,
    ];
    Part::Table {
        head: head.map(|word| kit.say(word)).to_vec(),
        rows: services.map(|service| row(kit, service)).collect(),
    }
}

fn row(kit: &Kit<'_>, service: &HelpService) -> Vec<String> {
    let checked = if service.emergency {
        String::new()
    } else {
        kit.words().date(service.checked)
    };
    vec![
        name(kit, service),
        numbers(kit, service),
        hours(kit, service),
        service.what.clone(),
        checked,
    ]
}

fn name(kit: &Kit<'_>, service: &HelpService) -> String {
    match &service.area {
        Some(area) => format!(
            "{}. {}",
            service.name,
            kit.fill(Word::AnswersIn, &[("area", area)])
        ),
        None => service.name.clone(),
    }
}

/// The ways to reach it: phone, text, page.
pub(super) fn numbers(kit: &Kit<'_>, service: &HelpService) -> String {
    let mut ways: Vec<String> = Vec::new();
    ways.extend(service.phone.as_ref().map(|phone| phone.written().to_owned()));
    ways.extend(
        service
            .sms
            .as_ref()
            .map(|sms| kit.fill(Word::ToolkitSms, &[("number", sms.written())])),
    );
    ways.extend(
        service
            .out_of_hours
            .as_ref()
            .map(|number| kit.fill(Word::ToolkitOutOfHours, &[("number", number.written())])),
    );
    ways.extend(service.url.as_ref().map(|url| url.as_str().to_owned()));
    ways.join("; ")
}

fn hours(kit: &Kit<'_>, service: &HelpService) -> String {
    match &service.hours {
        Some(OpeningHours::Week {
            written,
            closed_on_bank_holidays,
            ..
        }) => {
            let hours = written.join(", ");
            if *closed_on_bank_holidays {
                format!("{hours}. {}", kit.say(Word::ClosedOnBankHolidays))
            } else {
                hours
            }
        }
        Some(_) => kit.say(Word::AnyTime),
        None => String::new(),
    }
}

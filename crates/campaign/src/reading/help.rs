//! Reads `help.toml` and `signs.toml`.

use super::table::Table;
use crate::diagnostic::rules;
use crate::hours::{OpeningHours, parse_stretches};
use crate::model::{At, HelpService, Noticer, Sign, Signs};

pub(super) fn services(table: &Table<'_>) -> Vec<HelpService> {
    table
        .tables("help", "a help service")
        .iter()
        .filter_map(service)
        .collect()
}

fn service(table: &Table<'_>) -> Option<HelpService> {
    let id = table.id();
    let name = table.required_text("name");
    let what = table.required_text("what");
    let phone = table.phone("phone");
    let sms = table.phone("sms");
    let url = table.url("url");
    let hours = hours(table);
    let out_of_hours = table.phone("out_of_hours");
    let emergency = table.flag("emergency");
    let audience = values(table.all_cited("audience"));
    let area = table.text("area");
    let source = table.required_url("source");
    let checked = table.required_date("checked");
    let expires = if emergency {
        table.date("expires")
    } else {
        table.required_date("expires")
    };
    let owner = table.required_text("owner");
    if !(table.has("phone") || table.has("sms") || table.has("url")) {
        table.context().error(
            rules::MISSING_FIELD,
            table.place(),
            "a help service has no way to reach it",
            "add phone, sms or url",
        );
    }
    table.finish();
    Some(HelpService {
        id: id?,
        name: name?,
        what: what?,
        phone,
        sms,
        url,
        hours,
        out_of_hours,
        emergency,
        audience,
        area,
        source: source?,
        checked: checked?,
        expires,
        owner: owner?,
        place: table.place(),
    })
}

fn values<T>(list: Vec<At<T>>) -> Vec<T> {
    list.into_iter().map(|at| at.value).collect()
}

fn hours(table: &Table<'_>) -> Option<OpeningHours> {
    let closed_on_bank_holidays = table.flag("closed_on_bank_holidays");
    let lines = table.texts("hours");
    if lines.len() == 1 && lines[0].value == "any time" {
        return Some(OpeningHours::AnyTime);
    }
    let mut stretches = Vec::new();
    for line in &lines {
        match parse_stretches(line) {
            Some(more) => stretches.extend(more),
            None => table.context().error(
                rules::BAD_DATE,
                line.place.clone(),
                format!("\"{}\" are no opening hours", line.value),
                "write \"any time\", or days and times such as \"Mon-Thu 09:00-17:30\"",
            ),
        }
    }
    let written = values(lines);
    (!stretches.is_empty()).then_some(OpeningHours::Week {
        stretches,
        written,
        closed_on_bank_holidays,
    })
}

pub(super) fn signs(table: &Table<'_>) -> Signs {
    Signs {
        noticers: table
            .tables("noticer", "somebody who may notice")
            .iter()
            .filter_map(noticer)
            .collect(),
        signs: table.tables("sign", "a sign").iter().filter_map(sign).collect(),
    }
}

fn noticer(table: &Table<'_>) -> Option<Noticer> {
    let id = table.id();
    let name = table.required_text("name");
    let next = table.required_text("next");
    let help = values(table.all_cited("help"));
    table.finish();
    Some(Noticer {
        id: id?,
        name: name?,
        next: next?,
        help,
        place: table.place(),
    })
}

fn sign(table: &Table<'_>) -> Option<Sign> {
    let id = table.id();
    let text = table.required_text("text");
    let noticed_by = values(table.all_cited("noticed_by"));
    let fact = table.cited("fact").map(|at| at.value);
    table.finish();
    Some(Sign {
        id: id?,
        text: text?,
        noticed_by,
        fact,
        place: table.place(),
    })
}

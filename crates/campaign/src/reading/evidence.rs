//! Reads `facts.toml` and `coverage.toml`.

use super::table::Table;
use crate::model::{Coverage, Fact};

pub(super) fn facts(table: &Table<'_>) -> Vec<Fact> {
    table.tables("fact", "a fact").iter().filter_map(fact).collect()
}

fn fact(table: &Table<'_>) -> Option<Fact> {
    let id = table.id();
    let value = table.required_text("value");
    let unit = table.required_text("unit");
    let definition = table.required_text("definition");
    let period = table.required_text("period");
    let publisher = table.required_text("publisher");
    let url = table.required_url("url");
    let checked = table.required_date("checked");
    let expires = table.date("expires");
    let care = table.text("care");
    table.finish();
    Some(Fact {
        id: id?,
        value: value?,
        unit: unit?,
        definition: definition?,
        period: period?,
        publisher: publisher?,
        url: url?,
        checked: checked?,
        expires,
        care,
        place: table.place(),
    })
}

pub(super) fn coverage(table: &Table<'_>) -> Vec<Coverage> {
    table
        .tables("coverage", "a report")
        .iter()
        .filter_map(report)
        .collect()
}

fn report(table: &Table<'_>) -> Option<Coverage> {
    let headline = table.required_text("headline");
    let publication = table.required_text("publication");
    let date = table.required_date("date");
    let url = table.required_url("url");
    table.finish();
    Some(Coverage {
        headline: headline?,
        publication: publication?,
        date: date?,
        url: url?,
        place: table.place(),
    })
}

//! Reads `voices.toml`, `consents.toml` and `restrictions.toml`.

use super::table::Table;
use crate::model::{Consent, Restriction, RestrictionKind, Voice};

pub(super) fn voices(table: &Table<'_>) -> Vec<Voice> {
    table
        .tables("voice", "a statement")
        .iter()
        .filter_map(voice)
        .collect()
}

fn voice(table: &Table<'_>) -> Option<Voice> {
    let id = table.id();
    let office = table.required_text("office");
    let partner = table.required_cited("partner");
    let statement = table.required_text("statement");
    let approved = table.date("approved");
    let name = table.text("name");
    table.finish();
    Some(Voice {
        id: id?,
        office: office?,
        partner: partner?.value,
        statement: statement?,
        approved,
        name,
        place: table.place(),
    })
}

pub(super) fn consents(table: &Table<'_>) -> Vec<Consent> {
    table
        .tables("consent", "a consent")
        .iter()
        .filter_map(consent)
        .collect()
}

fn consent(table: &Table<'_>) -> Option<Consent> {
    let id = table.id();
    let reference = table.required_text("reference");
    let scope = table.required_text("scope");
    let places = table.plain_texts("places");
    let expires = table.required_date("expires");
    let withdrawn = table.date("withdrawn");
    table.finish();
    Some(Consent {
        id: id?,
        reference: reference?,
        scope: scope?,
        places,
        expires: expires?,
        withdrawn,
        place: table.place(),
    })
}

pub(super) fn restrictions(table: &Table<'_>) -> Vec<Restriction> {
    table
        .tables("restriction", "a restriction")
        .iter()
        .filter_map(restriction)
        .collect()
}

fn restriction(table: &Table<'_>) -> Option<Restriction> {
    let id = table.id();
    let kind = table.choice(
        "kind",
        &[
            ("court-order", RestrictionKind::CourtOrder),
            ("youth-court", RestrictionKind::YouthCourt),
            ("safeguarding", RestrictionKind::Safeguarding),
        ],
    );
    let forbids = table.required_text("forbids");
    let until = table.date("until");
    table.finish();
    Some(Restriction {
        id: id?,
        kind: kind?,
        forbids: forbids?,
        until,
        place: table.place(),
    })
}

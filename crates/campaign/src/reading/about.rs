//! Reads `campaign.toml`.

use super::measure;
use super::table::Table;
use crate::diagnostic::{Place, rules};
use crate::id::CampaignId;
use crate::model::{
    About, Accessibility, Allowed, Area, At, Audience, Moved, Partner, PartnerKind, PartnerPrivacy,
};
use jiff::tz::TimeZone;

pub(super) fn read(table: &Table<'_>) -> Option<About> {
    let id = table.id::<CampaignId>();
    let name = table.required_text("name");
    let hashtag = hashtag(table);
    let line = table.required_text("line");
    let summary = table.required_text("summary");
    let follows = table.text_at("follows").and_then(|text| CampaignId::new(&text));
    let worked_example = table.flag("worked_example");
    let language = table.required_text("language");
    let zone = time_zone(table);
    let utc = TimeZone::UTC;
    let starts = table.required_date("starts");
    let ends = table.required_date("ends");
    let embargo = table.instant("embargo", zone.as_ref().map_or(&utc, |(zone, _)| zone));
    let reading_age = table
        .number("reading_age", 6, 18)
        .and_then(|age| u8::try_from(age).ok())
        .unwrap_or(11);
    let exit_button = table.flag("exit_button");
    let area = table
        .required_table("area", "the area")
        .and_then(|table| area(&table));
    let partners = table
        .tables("partner", "a partner")
        .iter()
        .filter_map(partner)
        .collect::<Vec<_>>();
    let audiences = table
        .tables("audience", "an audience")
        .iter()
        .filter_map(audience)
        .collect::<Vec<_>>();
    let measures = measure::measures(table);
    let objectives = measure::objectives(table, &measures);
    let accessibility = table
        .table("accessibility", "the accessibility statement")
        .map(|table| accessibility(&table));
    let allowed = table
        .tables("allow", "an allowance")
        .iter()
        .filter_map(allowance)
        .collect();
    let moved = table
        .tables("moved", "an old address")
        .iter()
        .filter_map(old_address)
        .collect();
    at_least_one(
        table,
        "partner",
        partners.is_empty(),
        "nobody agrees this campaign",
    );
    at_least_one(
        table,
        "audience",
        audiences.is_empty(),
        "this campaign speaks to nobody",
    );
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        table.context().error(
            rules::BAD_DATE,
            table.place(),
            format!("the campaign ends on {ends}, before it starts on {starts}"),
            "swap the two days, or correct the year",
        );
    }
    let (time_zone, time_zone_name) = zone?;
    Some(About {
        id: id?,
        name: name?,
        hashtag,
        line: line?,
        summary: summary?,
        follows,
        worked_example,
        language: language?,
        time_zone,
        time_zone_name,
        starts: starts?,
        ends: ends?,
        embargo,
        reading_age,
        exit_button,
        area: area?,
        partners,
        audiences,
        objectives,
        measures,
        accessibility: accessibility.unwrap_or_default(),
        allowed,
        moved,
        place: Place::start_of("campaign.toml"),
    })
}

/// A hashtag as the networks read one: a `#`, then letters, digits and underlines, not digits alone.
fn hashtag(table: &Table<'_>) -> Option<String> {
    const KEY: &str = "hashtag";
    let text = table.text_at(KEY)?;
    let is_tag = |word: &str| {
        word.chars().all(|c| c.is_alphanumeric() || c == '_') && word.chars().any(|c| !c.is_numeric())
    };
    if text.strip_prefix('#').is_some_and(is_tag) {
        return Some(text.value);
    }
    let meant = is_tag(&text.value).then(|| format!("\"#{}\"", text.value));
    table.context().fixable(
        rules::BAD_VALUE,
        text.place,
        format!("\"{}\" is no hashtag", text.value),
        "write # and then letters and digits, without a space: #MerryMuletide",
        meant.and_then(|meant| table.in_place_of_value(KEY, &meant)),
    );
    None
}

fn at_least_one(table: &Table<'_>, key: &str, none: bool, why: &str) {
    if none {
        table.context().error(
            rules::MISSING_FIELD,
            Place::start_of("campaign.toml"),
            why,
            format!("add a [[{key}]]"),
        );
    }
}

fn time_zone(table: &Table<'_>) -> Option<(TimeZone, String)> {
    let name = table.required_text_at("time_zone")?;
    match TimeZone::get(&name) {
        Ok(zone) => Some((zone, name.value)),
        Err(_) => {
            table.context().error(
                rules::BAD_DATE,
                name.place,
                format!("there is no time zone \"{}\"", name.value),
                "use a name of the IANA list: Europe/London",
            );
            None
        }
    }
}

fn area(table: &Table<'_>) -> Option<Area> {
    let name = table.required_text("name");
    let code = table.text("code");
    table.finish();
    Some(Area { name: name?, code })
}

fn partner(table: &Table<'_>) -> Option<Partner> {
    let id = table.id();
    let name = table.required_text("name");
    let kind = table.choice(
        "kind",
        &[
            ("council", PartnerKind::Council),
            ("police", PartnerKind::Police),
            ("newspaper", PartnerKind::Newspaper),
            ("health", PartnerKind::Health),
            ("charity", PartnerKind::Charity),
            ("other", PartnerKind::Other),
        ],
    );
    let approvers = table.plain_texts("approvers");
    let website = table.url("website");
    let press_contact = table.text("press_contact");
    let mark = table.path("mark");
    let mark_permission = table.text("mark_permission");
    let privacy = table
        .table("privacy", "a partner's privacy part")
        .and_then(|table| privacy(&table));
    table.finish();
    Some(Partner {
        id: id?,
        name: name?,
        kind: kind?,
        approvers,
        website,
        press_contact,
        mark,
        mark_permission,
        privacy,
        place: table.place(),
    })
}

fn privacy(table: &Table<'_>) -> Option<PartnerPrivacy> {
    let controller = table.required_text("controller");
    let contact = table.required_text("contact");
    let does = table.required_text("does");
    let lawful_basis = table.required_text("lawful_basis");
    let retention = table.required_text("retention");
    let rights = table.required_text("rights");
    let complain = table.required_text("complain");
    table.finish();
    Some(PartnerPrivacy {
        controller: controller?,
        contact: contact?,
        does: does?,
        lawful_basis: lawful_basis?,
        retention: retention?,
        rights: rights?,
        complain: complain?,
    })
}

fn audience(table: &Table<'_>) -> Option<Audience> {
    let id = table.id();
    let name = table.required_text("name");
    let who = table.required_text("who");
    let young = table.flag("young");
    table.finish();
    Some(Audience {
        id: id?,
        name: name?,
        who: who?,
        young,
        place: table.place(),
    })
}

fn allowance(table: &Table<'_>) -> Option<Allowed> {
    let rules = table.texts("rules");
    if rules.is_empty() && !table.has("rules") {
        table.required_text_at("rules");
    }
    let files = table.texts("files");
    let reason = table.required_text("reason");
    table.finish();
    Some(Allowed {
        rules,
        files,
        reason: reason?,
        place: table.place(),
    })
}

fn old_address(table: &Table<'_>) -> Option<Moved> {
    let from = table.required_text_at("from");
    let to = table.text_at("to");
    table.finish();
    let from = from?;
    let to = to.unwrap_or_else(|| At {
        value: String::new(),
        place: from.place.clone(),
    });
    Some(Moved { from, to })
}

fn accessibility(table: &Table<'_>) -> Accessibility {
    let statement = Accessibility {
        tested: table.text("tested"),
        tested_on: table.date("tested_on"),
        known_faults: table.plain_texts("known_faults"),
        report_to: table.text("report_to"),
        enforcement: table.text("enforcement"),
    };
    table.finish();
    statement
}

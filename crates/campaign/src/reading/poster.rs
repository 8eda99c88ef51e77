//! Reads `posters/*.toml`.

use super::table::Table;
use crate::diagnostic::rules;
use crate::id::PosterId;
use crate::model::{At, Back, Format, Layout, Poster};
use crate::path::CampaignPath;
use crate::suggest::closest;

pub(super) fn read(table: &Table<'_>, file: &CampaignPath) -> Option<Poster> {
    let id = PosterId::new(file.stem());
    match &id {
        Some(id) => table.context().define::<PosterId>(id.as_str(), &table.place()),
        None => table.context().error(
            rules::UNEXPECTED_FILE,
            table.place(),
            "the name of this file cannot be the id of a poster",
            "use small letters, digits and single hyphens: pub-door.toml",
        ),
    }
    let headline = table.required_text_at("headline");
    let picture = table.path("picture");
    let act = table.required_text_at("act");
    let points = table.texts("points");
    let help = table
        .all_cited("help")
        .into_iter()
        .map(|at: At<_>| at.value)
        .collect();
    let layout = table.choice("layout", &Layout::ALL);
    let formats = formats(table);
    let page = super::placements::page(&table.text("page").unwrap_or_default());
    let marks = table.all_cited("marks");
    let back = table
        .table("back", "the second side of a leaflet")
        .and_then(|table| back(&table));
    let audience = table.required_cited("audience");
    let hard_hitting = table.flag("hard_hitting");
    let tried_with = table.text("tried_with");
    let might_hurt = table.text("might_hurt");
    Some(Poster {
        id: id?,
        headline: headline?,
        picture,
        act: act?,
        points,
        help,
        layout: layout?,
        formats,
        page,
        marks,
        back,
        audience: audience?.value,
        hard_hitting,
        tried_with,
        might_hurt,
        place: table.place(),
    })
}

fn back(table: &Table<'_>) -> Option<Back> {
    let heading = table.required_text_at("heading");
    let points = table.texts("points");
    table.finish();
    Some(Back {
        heading: heading?,
        points,
    })
}

/// The formats that are named; all when none is.
fn formats(table: &Table<'_>) -> Vec<Format> {
    let mut formats = Vec::new();
    for name in table.texts("formats") {
        match Format::parse(&name) {
            Some(format) if !formats.contains(&format) => formats.push(format),
            Some(_) => {}
            None => table.context().error(
                rules::BAD_VALUE,
                name.place,
                format!("there is no format \"{}\"", name.value),
                wanted(&name.value),
            ),
        }
    }
    if formats.is_empty() {
        formats = Format::ALL.map(|(_, format)| format).to_vec();
    }
    formats
}

/// What to write in the place of a format that there is not.
pub(super) fn wanted(name: &str) -> String {
    let names = Format::ALL.map(|(name, _)| name);
    match closest(name, names.into_iter()) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("write one of {}", names.join(", ")),
    }
}

//! Reads a page: front matter between two lines of `+++`, then Markdown.

use super::context::Context;
use super::load::toml_part;
use super::table::{Table, Text};
use crate::diagnostic::{Place, rules};
use crate::id::PageId;
use crate::markdown;
use crate::model::{About, At, Page, PageKind};
use crate::path::CampaignPath;
use crate::position::LineIndex;

const FENCE: &str = "+++";

pub(super) fn read(context: &Context, about: &About, file: &CampaignPath, content: &str) -> Option<Page> {
    let index = LineIndex::new(content);
    let text = Text {
        context,
        file: file.as_str(),
        text: content,
        index: &index,
    };
    let Some(kind) = kind(file) else {
        context.error(
            rules::UNEXPECTED_FILE,
            Place::start_of(file.as_str()),
            "the name of this file cannot be the address of a page",
            "use small letters, digits and hyphens; a door is 01.md to 24.md, a link of the chain 1-name.md",
        );
        return None;
    };
    let Some((front, front_start, body_start)) = split(content) else {
        context.error(
            rules::SYNTAX,
            Place::start_of(file.as_str()),
            "this page does not begin with its front matter",
            "begin with a line +++, then title = \"…\", then another line +++",
        );
        return None;
    };
    let body = content.get(body_start..).unwrap_or("");
    let blocks = markdown::parse(&text, body_start, body);
    toml_part(&text, front_start, front, "a page", |table| {
        page(table, about, kind, file, blocks)
    })
    .flatten()
}

fn page(
    table: &Table<'_>,
    about: &About,
    kind: PageKind,
    file: &CampaignPath,
    blocks: Vec<markdown::Block>,
) -> Option<Page> {
    let title = table.required_text_at("title");
    let description = table.text("description");
    let audience = table.all_cited("audience");
    let picture = table.path("picture");
    let picture_tall = table.path("picture_tall");
    let hard_hitting = table.flag("hard_hitting");
    let content_note = table.text("content_note");
    let act = table.text("act");
    let help = table.all_cited("help");
    let composite = table.flag("composite");
    let consent = table.cited("consent");
    let tried_with = table.text("tried_with");
    let might_hurt = table.text("might_hurt");
    let not_before = table.instant("not_before", &about.time_zone);
    let not_after = table.instant("not_after", &about.time_zone);
    let not_before = match kind {
        PageKind::Door(day) => not_before.or_else(|| first_instant_of_door(about, day)),
        _ => not_before,
    };
    let title = title.map(|title| At {
        value: title.value,
        place: title.place,
    });
    Some(Page {
        kind,
        file: file.clone(),
        title: title?,
        description,
        audience,
        picture,
        picture_tall,
        hard_hitting,
        content_note,
        act,
        help,
        composite,
        consent,
        tried_with,
        might_hurt,
        not_before,
        not_after,
        blocks,
        place: table.place(),
    })
}

/// A door opens with its day of December, in the December that the campaign runs through.
fn first_instant_of_door(about: &About, day: u8) -> Option<jiff::Timestamp> {
    let day = i8::try_from(day).ok()?;
    let year =
        if about.starts.month() == 12 || about.ends.month() == 12 || about.ends.year() == about.starts.year()
        {
            about.starts.year()
        } else {
            about.ends.year() - 1
        };
    about.start_of(jiff::civil::Date::new(year, 12, day).ok()?)
}

/// What a page is, told by its place; nothing when its name cannot be an address.
pub fn kind(file: &CampaignPath) -> Option<PageKind> {
    let parts: Vec<&str> = file.parts().collect();
    let stem = file.stem();
    match parts.as_slice() {
        ["pages", "chain", _] => {
            let (number, _) = stem.split_once('-')?;
            number
                .parse()
                .ok()
                .filter(|number| *number > 0)
                .map(PageKind::Link)
        }
        ["pages", "doors", _] => {
            let day = stem
                .parse()
                .ok()
                .filter(|day| (1..=24).contains(day) && stem.len() == 2)?;
            Some(PageKind::Door(day))
        }
        ["pages", "press", "release.md"] => Some(PageKind::Release),
        ["pages", _] => Some(match stem {
            "home" => PageKind::Home,
            "chain" => PageKind::Chain,
            "doors" => PageKind::Doors,
            "signs" => PageKind::Signs,
            "help" => PageKind::Help,
            "act" => PageKind::Act,
            "voices" => PageKind::Voices,
            "questions" => PageKind::Questions,
            "press" => PageKind::Press,
            "posters" => PageKind::Posters,
            "film" => PageKind::Film,
            "about" => PageKind::About,
            "privacy" => PageKind::Privacy,
            "accessibility" => PageKind::Accessibility,
            "tell" => PageKind::Tell,
            // These addresses are taken by the program.
            "media" | "exit" | "embed" | "feed" => return None,
            own => PageKind::Own(PageId::new(own)?),
        }),
        _ => None,
    }
}

/// The front matter, where it begins, and where the text begins.
fn split(content: &str) -> Option<(&str, usize, usize)> {
    let first = content.lines().next()?;
    if first.trim_end() != FENCE {
        return None;
    }
    let front_start = content.find('\n')? + 1;
    let mut at = front_start;
    for line in content.get(front_start..)?.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((content.get(front_start..at)?, front_start, at + line.len()));
        }
        at += line.len();
    }
    None
}

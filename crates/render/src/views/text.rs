//! A page around its text: picture, heading, warnings before it, help and sources after it.

use crate::context::Context;
use crate::inserts::{danger, doors, facts, help};
use crate::picture::picture;
use crate::text::Writer;
use crate::views::{about, film, posters, press, privacy, voices};
use askama::Template;
use campaign::markdown::{BlockKind, Insert};
use campaign::{Page, PageKind};
use words::{Word, Words};

#[derive(Template)]
#[template(path = "views/text.html")]
struct View<'v> {
    picture: Option<String>,
    /// The picture and the title stand side by side where there is room.
    hero: bool,
    door: bool,
    broad: bool,
    step: Option<String>,
    title: &'v str,
    /// The first words, beneath the title of a home page.
    lede: Option<String>,
    danger: Option<String>,
    composite: bool,
    note: Option<Note>,
    text: String,
    extra: String,
    help: String,
    help_address: String,
    facts: String,
    words: &'v Words,
}

/// What stands before a hard-hitting text, with a real choice.
struct Note {
    text: String,
    help: String,
    act: Option<String>,
}

/// The page of the press release: its words, and where its other forms are.
pub(crate) fn release(context: &Context<'_>) -> String {
    let text = crate::release::release(context).map(|release| release.html(&press::release_files(context)));
    format!("<div class=\"wrap\">\n{}</div>\n", text.unwrap_or_default())
}

/// A page of the folder, or one that every campaign has even without a file. `page` is nothing for those.
pub(crate) fn main(context: &Context<'_>, kind: &PageKind, page: Option<&Page>, title: &str) -> String {
    let mut writer = Writer::new(*context);
    writer.keeps_messages = *kind == PageKind::Act;
    let picture = page.and_then(|page| {
        let file = page.picture.as_ref()?;
        writer.has_picture = true;
        Some(picture(context, file, page.picture_tall.as_deref(), None, true))
    });
    let blocks = page.map_or(&[][..], |page| &page.blocks);
    let hero = picture.is_some() && matches!(kind, PageKind::Home | PageKind::Door(_));
    let (first, rest) = match blocks {
        [first, rest @ ..] if *kind == PageKind::Home && matches!(first.kind, BlockKind::Paragraph(_)) => {
            (Some(std::slice::from_ref(first)), rest)
        }
        all => (None, all),
    };
    let lede = first.map(|first| writer.blocks(first));
    // What may not be published stands before everything that may.
    let restrictions = if *kind == PageKind::Press {
        press::restrictions(context)
    } else {
        String::new()
    };
    let text = restrictions + &writer.blocks(rest);
    let extra = extra(context, kind, page);
    let view = View {
        picture,
        hero,
        door: matches!(kind, PageKind::Door(_)),
        broad: matches!(kind, PageKind::Chain | PageKind::Posters),
        step: step(context, kind),
        title,
        lede,
        danger: needs_danger(context, kind, page).then(|| danger::danger(context.words)),
        composite: page.is_some_and(|page| page.composite),
        note: page.and_then(|page| note(context, page)),
        text,
        extra,
        help: page
            .map(|page| help_after(context, kind, page))
            .unwrap_or_default(),
        help_address: context.address("help/"),
        facts: facts_after(&writer, kind),
        words: context.words,
    };
    view.render().unwrap_or_default()
}

/// Help, signs, telling somebody and every page for people under 18 open with what to do in danger.
fn needs_danger(context: &Context<'_>, kind: &PageKind, page: Option<&Page>) -> bool {
    let has_its_own = page.is_some_and(|page| has_insert(page, |insert| matches!(insert, Insert::Danger)));
    let needs = matches!(kind, PageKind::Help | PageKind::Signs | PageKind::Tell)
        || page.is_some_and(|page| context.is_for_the_young(page));
    needs && !has_its_own
}

fn has_insert(page: &Page, is: impl Fn(&Insert) -> bool) -> bool {
    page.blocks
        .iter()
        .any(|block| matches!(&block.kind, BlockKind::Insert(insert) if is(insert)))
}

/// What stands above the title: which door it is, or the campaign's own name.
fn step(context: &Context<'_>, kind: &PageKind) -> Option<String> {
    let about = &context.campaign.about;
    match kind {
        PageKind::Door(day) => Some(
            context
                .words
                .fill(Word::DoorNumber, &[("number", &day.to_string())]),
        ),
        PageKind::Home => Some(about.hashtag.clone().unwrap_or_else(|| about.name.clone())),
        _ => None,
    }
}

fn note(context: &Context<'_>, page: &Page) -> Option<Note> {
    let act = context
        .due_page(&PageKind::Act)
        .filter(|act| act.kind != page.kind && !context.is_finished());
    Some(Note {
        text: page.content_note.clone()?,
        help: context.address("help/"),
        act: act.map(|_| context.address("act/")),
    })
}

/// What the program adds to pages whose text is data: the blocks of the folder come first, and a page that has the block
/// itself is not given it twice.
fn extra(context: &Context<'_>, kind: &PageKind, page: Option<&Page>) -> String {
    let has = |is: fn(&Insert) -> bool| page.is_some_and(|page| has_insert(page, is));
    match kind {
        PageKind::Help if !has(|insert| matches!(insert, Insert::Help { .. })) => {
            help::help(context, None, &[])
        }
        PageKind::Tell if !has(|insert| matches!(insert, Insert::Tell)) => privacy::tell(context),
        PageKind::About => about::about(context),
        PageKind::Voices => voices::voices(context, page),
        PageKind::Press => press::press(context),
        PageKind::PressList(list) => press::list(context, *list),
        PageKind::Posters => posters::list(context),
        PageKind::Film => film::films(context),
        PageKind::Privacy => privacy::privacy(context),
        PageKind::Accessibility => about::accessibility(context),
        PageKind::Doors if !has(|insert| matches!(insert, Insert::Doors)) => doors::doors(context),
        PageKind::Door(day) => turn(context, *day),
        PageKind::Own(id) if id.as_str() == "exit" => privacy::exit(context),
        _ => String::new(),
    }
}

/// The doors before and after this one, when they are open, and all of them.
fn turn(context: &Context<'_>, day: u8) -> String {
    let link = |day: u8, arrow: (&str, &str)| {
        let door = context.due_page(&PageKind::Door(day))?;
        let name = context
            .words
            .fill(Word::DoorNumber, &[("number", &day.to_string())]);
        Some(format!(
            "<a href=\"{}\">{}{name}{}</a>",
            context.address(&door.kind.address()),
            arrow.0,
            arrow.1
        ))
    };
    let all = format!(
        "<a href=\"{}\">{}</a>",
        context.address("doors/"),
        context.words.get(Word::AllDoors)
    );
    let links = [
        link(day.saturating_sub(1), ("← ", "")),
        Some(all),
        link(day + 1, ("", " →")),
    ];
    format!(
        "<p class=\"turn\">{}</p>\n",
        links.into_iter().flatten().collect::<Vec<_>>().join(" ")
    )
}

/// The help routes that a page ends with; the help page itself needs none.
fn help_after(context: &Context<'_>, kind: &PageKind, page: &Page) -> String {
    if matches!(kind, PageKind::Help | PageKind::Tell) {
        return String::new();
    }
    let services = page
        .help
        .iter()
        .filter_map(|id| context.campaign.help_service(id));
    services.map(|service| help::card(context, service)).collect()
}

/// The sources of what a page cites; `about/` and `press/` list all facts anyway.
fn facts_after(writer: &Writer<'_>, kind: &PageKind) -> String {
    if matches!(kind, PageKind::About | PageKind::Press) {
        String::new()
    } else {
        facts::cited(writer)
    }
}

//! What `press/` says: all that an editor needs, what may not be published first.

use crate::context::Context;
use crate::inserts::{facts, voices};
use crate::text::escape;
use crate::views::about::dates;
use crate::views::cards;
use crate::{embed, feed};
use campaign::{PageKind, PressList, Restriction, RestrictionKind};
use std::fmt::Write as _;
use words::{Word, Words};

/// The restrictions that hold today.
pub(crate) fn holding<'c>(context: &Context<'c>) -> impl Iterator<Item = &'c Restriction> {
    let today = context.campaign.about.day(context.now);
    let holds = move |restriction: &&Restriction| restriction.until.is_none_or(|until| today <= until);
    context.campaign.restrictions.iter().filter(holds)
}

/// Of what kind a restriction is, and until when it holds.
pub(crate) fn terms<'w>(words: &'w Words, restriction: &Restriction) -> (&'w str, String) {
    let until = match restriction.until {
        Some(until) => words.fill(Word::PressUntil, &[("date", &words.date(until))]),
        None => words.get(Word::PressUntilFurtherNotice).to_owned(),
    };
    let kind = match restriction.kind {
        RestrictionKind::CourtOrder => Word::RestrictionCourtOrder,
        RestrictionKind::YouthCourt => Word::RestrictionYouthCourt,
        RestrictionKind::Safeguarding => Word::RestrictionSafeguarding,
    };
    (words.get(kind), until)
}

/// What holds today, before everything else.
pub(crate) fn restrictions(context: &Context<'_>) -> String {
    let words = context.words;
    let list: String = holding(context)
        .map(|restriction| {
            let (kind, until) = terms(words, restriction);
            format!(
                "<li>{} <span class=\"quiet\">{}. {}</span></li>\n",
                escape(&restriction.forbids),
                escape(kind),
                escape(&until)
            )
        })
        .collect();
    if list.is_empty() {
        return String::new();
    }
    format!(
        "<section class=\"note\" aria-labelledby=\"press-not\"><h2 id=\"press-not\">{}</h2>\n<p>{}</p>\n<ul>{list}</ul></section>\n",
        escape(words.get(Word::PressRestrictions)),
        escape(words.get(Word::PressRestrictionsText)),
    )
}

/// The parts of the page with their anchors, in their order.
const PARTS: [(&str, Word); 12] = [
    ("press-contacts", Word::PressContacts),
    ("press-short", Word::PressShort),
    ("press-release", Word::PressRelease),
    ("press-posters", Word::PressPosters),
    ("press-cards", Word::PressCards),
    ("press-toolkit", Word::PressToolkit),
    ("press-facts", Word::PressFacts),
    ("press-statements", Word::PressStatements),
    ("press-coverage", Word::PressCoverage),
    ("press-use", Word::PressUse),
    ("press-block", Word::PressBlock),
    ("press-feeds", Word::PressFeeds),
];

/// Who answers, what it is in short, facts, statements, reports, and what may be used.
pub(crate) fn press(context: &Context<'_>) -> String {
    let words = context.words;
    let has_facts = !context.campaign.facts.is_empty();
    let release = crate::release::release(context);
    let has_posters = context.posters().next().is_some();
    let has_toolkit = context.site.has_press && !context.campaign.toolkit.is_empty();
    let is_there = |word: Word| match word {
        Word::PressFacts => has_facts,
        Word::PressRelease => release.is_some(),
        Word::PressPosters => has_posters,
        Word::PressCards => context.site.has_press,
        Word::PressToolkit => has_toolkit,
        _ => true,
    };
    let links: String = PARTS
        .iter()
        .filter(|(_, word)| is_there(*word))
        .map(|(id, word)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escape(words.get(*word))))
        .collect();
    let mut html = format!("<ul>{links}</ul>\n");
    html.push_str(&contacts(context));
    html.push_str(&in_short(context));
    if let Some(release) = release {
        heading(&mut html, words, Word::PressRelease);
        _ = writeln!(
            html,
            "<p>{} <a href=\"{}\">{}</a></p>\n{}",
            escape(&format!("{}:", release.standing)),
            escape(&context.address(&PageKind::Release.address())),
            escape(&release.headline),
            release_files(context)
        );
    }
    if has_posters {
        heading(&mut html, words, Word::PressPosters);
        html.push_str(&posters(context));
    }
    if context.site.has_press {
        heading(&mut html, words, Word::PressCards);
        html.push_str(&cards::leads(context));
    }
    if has_toolkit {
        heading(&mut html, words, Word::PressToolkit);
        html.push_str(&toolkits(context));
    }
    if has_facts {
        heading(&mut html, words, Word::PressFacts);
        let facts = PageKind::PressList(PressList::Facts);
        _ = writeln!(
            html,
            "<p>{} <a href=\"{}\">{}</a></p>",
            escape(words.get(Word::PressFactsText)),
            escape(&context.address(&facts.address())),
            escape(words.get(Word::PressFactsAll))
        );
    }
    // A page of statements that is still to come, or gone, keeps them back here too.
    let is_kept_back = context
        .campaign
        .page(&PageKind::Voices)
        .is_some_and(|page| !context.is_due(page));
    let statements: String = voices::approved(context)
        .filter(|_| !is_kept_back)
        .map(|voice| voices::figure(context, voice))
        .collect();
    heading(&mut html, words, Word::PressStatements);
    if statements.is_empty() {
        _ = writeln!(html, "<p>{}</p>", escape(words.get(Word::VoicesNone)));
    }
    html.push_str(&statements);
    heading(&mut html, words, Word::PressCoverage);
    html.push_str(&voices::coverage(context));
    html.push_str(&usage(context));
    html.push_str(&block(context));
    html.push_str(&feeds(context));
    html
}

/// A list that has a page of its own.
pub(crate) fn list(context: &Context<'_>, list: PressList) -> String {
    let words = context.words;
    let (lead, list) = match list {
        PressList::Facts => (Word::PressFactsText, facts::all(context)),
        PressList::Cards => (Word::PressCardsText, cards::list(context, false)),
        PressList::DoorCards => (Word::PressCardsText, cards::list(context, true)),
    };
    format!(
        "<p>{}</p>\n{list}<p><a href=\"{}\">{}</a></p>\n",
        escape(words.get(lead)),
        escape(&context.address(&PageKind::Press.address())),
        escape(words.get(Word::PressBack))
    )
}

/// Where the press release is as a file.
pub(crate) fn release_files(context: &Context<'_>) -> String {
    let words = context.words;
    let link = |file: &str, words: &str| {
        let address = context.address(&format!("{}release.{file}", PageKind::Release.address()));
        format!("<a href=\"{}\">{}</a>", escape(&address), escape(words))
    };
    format!(
        "<p class=\"quiet\">{} {} · {}</p>\n",
        escape(words.get(Word::ReleaseFiles)),
        link("docx", words.get(Word::ReleaseDocx)),
        link("txt", words.get(Word::ReleaseText))
    )
}

/// The toolkit for everybody, and that of each sector.
fn toolkits(context: &Context<'_>) -> String {
    let words = context.words;
    let link = |name: &str, file: &str| {
        let address = context.address(&format!("toolkit/{file}.zip"));
        format!(
            "<li><a href=\"{}\">{}</a></li>\n",
            escape(&address),
            escape(&words.fill(Word::PressToolkitFile, &[("name", name)]))
        )
    };
    let sectors = context.campaign.toolkit.sectors.iter();
    let sectors: String = sectors
        .map(|sector| link(&sector.name, sector.id.as_str()))
        .collect();
    format!(
        "<p>{}</p>\n<ul>{}{sectors}</ul>\n",
        escape(words.get(Word::PressToolkitText)),
        link(words.get(Word::PressToolkitAll), "toolkit")
    )
}

fn posters(context: &Context<'_>) -> String {
    let words = context.words;
    let posters: String = context
        .posters()
        .map(|poster| {
            let address = context.address(&PageKind::Poster(poster.id.clone()).address());
            format!(
                "<li><a href=\"{}\">{}</a></li>\n",
                escape(&address),
                escape(&poster.headline)
            )
        })
        .collect();
    format!(
        "<p>{}</p>\n<ul>{posters}</ul>\n<p><a href=\"{}\">{}</a></p>\n",
        escape(words.get(Word::PressPostersText)),
        escape(&context.address(&PageKind::Posters.address())),
        escape(words.get(Word::PosterAll))
    )
}

fn heading(html: &mut String, words: &Words, part: Word) {
    let id = PARTS
        .iter()
        .find(|(_, word)| *word == part)
        .map_or("", |(id, _)| id);
    _ = writeln!(html, "<h2 id=\"{id}\">{}</h2>", escape(words.get(part)));
}

fn contacts(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    heading(&mut html, words, Word::PressContacts);
    let named: String = context
        .campaign
        .about
        .partners
        .iter()
        .filter_map(|partner| {
            let contact = partner.press_contact.as_deref()?;
            Some(format!(
                "<dt>{}</dt><dd>{}</dd>\n",
                escape(&partner.name),
                escape(contact)
            ))
        })
        .collect();
    if named.is_empty() {
        _ = writeln!(html, "<p>{}</p>", escape(words.get(Word::PressNoContact)));
    } else {
        _ = writeln!(html, "<dl class=\"facts\">\n{named}</dl>");
    }
    html
}

fn in_short(context: &Context<'_>) -> String {
    let words = context.words;
    let about = &context.campaign.about;
    let dates = dates(context);
    let area = words.fill(Word::AboutArea, &[("area", &about.area.name)]);
    let mut html = String::new();
    heading(&mut html, words, Word::PressShort);
    _ = writeln!(
        html,
        "<p><strong>{}</strong> {}</p>\n<p>{} {}</p>",
        escape(&about.line),
        escape(&about.summary),
        escape(&dates),
        escape(&area)
    );
    html
}

/// What may be used, and what an editor is asked to do with it.
fn usage(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    heading(&mut html, words, Word::PressUse);
    let help = context.public("help/");
    _ = writeln!(
        html,
        "<ul><li>{}</li>\n<li>{} <a href=\"{}\">{}</a></li>\n<li>{}</li>\n<li>{}</li></ul>",
        escape(words.get(Word::PressUseFree)),
        escape(words.get(Word::PressUseHelp)),
        escape(&context.address("help/")),
        escape(&help),
        escape(words.get(Word::PressUseChild)),
        escape(words.get(Word::PressUseAct)),
    );
    html
}

/// The block for other pages, with its code. The code can be reached by keyboard, so that it can be selected.
fn block(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    heading(&mut html, words, Word::PressBlock);
    _ = writeln!(html, "<p>{}</p>", escape(words.get(Word::PressBlockText)));
    let mut sites: Vec<&str> = Vec::new();
    for partner in &context.campaign.about.partners {
        if let Some(website) = partner
            .website
            .as_ref()
            .filter(|website| website.origin().is_some())
            && !sites.contains(&website.host())
        {
            sites.push(website.host());
        }
    }
    let place = if sites.is_empty() {
        words.get(Word::PressBlockNowhere).to_owned()
    } else {
        words.fill(Word::PressBlockWhere, &[("sites", &sites.join(", "))])
    };
    _ = writeln!(
        html,
        "<p>{}</p>\n<div class=\"message\" role=\"group\" aria-label=\"{}\" tabindex=\"0\"><code>{}</code></div>\n\
         <p><a href=\"{}\">{}</a></p>",
        escape(&place),
        escape(words.get(Word::PressBlockLabel)),
        escape(&embed::code(context)),
        escape(&context.address(embed::BLOCK)),
        escape(words.get(Word::PressBlockLook)),
    );
    html
}

fn feeds(context: &Context<'_>) -> String {
    let mut html = String::new();
    heading(&mut html, context.words, Word::PressFeeds);
    let link =
        |name: &str, beneath: &str| format!("<a href=\"{}\">{name}</a>", escape(&context.address(beneath)));
    // The names of two formats: they are the same in every language.
    _ = writeln!(
        html,
        "<p>{} · {}</p>",
        link("Atom", feed::ATOM),
        link("JSON Feed", feed::JSON)
    );
    html
}

//! Posters as pages: all of them, and each with the same words as on paper.
//!
//! The page of a poster is what its code leads to when nothing else is said, and what a reader gets who cannot read the
//! poster itself. It is complete without the PDF beside it.

use crate::context::Context;
use crate::inserts::{danger, help};
use crate::picture::picture;
use crate::text::escape;
use askama::Template;
use campaign::{Format, Page, PageKind, Partner, Poster};
use std::fmt::Write as _;
use words::{Word, Words};

#[derive(Template)]
#[template(path = "views/poster.html")]
struct View<'v> {
    poster: &'v Poster,
    picture: Option<String>,
    /// Hashtag or name, as it stands on the sheet.
    step: &'v str,
    /// Readers under 18 are told first what to do in danger.
    danger: Option<String>,
    /// The page on which the code leads on: its address and title.
    go: Option<(String, &'v str)>,
    help: String,
    help_address: String,
    from: String,
    files: String,
    all: String,
    words: &'v Words,
}

/// The page with the words of one poster.
pub(crate) fn twin(context: &Context<'_>, poster: &Poster) -> String {
    let words = context.words;
    let campaign = context.campaign;
    let about = &campaign.about;
    let is_young = campaign
        .audience(&poster.audience)
        .is_some_and(|audience| audience.young);
    let services = poster.help.iter().filter_map(|id| campaign.help_service(id));
    let view = View {
        poster,
        picture: poster
            .picture
            .as_ref()
            .map(|file| picture(context, file, None, None, true)),
        step: about.hashtag.as_deref().unwrap_or(&about.name),
        danger: is_young.then(|| danger::danger(words)),
        go: leads_to(context, poster),
        help: services.map(|service| help::card(context, service)).collect(),
        help_address: context.address("help/"),
        from: words.fill(
            Word::PosterFrom,
            &[
                (
                    "partners",
                    &names(words, &campaign.marks_on(poster).collect::<Vec<_>>()),
                ),
                ("area", &about.area.name),
            ],
        ),
        files: files(context, poster),
        all: context.address(&PageKind::Posters.address()),
        words,
    };
    view.render().unwrap_or_default()
}

/// Every poster that may be shown: its picture and sentence, for whom it is, and in which formats there is one.
pub(crate) fn list(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    for (number, poster) in context.posters().enumerate() {
        let address = context.address(&PageKind::Poster(poster.id.clone()).address());
        let picture = poster
            .picture
            .as_ref()
            .map(|file| picture(context, file, None, None, number == 0))
            .unwrap_or_default();
        let audience = context.campaign.audience(&poster.audience);
        let audience = audience.map_or("", |audience| audience.name.as_str());
        let formats: String = poster
            .formats
            .iter()
            .map(|format| format!("<li>{}</li>\n", file(context, poster, *format)))
            .collect();
        _ = writeln!(
            html,
            "<li><div class=\"sheet\">{picture}<h2><a href=\"{}\">{}</a></h2></div>\n<p>{}</p>\n<p><strong>{}</strong></p>\n<ul>{formats}</ul></li>",
            escape(&address),
            escape(&poster.headline),
            escape(&poster.act),
            escape(audience),
        );
    }
    if html.is_empty() {
        return format!("<p>{}</p>\n", escape(words.get(Word::PostersNone)));
    }
    format!("<ul class=\"sheets\">\n{html}</ul>\n")
}

/// Where the code on a poster leads on from here: the page that the poster names. When the campaign is over, nobody is led
/// to what it asked for.
fn leads_to<'c>(context: &Context<'c>, poster: &Poster) -> Option<(String, &'c str)> {
    let page = context
        .campaign
        .pages
        .iter()
        .find(|page| !poster.page.is_empty() && page.kind.address() == poster.page)
        .filter(|page| context.is_due(page))
        .or_else(|| {
            // What to do is for somebody: a page that is for others would send this poster's readers astray.
            let is_for = |page: &&Page| {
                page.audience.is_empty() || page.audience.iter().any(|at| at.value == poster.audience)
            };
            context.due_page(&PageKind::Act).filter(is_for)
        })
        .filter(|page| page.kind != PageKind::Act || !context.is_finished())?;
    Some((context.address(&page.kind.address()), page.title.as_str()))
}

/// "the council, the police and the newspaper".
pub(crate) fn names(words: &Words, partners: &[&Partner]) -> String {
    match partners {
        [] => String::new(),
        [one] => one.name.clone(),
        [before @ .., last] => {
            let before: Vec<&str> = before.iter().map(|partner| partner.name.as_str()).collect();
            format!("{} {} {}", before.join(", "), words.get(Word::And), last.name)
        }
    }
}

/// The formats to download; nothing in a program without a press.
fn files(context: &Context<'_>, poster: &Poster) -> String {
    if !context.site.has_press {
        return String::new();
    }
    poster
        .formats
        .iter()
        .map(|format| format!("<li>{}</li>\n", file(context, poster, *format)))
        .collect()
}

/// A format in words, as a link to its file when there is one.
fn file(context: &Context<'_>, poster: &Poster, format: Format) -> String {
    let words = context.words;
    let name = words.get(match format {
        Format::A4 => Word::FormatA4,
        Format::A3 => Word::FormatA3,
        Format::Leaflet => Word::FormatLeaflet,
        Format::SixSheet => Word::FormatSixSheet,
        Format::Screen => Word::FormatScreen,
    });
    if !context.site.has_press {
        return escape(name);
    }
    let link = |file: &str, words: &str| {
        let beneath = format!("{}{file}", PageKind::Poster(poster.id.clone()).address());
        format!(
            "<a href=\"{}\">{}</a>",
            escape(&context.address(&beneath)),
            escape(words)
        )
    };
    let pdf = link(
        &format!("{format}.pdf"),
        &words.fill(Word::PosterFile, &[("format", name)]),
    );
    match format {
        // What plays pictures cannot play a PDF.
        Format::Screen => format!(
            "{pdf} · {}",
            link("screen.png", words.get(Word::PosterScreenPicture))
        ),
        _ => pdf,
    }
}

//! What `film/` says: the film in the browser's own player, and everything in it as text.

use crate::context::Context;
use crate::text::escape;
use campaign::{CampaignPath, Media};
use std::fmt::Write as _;
use words::Word;

/// Every film of the campaign. Nothing is fetched before somebody presses the button.
pub(crate) fn films(context: &Context<'_>) -> String {
    context
        .films()
        .into_iter()
        .map(|film| one(context, film))
        .collect()
}

fn one(context: &Context<'_>, film: &Media) -> String {
    let words = context.words;
    let mut html = String::from("<figure class=\"film\">\n");
    html.push_str(&player(context, film, &film.file));
    let credit = film
        .credit
        .as_deref()
        .map(|credit| format!(" {}", words.fill(Word::FilmMadeBy, &[("credit", credit)])));
    _ = writeln!(
        html,
        "<figcaption>{}{}</figcaption>\n</figure>",
        escape(&film.alt),
        escape(credit.as_deref().unwrap_or_default())
    );
    if let Some(described) = film
        .description
        .as_ref()
        .filter(|file| context.downloads.contains_key(file))
    {
        _ = writeln!(
            html,
            "<h2>{}</h2>\n<figure class=\"film\">\n{}</figure>",
            escape(words.get(Word::FilmDescribed)),
            player(context, film, described)
        );
    }
    html.push_str(&transcript(context, film));
    html
}

/// The browser's own player, for the film or for the version with a voice that describes it, which may be sound alone.
fn player(context: &Context<'_>, film: &Media, file: &CampaignPath) -> String {
    let words = context.words;
    let Some(address) = context.downloads.get(file) else {
        return String::new();
    };
    let link = |file: &CampaignPath| Some(escape(&context.site.link(context.downloads.get(file)?)));
    let source = escape(&context.site.link(address));
    let instead = format!(
        "<p><a href=\"{source}\">{}</a></p>",
        escape(words.get(Word::FilmCannotPlay))
    );
    // Two players stand on the page, and a screen reader lists them by their names.
    let label = if film.description.as_ref() == Some(file) {
        escape(words.get(Word::FilmDescribed))
    } else {
        escape(&film.alt)
    };
    let Some(kind) = film_type(address) else {
        return format!(
            "<audio controls preload=\"none\" aria-label=\"{label}\" src=\"{source}\">{instead}</audio>\n"
        );
    };
    let still = film.still.as_ref().and_then(|still| context.pictures.get(still));
    let poster = still.map(|still| format!(" poster=\"{}\"", escape(&context.site.link(&still.address))));
    let captions = film.captions.as_ref().and_then(link).map(|captions| {
        let language = &context.campaign.about.language;
        format!(
            "<track kind=\"captions\" src=\"{captions}\" srclang=\"{}\" label=\"{}\" default>\n",
            escape(language),
            escape(words.get(Word::FilmCaptions))
        )
    });
    format!(
        "<video controls preload=\"none\" playsinline aria-label=\"{label}\"{}>\n<source src=\"{source}\" type=\"{kind}\">\n{}{instead}\n</video>\n",
        poster.unwrap_or_default(),
        captions.unwrap_or_default(),
    )
}

/// The media type of a film, told from its address, whose ending is that of its kind.
pub(crate) fn film_type(address: &str) -> Option<&'static str> {
    match address.rsplit('.').next() {
        Some("mp4") => Some("video/mp4"),
        Some("webm") => Some("video/webm"),
        _ => None,
    }
}

/// A transcript that is text stands on the page; any other is linked.
fn transcript(context: &Context<'_>, film: &Media) -> String {
    let words = context.words;
    let Some(file) = &film.transcript else {
        return String::new();
    };
    let text = context.campaign.texts.get(file);
    let Some(text) = text.filter(|_| {
        file.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
    }) else {
        return context.downloads.get(file).map_or(String::new(), |address| {
            format!(
                "<p><a href=\"{}\">{}</a></p>\n",
                escape(&context.site.link(address)),
                escape(words.get(Word::FilmTranscriptFile))
            )
        });
    };
    let text = text.replace("\r\n", "\n");
    let paragraphs: String = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| format!("<p>{}</p>\n", escape(paragraph).replace('\n', "<br>\n")))
        .collect();
    format!(
        "<details><summary>{}</summary>\n{paragraphs}</details>\n",
        escape(words.get(Word::FilmTranscript))
    )
}

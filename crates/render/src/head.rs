//! What machines read in a page's head: feeds, the block for other pages, the preview of a shared link (Open Graph), and what
//! the page is (schema.org).
//!
//! A preview shows the page's card, when the program has a press. Without one it has a picture only where there is a
//! photograph: networks read no drawings (SVG).
//! Data blocks are no scripts: a browser does not run `application/ld+json`, and no policy has to allow it.

use crate::context::{Context, Mode, Picture, PictureSource};
use crate::json::{list, object, quoted};
use crate::text::escape;
use crate::{cards, embed, feed, published};
use campaign::cards::CardSubject;
use campaign::markdown::{Block, BlockKind, Inline, plain_text};
use campaign::{CampaignPath, Page, PageKind};
use std::fmt::Write as _;
use words::Word;

/// The page that is described.
pub(crate) struct Shown<'p> {
    pub(crate) kind: &'p PageKind,
    pub(crate) page: Option<&'p Page>,
    pub(crate) title: &'p str,
    pub(crate) description: &'p str,
    /// Its address for links that leave the site.
    pub(crate) canonical: &'p str,
}

/// Everything for one page.
pub(crate) fn head(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let mut html = String::new();
    alternates(context, shown, &mut html);
    preview(context, shown, &mut html);
    if let Some(data) = data(context, shown) {
        _ = writeln!(html, "<script type=\"application/ld+json\">{data}</script>");
    }
    html
}

fn alternates(context: &Context<'_>, shown: &Shown<'_>, html: &mut String) {
    let mut alternate = |kind: &str, address: &str| {
        let title = escape(&context.campaign.about.name);
        _ = writeln!(
            html,
            "<link rel=\"alternate\" type=\"{kind}\" title=\"{title}\" href=\"{}\">",
            escape(address)
        );
    };
    alternate("application/atom+xml", &context.address(feed::ATOM));
    alternate("application/feed+json", &context.address(feed::JSON));
    let answer = match context.site.mode {
        Mode::Live => format!(
            "{}?format=json&url={}",
            context.site.public("/oembed"),
            published::encoded(shown.canonical)
        ),
        // Files answer no questions.
        Mode::Static => context.address(embed::ANSWER),
    };
    alternate("application/json+oembed", &answer);
}

/// <https://ogp.me/>
fn preview(context: &Context<'_>, shown: &Shown<'_>, html: &mut String) {
    let about = &context.campaign.about;
    let mut property = |name: &str, content: &str| {
        _ = writeln!(
            html,
            "<meta property=\"og:{name}\" content=\"{}\">",
            escape(content)
        );
    };
    let kind = if *shown.kind == PageKind::Home {
        "website"
    } else {
        "article"
    };
    property("title", shown.title);
    property("description", shown.description);
    property("type", kind);
    property("url", shown.canonical);
    property("site_name", about.hashtag.as_deref().unwrap_or(&about.name));
    property("locale", &about.language.replace('-', "_"));
    if let Some(raster) = card(context, shown).or_else(|| raster(context, shown)) {
        property("image", &raster.address);
        if let Some((width, height)) = raster.sides {
            property("image:width", &width.to_string());
            property("image:height", &height.to_string());
        }
        property("image:alt", &raster.alt);
        // Without it the picture is shown as a stamp beside the words.
        html.push_str("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
    }
}

struct Raster {
    address: String,
    /// Width and height, where they are told.
    sides: Option<(u32, u32)>,
    alt: String,
}

/// The page's own card, else that of the campaign's home; a page whose own picture is a photograph shows it instead of the
/// home's card.
fn card(context: &Context<'_>, shown: &Shown<'_>) -> Option<Raster> {
    let subject = CardSubject::of_page(shown.kind);
    let own = shown.page.and_then(|page| page.picture.as_ref());
    if subject.is_none() && own.is_some_and(|path| largest(context, path).is_some()) {
        return None;
    }
    let (card, size) = cards::beside_link(context, subject.as_ref())?;
    // The home's card is told whole with the home: every other page that says it again is heavier for it.
    let is_own = subject.as_ref() == Some(&card.card.subject);
    Some(Raster {
        address: context.public(&card.address(size)),
        sides: is_own.then_some((size.width, size.height)),
        alt: if is_own {
            card.card.alt(context.campaign)
        } else {
            card.card.headline.into_owned()
        },
    })
}

/// The page's picture, else that of the campaign's home, in its largest encoding that networks read.
fn raster(context: &Context<'_>, shown: &Shown<'_>) -> Option<Raster> {
    let home = context.due_page(&PageKind::Home);
    let file = [shown.page, home]
        .into_iter()
        .flatten()
        .find_map(|page| page.picture.as_ref())?;
    let media = context.campaign.media(file);
    let (picture, source) = largest(context, file)?;
    let height = u64::from(picture.height) * u64::from(source.width) / u64::from(picture.width.max(1));
    Some(Raster {
        address: context.public_of(&source.address),
        sides: Some((source.width, u32::try_from(height).ok()?)),
        alt: media.map_or("", |media| media.alt.as_str()).to_owned(),
    })
}

/// The largest encoding of a photograph that networks read; a drawing has none.
fn largest<'c>(context: &Context<'c>, file: &CampaignPath) -> Option<(&'c Picture, &'c PictureSource)> {
    let picture = context.pictures.get(file)?;
    let read = picture
        .sources
        .iter()
        .filter(|source| matches!(source.content_type, "image/jpeg" | "image/png"));
    Some((picture, read.max_by_key(|source| source.width)?))
}

/// What the page is, where that helps and is true: the campaign, something new to read, or questions with their answers.
fn data(context: &Context<'_>, shown: &Shown<'_>) -> Option<String> {
    let about = &context.campaign.about;
    let mut members = vec![("@context", quoted("https://schema.org"))];
    let site = |members: &mut Vec<(&str, String)>| {
        members.push(("@type", quoted("WebSite")));
        members.push(("name", quoted(&about.name)));
        members.push(("url", quoted(&context.public(""))));
    };
    match shown.kind {
        PageKind::Home => {
            site(&mut members);
            members.extend(
                about
                    .hashtag
                    .as_deref()
                    .map(|hashtag| ("alternateName", quoted(hashtag))),
            );
        }
        PageKind::Questions => {
            let questions = questions(&shown.page?.blocks);
            if questions.is_empty() {
                return None;
            }
            members.push(("@type", quoted("FAQPage")));
            members.push(("mainEntity", list(&questions)));
        }
        kind if published::is_news(kind) => {
            let mut part_of = Vec::new();
            site(&mut part_of);
            members.push(("@type", quoted("Article")));
            members.push(("headline", quoted(shown.title)));
            members.push(("url", quoted(shown.canonical)));
            members.push((
                "datePublished",
                quoted(&published::since(context, shown.page?).to_string()),
            ));
            members.push(("isPartOf", object(&part_of)));
        }
        _ => return None,
    }
    members.push(("description", quoted(shown.description)));
    members.push(("inLanguage", quoted(&about.language)));
    if about.worked_example {
        members.push((
            "creativeWorkStatus",
            quoted(context.words.get(Word::WorkedExample)),
        ));
    }
    Some(object(&members))
}

/// Headings that end in a question mark, each with the paragraphs up to the next heading. Others are claims that the page
/// answers, and out of their place they would be read as ours. A question is left out when its answer is more than paragraphs:
/// half an answer is none.
fn questions(blocks: &[Block]) -> Vec<String> {
    let mut questions = Vec::new();
    let mut open: Option<(String, Vec<String>)> = None;
    let mut close = |open: &mut Option<(String, Vec<String>)>| {
        if let Some((question, answer)) = open.take().filter(|(_, answer)| !answer.is_empty()) {
            let answer = object(&[("@type", quoted("Answer")), ("text", quoted(&answer.join("\n")))]);
            questions.push(object(&[
                ("@type", quoted("Question")),
                ("name", quoted(&question)),
                ("acceptedAnswer", answer),
            ]));
        }
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } => {
                close(&mut open);
                let text = plain_text(text);
                let text = text.trim_matches(['“', '”', '‘', '’', '"', ' ']);
                open = text.ends_with('?').then(|| (text.to_owned(), Vec::new()));
            }
            // The value of a fact, or a number, would be missing.
            BlockKind::Paragraph(text) if has_wordless_link(text) => open = None,
            BlockKind::Paragraph(text) => {
                if let Some((_, answer)) = &mut open {
                    answer.push(plain_text(text));
                }
            }
            BlockKind::List { .. } | BlockKind::Quote(_) => open = None,
            BlockKind::Rule | BlockKind::Picture(_) | BlockKind::Insert(_) => {}
        }
    }
    close(&mut open);
    questions
}

fn has_wordless_link(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Link(link) => link.text.is_empty(),
        Inline::Emphasis(inner) | Inline::Strong(inner) => has_wordless_link(inner),
        _ => false,
    })
}

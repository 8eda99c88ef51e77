//! The block that a newspaper or a council puts on a page of its own: the campaign's picture and sentence, a link to the site, a
//! link to help. No script, no form, and never the reporting line.

use crate::context::Context;
use crate::frame::{Frame, ground_policy, style_of};
use crate::json::{object, quoted};
use crate::picture::{focus_style, picture_from};
use crate::text::escape;
use askama::Template;
use campaign::PageKind;
use words::{Word, Words};

/// The block beneath the campaign.
pub(crate) const BLOCK: &str = "embed/";
/// The answer for other sites' programs beneath the campaign (<https://oembed.com/>).
pub(crate) const ANSWER: &str = "embed/oembed.json";

/// How wide the block is by itself, in CSS pixels; it is made for anything from 240 on.
pub const WIDTH: u32 = 600;
/// How high, so that nothing is cut off at 240 pixels.
pub const HEIGHT: u32 = 400;

const STYLE: &str = include_str!("../styles/embed.css");

/// The block as it is served.
#[derive(Clone, Debug)]
pub struct Embed {
    /// Its address on the site: `/merry-muletide/embed/`.
    pub address: String,
    /// The page.
    pub html: String,
    /// Its Content-Security-Policy, which names the sites that may show it.
    pub policy: String,
    /// The address of its description.
    pub answer_address: String,
    /// Its description: oEmbed 1.0, type rich.
    pub answer: String,
}

#[derive(Template)]
#[template(path = "common/embed.html")]
struct Block<'b> {
    language: &'b str,
    title: String,
    ground: [String; 2],
    style: String,
    worked_example: bool,
    ended: Option<String>,
    picture: String,
    line: &'b str,
    home: String,
    go: String,
    help: String,
    words: &'b Words,
}

/// The block of a campaign that is public.
pub fn embed(context: &Context<'_>) -> Embed {
    let about = &context.campaign.about;
    let style = style_of(&context.campaign.theme, &[STYLE]) + &focus_style(context.campaign);
    let policy = ground_policy(&context.site.styles.hash(&style), &ancestors(context));
    let name = about.hashtag.as_deref().unwrap_or(&about.name);
    let go = if context.is_finished() {
        Word::SeriesGoEnded
    } else {
        Word::SeriesGo
    };
    let block = Block {
        language: &about.language,
        title: title(context),
        ground: Frame::ground(&context.campaign.theme, true),
        style,
        worked_example: about.worked_example,
        ended: context.is_finished().then(|| {
            let date = context.words.date(about.ends);
            context.words.fill(Word::SeriesEnded, &[("date", &date)])
        }),
        picture: shown(context).unwrap_or_default(),
        line: &about.line,
        home: context.home(),
        go: context.words.fill(go, &[("name", name)]),
        help: context.address("help/"),
        words: context.words,
    };
    Embed {
        address: format!("/{}/{BLOCK}", about.id),
        // The template has no part that can fail.
        html: block.render().unwrap_or_default(),
        policy,
        answer_address: format!("/{}/{ANSWER}", about.id),
        answer: answer(context),
    }
}

/// The home's picture: the wide one above the words, and where there is room beside them the tall one, if there is one.
fn shown(context: &Context<'_>) -> Option<String> {
    let home = context.due_page(&PageKind::Home)?;
    let file = home.picture.as_ref()?;
    let tall = home.picture_tall.as_deref().unwrap_or(file);
    Some(picture_from(
        context,
        tall,
        Some((file, "(max-width: 30rem)")),
        None,
        true,
    ))
}

/// The sites that may show the block: this one, and those of the partners.
fn ancestors(context: &Context<'_>) -> String {
    let mut origins = vec!["'self'"];
    for partner in &context.campaign.about.partners {
        if let Some(origin) = partner.website.as_ref().and_then(|website| website.origin())
            && !origins.contains(&origin)
        {
            origins.push(origin);
        }
    }
    origins.join(" ")
}

fn title(context: &Context<'_>) -> String {
    let about = &context.campaign.about;
    format!("{} – {}", about.line, about.name)
}

/// The code that shows the block. A sandbox without scripts, forms and its own window's rights; links leave it when they
/// are pressed.
pub(crate) fn code(context: &Context<'_>) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" loading=\"lazy\" \
         sandbox=\"allow-top-navigation-by-user-activation\" style=\"border:0;max-width:100%\"></iframe>",
        escape(&context.public(BLOCK)),
        escape(&title(context)),
    )
}

fn answer(context: &Context<'_>) -> String {
    let about = &context.campaign.about;
    let answer = object(&[
        ("version", quoted("1.0")),
        ("type", quoted("rich")),
        ("title", quoted(&title(context))),
        ("provider_name", quoted(&about.name)),
        ("provider_url", quoted(&context.public(""))),
        ("html", quoted(&code(context))),
        ("width", WIDTH.to_string()),
        ("height", HEIGHT.to_string()),
    ]);
    format!("{answer}\n")
}

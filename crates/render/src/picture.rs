//! Pictures: a drawing as it is, a photograph in its sizes, and another one for narrow screens where there is one.

use crate::context::{Context, Picture, Site};
use crate::text::escape;
use campaign::{Campaign, CampaignPath, Focus};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How wide a picture is shown: the whole screen, and no wider than the text's frame.
const SIZES: &str = "(min-width: 66rem) 66rem, 100vw";

/// A picture with its alt text: its own here, else that of the folder's list. `first` is fetched at once.
pub(crate) fn picture(
    context: &Context<'_>,
    file: &CampaignPath,
    narrow: Option<&CampaignPath>,
    own_alt: Option<&str>,
    first: bool,
) -> String {
    let narrow = narrow.map(|narrow| (narrow, "(max-width: 40rem)"));
    picture_from(context, file, narrow, own_alt, first)
}

/// The same with another picture on screens of which a media query says that they are narrow.
pub(crate) fn picture_from(
    context: &Context<'_>,
    file: &CampaignPath,
    narrow: Option<(&CampaignPath, &str)>,
    own_alt: Option<&str>,
    first: bool,
) -> String {
    let Some(picture) = context.pictures.get(file) else {
        return String::new();
    };
    let media = context.campaign.media(file);
    let described = media.map(|media| media.alt.as_str());
    let alt = escape(own_alt.or(described).unwrap_or(""));
    let mut sources = String::new();
    if let Some((narrow, query)) = narrow
        && let Some(narrow) = context.pictures.get(narrow)
    {
        push_sources(context.site, &mut sources, narrow, Some(query));
    }
    if !picture.sources.is_empty() {
        push_sources(context.site, &mut sources, picture, None);
    }
    let hurry = if first {
        " fetchpriority=\"high\""
    } else {
        " loading=\"lazy\""
    };
    let image = format!(
        "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{alt}\"{}{hurry} decoding=\"async\">",
        escape(&context.site.link(&picture.address)),
        picture.width,
        picture.height,
        media
            .and_then(|media| media.focus)
            .map(|focus| format!(" class=\"{}\"", class(focus)))
            .unwrap_or_default()
    );
    if sources.is_empty() {
        format!("{image}\n")
    } else {
        format!("<picture>{sources}{image}</picture>\n")
    }
}

/// The class of pictures with this focus.
fn class(focus: Focus) -> String {
    format!("f{}-{}", focus.x, focus.y)
}

/// What the style of a campaign's pages says of the pictures that have a focus: where one is cut, this point stays in sight. It
/// stands above whatever the place of the picture says.
pub(crate) fn focus_style(campaign: &Campaign) -> String {
    let focuses: BTreeSet<Focus> = campaign.media.iter().filter_map(|media| media.focus).collect();
    focuses.into_iter().fold(String::new(), |mut css, focus| {
        _ = write!(css, ".{}{{object-position:{focus}!important}}", class(focus));
        css
    })
}

fn push_sources(site: &Site, html: &mut String, picture: &Picture, media: Option<&str>) {
    let media = media
        .map(|media| format!(" media=\"{media}\""))
        .unwrap_or_default();
    let size = format!("width=\"{}\" height=\"{}\"", picture.width, picture.height);
    let mut kinds: Vec<&str> = picture.sources.iter().map(|source| source.content_type).collect();
    kinds.dedup();
    for kind in &kinds {
        let set: Vec<String> = picture
            .sources
            .iter()
            .filter(|source| source.content_type == *kind)
            .map(|source| format!("{} {}w", escape(&site.link(&source.address)), source.width))
            .collect();
        _ = write!(
            html,
            "<source type=\"{kind}\"{media} srcset=\"{}\" sizes=\"{SIZES}\" {size}>",
            set.join(", ")
        );
    }
    if kinds.is_empty() {
        _ = write!(
            html,
            "<source{media} srcset=\"{}\" {size}>",
            escape(&site.link(&picture.address))
        );
    }
}

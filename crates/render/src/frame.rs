//! The frame around every page, its style and its policy.

use crate::context::Site;
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use campaign::{Palette, Theme};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use words::{Word, Words};

/// Where "Exit this page" leads: a page that anybody might have open.
pub const EXIT_TO: &str = "https://www.bbc.co.uk/weather";

/// The script of "Exit this page", served at `/exit.js`: Shift three times leaves, any other key begins again.
pub const EXIT_SCRIPT: &str = include_str!("exit.js");

const BASE: &str = include_str!("../styles/base.css");
const STAGE: &str = include_str!("../styles/stage.css");
/// What posters' pages have besides.
pub(crate) const POSTERS: &str = include_str!("../styles/posters.css");
/// What the front page has besides.
pub(crate) const SERIES: &str = include_str!("../styles/series.css");
/// What the press room has besides.
pub(crate) const PRESS: &str = include_str!("../styles/press.css");
/// What the film's page has besides.
pub(crate) const FILM: &str = include_str!("../styles/film.css");
const CALM: &str = include_str!("../styles/calm.css");

/// A link of the frame.
pub(crate) struct FrameLink {
    pub(crate) address: String,
    pub(crate) words: String,
    pub(crate) is_here: bool,
}

/// What the frame says of the campaign.
pub(crate) struct FrameCampaign {
    pub(crate) home: String,
    pub(crate) name: String,
    pub(crate) links: Vec<FrameLink>,
    pub(crate) foot_links: Vec<FrameLink>,
    pub(crate) edition: String,
}

/// A page in its frame.
#[derive(Template)]
#[template(path = "common/page.html")]
pub(crate) struct Frame<'f> {
    pub(crate) language: &'f str,
    pub(crate) head_title: String,
    pub(crate) description: Option<String>,
    /// Nothing for a page that search engines shall not list.
    pub(crate) canonical: Option<String>,
    /// What machines read: feeds, previews, what the page is.
    pub(crate) head: String,
    /// The colour of the ground, by day and by night, for the frame that a phone draws around the page.
    pub(crate) ground: [String; 2],
    pub(crate) style: String,
    pub(crate) exit: bool,
    /// The dramatic ground of story pages.
    pub(crate) stage: bool,
    /// The campaign's name and links after the text instead of before it: the picture comes first.
    pub(crate) links_last: bool,
    pub(crate) help_address: String,
    /// That the campaign is over, and when it ended.
    pub(crate) ended: Option<String>,
    /// Nobody has approved it, and the page says so.
    pub(crate) worked_example: bool,
    pub(crate) campaign: Option<FrameCampaign>,
    pub(crate) main: String,
    pub(crate) site: &'f Site,
    pub(crate) words: &'f Words,
}

/// A page's HTML and its Content-Security-Policy.
pub(crate) struct Framed {
    pub(crate) html: String,
    pub(crate) policy: String,
}

impl Frame<'_> {
    /// The colour of a page's ground, by day and by night.
    pub(crate) fn ground(theme: &Theme, stage: bool) -> [String; 2] {
        [&theme.light, &theme.dark].map(|palette| {
            let ground = if stage { &palette.stage } else { &palette.paper };
            ground.value.to_string()
        })
    }

    /// Writes the page. The template has no part that can fail.
    pub(crate) fn write(self) -> Framed {
        let policy = policy(&self.site.styles.hash(&self.style), self.exit);
        Framed {
            html: self.render().unwrap_or_default(),
            policy,
        }
    }
}

/// The policy of a page: nothing comes from elsewhere, no script but the one for leaving, this very style and no other.
/// Nothing on a page connects to anything; `connect-src` is there for those who examine it, because Lighthouse asks for
/// `/robots.txt` under the page's own policy.
fn policy(hash: &str, with_script: bool) -> String {
    let script = if with_script { "script-src 'self'; " } else { "" };
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' data:; media-src 'self'; connect-src 'self'; \
         {script}base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// The policy of a block for other pages: pictures and this very style, in these sites alone.
pub(crate) fn ground_policy(hash: &str, ancestors: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
         frame-ancestors {ancestors}"
    )
}

/// The hashes of the styles that were asked for last. A campaign's pages have few styles between them, and the hash costs
/// more than the rest of a page.
#[derive(Debug, Default)]
pub struct StyleHashes(Mutex<VecDeque<(String, String)>>);

impl StyleHashes {
    /// As many styles as a campaign has with its posters, film and press room, and the front page's.
    const KEPT: usize = 6;

    pub(crate) fn hash(&self, style: &str) -> String {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, hash)) = known.iter().find(|(known, _)| known == style) {
            return hash.clone();
        }
        let hash = style_hash(style);
        known.truncate(StyleHashes::KEPT - 1);
        known.push_front((style.to_owned(), hash.clone()));
        hash
    }
}

/// A copy begins anew: what was asked for before changes no answer.
impl Clone for StyleHashes {
    fn clone(&self) -> StyleHashes {
        StyleHashes::default()
    }
}

fn style_hash(style: &str) -> String {
    STANDARD.encode(Sha256::digest(style.as_bytes()))
}

/// The style of a page: the theme's colours in both modes, what every page has, what this ground has, and what this page has
/// besides.
pub(crate) fn style(theme: &Theme, stage: bool, besides: &str) -> String {
    style_of(theme, &[BASE, if stage { STAGE } else { "" }, besides, CALM])
}

/// The theme's colours in both modes, and these parts.
pub(crate) fn style_of(theme: &Theme, parts: &[&str]) -> String {
    let mut style = String::new();
    _ = write!(
        style,
        ":root{{color-scheme:light dark;{}}}",
        variables(&theme.light)
    );
    _ = write!(
        style,
        "@media (prefers-color-scheme:dark){{:root{{{}}}}}",
        variables(&theme.dark)
    );
    for part in parts {
        part.lines().for_each(|line| style.push_str(line.trim()));
    }
    style
}

pub(crate) fn variables(palette: &Palette) -> String {
    palette
        .colours()
        .into_iter()
        .fold(String::new(), |mut css, (key, colour)| {
            _ = write!(css, "--{}:{};", key.replace('_', "-"), colour.value);
            css
        })
}

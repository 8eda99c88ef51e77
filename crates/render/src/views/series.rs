//! The front page: the campaigns of the series side by side, those that are running first.

use crate::context::{Context, Site};
use crate::frame::{Frame, Framed, SERIES, style, variables};
use crate::pages::{RenderedPage, is_public};
use crate::picture::{focus_style, picture};
use crate::text::escape;
use crate::views::status::not_yet;
use askama::Template;
use campaign::PageKind;
use std::cmp::Reverse;
use std::fmt::Write as _;
use words::{Word, Words};

/// A campaign on the front page.
struct Listed {
    address: String,
    picture: String,
    line: String,
    go: String,
    summary: String,
    /// When it begins or that it has ended; nothing while it runs.
    when: Option<String>,
    ended: bool,
}

#[derive(Template)]
#[template(path = "views/series.html")]
struct View {
    campaigns: Vec<Listed>,
    /// One campaign by itself: its sentence is the page's heading.
    alone: bool,
}

/// How far a campaign is, in the order of the front page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Running,
    Coming,
    Over,
}

fn stage(context: &Context<'_>) -> Stage {
    let about = &context.campaign.about;
    let has_begun = about
        .start_of(about.starts)
        .is_none_or(|start| start <= context.now);
    match (has_begun, context.is_finished()) {
        (_, true) => Stage::Over,
        (true, false) => Stage::Running,
        (false, false) => Stage::Coming,
    }
}

/// The front page with the campaigns that are public at their instant. Before the first of them there is nothing to see, and
/// none is named.
pub fn series(site: &Site, words: &Words, campaigns: &[Context<'_>]) -> RenderedPage {
    let mut public: Vec<&Context<'_>> = campaigns
        .iter()
        .filter(|context| is_public(context.campaign, context.now))
        .collect();
    // Of those that run, the newest first; of those to come, the next; of those that are over, the last.
    public.sort_by_key(|context| {
        let about = &context.campaign.about;
        let day = about.starts;
        match stage(context) {
            Stage::Coming => (Stage::Coming, Some(day), Reverse(None)),
            other => (other, None, Reverse(Some(day))),
        }
    });
    let Some(first) = public.first() else {
        return not_yet(site, words);
    };
    let alone = public.len() == 1;
    let heading = words.get(Word::SeriesTitle);
    let view = View {
        campaigns: public
            .iter()
            .enumerate()
            .map(|(at, one)| listed(one, at == 0))
            .collect(),
        alone,
    };
    let shelf = view.render().unwrap_or_default();
    let main = if alone {
        shelf
    } else {
        format!("<h1 class=\"series\">{heading}</h1>\n{shelf}")
    };
    let (title, description) = if alone {
        (
            first.campaign.about.line.clone(),
            first.campaign.about.summary.clone(),
        )
    } else {
        (heading.to_owned(), words.get(Word::SeriesText).to_owned())
    };
    let frame = Frame {
        language: &first.campaign.about.language,
        head: preview(site, &title, &description),
        head_title: title,
        description: Some(description),
        canonical: Some(site.public("/")),
        ground: Frame::ground(&first.campaign.theme, true),
        style: public.iter().fold(
            style(&first.campaign.theme, true, SERIES) + &grounds(&public),
            |style, one| style + &focus_style(one.campaign),
        ),
        exit: public.iter().any(|context| context.campaign.about.exit_button),
        stage: true,
        links_last: true,
        help_address: first.address("help/"),
        ended: None,
        worked_example: public.iter().any(|context| context.campaign.about.worked_example),
        campaign: None,
        main,
        site,
        words,
    };
    let Framed { html, policy } = frame.write();
    RenderedPage {
        address: "/".to_owned(),
        html,
        policy,
        canonical: Some(site.public("/")),
        not_before: None,
        not_after: None,
    }
}

fn preview(site: &Site, title: &str, description: &str) -> String {
    let properties = [
        ("title", title),
        ("description", description),
        ("type", "website"),
        ("url", &site.public("/")),
    ];
    properties
        .iter()
        .map(|(name, content)| format!("<meta property=\"og:{name}\" content=\"{}\">\n", escape(content)))
        .collect()
}

/// Every campaign after the first on a ground of its own colours, by day and by night: the page itself has those of the first.
fn grounds(public: &[&Context<'_>]) -> String {
    let mut css = String::new();
    for (at, context) in public.iter().enumerate().skip(1) {
        let theme = &context.campaign.theme;
        let at = at + 1;
        _ = write!(
            css,
            ".shelf>:nth-child({at}){{{}}}@media (prefers-color-scheme:dark){{.shelf>:nth-child({at}){{{}}}}}",
            variables(&theme.light),
            variables(&theme.dark)
        );
    }
    css
}

fn listed(context: &Context<'_>, first: bool) -> Listed {
    let about = &context.campaign.about;
    let words = context.words;
    let home = context.due_page(&PageKind::Home);
    let picture = home.and_then(|home| {
        let file = home.picture.as_ref()?;
        Some(picture(context, file, home.picture_tall.as_deref(), None, first))
    });
    let stage = stage(context);
    let (go, when) = match stage {
        Stage::Running => (Word::SeriesGo, None),
        Stage::Coming => (
            Word::SeriesGo,
            Some(words.fill(Word::SeriesBegins, &[("date", &words.date(about.starts))])),
        ),
        Stage::Over => (
            Word::SeriesGoEnded,
            Some(words.fill(Word::SeriesEnded, &[("date", &words.date(about.ends))])),
        ),
    };
    Listed {
        address: context.home(),
        picture: picture.unwrap_or_default(),
        line: about.line.clone(),
        go: words.fill(go, &[("name", about.hashtag.as_deref().unwrap_or(&about.name))]),
        summary: about.summary.clone(),
        when,
        ended: stage == Stage::Over,
    }
}

//! The front page: the campaigns of the series, one beneath the other.

use crate::context::{Context, Site};
use crate::frame::{Frame, Framed, style};
use crate::pages::{RenderedPage, is_public};
use crate::picture::picture;
use crate::views::status::not_yet;
use askama::Template;
use campaign::PageKind;
use words::{Word, Words};

/// A campaign on the front page.
struct Listed {
    address: String,
    picture: String,
    line: String,
    go: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "views/series.html")]
struct View {
    campaigns: Vec<Listed>,
    /// One campaign by itself: its sentence is the page's heading.
    alone: bool,
}

/// The front page with the campaigns that are public at their instant. Before the first of them there is nothing to see, and
/// none is named.
pub fn series(site: &Site, words: &Words, campaigns: &[Context<'_>]) -> RenderedPage {
    let public: Vec<&Context<'_>> = campaigns
        .iter()
        .filter(|context| is_public(context.campaign, context.now))
        .collect();
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
        format!("<div class=\"wrap\"><h1>{heading}</h1></div>\n{shelf}")
    };
    let frame = Frame {
        language: &first.campaign.about.language,
        head_title: if alone {
            first.campaign.about.line.clone()
        } else {
            heading.to_owned()
        },
        description: Some(if alone {
            first.campaign.about.summary.clone()
        } else {
            words.get(Word::SeriesText).to_owned()
        }),
        canonical: Some(site.public("/")),
        ground: Frame::ground(&first.campaign.theme, true),
        style: style(&first.campaign.theme, true),
        exit: public.iter().any(|context| context.campaign.about.exit_button),
        stage: true,
        links_last: true,
        help_address: first.address("help/"),
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

fn listed(context: &Context<'_>, first: bool) -> Listed {
    let about = &context.campaign.about;
    let home = context.due_page(&PageKind::Home);
    let picture = home.and_then(|home| {
        let file = home.picture.as_ref()?;
        Some(picture(context, file, home.picture_tall.as_deref(), None, first))
    });
    Listed {
        address: context.home(),
        picture: picture.unwrap_or_default(),
        line: about.line.clone(),
        go: context.words.fill(
            Word::SeriesGo,
            &[("name", about.hashtag.as_deref().unwrap_or(&about.name))],
        ),
        summary: about.summary.clone(),
    }
}

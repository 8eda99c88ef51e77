//! The pages of a site that belong to no campaign: nothing here, being mended, being made, nothing yet. Help is on each of them.

use crate::context::{Context, Site};
use crate::frame::{Frame, Framed, style};
use crate::inserts::{danger, help};
use crate::pages::{RenderedPage, is_public};
use askama::Template;
use campaign::{HelpService, OpeningHours};
use words::{Word, Words};

#[derive(Template)]
#[template(path = "views/status.html")]
struct View<'v> {
    title: &'v str,
    text: &'v str,
    danger: String,
    services: String,
    /// Where to go from here and what the link says, unless there is no use in it.
    onward: Option<(String, &'v str)>,
}

/// The page for every address that is not there, the same for one that never was and one that is not due.
pub fn not_found(site: &Site, words: &Words, campaigns: &[Context<'_>]) -> RenderedPage {
    let texts = (Word::NotFoundTitle, Word::NotFoundText);
    let onward = (site.link("/"), words.get(Word::NotFoundStart));
    status(site, words, campaigns, "/404.html", texts, Some(onward))
}

/// The page while the site is being mended.
pub fn maintenance(site: &Site, words: &Words, campaigns: &[Context<'_>]) -> RenderedPage {
    let texts = (Word::MaintenanceTitle, Word::MaintenanceText);
    status(site, words, campaigns, "/maintenance.html", texts, None)
}

/// The page while a poster, card or toolkit is being made. It stands at the address that was asked for, to which an empty link leads.
pub fn being_made(site: &Site, words: &Words, campaigns: &[Context<'_>]) -> RenderedPage {
    let texts = (Word::BeingMadeTitle, Word::BeingMadeText);
    let onward = (String::new(), words.get(Word::BeingMadeAgain));
    status(site, words, campaigns, "/being-made.html", texts, Some(onward))
}

/// The front page before there is anything to see.
pub(crate) fn not_yet(site: &Site, words: &Words) -> RenderedPage {
    status(site, words, &[], "/", (Word::SeriesTitle, Word::NothingYet), None)
}

fn status(
    site: &Site,
    words: &Words,
    campaigns: &[Context<'_>],
    address: &str,
    (title, text): (Word, Word),
    onward: Option<(String, &str)>,
) -> RenderedPage {
    let public: Vec<&Context<'_>> = campaigns
        .iter()
        .filter(|context| is_public(context.campaign, context.now))
        .collect();
    let theme = public
        .first()
        .map(|first| first.campaign.theme.clone())
        .unwrap_or_default();
    let view = View {
        title: words.get(title),
        text: words.get(text),
        danger: danger::danger(words),
        services: services(&public),
        onward,
    };
    let frame = Frame {
        language: "en-GB",
        head_title: view.title.to_owned(),
        description: None,
        canonical: None,
        head: String::new(),
        ground: Frame::ground(&theme, false),
        style: style(&theme, false, ""),
        exit: false,
        stage: false,
        links_last: false,
        help_address: "#help".to_owned(),
        ended: None,
        worked_example: false,
        campaign: None,
        main: view.render().unwrap_or_default(),
        site,
        words,
    };
    let Framed { html, policy } = frame.write();
    RenderedPage {
        address: address.to_owned(),
        html,
        policy,
        canonical: None,
        not_before: None,
        not_after: None,
    }
}

/// What answers at any hour, each number once: such a page may stand for longer than an office is open.
fn services(campaigns: &[&Context<'_>]) -> String {
    let mut seen: Vec<&HelpService> = Vec::new();
    let mut html = String::new();
    for context in campaigns {
        for service in &context.campaign.help {
            let is_new = seen.iter().all(|before| before.phone != service.phone);
            let answers = service.hours == Some(OpeningHours::AnyTime);
            if service.phone.is_some() && !service.emergency && answers && is_new {
                seen.push(service);
                html.push_str(&help::card(context, service));
            }
        }
    }
    html
}

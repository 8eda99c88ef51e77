//! What has cards, and what each says: the home, the act, each door, each link of the chain, each poster, and each post that has
//! a picture.

use crate::diagnostic::Place;
use crate::id::{PostId, PosterId};
use crate::markdown::{Block, BlockKind, Inline, plain_text};
use crate::model::{Campaign, Page, PageKind, Post, Poster};
use crate::path::CampaignPath;
use crate::press::CardText;
use jiff::Timestamp;
use std::borrow::Cow;
use std::fmt;

/// What a card is about. It is written as the part of its address: `home`, `act`, `door-7`, `link-3`, `poster-door`,
/// `post-turkey`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardSubject {
    /// The campaign.
    Home,
    /// The one thing to do.
    Act,
    /// The door of this day.
    Door(u8),
    /// The link of the chain with this number.
    Link(u8),
    /// A poster.
    Poster(PosterId),
    /// A post of the schedule.
    Post(PostId),
}

impl CardSubject {
    /// The subject whose part of the address this is.
    pub fn parse(text: &str) -> Option<CardSubject> {
        let subject = match text.split_once('-') {
            None if text == "home" => CardSubject::Home,
            None if text == "act" => CardSubject::Act,
            Some(("door", day)) => CardSubject::Door(day.parse().ok()?),
            Some(("link", number)) => CardSubject::Link(number.parse().ok()?),
            Some(("poster", id)) => CardSubject::Poster(PosterId::new(id)?),
            Some(("post", id)) => CardSubject::Post(PostId::new(id)?),
            _ => return None,
        };
        // "door-07" and "door-+7" are other addresses than "door-7".
        (subject.to_string() == text).then_some(subject)
    }

    /// The subject that stands for a page, for the kinds that have cards.
    pub fn of_page(kind: &PageKind) -> Option<CardSubject> {
        match kind {
            PageKind::Home => Some(CardSubject::Home),
            PageKind::Act => Some(CardSubject::Act),
            PageKind::Door(day) => Some(CardSubject::Door(*day)),
            PageKind::Link(number) => Some(CardSubject::Link(*number)),
            PageKind::Poster(id) => Some(CardSubject::Poster(id.clone())),
            _ => None,
        }
    }
}

impl fmt::Display for CardSubject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CardSubject::Home => formatter.write_str("home"),
            CardSubject::Act => formatter.write_str("act"),
            CardSubject::Door(day) => write!(formatter, "door-{day}"),
            CardSubject::Link(number) => write!(formatter, "link-{number}"),
            CardSubject::Poster(id) => write!(formatter, "poster-{id}"),
            CardSubject::Post(id) => write!(formatter, "post-{id}"),
        }
    }
}

/// A card before anybody has chosen a size.
#[derive(Clone, Debug)]
pub struct CampaignCard<'c> {
    /// What it is about.
    pub subject: CardSubject,
    /// The day of a door, or the number of a link: it stands large on the card.
    pub number: Option<u8>,
    /// The sentence.
    pub headline: Cow<'c, str>,
    /// A smaller line below it.
    pub line: Option<Cow<'c, str>>,
    /// The one thing to do.
    pub act: Option<Cow<'c, str>>,
    /// Its picture, and the same for tall cards where there is one.
    pub pictures: Vec<&'c CampaignPath>,
    /// From when it is public, beside the campaign's own embargo.
    pub not_before: Option<Timestamp>,
    /// Until when.
    pub not_after: Option<Timestamp>,
    /// Where its sentence stands.
    pub place: &'c Place,
}

impl CampaignCard<'_> {
    /// Its words, for the press.
    pub fn text(&self) -> CardText<'_> {
        CardText {
            number: self.number,
            headline: &self.headline,
            line: self.line.as_deref(),
            act: self.act.as_deref(),
        }
    }

    /// A text in its place, for whoever posts it: the words on it, then what its picture shows.
    pub fn alt(&self, campaign: &Campaign) -> String {
        let mut alt = String::new();
        if let Some(number) = self.number {
            say(&mut alt, &format!("{number}:"));
        }
        say(&mut alt, &self.headline);
        let rest = self.line.iter().chain(&self.act);
        rest.for_each(|words| say(&mut alt, words));
        let described = self.pictures.first().and_then(|path| campaign.media(path));
        say(&mut alt, described.map_or("", |media| media.alt.as_str()));
        alt
    }

    /// Whether it is public at an instant, the campaign's embargo aside.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.not_before.is_none_or(|from| from <= now) && self.not_after.is_none_or(|until| now < until)
    }
}

/// Adds words as a sentence.
fn say(text: &mut String, words: &str) {
    if words.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(words);
    if !words.ends_with(['.', '!', '?', '…', '”', '’', ':']) {
        text.push('.');
    }
}

/// Every card of a campaign, in the order of its pages: home, act, doors, links, posters, posts. Those that are not due yet
/// are among them, with their times.
pub fn cards(campaign: &Campaign) -> Vec<CampaignCard<'_>> {
    let pages = campaign.page(&PageKind::Act).into_iter();
    let pages = pages.chain(campaign.doors()).chain(campaign.chain());
    let of_pages = pages.filter_map(|page| CardSubject::of_page(&page.kind));
    let of_posters = campaign
        .posters
        .iter()
        .map(|one| CardSubject::Poster(one.id.clone()));
    let of_posts = campaign.posts.iter().map(|one| CardSubject::Post(one.id.clone()));
    let subjects = of_pages.chain(of_posters).chain(of_posts);
    let mut cards = vec![home(campaign)];
    cards.extend(subjects.filter_map(|subject| card(campaign, &subject)));
    cards
}

/// The card of a subject, where the campaign has such a thing.
pub fn card<'c>(campaign: &'c Campaign, subject: &CardSubject) -> Option<CampaignCard<'c>> {
    match subject {
        CardSubject::Home => Some(home(campaign)),
        CardSubject::Act => campaign.page(&PageKind::Act).map(act),
        CardSubject::Door(day) => numbered(campaign.page(&PageKind::Door(*day))?),
        CardSubject::Link(number) => link(campaign, *number),
        CardSubject::Poster(id) => campaign.poster(id).map(poster),
        CardSubject::Post(id) => post(campaign.posts.iter().find(|post| post.id == *id)?),
    }
}

/// A link stands on the chain's page, and is kept back with it.
fn link(campaign: &Campaign, number: u8) -> Option<CampaignCard<'_>> {
    let chain = campaign.page(&PageKind::Chain);
    let card = numbered(campaign.page(&PageKind::Link(number))?)?;
    Some(CampaignCard {
        not_before: card.not_before.max(chain.and_then(|chain| chain.not_before)),
        not_after: earliest(card.not_after, chain.and_then(|chain| chain.not_after)),
        ..card
    })
}

fn earliest(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}

fn home(campaign: &Campaign) -> CampaignCard<'_> {
    let about = &campaign.about;
    match campaign.page(&PageKind::Home) {
        Some(page) => CampaignCard {
            act: page.act.as_deref().map(Cow::from),
            ..of_page(page, CardSubject::Home)
        },
        None => CampaignCard {
            subject: CardSubject::Home,
            number: None,
            headline: about.line.as_str().into(),
            line: None,
            act: None,
            pictures: Vec::new(),
            not_before: None,
            not_after: None,
            place: &about.place,
        },
    }
}

fn act(page: &Page) -> CampaignCard<'_> {
    CampaignCard {
        act: page.act.as_deref().map(Cow::from),
        ..of_page(page, CardSubject::Act)
    }
}

/// A door or a link: its number, its title, and a line of its own or its first sentence.
fn numbered(page: &Page) -> Option<CampaignCard<'_>> {
    let number = match page.kind {
        PageKind::Door(number) | PageKind::Link(number) => number,
        _ => return None,
    };
    let line = match &page.description {
        Some(description) => Some(Cow::from(description.as_str())),
        None => opening(&page.blocks).map(Cow::from),
    };
    Some(CampaignCard {
        number: Some(number),
        line,
        ..of_page(page, CardSubject::of_page(&page.kind)?)
    })
}

fn of_page(page: &Page, subject: CardSubject) -> CampaignCard<'_> {
    CampaignCard {
        subject,
        number: None,
        headline: page.title.value.as_str().into(),
        line: None,
        act: None,
        pictures: page
            .picture
            .iter()
            .chain(&page.picture_tall)
            .map(|at| &at.value)
            .collect(),
        not_before: page.not_before,
        not_after: page.not_after,
        place: &page.title.place,
    }
}

fn poster(poster: &Poster) -> CampaignCard<'_> {
    CampaignCard {
        subject: CardSubject::Poster(poster.id.clone()),
        number: None,
        headline: poster.headline.value.as_str().into(),
        line: None,
        act: Some(poster.act.value.as_str().into()),
        pictures: poster.picture.iter().map(|at| &at.value).collect(),
        not_before: None,
        not_after: None,
        place: &poster.headline.place,
    }
}

/// A post's card stays in with the post: both are public from the minute at which it goes out.
fn post(post: &Post) -> Option<CampaignCard<'_>> {
    let picture = post.picture.as_ref()?;
    let (headline, place) = match &post.card {
        Some(card) => (card.value.as_str(), &card.place),
        None => (first_sentence(&post.copy), &post.place),
    };
    Some(CampaignCard {
        subject: CardSubject::Post(post.id.clone()),
        number: None,
        headline: headline.into(),
        line: None,
        act: None,
        pictures: vec![picture],
        not_before: Some(post.at),
        not_after: None,
        place,
    })
}

/// The first sentence of a text's first paragraph. Nothing when data would fill in a part of it: half a sentence is none.
fn opening(blocks: &[Block]) -> Option<String> {
    let paragraph = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    })?;
    let is_filled_in = paragraph
        .iter()
        .any(|inline| matches!(inline, Inline::Link(link) if link.text.is_empty()));
    let text = plain_text(paragraph);
    let sentence = first_sentence(&text);
    (!is_filled_in && !sentence.is_empty()).then(|| sentence.to_owned())
}

/// A text up to the end of its first sentence, without hashtags before or after it.
fn first_sentence(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(rest) = text.strip_prefix('#').and_then(|tag| tag.split_once(' ')) {
        text = rest.1.trim_start();
    }
    let ends = text.char_indices().find_map(|(at, character)| {
        let after = text.get(at + character.len_utf8()..)?;
        let is_end = matches!(character, '.' | '!' | '?' | '…');
        let closing = after.trim_start_matches(['”', '’', '"', ')']);
        let is_last = closing.is_empty() || closing.starts_with(char::is_whitespace);
        (is_end && is_last).then(|| text.len() - closing.len())
    });
    match ends {
        Some(end) => text.get(..end).unwrap_or(text),
        None => text.split(" #").next().unwrap_or(text).trim_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_back_from_its_address_and_from_no_other() {
        for text in [
            "home",
            "act",
            "door-7",
            "link-3",
            "poster-toilet-door",
            "post-turkey",
        ] {
            assert_eq!(CardSubject::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "", "door-07", "door-+7", "door-300", "door", "poster-", "post-A", "../home", "Home",
        ] {
            assert_eq!(CardSubject::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_card_of_a_post_says_its_first_sentence() {
        for (copy, sentence) in [
            (
                "You ask about the turkey. What about the order? #MerryMuletide",
                "You ask about the turkey.",
            ),
            (
                "#SeeTheSigns One kind question tonight",
                "One kind question tonight",
            ),
            ("Twenty-four doors #MerryMuletide", "Twenty-four doors"),
            (
                "“Something is not right.” That is enough.",
                "“Something is not right.”",
            ),
            ("At 6.30 p.m. the lights go on.", "At 6.30 p.m."),
            ("", ""),
        ] {
            assert_eq!(first_sentence(copy), sentence);
        }
    }
}

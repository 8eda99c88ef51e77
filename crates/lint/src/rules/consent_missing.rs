//! Somebody's story or picture without an agreement, or beyond it
//!
//! A child's picture stays findable for life. Whoever can be recognised, in a photograph, a film or a story, has agreed to
//! it in writing, knows where it will be seen, and can take it back (Chartered Institute of Fundraising, "Sharing
//! Stories of Children"; UK GDPR, Articles 6 and 7). consents.toml keeps a reference to the form, never a name. Three
//! things are warnings: a photograph or film whose words speak of people and that names no consent; a hard-hitting page
//! that tells of a "he" or "she" and is neither `composite` nor has one; and a use in a place that the form does not name. A
//! drawing needs no consent: let its words say that it is one.
//!
//! ````failing
//! == media/media.toml +
//! [[picture]]
//! file = "media/platform.jpg"
//! alt = "A woman asks a boy on a platform if he is all right."
//! == media/platform.jpg
//! photograph
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! picture = "media/platform.jpg"
//! +++
//!
//! A child is alone on the late train.
//! ````
//!
//! ````corrected
//! == consents.toml
//! [[consent]]
//! id = "platform"
//! reference = "form 12 in the council's consent file"
//! scope = "two actors, seen from the side"
//! places = ["this website"]
//! expires = 2027-12-31
//! == media/media.toml +
//! [[picture]]
//! file = "media/platform.jpg"
//! alt = "A woman asks a boy on a platform if he is all right."
//! consent = "platform"
//! == media/platform.jpg
//! photograph
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! picture = "media/platform.jpg"
//! +++
//!
//! A child is alone on the late train.
//! ````

use crate::phrase::{self, Phrases};
use crate::rule::Subject;
use crate::text::{Kind, Piece};
use crate::uses::{Way, is_drawing, is_film, is_picture, listed};
use campaign::{Consent, Diagnostic, Media, RuleId};
use std::collections::BTreeSet;

pub(crate) const ID: RuleId = RuleId("consent-missing");

/// Words for people whom a picture shows.
const PEOPLE: &[&str] = &[
    "woman|women|man|men|person|people|child|children|boy|boys|girl|girls|teenager|teenagers|baby|toddler|couple|crowd|family",
    "mother|father|mum|dad|parent|parents|carer|carers|brother|sister|son|daughter|grandmother|grandfather|friend|friends",
    "officer|officers|nurse|teacher|teachers|pupil|pupils|student|students|driver|passenger|passengers|worker|workers",
    "he|she|his|her|somebody|someone|face|faces|portrait",
];

/// Words by which a picture says that it shows nobody who lives.
const MADE: &[&str] = &["drawn|drawing|painted|painting|illustration|cartoon|paper|cut-out|puppet|puppets|animated|silhouette|statue"];

/// Words for the places of a form, by how something is used.
const WEB: &[&str] = &["website|websites|web|site|sites|online|internet|digital|page|pages", "everywhere|anywhere|all"];
const PRINT: &[&str] = &["poster|posters|print|printed|leaflet|leaflets|billboard|screen|screens|outdoor", "everywhere|anywhere|all"];
const POSTS: &[&str] = &[
    "social|media|post|posts|online|internet|digital|accounts|instagram|facebook|tiktok|snapchat|youtube|x|bluesky|linkedin|whatsapp",
    "everywhere|anywhere|all",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let people = Phrases::of(PEOPLE.iter().copied());
    let made = Phrases::of(MADE.iter().copied());
    let has = |phrases: &Phrases, text: &str| !phrases.find(&phrase::words(text)).is_empty();
    let agreed: BTreeSet<&str> = campaign
        .pages
        .iter()
        .filter(|page| page.consent.is_some())
        .map(|page| page.file.as_str())
        .collect();
    for media in campaign.media.iter().filter(|media| media.consent.is_none() && !media.decorative) {
        let shows_people = has(&people, &media.alt) && !has(&made, &media.alt);
        if is_photograph(media) && shows_people && !is_agreed_by_its_pages(subject, media, &agreed) {
            found.push(Diagnostic::warning(
                ID,
                media.place.clone(),
                format!("{} shows people, and names no consent", media.file),
                "write consent = \"…\" with the agreement's id in consents.toml; if nobody can be recognised, allow it and say so",
            ));
        }
    }
    stories(subject, found);
    for consent in &campaign.consents {
        places(subject, consent, found);
    }
}

fn is_photograph(media: &Media) -> bool {
    is_film(&media.file) || (is_picture(&media.file) && !is_drawing(&media.file))
}

/// Whether each page that shows a picture has an agreement of its own, or nothing shows it at all.
fn is_agreed_by_its_pages(subject: &Subject<'_>, media: &Media, agreed: &BTreeSet<&str>) -> bool {
    let uses = subject.uses.of_file(&media.file);
    uses.iter()
        .all(|one| one.way == Way::Page && agreed.contains(one.place.file.as_str()))
}

/// Hard-hitting pages that speak of one person, who is neither made up nor has agreed: each once, at the first such word.
fn stories(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let one = Phrases::of(["he|she|his|her|him|he's|she's"]);
    let mut open: BTreeSet<&str> = subject
        .campaign
        .pages
        .iter()
        .filter(|page| page.hard_hitting && !page.composite && page.consent.is_none())
        .map(|page| page.file.as_str())
        .collect();
    for piece in subject.pieces.iter().filter(|piece| piece.kind == Kind::Copy) {
        if !open.contains(piece.file()) {
            continue;
        }
        let words = &piece.prose.words;
        let quoted = piece.prose.quoted();
        let person = one
            .find(words)
            .into_iter()
            .map(|(_, run)| phrase::bytes(words, &run))
            .find(|range| !Piece::touches(quoted, range));
        if let Some(range) = person {
            open.remove(piece.file());
            found.push(Diagnostic::warning(
                ID,
                subject.written.place(piece, &range),
                "this hard-hitting page tells of one person, and does not say whether that person agreed",
                "write composite = true if the person is made up from many, or consent = \"…\" with the agreement's id",
            ));
        }
    }
}

/// Uses that a form does not name.
fn places(subject: &Subject<'_>, consent: &Consent, found: &mut Vec<Diagnostic>) {
    let uses = subject.uses.of_consent(&consent.id);
    if uses.is_empty() {
        return;
    }
    if consent.places.is_empty() {
        found.push(Diagnostic::warning(
            ID,
            consent.place.clone(),
            format!("consent \"{}\" does not say where it holds, and is used in {}", consent.id, listed(uses)),
            "write places = [\"this website\", …] as they stand on the signed form",
        ));
        return;
    }
    for (way, words, what) in [
        (Way::Page, WEB, "on this website"),
        (Way::Poster, PRINT, "on a poster"),
        (Way::Post, POSTS, "in a post"),
    ] {
        let names = Phrases::of(words.iter().copied());
        let is_named = consent.places.iter().any(|place| !names.find(&phrase::words(place)).is_empty());
        let beyond: Vec<_> = uses.iter().copied().filter(|one| one.way == way).collect();
        if !is_named && !beyond.is_empty() {
            found.push(Diagnostic::warning(
                ID,
                consent.place.clone(),
                format!("consent \"{}\" names no use {what}, and is used in {}", consent.id, listed(&beyond)),
                "take it down there, or ask the person and write the place as it stands on the new form",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{lines_of, places_of};

    fn picture(alt: &str) -> usize {
        let entry = format!("[[picture]]\nfile = \"media/x.jpg\"\nalt = \"{alt}\"\n");
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\npicture = \"media/x.jpg\"\n+++\n\nText.\n";
        lines_of(ID, &[("media/x.jpg", "x"), ("media/media.toml +", &entry), ("pages/x.md", page)]).len()
    }

    #[test]
    fn a_photograph_of_people_needs_an_agreement_and_one_of_a_street_does_not() {
        assert_eq!(picture("A boy on a platform."), 1);
        assert_eq!(picture("Two officers at a door."), 1);
        assert_eq!(picture("A platform at night, and a rucksack."), 0);
        assert_eq!(picture("A cut-out paper boy."), 0);
    }

    #[test]
    fn a_page_may_have_the_agreement_for_its_picture() {
        let entry = "[[picture]]\nfile = \"media/x.jpg\"\nalt = \"A woman at a window.\"\n";
        let consent = "[[consent]]\nid = \"c\"\nreference = \"form 12\"\nscope = \"her picture\"\nplaces = [\"this website\"]\nexpires = 2027-12-31\n";
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\npicture = \"media/x.jpg\"\nconsent = \"c\"\n+++\n\nText.\n";
        let files = [
            ("media/x.jpg", "x"),
            ("media/media.toml +", entry),
            ("consents.toml", consent),
            ("pages/x.md", page),
        ];
        assert!(lines_of(ID, &files).is_empty());
    }

    #[test]
    fn a_story_is_made_up_or_agreed() {
        let page = |more: &str, text: &str| {
            let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n{more}\n+++\n\n{text}\n");
            lines_of(ID, &[("pages/x.md", &text)])
        };
        assert_eq!(page("hard_hitting = true", "It is late. She keeps one arm around the bag."), [7]);
        assert!(page("hard_hitting = true\ncomposite = true", "She keeps one arm around the bag.").is_empty());
        assert!(page("", "She keeps one arm around the bag.").is_empty());
        assert!(page("hard_hitting = true", "Ask: “Is she all right?”").is_empty());
    }

    #[test]
    fn a_use_beyond_the_form_is_found_with_its_places() {
        let consent = "[[consent]]\nid = \"c\"\nreference = \"form 12\"\nscope = \"her voice\"\nplaces = [\"the film at the cinema\"]\nexpires = 2027-12-31\n";
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\nconsent = \"c\"\n+++\n\nText.\n";
        assert_eq!(places_of(ID, &[("consents.toml", consent), ("pages/x.md", page)]), ["consents.toml:1:1"]);
        let web = consent.replace("the film at the cinema", "the council's website");
        assert!(places_of(ID, &[("consents.toml", &web), ("pages/x.md", page)]).is_empty());
    }
}

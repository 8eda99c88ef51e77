//! What goes into other programs: posts, copy, texts of pictures, measures and questions as CSV.

use super::super::csv::csv;
use super::super::kit::Kit;
use super::baseline;
use campaign::Post;
use words::Word;

/// The table of posts, beneath `toolkit/`.
pub(super) const POSTS: &str = "posts.csv";
/// The table of the texts of pictures.
pub(super) const ALTS: &str = "alt-texts.csv";

/// A picture beside the sheets: its path beneath `toolkit/`, and a text for people who cannot see it.
#[derive(Clone, Debug)]
pub(in crate::toolkit) struct Described {
    pub(in crate::toolkit) path: String,
    pub(in crate::toolkit) alt: String,
    /// The post that it belongs to.
    pub(crate) post: Option<String>,
}

/// Every table with its path beneath `toolkit/`; those with no row are left out.
pub(in crate::toolkit) fn tables(kit: &Kit<'_>, pictures: &[Described]) -> Vec<(&'static str, String)> {
    let tables = [
        (POSTS, posts(kit, pictures)),
        ("copy.csv", copies(kit)),
        (ALTS, alts(kit, pictures)),
        ("baseline.csv", measures(kit)),
        ("survey.csv", survey(kit)),
    ];
    tables
        .into_iter()
        .filter(|(_, rows)| rows.len() > 1)
        .map(|(path, rows)| (path, csv(rows)))
        .collect()
}

fn head<const N: usize>(columns: [&str; N]) -> Vec<String> {
    columns.map(str::to_owned).to_vec()
}

/// Scheduling tools look for these names.
fn posts(kit: &Kit<'_>, pictures: &[Described]) -> Vec<Vec<String>> {
    let mut rows = vec![head([
        "date", "time", "channel", "text", "picture", "alt text", "link",
    ])];
    rows.extend(kit.kept.posts.iter().map(|post| row(kit, post, pictures)));
    rows
}

fn row(kit: &Kit<'_>, post: &Post, pictures: &[Described]) -> Vec<String> {
    let zone = &kit.campaign().about.time_zone;
    let at = post.at.to_zoned_datetime(zone.clone());
    let card = pictures
        .iter()
        .find(|picture| picture.post.as_deref() == Some(post.id.as_str()));
    let (picture, alt) = match (card, &post.picture) {
        (Some(card), _) => (card.path.clone(), card.alt.clone()),
        (None, Some(file)) if kit.kept.has_file(file) => {
            let described = kit.campaign().media(file);
            let alt = described.map_or("", |media| media.alt.as_str());
            (format!("../{file}"), alt.to_owned())
        }
        _ => (String::new(), String::new()),
    };
    vec![
        at.date().to_string(),
        kit.words().time(at.time()),
        post.channel.clone(),
        post.copy.clone(),
        picture,
        alt,
        kit.context.public(""),
    ]
}

fn copies(kit: &Kit<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![head([
        "id",
        "channel",
        "characters",
        "limit",
        "text",
        "link",
        "audience",
    ])];
    rows.extend(kit.copies().into_iter().map(|copy| {
        vec![
            copy.id.to_string(),
            copy.channel.clone(),
            copy.text.chars().count().to_string(),
            copy.length.map(|most| most.to_string()).unwrap_or_default(),
            copy.text.value.clone(),
            kit.address(&copy.page),
            kit.audience(copy.audience.as_ref()).unwrap_or("").to_owned(),
        ]
    }));
    rows
}

/// Of every picture, the campaign's own and those made of it.
fn alts(kit: &Kit<'_>, pictures: &[Described]) -> Vec<Vec<String>> {
    let mut rows = vec![head(["file", "alt text", "credit"])];
    rows.extend(
        pictures
            .iter()
            .map(|picture| vec![picture.path.clone(), picture.alt.clone(), String::new()]),
    );
    let media = kit.campaign().media.iter();
    rows.extend(media.filter(|media| kit.kept.has_file(&media.file)).map(|media| {
        vec![
            format!("../{}", media.file),
            media.alt.clone(),
            media.credit.clone().unwrap_or_default(),
        ]
    }));
    rows
}

fn measures(kit: &Kit<'_>) -> Vec<Vec<String>> {
    let mut first = vec!["stage".to_owned()];
    first.extend(baseline::COLUMNS.map(|word: Word| kit.say(word)));
    let mut rows = vec![first];
    for (stage, measures) in baseline::stages(kit) {
        rows.extend(measures.into_iter().map(|measure| {
            let mut row = vec![kit.say(stage)];
            row.extend(baseline::row(measure));
            row
        }));
    }
    rows
}

fn survey(kit: &Kit<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![head(["id", "question", "answers"])];
    rows.extend(kit.campaign().survey.iter().map(|question| {
        vec![
            question.id.to_string(),
            question.text.clone(),
            question.answers.join(" | "),
        ]
    }));
    rows
}

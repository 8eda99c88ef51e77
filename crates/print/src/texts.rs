//! The texts of a sheet: how they are set, and which of them cannot be.

use crate::fonts;
use campaign::diagnostic::rules;
use campaign::press::Sheet;
use campaign::{Diagnostic, Place};

/// More characters than any text of a poster has use for. Beyond it nothing is tried out, so that a page of text cannot
/// hold up the press.
const MOST_CHARACTERS: usize = 1_200;

/// A text as it is set: straight quotes become the marks that a printer uses.
pub(crate) fn set(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut before = ' ';
    for sign in text.chars() {
        let opens = before.is_whitespace() || "([‘“—–-/".contains(before);
        let sign = match (sign, opens) {
            ('\'', true) => '‘',
            ('\'', false) => '’',
            ('"', true) => '“',
            ('"', false) => '”',
            (sign, _) if sign.is_control() => ' ',
            (sign, _) => sign,
        };
        set.push(sign);
        before = sign;
    }
    set
}

/// What a text is called in a finding, the text, and where it stands.
type Text<'s> = (String, &'s str, &'s Place);

fn all<'s>(sheet: &'s Sheet<'_>) -> Vec<Text<'s>> {
    let (poster, about) = (sheet.poster, &sheet.campaign.about);
    let mut texts: Vec<Text<'s>> = vec![
        (
            "the headline".to_owned(),
            &poster.headline.value,
            &poster.headline.place,
        ),
        ("the act".to_owned(), &poster.act.value, &poster.act.place),
        ("the campaign's name".to_owned(), &about.name, &about.place),
        ("the area's name".to_owned(), &about.area.name, &about.place),
    ];
    let points = |texts: &mut Vec<Text<'s>>, points: &'s [campaign::At<String>]| {
        for (at, point) in points.iter().enumerate() {
            texts.push((format!("point {}", at + 1), &point.value, &point.place));
        }
    };
    points(&mut texts, &poster.points);
    if let Some(back) = &poster.back {
        texts.push((
            "the heading of the back".to_owned(),
            &back.heading.value,
            &back.heading.place,
        ));
        points(&mut texts, &back.points);
    }
    if let Some(hashtag) = &about.hashtag {
        texts.push(("the hashtag".to_owned(), hashtag, &about.place));
    }
    for service in poster
        .help
        .iter()
        .filter_map(|id| sheet.campaign.help_service(id))
    {
        texts.push((
            format!("the name of \"{}\"", service.id),
            &service.name,
            &service.place,
        ));
        texts.push((
            format!("what \"{}\" does", service.id),
            &service.what,
            &service.place,
        ));
    }
    for partner in &about.partners {
        texts.push((
            format!("the name of \"{}\"", partner.id),
            &partner.name,
            &partner.place,
        ));
    }
    texts
}

/// What no typesetter needs to be asked about.
pub(crate) fn findings(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    all(sheet)
        .into_iter()
        .flat_map(|(what, text, place)| {
            let length = text.chars().count();
            let too_long = (length > MOST_CHARACTERS).then(|| {
                Diagnostic::error(
                    rules::TOO_LARGE,
                    place.clone(),
                    format!("{what} has {length} characters, and no poster has room for them"),
                    "write what can be read in passing: at most a few lines",
                )
            });
            let unknown = set(text).chars().find(|sign| !fonts::can_set(*sign));
            let unknown = unknown.map(|sign| {
                Diagnostic::error(
                    rules::BAD_VALUE,
                    place.clone(),
                    format!(
                        "{what} has the sign {sign:?} (U+{:04X}), which the posters' fonts do not have",
                        u32::from(sign)
                    ),
                    "write it in letters, or leave it out",
                )
            });
            [too_long, unknown]
        })
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_quotes_are_set_as_a_printer_sets_them() {
        assert_eq!(set("You don't say \"it's late\"."), "You don’t say “it’s late”.");
        assert_eq!(set("one\ntwo"), "one two");
    }
}

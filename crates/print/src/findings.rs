//! What the typesetter says, as findings: which line, what is wrong with it, what to do.

use crate::fault::Fault;
use campaign::diagnostic::rules;
use campaign::press::Sheet;
use campaign::{Diagnostic, Layout, Place};

/// What is wrong with a poster before anything is laid out.
pub(crate) fn beforehand(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let poster = sheet.poster;
    let mut found = crate::texts::findings(sheet);
    let needs_picture = poster.layout != Layout::Type;
    match (&poster.picture, sheet.picture) {
        (None, _) if needs_picture => found.push(Diagnostic::error(
            rules::MISSING_FIELD,
            poster.place.clone(),
            format!("a poster in the layout {} needs a picture", poster.layout.name()),
            "name one in `picture`, or choose the layout \"type\"",
        )),
        (Some(path), None) if needs_picture => found.push(Diagnostic::error(
            rules::BAD_MEDIA,
            path.place.clone(),
            format!("the picture {} cannot be printed", path.value),
            "put a picture there that can be read: SVG, JPEG, PNG or WebP",
        )),
        (Some(path), Some(art)) if needs_picture && art.alt.trim().is_empty() => {
            found.push(Diagnostic::error(
                rules::MISSING_FIELD,
                path.place.clone(),
                format!("the picture {} has no text in its place", path.value),
                "write its `alt` in media/media.toml",
            ));
        }
        _ => {}
    }
    for (partner, mark) in &sheet.marks {
        if mark.alt.trim().is_empty() {
            found.push(Diagnostic::error(
                rules::MISSING_FIELD,
                mark_place(sheet, partner.as_str()),
                format!("the mark of \"{partner}\" has no text in its place"),
                "write its `alt` in media/media.toml",
            ));
        }
    }
    found
}

/// A fault of the typesetter with the place of the line that it is about.
pub(crate) fn of(sheet: &Sheet<'_>, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::TooLong { text, times } => too_long(sheet, text, *times),
        Fault::Refused { said, file } => refused(sheet, said, file.as_deref().unwrap_or("")),
    }
}

fn too_long(sheet: &Sheet<'_>, text: &str, times: f64) -> Diagnostic {
    let (poster, format) = (sheet.poster, sheet.format);
    let room = format!("{times:.1} times the room that a {format} has for it");
    let elsewhere = format!("leave {format} out of the poster's `formats`");
    let shorter = |characters: usize| {
        // Rounded down to whole tens; a text of a few thousand characters is far below 2^52.
        let left = ((characters as f64 / times / 10.0) as usize * 10).max(10);
        format!("leave words out until about {left} of its {characters} characters are left, or {elsewhere}")
    };
    let (place, what, advice): (&Place, &str, String) = match text {
        "headline" => (
            &poster.headline.place,
            "the headline needs",
            shorter(poster.headline.chars().count()),
        ),
        "act" => (
            &poster.act.place,
            "the act needs",
            shorter(poster.act.chars().count()),
        ),
        "points" => (
            poster.points.first().map_or(&poster.place, |point| &point.place),
            "the points need",
            format!("say it in fewer points, or {elsewhere}"),
        ),
        "back" => (
            poster
                .back
                .as_ref()
                .map_or(&poster.place, |back| &back.heading.place),
            "the back and the help services need",
            "say it in fewer points, or name fewer help services".to_owned(),
        ),
        _ => (
            &poster.place,
            "the help services need",
            format!("name fewer of them, or {elsewhere}"),
        ),
    };
    Diagnostic::error(rules::TOO_LARGE, place.clone(), format!("{what} {room}"), advice)
}

fn refused(sheet: &Sheet<'_>, said: &str, file: &str) -> Diagnostic {
    let poster = sheet.poster;
    if let (Some(path), true) = (&poster.picture, file.starts_with("/picture")) {
        return Diagnostic::error(
            rules::BAD_MEDIA,
            path.place.clone(),
            format!("the picture {} cannot be printed: {said}", path.value),
            "save it again, or use another one",
        );
    }
    let marked = file.strip_prefix("/mark-").and_then(|rest| {
        let number: usize = rest.split('.').next()?.parse().ok()?;
        sheet.marks.get(number)
    });
    if let Some((partner, mark)) = marked {
        return Diagnostic::error(
            rules::BAD_MEDIA,
            mark_place(sheet, partner.as_str()),
            format!("the mark {} cannot be printed: {said}", mark.path),
            "save it again, or ask the partner for another file",
        );
    }
    Diagnostic::error(
        rules::BAD_VALUE,
        poster.place.clone(),
        format!("the poster cannot be printed as {}: {said}", sheet.format),
        "choose another layout or format; if it happens again, report it as a fault of the program",
    )
}

fn mark_place(sheet: &Sheet<'_>, partner: &str) -> Place {
    let poster = sheet.poster;
    let partners = sheet.campaign.about.partners.iter();
    let mark = partners
        .filter(|one| one.id.as_str() == partner)
        .find_map(|one| one.mark.as_ref());
    mark.map_or_else(|| poster.place.clone(), |mark| mark.place.clone())
}

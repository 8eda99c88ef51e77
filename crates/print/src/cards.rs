//! A card: a picture for a network or an advertisement, drawn to the pixel and within its weight.

// Where everything stands.
mod compose;
// How much room words take.
mod measure;
// Pixels as numbers of few colours.
mod palette;
// Pixels as a file.
mod encode;
#[cfg(test)]
mod tests;

use crate::edges;
use crate::fault::Fault;
use crate::picture::{self, Grain};
use crate::poster::{colours, language};
use crate::setting::{at_the_press, typeset};
use crate::texts::set;
use campaign::diagnostic::{RuleId, rules};
use campaign::press::{Art, Card, Printed};
use campaign::{Diagnostic, Place};
use compose::{Asked, Composition, Layer, NoRoom, Role, Run, compose};
use encode::{NoFile, Pixels, jpeg, png};
use measure::Face;
use serde_json::{Value as Json, json};
use typst::foundations::Bytes;
use typst_render::{RenderOptions, render};
use words::{Word, Words};

/// The most that a photograph weighs inside a card before the card itself is written.
const PHOTOGRAPH_BYTES: usize = 600_000;

/// Draws a card.
pub(crate) fn card(card: &Card<'_>) -> Result<Printed, Vec<Diagnostic>> {
    let asked = asked(card)?;
    let composition = compose(&asked).map_err(|NoRoom(role)| vec![no_room(card, role)])?;
    let made = at_the_press(|| draw(card, &composition));
    let drawn = made.map_err(|faults| {
        faults
            .iter()
            .map(|fault| undrawn(card, fault))
            .collect::<Vec<_>>()
    })?;
    let pixels = Pixels {
        width: drawn.width,
        height: drawn.height,
        rgba: &drawn.rgba,
    };
    let max_bytes = card.size.max_bytes();
    let printed = if card.has_photograph() {
        jpeg(&pixels, max_bytes).map(Printed::Jpeg)
    } else {
        png(&pixels, max_bytes).map(Printed::Png)
    };
    printed.map_err(|fault| vec![unwritten(card, fault)])
}

fn asked<'c>(card: &'c Card<'_>) -> Result<Asked<'c>, Vec<Diagnostic>> {
    let about = &card.campaign.about;
    let words = Words::of(&about.language);
    let text = &card.text;
    let pictures = card.pictures.iter().take(2);
    let ratios = pictures
        .map(|art| f64::from(art.width.max(1)) / f64::from(art.height.max(1)))
        .collect();
    let sign = about.hashtag.as_deref().unwrap_or(&about.name);
    let said = [Some(text.headline), text.line, text.act, Some(sign)];
    if let Some(character) = said.into_iter().flatten().find_map(Face::unknown) {
        return Err(vec![finding(
            card,
            rules::TOO_LARGE,
            format!("the card of these words has the character \"{character}\", which no font here has"),
            "write it in words, or take it out",
        )]);
    }
    Ok(Asked {
        size: card.size,
        ratios,
        number: text.number.map(|number| number.to_string()),
        headline: set(text.headline),
        line: text.line.map(set),
        act: text.act.map(set),
        sign: set(sign),
        note: about
            .worked_example
            .then(|| words.get(Word::WorkedExampleShort).to_owned()),
    })
}

struct Drawn {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

fn draw(card: &Card<'_>, composition: &Composition) -> Result<Drawn, Vec<Fault>> {
    let shown = composition.layers.iter().find_map(|layer| match layer {
        Layer::Picture(index, area) => Some((card.pictures.get(*index)?, area)),
        _ => None,
    });
    let mut files = match shown {
        Some((art, area)) => {
            let grain = Grain {
                // A side is at most some thousands of pixels.
                width: area.width.ceil() as u32,
                bytes: PHOTOGRAPH_BYTES,
            };
            vec![picture::file("picture", art, grain)?]
        }
        None => Vec::new(),
    };
    let name = files.first().map_or("", |(name, _)| name.as_str());
    let data = data(card, composition, name);
    files.push(("/sheet.json".to_owned(), Bytes::from_string(data.to_string())));
    let document = typeset("/card.typ", files)?;
    if let Some(words) = edges::cut_off(&document) {
        return Err(Fault::of(format!("\"{words}\" would run over its edge")));
    }
    let page = document
        .pages()
        .first()
        .ok_or_else(|| Fault::of("it has no side"))?;
    let options = RenderOptions {
        pixel_per_pt: 1.0.into(),
        render_bleed: false,
    };
    let pixmap = render(page, &options);
    Ok(Drawn {
        width: pixmap.width(),
        height: pixmap.height(),
        rgba: pixmap.take(),
    })
}

fn data(card: &Card<'_>, composition: &Composition, picture: &str) -> Json {
    let (language, region) = language(&card.campaign.about.language);
    let sheet = |layer: &Layer| sheet(layer, picture);
    json!({
        "language": language,
        "region": region,
        "width": card.size.width,
        "height": card.size.height,
        "colours": colours(&card.campaign.theme.light),
        "layers": composition.layers.iter().map(sheet).collect::<Vec<_>>(),
        "runs": composition.runs.iter().map(run).collect::<Vec<_>>(),
    })
}

fn sheet(layer: &Layer, picture: &str) -> Json {
    let paper = |paper: &str, points: &[(f64, f64)]| {
        let points: Vec<[f64; 2]> = points.iter().map(|(x, y)| [*x, *y]).collect();
        json!({ "paper": paper, "points": points })
    };
    match layer {
        Layer::Picture(_, area) => json!({
            "picture": picture,
            "x": area.x,
            "y": area.y,
            "width": area.width,
            "height": area.height,
        }),
        Layer::Ground(points) => paper("ground", points),
        Layer::Strip(points) => paper("strip", points),
        Layer::Shadow(points) => paper("shadow", points),
    }
}

fn run(run: &Run) -> Json {
    let face = match run.face {
        Face::Shout => "shout",
        Face::Read => "read",
        Face::Strong => "strong",
    };
    json!({
        "role": run.role.name(),
        "face": face,
        "size": run.size,
        "x": run.x,
        "y": run.y,
        "text": run.text,
    })
}

fn finding(card: &Card<'_>, rule: RuleId, message: String, advice: &str) -> Diagnostic {
    Diagnostic::error(rule, Place::clone(card.place), message, advice)
}

fn size_of(card: &Card<'_>) -> String {
    format!(
        "\"{}\" ({} × {})",
        card.size.name, card.size.width, card.size.height
    )
}

fn no_room(card: &Card<'_>, role: Role) -> Diagnostic {
    let what = match role {
        Role::Number | Role::Headline => "the sentence",
        Role::Line => "the line below the sentence",
        Role::Act => "what to do",
        Role::Sign | Role::Note => "the campaign's name",
    };
    finding(
        card,
        rules::TOO_LARGE,
        format!("{what} has no room on a card of the size {}", size_of(card)),
        "say it in fewer or shorter words",
    )
}

fn no_picture(card: &Card<'_>, art: &Art<'_>, why: &str) -> Diagnostic {
    finding(
        card,
        rules::BAD_MEDIA,
        format!("{} cannot be drawn on a card: {why}", art.path),
        "save the picture again with another program",
    )
}

fn undrawn(card: &Card<'_>, fault: &Fault) -> Diagnostic {
    let why = match fault {
        Fault::Refused { said, .. } => said.clone(),
        Fault::TooLong { text, .. } => format!("{text} is too long"),
    };
    match card.pictures.first() {
        Some(art) => no_picture(card, art, &why),
        None => finding(
            card,
            rules::BAD_MEDIA,
            format!("a card of the size {} cannot be drawn: {why}", size_of(card)),
            "say it in other words",
        ),
    }
}

fn unwritten(card: &Card<'_>, fault: NoFile) -> Diagnostic {
    match fault {
        NoFile::TooHeavy(bytes) => finding(
            card,
            rules::TOO_LARGE,
            format!(
                "a card of the size {} has {} kB at its lightest; it may have {}",
                size_of(card),
                bytes.div_ceil(1000),
                card.size.max_kb.unwrap_or_default()
            ),
            "take a calmer picture, or make max_kb of theme/cards.toml larger if that is allowed there",
        ),
        NoFile::Refused(why) => finding(
            card,
            rules::BAD_MEDIA,
            format!("a card of the size {} cannot be written: {why}", size_of(card)),
            "give the size shorter sides in theme/cards.toml",
        ),
    }
}

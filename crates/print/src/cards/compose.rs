//! Where everything stands on a card: a picture that is never cropped, the sentence as large as it goes, and a strip of paper
//! with the one thing to do.
//!
//! A card of 320 × 50 and one of 1080 × 1920 have nothing in common but their parts. So nothing is placed by hand: some dozens of
//! arrangements are measured, and the one with the largest sentence beside the largest picture is taken.

mod body;
mod strip;

use super::measure::{Face, Lines};
use campaign::CardSize;

/// What is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) size: &'a CardSize,
    /// Width by height of the pictures to choose from.
    pub(crate) ratios: Vec<f64>,
    pub(crate) number: Option<String>,
    pub(crate) headline: String,
    pub(crate) line: Option<String>,
    pub(crate) act: Option<String>,
    /// The hashtag, or the campaign's name.
    pub(crate) sign: String,
    /// "Worked example".
    pub(crate) note: Option<String>,
}

/// What a text means: the template chooses its colour by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Number,
    Headline,
    Line,
    Act,
    Sign,
    Note,
}

impl Role {
    /// Its name in the template.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Number => "number",
            Role::Headline => "headline",
            Role::Line => "line",
            Role::Act => "act",
            Role::Sign => "sign",
            Role::Note => "note",
        }
    }
}

/// A line of text: `x` is its left edge, `y` the top of its capitals.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) role: Role,
    pub(crate) face: Face,
    pub(crate) size: f64,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) text: String,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    fn right(self) -> f64 {
        self.x + self.width
    }

    fn bottom(self) -> f64 {
        self.y + self.height
    }
}

/// Something flat, in the order of lying on each other.
#[derive(Clone, Debug)]
pub(crate) enum Layer {
    /// The picture of this index, in its place.
    Picture(usize, Area),
    /// Paper of the ground's colour.
    Ground(Vec<(f64, f64)>),
    /// Paper of the colour of the one thing to do.
    Strip(Vec<(f64, f64)>),
    /// What paper throws on what lies beneath it.
    Shadow(Vec<(f64, f64)>),
}

/// A card, laid out.
#[derive(Clone, Debug)]
pub(crate) struct Composition {
    pub(crate) layers: Vec<Layer>,
    pub(crate) runs: Vec<Run>,
}

/// What has no room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoRoom(pub(crate) Role);

/// Lengths that follow from a card's size.
#[derive(Clone, Copy, Debug)]
struct Scale {
    width: f64,
    height: f64,
    /// The side of a square of the same area: what "large" is measured by.
    unit: f64,
    margin: f64,
    /// How far a cut edge runs off the straight line.
    slant: f64,
    /// Shown as it is, in a column of a web page: where there is no room for all, the sentence comes before the rest.
    is_small: bool,
    /// Wide and low: things stand side by side.
    is_flat: bool,
}

impl Scale {
    fn of(size: &CardSize) -> Scale {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let unit = (width * height).sqrt();
        Scale {
            width,
            height,
            unit,
            margin: (0.062 * width.min(height)).clamp(5.0, 90.0),
            slant: 0.012 * unit,
            is_small: unit < 600.0,
            is_flat: width / height > 3.2,
        }
    }

    /// The smallest size of the sentence. Networks show their cards at less than half their size on a phone;
    /// advertisements are shown as they are.
    fn least_headline(&self) -> f64 {
        (0.045 * self.unit).max(13.0)
    }

    /// The smallest size of anything else.
    fn least(&self) -> f64 {
        (0.025 * self.unit).max(9.5)
    }
}

/// Lays a card out.
pub(crate) fn compose(asked: &Asked<'_>) -> Result<Composition, NoRoom> {
    let scale = Scale::of(asked.size);
    let strip = strip::strip(asked, &scale)?;
    let body = body::body(asked, &scale, strip.left)?;
    let mut layers = body.layers;
    layers.extend(strip.layers);
    let mut runs = body.runs;
    runs.extend(strip.runs);
    Ok(Composition { layers, runs })
}

/// What is seen of a paper's shadow: the band from its own edge to a little beneath the paper's. The rest would be drawn pixel by
/// pixel, and then covered. `edge` gives the paper with its edge so far out.
fn shadow(edge: impl Fn(f64) -> Vec<(f64, f64)>, fall: f64) -> Vec<(f64, f64)> {
    const BENEATH: f64 = 2.0;
    let (outer, inner) = (edge(fall), edge(-BENEATH));
    let pairs: Vec<_> = outer.into_iter().zip(inner).collect();
    let moved = || pairs.iter().filter(|(outer, inner)| outer != inner);
    moved()
        .map(|(outer, _)| *outer)
        .chain(moved().rev().map(|(_, inner)| *inner))
        .collect()
}

/// Puts lines at a place.
fn put(runs: &mut Vec<Run>, role: Role, lines: &Lines, x: f64, y: f64) {
    for (index, line) in lines.lines.iter().enumerate() {
        runs.push(Run {
            role,
            face: lines.face,
            size: lines.size,
            x,
            y: y + index as f64 * lines.face.pitch() * lines.size,
            text: line.clone(),
        });
    }
}

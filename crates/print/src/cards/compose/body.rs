//! What is above the strip, or at its left: the picture and the sentence.

use super::super::measure::{Face, Lines, Words};
use super::{Area, Asked, Layer, NoRoom, Role, Run, Scale, put, shadow};

/// Picture and sentence.
pub(super) struct Body {
    pub(super) layers: Vec<Layer>,
    pub(super) runs: Vec<Run>,
}

/// How a picture lies.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lie {
    index: usize,
    area: Area,
}

/// Words in their places, and how large the sentence came out.
struct Worded {
    runs: Vec<Run>,
    headline: f64,
}

/// Tries every arrangement and takes the best. `left` is what the strip leaves.
pub(super) fn body(asked: &Asked<'_>, scale: &Scale, left: Area) -> Result<Body, NoRoom> {
    let alone = || {
        let top = f64::from(asked.size.clear_top).max(scale.margin);
        let area = Area {
            x: scale.margin,
            y: top,
            width: left.width - 2.0 * scale.margin,
            height: left.height - top - scale.margin,
        };
        let worded = worded(asked, scale, area, None).ok_or(NoRoom(Role::Headline))?;
        Ok(Body {
            layers: Vec::new(),
            runs: worded.runs,
        })
    };
    if asked.ratios.is_empty() {
        return alone();
    }
    let mut best: Option<(f64, Lie, Worded)> = None;
    for lie in lies(asked, scale, left) {
        for worded in arrangements(asked, scale, left, lie.area) {
            let score = score(scale, left, lie.area, worded.headline);
            if best.as_ref().is_none_or(|(before, ..)| score > *before) {
                best = Some((score, lie, worded));
            }
        }
    }
    match best {
        Some((_, lie, worded)) => Ok(Body {
            layers: layers(scale, left, lie),
            runs: worded.runs,
        }),
        // On the smallest the sentence comes before the picture.
        None if scale.is_small => alone(),
        None => Err(NoRoom(Role::Headline)),
    }
}

/// Where the pictures may lie: at the edge, whole, in some sizes.
fn lies(asked: &Asked<'_>, scale: &Scale, left: Area) -> Vec<Lie> {
    let mut lies = Vec::new();
    for (index, ratio) in asked.ratios.iter().enumerate() {
        // As wide as the card, as high as the card, and some smaller ones that leave room on two sides.
        let full = [left.width, left.height * ratio];
        let parts = [0.8, 0.72, 0.64, 0.58, 0.52, 0.46, 0.4].map(|part| part * left.width);
        for width in full.into_iter().chain(parts) {
            let height = width / ratio;
            if width > left.width + 0.5 || height > left.height + 0.5 {
                continue;
            }
            let area = Area {
                x: if scale.is_flat { 0.0 } else { left.width - width },
                y: 0.0,
                width,
                height,
            };
            lies.push(Lie { index, area });
        }
    }
    lies
}

/// The words beside the picture, and the words below it.
fn arrangements(asked: &Asked<'_>, scale: &Scale, left: Area, picture: Area) -> Vec<Worded> {
    let gap = 0.85 * scale.margin;
    let top = f64::from(asked.size.clear_top).max(scale.margin);
    let beside = if scale.is_flat {
        Area {
            x: picture.right() + gap,
            y: scale.margin,
            width: left.width - picture.right() - 2.0 * gap,
            height: left.height - 2.0 * scale.margin,
        }
    } else {
        Area {
            x: scale.margin,
            y: top,
            width: picture.x - scale.margin - gap,
            height: left.height - top - 0.6 * scale.margin,
        }
    };
    let y = (picture.bottom() + gap).max(top);
    let below = Area {
        x: scale.margin,
        y,
        width: left.width - 2.0 * scale.margin,
        height: left.height - y - 0.6 * scale.margin,
    };
    let corner = Area {
        height: picture.bottom() - top,
        ..beside
    };
    let mut all = Vec::new();
    all.extend(worded(asked, scale, beside, None));
    if !scale.is_flat {
        all.extend(worded(asked, scale, below, None));
        all.extend(worded(asked, scale, below, Some(corner)));
    }
    all
}

/// Number, sentence and line in a box, the sentence as large as it goes. The number may stand in a corner of its own.
fn worded(asked: &Asked<'_>, scale: &Scale, area: Area, corner: Option<Area>) -> Option<Worded> {
    if area.width < 2.0 * scale.margin || area.height < scale.least_headline() {
        return None;
    }
    let mut runs = Vec::new();
    let mut area = area;
    let mut above = 0.0;
    if let Some(number) = &asked.number {
        let words = Words::of(Face::Shout, number);
        let most = 0.34 * scale.unit;
        match corner {
            Some(corner) => {
                let lines = words.fit(corner.width, corner.height, scale.least_headline(), most)?;
                put(&mut runs, Role::Number, &lines, corner.x, corner.y);
            }
            // Beside a sentence on one or two lines, or above it.
            None if area.width > 3.2 * area.height => {
                let size = (0.8 * area.height / Face::Shout.cap()).min(most);
                let lines = words.at(size, area.width * 0.3)?;
                let y = area.y + (area.height - Face::Shout.cap() * size) / 2.0;
                put(&mut runs, Role::Number, &lines, area.x, y);
                let taken = lines.width + (0.8 * scale.margin).max(0.2 * size);
                area.x += taken;
                area.width -= taken;
            }
            None => above = 1.3,
        }
    } else if corner.is_some() {
        return None;
    }
    let text = Words::of(Face::Shout, &asked.headline);
    let line = asked.line.as_deref().map(|line| Words::of(Face::Read, line));
    let (headline, line) = sentence_and_line(&text, line.as_ref(), scale, area, above)?;
    let size = headline.size;
    let gap = 0.5 * scale.margin;
    let number = above * size;
    let taken = number * (Face::Shout.cap() + 0.35);
    let content = taken + headline.height + line.as_ref().map_or(0.0, |line| gap + line.height);
    let mut y = area.y + (area.height - content).max(0.0) / 2.0;
    if let Some(text) = asked.number.as_deref().filter(|_| above > 0.0) {
        let lines = Words::of(Face::Shout, text).at(number, area.width)?;
        put(&mut runs, Role::Number, &lines, area.x, y);
        y += taken;
    }
    put(&mut runs, Role::Headline, &headline, area.x, y);
    if let Some(line) = &line {
        put(&mut runs, Role::Line, line, area.x, y + headline.height + gap);
    }
    Some(Worded { runs, headline: size })
}

/// The largest sentence beneath which its line still has room. On a small card the line goes before the sentence gets small.
fn sentence_and_line(
    text: &Words<'_>,
    line: Option<&Words<'_>>,
    scale: &Scale,
    area: Area,
    above: f64,
) -> Option<(Lines, Option<Lines>)> {
    let least = scale.least_headline();
    let gap = 0.5 * scale.margin;
    let mut size = (0.22 * scale.unit).max(least);
    loop {
        let at = size.max(least);
        let room = area.height - above * at * (Face::Shout.cap() + 0.35);
        let fits = text.height(at, area.width).is_some_and(|height| height <= room);
        if let Some(headline) = fits.then(|| text.at(at, area.width)).flatten() {
            let best = (0.36 * at).clamp(scale.least(), (0.05 * scale.unit).max(scale.least()));
            match line {
                None => return Some((headline, None)),
                Some(line) => {
                    let left = room - headline.height - gap;
                    if let Some(line) = line.fit(area.width, left, (0.85 * best).max(scale.least()), best) {
                        return Some((headline, Some(line)));
                    }
                    if scale.is_small && at < 1.5 * least {
                        return Some((headline, None));
                    }
                }
            }
        }
        if at <= least {
            return None;
        }
        size *= 0.97;
    }
}

/// How good an arrangement is: a sentence that can be read from afar, beside a picture that can be seen.
fn score(scale: &Scale, left: Area, picture: Area, headline: f64) -> f64 {
    let words = (headline / (0.15 * scale.unit)).min(1.0);
    let share = picture.width * picture.height / (left.width * left.height);
    let seen = (share / 0.6).min(1.0);
    // A picture that ends at three edges of the card looks meant; one in the corner looks stuck on.
    let is_bled = picture.width > left.width - 1.0 || picture.height > left.height - 1.0;
    let rest = if is_bled { 1.15 } else { 1.0 };
    words * words.sqrt() * seen * rest
}

/// The picture, and the ground cut around it: no edge is quite straight.
fn layers(scale: &Scale, left: Area, lie: Lie) -> Vec<Layer> {
    let Area { x, width, height, .. } = lie.area;
    let cut = scale.slant;
    let fall = 0.5 * scale.slant;
    let mut layers = vec![Layer::Picture(lie.index, lie.area)];
    let right = x + width;
    let is_high = height > left.height - 1.0;
    let is_wide = width > left.width - 1.0;
    // The ground beside the picture lies on it.
    if !is_wide && scale.is_flat {
        let edge = |by: f64| {
            vec![
                (right - cut - by, 0.0),
                (left.width + cut, 0.0),
                (left.width + cut, left.height),
                (right - by, left.height),
            ]
        };
        layers.push(Layer::Shadow(shadow(edge, fall)));
        layers.push(Layer::Ground(edge(0.0)));
    } else if !is_wide && is_high {
        let edge = |by: f64| {
            vec![
                (0.0, 0.0),
                (x + cut + by, 0.0),
                (x + by, left.height + cut),
                (0.0, left.height + cut),
            ]
        };
        layers.push(Layer::Shadow(shadow(edge, fall)));
        layers.push(Layer::Ground(edge(0.0)));
    } else if is_wide && !is_high {
        let edge = |by: f64| {
            vec![
                (0.0, height - cut - by),
                (left.width, height - by),
                (left.width, left.height + cut),
                (0.0, left.height + cut),
            ]
        };
        layers.push(Layer::Shadow(shadow(edge, fall)));
        layers.push(Layer::Ground(edge(0.0)));
    } else if !is_wide {
        // A picture in the corner lies on the ground.
        let sheet = vec![
            (x + cut - fall, 0.0),
            (right, 0.0),
            (right, height + fall),
            (x - fall, height - cut + fall),
        ];
        layers.insert(0, Layer::Shadow(sheet));
        layers.push(Layer::Ground(vec![(x, 0.0), (x + cut, 0.0), (x, height)]));
        layers.push(Layer::Ground(vec![
            (x, height),
            (x, height - cut),
            (right, height),
        ]));
    }
    layers
}

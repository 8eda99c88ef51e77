//! The strip of paper at the foot of a card, or at the right of a flat one: the one thing to do, and whose campaign it is.

use super::super::measure::{Face, Lines, Words};
use super::{Area, Asked, Layer, NoRoom, Role, Run, Scale, put, shadow};

/// The strip, and what it leaves for the rest.
pub(super) struct Strip {
    pub(super) left: Area,
    pub(super) layers: Vec<Layer>,
    pub(super) runs: Vec<Run>,
}

/// The strip of a card.
pub(super) fn strip(asked: &Asked<'_>, scale: &Scale) -> Result<Strip, NoRoom> {
    if scale.is_flat {
        at_the_right(asked, scale)
    } else {
        at_the_foot(asked, scale)
    }
}

/// Sizes to try, from the one that looks best to the smallest.
fn sizes(best: f64, least: f64) -> impl Iterator<Item = f64> {
    (0..40)
        .map(move |step| best * 0.95_f64.powi(step))
        .take_while(move |size| *size > least)
        .chain([least])
}

/// Hashtag and note, each on as few lines as fit.
struct Signature {
    sign: Lines,
    note: Option<Lines>,
}

impl Signature {
    fn of(asked: &Asked<'_>, scale: &Scale, width: f64) -> Option<Signature> {
        let least = scale.least();
        let set = |face: Face, text: &str, best: f64| {
            Words::of(face, text).fit(width, f64::INFINITY, least, best.max(least))
        };
        let note = match &asked.note {
            Some(note) => Some(set(Face::Read, note, 0.027 * scale.unit)?),
            None => None,
        };
        let best = (0.038 * scale.unit).max(least * 1.25);
        Some(Signature {
            sign: set(Face::Strong, &asked.sign, best)?,
            note,
        })
    }

    fn gap(&self) -> f64 {
        0.35 * self.sign.size
    }

    fn width(&self) -> f64 {
        let note = self.note.as_ref().map_or(0.0, |note| note.width);
        note.max(self.sign.width)
    }

    fn height(&self) -> f64 {
        let note = self.note.as_ref().map_or(0.0, |note| note.height + self.gap());
        self.sign.height + note
    }

    fn put(&self, runs: &mut Vec<Run>, x: f64, y: f64) {
        put(runs, Role::Sign, &self.sign, x, y);
        if let Some(note) = &self.note {
            put(runs, Role::Note, note, x, y + self.sign.height + self.gap());
        }
    }

    /// Hashtag at the left, note at the right, on one line.
    fn put_apart(&self, runs: &mut Vec<Run>, scale: &Scale, y: f64) {
        put(runs, Role::Sign, &self.sign, scale.margin, y);
        if let Some(note) = &self.note {
            let down = self.sign.face.cap() * self.sign.size - note.face.cap() * note.size;
            let x = scale.width - scale.margin - note.width;
            put(runs, Role::Note, note, x, y + down.max(0.0));
        }
    }
}

/// At the foot: what to do at the left, whose it is at the right; on a narrow card one below the other.
fn at_the_foot(asked: &Asked<'_>, scale: &Scale) -> Result<Strip, NoRoom> {
    let is_narrow = scale.width < 0.9 * scale.height || scale.width < 260.0;
    let inner = scale.width - 2.0 * scale.margin;
    let signature = Signature::of(asked, scale, inner).ok_or(NoRoom(Role::Sign))?;
    let (pad, gap) = (0.75 * scale.margin, 0.8 * scale.margin);
    let clear = f64::from(asked.size.clear_bottom);
    let set = |is_narrow: bool| {
        let act = act_at_the_foot(asked, scale, &signature, is_narrow)?;
        Some((is_narrow, Some(act)))
    };
    // A long name leaves no room beside it.
    let (is_narrow, act) = set(is_narrow).or_else(|| set(true)).unwrap_or((is_narrow, None));
    if asked.act.is_some() && act.is_none() && !scale.is_small {
        return Err(NoRoom(Role::Act));
    }
    let apart = signature.width() * 2.2 < inner;
    let content = match &act {
        Some(act) if is_narrow => act.height + gap + signature.height(),
        Some(act) => act.height.max(signature.height()),
        None if apart => signature.sign.height,
        None => signature.height(),
    };
    let height = content + 2.0 * pad + scale.slant;
    let top = scale.height - clear - height;
    let y = top + pad + scale.slant;
    let mut runs = Vec::new();
    match &act {
        Some(act) if is_narrow => {
            put(&mut runs, Role::Act, act, scale.margin, y);
            signature.put(&mut runs, scale.margin, y + act.height + gap);
        }
        Some(act) => {
            put(
                &mut runs,
                Role::Act,
                act,
                scale.margin,
                y + (content - act.height) / 2.0,
            );
            let x = scale.width - scale.margin - signature.width();
            signature.put(&mut runs, x, y + (content - signature.height()) / 2.0);
        }
        None if apart => signature.put_apart(&mut runs, scale, y),
        None => signature.put(&mut runs, scale.margin, y),
    }
    let edge = |by: f64| {
        vec![
            (0.0, top + scale.slant - by),
            (scale.width, top - by),
            (scale.width, scale.height),
            (0.0, scale.height),
        ]
    };
    Ok(Strip {
        left: Area {
            x: 0.0,
            y: 0.0,
            width: scale.width,
            height: top,
        },
        layers: vec![
            Layer::Shadow(shadow(edge, 0.5 * scale.slant)),
            Layer::Strip(edge(0.0)),
        ],
        runs,
    })
}

fn act_at_the_foot(
    asked: &Asked<'_>,
    scale: &Scale,
    signature: &Signature,
    is_narrow: bool,
) -> Option<Lines> {
    let words = Words::of(Face::Strong, asked.act.as_deref()?);
    let inner = scale.width - 2.0 * scale.margin;
    let (pad, gap) = (0.75 * scale.margin, 0.8 * scale.margin);
    let (width, taken, most_lines, share) = if is_narrow {
        (inner, signature.height() + gap, 6, 0.36)
    } else {
        (inner - signature.width() - 1.6 * gap, 0.0, 3, 0.3)
    };
    let most = share * (scale.height - f64::from(asked.size.clear_bottom)) - taken - 2.0 * pad;
    let best = if is_narrow { 0.046 } else { 0.052 } * scale.unit;
    let best = best.max(scale.least() * 1.35);
    let fits = |size: f64, most_lines: usize| {
        let is_low = words.height(size, width).is_some_and(|height| height <= most);
        let lines = is_low.then(|| words.at(size, width)).flatten()?;
        (lines.lines.len() <= most_lines).then_some(lines)
    };
    // Two lines are a strip, three a block: they may be somewhat smaller for it.
    sizes(best, (0.72 * best).max(scale.least()))
        .find_map(|size| fits(size, 2))
        .or_else(|| sizes(best, scale.least()).find_map(|size| fits(size, most_lines)))
}

/// At the right of a flat card: all of it in a column.
fn at_the_right(asked: &Asked<'_>, scale: &Scale) -> Result<Strip, NoRoom> {
    let pad = scale.margin;
    let room = scale.height - 1.4 * pad;
    let gap = (0.09 * scale.height).max(2.0);
    let column = |width: f64, act: Option<&str>| {
        let signature = Signature::of(asked, scale, width)?;
        let left = room - signature.height() - gap;
        let act = match act {
            Some(act) => {
                let words = Words::of(Face::Strong, act);
                let best = (0.062 * scale.unit).max(scale.least() * 1.5);
                let fits = |size: &f64| words.height(*size, width).is_some_and(|height| height <= left);
                let size = sizes(best, scale.least()).find(fits)?;
                Some(words.at(size, width)?)
            }
            None => None,
        };
        (signature.height() <= room).then_some((width, act, signature))
    };
    let widths = [0.2, 0.24, 0.28, 0.32, 0.36].map(|share| share * scale.width);
    let whole = || {
        widths
            .iter()
            .find_map(|width| column(*width, asked.act.as_deref()))
    };
    let may_lack = asked.act.is_none() || scale.is_small;
    let without = || {
        widths
            .iter()
            .filter(|_| may_lack)
            .find_map(|width| column(*width, None))
    };
    let (width, act, signature) = whole().or_else(without).ok_or(NoRoom(Role::Act))?;
    // No wider than its words.
    let words = act.as_ref().map_or(0.0, |act| act.width).max(signature.width());
    let left = scale.width - words.min(width) - 2.0 * pad - scale.slant;
    let x = left + pad + scale.slant;
    let content = act.as_ref().map_or(0.0, |act| act.height + gap) + signature.height();
    let mut y = (scale.height - content) / 2.0;
    let mut runs = Vec::new();
    if let Some(act) = &act {
        put(&mut runs, Role::Act, act, x, y);
        y += act.height + gap;
    }
    signature.put(&mut runs, x, y);
    let edge = |by: f64| {
        vec![
            (left + scale.slant - by, 0.0),
            (scale.width, 0.0),
            (scale.width, scale.height),
            (left - by, scale.height),
        ]
    };
    Ok(Strip {
        left: Area {
            x: 0.0,
            y: 0.0,
            width: left,
            height: scale.height,
        },
        layers: vec![
            Layer::Shadow(shadow(edge, 0.5 * scale.slant)),
            Layer::Strip(edge(0.0)),
        ],
        runs,
    })
}

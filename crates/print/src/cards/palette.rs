//! Pixels as numbers of at most 256 colours.
//!
//! A flat design has a few colours and the steps between them along its edges. What it is made of is kept exactly; the steps are
//! brought together by cutting the colours' box at its middle (median cut, Heckbert 1982), and each is then moved to the middle of
//! what it stands for (Lloyd 1957). No chance and no clock: the same pixels give the same file.

/// A picture in numbers of colours.
pub(super) struct Indexed {
    pub(super) pixels: Vec<u8>,
    pub(super) colours: Vec<[u8; 3]>,
}

/// A colour and how many pixels have it.
#[derive(Clone, Copy)]
struct Seen {
    colour: [u8; 3],
    count: u32,
}

/// All colours of a picture, and which one each pixel has.
pub(super) struct Colours {
    seen: Vec<Seen>,
    runs: Vec<Run>,
    pixels: usize,
}

/// Pixels of one colour, one after the other: a flat design is long runs, and there are thirty times fewer of them than pixels.
struct Run {
    /// Its place among the colours that were seen.
    colour: u32,
    length: usize,
}

impl Colours {
    /// Counts the colours of opaque pixels, four bytes each: red, green, blue, and one that is passed over.
    pub(super) fn of(rgba: &[u8]) -> Colours {
        let mut table = Table::new();
        let mut seen: Vec<Seen> = Vec::new();
        let mut runs = Vec::new();
        let mut rest = rgba;
        while let Some(pixel) = rest.first_chunk::<4>() {
            let length = run_of(pixel, rest);
            let [red, green, blue, _] = *pixel;
            let colour = table.index([red, green, blue], &mut seen);
            if let Some(seen) = seen.get_mut(colour as usize) {
                seen.count += u32::try_from(length).unwrap_or(u32::MAX);
            }
            runs.push(Run { colour, length });
            rest = rest.get(4 * length..).unwrap_or_default();
        }
        let pixels = rgba.len() / 4;
        Colours { seen, runs, pixels }
    }

    /// The picture in at most so many colours.
    pub(super) fn indexed(&self, most: usize) -> Indexed {
        let (colours, numbers) = self.reduced(most.clamp(2, 256));
        let mut pixels = Vec::with_capacity(self.pixels);
        for run in &self.runs {
            let number = numbers.get(run.colour as usize).copied().unwrap_or(0);
            pixels.resize(pixels.len() + run.length, number);
        }
        Indexed { pixels, colours }
    }

    /// At most so many colours, and for each colour of the picture the number of the one in its place.
    fn reduced(&self, most: usize) -> (Vec<[u8; 3]>, Vec<u8>) {
        let mut order: Vec<usize> = (0..self.seen.len()).collect();
        let of = |index: usize| {
            self.seen.get(index).copied().unwrap_or(Seen {
                colour: [0; 3],
                count: 0,
            })
        };
        order.sort_by_key(|index| (std::cmp::Reverse(of(*index).count), of(*index).colour));
        let all = order.iter().map(|index| of(*index));
        let colours: Vec<[u8; 3]> = if order.len() <= most {
            all.map(|seen| seen.colour).collect()
        } else {
            brought_together(all.collect(), self.pixels, most)
        };
        let mut numbers = vec![0; self.seen.len()];
        for (entry, seen) in numbers.iter_mut().zip(&self.seen) {
            *entry = u8::try_from(nearest(&colours, seen.colour)).unwrap_or(0);
        }
        (colours, numbers)
    }
}

/// At most so many colours for those of a picture, which come with the most frequent one first.
fn brought_together(seen: Vec<Seen>, pixels: usize, most: usize) -> Vec<[u8; 3]> {
    // What the design is made of covers a two-thousandth of it at least: a child's face on a card is no more.
    let large = (pixels / 2_000).max(1) as u32;
    let mut colours: Vec<[u8; 3]> = Vec::new();
    for one in seen.iter().take_while(|one| one.count >= large) {
        if colours.len() >= most * 3 / 4 {
            break;
        }
        if !is_among(&colours, one.colour) {
            colours.push(one.colour);
        }
    }
    let kept = colours.len();
    let steps: Vec<Seen> = seen
        .into_iter()
        .filter(|one| !is_among(&colours, one.colour))
        .collect();
    if steps.is_empty() {
        return colours;
    }
    colours.extend(median_cut(steps.clone(), most - kept));
    for _ in 0..ROUNDS {
        let mut near: Vec<Vec<Seen>> = vec![Vec::new(); colours.len()];
        for step in &steps {
            if let Some(near) = near.get_mut(nearest(&colours, step.colour)) {
                near.push(*step);
            }
        }
        let moved = colours.iter_mut().zip(&near).skip(kept);
        for (colour, near) in moved.filter(|(_, near)| !near.is_empty()) {
            *colour = middle(near);
        }
    }
    colours
}

/// How often the steps are moved to the middle of what they stand for; more often changes little.
const ROUNDS: usize = 3;

/// Whether nobody could tell a colour from one of these. The inside of a letter is often a hair lighter here and there, because
/// its coverage is summed up; as a colour of its own that would cost a tenth of the file.
fn is_among(colours: &[[u8; 3]], colour: [u8; 3]) -> bool {
    colours.iter().any(|other| {
        let pairs = other.iter().zip(colour);
        pairs.into_iter().all(|(one, other)| one.abs_diff(other) <= 4)
    })
}

/// How many pixels from the first on are like it.
fn run_of(pixel: &[u8; 4], pixels: &[u8]) -> usize {
    // Sixteen at once: that is what a processor compares well.
    let many = [*pixel; 16];
    let wide = pixels
        .chunks_exact(64)
        .take_while(|chunk| *chunk == many.as_flattened());
    let wide = 16 * wide.count();
    let rest = pixels.get(4 * wide..).unwrap_or_default();
    wide + rest.chunks_exact(4).take_while(|chunk| chunk == pixel).count()
}

/// The number of the nearest colour; of equally near ones the first.
fn nearest(colours: &[[u8; 3]], colour: [u8; 3]) -> usize {
    let [red, green, blue] = colour.map(i32::from);
    let mut best = (i32::MAX, 0);
    for (number, other) in colours.iter().enumerate() {
        let [other_red, other_green, other_blue] = other.map(i32::from);
        // Green is what an eye sees best, and blue least.
        let distance =
            2 * (red - other_red).pow(2) + 4 * (green - other_green).pow(2) + (blue - other_blue).pow(2);
        if distance < best.0 {
            best = (distance, number);
        }
    }
    best.1
}

/// Brings colours together to at most so many: the box that holds the most, weighed by its longest side, is cut at its middle.
fn median_cut(colours: Vec<Seen>, most: usize) -> Vec<[u8; 3]> {
    let mut boxes = vec![colours];
    while boxes.len() < most {
        let widest = boxes
            .iter()
            .enumerate()
            .map(|(index, colours)| (weight(colours), std::cmp::Reverse(index)))
            .max();
        let Some((weight, std::cmp::Reverse(index))) = widest else {
            break;
        };
        if weight == 0 {
            break;
        }
        let mut colours = boxes.swap_remove(index);
        let (axis, _) = longest(&colours);
        colours.sort_by_key(|seen| (seen.colour[axis], seen.colour));
        let half: u64 = colours.iter().map(|seen| u64::from(seen.count)).sum::<u64>() / 2;
        let mut so_far = 0;
        let mut cut = 1;
        for (at, seen) in colours.iter().enumerate() {
            so_far += u64::from(seen.count);
            cut = at + 1;
            if so_far >= half {
                break;
            }
        }
        let above = colours.split_off(cut.clamp(1, colours.len() - 1));
        boxes.push(colours);
        boxes.push(above);
    }
    let mut middles: Vec<[u8; 3]> = boxes.iter().map(|colours| middle(colours)).collect();
    middles.sort_unstable();
    middles.dedup();
    middles
}

/// The axis on which colours lie farthest apart, and how far.
fn longest(colours: &[Seen]) -> (usize, u8) {
    let span = |axis: usize| {
        let values = || colours.iter().map(|seen| seen.colour[axis]);
        values().max().unwrap_or(0) - values().min().unwrap_or(0)
    };
    let axes = [(1, span(1)), (0, span(0)), (2, span(2))];
    axes.into_iter()
        .fold((0, 0), |best, axis| if axis.1 > best.1 { axis } else { best })
}

/// How much a box asks to be cut; nothing when it holds one colour.
fn weight(colours: &[Seen]) -> u64 {
    let pixels: u64 = colours.iter().map(|seen| u64::from(seen.count)).sum();
    let (_, span) = longest(colours);
    u64::from(span).pow(2) * pixels.isqrt()
}

fn middle(colours: &[Seen]) -> [u8; 3] {
    let pixels: u64 = colours.iter().map(|seen| u64::from(seen.count)).sum();
    [0, 1, 2].map(|axis| {
        let sum: u64 = colours
            .iter()
            .map(|seen| u64::from(seen.colour[axis]) * u64::from(seen.count))
            .sum();
        u8::try_from((sum + pixels / 2) / pixels.max(1)).unwrap_or(u8::MAX)
    })
}

/// Numbers of colours by their value. A map of the standard library costs more than drawing the card.
struct Table {
    /// A number and one, or nothing.
    slots: Vec<u32>,
    filled: usize,
}

impl Table {
    fn new() -> Table {
        Table {
            slots: vec![0; 1 << 12],
            filled: 0,
        }
    }

    fn index(&mut self, colour: [u8; 3], seen: &mut Vec<Seen>) -> u32 {
        if self.filled * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 4];
            for (index, seen) in seen.iter().enumerate() {
                let at = self.free(seen.colour);
                self.put(at, index);
            }
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(colour) & mask;
        loop {
            match self.slots.get(at).copied() {
                Some(0) | None => break,
                Some(slot)
                    if seen
                        .get(slot as usize - 1)
                        .is_some_and(|seen| seen.colour == colour) =>
                {
                    return slot - 1;
                }
                Some(_) => at = (at + 1) & mask,
            }
        }
        let index = seen.len();
        seen.push(Seen { colour, count: 0 });
        self.put(at, index);
        self.filled += 1;
        u32::try_from(index).unwrap_or(0)
    }

    fn put(&mut self, at: usize, index: usize) {
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u32::try_from(index + 1).unwrap_or(0);
        }
    }

    fn free(&self, colour: [u8; 3]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash(colour) & mask;
        while self.slots.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) & mask;
        }
        at
    }
}

fn hash(colour: [u8; 3]) -> usize {
    let [red, green, blue] = colour.map(u32::from);
    let value = (red << 16 | green << 8 | blue).wrapping_mul(0x9E37_79B1);
    (value >> 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgba(colours: &[[u8; 3]]) -> Vec<u8> {
        colours.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect()
    }

    fn colours_of(indexed: &Indexed) -> Vec<[u8; 3]> {
        indexed
            .pixels
            .iter()
            .map(|number| indexed.colours[usize::from(*number)])
            .collect()
    }

    #[test]
    fn a_picture_of_few_colours_keeps_every_pixel() {
        let pixels: Vec<[u8; 3]> = (0..256_u32)
            .map(|n| [(n * 37 % 256) as u8, (n * 91 % 256) as u8, n as u8])
            .collect();
        let indexed = Colours::of(&rgba(&pixels)).indexed(256);
        assert_eq!(colours_of(&indexed), pixels);
    }

    #[test]
    fn what_a_design_is_made_of_stays_as_it_is_when_the_steps_between_are_brought_together() {
        let mut pixels = vec![[11, 25, 20]; 40_000];
        pixels.extend(vec![[243, 231, 205]; 20_000]);
        pixels.extend((0..4_000_u32).map(|n| [(n % 256) as u8, (n / 16 % 256) as u8, 99]));
        let indexed = Colours::of(&rgba(&pixels)).indexed(16);
        assert!(indexed.colours.len() <= 16);
        assert_eq!(colours_of(&indexed)[..60_000], pixels[..60_000]);
    }

    #[test]
    fn a_face_that_is_a_thousandth_of_the_picture_keeps_its_colour() {
        let face = [165, 141, 88];
        let mut pixels = vec![[168, 31, 45]; 60_000];
        pixels.extend(vec![[243, 231, 205]; 39_900]);
        pixels.extend(vec![face; 100]);
        pixels.extend((0..3_000_u32).map(|n| [(n % 256) as u8, (n / 16 % 256) as u8, 99]));
        let indexed = Colours::of(&rgba(&pixels)).indexed(24);
        assert_eq!(colours_of(&indexed)[99_900..100_000], [face; 100]);
    }

    #[test]
    fn what_nobody_can_tell_apart_takes_one_colour() {
        let mut pixels = vec![[255, 246, 228]; 5_000];
        pixels.extend(vec![[255, 244, 226]; 4_000]);
        pixels.extend((0..200_u32).map(|n| [n as u8, 30, 40]));
        let indexed = Colours::of(&rgba(&pixels)).indexed(16);
        let drawn = colours_of(&indexed);
        assert!(drawn[..9_000].iter().all(|colour| *colour == [255, 246, 228]));
    }

    #[test]
    fn a_hundred_thousand_colours_are_brought_to_as_many_as_a_file_may_have() {
        let pixels: Vec<[u8; 3]> = (0..100_000_u32)
            .map(|n| [(n % 251) as u8, (n / 251 % 241) as u8, (n / 7 % 256) as u8])
            .collect();
        for most in [2, 16, 256] {
            let indexed = Colours::of(&rgba(&pixels)).indexed(most);
            assert!(indexed.colours.len() <= most);
            assert_eq!(indexed.pixels.len(), pixels.len());
            assert!(
                indexed
                    .pixels
                    .iter()
                    .all(|number| usize::from(*number) < indexed.colours.len())
            );
        }
    }
}

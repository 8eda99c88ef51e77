//! Fewer pixels: a separable Catmull–Rom filter, widened by the scale so that every source pixel counts.
//!
//! Weights are made with add, multiply, divide and round (a sine, as Lanczos needs, differs between C libraries) and then
//! turned into integers; the sums are integers. So every processor gives the same pixels.

use crate::raster::Pixels;

/// Bits behind the point of a weight. 8 bits of pixel, 22 of weight and 2 for the filter's overshoot fill an `i32`.
const WEIGHT_BITS: u32 = 22;
const HALF: i32 = 1 << (WEIGHT_BITS - 1);

/// The picture at a smaller size; itself at its own.
pub(super) fn resized(pixels: &Pixels, width: u32, height: u32) -> Pixels {
    let (from_width, from_height) = (pixels.width as usize, pixels.height as usize);
    let (width, height) = (width as usize, height as usize);
    let mut data = pixels.data.clone();
    if (from_width, from_height) != (width, height) {
        if pixels.channels == 4 {
            premultiply(&mut data);
        }
        data = across(&data, from_width, width, pixels.channels);
        data = down(&data, from_height, height, width * pixels.channels);
        if pixels.channels == 4 {
            unpremultiply(&mut data);
        }
    }
    Pixels {
        width: width as u32,
        height: height as u32,
        channels: pixels.channels,
        data,
        profile: pixels.profile.clone(),
    }
}

/// The source pixels that make one result pixel: the first of them, and the weight of each.
struct Window {
    first: usize,
    weights: Vec<i32>,
}

fn windows(from: usize, to: usize) -> Vec<Window> {
    let scale = from as f64 / to as f64;
    let stretch = scale.max(1.0);
    let reach = 2.0 * stretch;
    (0..to)
        .map(|place| {
            let centre = (place as f64 + 0.5) * scale;
            let first = ((centre - reach + 0.5).max(0.0)) as usize;
            let end = ((centre + reach + 0.5) as usize).min(from);
            let weights: Vec<f64> = (first..end)
                .map(|at| catmull_rom((at as f64 + 0.5 - centre) / stretch))
                .collect();
            let total: f64 = weights.iter().sum();
            let unit = f64::from(1 << WEIGHT_BITS);
            Window {
                first,
                weights: weights
                    .iter()
                    .map(|weight| (weight / total * unit).round() as i32)
                    .collect(),
            }
        })
        .collect()
}

/// Keys' cubic with a = −½: sharp enough for text, with little ringing.
fn catmull_rom(distance: f64) -> f64 {
    let x = distance.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

fn across(data: &[u8], from: usize, to: usize, channels: usize) -> Vec<u8> {
    let windows = windows(from, to);
    let mut out = Vec::with_capacity(data.len() / from * to);
    for row in data.chunks_exact(from * channels) {
        for window in &windows {
            let mut sums = [HALF; 4];
            let near = row[window.first * channels..].chunks_exact(channels);
            for (pixel, weight) in near.zip(&window.weights) {
                for (sum, value) in sums.iter_mut().zip(pixel) {
                    *sum += i32::from(*value) * weight;
                }
            }
            out.extend(sums[..channels].iter().map(|sum| to_byte(*sum)));
        }
    }
    out
}

fn down(data: &[u8], from: usize, to: usize, row_bytes: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(to * row_bytes);
    let mut sums = vec![HALF; row_bytes];
    for window in windows(from, to) {
        sums.fill(HALF);
        let near = data[window.first * row_bytes..].chunks_exact(row_bytes);
        for (row, weight) in near.zip(&window.weights) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += i32::from(*value) * weight;
            }
        }
        out.extend(sums.iter().map(|sum| to_byte(*sum)));
    }
    out
}

fn to_byte(sum: i32) -> u8 {
    (sum >> WEIGHT_BITS).clamp(0, 255) as u8
}

/// Colours that cannot be seen must not bleed into those that can.
fn premultiply(data: &mut [u8]) {
    for pixel in data.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        for value in &mut pixel[..3] {
            *value = ((u32::from(*value) * alpha + 127) / 255) as u8;
        }
    }
}

fn unpremultiply(data: &mut [u8]) {
    for pixel in data.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        for value in &mut pixel[..3] {
            *value = (u32::from(*value) * 255 + alpha / 2)
                .checked_div(alpha)
                .unwrap_or(0)
                .min(255) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, channels: usize, data: Vec<u8>) -> Pixels {
        Pixels {
            width,
            height,
            channels,
            data,
            profile: None,
        }
    }

    #[test]
    fn a_plain_picture_stays_plain() {
        let plain = picture(37, 23, 3, [200, 10, 255].repeat(37 * 23));
        for (width, height) in [(36, 22), (20, 12), (7, 4), (1, 1)] {
            let small = resized(&plain, width, height);
            assert_eq!(
                small.data,
                [200, 10, 255].repeat((width * height) as usize),
                "{width} × {height}"
            );
        }
    }

    #[test]
    fn halving_keeps_the_average_of_a_fine_pattern() {
        let stripes = picture(64, 2, 3, [[0_u8; 3], [255; 3]].concat().repeat(64));
        let small = resized(&stripes, 16, 1);
        assert!(
            small.data[12..36].iter().all(|value| value.abs_diff(128) <= 1),
            "{:?}",
            small.data
        );
    }

    #[test]
    fn hidden_colour_does_not_bleed_into_what_is_seen() {
        // Left half red and opaque, right half green and see-through.
        let row = [[255, 0, 0, 255].repeat(8), [0, 255, 0, 0].repeat(8)].concat();
        let small = resized(&picture(16, 1, 4, row), 4, 1);
        assert!(
            small.data.chunks(4).all(|pixel| pixel[1] == 0),
            "{:?}",
            small.data
        );
    }
}

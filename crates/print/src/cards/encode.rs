//! Pixels as a file, within the weight that it may have.

use super::palette::{Colours, Indexed};
use jpeg_encoder::{ColorType, Encoder as JpegEncoder, SamplingFactor};
use png::{BitDepth, DeflateCompression, Encoder as PngEncoder, Filter};

/// Drawn pixels: opaque, four bytes each.
pub(super) struct Pixels<'p> {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) rgba: &'p [u8],
}

/// Why there is no file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoFile {
    /// It is over the limit at its worst: how many bytes it has then.
    TooHeavy(usize),
    /// The writer refused.
    Refused(String),
}

/// From what looks best to what still looks like the card.
const QUALITIES: [u8; 8] = [84, 78, 72, 66, 60, 54, 48, 42];
/// Colours of a drawing, and how hard its file is packed. With 32 nobody sees fewer steps along its edges than with 256. 16 are half a
/// byte for each pixel, but a step may then have the hue of another pair, and so may a small patch, a face among them: only a size with
/// a limit of its own goes so far. The last is packed twice as long for a tenth less.
const TRIES: [(usize, u8); 3] = [(32, 5), (16, 5), (16, 9)];

/// A photograph.
pub(super) fn jpeg(pixels: &Pixels<'_>, max_bytes: Option<usize>) -> Result<Vec<u8>, NoFile> {
    let rgb: Vec<u8> = pixels
        .rgba
        .chunks_exact(4)
        .flat_map(|pixel| pixel.iter().take(3).copied())
        .collect();
    lightest(&QUALITIES, max_bytes, |quality| {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes, *quality);
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
        encoder.set_progressive(true);
        let (Ok(width), Ok(height)) = (u16::try_from(pixels.width), u16::try_from(pixels.height)) else {
            return Err("a side is too long".to_owned());
        };
        let written = encoder.encode(&rgb, width, height, ColorType::Rgb);
        written.map(|()| bytes).map_err(|error| error.to_string())
    })
}

/// A drawing.
pub(super) fn png(pixels: &Pixels<'_>, max_bytes: Option<usize>) -> Result<Vec<u8>, NoFile> {
    let colours = Colours::of(pixels.rgba);
    lightest(&TRIES, max_bytes, |(most, level)| {
        let indexed = colours.indexed(*most);
        write_png(pixels.width, pixels.height, &indexed, *level).map_err(|error| error.to_string())
    })
}

/// The first try that is light enough.
fn lightest<Step>(
    steps: &[Step],
    max_bytes: Option<usize>,
    write: impl Fn(&Step) -> Result<Vec<u8>, String>,
) -> Result<Vec<u8>, NoFile> {
    let mut least = usize::MAX;
    for step in steps {
        let bytes = write(step).map_err(NoFile::Refused)?;
        if max_bytes.is_none_or(|most| bytes.len() <= most) {
            return Ok(bytes);
        }
        least = least.min(bytes.len());
    }
    Err(NoFile::TooHeavy(least))
}

fn write_png(width: u32, height: u32, indexed: &Indexed, level: u8) -> Result<Vec<u8>, png::EncodingError> {
    let depth = match indexed.colours.len() {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    };
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(indexed.colours.concat());
    // Neighbours in a palette have nothing to do with each other: a filter would only hide that they are equal.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(level));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&packed(&indexed.pixels, width, depth))?;
    writer.finish()?;
    Ok(bytes)
}

/// Numbers as bits, each row beginning with a byte of its own.
fn packed(pixels: &[u8], width: u32, depth: BitDepth) -> Vec<u8> {
    let bits = depth as usize;
    match depth {
        BitDepth::Eight | BitDepth::Sixteen => return pixels.to_vec(),
        // What most heavy cards have: by itself it takes a quarter of the time.
        BitDepth::Four => {
            let rows = pixels.chunks(width as usize);
            return rows.flat_map(|row| row.chunks(2).map(two)).collect();
        }
        BitDepth::One | BitDepth::Two => {}
    }
    pixels
        .chunks(width as usize)
        .flat_map(|row| {
            row.chunks(8 / bits).map(move |group| {
                group
                    .iter()
                    .enumerate()
                    .fold(0_u8, |byte, (at, number)| byte | number << (8 - bits * (at + 1)))
            })
        })
        .collect()
}

/// Two numbers in one byte; the last of an odd row alone.
fn two(pair: &[u8]) -> u8 {
    let number = |at: usize| pair.get(at).copied().unwrap_or(0);
    number(0) << 4 | number(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise, which nothing packs.
    fn noise(width: u32, height: u32) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..width * height)
            .flat_map(|_| [next(), next(), next(), 255])
            .collect()
    }

    fn read(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        (info.width, info.height, rgb)
    }

    #[test]
    fn a_drawing_of_few_colours_reads_back_pixel_by_pixel_at_every_depth() {
        for colours in [2_u32, 3, 4, 5, 16, 17, 24] {
            // A width that fills no whole byte.
            let (width, height) = (13, 11);
            let rgba: Vec<u8> = (0..width * height)
                .flat_map(|n| [(n % colours) as u8, 7, 200, 255])
                .collect();
            let pixels = Pixels {
                width,
                height,
                rgba: &rgba,
            };
            let (read_width, read_height, rgb) = read(&png(&pixels, None).unwrap());
            assert_eq!((read_width, read_height), (width, height));
            let expected: Vec<u8> = rgba.chunks(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
            assert_eq!(rgb, expected, "{colours} colours");
        }
    }

    #[test]
    fn a_photograph_that_is_too_heavy_is_made_lighter_and_then_refused_with_its_weight() {
        let rgba = noise(200, 200);
        let pixels = Pixels {
            width: 200,
            height: 200,
            rgba: &rgba,
        };
        let best = jpeg(&pixels, None).unwrap();
        let lighter = jpeg(&pixels, Some(best.len() - 1)).unwrap();
        assert!(lighter.len() < best.len());
        assert!(matches!(jpeg(&pixels, Some(500)), Err(NoFile::TooHeavy(weight)) if weight > 500));
    }

    #[test]
    fn a_drawing_gives_colours_away_for_its_weight_and_is_refused_when_that_is_not_enough() {
        let colours = |bytes: &[u8]| {
            let reader = png::Decoder::new(std::io::Cursor::new(bytes))
                .read_info()
                .unwrap();
            reader.info().palette.as_ref().unwrap().len() / 3
        };
        let rgba = noise(200, 200);
        let pixels = Pixels {
            width: 200,
            height: 200,
            rgba: &rgba,
        };
        let drawn = png(&pixels, None).unwrap();
        assert_eq!(colours(&drawn), 32);
        let lighter = png(&pixels, Some(drawn.len() - 1)).unwrap();
        assert_eq!(colours(&lighter), 16);
        assert!(lighter.len() < drawn.len());
        let refused = png(&pixels, Some(100));
        assert!(
            matches!(refused, Err(NoFile::TooHeavy(weight)) if weight > 100),
            "{refused:?}"
        );
    }
}

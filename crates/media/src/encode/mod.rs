//! A picture in the sizes and formats that readers' phones want.

// The name an encoding is kept under.
mod key;
// Where encodings are kept.
mod cache;
// Fewer pixels.
mod resize;
// AV1 stills.
mod av1;
// A photograph for paper.
mod shrink;

pub use cache::{MemoryCache, NoCache, PictureCache};
pub use key::{ENCODER_VERSION, Format, PictureKey};
pub use shrink::shrink;

use crate::raster::{self, Pixels, jpeg, png};
use crate::{Cleaned, MediaFault, MediaKind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// For the fall-back: it goes to browsers that cannot read AVIF, few and old, often on slow networks.
const JPEG_QUALITY: u8 = 74;

/// One encoding of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedPicture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its format.
    pub format: Format,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes a picture's encodings: for each width an AVIF and a fall-back, JPEG or, where the picture is see-through, PNG.
///
/// - `hash` is the content hash of `cleaned.bytes()` in hexadecimal; the cache is asked by it.
/// - `widths` are in pixels. Nothing is made bigger: widths beyond the picture's own become its own, once.
/// - `threads` (at least 1) share the encodings out; each encoding is one thread's work, so the bytes do not depend on it.
///
/// The result is ordered by width, AVIF before the fall-back. A drawing (SVG) has no encodings: it is served as it is.
/// An AVIF picture is its own only encoding, because no AVIF decoder is carried.
///
/// # Errors
/// [`MediaFault::Damaged`] when the picture cannot be decoded, [`MediaFault::Encoder`] when an encoder gives up.
pub fn encode(
    cleaned: &Cleaned,
    hash: &str,
    widths: &[u32],
    cache: &dyn PictureCache,
    threads: usize,
) -> Result<Vec<EncodedPicture>, MediaFault> {
    let facts = cleaned.facts();
    match facts.kind {
        MediaKind::Jpeg | MediaKind::Png | MediaKind::WebP => {}
        MediaKind::Avif => {
            let bytes = cleaned.bytes().to_vec();
            return Ok(vec![EncodedPicture {
                width: facts.width,
                height: facts.height,
                format: Format::Avif,
                bytes,
            }]);
        }
        _ => return Ok(Vec::new()),
    }
    let sizes = sizes(facts.width, facts.height, widths);
    if let Some(kept) = sizes
        .iter()
        .map(|size| from_cache(hash, *size, cache))
        .collect::<Option<Vec<_>>>()
    {
        return Ok(kept.into_iter().flatten().collect());
    }
    let pixels = raster::decode(cleaned)?.without_idle_alpha();
    let fall_back = if pixels.channels == 4 {
        Format::Png
    } else {
        Format::Jpeg
    };
    let jobs: Vec<_> = sizes
        .iter()
        .flat_map(|size| [(*size, Format::Avif), (*size, fall_back)])
        .collect();
    share_out(&jobs, threads, |((width, height), format)| {
        let key = PictureKey::new(hash, width, format);
        let bytes = match cache.get(&key) {
            Some(bytes) => bytes,
            None => {
                let bytes = write(&resize::resized(&pixels, width, height), format)?;
                cache.put(&key, &bytes);
                bytes
            }
        };
        Ok(EncodedPicture {
            width,
            height,
            format,
            bytes,
        })
    })
}

fn write(pixels: &Pixels, format: Format) -> Result<Vec<u8>, MediaFault> {
    match format {
        Format::Avif => av1::write(pixels),
        Format::Jpeg => jpeg::write(pixels, JPEG_QUALITY),
        Format::Png => png::write(pixels),
    }
}

/// The sizes to make, smallest first: each width once, none beyond the picture's own.
fn sizes(width: u32, height: u32, widths: &[u32]) -> Vec<(u32, u32)> {
    let mut widths: Vec<u32> = widths.iter().map(|wanted| (*wanted).clamp(1, width)).collect();
    widths.sort_unstable();
    widths.dedup();
    let height_at = |wanted: u32| {
        let (wanted, width, height) = (u64::from(wanted), u64::from(width), u64::from(height));
        // Rounded to the nearest; never more than `height`, which is 32 bits.
        ((height * wanted + width / 2) / width).max(1) as u32
    };
    widths
        .into_iter()
        .map(|wanted| (wanted, height_at(wanted)))
        .collect()
}

/// Both encodings of one size, if both were kept. Which fall-back it is, is known only once the pixels were seen.
fn from_cache(
    hash: &str,
    (width, height): (u32, u32),
    cache: &dyn PictureCache,
) -> Option<[EncodedPicture; 2]> {
    let get = |format| {
        let bytes = cache.get(&PictureKey::new(hash, width, format))?;
        Some(EncodedPicture {
            width,
            height,
            format,
            bytes,
        })
    };
    let avif = get(Format::Avif)?;
    Some([avif, get(Format::Jpeg).or_else(|| get(Format::Png))?])
}

/// Runs `work` on each job by up to `threads` threads; results come back in the order of `jobs`.
fn share_out<Job: Copy + Sync, Done: Send>(
    jobs: &[Job],
    threads: usize,
    work: impl Fn(Job) -> Result<Done, MediaFault> + Sync,
) -> Result<Vec<Done>, MediaFault> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(jobs.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, jobs.len().max(1)) {
            scope.spawn(|| {
                // The biggest sizes stand last and take longest: they are begun first.
                while let Some(place) = jobs.len().checked_sub(1 + next.fetch_add(1, Ordering::Relaxed)) {
                    let result = work(jobs[place]);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((place, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_made_bigger() {
        assert_eq!(sizes(800, 600, &[480, 960, 1440]), [(480, 360), (800, 600)]);
        assert_eq!(sizes(3000, 1, &[480, 480]), [(480, 1)]);
        assert_eq!(sizes(10, 10, &[0]), [(1, 1)]);
        assert_eq!(sizes(10, 10, &[]), []);
    }

    #[test]
    fn results_keep_the_order_of_the_jobs() {
        let jobs: Vec<u32> = (0..50).collect();
        for threads in [0, 1, 4, 100] {
            assert_eq!(share_out(&jobs, threads, Ok), Ok(jobs.clone()));
        }
    }
}

//! Pictures as a sheet carries them: a drawing as it is, a photograph in the pixels that its size on paper shows.

use crate::fault::Fault;
use campaign::Format;
use campaign::press::Art;
use typst::foundations::Bytes;

/// A file for the typesetter: its name and what stands in it.
pub(crate) type File = (String, Bytes);

/// What a format can show of a photograph that fills it from edge to edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Grain {
    /// Pixels across the sheet.
    pub(crate) width: u32,
    /// Bytes, so that the whole file stays one that people send on.
    pub(crate) bytes: usize,
}

impl Grain {
    /// In the hand 200 pixels an inch; in a shelter, from some metres away, 60; on a screen its own pixels.
    pub(crate) fn of(format: Format) -> Grain {
        let (width, bytes) = match format {
            Format::A4 => (1_654, 240_000),
            Format::A3 => (2_339, 420_000),
            Format::Leaflet => (1_165, 160_000),
            Format::SixSheet => (2_835, 1_200_000),
            Format::Screen => (1_080, 240_000),
        };
        Grain { width, bytes }
    }

    /// A partner's mark, which is a few centimetres wide.
    pub(crate) const MARK: Grain = Grain {
        width: 480,
        bytes: 30_000,
    };
}

/// The file of a picture, named after `stem`: `/picture.svg`.
pub(crate) fn file(stem: &str, art: &Art<'_>, grain: Grain) -> Result<File, Vec<Fault>> {
    let bytes = Bytes::new(art.bytes.to_vec());
    if art.is_drawing() {
        return Ok((format!("/{stem}.svg"), bytes));
    }
    let (ending, bytes) = shrunk(bytes, grain).map_err(|said| {
        let file = Some(format!("/{stem}"));
        vec![Fault::Refused { said, file }]
    })?;
    Ok((format!("/{stem}.{ending}"), bytes))
}

/// Done once for a run of posters: what is not asked for again is forgotten with all that the typesetter forgets.
#[comemo::memoize]
fn shrunk(bytes: Bytes, grain: Grain) -> Result<(&'static str, Bytes), String> {
    let clean = media::clean(&bytes, &media::MediaLimits::default()).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        faults.join("; ")
    })?;
    let shrunk = media::shrink(&clean, grain.width, grain.bytes).map_err(|fault| fault.to_string())?;
    let ending = match shrunk.format {
        media::Format::Jpeg => "jpg",
        media::Format::Png | media::Format::Avif => "png",
    };
    Ok((ending, Bytes::new(shrunk.bytes)))
}

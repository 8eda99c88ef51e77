//! Photographs with too few pixels for the paper that they are printed on.

use crate::diagnostic::{Diagnostic, rules};
use crate::model::{Campaign, Format};
use crate::path::CampaignPath;

/// A finding for each poster whose photograph is too small for a format that there is of it. `pixels` knows the width of a
/// photograph, and nothing of a drawing, which is sharp at any size.
pub fn small_pictures(campaign: &Campaign, pixels: impl Fn(&CampaignPath) -> Option<u32>) -> Vec<Diagnostic> {
    let of_poster = |poster: &crate::Poster| {
        let picture = poster.picture.as_ref()?;
        let width = pixels(&picture.value)?;
        let short: Vec<Format> = poster
            .formats
            .iter()
            .copied()
            .filter(|format| format.least_pixels() > width)
            .collect();
        let most = short.iter().map(|format| format.least_pixels()).max()?;
        let names: Vec<&str> = short.iter().map(|format| format.name()).collect();
        Some(Diagnostic::warning(
            rules::PICTURE_TOO_SMALL,
            picture.place.clone(),
            format!(
                "{} is {width} pixels wide, and is printed as {}",
                picture.value,
                names.join(", ")
            ),
            format!("use one of at least {most} pixels, a drawing, or leave these out of `formats`"),
        ))
    };
    campaign.posters.iter().filter_map(of_poster).collect()
}

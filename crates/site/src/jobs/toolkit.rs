//! The partner toolkit: one for everybody, and one for each sector.

use super::{Job, Workshop, there_is_none};
use crate::toolkit::{self, OpenFilm, Part, ToolkitError};
use bytes::Bytes;
use campaign::diagnostic::rules;
use campaign::{Diagnostic, PageKind, Place, SectorId};
use render::Context;
use std::io::{Cursor, Seek, Write};

/// The versions that may be asked for now: none for a campaign that gives partners nothing to say, or whose home is not due.
pub(super) fn due(context: &Context<'_>) -> Vec<Job> {
    let campaign = context.campaign;
    let home = campaign.page(&PageKind::Home);
    if campaign.toolkit.is_empty() || home.is_some_and(|home| !context.is_due(home)) {
        return Vec::new();
    }
    let sectors = campaign.toolkit.sectors.iter();
    let sectors = sectors.map(|sector| Job::Toolkit {
        sector: Some(sector.id.as_str().into()),
    });
    std::iter::once(Job::Toolkit { sector: None })
        .chain(sectors)
        .collect()
}

/// Makes it in memory, with films linked and not inside.
pub(super) fn make(
    workshop: &Workshop,
    sector: Option<&str>,
    part: Part<'_>,
) -> Result<Bytes, Vec<Diagnostic>> {
    let written = write(workshop, sector, None, part, Cursor::new(Vec::new()));
    match written {
        Ok(cursor) => Ok(Bytes::from(cursor.into_inner())),
        Err(ToolkitError::Findings(findings)) => Err(findings),
        Err(ToolkitError::Failed(error)) => Err(vec![Diagnostic::error(
            rules::TOO_LARGE,
            Place::start_of("toolkit.toml"),
            format!("the toolkit cannot be written: {error}"),
            "take large files out of the campaign, or write it with hueandcry build",
        )]),
    }
}

/// Writes it in pieces.
pub(super) fn write<W: Write + Seek>(
    workshop: &Workshop,
    sector: Option<&str>,
    films: Option<OpenFilm<'_>>,
    part: Part<'_>,
    out: W,
) -> Result<W, ToolkitError> {
    let campaign = &workshop.campaign.campaign;
    let sector = match sector {
        None => None,
        Some(name) => {
            let id = SectorId::new(name).filter(|id| campaign.toolkit.sector(id).is_some());
            let missing = || ToolkitError::Findings(there_is_none("toolkit.toml", &format!("sector {name}")));
            Some(id.ok_or_else(missing)?)
        }
    };
    toolkit::write(workshop, sector.as_ref(), films, part, out)
}

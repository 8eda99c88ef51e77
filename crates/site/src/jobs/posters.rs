//! Posters and leaflets, for everybody and for each placement that has a copy of its own.

use super::{Job, Workshop, there_is_none};
use crate::input::CampaignInput;
use bytes::Bytes;
use campaign::press::{Art, Press, Printed, Sheet};
use campaign::{
    Campaign, CampaignPath, Diagnostic, Format, PartnerId, Placement, PlacementCode, Poster, PosterId,
};
use render::Context;

/// `posters/let-go/a4.pdf`, `posters/let-go/a4/PUB7.pdf`; `a4-printer` is the one with crop marks, which has no address on a site.
pub(super) fn address(
    poster: &PosterId,
    format: Format,
    code: Option<&PlacementCode>,
    for_printer: bool,
) -> String {
    let kind = if for_printer { "-printer" } else { "" };
    match code {
        None => format!("posters/{poster}/{format}{kind}.pdf"),
        Some(code) => format!("posters/{poster}/{format}{kind}/{code}.pdf"),
    }
}

/// What may be asked for now: each poster that is due in each of its formats, and the copies of placements.
pub(super) fn due(context: &Context<'_>) -> Vec<Job> {
    jobs(context.campaign, &context.posters().collect::<Vec<_>>(), false)
}

/// Every poster of a campaign in each of its formats, and the copies of placements, whatever the day: they are printed before it.
pub fn all_posters(campaign: &Campaign, for_printer: bool) -> Vec<Job> {
    let posters: Vec<&Poster> = campaign.posters.iter().collect();
    jobs(campaign, &posters, for_printer)
}

fn jobs(campaign: &Campaign, posters: &[&Poster], for_printer: bool) -> Vec<Job> {
    let plain = posters
        .iter()
        .flat_map(|poster| poster.formats.iter().map(|format| (*poster, *format, None)));
    let copies = campaign.placements.iter().filter_map(|placement| {
        let (poster, format) = copy(placement)?;
        let poster = posters.iter().find(|one| one.id == *poster)?;
        Some((*poster, format, Some(&placement.code)))
    });
    let files = |(poster, format, code): (&Poster, Format, Option<&PlacementCode>)| {
        let pdf = Job::Poster {
            poster: poster.id.clone(),
            format,
            code: code.cloned(),
            for_printer,
        };
        let picture = (format == Format::Screen).then(|| Job::Screen {
            poster: poster.id.clone(),
            code: code.cloned(),
        });
        std::iter::once(pdf).chain(picture)
    };
    plain.chain(copies).flat_map(files).collect()
}

/// The poster and the format of which a placement has a copy of its own.
fn copy(placement: &Placement) -> Option<(&PosterId, Format)> {
    Some((&placement.poster.as_ref()?.value, placement.format?))
}

pub(super) fn make(
    workshop: &Workshop,
    id: &PosterId,
    format: Format,
    code: Option<&PlacementCode>,
    for_printer: bool,
) -> Result<Bytes, Vec<Diagnostic>> {
    with_sheet(workshop, id, format, code, for_printer, |press, sheet| {
        press.poster(sheet).map(Bytes::from)
    })
}

pub(super) fn make_screen(
    workshop: &Workshop,
    id: &PosterId,
    code: Option<&PlacementCode>,
) -> Result<Bytes, Vec<Diagnostic>> {
    with_sheet(workshop, id, Format::Screen, code, false, |press, sheet| {
        press.screen(sheet).map(|printed| match printed {
            // The address says PNG, and a press that keeps to its word gives one for a screen.
            Printed::Png(bytes) | Printed::Jpeg(bytes) => Bytes::from(bytes),
        })
    })
}

/// Lays out before the press what a poster is made of.
fn with_sheet(
    workshop: &Workshop,
    id: &PosterId,
    format: Format,
    code: Option<&PlacementCode>,
    for_printer: bool,
    print: impl FnOnce(&dyn Press, &Sheet<'_>) -> Result<Bytes, Vec<Diagnostic>>,
) -> Result<Bytes, Vec<Diagnostic>> {
    let input = &workshop.campaign;
    let campaign = &input.campaign;
    let file = format!("posters/{id}.toml");
    let missing = || there_is_none(&file, &format!("poster {id} in the format {format} here"));
    let (Some(press), Some(poster)) = (&workshop.press, campaign.poster(id)) else {
        return Err(missing());
    };
    let is_ordered = code.is_some_and(|code| {
        let placement = campaign.placements.iter().find(|one| one.code == *code);
        placement.and_then(copy) == Some((id, format))
    });
    if !is_ordered && (code.is_some() || !poster.formats.contains(&format)) {
        return Err(missing());
    }
    let home = format!(
        "{}/{}/",
        workshop.site.base_of(campaign.about.id.as_str()),
        campaign.about.id
    );
    let twin = format!("{home}posters/{id}/");
    let link = match code {
        Some(code) => workshop.site.public(&format!("/q/{code}")),
        None if poster.page.is_empty() => twin.clone(),
        None => format!("{home}{}", poster.page),
    };
    let picture = poster.picture.as_ref().and_then(|picture| art(input, picture));
    let marks: Vec<(&PartnerId, Art<'_>)> = campaign
        .marks_on(poster)
        .filter_map(|partner| Some((&partner.id, art(input, partner.mark.as_ref()?)?)))
        .collect();
    let sheet = Sheet {
        campaign,
        poster,
        format,
        picture,
        marks,
        link: &link,
        twin: &twin,
        for_printer,
    };
    print(press.as_ref(), &sheet)
}

/// A picture of the campaign as it is published; nothing when it is no picture that could be read. What reading found says why.
pub(super) fn art<'i>(input: &'i CampaignInput, path: &'i CampaignPath) -> Option<Art<'i>> {
    let file = input.media.get(path)?;
    let facts = file.facts.as_ref()?;
    Some(Art {
        path,
        bytes: file.bytes.as_deref()?,
        alt: input.campaign.media(path).map_or("", |media| media.alt.as_str()),
        width: facts.width,
        height: facts.height,
    })
}

//! Which addresses a campaign has, and which help a page offers.

use crate::flat::{all_blocks, links};
use campaign::markdown::{BlockKind, Insert, Target};
use campaign::{AudienceId, Campaign, HelpId, HelpService, Page, PageKind};

/// Whether a campaign has a page at this address, written without slash at the end. Some pages are made of the
/// campaign's data and need no file.
pub(crate) fn has_page(campaign: &Campaign, address: &str) -> bool {
    page_at(campaign, address).is_some()
        || addresses(campaign)
            .iter()
            .any(|known| known.trim_end_matches('/') == address)
}

/// The page of a file at this address.
pub(crate) fn page_at<'c>(campaign: &'c Campaign, address: &str) -> Option<&'c Page> {
    campaign.pages.iter().find(|page| {
        !matches!(page.kind, PageKind::Link(_)) && page.kind.address().trim_end_matches('/') == address
    })
}

/// Every address of the campaign, for "did you mean".
pub(crate) fn addresses(campaign: &Campaign) -> Vec<String> {
    let has = |there: bool, name: &str| there.then(|| name.to_owned());
    let made = [
        Some(String::new()),
        has(true, "help/"),
        has(true, "about/"),
        has(true, "privacy/"),
        has(true, "accessibility/"),
        has(true, "tell/"),
        has(!campaign.signs.signs.is_empty(), "signs/"),
        has(!campaign.chain().is_empty(), "chain/"),
        has(!campaign.doors().is_empty(), "doors/"),
        has(!campaign.voices.is_empty(), "voices/"),
    ];
    let of_files = campaign
        .pages
        .iter()
        .filter(|page| !matches!(page.kind, PageKind::Link(_)))
        .map(|page| page.kind.address());
    let mut all: Vec<String> = made.into_iter().flatten().chain(of_files).collect();
    all.sort();
    all.dedup();
    all
}

/// The anchors of the page at an address that has one: its headings, and what the program sets on pages that it makes
/// of data.
pub(crate) fn anchors(campaign: &Campaign, address: &str) -> Vec<String> {
    let mut all = Vec::new();
    let pages = campaign.pages.iter().filter(|page| match page.kind {
        PageKind::Link(_) => address == "chain",
        _ => page.kind.address().trim_end_matches('/') == address,
    });
    for page in pages {
        if let PageKind::Link(number) = page.kind {
            all.push(format!("link-{number}"));
        }
        all.extend(
            all_blocks(&page.blocks)
                .into_iter()
                .filter_map(|block| match &block.kind {
                    BlockKind::Heading { anchor, .. } => Some(anchor.clone()),
                    _ => None,
                }),
        );
    }
    match address {
        "help" => all.extend(campaign.help.iter().map(|service| service.id.to_string())),
        "signs" => all.extend(
            campaign
                .signs
                .noticers
                .iter()
                .map(|noticer| noticer.id.to_string()),
        ),
        _ => {}
    }
    all
}

/// The help services that a page itself offers: in its front matter, its blocks and its links.
pub(crate) fn offered<'c>(campaign: &'c Campaign, page: &Page) -> Vec<&'c HelpService> {
    let mut ids: Vec<&HelpId> = page.help.iter().map(|help| &help.value).collect();
    ids.extend(links(&page.blocks).filter_map(|link| match &link.target {
        Target::Help(id) => Some(id),
        _ => None,
    }));
    let mut all = matches!(page.kind, PageKind::Help | PageKind::Tell);
    let mut emergency = false;
    let mut audiences: Vec<&AudienceId> = Vec::new();
    for block in all_blocks(&page.blocks) {
        match &block.kind {
            BlockKind::Insert(Insert::Help { audience, services }) => {
                ids.extend(services);
                audiences.extend(audience);
                all |= audience.is_none() && services.is_empty();
            }
            BlockKind::Insert(Insert::Tell) => all = true,
            BlockKind::Insert(Insert::Danger) => emergency = true,
            BlockKind::Insert(Insert::Signs(noticer)) => ids.extend(
                campaign
                    .signs
                    .noticers
                    .iter()
                    .filter(|one| noticer.as_ref().is_none_or(|id| one.id == *id))
                    .flat_map(|one| &one.help),
            ),
            _ => {}
        }
    }
    if page.kind == PageKind::Signs {
        ids.extend(campaign.signs.noticers.iter().flat_map(|noticer| &noticer.help));
    }
    campaign
        .help
        .iter()
        .filter(|service| {
            all || ids.contains(&&service.id)
                || (emergency && service.emergency)
                || audiences.iter().any(|audience| service.serves(audience))
        })
        .collect()
}

/// Whether a page names a service that is not there: reading has said so, and what it would offer cannot be told.
pub(crate) fn names_unknown_help(campaign: &Campaign, page: &Page) -> bool {
    let in_text = links(&page.blocks).filter_map(|link| match &link.target {
        Target::Help(id) => Some(id),
        _ => None,
    });
    page.help
        .iter()
        .map(|help| &help.value)
        .chain(in_text)
        .any(|id| campaign.help_service(id).is_none())
}

/// Whether one of these services is for this audience. 999 and 101 are for emergencies: they are no route to help by
/// themselves.
pub(crate) fn serves(services: &[&HelpService], audience: Option<&AudienceId>) -> bool {
    services
        .iter()
        .any(|service| !service.emergency && audience.is_none_or(|audience| service.serves(audience)))
}

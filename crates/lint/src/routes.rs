//! Which addresses a campaign has, and which help a page offers.

use crate::flat::{all_blocks, links};
use campaign::markdown::{BlockKind, Insert, Target};
use campaign::{AudienceId, Campaign, HelpId, HelpService, Page, PageKind};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Where links can lead inside a campaign. Addresses have no slash at the end.
pub(crate) struct Routes {
    anchors: BTreeMap<String, BTreeSet<String>>,
    opens: BTreeMap<String, Timestamp>,
}

impl Routes {
    pub(crate) fn of(campaign: &Campaign) -> Routes {
        // Pages that every campaign has even when its folder has no file for them.
        let made = [
            "",
            "help",
            "tell",
            "about",
            "privacy",
            "accessibility",
            "exit",
            "press",
        ];
        let mut anchors: BTreeMap<String, BTreeSet<String>> = made
            .into_iter()
            .map(|address| (address.to_owned(), BTreeSet::new()))
            .collect();
        // Those that it has as soon as there is something to show.
        let has_film = campaign
            .media
            .iter()
            .any(|media| media.captions.is_some() || media.transcript.is_some());
        let has_posters = !campaign.posters.is_empty();
        let has_facts = !campaign.facts.is_empty();
        for (page, is_there) in [
            ("voices", !campaign.voices.is_empty()),
            ("film", has_film),
            ("posters", has_posters),
            ("press/facts", has_facts),
        ] {
            if is_there {
                anchors.entry(page.to_owned()).or_default();
            }
        }
        for poster in &campaign.posters {
            anchors.entry(format!("posters/{}", poster.id)).or_default();
        }
        let mut opens = BTreeMap::new();
        for page in &campaign.pages {
            let address = page.kind.address();
            let (address, link) = address.split_once('#').unwrap_or((&address, ""));
            let address = address.trim_end_matches('/').to_owned();
            if let (Some(instant), true) = (page.not_before, link.is_empty()) {
                opens.insert(address.clone(), instant);
            }
            let known = anchors.entry(address).or_default();
            known.extend((!link.is_empty()).then(|| link.to_owned()));
            known.extend(
                all_blocks(&page.blocks)
                    .into_iter()
                    .filter_map(|block| match &block.kind {
                        BlockKind::Heading { anchor, .. } => Some(anchor.clone()),
                        _ => None,
                    }),
            );
        }
        let services: Vec<String> = campaign
            .help
            .iter()
            .map(|service| format!("help-{}", service.id))
            .collect();
        let audiences = campaign
            .about
            .audiences
            .iter()
            .map(|audience| format!("for-{}", audience.id));
        for (address, known) in &mut anchors {
            match address.as_str() {
                "help" => known.extend(services.iter().cloned().chain(["for-everybody".to_owned()])),
                "tell" => known.extend(services.iter().cloned()),
                "press" => known.extend(
                    [
                        "contacts",
                        "short",
                        "release",
                        "posters",
                        "cards",
                        "toolkit",
                        "facts",
                        "statements",
                        "coverage",
                        "use",
                        "block",
                        "feeds",
                    ]
                    .map(|part| format!("press-{part}")),
                ),
                "signs" => known.extend(
                    campaign
                        .signs
                        .noticers
                        .iter()
                        .map(|noticer| noticer.id.to_string()),
                ),
                _ => {}
            }
        }
        if let Some(known) = anchors.get_mut("help") {
            known.extend(audiences);
        }
        Routes { anchors, opens }
    }

    /// Whether there is a page at this address.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.anchors.contains_key(address)
    }

    /// Every address.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.anchors.keys().map(String::as_str)
    }

    /// The anchors of the page at an address: its headings, and what the program sets on pages that it makes of data.
    pub(crate) fn anchors(&self, address: &str) -> Option<&BTreeSet<String>> {
        self.anchors.get(address)
    }

    /// From when the page at an address is public; nothing when it is from the beginning.
    pub(crate) fn opens(&self, address: &str) -> Option<Timestamp> {
        self.opens.get(address).copied()
    }
}

/// The help services that a page itself offers: in its front matter, its blocks and its links.
pub(crate) fn offered<'c>(campaign: &'c Campaign, page: &Page) -> Vec<&'c HelpService> {
    let mut ids: BTreeSet<&HelpId> = page.help.iter().map(|help| &help.value).collect();
    ids.extend(links(&page.blocks).filter_map(|link| match &link.target {
        Target::Help(id) | Target::Text(id) => Some(id),
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
            all || ids.contains(&service.id)
                || (emergency && service.emergency)
                || audiences.iter().any(|audience| service.serves(audience))
        })
        .collect()
}

/// Whether a page names a service that is not there: reading has said so, and what it would offer cannot be told.
pub(crate) fn names_unknown_help(campaign: &Campaign, page: &Page) -> bool {
    let in_text = links(&page.blocks).filter_map(|link| match &link.target {
        Target::Help(id) | Target::Text(id) => Some(id),
        _ => None,
    });
    let known: BTreeSet<&HelpId> = campaign.help.iter().map(|service| &service.id).collect();
    page.help
        .iter()
        .map(|help| &help.value)
        .chain(in_text)
        .any(|id| !known.contains(id))
}

/// Whether one of these services is for this audience. 999 and 101 are for emergencies: they are no route to help by
/// themselves.
pub(crate) fn serves(services: &[&HelpService], audience: Option<&AudienceId>) -> bool {
    services
        .iter()
        .any(|service| !service.emergency && audience.is_none_or(|audience| service.serves(audience)))
}

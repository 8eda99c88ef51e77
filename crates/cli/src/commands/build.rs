//! `hueandcry build`: writes a campaign's site as files.

use crate::arguments::Build;
use crate::open::campaigns_at;
use crate::prepare::{Reading, prepare};
use crate::{Outcome, clock, report};
use anyhow::{Context as _, Result, anyhow};
use bytes::Bytes;
use campaign::{CampaignPath, FolderLimits, Severity, Source};
use media::NoCache;
use site::{Mode, Packing, SiteInput, TreeFile};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Read, Write};

pub(crate) fn run(arguments: &Build) -> Result<Outcome> {
    let limits = FolderLimits::default();
    let mut err = std::io::stderr().lock();
    let mut campaigns = Vec::new();
    let mut moment = None;
    for origin in campaigns_at(&arguments.folder)? {
        let at = |campaign: Option<&campaign::Campaign>| {
            *moment.get_or_insert(clock::moment(arguments.today, campaign))
        };
        let Reading {
            prepared,
            findings,
            source,
        } = prepare(&origin, &limits, at, &NoCache)?;
        let errors: Vec<_> = findings
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        if !errors.is_empty() {
            let with_colour = std::io::stderr().is_terminal();
            err.write_all(report::human(&errors, source.as_ref(), with_colour).as_bytes())?;
        }
        match prepared {
            Some(prepared) => campaigns.push(prepared),
            None => return Ok(Outcome::No),
        }
    }
    let now = moment.unwrap_or_else(clock::now);
    let films: BTreeMap<Box<str>, _> = campaigns
        .iter()
        .map(|prepared| {
            (
                prepared.input.campaign.about.id.as_str().into(),
                prepared.films.clone(),
            )
        })
        .collect();
    let input = SiteInput {
        campaigns: campaigns.into_iter().map(|prepared| prepared.input).collect(),
        base_url: arguments.base_url.clone(),
        mode: Mode::Static,
        packing: Packing::None,
        version: env!("CARGO_PKG_VERSION"),
        source: Bytes::from_static(crate::SOURCE),
        security_contact: None,
    };
    let tree = site::tree(&input, now)
        .map_err(|reason| anyhow!("a page has an address that cannot be a file: {reason}"))?;
    let mut files: Vec<(&CampaignPath, Box<dyn Read + '_>)> = Vec::new();
    for (path, file) in &tree {
        let content: Box<dyn Read + '_> = match file {
            TreeFile::Bytes(bytes) => Box::new(bytes.as_ref()),
            TreeFile::Copy(campaign, file) => {
                let films = films
                    .get(campaign)
                    .with_context(|| format!("there is no campaign {campaign}"))?;
                films
                    .open(file)
                    .with_context(|| format!("{file} cannot be read"))?
            }
        };
        files.push((path, content));
    }
    let count = files.len();
    source::write_tree(&arguments.out, files)?;
    writeln!(err, "{}: {count} files", arguments.out.display())?;
    Ok(Outcome::Done)
}

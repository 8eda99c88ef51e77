//! Which of a campaign's posters and copies are meant.

use crate::arguments::Print;
use anyhow::{Result, bail};
use campaign::{Campaign, Format, PlacementCode, PosterId, closest};
use site::{Job, all_posters};
use std::collections::BTreeSet;

/// What was asked for; an empty list means all.
pub(super) struct Choice {
    posters: Vec<String>,
    formats: Vec<Format>,
    codes: Vec<PlacementCode>,
    for_printer: bool,
}

impl Choice {
    /// # Errors
    /// When it names something that no campaign has, or when nothing is left to print.
    pub(super) fn of<'c>(arguments: &Print, campaigns: impl Iterator<Item = &'c Campaign>) -> Result<Choice> {
        let campaigns: Vec<&Campaign> = campaigns.collect();
        let posters: BTreeSet<&str> = campaigns
            .iter()
            .flat_map(|campaign| campaign.posters.iter().map(|poster| poster.id.as_str()))
            .collect();
        if posters.is_empty() {
            bail!(
                "there is nothing to print: posters/ has no poster; docs/folder.md says how one is written"
            );
        }
        for poster in &arguments.poster {
            if !posters.contains(poster.as_str()) {
                bail!("there is no poster {poster}; {}", nearest(poster, &posters));
            }
        }
        let placements = || campaigns.iter().flat_map(|campaign| &campaign.placements);
        let codes: BTreeSet<&str> = placements().map(|one| one.code.as_str()).collect();
        for code in &arguments.code {
            let placement = placements().find(|one| one.code == *code);
            match placement {
                None => bail!("there is no placement {code}; {}", nearest(code.as_str(), &codes)),
                Some(placement) if placement.poster.is_none() || placement.format.is_none() => bail!(
                    "the placement {code} names no poster and format in placements.csv, so it has no copy of its own; name them \
                     there, or print the plain poster with --poster"
                ),
                Some(_) => {}
            }
        }
        let choice = Choice {
            posters: arguments.poster.clone(),
            formats: arguments.format.clone(),
            codes: arguments.code.clone(),
            for_printer: arguments.bleed,
        };
        if campaigns.iter().all(|campaign| choice.jobs(campaign).is_empty()) {
            bail!("no poster is all that you asked for; leave out one of --poster, --format and --code");
        }
        Ok(choice)
    }

    /// The jobs of a campaign that are meant.
    pub(super) fn jobs(&self, campaign: &Campaign) -> Vec<Job> {
        let mut jobs = all_posters(campaign, self.for_printer);
        jobs.retain(|job| match named(job) {
            Some((poster, format, code)) => {
                let is_poster =
                    self.posters.is_empty() || self.posters.iter().any(|one| one == poster.as_str());
                let is_format = self.formats.is_empty() || self.formats.contains(&format);
                let is_code =
                    self.codes.is_empty() || code.as_ref().is_some_and(|code| self.codes.contains(code));
                is_poster && is_format && is_code
            }
            None => false,
        });
        jobs
    }
}

/// The poster, the format and the code of a job that prints one.
pub(super) fn named(job: &Job) -> Option<(&PosterId, Format, &Option<PlacementCode>)> {
    match job {
        Job::Poster {
            poster, format, code, ..
        } => Some((poster, *format, code)),
        Job::Screen { poster, code } => Some((poster, Format::Screen, code)),
        Job::Card { .. } | Job::Release { .. } | Job::Toolkit { .. } => None,
    }
}

fn nearest(typed: &str, known: &BTreeSet<&str>) -> String {
    const MOST: usize = 12;
    match closest(typed, known.iter().copied()) {
        Some(near) => format!("did you mean {near}?"),
        None if known.is_empty() => "there is none at all".to_owned(),
        None => {
            let some: Vec<&str> = known.iter().copied().take(MOST).collect();
            let more = if known.len() > MOST { " and more" } else { "" };
            format!("there are {}{more}", some.join(", "))
        }
    }
}

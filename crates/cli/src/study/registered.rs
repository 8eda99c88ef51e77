//! The plan: of a campaign's folder or zip, or in a file of its own.

use super::{Found, convert};
use crate::open::{AnySource, campaigns_at};
use anyhow::{Context as _, Result, bail};
use campaign::{CampaignPath, FolderLimits, MemorySource, Severity, Source, plan_hash, read_plan};
use evaluate::registered::{Difference, Plan};
use evaluate::report::Simulated;
use std::path::Path;

/// A plan may be so long: as long as any text of a folder.
const MOST_BYTES: u64 = 1 << 20;

/// A plan, and what it is called.
pub(crate) struct Registered {
    /// The plan; nothing when it cannot be read.
    pub(crate) plan: Option<Plan>,
    /// The campaign's name, or the file's.
    pub(crate) title: String,
    /// Its hash.
    pub(crate) hash: String,
    /// The hash of the edition that it stands in; nothing for a plan alone, and for a worked example, which nobody signs.
    pub(crate) edition: Option<String>,
    /// That the numbers are made up, where they are.
    pub(crate) simulated: Option<Simulated>,
    /// Where the lines of findings are read.
    pub(crate) lines: Box<dyn Source>,
}

impl Registered {
    /// Reads it. Everything that is wrong with it goes into `found`.
    pub(super) fn read(path: &Path, found: &mut Found) -> Result<Registered> {
        let is_text = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        if is_text && path.is_file() {
            alone(path, found)
        } else {
            of_campaign(path, found)
        }
    }

    /// That somebody signed another plan than this, where a hash is given that is neither the plan's nor the edition's.
    pub(crate) fn signed(&self, signed: Option<&str>) -> Vec<Difference> {
        let is_this = |signed: &str| {
            let starts = |hash: &str| signed.len() >= 12 && hash.starts_with(signed);
            starts(&self.hash) || self.edition.as_deref().is_some_and(starts)
        };
        signed
            .filter(|signed| !is_this(&signed.to_ascii_lowercase()))
            .map(|signed| Difference::OtherPlan {
                signed: signed.to_owned(),
                found: self.hash.chars().take(12).collect(),
            })
            .into_iter()
            .collect()
    }
}

fn alone(path: &Path, found: &mut Found) -> Result<Registered> {
    let size = std::fs::metadata(path)
        .with_context(|| format!("{} cannot be read", path.display()))?
        .len();
    if size > MOST_BYTES {
        bail!(
            "{} has {size} bytes; a plan has at most {MOST_BYTES}",
            path.display()
        );
    }
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read as text in UTF-8", path.display()))?;
    let name = path.file_name().map_or_else(
        || "plan.toml".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let (evaluation, findings) = read_plan(&name, &text);
    found.plan.extend(findings);
    let mut lines = MemorySource::new();
    if let Ok(path) = CampaignPath::new(&name) {
        lines.insert(path, text.into_bytes());
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Ok(Registered {
        hash: evaluation
            .as_ref()
            .map_or_else(String::new, |evaluation| plan_hash(evaluation).to_string()),
        plan: evaluation.as_ref().map(convert::plan),
        title: stem.unwrap_or(name),
        edition: None,
        simulated: evaluation.as_ref().and_then(convert::simulated),
        lines: Box::new(lines),
    })
}

fn of_campaign(path: &Path, found: &mut Found) -> Result<Registered> {
    let origins = campaigns_at(path)?;
    let [origin] = origins.as_slice() else {
        bail!(
            "{} has {} campaigns, and a study is about one: name its folder",
            path.display(),
            origins.len()
        );
    };
    let limits = FolderLimits::default();
    let loaded = source::load(origin.open(limits)?, &limits);
    // What else is wrong with the folder is the business of `check`.
    let about_the_study = loaded
        .findings
        .iter()
        .filter(|finding| {
            finding.severity == Severity::Error
                && (finding.place.file == "evaluation.toml"
                    || (finding.place.file == "campaign.toml" && loaded.campaign.is_none()))
        })
        .cloned()
        .collect();
    found.plan.extend(lint::redact(about_the_study, &loaded.private));
    let Some(campaign) = &loaded.campaign else {
        return Ok(nothing(origin.name(), Box::new(loaded.source)));
    };
    let Some(evaluation) = &campaign.evaluation else {
        if !found.has_errors() {
            bail!(
                "{} has no evaluation.toml: nothing says what was to be found out; hueandcry new writes one to begin with",
                origin.name()
            );
        }
        return Ok(nothing(campaign.about.name.clone(), Box::new(loaded.source)));
    };
    Ok(Registered {
        plan: Some(convert::plan(evaluation)),
        title: campaign.about.name.clone(),
        hash: plan_hash(evaluation).to_string(),
        simulated: convert::simulated(evaluation),
        edition: (!campaign.about.worked_example).then(|| loaded.edition.hash.to_string()),
        lines: Box::new(loaded.source),
    })
}

fn nothing(title: String, lines: Box<source::Cleaned<AnySource>>) -> Registered {
    Registered {
        plan: None,
        title,
        hash: String::new(),
        edition: None,
        simulated: None,
        lines,
    }
}

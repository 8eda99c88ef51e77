//! The file of numbers, and what can be asked of a plan by name.

use super::Found;
use anyhow::{Context as _, Result, anyhow, bail};
use campaign::{ContentHash, Diagnostic, EstimatorName, InferenceName, Place, RuleId, closest};
use evaluate::registered::{Outcome, Plan, columns};
use evaluate::{Faults, Inference, Method, Panel, panel};
use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What is wrong with the numbers has this name; `docs/evaluate.md` says what they are to be like.
const DATA: RuleId = RuleId("data");

/// A file of numbers, hashed.
pub(crate) struct Numbers {
    path: PathBuf,
    /// The hash of its bytes, with how it was taken.
    pub(crate) hash: String,
}

impl Numbers {
    /// Opens it and takes its hash.
    pub(crate) fn open(path: &Path) -> Result<Numbers> {
        let facts = std::fs::metadata(path).with_context(|| {
            format!(
                "the numbers in {} cannot be read; --data names a CSV file",
                path.display()
            )
        })?;
        if !facts.is_file() {
            bail!("{} is no ordinary file; --data names a CSV file", path.display());
        }
        let mut file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
        let (hash, _) = ContentHash::of_stream(&mut file)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(Numbers {
            path: path.to_owned(),
            hash: format!("blake3 {hash}"),
        })
    }

    /// Its name without its folder.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().map_or_else(
            || self.path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    }

    /// Reads an outcome of the plan.
    pub(crate) fn read(&self, plan: &Plan, outcome: &Outcome) -> Result<Result<(Panel, u64), Faults>> {
        let mut file =
            File::open(&self.path).with_context(|| format!("{} cannot be opened", self.path.display()))?;
        file.seek(SeekFrom::Start(0))?;
        let read = panel::read_csv(
            &mut BufReader::with_capacity(1 << 16, file),
            &columns(plan, outcome),
        );
        Ok(read.map(|read| (read.panel, read.rows)))
    }

    /// What is wrong with it, as findings.
    pub(super) fn findings(&self, faults: &Faults, found: &mut Found) {
        let place = |line: Option<u64>| Place {
            file: self.path.display().to_string(),
            line: line.and_then(|line| u32::try_from(line).ok()).unwrap_or(1).max(1),
            column: 1,
        };
        let plain = |text: &str| text.trim_end_matches('.').to_owned();
        found.numbers.extend(faults.faults.iter().map(|fault| {
            let message = match &fault.field {
                Some(field) => format!("in the column \"{field}\": {}", plain(&fault.message)),
                None => plain(&fault.message),
            };
            Diagnostic::error(DATA, place(fault.line), message, plain(&fault.advice))
        }));
        if faults.more > 0 {
            found.numbers.push(Diagnostic::error(
                DATA,
                place(None),
                format!("{} more like these", faults.more),
                "put the first ones right and look again",
            ));
        }
    }
}

/// The outcome that somebody asked for: by its name or its column; without one, the plan's primary outcome.
pub(crate) fn outcome_named(plan: &Plan, asked: Option<&str>) -> Result<Outcome> {
    let Some(asked) = asked else {
        return plan
            .primary()
            .cloned()
            .context("the plan has no outcome: add [[outcome]] with what is counted");
    };
    plan.outcomes
        .iter()
        .find(|outcome| outcome.name == asked || outcome.column == asked)
        .cloned()
        .ok_or_else(|| {
            let names: Vec<&str> = plan
                .outcomes
                .iter()
                .map(|outcome| outcome.column.as_str())
                .collect();
            anyhow!("the plan has no outcome {asked:?}; it has: {}", names.join(", "))
        })
}

/// The estimator that somebody asked for; without one, the plan's.
pub(crate) fn method_named(plan: &Plan, asked: Option<&str>) -> Result<Method> {
    asked.map_or(Ok(plan.method), |asked| {
        named("estimator", asked, &EstimatorName::ALL).map(super::convert::method)
    })
}

/// The test that somebody asked for; without one, the plan's.
pub(crate) fn inference_named(plan: &Plan, asked: Option<&str>) -> Result<Inference> {
    asked.map_or(Ok(plan.inference), |asked| {
        named("inference", asked, &InferenceName::ALL).map(super::convert::inference)
    })
}

/// One of a few by its name.
fn named<T: Copy>(what: &str, asked: &str, all: &[(&str, T)]) -> Result<T> {
    let names = || all.iter().map(|(name, _)| *name);
    all.iter()
        .find(|(name, _)| *name == asked)
        .map(|(_, it)| *it)
        .ok_or_else(|| match closest(asked, names()) {
            Some(near) => anyhow!("there is no {what} {asked:?}; did you mean {near}?"),
            None => anyhow!(
                "there is no {what} {asked:?}; use one of: {}",
                names().collect::<Vec<_>>().join(", ")
            ),
        })
}

//! What was made already, for whoever makes everything of a campaign at once.

use super::Job;
use bytes::Bytes;
use campaign::Diagnostic;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How much is kept, in bytes: the posters and cards of a campaign that has a photograph in each of its pages.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Files by their jobs; the first ones, until there is no more room.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Made>);

#[derive(Debug, Default)]
struct Made {
    files: BTreeMap<Job, Bytes>,
    bytes: usize,
}

impl Kept {
    /// What was made of a job before, or what `make` makes. Two who ask at the same time both make it: it is the same.
    pub(super) fn get_or_make(
        &self,
        job: &Job,
        make: impl FnOnce() -> Result<Bytes, Vec<Diagnostic>>,
    ) -> Result<Bytes, Vec<Diagnostic>> {
        if let Some(bytes) = self.lock().files.get(job) {
            return Ok(bytes.clone());
        }
        let bytes = make()?;
        let mut made = self.lock();
        if made.bytes + bytes.len() <= MOST_BYTES && made.files.insert(job.clone(), bytes.clone()).is_none() {
            made.bytes += bytes.len();
        }
        Ok(bytes)
    }

    fn lock(&self) -> MutexGuard<'_, Made> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_made_once_and_a_fault_is_not_kept() {
        let (kept, job) = (Kept::default(), Job::Toolkit { sector: None });
        assert!(kept.get_or_make(&job, || Err(Vec::new())).is_err());
        let made = || kept.get_or_make(&job, || Ok(Bytes::from_static(b"it")));
        assert_eq!(made().unwrap(), "it");
        let again = kept.get_or_make(&job, || panic!("it is made twice"));
        assert_eq!(again.unwrap(), "it");
    }
}

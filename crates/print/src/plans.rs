//! How posters are laid out, worked out once for all the copies that differ in their codes alone.

use crate::fault::Fault;
use crate::poster::Data;
use crate::setting;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use typst::foundations::Bytes;

/// More posters at once than any campaign has in all its formats; some kilobytes each.
const MOST: usize = 200;

/// What was worked out, by the data that it was worked out of.
#[derive(Debug, Default)]
pub(crate) struct Plans(Mutex<BTreeMap<[String; 2], String>>);

impl Plans {
    /// The plan of a sheet, as JSON. The same for the same data, whether it was kept or not.
    pub(crate) fn of(&self, data: &Data) -> Result<String, Vec<Fault>> {
        let key = [data.sheet.clone(), data.any_link.clone()];
        if let Some(plan) = self.lock().get(&key) {
            return Ok(plan.clone());
        }
        let mut files = data.files.clone();
        files.push(("/sheet.json".to_owned(), Bytes::from_string(data.sheet.clone())));
        files.push(("/link.json".to_owned(), Bytes::from_string(data.any_link.clone())));
        let plan = setting::plan(files)?;
        let mut kept = self.lock();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, plan.clone());
        Ok(plan)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<[String; 2], String>> {
        // A plan is put in whole: a thread that panicked with the lock has left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

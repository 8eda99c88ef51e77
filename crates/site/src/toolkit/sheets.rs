//! The sheets of a toolkit, one file for each.

mod baseline;
mod copy;
mod films;
mod help;
mod how_to_use;
mod messages;
mod page;
mod sectors;
mod survey;
mod tables;

pub(super) use tables::{Described, tables};

use super::kit::Kit;
use super::sheet::Sheet;

/// Every sheet, in the order of reading. `made` are the files beside them, by their paths beneath `toolkit/`.
pub(super) fn sheets(kit: &Kit<'_>, made: &[String]) -> Vec<Sheet> {
    let mut behind: Vec<Sheet> = Vec::new();
    behind.extend(messages::sheet(kit));
    behind.extend(copy::sheet(kit));
    behind.extend(sectors::sheets(kit));
    behind.extend(page::sheets(kit));
    behind.extend(films::sheet(kit));
    behind.extend(baseline::sheet(kit));
    behind.extend(survey::sheet(kit));
    let first = how_to_use::sheet(kit, &behind, made);
    std::iter::once(first).chain(behind).collect()
}

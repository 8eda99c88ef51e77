//! What one core counts.
//!
//! Each core has cells of its own and is the only one that writes them: a count is a load and a store, and no core waits for
//! another. They are summed when somebody asks (`metrics.rs`). No cell knows a path or a visitor.

use http::StatusCode;
use public::Route;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// The upper edges of the histogram's buckets, in microseconds. A page is answered in some; a film waits for its disk.
pub(crate) const EDGES_MICROSECONDS: [u64; 8] = [10, 50, 100, 500, 1_000, 10_000, 100_000, 1_000_000];
/// 2xx to 5xx; whatever else goes with the last.
pub(crate) const CLASSES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];

/// One number.
#[derive(Debug, Default)]
pub(crate) struct Cell(AtomicU64);

impl Cell {
    /// Adds, on the core whose cell it is.
    pub(crate) fn add(&self, more: u64) {
        self.0.store(self.0.load(Relaxed).wrapping_add(more), Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// The answers of one kind of address.
#[derive(Debug, Default)]
pub(crate) struct RouteCells {
    pub(crate) by_class: [Cell; CLASSES.len()],
    /// By bucket, each without the ones before it; the last has no upper edge.
    pub(crate) by_duration: [Cell; EDGES_MICROSECONDS.len() + 1],
    pub(crate) microseconds: Cell,
}

/// Everything that one core counts.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// In the order of [`Route::ALL`].
    pub(crate) routes: [RouteCells; Route::ALL.len()],
    pub(crate) sent_bytes: Cell,
    pub(crate) opened: Cell,
    pub(crate) closed: Cell,
    /// Cut off by a limit of time.
    pub(crate) overdue: Cell,
    /// What was sent was no HTTP, or more than a head may hold.
    pub(crate) malformed: Cell,
    /// The system had no room for a new connection.
    pub(crate) shortages: Cell,
}

impl Cells {
    pub(crate) fn answered(&self, route: Route, status: StatusCode, duration: Option<Duration>) {
        let Some(cells) = self.routes.get(route as usize) else {
            return;
        };
        let class = usize::from(status.as_u16() / 100).clamp(2, 5) - 2;
        cells.by_class[class].add(1);
        if let Some(duration) = duration {
            let microseconds = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
            let bucket = EDGES_MICROSECONDS.partition_point(|edge| *edge < microseconds);
            cells.by_duration[bucket].add(1);
            cells.microseconds.add(microseconds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_route_is_its_place_in_the_list() {
        for (place, route) in Route::ALL.into_iter().enumerate() {
            assert_eq!(route as usize, place, "{route:?}");
        }
    }

    #[test]
    fn an_answer_is_counted_once_in_its_class_and_in_its_bucket() {
        let cells = Cells::default();
        let counted = |microseconds| {
            cells.answered(
                Route::Film,
                StatusCode::PARTIAL_CONTENT,
                Some(Duration::from_micros(microseconds)),
            );
        };
        [10, 11, 2_000_000].into_iter().for_each(counted);
        cells.answered(Route::Film, StatusCode::NOT_FOUND, None);
        let film = &cells.routes[Route::Film as usize];
        assert_eq!(film.by_class.each_ref().map(Cell::get), [3, 0, 1, 0]);
        assert_eq!(
            film.by_duration.each_ref().map(Cell::get),
            [1, 1, 0, 0, 0, 0, 0, 0, 1]
        );
        assert_eq!(film.microseconds.get(), 2_000_021);
    }
}

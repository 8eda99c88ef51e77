//! The server as a visitor meets it: real sockets, a clock in the test's hand, limits that act within a tenth of a second.

#![allow(
    clippy::unwrap_used,
    reason = "a test that goes wrong in its furniture is to stop there"
)]

#[path = "stories/house.rs"]
mod house;

#[path = "stories/change.rs"]
mod change;
#[path = "stories/crowd.rs"]
mod crowd;
#[path = "stories/ending.rs"]
mod ending;
#[path = "stories/films.rs"]
mod films;
#[path = "stories/hostile.rs"]
mod hostile;
#[path = "stories/limits.rs"]
mod limits;
#[path = "stories/log.rs"]
mod log;
#[path = "stories/names.rs"]
mod names;
#[path = "stories/operator.rs"]
mod operator;
#[path = "stories/posters.rs"]
mod posters;
#[path = "stories/preview.rs"]
mod preview;
#[path = "stories/start.rs"]
mod start;
#[path = "stories/time.rs"]
mod time;
#[path = "stories/visit.rs"]
mod visit;

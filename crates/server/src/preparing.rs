//! Making the next interval beforehand, in a thread of its own.

use crate::live::{Make, Shared, State};
use jiff::Timestamp;
use public::Ready;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// How often the clock is looked at when no request does: a clock that jumps tells nobody.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How long to wait after making an interval has failed.
const RETRY_AFTER: Duration = Duration::from_secs(5);
/// A clock that is set by the network moves by less.
const TOLERATED_SECONDS_BEHIND: i64 = 1;

/// Making an interval failed. It is a fault of ours: bad input gives findings, not this.
#[derive(Debug)]
pub struct MakeFailed;

impl fmt::Display for MakeFailed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "the site could not be made of this edition; the last good one stays\nhint: this is a fault of the program: \
             please report it",
        )
    }
}

impl std::error::Error for MakeFailed {}

/// What to do next.
enum Step {
    /// The next interval has begun.
    Promote,
    /// Make the next interval, from this instant.
    MakeNext(Timestamp),
    /// The next interval was not ready in time: make the one for now.
    MakeCurrent(Timestamp),
    /// Nothing to do for this long.
    Wait(Duration),
}

/// Makes an interval; a panic in there costs this attempt, not the server.
pub(crate) fn make_at(make: &Make, instant: Timestamp) -> Result<Arc<Ready>, MakeFailed> {
    catch_unwind(AssertUnwindSafe(|| {
        let mut ready = Ready::new(&make(instant));
        // It begins when it was made for, whatever it says itself.
        ready.from = instant;
        Arc::new(ready)
    }))
    .map_err(|_| MakeFailed)
}

/// Runs until the site is over.
pub(crate) fn run(shared: &Shared) {
    let mut was_behind = false;
    loop {
        let state = shared.lock();
        if state.is_over {
            return;
        }
        let is_behind = shared.seconds_behind() > TOLERATED_SECONDS_BEHIND;
        if is_behind && !was_behind {
            tracing::warn!(
                "the clock was set back behind a scheduled change; time stands still until it catches up"
            );
        }
        was_behind = is_behind;
        let now = shared.now();
        if state.current.until.is_some_and(|until| until <= now) {
            shared.raise_floor(now);
        }
        match step(&state, now) {
            Step::Promote => promote(shared, state),
            Step::MakeNext(instant) => make(shared, state, instant, |state, made| state.next = Some(made)),
            Step::MakeCurrent(instant) => {
                tracing::warn!(
                    "the next interval was not ready in time; what is not due was held back meanwhile"
                );
                make(shared, state, instant, |state, made| {
                    state.current = made;
                    state.next = None;
                });
            }
            Step::Wait(time) => {
                drop(
                    shared
                        .changed
                        .wait_timeout(state, time)
                        .unwrap_or_else(PoisonError::into_inner),
                );
            }
        }
    }
}

fn step(state: &State, now: Timestamp) -> Step {
    let Some(until) = state.current.until else {
        return Step::Wait(LOOK_EVERY);
    };
    match &state.next {
        Some(next) if next.from <= now => Step::Promote,
        Some(_) => Step::Wait(wait_until(until, now)),
        None if now < until => Step::MakeNext(until),
        None => Step::MakeCurrent(now),
    }
}

fn promote(shared: &Shared, mut state: std::sync::MutexGuard<'_, State>) {
    if let Some(next) = state.next.take() {
        state.current = next;
    }
    shared.has_changed(state);
}

fn make(
    shared: &Shared,
    state: std::sync::MutexGuard<'_, State>,
    instant: Timestamp,
    put: impl FnOnce(&mut State, Arc<Ready>),
) {
    let (make, edition) = (Arc::clone(&state.make), state.edition);
    drop(state);
    let made = make_at(&make, instant)
        .ok()
        .filter(|made| made.until.is_none_or(|until| instant < until));
    let mut state = shared.lock();
    if state.edition != edition {
        return;
    }
    match made {
        Some(made) => {
            put(&mut state, made);
            shared.has_changed(state);
        }
        None => {
            tracing::error!(
                "an interval could not be made; what is live stays, and what is not due is held back"
            );
            // Late requests ring too; only a new edition or the end is worth waking for.
            let is_same = |state: &mut State| state.edition == edition && !state.is_over;
            let waited = shared.changed.wait_timeout_while(state, RETRY_AFTER, is_same);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        }
    }
}

fn wait_until(until: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(until.duration_since(now))
        .unwrap_or_default()
        .clamp(Duration::from_millis(1), LOOK_EVERY)
}

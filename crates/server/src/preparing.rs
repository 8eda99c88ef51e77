//! Making the next interval beforehand, in a thread of its own.

use crate::clock_watch::ClockWatch;
use crate::live::{Make, Shared, State};
use crate::status::Status;
use jiff::Timestamp;
use public::Ready;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

/// How often the clock is looked at when no request does: a clock that jumps tells nobody.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How long to wait after making an interval has failed.
const RETRY_AFTER: Duration = Duration::from_secs(5);
/// A clock that is set by the network moves by less.
pub(crate) const TOLERATED_SECONDS_BEHIND: i64 = 1;

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
pub(crate) fn make_at(status: &Status, make: &Make, instant: Timestamp) -> Result<Arc<Ready>, MakeFailed> {
    let started = Instant::now();
    let made = catch_unwind(AssertUnwindSafe(|| {
        let mut ready = Ready::new(&make(instant));
        // It begins when it was made for, whatever it says itself.
        ready.from = instant;
        Arc::new(ready)
    }))
    .map_err(|_| MakeFailed);
    status.made_interval(started.elapsed(), made.is_ok());
    made
}

/// Runs until the site is over.
pub(crate) fn run(shared: &Shared) {
    let mut minute = Minute::default();
    loop {
        let state = shared.lock();
        if state.is_over {
            return;
        }
        minute.look(shared);
        let now = shared.now();
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

/// What the clock was like when it was looked at last.
#[derive(Default)]
struct Minute {
    was_behind: bool,
    looked: Option<Instant>,
    watch: ClockWatch,
}

impl Minute {
    /// Looks at the clock, and raises the alarm when it does not go as time does.
    fn look(&mut self, shared: &Shared) {
        let behind = shared.seconds_behind();
        shared.status.clock_behind.store(behind, Relaxed);
        let is_behind = behind > TOLERATED_SECONDS_BEHIND;
        if is_behind && !self.was_behind {
            tracing::error!(
                seconds = behind,
                "the clock is behind a time that was served; time stands still and nothing opens until it catches up"
            );
        }
        if self.was_behind && !is_behind {
            tracing::info!("the clock has caught up; time goes on");
        }
        self.was_behind = is_behind;
        let passed = self.looked.replace(Instant::now()).map(|then| then.elapsed());
        let jumped = self.watch.look(shared.clock(), passed.unwrap_or_default());
        if let Some(ahead) = jumped {
            shared.status.clock_jumps.fetch_add(1, Relaxed);
            tracing::warn!(
                seconds = ahead.as_secs(),
                "the clock went ahead all at once; what is due by it has opened: see that the machine's clock is right"
            );
        }
        shared.raise_floor(shared.clock());
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
    let made = make_at(&shared.status, &make, instant)
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

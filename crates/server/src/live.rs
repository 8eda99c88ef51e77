//! What is live: this interval and the next one.
//!
//! The switch from one to the next is a comparison in the request. The next one is made beforehand by a thread of its own
//! (`preparing.rs`). Should that thread be late, each artefact's own times still hold: what is not due is not shown.

use crate::preparing::{self, MakeFailed};
use crate::status::{Edition, Reason, Status};
use jiff::Timestamp;
use public::Ready;
use site::Interval;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What the time is. A test has one of its own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Makes the interval that an instant lies in.
pub type Make = Arc<dyn Fn(Timestamp) -> Interval + Send + Sync>;

/// What is live. Give it to [`crate::Bound::run`]; hand it a new edition with [`Live::replace`].
pub struct Live {
    pub(crate) shared: Arc<Shared>,
}

/// What cores and the preparing thread share.
pub(crate) struct Shared {
    clock: Clock,
    /// In nanoseconds: the latest instant that was seen. Time does not go behind it, so that what has been published is not
    /// taken back, nor what has gone shown again, when somebody sets the clock back.
    floor: AtomicI64,
    /// What the operator is told.
    pub(crate) status: Status,
    /// When the server began.
    pub(crate) began: Timestamp,
    /// Counts every change of `state`'s intervals.
    generation: AtomicU64,
    pub(crate) state: Mutex<State>,
    pub(crate) changed: Condvar,
}

/// The intervals.
pub(crate) struct State {
    pub(crate) make: Make,
    /// Counts replacements: what was made for an older edition is thrown away.
    pub(crate) edition: u64,
    pub(crate) current: Arc<Ready>,
    pub(crate) next: Option<Arc<Ready>>,
    pub(crate) is_over: bool,
}

impl Live {
    /// Makes the present interval and returns; the next one is made in the background from then on. Fails when the system
    /// has no thread to give.
    pub fn new(make: Make, clock: Clock) -> io::Result<Live> {
        Live::resumed(make, clock, None)
    }

    /// The same after a restart: `newest` is the latest instant that the server before this one had seen.
    pub fn resumed(make: Make, clock: Clock, newest: Option<Timestamp>) -> io::Result<Live> {
        let began = clock();
        let current = Arc::new(Ready::new(&make(
            newest.map_or(began, |newest| newest.max(began)),
        )));
        let shared = Arc::new(Shared {
            clock,
            floor: AtomicI64::new(newest.map_or(i64::MIN, nanoseconds)),
            status: Status::default(),
            began,
            generation: AtomicU64::new(0),
            state: Mutex::new(State {
                make,
                edition: 0,
                current,
                next: None,
                is_over: false,
            }),
            changed: Condvar::new(),
        });
        let background = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("preparing".into())
            .spawn(move || preparing::run(&background))?;
        Ok(Live { shared })
    }

    /// Puts a new edition in the old one's place, for every visitor at the same moment. When it cannot be made, the old one
    /// stays.
    pub fn replace(&self, make: Make) -> Result<(), MakeFailed> {
        let current = preparing::make_at(&self.shared.status, &make, self.shared.now())?;
        let next = current
            .until
            .map(|until| preparing::make_at(&self.shared.status, &make, until))
            .transpose()?;
        let mut state = self.shared.lock();
        state.make = make;
        state.edition += 1;
        state.current = current;
        state.next = next;
        self.shared.has_changed(state);
        Ok(())
    }

    /// Whether the next interval is ready, or none is planned. For tests and start-up.
    pub fn is_prepared(&self) -> bool {
        let state = self.shared.lock();
        state
            .current
            .until
            .is_none_or(|until| state.next.is_some() && self.shared.now() < until)
    }

    /// Says which editions are up from now on.
    pub fn publishes(&self, editions: Vec<Edition>) {
        self.shared.status.told().editions = Some(editions);
    }

    /// Says whether a change of a folder went up.
    pub fn reloaded(&self, went_well: bool) {
        self.shared.status.told().reload = Some(((self.shared.clock)(), went_well));
    }

    /// Says whether the data folder can be written. Gives whether that is news.
    pub fn can_write(&self, can: bool) -> bool {
        std::mem::replace(&mut self.shared.status.told().disk_is_broken, !can) == can
    }

    /// The latest instant that was seen: to be kept for [`Live::resumed`].
    pub fn newest(&self) -> Timestamp {
        self.shared.now()
    }

    /// Why the server is not ready; nothing when it is.
    pub fn reasons(&self) -> Vec<Reason> {
        self.shared.reasons()
    }

    pub(crate) fn reader(&self) -> Reader {
        let state = self.shared.lock();
        Reader {
            generation: self.shared.generation.load(Ordering::Acquire),
            current: Arc::clone(&state.current),
            next: state.next.clone(),
            shared: Arc::clone(&self.shared),
        }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.is_over = true;
        self.shared.has_changed(state);
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.lock();
        formatter
            .debug_struct("Live")
            .field("from", &state.current.from)
            .field("until", &state.current.until)
            .finish()
    }
}

impl Shared {
    /// The time, never behind a change that was seen.
    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)().max(instant(self.floor.load(Ordering::Relaxed)))
    }

    /// What the clock says, whatever was seen.
    pub(crate) fn clock(&self) -> Timestamp {
        (self.clock)()
    }

    /// Why the server is not ready.
    pub(crate) fn reasons(&self) -> Vec<Reason> {
        let told = self.status.told().clone();
        let is_late = {
            let (state, now) = (self.lock(), self.now());
            let has_next = state.next.as_ref().is_some_and(|next| next.from <= now);
            state.current.until.is_some_and(|until| until <= now) && !has_next
        };
        let all = [
            (Reason::NoCampaign, told.editions.is_some_and(|up| up.is_empty())),
            (Reason::Disk, told.disk_is_broken),
            (Reason::IntervalLate, is_late),
            (
                Reason::ClockBehind,
                self.seconds_behind() > preparing::TOLERATED_SECONDS_BEHIND,
            ),
        ];
        all.into_iter()
            .filter_map(|(reason, holds)| holds.then_some(reason))
            .collect()
    }

    /// By how many seconds the clock is behind an instant that was seen.
    pub(crate) fn seconds_behind(&self) -> i64 {
        instant(self.floor.load(Ordering::Relaxed))
            .as_second()
            .saturating_sub((self.clock)().as_second())
    }

    /// From now on it is this late at least.
    pub(crate) fn raise_floor(&self, now: Timestamp) {
        self.floor.fetch_max(nanoseconds(now), Ordering::Relaxed);
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A holder only moves handles: a panic cannot leave it half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets every reader and the preparing thread see what was changed.
    pub(crate) fn has_changed(&self, state: MutexGuard<'_, State>) {
        self.generation.fetch_add(1, Ordering::Release);
        drop(state);
        self.changed.notify_all();
    }
}

fn nanoseconds(instant: Timestamp) -> i64 {
    i64::try_from(instant.as_nanosecond()).unwrap_or(i64::MAX)
}

/// An instant from nanoseconds. Those of an `i64` end in the years 1677 and 2262.
fn instant(nanoseconds: i64) -> Timestamp {
    Timestamp::from_nanosecond(i128::from(nanoseconds)).unwrap_or(Timestamp::MIN)
}

/// One core's view of what is live: handles of its own, renewed when something changed.
pub(crate) struct Reader {
    pub(crate) shared: Arc<Shared>,
    generation: u64,
    current: Arc<Ready>,
    next: Option<Arc<Ready>>,
}

impl Reader {
    /// What is live, and the instant for which that holds.
    pub(crate) fn look(&mut self) -> (&Ready, Timestamp) {
        if self.generation != self.shared.generation.load(Ordering::Acquire) {
            self.renew();
        }
        let now = self.shared.now();
        if self.current.until.is_some_and(|until| until <= now) {
            self.cross(now);
        }
        (&self.current, now)
    }

    fn renew(&mut self) {
        let state = self.shared.lock();
        self.generation = self.shared.generation.load(Ordering::Acquire);
        self.current = Arc::clone(&state.current);
        self.next = state.next.clone();
    }

    #[cold]
    fn cross(&mut self, now: Timestamp) {
        self.shared.raise_floor(now);
        if let Some(next) = self.next.take_if(|next| next.from <= now) {
            self.current = next;
        }
        self.shared.changed.notify_all();
    }
}

//! How long each connection may still take.
//!
//! One ticker for each core looks through its connections a few times a second, so that a request arms no timer: what
//! moves writes one number down.

use crate::Limits;
use crate::cells::Cells;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// What a connection is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Phase {
    /// It has said nothing yet.
    Silent,
    /// A head has begun.
    Head,
    /// A request is being answered, or has been.
    Answering,
}

/// The connections of one core. All of it is used by one thread; the atomics are there for the types' sake and cost nothing.
#[derive(Debug)]
pub(crate) struct Minding {
    /// Ticks since the start.
    tick: AtomicU32,
    is_closing: AtomicBool,
    next_id: AtomicU32,
    connections: Mutex<HashMap<u32, Arc<Minded>>>,
    /// Rings when a connection has gone.
    pub(crate) freed: Notify,
    pub(crate) cells: Arc<Cells>,
    /// How many connections all cores have open. The kernel does not share them out evenly, so that the limit is one for all;
    /// it is touched when a connection begins and ends, and by no request.
    everywhere: Arc<AtomicUsize>,
    head_ticks: u32,
    quiet_ticks: u32,
    linger_ticks: u32,
    answer_ticks: u32,
    film_ticks: u32,
}

/// One connection's times, in ticks.
#[derive(Debug)]
pub(crate) struct Minded {
    id: u32,
    minding: Arc<Minding>,
    phase: AtomicU8,
    /// It is cut off from this tick on.
    deadline: AtomicU32,
    /// The answer is cut off from this tick on, however well it moves.
    answer_deadline: AtomicU32,
    is_refused: AtomicBool,
    waker: OnceLock<Waker>,
}

/// Takes the connection off the list when it is dropped, on whatever way it ends.
#[derive(Debug)]
pub(crate) struct Membership(pub(crate) Arc<Minded>);

impl Minding {
    pub(crate) fn new(limits: &Limits, cells: Arc<Cells>, everywhere: Arc<AtomicUsize>) -> Arc<Minding> {
        Arc::new(Minding {
            tick: AtomicU32::new(0),
            is_closing: AtomicBool::new(false),
            next_id: AtomicU32::new(0),
            connections: Mutex::default(),
            freed: Notify::new(),
            cells,
            everywhere,
            head_ticks: limits.ticks(limits.head_time),
            quiet_ticks: limits.ticks(limits.quiet_time),
            linger_ticks: limits.ticks(limits.linger_time),
            answer_ticks: limits.ticks(limits.answer_time),
            film_ticks: limits.ticks(limits.film_time),
        })
    }

    /// Puts a new connection on the list. It has the time of a head to begin one.
    pub(crate) fn enrol(self: &Arc<Minding>) -> Membership {
        let minded = Arc::new(Minded {
            id: self.next_id.fetch_add(1, Relaxed),
            minding: Arc::clone(self),
            phase: AtomicU8::new(Phase::Silent as u8),
            deadline: AtomicU32::new(self.now() + self.head_ticks),
            answer_deadline: AtomicU32::new(u32::MAX),
            is_refused: AtomicBool::new(false),
            waker: OnceLock::new(),
        });
        self.cells.opened.add(1);
        self.everywhere.fetch_add(1, Relaxed);
        self.list().insert(minded.id, Arc::clone(&minded));
        Membership(minded)
    }

    /// How many connections all cores have open.
    pub(crate) fn open_everywhere(&self) -> usize {
        self.everywhere.load(Relaxed)
    }

    /// How many connections are open.
    pub(crate) fn open(&self) -> usize {
        self.list().len()
    }

    /// Wakes what is overdue, once every tick, for ever.
    pub(crate) async fn tick_for_ever(self: Arc<Minding>, every: Duration) {
        let started = Instant::now();
        let mut interval = tokio::time::interval(every);
        interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            interval.tick().await;
            // Not one more each time: on a busy machine a tick comes late, and the limits must not.
            let ticks = started.elapsed().as_micros() / every.as_micros().max(1);
            self.tick.store(u32::try_from(ticks).unwrap_or(u32::MAX), Relaxed);
            self.wake(Minded::is_overdue);
        }
    }

    /// From now on each connection ends with the request that it is at.
    pub(crate) fn close(&self) {
        self.is_closing.store(true, Relaxed);
        self.wake(|_| true);
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.is_closing.load(Relaxed)
    }

    fn now(&self) -> u32 {
        self.tick.load(Relaxed)
    }

    #[expect(
        clippy::iter_over_hash_type,
        reason = "each is woken; the order is nobody's business"
    )]
    fn wake(&self, which: impl Fn(&Minded) -> bool) {
        for minded in self.list().values() {
            if which(minded)
                && let Some(waker) = minded.waker.get()
            {
                waker.wake_by_ref();
            }
        }
    }

    fn list(&self) -> std::sync::MutexGuard<'_, HashMap<u32, Arc<Minded>>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Minded {
    pub(crate) fn minding(&self) -> &Minding {
        &self.minding
    }

    /// The task to wake. A connection stays in one task all its life.
    pub(crate) fn remember(&self, waker: &Waker) {
        self.waker.get_or_init(|| waker.clone());
    }

    /// Bytes have come in. The first of a head starts its time; more of them do not lengthen it.
    pub(crate) fn heard(&self) {
        if self.phase.swap(Phase::Head as u8, Relaxed) != Phase::Head as u8 {
            self.deadline
                .store(self.minding.now() + self.minding.head_ticks, Relaxed);
        }
    }

    /// A head is complete and is being answered.
    pub(crate) fn asked(&self) {
        self.answer_within(self.minding.answer_ticks);
    }

    /// What is being answered is a film.
    pub(crate) fn asked_for_film(&self) {
        self.answer_within(self.minding.film_ticks);
    }

    /// Bytes have gone out.
    pub(crate) fn sent(&self) {
        self.phase.store(Phase::Answering as u8, Relaxed);
        let quiet = self.minding.now() + self.minding.quiet_ticks;
        self.deadline
            .store(quiet.min(self.answer_deadline.load(Relaxed)), Relaxed);
    }

    /// A refusal is out, and what still comes in is thrown away for a while.
    pub(crate) fn lingers(&self) {
        self.deadline
            .store(self.minding.now() + self.minding.linger_ticks, Relaxed);
    }

    /// It has the time in which bytes that have arrived are noticed, and no more.
    pub(crate) fn hurry(&self) {
        self.deadline.store(self.minding.now() + 2, Relaxed);
    }

    /// A request was refused with its body unread.
    pub(crate) fn refused(&self) {
        self.is_refused.store(true, Relaxed);
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.is_refused.load(Relaxed)
    }

    pub(crate) fn is_overdue(&self) -> bool {
        self.deadline.load(Relaxed) <= self.minding.now()
    }

    /// Whether a head is being waited for that has begun, or should have.
    pub(crate) fn awaits_head(&self) -> bool {
        self.phase.load(Relaxed) != Phase::Answering as u8
    }

    /// Whether it has said nothing since it was opened.
    pub(crate) fn is_silent(&self) -> bool {
        self.phase.load(Relaxed) == Phase::Silent as u8
    }

    fn answer_within(&self, ticks: u32) {
        self.answer_deadline.store(self.minding.now() + ticks, Relaxed);
        self.sent();
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        let minding = &self.0.minding;
        minding.list().remove(&self.0.id);
        minding.cells.closed.add(1);
        minding.everywhere.fetch_sub(1, Relaxed);
        minding.freed.notify_waiters();
    }
}

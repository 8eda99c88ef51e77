//! Things that are made when they are asked for, on threads that serve nobody else.
//!
//! A thing is made once, however many ask for it at the same time, and kept for a while by its entity tag. When too many
//! different things are waited for, the next one is refused at once: pages never wait for posters, and a poster waits for no
//! toolkit: between two parts of one, everything short is made that was asked for meanwhile.

use crate::limits::Limits;
use crate::live::Shared;
use bytes::Bytes;
use campaign::Diagnostic;
use site::Order;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use tokio::sync::oneshot;

/// Why a thing could not be made. Whoever asked learns no more than that; the log has the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CannotMake;

type Made = Result<Bytes, CannotMake>;

/// What asking comes to.
#[derive(Debug)]
pub(crate) enum Asked {
    /// It is here.
    Here(Bytes),
    /// It is being made, or will be soon.
    Coming(oneshot::Receiver<Made>),
    /// Too many are waiting.
    TooMany,
}

/// The threads that make, what they are to make, and what they made last.
pub(crate) struct Making {
    state: Mutex<State>,
    rang: Condvar,
    most_waiting: usize,
    shared: Arc<Shared>,
}

struct State {
    kept: Kept,
    /// Orders of some milliseconds that no thread has taken yet: posters, cards, a release.
    short: VecDeque<Arc<Order>>,
    /// Orders that have parts: toolkits.
    long: VecDeque<Arc<Order>>,
    /// Who waits for what, by entity tag: orders in the queues and those that are being made.
    waiting: BTreeMap<Box<str>, Waiting>,
    is_over: bool,
}

#[derive(Default)]
struct Waiting {
    senders: Vec<oneshot::Sender<Made>>,
    /// Somebody was told to come back for it: it is made and kept, even if nobody waits any more.
    is_promised: bool,
}

impl Waiting {
    /// Everybody who waited may have gone meanwhile.
    fn is_wanted(&self) -> bool {
        self.is_promised || self.senders.iter().any(|sender| !sender.is_closed())
    }
}

impl State {
    fn waiting(&self) -> usize {
        self.short.len() + self.long.len()
    }
}

impl Making {
    /// Starts the threads.
    pub(crate) fn start(limits: &Limits, cores: usize, shared: Arc<Shared>) -> io::Result<Arc<Making>> {
        let making = Arc::new(Making {
            state: Mutex::new(State {
                kept: Kept::new(limits.kept_bytes),
                short: VecDeque::new(),
                long: VecDeque::new(),
                waiting: BTreeMap::new(),
                is_over: false,
            }),
            rang: Condvar::new(),
            most_waiting: limits.orders_waiting,
            shared,
        });
        for number in 0..limits.making_threads(cores) {
            let making = Arc::clone(&making);
            thread::Builder::new()
                .name(format!("making-{number}"))
                .spawn(move || making.work())?;
        }
        Ok(making)
    }

    /// Asks for a thing.
    pub(crate) fn ask(&self, order: &Arc<Order>) -> Asked {
        let mut state = self.lock();
        if let Some(bytes) = state.kept.get(&order.etag) {
            self.shared.status.made_kept.fetch_add(1, Relaxed);
            return Asked::Here(bytes);
        }
        let (sender, receiver) = oneshot::channel();
        if let Some(others) = state.waiting.get_mut(&order.etag) {
            others.senders.push(sender);
            return Asked::Coming(receiver);
        }
        if state.waiting() >= self.most_waiting {
            self.shared.status.made_refused.fetch_add(1, Relaxed);
            return Asked::TooMany;
        }
        let waiting = Waiting {
            senders: vec![sender],
            is_promised: false,
        };
        state.waiting.insert(order.etag.clone(), waiting);
        let queue = if order.has_parts() {
            &mut state.long
        } else {
            &mut state.short
        };
        queue.push_back(Arc::clone(order));
        self.count_waiting(&state);
        drop(state);
        self.rang.notify_one();
        Asked::Coming(receiver)
    }

    /// Somebody who waited too long is told to come back: it is made and kept until then.
    pub(crate) fn promise(&self, order: &Order) {
        self.shared.status.made_late.fetch_add(1, Relaxed);
        if let Some(waiting) = self.lock().waiting.get_mut(&order.etag) {
            waiting.is_promised = true;
        }
    }

    /// Lets the threads go when what they are making is done.
    pub(crate) fn end(&self) {
        let mut state = self.lock();
        state.is_over = true;
        state.short.clear();
        state.long.clear();
        state.waiting.clear();
        drop(state);
        self.rang.notify_all();
    }

    /// One thread's work.
    fn work(&self) {
        let mut state = self.lock();
        while !state.is_over {
            let next = state.short.pop_front().or_else(|| state.long.pop_front());
            state = match next {
                Some(order) => self.serve(state, &order),
                None => self.rang.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Makes an order that was taken out of its queue, and hands it to those who wait.
    fn serve<'s>(&'s self, mut state: MutexGuard<'s, State>, order: &Order) -> MutexGuard<'s, State> {
        self.count_waiting(&state);
        if !state.waiting.get(&order.etag).is_some_and(Waiting::is_wanted) {
            state.waiting.remove(&order.etag);
            return state;
        }
        drop(state);
        let made = self.make(order);
        let mut state = self.lock();
        let waiting = state.waiting.remove(&order.etag).unwrap_or_default();
        if let Ok(bytes) = &made {
            self.keep(&mut state, order, bytes, waiting.is_promised);
        }
        for sender in waiting.senders {
            // Whoever has gone does not mind.
            let _gone = sender.send(made.clone());
        }
        state
    }

    /// A part of something long. Whatever is short and was asked for meanwhile comes first, and what is there is not made again.
    fn part(&self, order: &Order) -> Result<Bytes, Vec<Diagnostic>> {
        let mut state = self.lock();
        while let Some(short) = state.short.pop_front() {
            state = self.serve(state, &short);
        }
        if state.is_over {
            return Err(Vec::new());
        }
        if let Some(bytes) = state.kept.get(&order.etag) {
            return Ok(bytes);
        }
        drop(state);
        let bytes = order.make()?;
        self.keep(&mut self.lock(), order, &bytes, false);
        Ok(bytes)
    }

    fn keep(&self, state: &mut State, order: &Order, bytes: &Bytes, is_promised: bool) {
        state.kept.put(&order.etag, bytes, is_promised);
        let held = state.kept.bytes as u64;
        self.shared.status.made_held_bytes.store(held, Relaxed);
    }

    /// Makes one thing; a panic in there costs this thing, not the thread.
    fn make(&self, order: &Order) -> Made {
        let started = std::time::Instant::now();
        let made = catch_unwind(AssertUnwindSafe(|| order.make_of(&mut |part| self.part(part))));
        let status = &self.shared.status;
        match made {
            Ok(Ok(bytes)) => {
                status.made.fetch_add(1, Relaxed);
                let microseconds = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
                status.making_microseconds.fetch_add(microseconds, Relaxed);
                Ok(bytes)
            }
            Ok(Err(findings)) => {
                status.made_failed.fetch_add(1, Relaxed);
                for finding in findings {
                    // Its place and its rule alone: a finding's words may be anybody's.
                    tracing::error!(
                        campaign = order.campaign(),
                        place = %finding.place,
                        rule = %finding.rule,
                        "something could not be made of a campaign; hueandcry check says what is wrong"
                    );
                }
                Err(CannotMake)
            }
            Err(_) => {
                status.made_failed.fetch_add(1, Relaxed);
                tracing::error!(
                    campaign = order.campaign(),
                    "making something of a campaign broke, which is a fault of this program"
                );
                Err(CannotMake)
            }
        }
    }

    fn count_waiting(&self, state: &State) {
        let waiting = state.waiting() as u64;
        self.shared.status.orders_waiting.store(waiting, Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was made last, up to so many bytes: what was asked for longest ago goes first.
struct Kept {
    most_bytes: usize,
    bytes: usize,
    /// With the number of the last asking.
    things: BTreeMap<Box<str>, (u64, Bytes)>,
    asked: u64,
}

impl Kept {
    fn new(most_bytes: usize) -> Kept {
        Kept {
            most_bytes,
            bytes: 0,
            things: BTreeMap::new(),
            asked: 0,
        }
    }

    fn get(&mut self, etag: &str) -> Option<Bytes> {
        self.asked += 1;
        let (last, bytes) = self.things.get_mut(etag)?;
        *last = self.asked;
        Some(bytes.clone())
    }

    /// A thing that would take more than a quarter of the room is not kept: it would push everything else out. One that is promised
    /// is, however large, until another thing is made: whoever comes back for it would wait for ever.
    fn put(&mut self, etag: &str, bytes: &Bytes, is_promised: bool) {
        if bytes.len() > self.most_bytes / 4 && !is_promised {
            return;
        }
        self.asked += 1;
        self.bytes += bytes.len();
        if let Some((_, before)) = self.things.insert(etag.into(), (self.asked, bytes.clone())) {
            self.bytes -= before.len();
        }
        while self.bytes > self.most_bytes && !(is_promised && self.things.len() == 1) {
            let oldest = self.things.iter().min_by_key(|(_, (last, _))| *last);
            let Some(oldest) = oldest.map(|(etag, _)| etag.clone()) else {
                return;
            };
            if let Some((_, gone)) = self.things.remove(&oldest) {
                self.bytes -= gone.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_longest_ago_makes_room() {
        let thing = |size: usize| Bytes::from(vec![0; size]);
        let mut kept = Kept::new(100);
        for name in ["a", "b", "c", "d"] {
            kept.put(name, &thing(25), false);
        }
        assert!(kept.get("a").is_some());
        kept.put("e", &thing(20), false);
        assert!(kept.get("b").is_none());
        assert_eq!(kept.bytes, 95);
        for name in ["a", "c", "d", "e"] {
            assert!(kept.get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_same_thing_twice_takes_its_room_once_and_a_large_one_none() {
        let mut kept = Kept::new(100);
        kept.put("a", &Bytes::from_static(b"ten bytes."), false);
        kept.put("a", &Bytes::from_static(b"five."), false);
        assert_eq!(kept.bytes, 5);
        kept.put("b", &Bytes::from(vec![0; 26]), false);
        assert!(kept.get("b").is_none());
        assert_eq!(kept.bytes, 5);
    }

    #[test]
    fn what_is_promised_is_kept_however_large_until_something_else_is_made() {
        let mut kept = Kept::new(100);
        kept.put("a", &Bytes::from_static(b"it"), false);
        kept.put("b", &Bytes::from(vec![0; 200]), true);
        assert!(kept.get("b").is_some() && kept.get("a").is_none());
        kept.put("c", &Bytes::from_static(b"it"), false);
        assert!(kept.get("b").is_none() && kept.get("c").is_some());
        assert_eq!(kept.bytes, 2);
    }
}

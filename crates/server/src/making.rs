//! Things that are made when they are asked for, on threads that serve nobody else.
//!
//! A thing is made once, however many ask for it at the same time, and kept for a while by its entity tag. When too many
//! different things are waited for, the next one is refused at once: pages never wait for posters.

use crate::limits::Limits;
use crate::live::Shared;
use bytes::Bytes;
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
    /// Orders that no thread has taken yet.
    queue: VecDeque<Arc<Order>>,
    /// Who waits for what, by entity tag: orders in the queue and those that are being made.
    waiting: BTreeMap<Box<str>, Vec<oneshot::Sender<Made>>>,
    is_over: bool,
}

impl Making {
    /// Starts the threads.
    pub(crate) fn start(limits: &Limits, cores: usize, shared: Arc<Shared>) -> io::Result<Arc<Making>> {
        let making = Arc::new(Making {
            state: Mutex::new(State {
                kept: Kept::new(limits.kept_bytes),
                queue: VecDeque::new(),
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
            others.push(sender);
            return Asked::Coming(receiver);
        }
        if state.queue.len() >= self.most_waiting {
            self.shared.status.made_refused.fetch_add(1, Relaxed);
            return Asked::TooMany;
        }
        state.waiting.insert(order.etag.clone(), vec![sender]);
        state.queue.push_back(Arc::clone(order));
        self.count_waiting(&state);
        drop(state);
        self.rang.notify_one();
        Asked::Coming(receiver)
    }

    /// Lets the threads go when what they are making is done.
    pub(crate) fn end(&self) {
        let mut state = self.lock();
        state.is_over = true;
        state.queue.clear();
        state.waiting.clear();
        drop(state);
        self.rang.notify_all();
    }

    /// One thread's work.
    fn work(&self) {
        let mut state = self.lock();
        loop {
            if state.is_over {
                return;
            }
            let Some(order) = state.queue.pop_front() else {
                state = self.rang.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            self.count_waiting(&state);
            // Everybody who waited may have gone meanwhile.
            let is_wanted =
                |senders: &Vec<oneshot::Sender<Made>>| senders.iter().any(|sender| !sender.is_closed());
            if !state.waiting.get(&order.etag).is_some_and(is_wanted) {
                state.waiting.remove(&order.etag);
                continue;
            }
            drop(state);
            let made = self.make(&order);
            state = self.lock();
            if let Ok(bytes) = &made {
                state.kept.put(&order.etag, bytes);
                self.shared
                    .status
                    .made_held_bytes
                    .store(state.kept.bytes as u64, Relaxed);
            }
            for sender in state.waiting.remove(&order.etag).into_iter().flatten() {
                // Whoever has gone does not mind.
                let _gone = sender.send(made.clone());
            }
        }
    }

    /// Makes one thing; a panic in there costs this thing, not the thread.
    fn make(&self, order: &Order) -> Made {
        let started = std::time::Instant::now();
        let made = catch_unwind(AssertUnwindSafe(|| order.make()));
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
        let waiting = state.queue.len() as u64;
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

    /// A thing that would take more than a quarter of the room is not kept: it would push everything else out.
    fn put(&mut self, etag: &str, bytes: &Bytes) {
        if bytes.len() > self.most_bytes / 4 {
            return;
        }
        self.asked += 1;
        self.bytes += bytes.len();
        if let Some((_, before)) = self.things.insert(etag.into(), (self.asked, bytes.clone())) {
            self.bytes -= before.len();
        }
        while self.bytes > self.most_bytes {
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
            kept.put(name, &thing(25));
        }
        assert!(kept.get("a").is_some());
        kept.put("e", &thing(20));
        assert!(kept.get("b").is_none());
        assert_eq!(kept.bytes, 95);
        for name in ["a", "c", "d", "e"] {
            assert!(kept.get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_same_thing_twice_takes_its_room_once_and_a_large_one_none() {
        let mut kept = Kept::new(100);
        kept.put("a", &Bytes::from_static(b"ten bytes."));
        kept.put("a", &Bytes::from_static(b"five."));
        assert_eq!(kept.bytes, 5);
        kept.put("b", &Bytes::from(vec![0; 26]));
        assert!(kept.get("b").is_none());
        assert_eq!(kept.bytes, 5);
    }
}

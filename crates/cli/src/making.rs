//! Makes posters and the like on all cores.

use anyhow::Result;
use bytes::Bytes;
use campaign::Diagnostic;
use site::Order;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::sync_channel;
use std::thread;

/// Makes each order and hands over what came of it: see [`each`].
pub(crate) fn make_each(
    orders: &[Arc<Order>],
    take: impl FnMut(usize, Result<Bytes, Vec<Diagnostic>>) -> Result<()>,
) -> Result<()> {
    each(orders, |_, order| order.make(), take)
}

/// Does some work for each order and hands over what came of it, with its place in the list, in the order in which they are finished.
/// No more than a handful are in memory at once. An error of `take` ends it.
pub(crate) fn each<T: Send>(
    orders: &[Arc<Order>],
    work: impl Fn(usize, &Order) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<()>,
) -> Result<()> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(orders.len());
    let next = AtomicUsize::new(0);
    let (send, receive) = sync_channel(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                while let Some((place, order)) = following(orders, next) {
                    if send.send((place, work(place, order))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        receive
            .into_iter()
            .try_for_each(|(place, made)| take(place, made))
    })
}

fn following<'o>(orders: &'o [Arc<Order>], next: &AtomicUsize) -> Option<(usize, &'o Order)> {
    let place = next.fetch_add(1, Relaxed);
    Some((place, orders.get(place)?))
}

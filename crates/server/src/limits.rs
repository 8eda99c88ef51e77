//! What a visitor may use up.

use std::time::Duration;

/// The limits of every connection. A time limit acts late by up to [`Limits::tick`], never early.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The longest head of a request: what other servers take too; a browser sends about 1 KiB to a site without cookies.
    pub head_bytes: usize,
    /// How long a head may take from its first byte: 1 KiB on the worst phone network takes a second.
    pub head_time: Duration,
    /// How long nothing may move in either direction, between requests and within an answer.
    pub quiet_time: Duration,
    /// How long to listen to somebody who was refused before they had finished: hung up on at once, they would not see why
    /// (RFC 9112, 9.6).
    pub linger_time: Duration,
    /// How long one answer may take in all: the largest picture at 20 kbit/s.
    pub answer_time: Duration,
    /// The same for a film: it may play through at the speed at which it is watched.
    pub film_time: Duration,
    /// Connections held open by all cores together. Each costs about 10 KiB; the ones beyond wait to be accepted.
    pub connections: usize,
    /// Connections that the kernel keeps for us while we are busy.
    pub backlog: i32,
    /// How long requests in flight may take when the server is asked to stop: systemd waits for 90 s, a person does not.
    pub grace: Duration,
    /// How long to leave new connections alone when there are no file descriptors left.
    pub accept_pause: Duration,
    /// A piece of a film: large enough that the disk does not rule, small enough to hold hundreds.
    pub piece_bytes: usize,
    /// Threads of one core that may read films at the same time.
    pub film_threads: usize,
    /// Threads that make posters and the like when they are asked for; 0 is one for each two cores, and two at most: they are
    /// busy for milliseconds at a time, and pages come first.
    pub making_threads: usize,
    /// How long somebody waits for a thing that is being made before being told to come back: a toolkit that nobody has asked for yet
    /// takes seconds on a small machine, and a connection on which nothing moves is cut off ([`Limits::quiet_time`]).
    pub patience: Duration,
    /// How many different things may wait to be made: at a few milliseconds each, the last of them waits for less than a second.
    pub orders_waiting: usize,
    /// How much of what was made is kept, in bytes: the posters and cards of three campaigns with all their doors open (about 9 MB each),
    /// so that their toolkits are put together of what is there, and a toolkit of each.
    pub kept_bytes: usize,
    /// How often overdue connections are looked for.
    pub tick: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            head_bytes: 16 * 1024,
            head_time: Duration::from_secs(10),
            quiet_time: Duration::from_secs(30),
            linger_time: Duration::from_secs(1),
            answer_time: Duration::from_secs(120),
            film_time: Duration::from_secs(2 * 60 * 60),
            connections: 8192,
            backlog: 1024,
            grace: Duration::from_secs(10),
            accept_pause: Duration::from_millis(100),
            piece_bytes: 64 * 1024,
            film_threads: 4,
            making_threads: 0,
            patience: Duration::from_secs(10),
            orders_waiting: 64,
            kept_bytes: 64 * 1024 * 1024,
            tick: Duration::from_millis(250),
        }
    }
}

impl Limits {
    /// Limits for a test, which sets the one that it is about. The others are far away, because a test's machine may be
    /// slow; the ticks are short, because its reader waits.
    pub fn for_testing() -> Limits {
        Limits {
            head_bytes: 8 * 1024,
            accept_pause: Duration::from_millis(10),
            tick: Duration::from_millis(10),
            ..Limits::default()
        }
    }

    /// How many threads make things on a machine of so many cores.
    pub(crate) fn making_threads(&self, cores: usize) -> usize {
        match self.making_threads {
            0 => (cores / 2).clamp(1, 2),
            threads => threads,
        }
    }

    /// How long somebody waits for what is being made: never until the connection is cut off.
    pub(crate) fn patience(&self) -> Duration {
        self.patience.min(self.quiet_time / 2)
    }

    /// A time in ticks. One tick more, because the present one has partly gone by.
    pub(crate) fn ticks(&self, time: Duration) -> u32 {
        let ticks = time.as_micros().div_ceil(self.tick.as_micros().max(1)) + 1;
        u32::try_from(ticks).unwrap_or(u32::MAX / 2)
    }
}

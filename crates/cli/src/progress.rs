//! How far a long work is, on one line of the terminal.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// What takes less time than this shows nothing.
const AFTER: Duration = Duration::from_secs(1);
/// How often the line is drawn.
const EVERY: Duration = Duration::from_millis(100);
/// How wide the bar is, in characters.
const WIDTH: usize = 24;

/// The line; nothing where no terminal is.
pub(crate) struct Progress {
    /// What is counted: "files".
    what: &'static str,
    total: usize,
    done: usize,
    began: Instant,
    drawn: Option<Instant>,
    is_watched: bool,
}

impl Progress {
    pub(crate) fn of(total: usize, what: &'static str) -> Progress {
        Progress {
            what,
            total,
            done: 0,
            began: Instant::now(),
            drawn: None,
            is_watched: std::io::stderr().is_terminal(),
        }
    }

    /// One more is done.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        let is_time = self.drawn.is_none_or(|drawn| drawn.elapsed() >= EVERY);
        if self.is_watched && is_time && self.began.elapsed() >= AFTER {
            self.drawn = Some(Instant::now());
            show(&format!("\r{}", line(self.done, self.total, self.what)));
        }
    }
}

/// Takes the line away again.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            show("\r\x1b[K");
        }
    }
}

fn show(text: &str) {
    // A terminal that has gone is no reason to stop.
    let mut err = std::io::stderr().lock();
    _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

fn line(done: usize, total: usize, what: &str) -> String {
    let filled = (WIDTH * done).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
    let mut line = String::from("[");
    line.extend(std::iter::repeat_n('#', filled));
    line.extend(std::iter::repeat_n('-', WIDTH - filled));
    _ = write!(line, "] {done} of {total} {what}");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_from_left_to_right_and_no_further() {
        assert_eq!(
            line(0, 1000, "files"),
            "[------------------------] 0 of 1000 files"
        );
        assert_eq!(
            line(500, 1000, "files"),
            "[############------------] 500 of 1000 files"
        );
        assert_eq!(line(7, 0, "files"), "[########################] 7 of 0 files");
    }
}

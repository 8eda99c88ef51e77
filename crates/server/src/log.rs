//! The log: JSON lines that hold nothing about a visitor.
//!
//! What can be said of a request is fixed here: the kind of address, the status, how long it took, and a reference number
//! when the fault is ours. Neither the address asked for nor who asked has a way in. Requests that went well are
//! written by debug builds alone.

use http::StatusCode;
use public::Route;
use std::fmt::{self, Write as _};
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

/// Writes the log to the standard error from now on. Once for each process; a second call does nothing.
pub fn start(level: Level) {
    // The only way to fail is that a log has been started.
    let _ = tracing::subscriber::set_global_default(JsonLines::new(level, io::stderr()));
}

/// When the answering began, if anybody wants to know.
pub(crate) fn started(is_timed: bool) -> Option<Instant> {
    (is_timed || tracing::enabled!(Level::DEBUG)).then(Instant::now)
}

/// An answer was given.
pub(crate) fn answered(route: Route, status: StatusCode, duration: Option<Duration>) {
    if let Some(duration) = duration {
        let duration_ms = duration.as_secs_f64() * 1000.0;
        tracing::debug!(
            route = route.name(),
            status = status.as_u16(),
            duration_ms,
            "answered"
        );
    }
}

/// An answer could not be given. Gives the reference number, for the visitor to tell us.
pub(crate) fn failed(route: Route, status: StatusCode, cause: io::ErrorKind) -> String {
    let reference = reference();
    tracing::error!(route = route.name(), status = status.as_u16(), reference, cause = ?cause, "a film could not be opened");
    reference
}

/// Something could not be made. Gives the reference number, as [`failed`] does; what is wrong stands in a line before.
pub(crate) fn not_made(route: Route, status: StatusCode) -> String {
    let reference = reference();
    tracing::error!(
        route = route.name(),
        status = status.as_u16(),
        reference,
        "what was asked for could not be made"
    );
    reference
}

/// A number that is not used again before long and tells nothing but that: no count of visitors, no time.
fn reference() -> String {
    use std::hash::{BuildHasher, RandomState};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!(
        "{:08x}",
        RandomState::new().hash_one(COUNT.fetch_add(1, Relaxed)) >> 32
    )
}

/// A subscriber of one JSON object a line. It knows no spans: nothing here spans anything.
pub struct JsonLines<W> {
    level: Level,
    writer: Mutex<W>,
}

impl<W: Write + Send + 'static> JsonLines<W> {
    /// Writes events of this level and graver ones.
    pub fn new(level: Level, writer: W) -> JsonLines<W> {
        JsonLines {
            level,
            writer: Mutex::new(writer),
        }
    }
}

impl<W: Write + Send + 'static> Subscriber for JsonLines<W> {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.level
    }

    fn max_level_hint(&self) -> Option<tracing::level_filters::LevelFilter> {
        Some(self.level.into())
    }

    fn event(&self, event: &Event<'_>) {
        let time = jiff::Timestamp::now();
        let level = event.metadata().level().as_str().to_ascii_lowercase();
        let mut line = Line(format!("{{\"time\":\"{time:.3}\",\"level\":\"{level}\""));
        event.record(&mut line);
        line.0.push_str("}\n");
        if let Ok(mut writer) = self.writer.lock() {
            // A log that cannot be written has nowhere to say so.
            let _ = writer.write_all(line.0.as_bytes());
        }
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

impl<W> fmt::Debug for JsonLines<W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("JsonLines")
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}

/// A line in the making.
struct Line(String);

impl Line {
    fn put(&mut self, field: &Field, value: fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = write!(self.0, ",\"{}\":{value}", field.name());
    }
}

impl Visit for Line {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, format_args!("{value}"));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, format_args!("{value}"));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, format_args!("{value}"));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON has no infinity.
        if value.is_finite() {
            self.put(field, format_args!("{value:.3}"));
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, format_args!("{}", Quoted(value)));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }
}

/// A text as a JSON string.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' | '\\' => write!(formatter, "\\{character}")?,
                character if character < ' ' => write!(formatter, "\\u{:04x}", u32::from(character))?,
                character => formatter.write_char(character)?,
            }
        }
        formatter.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_one_json_string_whatever_it_holds() {
        assert_eq!(
            Quoted("a\"b\\c\nd\u{1}é").to_string(),
            "\"a\\\"b\\\\c\\u000ad\\u0001é\""
        );
    }

    #[test]
    fn reference_numbers_differ() {
        assert_eq!(reference().len(), 8);
        assert_ne!(reference(), reference());
    }
}

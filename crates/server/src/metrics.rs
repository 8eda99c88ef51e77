//! The numbers of the operator, as Prometheus reads them (text format 0.0.4).
//!
//! They say what the server did, never for whom: kinds of address in place of addresses, no name that was asked for.

use crate::cells::{CLASSES, Cell, Cells, EDGES_MICROSECONDS};
use crate::live::Shared;
use public::Route;
use std::fmt::{Display, Write as _};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// A text in the making.
struct Page(String);

impl Page {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a `String` cannot fail, here and below.
        _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, name: &str, labels: &str, value: impl Display) {
        _ = if labels.is_empty() {
            writeln!(self.0, "{name} {value}")
        } else {
            writeln!(self.0, "{name}{{{labels}}} {value}")
        };
    }

    fn one(&mut self, name: &str, kind: &str, help: &str, value: impl Display) {
        self.head(name, kind, help);
        self.line(name, "", value);
    }
}

/// Everything, at this moment.
pub(crate) fn text(shared: &Shared, threads: usize) -> String {
    let cores = shared.status.cores().clone();
    let mut page = Page(String::with_capacity(16 * 1024));
    answers(&mut page, &cores);
    connections(&mut page, &cores);
    site(&mut page, shared);
    making(&mut page, shared);
    process(&mut page);
    page.one(
        "hueandcry_threads",
        "gauge",
        "Threads that serve visitors.",
        threads,
    );
    page.0
}

fn sum<'c>(cores: &'c [Arc<Cells>], cell: impl Fn(&'c Cells) -> &'c Cell) -> u64 {
    cores.iter().map(|cells| cell(cells).get()).sum()
}

fn answers(page: &mut Page, cores: &[Arc<Cells>]) {
    let name = "hueandcry_answers_total";
    page.head(name, "counter", "Answers by kind of address and class of status.");
    for (place, route) in Route::ALL.into_iter().enumerate() {
        for (class, words) in CLASSES.iter().enumerate() {
            let count = sum(cores, |cells| &cells.routes[place].by_class[class]);
            page.line(
                name,
                &format!("route=\"{}\",status=\"{words}\"", route.name()),
                count,
            );
        }
    }
    let name = "hueandcry_answer_seconds";
    page.head(
        name,
        "histogram",
        "From a head that is whole to an answer that is ready to be sent; of a film, until its file is open.",
    );
    for (place, route) in Route::ALL.into_iter().enumerate() {
        let mut count = 0;
        let edges = EDGES_MICROSECONDS.iter().map(|edge| seconds(*edge));
        for (bucket, edge) in edges.chain(["+Inf".to_owned()]).enumerate() {
            count += sum(cores, |cells| &cells.routes[place].by_duration[bucket]);
            let labels = format!("route=\"{}\",le=\"{edge}\"", route.name());
            page.line(&format!("{name}_bucket"), &labels, count);
        }
        let labels = format!("route=\"{}\"", route.name());
        let taken = sum(cores, |cells| &cells.routes[place].microseconds);
        page.line(&format!("{name}_sum"), &labels, seconds(taken));
        page.line(&format!("{name}_count"), &labels, count);
    }
    page.one(
        "hueandcry_sent_bytes_total",
        "counter",
        "Bytes sent to visitors, heads included.",
        sum(cores, |cells| &cells.sent_bytes),
    );
}

fn connections(page: &mut Page, cores: &[Arc<Cells>]) {
    let opened = sum(cores, |cells| &cells.opened);
    let open = opened.saturating_sub(sum(cores, |cells| &cells.closed));
    page.one(
        "hueandcry_connections_open",
        "gauge",
        "Connections that are open.",
        open,
    );
    page.one(
        "hueandcry_connections_total",
        "counter",
        "Connections that were taken.",
        opened,
    );
    let name = "hueandcry_connections_refused_total";
    page.head(
        name,
        "counter",
        "Connections that were ended: by a limit of time, for what was sent, or for want of file descriptors.",
    );
    let refused = [
        ("time", sum(cores, |cells| &cells.overdue)),
        ("malformed", sum(cores, |cells| &cells.malformed)),
        ("shortage", sum(cores, |cells| &cells.shortages)),
    ];
    for (why, count) in refused {
        page.line(name, &format!("why=\"{why}\""), count);
    }
}

fn site(page: &mut Page, shared: &Shared) {
    let status = &shared.status;
    let name = "hueandcry_interval_seconds";
    page.head(
        name,
        "summary",
        "How long it took to make the pages between two scheduled changes.",
    );
    page.line(
        &format!("{name}_sum"),
        "",
        seconds(status.interval_microseconds.load(Relaxed)),
    );
    page.line(&format!("{name}_count"), "", status.intervals.load(Relaxed));
    page.one(
        "hueandcry_interval_failures_total",
        "counter",
        "Intervals that could not be made.",
        status.interval_failures.load(Relaxed),
    );
    page.one(
        "hueandcry_clock_jumps_total",
        "counter",
        "Times that the clock went ahead by more than five minutes at once.",
        status.clock_jumps.load(Relaxed),
    );
    page.one(
        "hueandcry_clock_behind_seconds",
        "gauge",
        "How far the clock is behind an instant that was served.",
        status.clock_behind.load(Relaxed).max(0),
    );
    let reasons = shared.reasons();
    page.one(
        "hueandcry_ready",
        "gauge",
        "Whether /readyz says yes.",
        u8::from(reasons.is_empty()),
    );
    let told = status.told().clone();
    let name = "hueandcry_edition_info";
    page.head(name, "gauge", "Editions that are up.");
    for edition in told.editions.iter().flatten() {
        let labels = format!("campaign=\"{}\",edition=\"{}\"", edition.campaign, edition.hash);
        page.line(name, &labels, 1);
    }
    if let Some((when, went_well)) = told.reload {
        page.one(
            "hueandcry_reload_success",
            "gauge",
            "Whether the last change of a folder went up.",
            u8::from(went_well),
        );
        page.one(
            "hueandcry_reload_timestamp_seconds",
            "gauge",
            "When a folder was last read again.",
            when.as_second(),
        );
    }
    page.one(
        "process_start_time_seconds",
        "gauge",
        "When the server began.",
        shared.began.as_second(),
    );
}

/// Posters, cards and whatever else is made when somebody asks for it.
fn making(page: &mut Page, shared: &Shared) {
    let status = &shared.status;
    let name = "hueandcry_made_total";
    page.head(
        name,
        "counter",
        "Posters and the like by what asking for one came to: made, kept from before, failed, refused because too many waited, or late, so that somebody was told to come back.",
    );
    for (result, count) in [
        ("made", &status.made),
        ("kept", &status.made_kept),
        ("failed", &status.made_failed),
        ("refused", &status.made_refused),
        ("late", &status.made_late),
    ] {
        page.line(name, &format!("result=\"{result}\""), count.load(Relaxed));
    }
    page.one(
        "hueandcry_making_seconds_total",
        "counter",
        "How long the making took.",
        seconds(status.making_microseconds.load(Relaxed)),
    );
    page.one(
        "hueandcry_making_waiting",
        "gauge",
        "Different things that wait to be made.",
        status.orders_waiting.load(Relaxed),
    );
    page.one(
        "hueandcry_made_kept_bytes",
        "gauge",
        "Memory of what was made and is kept.",
        status.made_held_bytes.load(Relaxed),
    );
}

/// What Linux says of this process; nothing where it says nothing.
fn process(page: &mut Page) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(kilobytes) = resident_kilobytes(&status) {
        page.one(
            "process_resident_memory_bytes",
            "gauge",
            "Memory that is held.",
            kilobytes * 1024,
        );
    }
    if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
        page.one(
            "process_open_fds",
            "gauge",
            "File descriptors that are open.",
            open.count(),
        );
    }
    if let Some(most) = crate::descriptors::most() {
        page.one(
            "process_max_fds",
            "gauge",
            "File descriptors that may be open.",
            most,
        );
    }
}

fn resident_kilobytes(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn seconds(microseconds: u64) -> String {
    format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_as_linux_writes_it() {
        assert_eq!(
            resident_kilobytes("Name:\thueandcry\nVmRSS:\t   20584 kB\n"),
            Some(20_584)
        );
        assert_eq!(resident_kilobytes("Name:\thueandcry\n"), None);
    }

    #[test]
    fn microseconds_are_written_as_seconds() {
        assert_eq!([seconds(10), seconds(1_000_000)], ["0.000010", "1.000000"]);
    }
}

use crate::house::House;
use server::log::JsonLines;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use tracing::Level;

/// A writer that the test can read.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_log_holds_nothing_about_a_visitor() {
    let paper = Paper::default();
    // One for the process; this is the only test that sets one.
    tracing::subscriber::set_global_default(JsonLines::new(Level::TRACE, paper.clone())).unwrap();
    let mut house = House::usual();
    let planted = "User-Agent: planted-agent\r\nReferer: http://planted-referrer/\r\nCookie: planted-cookie=1\r\n\
                   X-Forwarded-For: 203.0.113.77\r\nForwarded: for=203.0.113.77\r\nFrom: planted-person\r\n\
                   Accept-Language: planted-language\r\n";
    let mut ports = Vec::new();
    for path in [
        "/doors/3/",
        "/doors/3/?planted-query",
        "/planted-path",
        "/gone.mp4",
        "/q/PLANTED-CODE",
        "/planted%00",
        "/film.mp4",
    ] {
        let mut visitor = house.visitor();
        ports.push(visitor.stream.local_addr().unwrap().port());
        visitor.ask("GET", path, planted);
    }
    let mut broken = house.visitor();
    broken.send("planted-method / HTTP/1.1\r\nplanted header\r\n\r\n");
    broken.response(false);
    house.visitor().ask(
        "POST",
        "/planted-path",
        &format!("Content-Length: 7\r\n{planted}"),
    );
    house.stop.gracefully();
    house.ended();

    let log = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
    for expected in [
        "\"route\":\"artefact\"",
        "\"route\":\"code\"",
        "\"status\":404",
        "\"duration_ms\":",
        "\"reference\":\"",
    ] {
        assert!(log.contains(expected), "{expected} is missing from\n{log}");
    }
    for line in log.lines() {
        assert!(line.starts_with("{\"time\":\"") && line.ends_with('}'), "{line}");
        let lower = line.to_lowercase();
        assert!(
            !lower.contains("planted") && !lower.contains("203.0.113"),
            "{line}"
        );
        assert!(!lower.contains("doors") && !lower.contains("gone"), "{line}");
        for port in &ports {
            assert!(!line.contains(&format!(":{port}")), "{line}");
        }
    }
}

//! The preview's socket.

use crate::house::{HandClock, PATIENCE};
use bytes::Bytes;
use server::{NoFilms, Preview, PreviewBound, StartError, Stop};
use site::preview::Draft;
use site::{Licences, Mode, Packing, SiteInput};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

struct Room {
    preview: Arc<Preview>,
    address: SocketAddr,
    stop: Stop,
    running: Option<JoinHandle<Result<(), StartError>>>,
}

fn draft() -> Draft {
    Draft {
        input: SiteInput {
            campaigns: Vec::new(),
            base_url: "http://127.0.0.1:1".to_owned(),
            hosts: Default::default(),
            mode: Mode::Live,
            packing: Packing::None,
            version: "0.0.0",
            security_contact: None,
            press: None,
            source: Bytes::new(),
            licences: Licences::default(),
        },
        findings: Vec::new(),
        rules: [].into(),
        kept: Default::default(),
    }
}

impl Room {
    fn open() -> Room {
        let bound = PreviewBound::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = bound.address();
        let clock = HandClock::at("2026-12-07T12:00:00Z").reading();
        let preview = Arc::new(Preview::new(draft(), Arc::new(NoFilms), clock));
        let stop = Stop::default();
        let (shown, stopped) = (Arc::clone(&preview), stop.clone());
        let running = std::thread::spawn(move || bound.run(&shown, &stopped));
        Room {
            preview,
            address,
            stop,
            running: Some(running),
        }
    }

    /// Sends a head with more lines and gives the status.
    fn status(&self, path: &str, lines: &str) -> String {
        let host = format!("{}\r\n{lines}", self.address);
        let answer = self.ask(&format!("GET {path}"), &host);
        answer.split(' ').nth(1).unwrap().to_owned()
    }

    /// Sends a head and gives the answer.
    fn ask(&self, first: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "{first} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), &self.address.to_string())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.stop.gracefully();
        if let Some(running) = self.running.take() {
            running.join().unwrap().unwrap();
        }
    }
}

#[test]
fn a_name_that_somebody_else_points_here_sees_nothing_of_a_draft() {
    let room = Room::open();
    assert!(room.get("/preview/").starts_with("HTTP/1.1 200"));
    let port = room.address.port();
    for host in ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", ""] {
        let answer = room.ask("GET /preview/", host);
        assert!(answer.starts_with("HTTP/1.1 421"), "{host:?}: {answer}");
        assert!(!answer.contains("campaign"), "{answer}");
    }
    let answer = room.get("/preview/");
    assert!(answer.contains("cross-origin-resource-policy: same-origin") && answer.contains("no-store"));
    assert!(answer.contains("frame-ancestors 'none'") && !answer.contains("access-control"));
}

#[test]
fn a_page_of_another_site_gets_nothing_to_use_and_a_link_can_be_followed() {
    let room = Room::open();
    for site in ["cross-site", "same-site"] {
        let from = format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode:");
        assert_eq!(room.status("/preview/", &format!("{from} no-cors")), "403");
        assert_eq!(room.status("/preview/changes", &format!("{from} cors")), "403");
        assert_eq!(room.status("/preview/", &format!("{from} navigate")), "200");
    }
    assert_eq!(
        room.status("/preview/", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors"),
        "200"
    );
    assert_eq!(
        room.status("/preview/", "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate"),
        "200"
    );
}

#[test]
fn a_window_that_waits_hears_of_a_save_at_once() {
    let room = Room::open();
    let number = |answer: &str| answer.split("\r\n\r\n").nth(1).unwrap().trim().to_owned();
    let seen = number(&room.get("/preview/changes"));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| (room.get(&format!("/preview/changes?seen={seen}")), Instant::now()));
        std::thread::sleep(Duration::from_millis(200));
        assert!(!waiting.is_finished(), "nothing was saved yet");
        let saved = Instant::now();
        room.preview.show(draft());
        let (answer, heard) = waiting.join().unwrap();
        assert_ne!(number(&answer), seen);
        assert!(heard - saved < Duration::from_secs(2));
    });
}

#[test]
fn an_address_that_others_can_reach_is_refused_with_what_to_do() {
    for address in ["0.0.0.0:8090", "192.0.2.1:8090", "[::]:8090"] {
        let error = PreviewBound::bind(address.parse().unwrap())
            .unwrap_err()
            .to_string();
        assert!(error.contains("can be reached from other machines"), "{error}");
        assert!(
            error.contains("--listen 127.0.0.1:8090") && error.contains("hueandcry serve"),
            "{error}"
        );
    }
}

#[test]
fn nothing_can_be_sent_and_nobody_is_sent_away() {
    let room = Room::open();
    let host = room.address.to_string();
    assert!(room.ask("POST /preview/go", &host).starts_with("HTTP/1.1 405"));
    assert!(
        room.get("/preview/go?day=nonsense&page=/")
            .starts_with("HTTP/1.1 400")
    );
    let answer = room.get("/preview/go?day=2026-12-07&page=//evil.example/");
    assert!(
        answer.contains("location: /at/2026-12-07T00:00//evil.example/"),
        "{answer}"
    );
    assert!(room.get("/nowhere").contains("location: /preview/"));
}

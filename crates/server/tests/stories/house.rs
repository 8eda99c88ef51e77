//! A running server, its clock, and visitors.

use bytes::Bytes;
use campaign::CampaignPath;
use jiff::Timestamp;
use server::{Bound, Ended, Films, Limits, Live, Make, Server, Settings, StartError, Stop};
use site::{Artefact, Bodies, Body, Cache, Content, Interval, Policy};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// No test waits longer than this for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// The film's size: several pieces, and not a whole number of them.
pub(crate) const FILM_BYTES: u64 = 200_000;
/// A long film's: more than the system keeps for a connection.
pub(crate) const LONG_FILM_BYTES: u64 = 64_000_000;

/// A clock that stands still until it is set.
#[derive(Clone)]
pub(crate) struct HandClock(Arc<AtomicI64>);

impl HandClock {
    pub(crate) fn at(instant: &str) -> HandClock {
        let clock = HandClock(Arc::default());
        clock.set(instant);
        clock
    }

    pub(crate) fn set(&self, instant: &str) {
        self.0.store(
            instant.parse::<Timestamp>().unwrap().as_millisecond(),
            Ordering::SeqCst,
        );
    }

    pub(crate) fn reading(&self) -> server::Clock {
        let clock = self.clone();
        Arc::new(move || Timestamp::from_millisecond(clock.0.load(Ordering::SeqCst)).unwrap())
    }
}

/// Films of which every byte is known.
struct CountingFilms;

impl Films for CountingFilms {
    fn open(&self, file: &public::File, from: u64) -> io::Result<Box<dyn Read + Send>> {
        if file.path.to_string() == "media/gone.mp4" {
            return Err(io::ErrorKind::NotFound.into());
        }
        if file.path.to_string() == "media/long.mp4" {
            return Ok(Box::new(io::repeat(7)));
        }
        let end = if file.path.to_string() == "media/shrunk.mp4" {
            FILM_BYTES / 2
        } else {
            FILM_BYTES
        };
        Ok(Box::new(io::Cursor::new(
            (from..end).map(film_byte).collect::<Vec<_>>(),
        )))
    }
}

pub(crate) fn film_byte(offset: u64) -> u8 {
    u8::try_from(offset * 7 % 251).unwrap()
}

pub(crate) fn page(words: &str) -> Artefact {
    let body = |text: String| {
        let start: String = text.chars().take(30).collect();
        Body {
            etag: format!("\"{start}{}\"", text.len()).into(),
            bytes: Bytes::from(text),
        }
    };
    Artefact {
        content_type: "text/html; charset=utf-8",
        content: Content::Bodies(Bodies {
            identity: body(words.to_string()),
            gzip: Some(body(format!("{words}-gz"))),
            brotli: Some(body(format!("{words}-br"))),
        }),
        policy: Policy::Page("default-src 'none'".into()),
        cache: Cache::Revalidate,
        not_before: None,
        not_after: None,
    }
}

fn film(name: &str) -> Artefact {
    let path = CampaignPath::new(&format!("media/{name}.mp4")).unwrap();
    let etag = format!("\"{name}\"").into();
    let content = Content::Stream {
        campaign: "muletide".into(),
        path,
        size_bytes: FILM_BYTES,
        etag,
    };
    Artefact {
        content_type: "video/mp4",
        content,
        policy: Policy::Nothing,
        ..page("")
    }
}

/// A film that no socket holds: whoever does not read it holds it up.
fn long_film() -> Artefact {
    let content = Content::Stream {
        campaign: "muletide".into(),
        path: CampaignPath::new("media/long.mp4").unwrap(),
        size_bytes: LONG_FILM_BYTES,
        etag: "\"long\"".into(),
    };
    Artefact {
        content,
        ..film("film")
    }
}

/// Doors that open at midnight, and a home page that says how many are open: day 1 has `/doors/1/`, and so on.
pub(crate) fn doors(edition: &'static str) -> Make {
    Arc::new(move |now| doors_at(edition, now))
}

pub(crate) fn doors_at(edition: &str, now: Timestamp) -> Interval {
    let opening = |day: u32| {
        format!("2026-12-{day:02}T00:00:00Z")
            .parse::<Timestamp>()
            .unwrap()
    };
    let open = (1..=24).filter(|day| opening(*day) <= now).count();
    let mut artefacts: BTreeMap<Box<str>, Arc<Artefact>> = BTreeMap::new();
    let mut put = |address: String, artefact: Artefact| artefacts.insert(address.into(), Arc::new(artefact));
    put("/".into(), page(&format!("{edition}: {open} open")));
    for day in 1..=24 {
        let door = page(&format!("door {day}"));
        put(
            format!("/doors/{day}/"),
            Artefact {
                not_before: Some(opening(day)),
                ..door
            },
        );
    }
    for name in ["film", "gone", "shrunk"] {
        put(format!("/{name}.mp4"), film(name));
    }
    put("/large".into(), page(&"x".repeat(8_000_000)));
    put("/long.mp4".into(), long_film());
    Interval {
        from: now,
        until: (1..=24).map(opening).find(|opening| now < *opening),
        artefacts,
        shared: BTreeMap::new(),
        not_found: Arc::new(page("nothing here")),
        maintenance: Arc::new(page("being mended")),
        being_made: Arc::new(page("being made")),
        own: BTreeMap::new(),
        bases: BTreeMap::new(),
    }
}

/// A server that runs until the test is over.
pub(crate) struct House {
    pub(crate) address: SocketAddr,
    /// The operator's listener.
    pub(crate) admin: Option<SocketAddr>,
    pub(crate) live: Arc<Live>,
    pub(crate) stop: Stop,
    running: Option<JoinHandle<Result<Ended, StartError>>>,
}

impl House {
    pub(crate) fn open(clock: &HandClock, make: Make) -> House {
        House::open_with(clock, make, Limits::for_testing())
    }

    pub(crate) fn open_with(clock: &HandClock, make: Make, limits: Limits) -> House {
        let live = Live::new(make, clock.reading()).unwrap();
        House::open_as(
            live,
            &Settings {
                limits,
                ..for_testing()
            },
        )
    }

    /// With an operator who asks.
    pub(crate) fn with_operator(clock: &HandClock, make: Make) -> House {
        let settings = Settings {
            admin_listen: Some("127.0.0.1:0".parse().unwrap()),
            ..for_testing()
        };
        House::open_as(Live::new(make, clock.reading()).unwrap(), &settings)
    }

    pub(crate) fn open_as(live: Live, settings: &Settings) -> House {
        let live = Arc::new(live);
        let bound = Server::bind(settings).unwrap();
        let (address, admin) = (bound.address(), bound.admin_address());
        let stop = Stop::default();
        let (shared, handle) = (Arc::clone(&live), stop.clone());
        let running = thread::spawn(move || bound.run(&shared, Arc::new(CountingFilms), &handle));
        House {
            address,
            admin,
            live,
            stop,
            running: Some(running),
        }
    }

    /// On the sixth of December at noon.
    pub(crate) fn usual() -> House {
        House::open(&HandClock::at("2026-12-06T12:00:00Z"), doors("first"))
    }

    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::to(self.address)
    }

    /// A visitor on whose side little of an answer can wait: the rest waits on ours.
    pub(crate) fn slow_visitor(&self) -> Visitor {
        let visitor = self.visitor();
        socket2::SockRef::from(&visitor.stream)
            .set_recv_buffer_size(32 * 1024)
            .unwrap();
        visitor
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.visitor().get(path)
    }

    /// What the operator is answered.
    pub(crate) fn operator(&self, path: &str) -> Response {
        Visitor::to(self.admin.expect("an operator's listener")).get(path)
    }

    pub(crate) fn wait_until_prepared(&self) {
        wait_until("the next interval is ready", || self.live.is_prepared());
    }

    /// Waits for the end and says how it went.
    pub(crate) fn ended(&mut self) -> Ended {
        let running = self.running.take().unwrap();
        wait_until("the server has ended", || running.is_finished());
        running.join().unwrap().unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.at_once();
        if let Some(running) = self.running.take() {
            let _ = running.join();
        }
    }
}

/// Two cores on a port that the system chooses.
pub(crate) fn for_testing() -> Settings {
    Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        threads: 2,
        limits: Limits::for_testing(),
        ..Settings::default()
    }
}

pub(crate) fn bind(limits: Limits) -> Result<Bound, StartError> {
    Server::bind(&Settings {
        limits,
        ..for_testing()
    })
}

#[track_caller]
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE, "waited too long until {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// One connection.
pub(crate) struct Visitor {
    pub(crate) stream: TcpStream,
    received: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Visitor {
    pub(crate) fn to(address: SocketAddr) -> Visitor {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Visitor {
            stream,
            received: Vec::new(),
        }
    }

    pub(crate) fn get(&mut self, path: &str) -> Response {
        self.ask("GET", path, "")
    }

    /// Sends a request with further header lines, each with its line end.
    pub(crate) fn ask(&mut self, method: &str, path: &str, lines: &str) -> Response {
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n"
        ));
        self.response(method == "HEAD").expect("an answer")
    }

    pub(crate) fn send(&mut self, text: &str) {
        self.send_bytes(text.as_bytes());
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        // A server that has hung up is noticed when its answer is read.
        let _ = self.stream.write_all(bytes);
    }

    /// Reads an answer; `None` when the connection ended before its head was whole.
    pub(crate) fn response(&mut self, is_head: bool) -> Option<Response> {
        let end = loop {
            match find(&self.received, b"\r\n\r\n") {
                Some(end) => break end + 4,
                None => self.receive()?,
            }
        };
        let head = String::from_utf8(self.received.drain(..end).collect()).unwrap();
        let mut response = Response {
            status: head[9..12].parse().unwrap(),
            head,
            body: Vec::new(),
        };
        let length = if is_head || response.status == 304 {
            0
        } else {
            response.header("content-length").parse().unwrap_or(0)
        };
        while self.received.len() < length && self.receive().is_some() {}
        let there = length.min(self.received.len());
        response.body = self.received.drain(..there).collect();
        Some(response)
    }

    /// Whether the server ends the connection, without a word more.
    pub(crate) fn is_hung_up_on(&mut self) -> bool {
        self.receive().is_none() && self.received.is_empty()
    }

    fn receive(&mut self) -> Option<()> {
        let mut piece = [0; 16_384];
        match self.stream.read(&mut piece) {
            Ok(0) => None,
            Ok(count) => {
                self.received.extend_from_slice(&piece[..count]);
                Some(())
            }
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => None,
            Err(error) => panic!("the server neither answered nor hung up: {error}"),
        }
    }
}

impl Response {
    /// A header's text; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value.trim())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// All but the date.
    pub(crate) fn head_without_date(&self) -> String {
        self.head
            .lines()
            .filter(|line| !line.starts_with("date:"))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn find(within: &[u8], wanted: &[u8]) -> Option<usize> {
    within.windows(wanted.len()).position(|window| window == wanted)
}

/// Makes intervals, but those of the future only when the test says so.
pub(crate) fn held_back(make: Make, present: &str) -> (Make, mpsc::Sender<()>) {
    let (permit, permits) = mpsc::channel();
    let permits = std::sync::Mutex::new(permits);
    let present: Timestamp = present.parse().unwrap();
    let held: Make = Arc::new(move |instant| {
        if instant > present {
            let _ = permits.lock().unwrap().recv();
        }
        make(instant)
    });
    (held, permit)
}

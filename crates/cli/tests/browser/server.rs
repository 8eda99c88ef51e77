//! The server, with a clock that says the seventh of December.

use crate::webdriver::exchange;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Noon in London, when six doors and the seventh are open. The same moment as `testkit::noon_of_door_seven`.
pub(crate) const NOW: &str = "@2026-12-07 12:00:00";

/// How long the dev binary may take until it answers: it reads, cleans and packs every picture first.
const START: Duration = Duration::from_secs(120);

/// The dev binary, serving campaigns on a free port; it ends when this is dropped.
pub(crate) struct Server {
    process: Child,
    port: u16,
    _data: TempDir,
}

/// A page as it comes over the wire.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// `name: value`, the names in lower case.
    pub(crate) headers: Vec<String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether a header of this name has these words in it.
    pub(crate) fn has(&self, name: &str, words: &str) -> bool {
        self.headers.iter().any(|line| {
            line.split_once(':')
                .is_some_and(|(known, value)| known == name && value.contains(words))
        })
    }
}

impl Server {
    /// One campaign, for what is the same on all.
    pub(crate) fn start() -> Server {
        Server::of(&campaign())
    }

    /// Every campaign of the series.
    pub(crate) fn series() -> Server {
        Server::of(&campaigns())
    }

    /// The same with another folder.
    pub(crate) fn of(folder: &Path) -> Server {
        let data = tempfile::tempdir().expect("a folder can be made");
        let port = free_port();
        let log = data.path().join("server.log");
        let file = File::create(&log).expect("a file can be made");
        let process = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
            .arg("serve")
            .arg(folder)
            .args([
                "--listen",
                &format!("127.0.0.1:{port}"),
                "--public-url",
                &format!("http://127.0.0.1:{port}"),
            ])
            .arg("--data")
            .arg(data.path())
            .env("LD_PRELOAD", faketime())
            .env("FAKETIME", NOW)
            .env("TZ", "UTC")
            // Only the date is ours: timers go on as they are.
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("DONT_FAKE_MONOTONIC", "1")
            .stdout(file.try_clone().expect("a file can be shared"))
            .stderr(file)
            .spawn()
            .expect("the dev binary starts");
        let mut server = Server {
            process,
            port,
            _data: data,
        };
        server.wait(&log);
        server
    }

    fn wait(&mut self, log: &Path) {
        let began = Instant::now();
        while !self.is_well() {
            let ended = self.process.try_wait().expect("it can be asked");
            let said = || fs::read_to_string(log).unwrap_or_default();
            assert!(ended.is_none(), "the server ended: {}", said());
            assert!(began.elapsed() < START, "the server does not answer: {}", said());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Whether it says that it is well: that somebody listens is not enough, because it tries the port first.
    fn is_well(&self) -> bool {
        let ask = || -> std::io::Result<[u8; 12]> {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
            let mut start = [0; 12];
            stream.read_exact(&mut start)?;
            Ok(start)
        };
        ask().is_ok_and(|start| start == *b"HTTP/1.1 200")
    }

    /// A path as an address.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Asks as a phone does, without a browser.
    pub(crate) fn get(&self, path: &str) -> Answer {
        let (status, headers, body) = exchange(
            self.port,
            "GET",
            path,
            &[("Accept-Encoding", "br, gzip"), ("Accept", "*/*")],
            &[],
        );
        Answer {
            status,
            headers,
            body,
        }
    }

    /// Asks for a file as it is, not packed.
    pub(crate) fn get_plain(&self, path: &str) -> Answer {
        let (status, headers, body) = exchange(self.port, "GET", path, &[], &[]);
        Answer {
            status,
            headers,
            body,
        }
    }

    /// The path of every page that the site map names, and of those that it does not: the reporting lines, what the way
    /// out can and cannot hide, addresses that are not there.
    pub(crate) fn pages(&self) -> Vec<String> {
        let (status, _, body) = exchange(self.port, "GET", "/sitemap.xml", &[], &[]);
        assert_eq!(status, 200, "there is a site map");
        let map = String::from_utf8(body).expect("a site map is UTF-8");
        let origin = self.address("");
        let mut pages: Vec<String> = map
            .split("<loc>")
            .skip(1)
            .filter_map(|rest| rest.split_once("</loc>"))
            .map(|(address, _)| {
                address
                    .strip_prefix(&origin)
                    .expect("the map names this site alone")
                    .to_owned()
            })
            .collect();
        let campaigns: BTreeSet<String> = pages
            .iter()
            .filter_map(|page| campaign_of(page))
            .map(str::to_owned)
            .collect();
        for campaign in &campaigns {
            let theirs = pages.iter().filter(|page| campaign_of(page) == Some(campaign));
            assert!(
                theirs.count() >= 10,
                "the site map names the pages of {campaign}: {pages:?}"
            );
        }
        let unnamed = campaigns.iter().flat_map(|campaign| {
            ["tell", "exit", "there-is-no-such-page"].map(|page| format!("/{campaign}/{page}/"))
        });
        for page in unnamed.chain(["/nor-here".to_owned()]) {
            if !pages.contains(&page) {
                pages.push(page);
            }
        }
        pages
    }

    /// The same without those that are nobody's: the site's own front page and what is not there.
    pub(crate) fn campaign_pages(&self) -> Vec<String> {
        let pages = self.pages().into_iter();
        pages.filter(|page| campaign_of(page).is_some()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _may_be_gone = self.process.kill();
        let _may_be_gone = self.process.wait();
    }
}

/// The folder of the built-in campaign.
pub(crate) fn campaign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../campaigns/merry-muletide")
}

/// The folder of every campaign of the series.
pub(crate) fn campaigns() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../campaigns")
}

/// `merry-muletide` of `/merry-muletide/act/`.
pub(crate) fn campaign_of(page: &str) -> Option<&str> {
    page.strip_prefix('/')?
        .split_once('/')
        .map(|(campaign, _)| campaign)
}

/// What a page is, whatever campaign it is of: `act/`, `doors/0/` for every door, `own/` for those that only one
/// campaign has. One of each is enough for what depends on its shape alone.
pub(crate) fn kind_of(page: &str) -> String {
    const STANDARD: &[&str] = &[
        "",
        "chain",
        "doors",
        "signs",
        "help",
        "act",
        "tell",
        "questions",
        "about",
        "voices",
        "press",
        "privacy",
        "accessibility",
        "exit",
        "embed",
    ];
    let Some((_, beneath)) = page.trim_start_matches('/').split_once('/') else {
        return page.to_owned();
    };
    match beneath.trim_end_matches('/') {
        door if door.starts_with("doors/") => "doors/0/".to_owned(),
        missing if missing.contains("no-such-page") => "missing/".to_owned(),
        standard if STANDARD.contains(&standard) => format!("{standard}/"),
        _ => "own/".to_owned(),
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}

/// The library that gives one program another date.
pub(crate) fn faketime() -> PathBuf {
    let folders = fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    folders
        .map(|folder| folder.join("faketime/libfaketime.so.1"))
        .find(|library| library.exists())
        .expect("libfaketime is installed: ./test installs it")
}

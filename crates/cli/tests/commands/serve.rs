//! `hueandcry serve`.

use crate::{asked, copy, err, hueandcry, out, spoil};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A running server, and what it says.
pub(crate) struct Running {
    child: Child,
    said: Receiver<String>,
    port: u16,
    /// What it said before it was open.
    before: String,
    _data: tempfile::TempDir,
}

impl Running {
    fn start(folders: &[&Path]) -> Running {
        Running::start_with(folders, &[])
    }

    /// With further flags, which win over those of every test.
    pub(crate) fn start_with(folders: &[&Path], flags: &[&str]) -> Running {
        let data = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
            .arg("serve")
            .args(folders)
            .env("HUEANDCRY_LISTEN", "127.0.0.1:0")
            .env("HUEANDCRY_DATA", data.path())
            .args(flags)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            stderr
                .lines()
                .map_while(Result::ok)
                .for_each(|line| _ = sender.send(line))
        });
        let mut running = Running {
            child,
            said,
            port: 0,
            before: String::new(),
            _data: data,
        };
        let (open, before) = running.said_until("Open http://");
        running.before = before;
        let port = open
            .split_once("http://")
            .unwrap()
            .1
            .rsplit(':')
            .next()
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        running.port = port.parse().unwrap();
        running
    }

    /// Head and body of what is answered under a name.
    pub(crate) fn asked_for(&self, host: &str, path: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let body = answer.split_off(end + 4);
        (String::from_utf8_lossy(&answer).into_owned(), body)
    }

    /// The first line that has a text.
    fn wait_for(&self, text: &str) -> String {
        self.said_until(text).0
    }

    /// The first line that has a text, and everything before it.
    fn said_until(&self, text: &str) -> (String, String) {
        let mut before = String::new();
        loop {
            match self.said.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(text) => return (line, before),
                Ok(line) => before = format!("{before}{line}\n"),
                Err(_) => panic!("it did not say {text:?}, but:\n{before}"),
            }
        }
    }

    /// As a player asks for a piece of a film: the head of the answer, and its bytes.
    fn piece(&self, path: &str, range: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nRange: {range}\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        let body = answer.split_off(end);
        (String::from_utf8(answer).unwrap().to_lowercase(), body)
    }

    fn get(&self, path: &str) -> String {
        self.get_as("localhost", path)
    }

    /// Under a name.
    fn get_as(&self, host: &str, path: &str) -> String {
        get(self.port, host, path)
    }

    /// Asks it to stop, as systemd does, and gives what it still said.
    fn stop(mut self) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        let code = self.child.wait().unwrap().code();
        (code, self.said.iter().collect::<Vec<_>>().join("\n"))
    }
}

fn get(port: u16, host: &str, path: &str) -> String {
    asked(&format!("127.0.0.1:{port}"), host, path)
}

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn without_a_folder_it_serves_every_campaign_that_it_carries_and_logs_nobody() {
    let server = Running::start(&[]);
    let home = server.get("/merry-muletide/");
    assert!(home.starts_with("HTTP/1.1 200 OK") && home.contains("Just a bit of festive fun?"));
    let front = server.get("/");
    for campaign in ["merry-muletide", "see-the-signs", "whos-controlling-your-friends"] {
        assert!(
            front.contains(&format!("href=\"/{campaign}/\"")),
            "{campaign}: {front}"
        );
        assert!(
            server
                .get(&format!("/{campaign}/"))
                .starts_with("HTTP/1.1 200 OK"),
            "{campaign}"
        );
    }
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
    let licences = server.get("/licences.txt");
    assert!(
        licences.starts_with("HTTP/1.1 200 OK")
            && licences.contains("\nrav1e 0.8.1\n    Licence: BSD-2-Clause\n")
    );
    assert!(server.get("/nowhere").starts_with("HTTP/1.1 404"));
    let (code, said) = server.stop();
    assert_eq!(code, Some(0));
    assert!(!said.contains("Zanzibar") && !said.contains("nowhere"), "{said}");
}

#[test]
fn a_bad_edit_keeps_the_last_good_edition_and_says_what_is_wrong() {
    let folder = copy();
    let server = Running::start(&[folder.path()]);
    spoil(
        folder.path(),
        "pages/home.md",
        "title = \"Just a bit of festive fun?\"",
        "titel = \"Changed for the worse\"",
    );
    server.wait_for("The last good edition stays up");
    assert!(
        server
            .get("/merry-muletide/")
            .contains("Just a bit of festive fun?")
    );
    spoil(
        folder.path(),
        "pages/home.md",
        "titel = \"Changed for the worse\"",
        "title = \"Changed for the better\"",
    );
    server.wait_for("The change is live");
    assert!(server.get("/merry-muletide/").contains("Changed for the better"));
}

#[test]
fn a_port_in_use_is_told_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = hueandcry(&["serve", "--listen", &address]);
    assert_eq!(output.status.code(), Some(2));
    let port = taken.local_addr().unwrap().port().to_string();
    assert!(
        err(&output).contains(&port) && err(&output).contains("in use"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_folder_that_is_missing_is_told() {
    let output = hueandcry(&["serve", "no/such/folder", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("there is no folder no/such/folder"));
}

#[test]
fn every_setting_is_shown_with_where_it_came_from() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("hueandcry.toml"), "threads = 3\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
        .args(["serve", "--show-settings", "--listen", "127.0.0.1:81", "--data"])
        .arg(data.path())
        .env("HUEANDCRY_IDLE_SECONDS", "75")
        .output()
        .unwrap();
    let shown = out(&output);
    for part in [
        "hueandcry.toml:1:1\nthreads = 3\n",
        "# from HUEANDCRY_IDLE_SECONDS\nidle_seconds = 75\n",
        "# from --listen\nlisten = \"127.0.0.1:81\"\n",
        "# the default\nmax_connections = 8192\n",
        "# public_url is not set: ",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
}

#[test]
fn settings_that_are_wrong_are_all_told_and_nothing_is_served() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(
        data.path().join("hueandcry.toml"),
        "\nlistn = \":80\"\nthreads = 0\n",
    )
    .unwrap();
    let output = hueandcry(&[
        "serve",
        "--idle-seconds",
        "x",
        "--data",
        data.path().to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    let told = err(&output);
    for part in [
        "hueandcry.toml:2:1: listn is no setting",
        "did you mean listen?",
        "hueandcry.toml:3:1: \"0\" cannot be threads",
        "--idle-seconds: \"x\" cannot be idle_seconds",
        "nothing is served",
    ] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
}

#[test]
fn a_site_with_names_is_found_under_each_and_under_no_other() {
    let server = Running::start_with(
        &[],
        &[
            "--public-url",
            "https://campaigns.example.org",
            "--hosts",
            "merry.example.org=merry-muletide",
        ],
    );
    let at = |host: &str, path: &str| server.get_as(host, path);
    assert!(at("campaigns.example.org", "/merry-muletide/").starts_with("HTTP/1.1 200"));
    assert!(at("localhost", "/").starts_with("HTTP/1.1 421"));
    let home = at("merry.example.org", "/");
    assert!(
        home.starts_with("HTTP/1.1 200") && home.contains("Just a bit of festive fun?"),
        "{home}"
    );
    assert!(
        home.contains("https://merry.example.org/merry-muletide/"),
        "{home}"
    );
    let map = at("merry.example.org", "/sitemap.xml");
    assert!(map.contains("<loc>https://merry.example.org/"), "{map}");
}

#[test]
fn a_name_of_a_campaign_that_is_not_served_is_told() {
    let output = hueandcry(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        tempfile::tempdir().unwrap().path().to_str().unwrap(),
        "--public-url",
        "https://campaigns.example.org",
        "--hosts",
        "merry.example.org=merry-muletid",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("did you mean merry-muletide?"),
        "{}",
        err(&output)
    );
}

#[test]
fn listening_on_every_card_without_a_public_address_is_warned_of() {
    let server = Running::start_with(&[], &["--listen", "0.0.0.0:0"]);
    assert!(
        server.before.contains("public_url is not set"),
        "{}",
        server.before
    );
    assert!(server.get("/").starts_with("HTTP/1.1 200"));
    assert!(server.get_as("192.0.2.7", "/").starts_with("HTTP/1.1 421"));
}

#[test]
fn a_data_folder_that_cannot_be_written_is_told_and_the_site_is_up() {
    let output = Running::start_with(&[], &["--data", "/proc/self"]);
    assert!(
        output.before.contains("/proc/self cannot be written"),
        "{}",
        output.before
    );
    let ready = output.get("/readyz");
    assert!(
        ready.starts_with("HTTP/1.1 503") && ready.contains("\"disk\""),
        "{ready}"
    );
    assert!(output.get("/merry-muletide/").starts_with("HTTP/1.1 200"));
}

#[test]
fn the_latest_time_is_kept_and_a_restart_with_a_clock_behind_it_is_told() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().to_str().unwrap();
    let server = Running::start_with(&[], &["--data", folder]);
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop().0, Some(0));
    let kept = std::fs::read_to_string(data.path().join("newest-instant")).unwrap();
    assert!(kept.starts_with("20") && kept.ends_with("Z\n"), "{kept}");
    // As if the clock had been a century ahead, and is right again.
    std::fs::write(data.path().join("newest-instant"), "2126-12-06T12:00:00Z\n").unwrap();
    let server = Running::start_with(&[], &["--data", folder]);
    let ready = server.get("/readyz");
    assert!(
        ready.starts_with("HTTP/1.1 503") && ready.contains("clock_behind"),
        "{ready}"
    );
}

#[test]
fn the_operators_listener_says_which_edition_is_up_and_how_a_change_went() {
    let folder = copy();
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let server = Running::start_with(
        &[folder.path()],
        &["--admin-listen", &format!("127.0.0.1:{port}")],
    );
    let metrics = || get(port, "localhost", "/metrics");
    assert!(metrics().contains("hueandcry_edition_info{campaign=\"merry-muletide\",edition=\""));
    assert!(!metrics().contains("hueandcry_reload_success"));
    spoil(folder.path(), "pages/home.md", "title = ", "titel = ");
    server.wait_for("The last good edition stays up");
    assert!(metrics().contains("\nhueandcry_reload_success 0\n"));
}

#[test]
fn a_player_jumps_into_a_film_of_a_folder() {
    let folder = copy();
    // What a file is, is told from its first bytes; the rest has no two pieces alike.
    let mut film = b"\0\0\0\x18ftypisom\0\0\x02\0isomavc1".to_vec();
    film.extend((0..250_000_u32).flat_map(u32::to_be_bytes));
    std::fs::write(folder.path().join("media/film.mp4"), &film).unwrap();
    let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).unwrap();
    write(
        "media/film.vtt",
        "WEBVTT\n\n00:00.000 --> 00:02.000\nWho is there?\n",
    );
    write(
        "media/film.txt",
        "A platform at night.\n\nA voice asks: who is there?\n",
    );
    spoil(
        folder.path(),
        "media/media.toml",
        "[[picture]]",
        "[[film]]\nfile = \"media/film.mp4\"\nalt = \"Somebody waits on a platform at night.\"\n\
         captions = \"media/film.vtt\"\ntranscript = \"media/film.txt\"\n\n[[picture]]",
    );
    let server = Running::start(&[folder.path()]);
    let page = server.get("/merry-muletide/film/");
    let address = page
        .split("<source src=\"")
        .nth(1)
        .expect("the page has a player");
    let address = address.split('"').next().unwrap();
    assert!(page.contains("A voice asks: who is there?"), "{page}");
    for (range, from, to) in [
        ("bytes=0-", 0, film.len()),
        ("bytes=700000-700999", 700_000, 701_000),
        ("bytes=-10", film.len() - 10, film.len()),
    ] {
        let (head, body) = server.piece(address, range);
        assert!(head.starts_with("http/1.1 206"), "{range}: {head}");
        let stated = format!("content-range: bytes {from}-{}/{}", to - 1, film.len());
        assert!(head.contains(&stated), "{range}: {head}");
        assert!(body == film[from..to], "{range}: other bytes came");
    }
    let (head, _) = server.piece(address, &format!("bytes={}-", film.len()));
    assert!(head.starts_with("http/1.1 416"), "{head}");
    let captions = page.split("<track kind=\"captions\" src=\"").nth(1).unwrap();
    assert!(
        server
            .get(captions.split('"').next().unwrap())
            .contains("Who is there?")
    );
}

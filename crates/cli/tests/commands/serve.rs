//! `hueandcry serve`.

use crate::{copy, err, hueandcry, spoil};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A running server, and what it says.
struct Running {
    child: Child,
    said: Receiver<String>,
    port: u16,
    _data: tempfile::TempDir,
}

impl Running {
    fn start(folders: &[&Path]) -> Running {
        let data = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
            .arg("serve")
            .args(folders)
            .args(["--listen", "127.0.0.1:0", "--data", data.path().to_str().unwrap()])
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
            _data: data,
        };
        let open = running.wait_for("Open http://localhost:");
        let port = open
            .split("localhost:")
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        running.port = port.parse().unwrap();
        running
    }

    /// The first line that has a text.
    fn wait_for(&self, text: &str) -> String {
        let mut before = String::new();
        loop {
            match self.said.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(text) => return line,
                Ok(line) => before = format!("{before}{line}\n"),
                Err(_) => panic!("it did not say {text:?}, but:\n{before}"),
            }
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nUser-Agent: Zanzibar/1.0\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
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

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn without_a_folder_it_serves_the_campaign_that_it_carries_and_logs_nobody() {
    let server = Running::start(&[]);
    let home = server.get("/merry-muletide/");
    assert!(home.starts_with("HTTP/1.1 200 OK") && home.contains("Just a bit of festive fun?"));
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

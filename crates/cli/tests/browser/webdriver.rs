//! WebDriver's wire: JSON over HTTP/1.1 to a chromedriver of our own. A hundred lines here are less to build and to trust
//! than a client with an asynchronous runtime, a cookie jar and a URL parser.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A chromedriver and one session in it; both end when this is dropped.
pub(crate) struct Session {
    process: Child,
    port: u16,
    id: String,
}

impl Session {
    /// Starts chromedriver on a port of its choice, and a browser with these capabilities.
    pub(crate) fn start(capabilities: &Value) -> Session {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("chromedriver does not start ({error}): ./test installs it"));
        let output = BufReader::new(process.stdout.take().expect("it was asked for"));
        let port = output
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split_once("successfully on port ")
                    .map(|(_, port)| port.trim_end_matches('.').to_owned())
            })
            .and_then(|port| port.parse().ok())
            .expect("chromedriver says its port");
        let mut session = Session {
            process,
            port,
            id: String::new(),
        };
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = session.call("POST", "/session", &body);
        session.id = answer["sessionId"]
            .as_str()
            .expect("a session has an id")
            .to_owned();
        session
    }

    /// Sends a command of this session and gives its value.
    pub(crate) fn send(&self, command: &str, body: &Value) -> Value {
        self.call("POST", &format!("/session/{}/{command}", self.id), body)
    }

    /// Asks something of this session.
    pub(crate) fn ask(&self, command: &str) -> Value {
        self.call("GET", &format!("/session/{}/{command}", self.id), &Value::Null)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let (status, _, answer) = exchange(self.port, method, path, &[], body.as_bytes());
        let mut answer: Value = serde_json::from_slice(&answer).expect("chromedriver answers in JSON");
        let value = answer["value"].take();
        assert_eq!(
            status, 200,
            "{method} {path}: {}: {}",
            value["error"], value["message"]
        );
        value
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Not through `call`: a panic while another panic unwinds would hide the first.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let request = format!(
                "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                self.id
            );
            let _may_be_gone = stream
                .write_all(request.as_bytes())
                .and_then(|()| stream.read(&mut [0; 64]));
        }
        let _may_be_gone = self.process.kill();
        let _may_be_gone = self.process.wait();
    }
}

/// One HTTP request to this machine: the status, the header lines in lower case, and the body.
pub(crate) fn exchange(
    port: u16,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> (u16, Vec<String>, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("somebody listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a limit can be set");
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream
        .write_all((head + "\r\n").as_bytes())
        .expect("the request is taken");
    stream.write_all(body).expect("the body is taken");

    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("an answer comes");
        match line.trim_end() {
            "" => break,
            line if lines.is_empty() => lines.push(line.to_owned()),
            line => {
                let (name, value) = line.split_once(':').expect("a header has a colon");
                lines.push(format!("{}:{value}", name.to_ascii_lowercase()));
            }
        }
    }
    let status = lines[0]
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .expect("an answer has a status");
    let length = lines
        .iter()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = Vec::new();
    match length {
        Some(length) => reader.take(length).read_to_end(&mut body),
        None => reader.read_to_end(&mut body),
    }
    .expect("the body comes whole");
    (status, lines, body)
}

//! A browser with what our stories do in it.

use crate::webdriver::Session;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Headless, as root, and silent: no request of Chromium's own, and no name but this machine's is ever looked up.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// Keys, by their WebDriver code points (WebDriver, 17.4.2).
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const SHIFT: &str = "\u{e008}";

/// A window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// In CSS pixels.
    pub(crate) width: u32,
    /// In CSS pixels.
    pub(crate) height: u32,
    /// Device pixels for each CSS pixel: a page at 400 % in a window of 1280 has 320 CSS pixels of 4.
    pub(crate) scale: u32,
    /// Whether the page's own `viewport` counts, as on a phone.
    pub(crate) phone: bool,
}

/// A small phone.
pub(crate) const PHONE: Window = Window {
    width: 360,
    height: 640,
    scale: 2,
    phone: true,
};
/// A laptop.
pub(crate) const DESK: Window = Window {
    width: 1280,
    height: 800,
    scale: 1,
    phone: false,
};

/// A fresh browser with an empty profile.
pub(crate) struct Browser {
    session: Session,
    _profile: TempDir,
}

impl Browser {
    pub(crate) fn start() -> Browser {
        let profile = tempfile::tempdir().expect("a folder can be made");
        let mut arguments: Vec<String> = ARGUMENTS.iter().map(|argument| (*argument).to_owned()).collect();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let session = Session::start(&json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
            "timeouts": { "pageLoad": 20_000, "script": 30_000 },
        }));
        let browser = Browser {
            session,
            _profile: profile,
        };
        browser.resize(DESK);
        browser
    }

    pub(crate) fn visit(&self, address: &str) {
        self.session.send("url", &json!({ "url": address }));
    }

    /// Runs the body of a function in the page, as the tester: the page's Content-Security-Policy does not bind it.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.session
            .send("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// A command of Chromium's own debugging protocol.
    fn debug(&self, command: &str, parameters: &Value) {
        self.session.send(
            "goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        );
    }

    pub(crate) fn resize(&self, window: Window) {
        let Window {
            width,
            height,
            scale,
            phone,
        } = window;
        self.debug(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone }),
        );
    }

    /// Chooses `screen` or `print`, and what the reader prefers: pairs such as `("prefers-color-scheme", "dark")`.
    pub(crate) fn prefer(&self, media: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.debug(
            "Emulation.setEmulatedMedia",
            &json!({ "media": media, "features": features }),
        );
    }

    /// Takes scripts away from the pages visited from now on.
    pub(crate) fn without_scripts(&self) {
        self.debug("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// Presses and lets go of each key in turn.
    pub(crate) fn press(&self, keys: &[&str]) {
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|key| {
                [
                    json!({ "type": "keyDown", "value": key }),
                    json!({ "type": "keyUp", "value": key }),
                ]
            })
            .collect();
        self.session.send(
            "actions",
            &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }),
        );
    }

    /// Where the browser is, or where it last tried to go.
    pub(crate) fn address(&self) -> String {
        self.session
            .ask("url")
            .as_str()
            .expect("an address is a text")
            .to_owned()
    }

    pub(crate) fn back(&self) {
        self.session.send("back", &json!({}));
    }

    /// What the browser's console has said since this was last called: blocked styles, missing files, faults of scripts.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.session.send("se/log", &json!({ "type": "browser" }));
        log.as_array()
            .expect("a log is a list")
            .iter()
            .map(|line| line["message"].to_string())
            .collect()
    }

    pub(crate) fn cookies(&self) -> Value {
        self.session.ask("cookie")
    }

    /// The addresses asked for since this was last called, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        let log = self.session.send("se/log", &json!({ "type": "performance" }));
        log.as_array()
            .expect("a log is a list")
            .iter()
            .filter_map(|line| serde_json::from_str::<Value>(line["message"].as_str()?).ok())
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|event| {
                event["message"]["params"]["request"]["url"]
                    .as_str()
                    .map(str::to_owned)
            })
            .filter(|address| !address.starts_with("data:"))
            .collect()
    }
}

/// A file of an npm package that the lock file pins.
pub(crate) fn npm(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../node_modules")
        .join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; run `npm ci --ignore-scripts`, as ./test does",
            path.display()
        )
    })
}

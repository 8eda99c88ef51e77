//! Puts the block on a page of another site.

use crate::browser::{Browser, ENTER, TAB};
use crate::server::{Server, campaign};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

/// Another site with one page; what stands on it is told later, because the page names our server and our server names it.
struct Site {
    listener: TcpListener,
}

impl Site {
    fn new() -> Site {
        Site {
            listener: TcpListener::bind(("127.0.0.1", 0)).expect("a port is free"),
        }
    }

    fn address(&self) -> String {
        let port = self.listener.local_addr().expect("it has an address").port();
        format!("http://127.0.0.1:{port}/")
    }

    /// Answers every request with this page from now on.
    fn open(self, body: String) {
        let page = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        std::thread::spawn(move || {
            for stream in self.listener.incoming().flatten() {
                let mut lines = BufReader::new(&stream).lines();
                while lines
                    .by_ref()
                    .next()
                    .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
                {}
                // A browser that has gone away is nobody's fault.
                _ = (&stream).write_all(page.as_bytes());
            }
        });
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the campaign is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

#[test]
fn a_partner_shows_the_block_and_its_link_leads_to_the_site_and_a_stranger_shows_nothing() {
    let (partner, stranger) = (Site::new(), Site::new());
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&campaign(), folder.path());
    let about = folder.path().join("campaign.toml");
    let toml = fs::read_to_string(&about).expect("the campaign is there");
    let website = format!("kind = \"newspaper\"\nwebsite = \"{}\"\n", partner.address());
    fs::write(&about, toml.replace("kind = \"newspaper\"\n", &website)).expect("a file can be written");
    let server = Server::of(folder.path());
    let press = String::from_utf8(server.get_plain("/merry-muletide/press/").body).expect("a page is UTF-8");
    let code = press.split("<code>").nth(1).expect("the press room has the code");
    let code = code.split("</code>").next().unwrap_or_default();
    let code = code
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    assert!(code.starts_with("<iframe "), "{code}");
    let addresses = [partner.address(), stranger.address()];
    for site in [partner, stranger] {
        site.open(format!(
            "<!doctype html><title>A story</title><h1>A story</h1>{code}"
        ));
    }
    let [partner, stranger] = addresses;
    let browser = Browser::start();
    // The first thing that the keyboard comes to is the block's link, if the block is there. A page does not wait for it, so
    // that we wait, longer each time.
    let press_first = |page: &str| {
        for pause in [500, 2_000, 5_000].map(Duration::from_millis) {
            browser.visit(page);
            std::thread::sleep(pause);
            browser.press(&[TAB]);
            browser.press(&[ENTER]);
            std::thread::sleep(pause);
            if browser.address() != page {
                break;
            }
        }
        browser.address()
    };
    assert_eq!(press_first(&partner), server.address("/merry-muletide/"));
    assert_eq!(press_first(&stranger), stranger);
}

//! Leaves in a hurry.

use crate::browser::{Browser, ENTER, PHONE, SHIFT};
use crate::server::Server;

/// Pages on which the way out has to be there.
const PAGES: &[&str] = &[
    "/merry-muletide/help/",
    "/merry-muletide/signs/",
    "/merry-muletide/tell/",
];

/// The way out: its address, and whether it is in view without scrolling.
const WAY_OUT: &str = "const link = [...document.querySelectorAll('a')].find(link => link.textContent.trim().startsWith('Exit this page'));
    if (!link) return null;
    const box = link.getBoundingClientRect();
    return { href: link.href, inView: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
        tall: box.height >= 24 }";

#[test]
fn the_way_out_is_in_view_however_far_one_has_read() {
    let server = Server::start();
    let browser = Browser::start();
    browser.resize(PHONE);
    for page in PAGES {
        browser.visit(&server.address(page));
        for place in [
            "0",
            "document.scrollingElement.scrollHeight / 2",
            "document.scrollingElement.scrollHeight",
        ] {
            browser.run(&format!("scrollTo(0, {place})"));
            let out = browser.run(WAY_OUT);
            assert_eq!(out["inView"], true, "{page} at {place}: {out}");
            assert_eq!(out["tall"], true, "{page}: a thumb can hit it: {out}");
        }
    }
}

#[test]
fn shift_three_times_leaves_and_going_back_does_not_return() {
    let server = Server::start();
    let browser = Browser::start();
    for page in PAGES {
        let here = server.address(page);
        browser.visit("about:blank");
        browser.visit(&here);
        let out = browser.run(WAY_OUT)["href"]
            .as_str()
            .expect("an address")
            .to_owned();
        browser.press(&[SHIFT, SHIFT, "a", SHIFT, SHIFT]);
        assert_eq!(browser.address(), here, "another key begins the count again");
        let _before = browser.requests();
        browser.press(&[SHIFT]);
        let left = wait_for(&browser, &out);
        assert!(
            left,
            "{page}: three times in a row leaves for {out}: {}",
            browser.address()
        );
        browser.back();
        assert_ne!(browser.address(), here, "{page} is not in the history");
    }
}

#[test]
fn without_scripts_the_way_out_is_an_ordinary_link() {
    let server = Server::start();
    let browser = Browser::start();
    browser.without_scripts();
    for page in PAGES {
        browser.visit(&server.address(page));
        let out = browser.run(WAY_OUT)["href"]
            .as_str()
            .expect("an address")
            .to_owned();
        let _before = browser.requests();
        browser.run("[...document.querySelectorAll('a')].find(link => link.textContent.trim().startsWith('Exit this page')).focus()");
        browser.press(&[ENTER]);
        assert!(
            wait_for(&browser, &out),
            "{page}: the link leads to {out}: {}",
            browser.address()
        );
    }
}

/// Whether the browser asks for an address within five seconds. Nothing answers there: no name is looked up in a test.
fn wait_for(browser: &Browser, address: &str) -> bool {
    (0..50).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        browser.requests().iter().any(|request| request == address)
    })
}

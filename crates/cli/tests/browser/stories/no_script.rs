//! Has no script, or wants none.

use crate::browser::{Browser, PHONE};
use crate::server::{Server, campaign_of};

/// What a reader has of a page.
const READ: &str = "const shown = element => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
    return { title: document.querySelectorAll('h1').length, words: document.querySelector('main').innerText.split(/\\s+/).length,
        help: [...document.querySelectorAll('a')].some(link => (link.textContent.trim() === 'Get help now' || link.href === 'tel:999') && shown(link)),
        hidden: [...document.querySelectorAll('main p, main li, main h2, main a')].filter(element => !shown(element) && !element.closest('details')).map(element => element.outerHTML) }";

#[test]
fn every_page_is_whole_without_a_script() {
    let server = Server::series();
    let browser = Browser::start();
    browser.without_scripts();
    browser.resize(PHONE);
    for page in server.pages() {
        browser.visit(&server.address(&page));
        let read = browser.run(READ);
        assert_eq!(read["title"], 1, "{page} has one heading of the first level");
        assert!(
            read["words"].as_u64().expect("a number") >= 12,
            "{page} has words: {read}"
        );
        assert_eq!(
            read["hidden"],
            serde_json::json!([]),
            "{page}: nothing waits for a script"
        );
        if campaign_of(&page).is_some() {
            assert_eq!(read["help"], true, "{page} leads to help: {read}");
        }
    }
}

#[test]
fn the_only_script_is_the_way_out_and_it_is_at_most_1_kb() {
    let server = Server::series();
    let browser = Browser::start();
    for page in server.pages() {
        browser.visit(&server.address(&page));
        // What machines read of a page is data, and nothing runs it.
        let scripts = browser.run(
            "return { inline: [...document.scripts].filter(script => !script.src && script.type !== 'application/ld+json').map(script => script.text.length),
                files: [...document.scripts].filter(script => script.src).map(script => new URL(script.src).pathname),
                handlers: [...document.querySelectorAll('*')].flatMap(element => element.getAttributeNames()).filter(name => name.startsWith('on')) }",
        );
        assert_eq!(scripts["handlers"], serde_json::json!([]), "{page}");
        let inline: u64 = scripts["inline"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(serde_json::Value::as_u64)
            .sum();
        assert!(inline <= 1_024, "{page}: {inline} bytes of script in the page");
        for file in scripts["files"].as_array().expect("a list") {
            let script = server.get_plain(file.as_str().expect("a path")).body.len();
            assert!(script <= 1_024, "{page}: {file} has {script} bytes");
        }
    }
}

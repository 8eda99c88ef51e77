//! Writes in an editor and looks at the browser beside it.

use super::accessible::RUN;
use super::reflow::TOO_WIDE;
use crate::browser::{Browser, DESK, ENTER, PHONE, TAB, Window, npm};
use crate::draft::Draft;
use serde_json::Value;
use std::time::{Duration, Instant};

/// How long a save may take until it is seen: the dev binary reads and checks the whole folder.
const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until a script says true of the page. A page that is just being loaded says nothing.
fn wait(browser: &Browser, script: &str) {
    let began = Instant::now();
    while browser.run(&format!("return Boolean({script})")) != true {
        assert!(
            began.elapsed() < PATIENCE,
            "{script} is not so on\n{}",
            browser.run("return document.body.innerText.slice(0, 1500)")
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn shows(text: &str) -> String {
    format!("document.body && document.body.innerText.includes({text:?})")
}

#[test]
fn a_save_is_seen_without_a_touch_and_the_place_on_the_page_is_kept() {
    let draft = Draft::open();
    let browser = Browser::start();
    browser.resize(PHONE);
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    browser.visit(&draft.address("/now/merry-muletide/act/"));
    browser.run("scrollTo(0, 900)");
    draft.save("pages/act.md", "Once is enough.", "Once is plenty.");
    wait(&browser, &shows("Once is plenty."));
    wait(&browser, "Math.abs(scrollY - 900) <= 2");
    draft.save("pages/act.md", "+++\ntitle = \"", "+++\ntitle = [\"");
    wait(&browser, &shows("pages/act.md cannot be read as it was saved."));
    wait(&browser, &shows("Once is plenty."));
    draft.save("pages/act.md", "+++\ntitle = [\"", "+++\ntitle = \"");
    wait(&browser, &format!("!({})", shows("cannot be read")));
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:?}");
    assert_eq!(browser.cookies().as_array().map(Vec::len), Some(0));
}

#[test]
fn another_day_is_a_form_away_and_stays_on_the_way_through_the_pages() {
    let draft = Draft::open();
    let browser = Browser::start();
    browser.visit(&draft.address("/"));
    assert!(
        browser.address().ends_with("/now/merry-muletide/"),
        "{}",
        browser.address()
    );
    browser.visit(&draft.address("/now/merry-muletide/doors/"));
    browser.run("document.querySelector('[name=day]').value = '2026-12-03'; document.querySelector('[name=time]').value = '00:00';
        document.querySelector('.pv button').focus()");
    browser.press(&[ENTER]);
    wait(
        &browser,
        "location.pathname === '/at/2026-12-03T00:00/merry-muletide/doors/'",
    );
    wait(&browser, &shows("opens 4 December"));
    browser.run("[...document.querySelectorAll('.pv a')].find(link => link.textContent.startsWith('Next change')).click()");
    wait(
        &browser,
        "location.pathname === '/at/2026-12-04T00:00/merry-muletide/doors/'",
    );
    browser.run("document.querySelector('a[href$=\"/doors/4/\"]').click()");
    wait(
        &browser,
        "location.pathname === '/at/2026-12-04T00:00/merry-muletide/doors/4/'",
    );
    browser.visit(&draft.address("/at/2026-12-01T00:00/merry-muletide/doors/4/"));
    wait(
        &browser,
        &shows("Visitors will not see this page until 4 December 2026 at 00:00."),
    );
    browser.run("document.querySelector('.pv-note a').click()");
    wait(&browser, "location.pathname === '/all/merry-muletide/doors/4/'");
    let complaints = browser.complaints();
    let about_pages: Vec<_> = complaints.iter().filter(|one| !one.contains("404")).collect();
    assert!(about_pages.is_empty(), "{about_pages:?}");
}

#[test]
fn many_pages_one_after_the_other_do_not_use_up_the_browsers_connections() {
    let draft = Draft::open();
    let browser = Browser::start();
    let began = Instant::now();
    for _ in 0..3 {
        for page in ["", "act/", "signs/", "doors/", "chain/", "help/"] {
            browser.visit(&draft.address(&format!("/now/merry-muletide/{page}")));
        }
    }
    // One that waits for nothing to change takes 25 seconds.
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    browser.back();
    draft.save("pages/chain.md", "title = \"", "title = \"Saved: ");
    wait(&browser, &shows("Saved: "));
}

#[test]
fn a_finding_stands_on_its_page_with_what_to_do_and_why() {
    let draft = Draft::open();
    let browser = Browser::start();
    browser.visit(&draft.address("/now/merry-muletide/signs/"));
    draft.save("pages/signs.md", "title =", "colour = \"red\"\ntitle =");
    wait(&browser, &shows("On this page: 1 error"));
    wait(&browser, &shows("pages/signs.md, line 2"));
    browser.visit(&draft.address("/now/merry-muletide/act/"));
    wait(&browser, &shows("Nothing found on this page."));
    browser.run("[...document.querySelectorAll('.pv a')].at(-1).click()");
    wait(&browser, "location.pathname === '/preview/'");
    browser.run("document.querySelector('.pv-finding a').click()");
    wait(&browser, "location.pathname === '/preview/rules/unknown-key'");
    wait(&browser, &shows("Corrected:"));
}

/// What axe-core finds on pages, on a phone and at a desk, by day and by night, and which scroll sideways at 320 px.
fn faults(draft: &Draft, pages: &[&str]) -> Vec<String> {
    let browser = Browser::start();
    let axe = npm("axe-core/axe.min.js");
    let small = Window {
        width: 320,
        height: 568,
        scale: 2,
        phone: true,
    };
    let mut faults = Vec::new();
    for page in pages {
        for window in [PHONE, DESK] {
            browser.resize(window);
            for scheme in ["light", "dark"] {
                browser.prefer(
                    "screen",
                    &[
                        ("prefers-color-scheme", scheme),
                        ("prefers-reduced-motion", "reduce"),
                    ],
                );
                browser.visit(&draft.address(page));
                browser.run(&axe);
                let Value::Array(found) = browser.run(RUN) else {
                    panic!("axe gives a list")
                };
                let told = |fault: &Value| format!("{page}, {} px, {scheme}: {fault}", window.width);
                faults.extend(found.iter().map(told));
            }
        }
        browser.resize(small);
        browser.visit(&draft.address(page));
        let wide = browser.run(TOO_WIDE);
        if wide["wide"] == true || wide["screen"] != 320 {
            faults.push(format!("{page} is too wide: {wide}"));
        }
    }
    faults
}

#[test]
fn the_bar_and_the_previews_own_pages_can_be_used_by_everybody() {
    let draft = Draft::open();
    draft.save("pages/act.md", "title =", "colour = \"red\"\ntitle =");
    draft.save("help.toml", "expires = 2027-05-31", "expires = 2026-12-10");
    let faults = faults(
        &draft,
        &[
            "/now/merry-muletide/",
            "/now/merry-muletide/act/",
            "/at/2026-12-01T00:00/merry-muletide/doors/3/",
            "/preview/",
            "/preview/rules/unknown-key",
        ],
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_new_campaign_can_be_used_by_everybody_before_a_word_of_it_is_changed() {
    let draft = Draft::begun();
    let pages = [
        "",
        "act/",
        "signs/",
        "help/",
        "questions/",
        "about/",
        "privacy/",
        "accessibility/",
        "tell/",
    ]
    .map(|page| format!("/now/look-twice/{page}"));
    let faults = faults(&draft, &pages.each_ref().map(String::as_str));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_bar_is_reached_by_keyboard_and_left_out_of_print() {
    let draft = Draft::open();
    let browser = Browser::start();
    browser.visit(&draft.address("/now/merry-muletide/act/"));
    browser.press(&[TAB]);
    assert_eq!(browser.run("return document.activeElement.className"), "skip");
    browser.press(&[TAB]);
    let first = browser.run(
        "const style = getComputedStyle(document.activeElement);
        return [document.activeElement.name, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]",
    );
    assert_eq!(first.to_string(), "[\"day\",true]");
    browser.prefer("print", &[]);
    wait(
        &browser,
        "document.querySelector('aside.pv').checkVisibility() === false",
    );
}

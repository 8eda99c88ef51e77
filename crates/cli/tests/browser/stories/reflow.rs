//! Needs large letters on a small screen.

use crate::browser::{Browser, Window};
use crate::server::Server;

/// A phone of 320 px, and a window of 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10).
const SMALL: [Window; 2] = [
    Window {
        width: 320,
        height: 568,
        scale: 2,
        phone: true,
    },
    Window {
        width: 320,
        height: 256,
        scale: 4,
        phone: false,
    },
];

/// What is wider than the window. Parts that scroll by themselves and pictures beside the text are no exception here.
pub(super) const TOO_WIDE: &str = "const wide = document.scrollingElement.scrollWidth > innerWidth;
    const name = element => element.outerHTML.slice(0, 120);
    return { wide, screen: innerWidth, who: !wide ? [] : [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5).slice(0, 5).map(name) }";

/// The spacing that WCAG 2.2, 1.4.12 lets a reader ask for.
pub(super) const SPACED: &str = "const style = new CSSStyleSheet();
    style.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets.push(style)";

#[test]
fn no_page_scrolls_sideways_at_320_px_or_at_400_percent() {
    let server = Server::series();
    let browser = Browser::start();
    let mut faults = Vec::new();
    for page in server.pages() {
        for window in SMALL {
            browser.resize(window);
            browser.visit(&server.address(&page));
            for spaced in [false, true] {
                if spaced {
                    browser.run(SPACED);
                }
                let found = browser.run(TOO_WIDE);
                // A phone zooms out of a page that is too wide: then the screen itself has grown.
                if found["wide"] == true || found["screen"] != window.width {
                    faults.push(format!("{page} in {window:?}, spaced: {spaced}: {found}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

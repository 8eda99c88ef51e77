//! Prints a page; is made ill by movement.

use crate::browser::Browser;
use crate::server::Server;

#[test]
fn a_printed_page_is_black_on_white_without_the_menu_and_with_its_addresses() {
    let server = Server::start();
    let browser = Browser::start();
    browser.prefer("print", &[("prefers-color-scheme", "dark")]);
    for page in ["", "help/", "signs/", "questions/", "chain/"] {
        browser.visit(&server.address(&format!("/merry-muletide/{page}")));
        let paper = browser.run(
            "const shown = element => element.checkVisibility({ checkVisibilityCSS: true });
            const light = colour => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return a === 0 ? 1 : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 };
            const out = [...document.querySelectorAll('main a[href^=\"http\"]')].filter(shown);
            return { menus: [...document.querySelectorAll('nav')].filter(shown).length,
                exits: [...document.querySelectorAll('a')].filter(link => shown(link) && link.textContent.trim().startsWith('Exit this page')).length,
                back: light(getComputedStyle(document.body).backgroundColor), ink: light(getComputedStyle(document.querySelector('main')).color),
                silent: out.filter(link => !getComputedStyle(link, '::after').content.includes('http') && !link.textContent.includes('.')).map(link => link.outerHTML),
                help: document.body.innerText.includes('999') }",
        );
        assert_eq!(paper["menus"], 0, "{page:?}: no menu on paper");
        assert_eq!(paper["exits"], 0, "{page:?}: nobody leaves paper by a link");
        assert!(
            paper["back"].as_f64().expect("a number") > 0.95,
            "{page:?}: white: {paper}"
        );
        assert!(
            paper["ink"].as_f64().expect("a number") < 0.2,
            "{page:?}: black: {paper}"
        );
        assert_eq!(
            paper["silent"],
            serde_json::json!([]),
            "{page:?}: a link that leads away says where"
        );
    }
}

#[test]
fn nothing_moves_for_those_who_asked_for_less_movement() {
    let server = Server::series();
    let browser = Browser::start();
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    for page in server.pages() {
        browser.visit(&server.address(&page));
        let moving = browser.run(
            "const seconds = list => Math.max(...list.split(',').map(time => time.trim().endsWith('ms') ? parseFloat(time) / 1000 : parseFloat(time)));
            return [...document.querySelectorAll('*')].filter(element => { const style = getComputedStyle(element);
                return (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01)
                    || seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === 'smooth' }).map(element => element.outerHTML.slice(0, 120))",
        );
        assert_eq!(moving, serde_json::json!([]), "{page}");
    }
}

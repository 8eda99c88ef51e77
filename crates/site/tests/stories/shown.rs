//! What a page calls another page, and how it leads to somebody who takes text messages.

use crate::{input_of, input_with, make, text};
use campaign::CampaignPath;
use site::Mode;
use testkit::at;

const NOW: &str = "2026-12-04T12:00:00";

fn menu(title: &str) -> String {
    let input = input_with(
        "pages/chain.md",
        "title = \"Follow it back\"",
        &format!("title = \"{title}\""),
        Mode::Live,
    );
    let home = text(&make(&input, at(NOW)), "/merry-muletide/");
    home.split("<nav")
        .nth(1)
        .unwrap()
        .split("</nav>")
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn the_menu_calls_the_chain_what_its_page_is_called_if_that_is_short() {
    let own = menu("How it happens");
    assert!(
        own.contains("/merry-muletide/chain/\">How it happens</a>") && !own.contains("The chain"),
        "{own}"
    );
    let exact = menu("Twenty characters it");
    assert!(exact.contains(">Twenty characters it</a>"), "{exact}");
    let long = menu("Twenty-one characters");
    assert!(long.contains("/merry-muletide/chain/\">The chain</a>"), "{long}");
}

fn page(words: &str) -> String {
    let mut source = testkit::merry_muletide();
    let page = format!(
        "+++\ntitle = \"Text somebody\"\n+++\n\n{words}\n\n```help\nservices = [\"safecall\"]\n```\n"
    );
    source.insert(CampaignPath::new("pages/texting.md").unwrap(), page.into_bytes());
    text(
        &make(&input_of(source, Mode::Live), at(NOW)),
        "/merry-muletide/texting/",
    )
}

#[test]
fn a_link_to_text_somebody_writes_a_message_and_does_not_ring() {
    let shown = page("[Ring them](help:safecall), or [text them](text:safecall), or [](text:safecall).");
    assert!(shown.contains("<a href=\"tel:116000\">Ring them</a>"), "{shown}");
    assert!(shown.contains("<a href=\"sms:116000\">text them</a>"), "{shown}");
    assert!(
        shown.contains("or <a href=\"sms:116000\">116 000</a>."),
        "{shown}"
    );
}

#[test]
fn a_number_that_takes_calls_and_texts_can_be_rung_and_written_to() {
    let shown = page("Either way.");
    let card = shown.split("<div class=\"service\">").nth(1).unwrap();
    assert!(
        card.contains("<a class=\"ring\" href=\"tel:116000\">116 000</a>"),
        "{card}"
    );
    assert!(
        card.contains("Or text <a href=\"sms:116000\">116 000</a>"),
        "{card}"
    );
}

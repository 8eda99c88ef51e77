//! Posters as pages: each with the words that hang on the wall.

use crate::{everything, input, input_of, make, text};
use campaign::CampaignPath;
use site::{Mode, SiteInput};
use testkit::at;

const NOW: &str = "2026-12-12T12:00:00";

/// The series with a poster of its own over it.
fn with_poster(toml: &str) -> SiteInput {
    let mut source = testkit::merry_muletide();
    let file = CampaignPath::new("posters/counter.toml").unwrap();
    source.insert(file, toml.as_bytes().to_vec());
    input_of(source, Mode::Live)
}

#[test]
fn every_poster_has_a_page_with_its_words_and_the_numbers_printed_on_it() {
    let interval = make(&input(Mode::Live), at(NOW));
    let list = text(&interval, "/merry-muletide/posters/");
    for (id, headline, number) in [
        (
            "are-you-all-right",
            "Nobody asked if she was all right.",
            "sms:61016",
        ),
        ("let-go", "You asked about the turkey.", "tel:03001236600"),
        (
            "one-of-them",
            "One of them is not at the party.",
            "tel:03001236600",
        ),
    ] {
        let address = format!("/merry-muletide/posters/{id}/");
        assert!(
            list.contains(&format!("<h2><a href=\"{address}\">{headline}</a></h2>")),
            "{id}"
        );
        let twin = text(&interval, &address);
        assert!(twin.contains(&format!("<h1>{headline}</h1>")), "{id}");
        assert!(twin.contains(&format!("href=\"{number}\"")), "{id}");
        assert!(twin.contains("From the council, the police and the newspaper, in Southend-on-Sea."));
        assert!(twin.contains(&format!(
            "<link rel=\"canonical\" href=\"https://example.org{address}\">"
        )));
    }
    let map = text(&interval, "/sitemap.xml");
    assert!(map.contains("/posters/let-go/") && map.contains("/merry-muletide/posters/<"));
}

#[test]
fn an_argument_and_the_second_side_of_a_leaflet_are_on_the_page_too() {
    let input = with_poster(
        "headline = \"What does it cost?\"\nact = \"Ask <one> question.\"\npoints = [\"First this.\", \"Then that.\"]\n\
         help = [\"childline\"]\nlayout = \"argument\"\naudience = \"young-people\"\nformats = [\"leaflet\"]\nmarks = [\"police\"]\n\
         [back]\nheading = \"What you can say\"\npoints = [\"Are you all right?\"]\n",
    );
    let interval = make(&input, at(NOW));
    let twin = text(&interval, "/merry-muletide/posters/counter/");
    for words in [
        "<h1>What does it cost?</h1>",
        "Ask &#60;one&#62; question.",
        "<li>First this.</li>\n<li>Then that.</li>",
        "<h2>What you can say</h2>",
        "<li>Are you all right?</li>",
        "From the police, in Southend-on-Sea.",
    ] {
        assert!(twin.contains(words), "{words}");
    }
    let list = text(&interval, "/merry-muletide/posters/");
    let of_this = list.split("What does it cost?").nth(1).unwrap();
    let of_this = of_this.split("</ul>").next().unwrap();
    assert!(of_this.contains("A5 on two sides") && !of_this.contains("A4"));
}

#[test]
fn a_poster_waits_for_the_day_of_the_page_whose_picture_it_borrows() {
    let input = input_of(testkit::with_a_waiting_poster(), Mode::Live);
    let before = everything(&make(&input, at("2026-12-10T23:59:59")));
    assert!(!before.contains("are-you-all-right") && !before.contains("Nobody asked if she"));
    let after = make(&input, at("2026-12-11T00:00:00"));
    assert!(after.get("/merry-muletide/posters/are-you-all-right/").is_some());
}

#[test]
fn without_a_press_no_page_links_to_a_file_that_nobody_can_make() {
    let all = everything(&make(&input(Mode::Live), at(NOW)));
    assert!(!all.contains(".pdf"));
}

#[test]
fn with_a_press_the_page_of_a_poster_has_its_file_in_each_format() {
    let mut input = input(Mode::Live);
    input.press = Some(std::sync::Arc::new(testkit::FakePress::default()));
    let interval = make(&input, at(NOW));
    for page in ["/merry-muletide/posters/", "/merry-muletide/posters/let-go/"] {
        let page = text(&interval, page);
        for format in ["a4", "a3", "leaflet", "6-sheet", "screen"] {
            let file = format!("/merry-muletide/posters/let-go/{format}.pdf");
            assert!(page.contains(&format!("href=\"{file}\"")) && interval.get(&file).is_some());
        }
        let picture = "/merry-muletide/posters/let-go/screen.png";
        assert!(page.contains(&format!("href=\"{picture}\"")) && interval.get(picture).is_some());
    }
}

#[test]
fn a_campaign_may_say_something_above_its_posters() {
    let mut source = testkit::merry_muletide();
    let page = "+++\ntitle = \"Hang one up\"\nhelp = [\"frank\"]\n+++\n\nOurs are free.\n";
    let file = CampaignPath::new("pages/posters.md").unwrap();
    source.insert(file, page.as_bytes().to_vec());
    let interval = make(&input_of(source, Mode::Live), at(NOW));
    let list = text(&interval, "/merry-muletide/posters/");
    let said = list.find("<p>Ours are free.</p>").unwrap();
    assert!(
        list.contains("<h1>Hang one up</h1>") && said < list.find("You asked about the turkey.").unwrap()
    );
}

#[test]
fn when_the_campaign_is_over_a_poster_asks_nobody_to_go_on() {
    let input = input(Mode::Live);
    let page = |now| text(&make(&input, at(now)), "/merry-muletide/posters/let-go/");
    assert!(page(NOW).contains("class=\"go\""));
    let over = page("2027-02-01T12:00:00");
    assert!(!over.contains("class=\"go\"") && over.contains("0300 123 6600"));
}

#[test]
fn a_code_leads_to_the_page_of_its_poster() {
    let mut source = testkit::merry_muletide();
    let rows = "code,kind,name,page\nWALL7,poster,The wall,posters/let-go\n";
    source.insert(CampaignPath::new("placements.csv").unwrap(), rows.as_bytes());
    let input = input_of(source, Mode::Live);
    assert_eq!(
        text(&make(&input, at(NOW)), "/q/WALL7"),
        "/merry-muletide/posters/let-go/"
    );
}

#[test]
fn nobody_is_led_to_what_others_are_asked_to_do() {
    let interval = make(&input(Mode::Live), at(NOW));
    let page = |id: &str| text(&interval, &format!("/merry-muletide/posters/{id}/"));
    assert!(page("let-go").contains("class=\"go\" href=\"/merry-muletide/act/\""));
    // The page for the one thing to do speaks to people who take drugs; this poster to those who worry about a child.
    assert!(!page("are-you-all-right").contains("class=\"go\" href=\"/merry-muletide/act/\""));
}

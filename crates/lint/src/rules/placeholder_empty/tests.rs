use super::*;
use crate::testing::{lines_of, severities_of};
use campaign::Severity::{Error, Warning};

fn found(text: &str) -> Vec<&str> {
    let phrases = phrase::Phrases::of(PHRASES.iter().map(|(phrase, _)| *phrase));
    left_over(&phrases, &Prose::of(text), false)
        .into_iter()
        .map(|(range, _)| &text[range])
        .collect()
}

#[test]
fn what_a_template_leaves_is_found() {
    for (text, left) in [
        ("TODO: ask the council", "TODO"),
        ("Venue TBC", "TBC"),
        ("The line is XXX", "XXX"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("Dear [name],", "[name]"),
        ("Ring [insert your number]", "[insert your number]"),
        ("Here in {area_name}", "{area_name}"),
        ("Here in {{town}}.", "{town}"),
        ("By <insert date>", "<insert date>"),
        ("Your text here", "Your text here"),
        ("Add your logo", ""),
        ("Quote to follow", "Quote to follow"),
        ("Dates to be announced", "to be announced"),
        ("Ring 0000 000 0000 now", "0000 000 0000"),
        ("Ring 0800 000 000", "0800 000 000"),
        ("Ring 01234 567890.", "01234 567890"),
        ("Ring 07700 900123", "07700 900123"),
        ("Write to help@example.org", "example.org"),
    ] {
        let expected: Vec<&str> = [left].into_iter().filter(|left| !left.is_empty()).collect();
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn what_is_meant_is_left_alone() {
    for text in [
        "“[The boy] told us [by phone] his name,” she said.",
        "[sic] [...] [pause]",
        "Ring 0800 1111, 116 000 or 0808 800 5000.",
        "Ring 0800 555 111 or 0345 606 1212",
        "A kiss: xx",
        "Tell us your name here if you like; add a name to the list.",
        "Read the text here.",
        "For example, ask.",
        "The number is 10,000,000.",
        "a < b > c",
        "Size XL",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

fn page(text: &str) -> String {
    format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n")
}

#[test]
fn a_heading_with_nothing_beneath_is_found() {
    let text = page("## One\n\n## Two\n\nText.\n\n## Three\n\n### Four\n\nText.\n\n## Five");
    assert_eq!(lines_of(ID, &[("pages/x.md", &text)]), [6, 18]);
}

#[test]
fn a_page_without_text_is_found_unless_it_fills_itself() {
    assert_eq!(severities_of(ID, &[("pages/x.md", &page(""))]), [Warning]);
    assert_eq!(severities_of(ID, &[("pages/about.md", &page(""))]), []);
}

#[test]
fn addresses_for_examples_belong_in_examples() {
    let text = page("See [their page](https://www.example.org/help).");
    assert_eq!(severities_of(ID, &[("pages/x.md", &text)]), [Error]);
    let campaign = include_str!("../../../tests/minimal/campaign.toml");
    let example = format!("worked_example = true\n{campaign}");
    assert_eq!(
        severities_of(ID, &[("pages/x.md", &text), ("campaign.toml", &example)]),
        []
    );
    let text = page("See [their page](https://www.example.organisation.uk/help).");
    assert_eq!(severities_of(ID, &[("pages/x.md", &text)]), []);
}

#[test]
fn every_text_is_read_notes_of_the_team_as_well() {
    let rows = "code,kind,name,page\nPUB1,poster,TODO: ask the landlord,signs\n";
    assert_eq!(severities_of(ID, &[("placements.csv", rows)]), [Error]);
}

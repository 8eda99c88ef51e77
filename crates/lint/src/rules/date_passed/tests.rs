use super::ID;
use crate::testing::{lines_of, severities_of};
use campaign::Severity::{self, Warning};

// It is 24 November 2026; the campaign runs from 20 November to 6 January.
fn page(front: &str, text: &str) -> Vec<Severity> {
    let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n{front}+++\n\n{text}\n");
    severities_of(ID, &[("pages/x.md", &text)])
}

#[test]
fn a_day_that_is_over_is_not_to_come() {
    for text in [
        "Join us on 3 November.",
        "It opens on Friday 20 November.",
        "From 20 November, a door a day.",
        "From the first of November the line is open.",
        "The talk will be on November 3rd, 2026.",
        "Book by 20 November.",
        "The evening starts at seven on 20/11/2026.",
        "We will be at the library on 9 July 2019.",
    ] {
        assert_eq!(page("", text), [Warning], "{text}");
    }
}

#[test]
fn what_is_to_come_and_what_was_are_left_alone() {
    for text in [
        "Join us on 3 December.",
        "It opens on 24 November.",
        "From 1 December, a door a day.",
        "From 1 April 2024 the law says so.",
        "It began on 20 November.",
        "Checked on 20 November 2026.",
        "The campaign ran until 6 January 2024.",
        "In November 2018 the council asked parents.",
        "Since 20 November we have met.",
        "You may march 3 times. In May we met.",
        "Come on 3 June.",
        "On 31 November it opens.",
    ] {
        assert_eq!(page("", text), [], "{text}");
    }
}

#[test]
fn a_day_that_moves_stands_on_no_page() {
    for text in [
        "The talk is tomorrow.",
        "We come to the library next week.",
        "Doors open this Friday.",
        "More is coming soon.",
    ] {
        assert_eq!(page("", text), [Warning], "{text}");
    }
    for text in [
        "If nobody answers, ring tomorrow.",
        "Try again tomorrow.",
        "Ask today or tomorrow.",
        "They said “see you tomorrow”.",
        "He has not slept at home this week.",
        "The order goes in on Friday. The next day is Saturday.",
        "You can talk to somebody today, or tonight.",
    ] {
        assert_eq!(page("", text), [], "{text}");
    }
}

#[test]
fn time_passes_in_a_story() {
    assert_eq!(page("composite = true\n", "Tomorrow somebody will pull it."), []);
}

#[test]
fn a_page_that_is_shut_or_gone_is_read_on_its_own_day() {
    assert_eq!(
        page(
            "not_before = 2026-12-05T00:00:00\n",
            "From 1 December, a door a day."
        ),
        [Warning]
    );
    assert_eq!(
        page("not_after = 2026-11-22T00:00:00\n", "Join us on 20 November."),
        []
    );
}

#[test]
fn a_post_counts_from_its_own_day() {
    let post = |at: &str, copy: &str| {
        let text = format!(
            "[[post]]\nid = \"p\"\nchannel = \"Ours\"\nat = {at}\naudience = \"parents\"\ncopy = \"{copy}\"\n"
        );
        severities_of(ID, &[("posts.toml", &text)])
    };
    assert_eq!(post("2026-12-02T09:00:00", "The first door opens tomorrow."), []);
    assert_eq!(
        post("2026-12-02T09:00:00", "Doors open from 1 December."),
        [Warning]
    );
    assert_eq!(post("2026-11-21T09:00:00", "Doors open from 1 December."), []);
}

#[test]
fn a_draft_has_no_post_in_the_past() {
    let draft = include_str!("../../../tests/minimal/campaign.toml")
        .replace("starts = 2026-11-20", "starts = 2026-11-30");
    let post = "[[post]]\nid = \"p\"\nchannel = \"Ours\"\nat = 2026-11-23T09:00:00\naudience = \"parents\"\ncopy = \"Look.\"\n";
    assert_eq!(
        lines_of(ID, &[("campaign.toml", &draft), ("posts.toml", post)]),
        [1]
    );
    assert_eq!(lines_of(ID, &[("posts.toml", post)]), [0; 0]);
}

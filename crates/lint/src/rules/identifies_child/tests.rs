use super::ID;
use crate::testing::{advice_of, places_of, severities_of};
use campaign::Severity::{self, Error, Warning};

fn page(text: &str) -> String {
    format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n")
}

fn of(text: &str) -> Vec<Severity> {
    severities_of(ID, &[("pages/x.md", &page(text))])
}

#[test]
fn an_age_with_one_more_detail_is_doubtful() {
    for text in [
        "Last month a parent spoke to us after she found out that her 12-year-old son had been groomed.",
        "A 15-year-old girl from Little Marsh was found on a train.",
        "A boy, 14, was stopped outside Bellwood Academy.",
        "On 3 March a 16-year-old was robbed of what he carried.",
        "A pupil in Year 9 was stopped in Larkspur Road.",
    ] {
        assert_eq!(of(text), [Warning], "{text}");
    }
}

#[test]
fn somebodys_child_with_an_address_is_doubtful() {
    let text = "A second mother rang us. Her son had been made to sell drugs while they lived in the Quarry tower block \
                in Southend.";
    assert_eq!(of(text), [Warning]);
}

#[test]
fn three_details_are_plain() {
    for text in [
        "Her 14-year-old daughter was followed home from Bellwood Academy.",
        "A boy from Bellwood Academy was robbed in Larkspur Road on 14 March.",
        "A mother told us about her boy. He was 13. They lived on the Saltmarsh estate then, and had to leave.",
        "Last month a mother told us that her 12-year-old son was groomed.\n\nAnother wrote to us in the week after. \
         Her boy was made to sell drugs from a flat in Kestrel Court.",
    ] {
        assert_eq!(of(text), [Error], "{text}");
    }
}

#[test]
fn what_is_said_of_anybody_is_left_alone() {
    for text in [
        "Children as young as 12 are used in this way.",
        "A 13-year-old may be sent from Little Marsh to the coast.",
        "If your child goes to Bellwood Academy, ring the school. The nurse is at 12 Larkspur Road.",
        "Parents who are worried about their child can come to Bellwood Academy on 3 March.",
        "Pupils in Year 9 at Bellwood Academy will see the film on 1 December.",
        "In October 2018 the council began. On 9 July 2019 it met parents of children aged nine and over.",
        "At school she said nothing. At home her mum asked.",
        "Is your 14-year-old son at home?",
        "She is 34 and lives in Larkspur Road.",
        "Her son was sent away.",
        "The child was safe by Friday.",
    ] {
        assert_eq!(of(text), [], "{text}");
    }
}

#[test]
fn two_sections_are_two_stories() {
    let apart = "A 14-year-old boy was stopped.\n\n## Where to go\n\nThe office is at 3 Larkspur Road.";
    assert_eq!(of(apart), []);
}

#[test]
fn posts_posters_statements_and_pictures_are_stories_too() {
    let post = "[[post]]\nid = \"p\"\nchannel = \"Ours\"\nat = 2026-12-01T09:00:00\naudience = \"parents\"\ncopy = \
                \"A 15-year-old girl from Little Marsh was found on a train.\"\n";
    assert_eq!(severities_of(ID, &[("posts.toml", post)]), [Warning]);
    let voice = "[[voice]]\nid = \"v\"\noffice = \"the head\"\npartner = \"council\"\nstatement = \
                 \"My nephew is 15 and was stopped outside Bellwood Academy.\"\napproved = 2026-11-20\n";
    assert_eq!(severities_of(ID, &[("voices.toml", voice)]), [Error]);
    let alt =
        "[[picture]]\nfile = \"media/tag.svg\"\nalt = \"A girl, 14, at the gate of Bellwood Academy.\"\n";
    assert_eq!(severities_of(ID, &[("media/media.toml", alt)]), [Warning]);
}

#[test]
fn a_photograph_counts_and_a_drawing_does_not() {
    let story = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\npicture = \"media/boy.jpg\"\n+++\n\nHe was 14 then.\n";
    let media = |alt: &str| {
        let entry = format!("[[picture]]\nfile = \"media/boy.jpg\"\nalt = \"{alt}\"\n");
        severities_of(
            ID,
            &[
                ("pages/x.md", story),
                ("media/boy.jpg", "x"),
                ("media/media.toml +", &entry),
            ],
        )
    };
    assert_eq!(media("A boy smiles at the camera."), [Warning]);
    assert_eq!(media("A boy from behind, on a platform."), []);
    assert_eq!(media("An empty platform."), []);
}

#[test]
fn a_composite_is_read_as_well() {
    let text = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\ncomposite = true\n+++\n\nHe is 13 and goes to Bellwood Academy.\n";
    assert_eq!(severities_of(ID, &[("pages/x.md", text)]), [Warning]);
}

#[test]
fn the_finding_says_which_details_and_what_to_take_out() {
    let text = page("One.\n\nHer 14-year-old daughter was\nfollowed home from Bellwood Academy.");
    assert_eq!(places_of(ID, &[("pages/x.md", &text)]), ["pages/x.md:8:1"]);
    let advice = advice_of(ID, &[("pages/x.md", &text)]);
    assert_eq!(
        advice,
        [
            "take out the school; say \"a teenager\" or \"a child\" in place of the age: the fewer of them, the safer the child"
        ]
    );
}

#[test]
fn two_details_in_one_are_said_to_be_two() {
    let text = page("Her 12-year-old son had been groomed.");
    let found = crate::testing::findings(&[("pages/x.md", &text)]);
    let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        messages,
        ["\"Her 12-year-old son\" tells the age of a child and whose it is, which can tell people who it is"]
    );
}

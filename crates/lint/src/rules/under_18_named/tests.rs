use super::*;
use crate::testing::severities_of;
use campaign::Severity::{Error, Warning};

fn names(text: &str) -> Vec<&str> {
    let known = Known::of(&crate::testing::campaign(&[]));
    let prose = Prose::of(text);
    named(&known, &prose)
        .into_iter()
        .map(|run| &text[prose.bytes(&run)])
        .collect()
}

#[test]
fn a_name_beside_an_age_or_a_child_is_found() {
    for (text, name) in [
        ("Tom, 15, was given a phone.", "Tom"),
        ("Tom (15) was given a phone.", "Tom"),
        ("It was Tom Hill, 15, who said so.", "Tom Hill"),
        (
            "Zebulon is gone. They found Zebulon Quarry, 15, on a train.",
            "Zebulon Quarry",
        ),
        ("Aisha, aged 13, and her brother", "Aisha"),
        ("Aisha, who is 13, told us.", "Aisha"),
        ("Ethan is 15.", "Ethan"),
        ("Ethan was just fourteen when it began.", "Ethan"),
        ("15-year-old Tom was stopped.", "Tom"),
        ("The 15-year-old pupil Zebulon Hill was stopped.", "Zebulon Hill"),
        ("A fifteen-year-old, Tom, was stopped.", "Tom"),
        ("pupil Anna Smith said", "Anna Smith"),
        ("Her son Jack came home late.", "Jack"),
        ("my daughter, Anna, stopped eating", "Anna"),
        ("their son Zebulon", "Zebulon"),
        ("a boy called Tom", "Tom"),
        ("a girl we will call Anna", "Anna"),
        ("schoolgirl Maya Quarry", "Maya Quarry"),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
}

#[test]
fn places_services_days_and_grown_ups_are_no_children() {
    for text in [
        "On Monday, 15 March, the doors open.",
        "In May, 15 of them came.",
        "Childline, 12 hours a day",
        "A 15-year-old Southend boy was stopped.",
        "A 16-year-old British girl was stopped.",
        "Ring FRANK. Under 18? Ring Childline.",
        "Child Exploitation Team, Child Benefit, Pupil Premium, Student Finance",
        "pupil premium, child protection",
        "Tom, 34, drives a taxi.",
        "Her son Jack, 24, drives a taxi.",
        "Her grown-up son Jack drives a taxi.",
        "#MerryMuletide, 15 times",
        "Door 7: Holly, 24 doors in all",
        "The child at Bellwood Academy",
        "Tell a pupil. Anna Hill is the head teacher.",
        "Your son may say no.",
        "Every child Matters to us",
        "The Ship, 15 High Street",
        "Ask Sarah on 101.",
        "Lucy is 12 minutes late.",
        "a boy called a liar",
        "The police, 15 officers",
        "her daughter. Christmas came.",
        "A child. Tom drives the train.",
    ] {
        assert_eq!(names(text), [""; 0], "{text}");
    }
}

fn page(front: &str, text: &str) -> Vec<campaign::Severity> {
    let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n{front}+++\n\n{text}\n");
    severities_of(ID, &[("pages/x.md", &text)])
}

#[test]
fn an_invented_first_name_is_a_warning() {
    let text = "Ethan, 15, was given a phone.";
    assert_eq!(page("", text), [Error]);
    assert_eq!(page("composite = true\n", text), [Warning]);
    assert_eq!(
        page("", &format!("{text}\n\nNames have been changed.")),
        [Warning]
    );
    assert_eq!(
        page("composite = true\n", "Ethan Hill, 15, was given a phone."),
        [Error]
    );
}

#[test]
fn headlines_and_notes_of_the_team_may_name_nobody_either() {
    let coverage = "[[coverage]]\nheadline = \"Ethan Hill, 15, found safe\"\npublication = \"The newspaper\"\n\
                    date = 2026-11-20\nurl = \"https://a.example/\"\n";
    assert_eq!(severities_of(ID, &[("coverage.toml", coverage)]), [Error]);
    let consents = "[[consent]]\nid = \"c\"\nreference = \"form 12\"\nscope = \"her son Ethan's voice\"\nplaces = [\"here\"]\n\
                    expires = 2027-12-31\n";
    assert_eq!(severities_of(ID, &[("consents.toml", consents)]), [Error]);
}

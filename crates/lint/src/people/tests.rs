use super::*;

fn texts(text: &str, find: fn(&Prose<'_>) -> Vec<Range<usize>>) -> Vec<&str> {
    let prose = Prose::of(text);
    find(&prose)
        .into_iter()
        .map(|run| &text[prose.bytes(&run)])
        .collect()
}

#[test]
fn the_age_of_one_child_is_found() {
    for (text, age) in [
        ("Her 13-year-old son came home late.", "13-year-old"),
        ("A fifteen-year-old was found on a train.", "fifteen-year-old"),
        ("A boy, 14, was stopped.", "14"),
        ("The girl (12) said no.", "12"),
        ("She was 13 when it began.", "13"),
        ("He is now 16.", "16"),
        ("A boy aged 14 was stopped.", "14"),
        ("At the age of eleven he was given a phone.", "eleven"),
        ("Tom is 15.", "15"),
        ("a Year 9 pupil", "Year 9"),
        ("The girl, in Year 8, had two phones.", "Year 8"),
        ("She is 14 years old.", "14 years old"),
        ("A girl of 13 who was found on a train", "13"),
        ("A boy of about fifteen was stopped.", "fifteen"),
        ("A boy aged only 12 was stopped.", "12"),
        ("Tom, 14, was stopped.", "14"),
    ] {
        assert_eq!(texts(text, ages), [age], "{text}");
    }
}

#[test]
fn an_age_of_anybody_is_none() {
    for text in [
        "children as young as 12",
        "A 13-year-old may not know.",
        "A twelve-year-old can open them.",
        "13-year-olds",
        "any 15-year-old",
        "under 18, over 11, 11 to 16, 12-17, aged 11 to 16",
        "children aged 12",
        "people aged 13 and over",
        "She is 34.",
        "Ring 999 or 101. Door 7 opens at 9. He waited 14 minutes.",
        "He was 10 minutes late.",
        "a meeting on 14 March",
        "Pupils in Year 9 see a film.",
        "Key Stage 3",
        "He is 5 miles away.",
        "The first door was 1.",
        "It is 16.",
        "13 of them",
        "a child of 12 siblings",
        "On page 14, Tom, 13 others waited.",
        "Anybody aged 16 or over",
        "from the age of 10",
    ] {
        assert_eq!(texts(text, ages), [""; 0], "{text}");
    }
}

#[test]
fn somebodys_child_is_found() {
    for (text, relation) in [
        ("Her 13-year-old son came home late.", "Her 13-year-old son"),
        ("My daughter stopped eating.", "My daughter"),
        ("The couple's eldest boy was sold a lie.", "couple's eldest boy"),
        ("the mother of a boy who went missing", "mother of a boy"),
        ("a father whose son went missing", "whose son"),
    ] {
        assert_eq!(texts(text, relations), [relation], "{text}");
    }
    for text in [
        "Ask your son.",
        "a mother of two",
        "Her friends have a child.",
        "his mum",
        "children of parents",
    ] {
        assert_eq!(texts(text, relations), [""; 0], "{text}");
    }
}

#[test]
fn a_day_has_a_number_and_a_month() {
    assert_eq!(
        texts("On 14 March and on March 3rd, the 1st of May", days),
        ["14 March", "March 3rd", "1st of May"]
    );
    assert_eq!(
        texts("In March 2019 you may 3 times march 4 miles; 40 May", days),
        [""; 0]
    );
}

#[test]
fn a_sentence_tells_or_speaks_of_anybody() {
    for (text, tells_of_one) in [
        ("Her son was sent away.", true),
        ("His daughter goes to school there.", true),
        ("He could not sleep, and said nothing.", true),
        ("A boy can be told to carry.", false),
        ("If her son comes home late, ask.", false),
        ("Is her son at home?", false),
        ("A parent may see that her son is tired.", false),
        ("Parents who are worried about their child ring us.", false),
    ] {
        let prose = Prose::of(text);
        assert_eq!(tells(&prose, &(0..prose.words.len())), tells_of_one, "{text}");
    }
}

use super::figures;

/// Sentences as campaigns write them, in which nothing needs a source.
const GOOD: &[&str] = &[
    "From 1 December, a door a day.",
    "On December 24 the last of the 24 doors opens.",
    "Between 20 and 22 December the office is closed.",
    "Behind door 7 somebody is kind again.",
    "In 2018 the council and the police began it; the series ended in 2019.",
    "It ran again in 2020 and 2023, and in the 2022-23 season.",
    "The Data Protection Act 2018 says so.",
    "A court order under s. 45 or section 49 stands above this.",
    "WCAG 2.2 is the standard, and Article 13 the notice.",
    "Ring 999 now, or 101 if it is not urgent.",
    "Ring Childline on 0800 1111, free, at any time.",
    "Call 0300 123 6600 or text 82111.",
    "Text the transport police on 61016.",
    "Ring 116 000 from 9am to 11pm, 7 days a week.",
    "Open Mon-Fri 09:00-17:30, and 24 hours a day at Christmas.",
    "We answer within 48 hours, 365 days a year.",
    "The line is open 24/7 for 1-2-1 chat.",
    "The 24-hour helpline is free.",
    "At 10.30pm she was still on the platform.",
    "If you are under 18, start here.",
    "For anybody aged 16 or over.",
    "The under-18s have a page of their own.",
    "Childline is for everybody to 19.",
    "Jay is 13 and has a new phone.",
    "A 13-year-old gets off the train.",
    "What would you do if a child of 12 came in, alone?",
    "Did a boy of about 15 get into your cab?",
    "If a girl of 12 or 13 is alone at midnight, tell the driver.",
    "Stay on the line. 55 does not show where you are.",
    "You don't have to be 100% sure.",
    "Six doors, one a day.",
    "Five words for the group chat: not for me this Christmas.",
    "Three links, three minutes.",
    "We have six honest answers.",
    "It takes 2 minutes and 3 steps.",
    "Here are 10 things you can do tonight.",
    "One in the kitchen, one in the hall.",
    "Two in one: a poster and a card.",
    "Somebody is kind for the first time; the 2nd time it costs.",
    "She was born in the 1990s.",
    "A £20 note lies on the bar.",
    "He lives in SS2, off the A127.",
    "It happened at 12 Victoria Avenue.",
    "Half an hour later it is a quarter to three.",
    "A third of the way home she stops.",
    "A thousand times no.",
    "Not in a million years.",
    "COVID-19 changed how they work.",
    "Key Stage 3 pupils may use it in class.",
    "Nobody is 50p short of a way out.",
    "Post it with #MerryMuletide24.",
    "He owes them for one bag, then for two.",
    "It is 25/12 soon.",
    "That counts double.",
    "Twice a week he is late.",
    "Print it at A3, 300 pixels an inch.",
    "The story begins 20 miles away.",
    "You can choose between 2 and 3 answers.",
    "Take bus 27 from bay 12.",
    "See page 14.",
    "He turned 15 in May 2026.",
    "12 days to Christmas.",
];

/// Sentences that state a figure, and how plainly.
const BAD: &[(&str, &[&str])] = &[
    ("About 15,500 children are at risk.", &["15,500"]),
    ("More than 2,300 lines were closed.", &["2,300"]),
    ("There were 6,200 arrests last year.", &["6,200"]),
    ("Of these, 43% were for children.", &["43%"]),
    ("It rose by 12.2 per cent.", &["12.2 per cent"]),
    ("Twenty per cent of them never say.", &["Twenty per cent"]),
    ("One in five has seen it.", &["One in five"]),
    ("It is 1 in 10 of us.", &["1 in 10"]),
    ("Three out of four are boys.", &["Three out of four"]),
    ("It is one-in-three in some towns.", &["one-in-three"]),
    ("A line can make £800,000 a year.", &["800,000"]),
    ("They pay £20 for it.", &["20"]),
    ("Children as young as 12 carry it.", &["12"]),
    ("The youngest was 12.", &["12"]),
    ("Most are 15 to 17.", &["15", "17"]),
    ("Most children found were aged 15-17.", &["15-17"]),
    ("A child goes missing every 4 minutes.", &["4"]),
    ("Two million people use it.", &["Two million"]),
    ("Five thousand children were moved.", &["Five thousand"]),
    ("Half of all victims are boys.", &["Half"]),
    ("Two thirds of children say nothing.", &["thirds"]),
    ("They are three times as likely to be hurt.", &["times"]),
    ("Twice as many children were found.", &["Twice"]),
    ("The number of reports doubled.", &["doubled"]),
    ("Hundreds of children are moved.", &["Hundreds"]),
    ("Last year 350 of them came by train.", &["350"]),
    ("In one week 27 local children were found.", &["27"]),
    ("The police made 101 arrests.", &["101"]),
    ("Twelve children were found.", &["Twelve"]),
    ("232% more than before.", &["232%"]),
    ("191,000 saw the film.", &["191,000"]),
    ("10,000 views in a week.", &["10,000"]),
    (
        "In 2017, 720 lines were known, and about 2,000 in 2018.",
        &["720", "2,000"],
    ),
];

fn found(text: &str) -> Vec<&str> {
    figures(text)
        .into_iter()
        .map(|figure| &text[figure.range])
        .collect()
}

#[test]
fn what_needs_no_source_is_left_alone() {
    assert!(GOOD.len() >= 40);
    let alarms: Vec<_> = GOOD
        .iter()
        .map(|text| (text, found(text)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

#[test]
fn what_needs_a_source_is_found() {
    assert!(BAD.len() >= 20);
    let missed: Vec<_> = BAD
        .iter()
        .map(|(text, expected)| (text, found(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_plain_statistic_is_certain_and_another_number_is_doubtful() {
    let certain = |text: &str| {
        figures(text)
            .iter()
            .map(|figure| figure.certain)
            .collect::<Vec<_>>()
    };
    assert_eq!(certain("About 15,500 children, 43% of them girls."), [true, true]);
    assert_eq!(certain("It went on for 40 rounds."), [false]);
}

#[test]
fn any_text_can_be_read() {
    for text in [
        "",
        "1",
        "%",
        "£",
        "1-",
        "-1",
        "0",
        "1 in",
        "in 5",
        "99999999999999999999999 children",
        "१२ children",
        "½ of all",
    ] {
        figures(text);
    }
}

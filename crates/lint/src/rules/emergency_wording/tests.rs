use super::*;
use crate::testing::{advice_of, severities_of};
use campaign::Severity::{self, Error, Warning};

fn wrong(text: &str) -> Vec<String> {
    let prose = Prose::of(text);
    swapped(&Looks::new(), &prose)
        .into_iter()
        .map(|(at, _)| prose.lower(at).to_owned())
        .collect()
}

#[test]
fn a_swapped_number_is_found() {
    for (text, number) in [
        ("If a child is in danger, call 101.", "101"),
        ("Call 101 if a child is in danger now.", "101"),
        ("Is a child in danger? Ring 101.", "101"),
        ("101 is the emergency number.", "101"),
        ("In an emergency ring the police on 101.", "101"),
        ("For urgent cases, use 101.", "101"),
        ("If it is not urgent, call 999.", "999"),
        ("Ring 999 when nobody is in danger.", "999"),
        ("Ring 101 in an emergency and 999 for everything else.", "101"),
        ("Ring 112 for anything else.", "112"),
        ("If somebody is in immediate danger, ring 111.", "111"),
        ("Ring the police on 111.", "111"),
        ("Call 101, if a life is at risk.", "101"),
    ] {
        assert_eq!(wrong(text).first().map(String::as_str), Some(number), "{text}");
    }
}

#[test]
fn the_right_number_is_left_alone() {
    for text in [
        "If a child is in danger now, call 999. If it is not urgent, call 101.",
        "Ring 999 in an emergency and 101 for everything else.",
        "In danger? Ring 999. Not urgent? Ring 101.",
        "If a child is in danger, don't call 101, call 999.",
        "If it is not an emergency, ring the police on 101.",
        "Ring 999 if somebody is in danger, otherwise 101.",
        "The police's non-emergency number is 101.",
        "For urgent medical advice use 111 online.",
        "Tell the police on 101, or ring 999 if somebody is in danger now.",
        "101 is not for emergencies.",
        "999 is for danger now.",
        "101 Dalmatians were in danger.",
        "Call 999 for the emergency services.",
        "Drugs 101: who is in danger?",
        "If you are in danger, ring 999, or text BTP on 61016 when it is not urgent.",
        "Ring 999, not 101, if a child is in danger.",
        "If nobody is in danger now, tell the police on 101.",
        "Contact the police on 101, or in an emergency, dial 999.",
        "Please call 101 unless it is an emergency, in which case call 999.",
        "Call 999 if a life is at risk or a crime is happening now; if not, call 101.",
        "If it is not an emergency, call 101. If a crime is in progress, always dial 999.",
    ] {
        assert_eq!(wrong(text), [""; 0], "{text}");
    }
}

fn page(text: &str) -> Vec<Severity> {
    let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n");
    severities_of(ID, &[("pages/x.md", &text)])
}

#[test]
fn a_text_to_999_needs_a_registered_phone() {
    assert_eq!(page("If you cannot speak, text 999."), [Error]);
    assert_eq!(page("Text 999 if you cannot talk."), [Error]);
    assert_eq!(
        page("You can text 999 if your phone is registered with emergencySMS."),
        []
    );
    assert_eq!(page("You cannot text 999 from this phone."), []);
}

const WHOLE: &str = "Cannot speak? Ring 999 from a mobile, and press 55 when you are asked to. That does not show where you are.";

#[test]
fn a_silent_call_is_told_whole() {
    assert_eq!(page(WHOLE), []);
    assert_eq!(page("Cannot speak? Ring 999 and press 55."), [Warning]);
    assert_eq!(page("You can make a silent call to 999."), [Warning]);
    assert_eq!(page("Cannot speak? Ring 999 and press 55.\n\n```danger\n```"), []);
    assert_eq!(page("At 55 she retired. Room 55 is upstairs."), []);
}

#[test]
fn a_silent_call_promises_nothing() {
    for promise in [
        "Press 55 and the police will know where you are.",
        "Press 55 and hang up.",
        "You can press 55 on any phone.",
        "Then ring 55.",
        "If you can't speak, press 55 and they can track where you are.",
    ] {
        assert_eq!(page(&format!("{WHOLE} {promise}")), [Error], "{promise}");
    }
    assert_eq!(page("Ring 999 and stay silent: the police will come."), [Error]);
    assert_eq!(
        page(&format!(
            "{WHOLE} Do not hang up after you press 55. Don't press 55 on a landline."
        )),
        []
    );
}

#[test]
fn a_service_says_what_its_number_is_for() {
    let service = |phone: &str, what: &str| {
        let text = format!(
            "[[help]]\nid = \"p\"\nname = \"Police\"\nwhat = \"{what}\"\nphone = \"{phone}\"\nemergency = true\n\
             source = \"https://www.police.uk/\"\nchecked = 2026-11-20\nowner = \"the police\"\n"
        );
        severities_of(ID, &[("help.toml +", &text)])
    };
    assert_eq!(service("101", "When somebody is in danger now."), [Error]);
    assert_eq!(service("101", "When nobody is in danger now."), []);
}

#[test]
fn the_finding_says_which_number() {
    let text = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\nIf a child is in danger, call 101.\n";
    assert_eq!(
        advice_of(ID, &[("pages/x.md", text)]),
        ["say 999: at 101 a caller may wait for many minutes"]
    );
}

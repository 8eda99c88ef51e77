//! Texts and drawings that go on for ever.

use crate::findings;
use campaign::{CampaignPath, Diagnostic};

/// The findings about one file, put into the good campaign.
fn about(file: &str, bytes: impl Into<Vec<u8>>) -> Vec<Diagnostic> {
    let mut source = testkit::merry_muletide();
    source.insert(CampaignPath::new(file).expect("a path"), bytes.into());
    findings(source)
        .into_iter()
        .filter(|finding| finding.place.file == file)
        .collect()
}

#[test]
fn deep_toml_is_a_finding_and_no_overflow() {
    for (open, middle, close) in [("[", "", "]"), ("{a=", "1", "}"), ("[{a=", "1", "}]")] {
        let deep = format!("x = {}{middle}{}\n", open.repeat(100_000), close.repeat(100_000));
        assert!(!about("facts.toml", deep).is_empty(), "{open}");
    }
    let dotted = format!("x{} = 1\n", ".x".repeat(100_000));
    assert!(!about("facts.toml", dotted).is_empty());
    let header = format!("[x{}]\n", ".x".repeat(100_000));
    assert!(!about("signs.toml", header).is_empty());
}

#[test]
fn deep_markdown_is_a_finding_and_no_overflow() {
    let page = |body: String| {
        format!("+++\ntitle = \"Deep\"\ndescription = \"A page that goes on.\"\n+++\n\n{body}\n")
    };
    for body in [
        ">".repeat(100_000) + " x",
        (0..2_000)
            .map(|depth| format!("{}- x\n", "  ".repeat(depth.min(200))))
            .collect(),
        "- ".repeat(50_000) + "x",
        "1. ".repeat(50_000) + "x",
    ] {
        let found = about("pages/questions.md", page(body.clone()));
        assert!(!found.is_empty(), "{:.20}", body);
    }
    // These nest too, or look as if they did; a finding is not due for each, an end is.
    for body in [
        "*a ".repeat(50_000),
        "[".repeat(100_000),
        "![](".repeat(50_000),
        "`".repeat(99_999),
        "\\".repeat(99_999),
    ] {
        about("pages/questions.md", page(body));
    }
}

#[test]
fn deep_drawings_are_findings_and_no_overflow() {
    let start = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">"#;
    let deep = format!("{start}{}{}</svg>", "<g>".repeat(50_000), "</g>".repeat(50_000));
    assert!(!about("media/hero.svg", deep).is_empty());
    let unclosed = format!("{start}{}", "<g>".repeat(50_000));
    assert!(!about("media/hero.svg", unclosed).is_empty());
}

#[test]
fn an_entity_bomb_is_refused_unopened() {
    let mut bomb = String::from("<!DOCTYPE svg [<!ENTITY a0 \"boom\">");
    for level in 1..12 {
        let last = format!("&a{};", level - 1);
        bomb += &format!("<!ENTITY a{level} \"{}\">", last.repeat(10));
    }
    bomb += r#"]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&a11;</text></svg>"#;
    assert!(!about("media/hero.svg", bomb).is_empty());
}

#[test]
fn a_drawing_that_uses_itself_a_million_times_is_refused() {
    let mut bomb = String::from(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><g id="a0"><path d="M0 0h9"/></g>"#,
    );
    for level in 1..10 {
        let uses = format!(r##"<use href="#a{}"/>"##, level - 1).repeat(10);
        bomb += &format!(r#"<g id="a{level}">{uses}</g>"#);
    }
    bomb += r##"</defs><use href="#a9"/></svg>"##;
    assert!(!about("media/hero.svg", bomb).is_empty());
    let round =
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"><use href="#a"/></g></svg>"##;
    assert!(!about("media/hero.svg", round).is_empty());
}

#[test]
fn bytes_that_are_no_text_are_findings() {
    assert!(!about("facts.toml", b"id = \"\xff\xfe\"\n".as_slice()).is_empty());
    assert!(
        !about(
            "pages/questions.md",
            b"+++\ntitle = \"x\"\n+++\n\xc3\x28\n".as_slice()
        )
        .is_empty()
    );
    assert!(!about("placements.csv", b"\xff\xfe\0c\0o\0d\0e".as_slice()).is_empty());
}

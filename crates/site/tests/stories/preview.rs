//! A draft, shown to the people who write it.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the linter's broken folder"
)]

use crate::{input_of, input_with, text};
use campaign::{CampaignPath, Diagnostic, MemorySource, Place, RuleId, Source};
use site::preview::{Draft, Look, RuleText, When};
use site::{Mode, Policy, SiteInput};
use testkit::at;

const RULE: RuleId = RuleId("a-rule");

fn draft(input: SiteInput, findings: Vec<Diagnostic>) -> Draft {
    let rule = RuleText {
        id: RULE.0,
        severities: "error",
        text: "Why.\n".to_owned(),
    };
    Draft {
        input: SiteInput {
            base_url: "http://127.0.0.1:1".to_owned(),
            ..input
        },
        findings,
        rules: [rule].into(),
        kept: Default::default(),
    }
}

fn found(file: &str, line: u32, message: &str) -> Diagnostic {
    let place = Place {
        file: file.to_owned(),
        line,
        column: 1,
    };
    Diagnostic::error(RULE, place, message, "do something else")
}

/// The line of a file of the series on which a text stands first.
fn line_of(file: &str, text: &str) -> u32 {
    let bytes = testkit::merry_muletide()
        .read(&CampaignPath::new(file).unwrap(), 1 << 20)
        .unwrap();
    let content = String::from_utf8(bytes).unwrap();
    let line = content.lines().position(|line| line.contains(text));
    u32::try_from(line.unwrap() + 1).unwrap()
}

/// The page at an address of a preview, as somebody sees it at noon on 2 December.
fn see(draft: &Draft, address: &str) -> String {
    let now = at("2026-12-02T12:00:00");
    let (when, beneath) = When::of(address).unwrap();
    let interval = draft.interval(&when, now).unwrap();
    let look = Look {
        when: &when,
        beneath,
        now,
        origin: "http://127.0.0.1:1",
        seen: 7,
    };
    let html = match interval.get(beneath) {
        Some(_) => text(&interval, beneath),
        None => crate::body(&interval.not_found.content),
    };
    draft
        .dress(&look, &html, "default-src 'none'; style-src 'sha256-x'")
        .html
}

fn muletide(findings: Vec<Diagnostic>) -> Draft {
    draft(input_of(testkit::merry_muletide(), Mode::Live), findings)
}

/// A folder of which one file is another, with the findings of reading.
fn saved(file: &str, text: &str) -> Draft {
    let mut source = testkit::merry_muletide();
    source.insert(CampaignPath::new(file).unwrap(), text.as_bytes());
    with_findings(source)
}

fn with_findings(source: MemorySource) -> Draft {
    let loaded = testkit::load(source.clone());
    let mut draft = match &loaded.campaign {
        Some(_) => draft(input_of(source, Mode::Live), loaded.findings),
        None => muletide(loaded.findings),
    };
    if loaded.campaign.is_none() {
        draft.input.campaigns.clear();
    }
    draft
}

#[test]
fn a_page_is_the_public_one_with_a_bar_above_it() {
    let page = see(&muletide(Vec::new()), "/now/merry-muletide/");
    assert!(page.contains("Just a bit of festive fun?"));
    let body = page.split("<body class=\"stage\">").nth(1).unwrap();
    let after_skip_link = body.split_once("</a>").unwrap().1.trim_start();
    assert!(
        body.trim_start().starts_with("<a class=\"skip\"")
            && after_skip_link.starts_with("<aside class=\"pv\"")
    );
    assert!(page.split("</head>").next().unwrap().contains("data-seen=\"7\""));
    for link in page.split("href=\"/").skip(1) {
        let is_ours = ["now/", "at/", "all/", "preview/"]
            .iter()
            .any(|first| link.starts_with(first));
        assert!(is_ours, "a link leaves the day: /{}", &link[..30]);
    }
}

#[test]
fn any_day_can_be_seen_and_a_page_that_is_not_due_says_when_it_is() {
    let draft = muletide(Vec::new());
    let early = see(&draft, "/at/2026-12-01T08:00/merry-muletide/doors/3/");
    assert!(early.contains("This page is not here"));
    assert!(early.contains("Visitors will not see this page until 3 December 2026 at 00:00."));
    assert!(early.contains("href=\"/all/merry-muletide/doors/3/\""));
    assert!(early.contains("Next change: 2 December, 00:00"));
    let due = see(&draft, "/at/2026-12-03/merry-muletide/doors/3/");
    assert!(!due.contains("This page is not here") && !due.contains("Visitors will not"));
}

#[test]
fn everything_can_be_seen_and_is_marked() {
    let draft = muletide(Vec::new());
    let door = see(&draft, "/all/merry-muletide/doors/6/");
    assert!(!door.contains("This page is not here"));
    assert!(door.contains("Visitors will not see this page until 6 December 2026"));
    assert!(see(&draft, "/all/merry-muletide/doors/").contains("/all/merry-muletide/doors/6/"));
    let gone = draft_with_end();
    let page = see(&gone, "/all/merry-muletide/act/");
    assert!(
        page.contains("Visitors do not see this page from 1 December 2026 at 09:30 on."),
        "{page}"
    );
    assert!(see(&gone, "/now/merry-muletide/act/").contains("This page is not here"));
}

fn draft_with_end() -> Draft {
    let input = input_with(
        "pages/act.md",
        "title =",
        "not_after = 2026-12-01T09:30:00\ntitle =",
        Mode::Live,
    );
    draft(input, Vec::new())
}

#[test]
fn an_embargo_is_not_held_and_that_is_said() {
    let embargo = "embargo = 2026-12-05T06:00:00\nstarts = 2026-11-20";
    let input = input_with("campaign.toml", "starts = 2026-11-20", embargo, Mode::Live);
    let page = see(&draft(input, Vec::new()), "/now/merry-muletide/");
    assert!(page.contains("Just a bit of festive fun?"));
    assert!(page.contains("Visitors see nothing until 5 December 2026 at 06:00."));
}

#[test]
fn a_finding_stands_on_the_page_that_it_concerns_and_on_no_other() {
    let hero = "media/hero.svg";
    let line = line_of("media/media.toml", hero);
    let draft = muletide(vec![
        found("pages/act.md", 3, "<b>the act</b>"),
        found(hero, 1, "the picture"),
        found("media/media.toml", line, "its alt text"),
        found("pages/chain/4-the-child.md", 3, "the link"),
        found("facts.toml", 1, "before every fact"),
    ]);
    let act = see(&draft, "/now/merry-muletide/act/");
    assert!(act.contains("On this page: 1 error"), "{act}");
    assert!(act.contains("In the whole folder: 5 errors"));
    assert!(act.contains("&lt;b&gt;the act&lt;/b&gt;."), "a message is text");
    assert!(act.contains("pages/act.md, line 3") && act.contains("/preview/rules/a-rule"));
    let home = see(&draft, "/now/merry-muletide/");
    assert!(home.contains("The picture.") && home.contains("Its alt text.") && !home.contains("the act"));
    assert!(see(&draft, "/now/merry-muletide/chain/").contains("The link."));
    assert!(see(&draft, "/now/merry-muletide/help/").contains("Nothing found on this page."));
    let overview = draft
        .overview(at("2026-12-02T12:00:00"), "http://127.0.0.1:1", 7)
        .html;
    for part in [
        "<h3>facts.toml</h3>",
        "Before every fact.",
        "The list opens",
        "From 3 December 2026 at 00:00",
    ] {
        assert!(overview.contains(part), "{part} is not in\n{overview}");
    }
}

#[test]
fn a_finding_about_a_fact_or_a_service_stands_where_it_is_cited() {
    let line = line_of("help.toml", "id = \"frank\"");
    let draft = muletide(vec![found("help.toml", line, "the number")]);
    let input = input_with(
        "pages/about.md",
        "+++\n\n",
        "+++\n\n[Ring](help:frank)\n\n",
        Mode::Live,
    );
    let citing = self::draft(input, draft.findings.clone());
    assert!(!see(&draft, "/now/merry-muletide/about/").contains("The number."));
    assert!(see(&citing, "/now/merry-muletide/about/").contains("The number."));
    assert!(
        see(&draft, "/now/merry-muletide/help/").contains("The number."),
        "it lists them all"
    );
}

#[test]
fn a_page_that_cannot_be_read_stays_as_it_was_and_says_so() {
    let before = muletide(Vec::new());
    let broken = saved("pages/act.md", "+++\ntitle = [\n+++\n\nHalf a sen").after(&before);
    let page = see(&broken, "/now/merry-muletide/act/");
    assert!(page.contains("Let go of your end"), "the last good page: {page}");
    assert!(page.contains("pages/act.md cannot be read as it was saved."));
    assert!(page.contains("This is not TOML"));
    assert!(!see(&broken, "/now/merry-muletide/").contains("cannot be read"));
    let new = saved("pages/new.md", "no front matter").after(&before);
    assert!(see(&new, "/now/merry-muletide/new/").contains("does not begin with its front matter"));
}

#[test]
fn a_table_or_a_whole_campaign_that_cannot_be_read_stays_as_it_was() {
    let before = muletide(Vec::new());
    let broken = saved("help.toml", "[[help]\n").after(&before);
    let help = see(&broken, "/now/merry-muletide/help/");
    assert!(help.contains("0300 123 6600"));
    assert!(help.contains("help.toml cannot be read"));
    let broken = saved("campaign.toml", "id = ").after(&before);
    let page = see(&broken, "/now/merry-muletide/act/");
    assert!(page.contains("Let go of your end") && page.contains("campaign.toml cannot be read"));
    let mended = muletide(Vec::new()).after(&broken);
    assert!(!see(&mended, "/now/merry-muletide/act/").contains("cannot be read"));
}

#[test]
fn a_campaign_that_could_never_be_read_has_a_page_that_says_why() {
    let draft = saved("campaign.toml", "id = ");
    assert_eq!(draft.start(), "/preview/");
    assert!(draft.interval(&When::Now, at("2026-12-02T12:00:00")).is_none());
    let page = draft
        .overview(at("2026-12-02T12:00:00"), "http://127.0.0.1:1", 7)
        .html;
    assert!(page.contains("The campaign cannot be read.") && page.contains("campaign.toml, line 1"));
    assert!(page.contains("data-seen=\"7\""), "it looks again by itself");
}

#[test]
fn every_page_of_a_broken_folder_can_be_seen() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../lint/tests/fixtures/broken");
    let source = source_at(&folder);
    let draft = with_findings(source);
    assert!(draft.findings.len() > 5);
    for day in ["/now", "/all", "/at/2030-01-01"] {
        let (when, _) = When::of(&format!("{day}/")).unwrap();
        let interval = draft.interval(&when, at("2026-12-02T12:00:00")).unwrap();
        let pages = interval
            .artefacts
            .iter()
            .filter(|(_, one)| matches!(one.policy, Policy::Page(_)));
        assert!(
            pages
                .map(|(address, _)| see(&draft, &format!("{day}{address}")))
                .count()
                > 5
        );
    }
}

fn source_at(folder: &std::path::Path) -> MemorySource {
    let mut source = MemorySource::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(name) = CampaignPath::new(&name) {
                source.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    source
}

#[test]
fn the_form_leads_to_the_day_and_says_what_is_none() {
    let draft = muletide(Vec::new());
    assert_eq!(
        draft.go("2026-12-07", "", "/a/").unwrap(),
        "/at/2026-12-07T00:00/a/"
    );
    assert_eq!(
        draft.go("2026-12-07", "09:30", "a").unwrap(),
        "/at/2026-12-07T09:30/"
    );
    for (day, time) in [
        ("2026-13-01", ""),
        ("", "09:30"),
        ("2026-12-07", "x"),
        ("9999-12-31", ""),
    ] {
        assert!(draft.go(day, time, "/").unwrap_err().contains("2026-12-07"));
    }
    assert!(
        draft
            .rule("a-rule", "http://127.0.0.1:1", 7)
            .unwrap()
            .html
            .contains("<p>Why.</p>")
    );
    assert!(draft.rule("no-rule", "http://127.0.0.1:1", 7).is_none());
}

#[test]
fn what_is_wrong_with_a_poster_is_said_on_its_page() {
    let draft = muletide(vec![found("posters/let-go.toml", 1, "THE POSTER")]);
    assert!(see(&draft, "/now/merry-muletide/posters/let-go/").contains("THE POSTER"));
    assert!(!see(&draft, "/now/merry-muletide/posters/one-of-them/").contains("THE POSTER"));
}

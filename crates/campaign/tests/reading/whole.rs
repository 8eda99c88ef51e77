//! A folder is read whole, whatever is wrong with it.

use crate::folder::{good, good_with, read};
use campaign::markdown::{BlockKind, Inline, Target};
use campaign::{
    CampaignPath, ContentHash, Edition, FolderLimits, ItemId, Measure, MemorySource, PageKind, Severity,
    Source,
};
use std::collections::BTreeMap;

fn rules_and_places(source: &MemorySource) -> Vec<String> {
    let (_, findings) = campaign::read(source, &FolderLimits::default());
    findings
        .iter()
        .map(|finding| format!("{} {}", finding.rule, finding.place))
        .collect()
}

#[test]
fn a_good_folder_is_read_without_a_finding() {
    let (campaign, findings) = campaign::read(&good(), &FolderLimits::default());
    assert_eq!(findings, []);
    let campaign = campaign.unwrap();
    assert_eq!(campaign.about.id.as_str(), "test-campaign");
    assert_eq!(campaign.about.audiences.len(), 2);
    assert_eq!(campaign.about.partners.len(), 2);
    assert_eq!(campaign.about.follows.as_ref().unwrap().as_str(), "see-the-signs");
    assert_eq!(campaign.chain().len(), 1);
    assert_eq!(campaign.placements[0].page, "act/");
    assert!(matches!(campaign.about.measures[1], Measure::Outcome(..)));
}

#[test]
fn a_door_opens_with_its_day_in_the_campaigns_zone() {
    let campaign = read(&good());
    let door = campaign.page(&PageKind::Door(1)).unwrap();
    assert_eq!(door.not_before.unwrap().to_string(), "2026-12-01T00:00:00Z");
    let summer = good_with(
        "campaign.toml",
        "starts = 2026-11-20",
        "starts = 2026-06-01\nembargo = 2026-06-01T06:00:00",
    );
    assert_eq!(
        read(&summer).about.embargo.unwrap().to_string(),
        "2026-06-01T05:00:00Z"
    );
}

#[test]
fn a_misspelt_key_is_found_with_its_place_and_a_suggestion() {
    let (_, findings) = campaign::read(
        &good_with("facts.toml", "checked", "cheked"),
        &FolderLimits::default(),
    );
    let unknown = findings
        .iter()
        .find(|finding| finding.rule.0 == "unknown-key")
        .unwrap();
    assert_eq!(unknown.place.to_string(), "facts.toml:9:1");
    assert_eq!(unknown.advice, "did you mean \"checked\"?");
    assert!(findings.iter().any(|finding| finding.rule.0 == "missing-field"));
}

#[test]
fn every_fault_is_found_at_once() {
    let mut source = good_with("facts.toml", "2026-11-02", "2026-02-31");
    let path = |text: &str| CampaignPath::new(text).unwrap();
    source.insert(path("help.toml"), *b"[[help]]\nid = \"childline\"\nname = \"Childline\"\nwhat = \"Talks\"\nphone = \"0800 12\"\nurl = \"childline.org.uk\"\nsource = \"https://example.org\"\nchecked = 2026-11-02\nexpires = 2027-05-02\nowner = \"the council\"\naudience = [\"nobody\"]\n");
    source.insert(path("notes.docx"), *b"x");
    let found = rules_and_places(&source);
    for fault in [
        "bad-date facts.toml:9:11",
        "bad-phone help.toml:5:9",
        "bad-url help.toml:6:7",
        "unknown-reference help.toml:11:13",
        "unexpected-file notes.docx:1:1",
    ] {
        assert!(
            found.iter().any(|finding| finding == fault),
            "{fault} is not in {found:#?}"
        );
    }
}

#[test]
fn a_view_cannot_be_entered_as_an_outcome() {
    let wrong_stage = good_with("campaign.toml", "stage = \"output\"", "stage = \"outcome\"");
    assert!(
        rules_and_places(&wrong_stage)
            .iter()
            .any(|finding| finding.starts_with("measure-stage"))
    );
    let wrong_objective = good_with(
        "campaign.toml",
        "told_by = [\"contacts\"]",
        "told_by = [\"views\"]",
    );
    assert!(
        rules_and_places(&wrong_objective)
            .iter()
            .any(|finding| finding.starts_with("measure-stage"))
    );
    let wrong_study = good_with("evaluation.toml", "measure = \"contacts\"", "measure = \"views\"");
    assert!(
        rules_and_places(&wrong_study)
            .iter()
            .any(|finding| finding == "measure-stage evaluation.toml:8:11")
    );
}

#[test]
fn links_know_where_they_lead() {
    let campaign = read(&good());
    let home = campaign.page(&PageKind::Home).unwrap();
    let mut targets = Vec::new();
    for block in &home.blocks {
        if let BlockKind::Paragraph(words) = &block.kind {
            for inline in words {
                if let Inline::Link(link) = inline {
                    targets.push(format!("{:?}", link.target));
                }
            }
        }
    }
    assert_eq!(targets[0], "Fact(FactId(\"children\"))");
    assert_eq!(targets[1], format!("{:?}", Target::Page("act".to_owned(), None)));
}

#[test]
fn html_is_left_out_with_a_finding() {
    let source = good_with("pages/home.md", "Some", "<script>alert(1)</script>\n\nSome");
    assert!(
        rules_and_places(&source)
            .iter()
            .any(|finding| finding.starts_with("raw-html pages/home.md:7:1"))
    );
    assert!(!format!("{:?}", read(&source).pages).contains("alert"));
}

#[test]
fn nesting_beyond_the_limit_is_a_finding_and_costs_no_stack() {
    let deep_quote = format!("{} deep", "> ".repeat(5_000));
    let deep_list = (0..400)
        .map(|depth| format!("{}- x\n", "  ".repeat(depth)))
        .collect::<String>();
    let deep_toml = format!("x = {}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let deep_table = format!("[{}]", vec!["a"; 20_000].join("."));
    let page = |text: &str| good_with("pages/home.md", "Some", &format!("{text}\n\nSome"));
    for source in [
        page(&deep_quote),
        page(&deep_list),
        good_with("facts.toml", "[[fact]]", &format!("{deep_toml}\n[[fact]]")),
        good_with("facts.toml", "[[fact]]", &format!("{deep_table}\n[[fact]]")),
    ] {
        let (_, findings) = campaign::read(&source, &FolderLimits::default());
        assert!(
            findings.iter().any(|finding| finding.severity == Severity::Error),
            "no finding"
        );
    }
}

#[test]
fn private_files_never_enter_an_edition() {
    let mut source = good();
    source.insert(
        CampaignPath::new("private/words.toml").unwrap(),
        *b"[[words]]\nrestriction = \"school\"\nwords = [\"Zanzibar\"]\n",
    );
    source.insert(CampaignPath::new(".env").unwrap(), *b"SECRET=Zanzibar");
    let (campaign, findings) = campaign::read(&source, &FolderLimits::default());
    assert_eq!(findings, []);
    assert!(!format!("{campaign:?}").contains("Zanzibar"));
    assert!(
        campaign
            .unwrap()
            .files
            .keys()
            .all(|path| !path.as_str().contains("private") && !path.as_str().contains(".env"))
    );
}

fn hashes(source: &MemorySource) -> BTreeMap<String, String> {
    campaign::edition::item_hashes(&read(source), &BTreeMap::new())
        .into_iter()
        .map(|(id, hash): (ItemId, _)| (id.to_string(), hash.to_string()))
        .collect()
}

fn changed(from: &MemorySource, to: &MemorySource) -> Vec<String> {
    let (from, to) = (hashes(from), hashes(to));
    from.into_iter()
        .filter(|(id, hash)| to.get(id) != Some(hash))
        .map(|(id, _)| id)
        .collect()
}

#[test]
fn a_change_voids_only_the_items_that_show_it() {
    let value = good_with("facts.toml", "about 15,500", "about 16,000");
    assert_eq!(changed(&good(), &value), ["pages/home.md"]);
    let number = good_with("help.toml", "0800 1111", "0800 555 111");
    assert_eq!(
        changed(&good(), &number),
        ["pages/chain/1-party.md", "pages/help.md"]
    );
    let colour = good_with("theme/theme.toml", "#111111", "#121212");
    assert_eq!(changed(&good(), &colour), ["theme"]);
    let door = good_with("pages/doors/01.md", "favour", "present");
    assert_eq!(changed(&good(), &door), ["pages/doors/01.md"]);
}

#[test]
fn reading_a_fact_again_at_its_source_voids_nothing() {
    let checked = good_with("facts.toml", "2026-11-02", "2026-12-02");
    let expires = good_with("facts.toml", "2027-11-02", "2028-11-02");
    let owner = good_with("help.toml", "the council's team", "the police's team");
    let grouping = good_with("help.toml", "0800 1111", "08001111");
    for source in [checked, expires, owner, grouping] {
        assert_eq!(changed(&good(), &source), Vec::<String>::new());
    }
}

/// Signatures are bound to these hashes: a change of the encoding is a new version of it, never a silent one.
#[test]
fn the_hashes_of_a_folder_are_the_same_on_every_machine_and_in_every_version() {
    let source = good();
    let listing = source.list().unwrap();
    let files: Vec<_> = listing
        .entries
        .iter()
        .map(|entry| {
            (
                &entry.path,
                ContentHash::of(&source.read(&entry.path, 1 << 20).unwrap()),
            )
        })
        .collect();
    assert_eq!(Edition::of(files).hash.short(), "29189a859891");
    let items = hashes(&source);
    assert_eq!(items["pages/home.md"][..12], *"fbcc2379f4f4");
    assert_eq!(items["theme"][..12], *"e8282913e84f");
    assert_eq!(items["evaluation"][..12], *"49567bc12e6d");
}

#[test]
fn all_texts_together_have_a_limit_whatever_each_says_of_its_size() {
    let mut source = good();
    for number in 0..20 {
        let path = CampaignPath::new(&format!("pages/page-{number}.md")).unwrap();
        source.insert(
            path,
            format!("+++\ntitle = \"A\"\n+++\n{}", "word ".repeat(2_000)).into_bytes(),
        );
    }
    let (campaign, findings) = campaign::read(&source, &FolderLimits::for_testing());
    assert!(findings.iter().any(|finding| finding.rule.0 == "too-large"));
    assert!(campaign.unwrap().pages.len() < 15);
}

#[test]
fn what_the_campaign_knows_better_and_what_has_moved_is_read_with_its_place() {
    let source = good_with(
        "campaign.toml",
        "starts = 2026-11-20",
        "starts = 2026-11-20\nallow = [{ rules = [\"reading-age\"], files = [\"pages/about.md\"], reason = \"The law's own words\" }]\n\
         moved = [{ from = \"old-name/\", to = \"signs\" }, { from = \"older/\" }]",
    );
    let about = read(&source).about;
    assert_eq!(about.allowed[0].rules[0].value, "reading-age");
    assert_eq!(about.allowed[0].files[0].value, "pages/about.md");
    assert_eq!(about.moved[0].to.value, "signs");
    assert_eq!(about.moved[1].to.value, "");
    assert!(
        about.moved[1]
            .from
            .place
            .to_string()
            .starts_with("campaign.toml:")
    );
}

//! A minimal good campaign, and files put over it.

use crate::rule::Example;
use crate::{Checked, check, redact, rules};
use campaign::{
    CampaignPath, Diagnostic, FolderLimits, MemorySource, Place, RuleId, Severity, Source, read, read_private,
};
use jiff::Timestamp;

macro_rules! minimal {
    ($($path:literal)*) => { &[$(($path, include_str!(concat!("../tests/minimal/", $path)))),*] };
}

/// One file of each kind that a campaign needs; no finding.
const MINIMAL: &[(&str, &str)] = minimal! {
    "campaign.toml" "facts.toml" "help.toml" "signs.toml" "evaluation.toml" "pages/about.md" "pages/home.md" "pages/signs.md" "media/media.toml" "media/tag.svg"
    "theme/theme.toml"
};

/// Every test's now: noon in London on 24 November 2026.
pub(crate) fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

/// The findings of reading and linting the minimal campaign with these files put over it. `path +` adds to the end
/// of the minimal campaign's own file.
pub(crate) fn findings(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    checked(files).findings
}

/// The same, with what is allowed.
pub(crate) fn checked(files: &[(&str, &str)]) -> Checked {
    checked_of(&source(files))
}

/// The minimal campaign with these files put over it.
pub(crate) fn campaign(files: &[(&str, &str)]) -> campaign::Campaign {
    let (campaign, _) = read(&source(files), &FolderLimits::default());
    campaign.expect("the minimal campaign can always be read")
}

fn source(files: &[(&str, &str)]) -> MemorySource {
    let mut source = MemorySource::new();
    for (path, text) in MINIMAL {
        source.insert(CampaignPath::new(path).unwrap(), text.as_bytes());
    }
    for (path, text) in files {
        if let Some(path) = path.strip_suffix(" base64") {
            let bytes = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text.trim()).unwrap();
            source.insert(CampaignPath::new(path).unwrap(), bytes);
            continue;
        }
        let appended = path.strip_suffix(" +");
        let path = CampaignPath::new(appended.unwrap_or(path)).unwrap();
        let before = match appended {
            Some(_) => String::from_utf8(source.read(&path, 1 << 20).unwrap()).unwrap() + "\n",
            None => String::new(),
        };
        source.insert(path, (before + text).into_bytes());
    }
    source
}

fn checked_of(source: &MemorySource) -> Checked {
    let limits = FolderLimits::default();
    let (campaign, mut found) = read(source, &limits);
    let (private, more) = read_private(source, &limits);
    found.extend(more);
    found.extend(media(source));
    let campaign = campaign.expect("the minimal campaign can always be read");
    found.extend(campaign::small_pictures(&campaign, |path| pixels(source, path)));
    let checked = check(&campaign, &private, now());
    found.extend(checked.findings);
    let mut findings = redact(found, &private);
    findings.sort();
    Checked {
        findings,
        allowed: checked.allowed,
    }
}

/// What opening a folder knows of the width of a photograph.
fn pixels(source: &MemorySource, path: &CampaignPath) -> Option<u32> {
    let bytes = source.read(path, 1 << 20).ok()?;
    let cleaned = media::clean(&bytes, &media::MediaLimits::default()).ok()?;
    (cleaned.facts().kind != media::MediaKind::Svg).then_some(cleaned.facts().width)
}

/// What opening a folder finds in its drawings.
fn media(source: &MemorySource) -> Vec<Diagnostic> {
    let listing = source.list().unwrap();
    listing
        .entries
        .iter()
        .filter(|entry| entry.path.extension() == Some("svg"))
        .filter_map(|entry| {
            let bytes = source.read(&entry.path, 1 << 20).unwrap();
            let faults = media::clean(&bytes, &media::MediaLimits::default()).err()?;
            Some(faults.into_iter().map(|fault| {
                Diagnostic::error(
                    campaign::diagnostic::rules::BAD_MEDIA,
                    Place::start_of(entry.path.as_str()),
                    fault.message(),
                    fault.advice(),
                )
            }))
        })
        .flatten()
        .collect()
}

fn of(rule: RuleId, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    findings(files)
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

pub(crate) fn lines_of(rule: RuleId, files: &[(&str, &str)]) -> Vec<u32> {
    of(rule, files).iter().map(|finding| finding.place.line).collect()
}

pub(crate) fn files_of(rule: RuleId, files: &[(&str, &str)]) -> Vec<String> {
    of(rule, files)
        .into_iter()
        .map(|finding| finding.place.file)
        .collect()
}

pub(crate) fn places_of(rule: RuleId, files: &[(&str, &str)]) -> Vec<String> {
    of(rule, files)
        .iter()
        .map(|finding| finding.place.to_string())
        .collect()
}

pub(crate) fn advice_of(rule: RuleId, files: &[(&str, &str)]) -> Vec<String> {
    of(rule, files)
        .into_iter()
        .map(|finding| finding.advice)
        .collect()
}

pub(crate) fn severities_of(rule: RuleId, files: &[(&str, &str)]) -> Vec<Severity> {
    of(rule, files).iter().map(|finding| finding.severity).collect()
}

/// What `check --fix` would write for a rule's findings: "old→new".
pub(crate) fn fixes_of(rule: RuleId, files: &[(&str, &str)]) -> Vec<String> {
    let texts = texts(files);
    of(rule, files)
        .iter()
        .filter_map(|finding| {
            let fix = finding.fix.as_ref()?;
            let old = &texts[&finding.place.file][fix.start..fix.end];
            Some(format!("{old}→{}", fix.replacement))
        })
        .collect()
}

/// The texts of the minimal campaign with these files put over it.
fn texts(files: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    let source = source(files);
    let entries = source.list().unwrap().entries;
    entries
        .into_iter()
        .filter_map(|entry| {
            let text = String::from_utf8(source.read(&entry.path, 1 << 20).ok()?).ok()?;
            Some((entry.path.as_str().to_owned(), text))
        })
        .collect()
}

fn with(examples: &[Example]) -> Vec<Diagnostic> {
    let named: Vec<(String, &str)> = examples
        .iter()
        .map(|file| {
            let mark = if file.appended { " +" } else { "" };
            (format!("{}{mark}", file.path), file.text.as_str())
        })
        .collect();
    let files: Vec<(&str, &str)> = named.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    findings(&files)
}

pub(crate) fn assert_failing_example_is_found(id: RuleId) {
    let rule = rules::rule(id).unwrap();
    let failing = rule.failing();
    assert!(!failing.is_empty(), "{id} has no failing example");
    let found = with(&failing);
    assert!(
        found.iter().any(|finding| finding.rule == id),
        "{id} did not find its example: {found:#?}"
    );
    let others: Vec<&Diagnostic> = found.iter().filter(|finding| finding.rule != id).collect();
    assert!(
        others.is_empty(),
        "the example of {id} has other faults: {others:#?}"
    );
}

pub(crate) fn assert_corrected_example_is_clean(id: RuleId) {
    let corrected = rules::rule(id).unwrap().corrected();
    assert!(!corrected.is_empty(), "{id} has no corrected example");
    let found = with(&corrected);
    assert!(
        found.is_empty(),
        "the corrected example of {id} has faults: {found:#?}"
    );
}

#[test]
fn the_minimal_campaign_has_no_finding() {
    let found = findings(&[]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_rule_has_a_title_a_reason_and_a_name_of_its_own() {
    let mut names = std::collections::BTreeSet::new();
    for rule in rules::RULES {
        assert!(names.insert(rule.id), "{} stands twice", rule.id);
        let documentation = rule.documentation();
        let reason = documentation
            .lines()
            .skip(2)
            .take_while(|line| !line.starts_with("````"))
            .count();
        assert!(
            rule.title().len() > 10 && reason >= 2,
            "{} does not explain itself",
            rule.id
        );
    }
}

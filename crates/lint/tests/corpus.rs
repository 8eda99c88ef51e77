//! Paragraphs that such campaigns print. On the good ones no rule about text may say anything; each of the bad ones has
//! the fault that its file is named after.

#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]
#![expect(clippy::unwrap_used, reason = "the paths are written here")]

mod common;

use campaign::{CampaignPath, Diagnostic, MemorySource};
use std::path::PathBuf;

/// The rules about what a text says.
const TEXT_RULES: &[&str] = &[
    "reading-age",
    "identifies-child",
    "under-18-named",
    "emergency-wording",
    "date-passed",
    "phone-unchecked",
    "placeholder-empty",
    "alt-wording",
    "all-capitals",
    "over-promise",
    "language",
    "figure-without-fact",
    "link-text",
    "raw-html",
];

const HEAD: &str = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n";

/// Facts and services that the paragraphs cite.
const FACTS: &str = "
[[fact]]
id = \"youngest\"
value = \"as young as 12\"
unit = \"years old\"
definition = \"The youngest child named in reports.\"
period = \"2017\"
publisher = \"Home Office\"
url = \"https://www.gov.uk/youngest\"
checked = 2026-11-20
expires = 2027-06-30

[[fact]]
id = \"mostly\"
value = \"15 to 17\"
unit = \"years old\"
definition = \"The age of most of them.\"
period = \"2017\"
publisher = \"Home Office\"
url = \"https://www.gov.uk/mostly\"
checked = 2026-11-20
expires = 2027-06-30

[[fact]]
id = \"rise\"
value = \"more than a third\"
unit = \"of referrals\"
definition = \"Rise within a year.\"
period = \"2025\"
publisher = \"Home Office\"
url = \"https://www.gov.uk/rise\"
checked = 2026-11-20
expires = 2027-06-30
";

const SERVICES: &str = "
[[help]]
id = \"police-101\"
name = \"Police, 101\"
what = \"To tell the police something when nobody is in danger now.\"
phone = \"101\"
emergency = true
source = \"https://www.police.uk/101\"
checked = 2026-11-20
owner = \"the police\"

[[help]]
id = \"council\"
name = \"The council\"
what = \"Anything that the council does.\"
phone = \"01702 215007\"
source = \"https://www.gov.uk/council\"
checked = 2026-11-20
expires = 2027-06-30
owner = \"the council's front door\"

[[help]]
id = \"hub\"
name = \"Children and families hub\"
what = \"Advice about a child.\"
phone = \"0345 606 1212\"
source = \"https://www.gov.uk/hub\"
checked = 2026-11-20
expires = 2027-06-30
owner = \"the council's front door\"

[[help]]
id = \"frank\"
name = \"FRANK\"
what = \"Straight answers about drugs.\"
phone = \"0300 123 6600\"
source = \"https://www.gov.uk/frank\"
checked = 2026-11-20
expires = 2027-06-30
owner = \"the council's front door\"

[[help]]
id = \"crimestoppers\"
name = \"Crimestoppers\"
what = \"Passes on what is known about a crime.\"
phone = \"0800 555 111\"
source = \"https://www.gov.uk/crimestoppers\"
checked = 2026-11-20
expires = 2027-06-30
owner = \"the council's front door\"
";

fn with_page(text: &str) -> MemorySource {
    let mut source = common::files(&common::folder("tests/minimal"));
    for (path, more) in [("facts.toml", FACTS), ("help.toml", SERVICES)] {
        let minimal = std::fs::read_to_string(common::folder("tests/minimal").join(path)).unwrap();
        source.insert(CampaignPath::new(path).unwrap(), (minimal + more).into_bytes());
    }
    source.insert(CampaignPath::new("pages/x.md").unwrap(), text.as_bytes().to_vec());
    source
}

/// The findings of the rules about text on a page.
fn found(text: &str) -> Vec<Diagnostic> {
    let findings = common::findings_of(&with_page(text));
    findings
        .into_iter()
        .filter(|finding| TEXT_RULES.contains(&finding.rule.0))
        .collect()
}

/// The files of a folder of the corpus, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(common::folder("tests/corpus").join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The paragraphs of a file with the line at which each begins; a heading belongs to what stands beneath it.
fn paragraphs(text: &str) -> Vec<(usize, String)> {
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        let is_heading = open
            .as_ref()
            .is_some_and(|(_, text)| text.trim_end().starts_with('#'));
        if line.is_empty() && !is_heading {
            paragraphs.extend(open.take());
            continue;
        }
        let (_, text) = open.get_or_insert_with(|| (number + 1, String::new()));
        text.push_str(line);
        text.push('\n');
        if line.starts_with('#') {
            text.push('\n');
        }
    }
    paragraphs.extend(open);
    paragraphs
}

fn shown(file: &std::path::Path, line: usize, finding: &Diagnostic) -> String {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    format!(
        "{name}:{line} {}: {} ({})",
        finding.rule, finding.message, finding.advice
    )
}

#[test]
fn nothing_is_found_in_good_paragraphs() {
    let mut offenders: Vec<String> = Vec::new();
    let mut count = 0;
    for file in files("good") {
        let text = std::fs::read_to_string(&file).unwrap();
        let is_composite = file
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("composite");
        let front = if is_composite {
            "composite = true\n+++\n\n"
        } else {
            "+++\n\n"
        };
        let head = format!("{HEAD}{front}");
        let before = head.lines().count();
        // The page as a whole: what is harmless alone may not be so together.
        for finding in found(&format!("{head}{text}")) {
            let line = usize::try_from(finding.place.line)
                .unwrap()
                .saturating_sub(before);
            offenders.push(shown(&file, line, &finding));
        }
        for (line, paragraph) in paragraphs(&text) {
            count += 1;
            let findings = found(&format!("{head}{paragraph}"));
            offenders.extend(findings.iter().map(|finding| shown(&file, line, finding)));
        }
    }
    offenders.sort();
    offenders.dedup();
    assert!(offenders.is_empty(), "{offenders:#?}");
    assert!(count >= 100, "only {count} paragraphs were read");
}

#[test]
fn each_bad_paragraph_has_its_fault_and_no_other() {
    let mut missed: Vec<String> = Vec::new();
    for file in files("bad") {
        let rule = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            TEXT_RULES.contains(&rule.as_str()),
            "{rule} is no rule about text"
        );
        let text = std::fs::read_to_string(&file).unwrap();
        for (line, paragraph) in paragraphs(&text) {
            let findings = found(&format!("{HEAD}+++\n\n{paragraph}"));
            if !findings.iter().any(|finding| finding.rule.0 == rule) {
                missed.push(format!("{rule}.md:{line} is not found: {paragraph}"));
            }
            let others = findings.iter().filter(|finding| finding.rule.0 != rule);
            missed.extend(others.map(|finding| shown(&file, line, finding)));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

//! What a campaign knows better than a rule: findings that `[[allow]]` sets apart, with the reason.

use crate::rule::Rule;
use crate::rules::RULES;
use campaign::{Allowed, At, Campaign, CampaignPath, Diagnostic, RuleId, closest};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with an allowance itself.
pub(crate) const ID: RuleId = RuleId("allowance");

/// A reason of fewer words says no more than that somebody wanted it so.
const LEAST_WORDS: usize = 3;

/// After so many suggestions the rest do without: each looks at every file there is.
const SUGGESTIONS: u32 = 100;

/// A finding that the campaign allows, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excused {
    /// The finding.
    pub finding: Diagnostic,
    /// The reason that its allowance gives.
    pub reason: String,
}

/// Parts findings into those that stand and those that are allowed. What is wrong with the allowances is among those that
/// stand.
pub(crate) fn part(campaign: &Campaign, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Excused>) {
    let allowed = &campaign.about.allowed;
    let mut stands = Vec::new();
    let mut excused = Vec::new();
    // Which allowance excused something, of which rule, and in which of its files.
    let mut used_rules: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut used_files: BTreeSet<(usize, usize)> = BTreeSet::new();
    let index = Index::of(allowed);
    for finding in found {
        let excuse = rule(finding.rule.0)
            .filter(|rule| rule.may_be_allowed)
            .and_then(|_| index.excuse(&finding));
        match excuse {
            Some((number, file)) => {
                used_rules.insert((number, finding.rule.0));
                used_files.insert((number, file));
                excused.push(Excused {
                    reason: allowed.get(number).map_or("", |one| &one.reason).to_owned(),
                    finding,
                });
            }
            None => stands.push(finding),
        }
    }
    let mut suggestions = SUGGESTIONS;
    for (number, one) in allowed.iter().enumerate() {
        check_reason(one, &mut stands);
        for name in &one.rules {
            let is_used = used_rules.contains(&(number, name.value.as_str()));
            stands.extend(check_rule(name, is_used));
        }
        for (nth, file) in one.files.iter().enumerate() {
            let is_used = used_files.contains(&(number, nth));
            stands.extend(check_file(campaign, file, is_used, &mut suggestions));
        }
    }
    (stands, excused)
}

/// Which allowance comes first for a rule in a file, and by which of its files: a file, a folder with its slash, or nothing
/// for everywhere.
struct Index<'c>(BTreeMap<(&'c str, &'c str), (usize, usize)>);

impl<'c> Index<'c> {
    fn of(allowed: &'c [Allowed]) -> Index<'c> {
        let mut index = BTreeMap::new();
        for (number, one) in allowed.iter().enumerate() {
            for rule in &one.rules {
                if one.files.is_empty() {
                    index.entry((rule.value.as_str(), "")).or_insert((number, 0));
                }
                for (nth, file) in one.files.iter().enumerate() {
                    let key = (rule.value.as_str(), file.value.as_str());
                    index.entry(key).or_insert((number, nth));
                }
            }
        }
        Index(index)
    }

    /// The first allowance for a finding, and by which of its files.
    fn excuse(&self, finding: &Diagnostic) -> Option<(usize, usize)> {
        let path = finding.place.file.as_str();
        let folders = path.match_indices('/').map(|(at, _)| &path[..=at]);
        ["", path]
            .into_iter()
            .chain(folders)
            .filter_map(|file| self.0.get(&(finding.rule.0, file)))
            .min()
            .copied()
    }
}

/// Whether an allowance's file is one of the campaign's, or a folder that has some.
fn is_there(files: &BTreeMap<CampaignPath, u64>, file: &str) -> bool {
    match file.strip_suffix('/') {
        None => CampaignPath::new(file).is_ok_and(|path| files.contains_key(&path)),
        Some(_) => files.keys().any(|path| path.as_str().starts_with(file)),
    }
}

fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id.0 == name)
}

fn check_reason(one: &Allowed, stands: &mut Vec<Diagnostic>) {
    if one.reason.split_whitespace().count() < LEAST_WORDS {
        stands.push(Diagnostic::error(
            ID,
            one.place.clone(),
            format!("\"{}\" is no reason that a partner could sign", one.reason),
            "write in a sentence why the finding is right here, or put right what it found and take the allowance out",
        ));
    }
    if one.rules.is_empty() {
        stands.push(Diagnostic::error(
            ID,
            one.place.clone(),
            "this allowance names no rule",
            "write rules = [\"…\"] with the names that stand in the findings, or take it out",
        ));
    }
}

fn check_rule(name: &At<String>, is_used: bool) -> Option<Diagnostic> {
    let place = name.place.clone();
    let Some(rule) = rule(&name.value) else {
        let advice = match closest(&name.value, RULES.iter().map(|rule| rule.id.0)) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "copy the rule's name from its finding, or from docs/rules.md".to_owned(),
        };
        return Some(Diagnostic::error(
            ID,
            place,
            format!("there is no rule \"{}\"", name.value),
            advice,
        ));
    };
    if !rule.may_be_allowed {
        return Some(Diagnostic::error(
            ID,
            place,
            format!("what {} finds can be allowed by nobody", rule.id),
            "put right what it found, and take the rule's name out of the allowance",
        ));
    }
    (!is_used).then(|| {
        Diagnostic::warning(
            ID,
            place,
            format!("{} finds nothing here any more", rule.id),
            "take its name out of the allowance, so that it does not hide the next finding",
        )
    })
}

fn check_file(
    campaign: &Campaign,
    file: &At<String>,
    is_used: bool,
    suggestions: &mut u32,
) -> Option<Diagnostic> {
    if is_used {
        return None;
    }
    let place = file.place.clone();
    if is_there(&campaign.files, &file.value) {
        return Some(Diagnostic::warning(
            ID,
            place,
            format!("nothing is allowed in {} any more", file.value),
            "take the file out of the allowance, so that it does not hide the next finding",
        ));
    }
    let near = suggestions.checked_sub(1).and_then(|left| {
        *suggestions = left;
        closest(&file.value, campaign.files.keys().map(CampaignPath::as_str))
    });
    let advice = match near {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "write the path from the campaign's folder, pages/why.md, or a folder with its slash, pages/doors/".to_owned(),
    };
    Some(Diagnostic::error(
        ID,
        place,
        format!("this campaign has no file {}", file.value),
        advice,
    ))
}

//! What a campaign knows better than a rule: findings that `[[allow]]` sets apart, with the reason.

use crate::rule::Rule;
use crate::rules::RULES;
use campaign::{Allowed, At, Campaign, Diagnostic, RuleId, closest};
use std::collections::BTreeSet;

/// What is wrong with an allowance itself.
pub(crate) const ID: RuleId = RuleId("allowance");

/// A reason of fewer words says no more than that somebody wanted it so.
const LEAST_WORDS: usize = 3;

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
    let mut used_files: BTreeSet<(usize, &str)> = BTreeSet::new();
    for finding in found {
        let reason = rule(finding.rule.0)
            .filter(|rule| rule.may_be_allowed)
            .and_then(|_| excuse(allowed, &finding));
        match reason {
            Some((number, file)) => {
                used_rules.insert((number, finding.rule.0));
                used_files.extend(file.map(|file| (number, file)));
                excused.push(Excused {
                    reason: allowed.get(number).map_or("", |one| &one.reason).to_owned(),
                    finding,
                });
            }
            None => stands.push(finding),
        }
    }
    for (number, one) in allowed.iter().enumerate() {
        check_reason(one, &mut stands);
        for name in &one.rules {
            let is_used = used_rules.contains(&(number, name.value.as_str()));
            stands.extend(check_rule(name, is_used));
        }
        for file in &one.files {
            let is_used = used_files.contains(&(number, file.value.as_str()));
            stands.extend(check_file(campaign, file, is_used));
        }
    }
    (stands, excused)
}

/// The first allowance for a finding, and which of its files it is.
fn excuse<'c>(allowed: &'c [Allowed], finding: &Diagnostic) -> Option<(usize, Option<&'c str>)> {
    allowed.iter().enumerate().find_map(|(number, one)| {
        if !one.rules.iter().any(|name| name.value == finding.rule.0) {
            return None;
        }
        if one.files.is_empty() {
            return Some((number, None));
        }
        let file = one.files.iter().find(|file| covers(file, &finding.place.file))?;
        Some((number, Some(file.value.as_str())))
    })
}

/// Whether an allowance's file is this one, or its folder (`pages/doors/`) holds it.
fn covers(file: &str, path: &str) -> bool {
    file == path || (file.ends_with('/') && path.starts_with(file))
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

fn check_file(campaign: &Campaign, file: &At<String>, is_used: bool) -> Option<Diagnostic> {
    if is_used {
        return None;
    }
    let place = file.place.clone();
    if campaign
        .files
        .keys()
        .any(|path| covers(&file.value, path.as_str()))
    {
        return Some(Diagnostic::warning(
            ID,
            place,
            format!("nothing is allowed in {} any more", file.value),
            "take the file out of the allowance, so that it does not hide the next finding",
        ));
    }
    let advice = match closest(&file.value, campaign.files.keys().map(campaign::CampaignPath::as_str)) {
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

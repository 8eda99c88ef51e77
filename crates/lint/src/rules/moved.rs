//! An old address that cannot lead on
//!
//! A poster with the old address hangs for years. `from` is that address beneath the campaign, with its closing slash; it
//! must not be the address of a page that is still there, and must not lead back to itself.
//!
//! ````failing
//! == campaign.toml +
//! [[moved]]
//! from = "signs/"
//! ````
//!
//! ````corrected
//! == campaign.toml +
//! [[moved]]
//! from = "spot-the-signs/"
//! to = "signs"
//! ````

use crate::routes::Routes;
use crate::rule::Subject;
use campaign::{Campaign, Diagnostic, Moved, OldAddresses, Page, RuleId, closest};
use std::collections::BTreeSet;

pub(crate) const ID: RuleId = RuleId("moved");

/// After so many suggestions the rest do without: each looks at every page there is.
const SUGGESTIONS: u32 = 100;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let routes = Routes::of(campaign);
    let old = campaign.about.old_addresses();
    let mut suggestions = SUGGESTIONS;
    let mut seen = BTreeSet::new();
    for moved in &campaign.about.moved {
        found.extend(from(campaign, &routes, moved));
        found.extend(to(&old, &routes, moved, &mut suggestions));
        if !seen.insert(moved.from.as_str()) {
            found.push(Diagnostic::error(
                ID,
                moved.from.place.clone(),
                format!("\"{}\" is led on twice", moved.from.value),
                "keep one of the two",
            ));
        }
    }
}

/// The address that is kept.
fn from(campaign: &Campaign, routes: &Routes, moved: &Moved) -> Option<Diagnostic> {
    let address = moved.from.as_str();
    let finding = |message: String, advice: &str| Some(Diagnostic::error(ID, moved.from.place.clone(), message, advice));
    if let Some(fault) = moved.fault() {
        let advice = "write the old address beneath the campaign, with its closing slash: \"old-name/\"";
        return finding(format!("\"{address}\" cannot be an old address: {fault}"), advice);
    }
    let path = address.trim_end_matches('/');
    // A page that leaves on its day gives its address free.
    let leaves = |page: &Page| page.kind.address() == address && page.not_after.is_some();
    if routes.has(path) && !campaign.pages.iter().any(leaves) {
        let advice = "name an address that no page has, or give the page a not_after";
        return finding(format!("there is a page at \"{address}\", which would never lead on"), advice);
    }
    None
}

/// The page that stands in its place.
fn to(old: &OldAddresses<'_>, routes: &Routes, moved: &Moved, suggestions: &mut u32) -> Option<Diagnostic> {
    let target = moved.target();
    let page = target.split('#').next().unwrap_or_default();
    let finding = |message: String, advice: String| Some(Diagnostic::error(ID, moved.to.place.clone(), message, advice));
    if old.leads_to(&moved.from, |address| routes.has(address.trim_end_matches('/'))).is_some() {
        return None;
    }
    if old.has(page) {
        let message = format!("\"{}\" leads round in a circle, or to nothing", moved.from.value);
        return finding(message, "lead it to a page that is there".to_owned());
    }
    let path = page.trim_end_matches('/');
    let near = suggestions.checked_sub(1).and_then(|left| {
        *suggestions = left;
        closest(path, routes.addresses())
    });
    let advice = match near {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "write the page's address without the campaign's name: act, doors/7, or nothing for home".to_owned(),
    };
    finding(format!("this campaign has no page \"{path}\""), advice)
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::findings;

    fn found(moved: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<(u32, String)> {
        let to = |to: &str| if to.is_empty() { String::new() } else { format!("to = \"{to}\"\n") };
        let tables: String =
            moved.iter().map(|(from, page)| format!("[[moved]]\nfrom = \"{from}\"\n{}", to(page))).collect();
        let mut files = vec![("campaign.toml +", tables.as_str())];
        files.extend(more);
        let all = findings(&files).into_iter().filter(|finding| finding.rule == ID);
        all.map(|finding| (finding.place.line, finding.message)).collect()
    }

    fn messages(moved: &[(&str, &str)]) -> Vec<String> {
        found(moved, &[]).into_iter().map(|(_, message)| message).collect()
    }

    #[test]
    fn an_old_address_may_lead_to_another_one_that_leads_on() {
        assert!(messages(&[("older/", "old"), ("old/", "signs")]).is_empty());
        assert!(messages(&[("old/", "")]).is_empty());
        assert!(messages(&[("2018/signs/", "signs"), ("tell-us/", "tell")]).is_empty());
    }

    #[test]
    fn a_circle_is_found_at_each_of_its_parts() {
        assert_eq!(
            messages(&[("a/", "b"), ("b/", "a"), ("c/", "c")]),
            ["a/", "b/", "c/"].map(|from| format!("\"{from}\" leads round in a circle, or to nothing"))
        );
    }

    #[test]
    fn what_is_no_address_or_is_taken_is_found() {
        for from in ["old", "/old/", "https://x.example/", "media/old/", "help/", "tell/"] {
            assert_eq!(messages(&[(from, "signs")]).len(), 1, "{from}");
        }
        assert_eq!(messages(&[("old/", "sings")]), ["this campaign has no page \"sings\""]);
        assert_eq!(messages(&[("old/", "signs"), ("old/", "")]), ["\"old/\" is led on twice"]);
    }

    #[test]
    fn a_page_that_leaves_on_its_day_gives_its_address_free() {
        let page = |leaves: &str| format!("+++\ntitle = \"An evening\"\n{leaves}+++\n\nCome at seven.\n");
        let of = |leaves: &str| found(&[("evening/", "signs")], &[("pages/evening.md", &page(leaves))]).len();
        assert_eq!((of(""), of("not_after = 2026-12-01T00:00:00\n")), (1, 0));
    }
}

//! Old addresses and where they lead.

use crate::model::{About, Moved};
use crate::path::CampaignPath;
use std::collections::BTreeMap;

/// The longest old address, in bytes: as a file of a static build it must still fit beneath the campaign's name.
const MAX_BYTES: usize = 120;
/// The most parts, for the same reason.
const MAX_DEPTH: usize = 6;
/// A page that has moved more often than this is looked for no further.
const MOST_STEPS: usize = 50;
/// What the program answers at itself.
const TAKEN: [&str; 6] = ["media", "embed", "feed.atom", "feed.json", "posters", "worked"];

impl Moved {
    /// Why nothing can be kept at `from`; nothing when all is well. Whether a page stands there is the linter's question.
    pub fn fault(&self) -> Option<&'static str> {
        let Some(path) = self.from.strip_suffix('/') else {
            return Some("it does not end in a slash");
        };
        let parts = path.split('/').count();
        if path.starts_with('/') || path.contains("://") {
            return Some("it is not an address beneath the campaign");
        }
        if path.contains(['#', '%']) || path.split('/').any(|part| part.starts_with('.')) {
            return Some("it has a part or a character that an address of this site cannot have");
        }
        if self.from.len() > MAX_BYTES || parts > MAX_DEPTH {
            return Some("it is longer than 120 bytes, or has more than 6 parts");
        }
        if path
            .split('/')
            .any(|part| part.eq_ignore_ascii_case("index.html"))
        {
            return Some("where the site is written as files, a page is at index.html itself");
        }
        if TAKEN.contains(&path.split('/').next().unwrap_or(path)) {
            return Some("the program answers there itself");
        }
        CampaignPath::new(path)
            .is_err()
            .then_some("it has a part or a character that an address of this site cannot have")
    }

    /// Where it leads, as an address beneath the campaign: `signs/`, `questions/#alcohol`, empty for the home.
    pub fn target(&self) -> String {
        let (page, anchor) = match self.to.split_once('#') {
            Some((page, anchor)) => (page, format!("#{anchor}")),
            None => (self.to.as_str(), String::new()),
        };
        match page.trim_matches('/') {
            "" => anchor,
            page => format!("{page}/{anchor}"),
        }
    }
}

/// Where old addresses lead: looked up once for all of them, so that a folder with very many costs no more than reading it.
#[derive(Debug)]
pub struct OldAddresses<'c>(BTreeMap<&'c str, &'c Moved>);

impl<'c> OldAddresses<'c> {
    /// Of two that are the same, the first counts.
    fn of(moved: &'c [Moved]) -> OldAddresses<'c> {
        let mut first = BTreeMap::new();
        for moved in moved {
            first.entry(moved.from.as_str()).or_insert(moved);
        }
        OldAddresses(first)
    }

    /// Whether this is an old address.
    pub fn has(&self, address: &str) -> bool {
        self.0.contains_key(address)
    }

    /// Where an address beneath the campaign leads that is not there any more: old addresses are followed one after the other
    /// until there is something. Nothing when they lead nowhere, round in a circle, or on and on.
    pub fn leads_to(&self, address: &str, is_there: impl Fn(&str) -> bool) -> Option<String> {
        let mut at = address.to_owned();
        for _ in 0..MOST_STEPS {
            let target = self.0.get(at.as_str())?.target();
            let page = target.split('#').next().unwrap_or_default();
            if is_there(page) {
                return Some(target);
            }
            at = page.to_owned();
        }
        None
    }
}

impl About {
    /// The addresses that were printed once.
    pub fn old_addresses(&self) -> OldAddresses<'_> {
        OldAddresses::of(&self.moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::model::At;

    fn moved(from: &str, to: &str) -> Moved {
        let at = |text: &str| At {
            value: text.to_owned(),
            place: Place::start_of("campaign.toml"),
        };
        Moved {
            from: at(from),
            to: at(to),
        }
    }

    #[test]
    fn an_old_address_is_one_that_this_site_could_have_had() {
        for good in ["old/", "2018/see-the-signs/", "café/", "old.html/"] {
            assert_eq!(moved(good, "").fault(), None, "{good}");
        }
        for bad in [
            "old",
            "/old/",
            "",
            "/",
            "a//b/",
            "../a/",
            "a/./b/",
            "https://x.example/",
            "a#b/",
            "a?b/",
            "a%41/",
            ".git/",
            "media/old/",
            "embed/",
            "index.html/",
            "signs/Index.html/",
            "a/b/c/d/e/f/g/",
        ] {
            assert!(moved(bad, "").fault().is_some(), "{bad:?}");
        }
        assert!(moved(&format!("{}/", "a".repeat(120)), "").fault().is_some());
    }

    #[test]
    fn an_address_is_followed_to_its_end_and_not_for_ever() {
        let chain: Vec<Moved> = (0..200)
            .map(|number| moved(&format!("a{number}/"), &format!("a{}", number + 1)))
            .collect();
        let old = OldAddresses::of(&chain);
        let end = |address: &str| old.leads_to(address, |page| page == "a200/");
        assert_eq!(end("a199/").as_deref(), Some("a200/"));
        assert_eq!(end("a150/").as_deref(), Some("a200/"));
        assert_eq!(end("a149/"), None, "{MOST_STEPS} steps are enough for any page");
        assert_eq!(end("b/"), None);
    }

    #[test]
    fn of_two_that_are_the_same_the_first_counts() {
        let twice = [moved("a/", "signs"), moved("a/", "help")];
        let old = OldAddresses::of(&twice);
        assert!(old.has("a/") && !old.has("b/"));
        assert_eq!(old.leads_to("a/", |_| true).as_deref(), Some("signs/"));
    }

    #[test]
    fn a_target_is_written_as_links_write_it() {
        for (to, target) in [
            ("signs", "signs/"),
            ("/doors/7/", "doors/7/"),
            ("", ""),
            ("questions#alcohol", "questions/#alcohol"),
        ] {
            assert_eq!(moved("old/", to).target(), target);
        }
    }
}

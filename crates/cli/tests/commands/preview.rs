//! `hueandcry preview`.

use crate::{asked, copy, err, hueandcry, spoil};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A running preview, and what it says.
pub(crate) struct Running {
    child: Child,
    said: Receiver<String>,
    address: String,
}

impl Running {
    pub(crate) fn start(folder: &Path) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
            .arg("preview")
            .arg(folder)
            .args(["--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            stderr
                .lines()
                .map_while(Result::ok)
                .for_each(|line| _ = sender.send(line))
        });
        let mut running = Running {
            child,
            said,
            address: String::new(),
        };
        let open = running.wait_for("Open http://");
        let address = open.split("http://").nth(1).unwrap().split('/').next().unwrap();
        running.address = address.to_owned();
        running
    }

    /// The first line that has a text.
    pub(crate) fn wait_for(&self, text: &str) -> String {
        let mut before = String::new();
        loop {
            match self.said.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(text) => return line,
                Ok(line) => before = format!("{before}{line}\n"),
                Err(_) => panic!("it did not say {text:?}, but:\n{before}"),
            }
        }
    }

    pub(crate) fn get(&self, path: &str) -> String {
        asked(&self.address, &self.address, path)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn a_save_is_shown_and_a_fault_stands_on_its_page_while_the_last_good_page_stays() {
    let folder = copy();
    let preview = Running::start(folder.path());
    assert!(preview.get("/").contains("location: /now/merry-muletide/"));
    assert!(
        preview
            .get("/now/merry-muletide/act/")
            .contains("Nothing found on this page.")
    );
    spoil(
        folder.path(),
        "pages/act.md",
        "title = \"Let go",
        "title = \"Better: let go",
    );
    preview.wait_for("Shown as it was saved");
    assert!(preview.get("/now/merry-muletide/act/").contains("Better: let go"));
    spoil(
        folder.path(),
        "pages/act.md",
        "title = \"Better",
        "titel = \"Worse",
    );
    preview.wait_for("Shown as it was saved");
    let page = preview.get("/now/merry-muletide/act/");
    assert!(
        page.contains("Better: let go") && page.contains("cannot be read as it was saved"),
        "{page}"
    );
    assert!(
        page.contains("missing-field") && page.contains("pages/act.md, line"),
        "{page}"
    );
    assert!(
        preview
            .get("/preview/rules/missing-field")
            .contains("The rule missing-field")
    );
}

#[cfg(feature = "print")]
#[test]
fn what_cannot_be_printed_of_a_draft_is_found_soon_after_it_is_shown() {
    let folder = copy();
    let preview = Running::start(folder.path());
    let said = |page: &str| page.contains("posters/five-words.toml, line");
    assert!(!said(&preview.get("/preview/")));
    let act = "act = \"Five words for the group chat.";
    let long = format!("{act} {}", "And then say them again. ".repeat(60));
    spoil(folder.path(), "posters/five-words.toml", act, &long);
    preview.wait_for("In print, besides: errors 1");
    let overview = preview.get("/preview/");
    assert!(
        said(&overview) && overview.contains("no poster has room for them"),
        "{overview}"
    );
}

#[test]
fn a_folder_that_goes_away_leaves_its_pages_on_the_screen_and_that_is_said() {
    let place = copy();
    let folder = place.path().join("campaign");
    std::fs::create_dir(&folder).unwrap();
    crate::copy_into(&crate::muletide(), &folder);
    let preview = Running::start(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    preview.wait_for("What was there before stays");
    let page = preview.get("/now/merry-muletide/");
    assert!(
        page.contains("Just a bit of festive fun?") && page.contains("cannot be read"),
        "{page}"
    );
}

#[test]
fn what_the_site_lends_to_others_a_draft_does_not() {
    let folder = copy();
    let preview = Running::start(folder.path());
    let home = preview.get("/now/merry-muletide/");
    let picture = home
        .split("src=\"/now/")
        .nth(2)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(picture.ends_with(".svg"), "{picture}");
    for path in [
        format!("/now/{picture}"),
        "/now/merry-muletide/feed.json".to_owned(),
    ] {
        let answer = preview.get(&path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        let head = answer.split("\r\n\r\n").next().unwrap().to_lowercase();
        assert!(
            head.contains("cross-origin-resource-policy: same-origin"),
            "{path}: {head}"
        );
        assert!(
            !head.contains("access-control") && head.contains("no-store"),
            "{path}: {head}"
        );
    }
}

#[test]
fn a_campaign_with_errors_is_shown_and_the_words_that_may_not_appear_are_in_no_finding() {
    let folder = copy();
    std::fs::create_dir_all(folder.path().join("private")).unwrap();
    let restriction =
        "[[restriction]]\nid = \"school\"\nkind = \"court-order\"\nforbids = \"The name of a school.\"\n";
    std::fs::write(folder.path().join("restrictions.toml"), restriction).unwrap();
    let words = "[[words]]\nrestriction = \"school\"\nwords = [\"Zanzibar Academy\"]\n";
    std::fs::write(folder.path().join("private/words.toml"), words).unwrap();
    spoil(
        folder.path(),
        "pages/act.md",
        "title = \"",
        "Zanzibar_Academy = 1\ntitle = \"",
    );
    let preview = Running::start(folder.path());
    let page = preview.get("/now/merry-muletide/act/");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("restriction"),
        "{page}"
    );
    let overview = preview.get("/preview/");
    assert!(overview.contains("unknown-key"), "{overview}");
    for page in [page, overview] {
        let page = page.to_lowercase();
        assert!(!page.contains("zanzibar") && !page.contains("academy"), "{page}");
    }
}

#[test]
fn an_address_that_others_can_reach_or_a_folder_that_is_missing_is_told() {
    let output = hueandcry(&["preview", "campaigns", "--listen", "0.0.0.0:8090"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("--listen 127.0.0.1:8090"),
        "{}",
        err(&output)
    );
    let output = hueandcry(&["preview", "no/such/folder", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("there is no folder no/such/folder"));
}

//! Voices, press and film.

use crate::links::values;
use crate::{everything, input_of, make, text};
use campaign::{CampaignPath, ContentHash, Source};
use media::MediaKind;
use site::{Content, Interval, MediaFile, Mode, SiteInput};
use testkit::at;

const NOW: &str = "2026-12-04T12:00:00";

fn path(text: &str) -> CampaignPath {
    CampaignPath::new(text).unwrap()
}

/// The series as a real campaign, with these files put over it; `path +` adds to the end of a file.
fn real(files: &[(&str, &str)]) -> SiteInput {
    let mut source = testkit::merry_muletide();
    for file in ["pages/voices.md", "pages/press.md", "voices.toml"] {
        source.remove(&path(file));
    }
    let read = |source: &campaign::MemorySource, file: &CampaignPath| {
        String::from_utf8(source.read(file, 1 << 20).unwrap_or_default()).unwrap()
    };
    let about = path("campaign.toml");
    let toml = read(&source, &about).replace("worked_example = true", "");
    source.insert(about, toml.into_bytes());
    for (file, text) in files {
        let name = path(file.trim_end_matches(" +"));
        let before = if file.ends_with('+') {
            read(&source, &name) + "\n"
        } else {
            String::new()
        };
        source.insert(name, (before + text).into_bytes());
    }
    input_of(source, Mode::Live)
}

fn voice(id: &str, more: &str) -> String {
    format!(
        "[[voice]]\nid = \"{id}\"\noffice = \"the council's head of {id}\"\npartner = \"council\"\n\
         statement = \"Statement of {id}.\"\n{more}\n"
    )
}

#[test]
fn a_statement_is_shown_with_its_office_and_the_day_it_was_approved_and_never_before() {
    let voices = voice("schools", "approved = 2026-11-03\nname = \"A. Person\"") + &voice("press", "");
    let interval = make(&real(&[("voices.toml", &voices)]), at(NOW));
    let page = text(&interval, "/merry-muletide/voices/");
    assert!(page.contains("<blockquote><p>Statement of schools.</p></blockquote>"));
    assert!(
        page.contains("<cite>A. Person, the council&apos;s head of schools</cite>")
            || page.contains("<cite>A. Person, the council's head of schools</cite>")
    );
    assert!(page.contains("Approved on 3 November 2026."));
    assert!(
        !everything(&interval).contains("Statement of press."),
        "nobody has approved it"
    );
    assert!(text(&interval, "/merry-muletide/press/").contains("Statement of schools."));
}

#[test]
fn a_statement_that_the_page_has_itself_is_not_shown_twice() {
    let voices = voice("schools", "approved = 2026-11-03") + &voice("press", "approved = 2026-11-03");
    let page = "+++\ntitle = \"What partners say\"\n+++\n\nFirst:\n\n```voice\nid = \"press\"\n```\n";
    let interval = make(
        &real(&[("voices.toml", &voices), ("pages/voices.md", page)]),
        at(NOW),
    );
    let page = text(&interval, "/merry-muletide/voices/");
    assert_eq!(page.matches("Statement of press.").count(), 1);
    assert_eq!(page.matches("Statement of schools.").count(), 1);
}

#[test]
fn without_a_statement_there_is_no_page_and_nothing_leads_to_it() {
    let interval = make(&real(&[]), at(NOW));
    assert!(interval.get("/merry-muletide/voices/").is_none());
    assert!(!everything(&interval).contains("voices/"));
}

#[test]
fn a_page_of_statements_that_is_not_due_is_replaced_by_none() {
    let voices = voice("schools", "approved = 2026-11-03");
    let page = "+++\ntitle = \"What partners say\"\nnot_before = 2026-12-10T00:00:00\n+++\n\nSoon.\n";
    let input = real(&[("voices.toml", &voices), ("pages/voices.md", page)]);
    let interval = make(&input, at(NOW));
    assert!(interval.get("/merry-muletide/voices/").is_none());
    let all = everything(&interval);
    assert!(!all.contains("voices/") && !all.contains("Statement of schools."));
    let later = everything(&make(&input, at("2026-12-10T00:00:00")));
    assert_eq!(
        later.matches("Statement of schools.").count(),
        2,
        "on its page, and for the press"
    );
}

#[test]
fn an_editor_reads_first_what_may_not_be_published() {
    let restrictions = "[[restriction]]\nid = \"a\"\nkind = \"court-order\"\nforbids = \"Anything that names the school.\"\nuntil = 2027-01-31\n\
                        [[restriction]]\nid = \"b\"\nkind = \"safeguarding\"\nforbids = \"The street.\"\nuntil = 2026-12-03\n";
    let contact = "press_contact = \"In office hours, 01702 215000\"\nkind = \"council\"\n";
    let mut source = real(&[("restrictions.toml", restrictions)]);
    let page = text(&make(&source, at(NOW)), "/merry-muletide/press/");
    let main = page.split("<main").nth(1).unwrap();
    let first = main.find("<h2").unwrap();
    assert!(
        main[first..].starts_with("<h2 id=\"press-not\">"),
        "{}",
        &main[first..first + 80]
    );
    assert!(main.contains("Anything that names the school.") && main.contains("Until 31 January 2027."));
    assert!(!main.contains("The street."), "it is over");
    assert!(main.contains("Nobody is named here who answers the press."));
    for part in [
        "In short",
        "Facts, with their sources",
        "What has been reported",
        "What you may use",
        "Code to copy",
    ] {
        assert!(main.contains(part), "{part}");
    }
    source = with(&source_text("campaign.toml").replacen("kind = \"council\"\n", contact, 1));
    assert!(
        text(&make(&source, at(NOW)), "/merry-muletide/press/")
            .contains("<dd>In office hours, 01702 215000</dd>")
    );
}

fn source_text(file: &str) -> String {
    String::from_utf8(testkit::merry_muletide().read(&path(file), 1 << 20).unwrap()).unwrap()
}

fn with(about: &str) -> SiteInput {
    let mut source = testkit::merry_muletide();
    source.insert(path("campaign.toml"), about.to_owned().into_bytes());
    input_of(source, Mode::Live)
}

const FILM: &str = "[[film]]\nfile = \"media/film.mp4\"\nalt = \"A girl waits for a train at night.\"\n\
                    captions = \"media/film.vtt\"\ntranscript = \"media/film.txt\"\ndescription = \"media/described.mp3\"\n\
                    still = \"media/link-child.svg\"\ncredit = \"The council\"\n";

/// A campaign with a film, and with a page for it or none.
fn with_a_film(page: Option<&str>) -> SiteInput {
    let mut files = vec![
        ("media/media.toml +", FILM),
        ("media/film.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nHello?\n"),
        (
            "media/film.txt",
            "[A platform at night.]\n\nGirl: “Who’s there?”\nVoice: Nobody.\n",
        ),
    ];
    files.extend(page.map(|page| ("pages/film.md", page)));
    let mut input = real(&files);
    for (name, kind) in [("film.mp4", MediaKind::Mp4), ("described.mp3", MediaKind::Mp3)] {
        let file = MediaFile {
            kind,
            hash: ContentHash::of(name.as_bytes()),
            size_bytes: 9,
            bytes: None,
            facts: None,
            encoded: Vec::new(),
        };
        crate::only(&mut input)
            .media
            .insert(path(&format!("media/{name}")), file);
    }
    input
}

/// What is read in pieces, but for the study's numbers and report, which are always there.
fn films(interval: &Interval) -> Vec<&str> {
    let is_film = |content: &Content| match content {
        Content::Stream { path, .. } => path.parts().next() != Some("worked"),
        _ => false,
    };
    let films = interval
        .artefacts
        .iter()
        .filter(|(_, artefact)| is_film(&artefact.content));
    films.map(|(address, _)| &**address).collect()
}

#[test]
fn a_film_waits_for_the_button_and_can_be_read() {
    let page =
        "+++\ntitle = \"The last train\"\ncontent_note = \"A child is frightened.\"\n+++\n\nTwo minutes.\n";
    let interval = make(&with_a_film(Some(page)), at(NOW));
    let page = text(&interval, "/merry-muletide/film/");
    let player = page
        .split("<video")
        .nth(1)
        .unwrap()
        .split("</video>")
        .next()
        .unwrap();
    assert!(player.contains(" controls") && !player.contains("autoplay"));
    assert_eq!(values(player, "preload"), ["none"]);
    assert_eq!(values(player, "type"), ["video/mp4"]);
    assert_eq!(values(player, "kind"), ["captions"]);
    assert_eq!(values(player, "srclang"), ["en-GB"]);
    for address in values(player, "src").into_iter().chain(values(player, "poster")) {
        assert!(interval.get(address).is_some(), "{address} is not there");
    }
    assert!(
        page.contains(
            "<audio controls preload=\"none\" aria-label=\"With a voice that says what is to be seen\""
        ),
        "the described version is sound alone"
    );
    assert!(page.contains("<summary>What is said and seen, as text</summary>"));
    assert!(page.contains("<p>Girl: “Who’s there?”<br>\nVoice: Nobody.</p>"));
    let note = page.find("A child is frightened.").unwrap();
    assert!(
        note < page.find("<video").unwrap(),
        "the note comes after the film"
    );
    let policy = format!("{:?}", interval.get("/merry-muletide/film/").unwrap().policy);
    assert!(policy.contains("media-src 'self'"), "{policy}");
    assert!(text(&interval, "/merry-muletide/").contains("\">The film</a>"));
    assert!(text(&interval, "/merry-muletide/feed.atom").contains("/film/"));
}

#[test]
fn a_film_without_a_page_of_its_own_is_given_one_and_no_film_none() {
    let interval = make(&with_a_film(None), at(NOW));
    assert!(text(&interval, "/merry-muletide/film/").contains("<h1>The film</h1>"));
    let without = make(&real(&[]), at(NOW));
    assert!(without.get("/merry-muletide/film/").is_none());
    assert!(!everything(&without).contains("film/"));
}

#[test]
fn a_film_is_not_to_be_had_before_its_page() {
    let page = "+++\ntitle = \"The last train\"\nnot_before = 2026-12-10T00:00:00\n+++\n\nTwo minutes.\n";
    let input = with_a_film(Some(page));
    let before = make(&input, at(NOW));
    assert_eq!(films(&before), Vec::<&str>::new());
    for trace in ["film", "last train", "described"] {
        assert!(
            !everything(&before).to_lowercase().contains(trace),
            "{trace} can be found before its day"
        );
    }
    let after = make(&input, at("2026-12-10T00:00:00"));
    assert_eq!(films(&after).len(), 4, "{:?}", films(&after));
}

#[test]
fn a_film_without_captions_is_not_to_be_had_before_its_page_either() {
    let page = "+++\ntitle = \"The last train\"\nnot_before = 2026-12-10T00:00:00\n+++\n\nTwo minutes.\n";
    let mut input = with_a_film(Some(page));
    for film in &mut crate::only(&mut input).campaign.media {
        (film.captions, film.transcript) = (None, None);
    }
    let had = films(&make(&input, at(NOW))).join(" ");
    assert!(!had.contains(".mp4") && !had.contains(".mp3"), "{had}");
}

#[test]
fn a_statement_waits_for_the_only_page_on_which_it_stands() {
    let voices = voice("schools", "approved = 2026-11-03") + &voice("trains", "approved = 2026-11-03");
    let door =
        "+++\ntitle = \"A door\"\nnot_before = 2026-12-10T00:00:00\n+++\n\n```voice\nid = \"schools\"\n```\n";
    let mut files = vec![("voices.toml", voices.as_str()), ("pages/later.md", door)];
    let input = real(&files);
    let before = make(&input, at(NOW));
    assert!(!everything(&before).contains("Statement of schools."));
    assert!(text(&before, "/merry-muletide/press/").contains("Statement of trains."));
    let after = make(&input, at("2026-12-10T00:00:00"));
    for page in ["later", "press", "voices"] {
        let page = text(&after, &format!("/merry-muletide/{page}/"));
        assert!(page.contains("Statement of schools."));
    }
    let now = "+++\ntitle = \"Now\"\n+++\n\n```voice\nid = \"schools\"\n```\n";
    files.push(("pages/now.md", now));
    let both = make(&real(&files), at(NOW));
    assert!(text(&both, "/merry-muletide/press/").contains("Statement of schools."));
}

#[test]
fn the_press_room_is_made_again_on_the_day_of_a_statement_and_after_a_restriction() {
    let restriction = "[[restriction]]\nid = \"a\"\nkind = \"safeguarding\"\nforbids = \"The street.\"\nuntil = 2026-12-06\n";
    let voices = voice("schools", "approved = 2026-12-06");
    let mut input = real(&[("restrictions.toml", restriction), ("voices.toml", &voices)]);
    let campaign = &mut crate::only(&mut input).campaign;
    campaign.help.clear();
    campaign.pages.retain(|page| page.not_before.is_none());
    let mut changes = Vec::new();
    let mut interval = make(&input, at("2026-12-05T12:00:00"));
    for _ in 0..2 {
        let press = text(&interval, "/merry-muletide/press/");
        changes.push((
            press.contains("The street."),
            press.contains("Statement of schools."),
        ));
        interval = make(&input, interval.until.unwrap());
    }
    let press = text(&interval, "/merry-muletide/press/");
    changes.push((
        press.contains("The street."),
        press.contains("Statement of schools."),
    ));
    assert_eq!(changes, [(true, false), (true, true), (false, true)]);
}

#[test]
fn a_sheet_that_only_a_page_of_another_day_links_is_not_to_be_had_before_it() {
    let page = "+++\ntitle = \"For schools\"\nnot_before = 2026-12-10T00:00:00\n+++\n\n- [A sheet](media/sheet.pdf)\n";
    let mut input = real(&[("pages/schools.md", page)]);
    let sheet = MediaFile {
        kind: MediaKind::Pdf,
        hash: ContentHash::of(b"sheet"),
        size_bytes: 5,
        bytes: None,
        facts: None,
        encoded: Vec::new(),
    };
    crate::only(&mut input)
        .media
        .insert(path("media/sheet.pdf"), sheet);
    assert_eq!(films(&make(&input, at(NOW))).len(), 0);
    assert_eq!(films(&make(&input, at("2026-12-10T00:00:00"))).len(), 1);
}

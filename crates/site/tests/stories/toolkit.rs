//! What partners are given: it can be checked by itself, and holds nothing before its day.

use crate::input_of;
use campaign::{CampaignPath, ContentHash, Diagnostic, MemorySource, SectorId, Source};
use jiff::Timestamp;
use serde_json::Value;
use site::{Interval, Job, Mode, Order, SiteInput, Workshop};
use std::io::{Cursor, Read};
use std::sync::Arc;
use testkit::{FakePress, at, found_at, load, merry_muletide, unzip, with_a_waiting_poster};

const DOOR_SEVEN: &str = "2026-12-07T12:00:00";

fn input(source: MemorySource) -> SiteInput {
    SiteInput {
        press: Some(Arc::new(FakePress::default())),
        ..input_of(source, Mode::Static)
    }
}

fn order(source: MemorySource, now: Timestamp, sector: Option<&str>) -> Order {
    let input = input(source);
    let workshop = Workshop::new(&input, input.campaigns[0].clone(), now);
    let job = Job::Toolkit {
        sector: sector.map(Into::into),
    };
    Order::new(&Arc::new(workshop), job)
}

fn zip(source: MemorySource, now: Timestamp, sector: Option<&str>) -> Vec<u8> {
    order(source, now, sector).make().unwrap().to_vec()
}

fn path(text: &str) -> CampaignPath {
    CampaignPath::new(text).unwrap()
}

fn with(mut source: MemorySource, files: &[(&str, &str)]) -> MemorySource {
    for (name, text) in files {
        source.insert(path(name), text.as_bytes());
    }
    source
}

fn with_more(mut source: MemorySource, file: &str, text: &str) -> MemorySource {
    let before = source.read(&path(file), 1 << 20).unwrap_or_default();
    let text = String::from_utf8(before).unwrap() + text;
    source.insert(path(file), text.into_bytes());
    source
}

fn text(folder: &MemorySource, name: &str) -> String {
    let bytes = folder.read(&path(name), u64::MAX);
    String::from_utf8(bytes.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap()
}

fn names(folder: &MemorySource) -> Vec<String> {
    let entries = folder.list().unwrap().entries;
    entries.iter().map(|entry| entry.path.to_string()).collect()
}

/// Everything in a toolkit, names and contents, in small letters.
fn everything(folder: &MemorySource) -> String {
    let files = names(folder).into_iter().map(|name| {
        let bytes = folder.read(&path(&name), u64::MAX).unwrap();
        format!("{name}\n{}\n", String::from_utf8_lossy(&bytes))
    });
    files.collect::<String>().to_lowercase()
}

fn manifest(folder: &MemorySource) -> Value {
    serde_json::from_str(&text(folder, "toolkit/manifest.json")).unwrap()
}

fn interval(source: MemorySource, now: Timestamp) -> Interval {
    site::make(&input(source), now, None)
}

/// What `check` says of a pack and does not say of the whole campaign on that day. Lines differ, because comments are gone.
fn found_in_pack_alone(whole: &MemorySource, pack: MemorySource, now: Timestamp) -> Vec<Diagnostic> {
    let of_whole = found_at(whole.clone(), now);
    let mut found = found_at(pack, now);
    found.retain(|one| {
        !of_whole.iter().any(|other| {
            other.rule == one.rule && other.place.file == one.place.file && other.message == one.message
        })
    });
    found
}

#[test]
fn it_is_a_campaign_that_checks_as_clean_as_the_whole_on_any_day() {
    for (id, source) in testkit::series() {
        for day in ["2026-11-28T12:00:00", DOOR_SEVEN, "2026-12-24T12:00:00"] {
            let now = at(day);
            let pack = unzip(&zip(source.clone(), now, None));
            assert_eq!(found_in_pack_alone(&source, pack, now), [], "{id} on {day}");
        }
        let now = at("2026-11-28T12:00:00");
        let pack = unzip(&zip(source.clone(), now, None));
        assert_eq!(found_at(pack, now), [], "{id}");
    }
}

#[test]
fn the_same_edition_on_the_same_day_is_the_same_bytes_and_read_by_itself_it_is_what_its_manifest_says() {
    let now = at(DOOR_SEVEN);
    let first = zip(merry_muletide(), now, None);
    assert_eq!(first, zip(merry_muletide(), at("2026-12-07T23:59:59"), None));
    assert_ne!(first, zip(merry_muletide(), at("2026-12-08T00:00:00"), None));
    let folder = unzip(&first);
    let manifest = manifest(&folder);
    assert_eq!(
        manifest["edition"],
        load(merry_muletide()).edition.hash.to_string()
    );
    assert_eq!(manifest["pack_edition"], load(folder).edition.hash.to_string());
    assert_eq!(manifest["as_of"], "2026-12-07");
}

#[test]
fn the_manifest_lists_every_file_with_its_hash_and_its_item() {
    let folder = unzip(&zip(merry_muletide(), at(DOOR_SEVEN), None));
    let manifest = manifest(&folder);
    let listed: Vec<&Value> = manifest["files"].as_array().unwrap().iter().collect();
    let mut found: Vec<&str> = listed.iter().map(|file| file["path"].as_str().unwrap()).collect();
    found.extend(["toolkit/manifest.json", "toolkit/manifest.txt"]);
    found.sort_unstable();
    assert_eq!(found, names(&folder));
    for file in &listed {
        let bytes = folder
            .read(&path(file["path"].as_str().unwrap()), u64::MAX)
            .unwrap();
        assert_eq!(file["blake3"], ContentHash::of(&bytes).to_string());
        assert_eq!(file["bytes"], bytes.len());
    }
    let from = |name: &str| {
        let file = listed.iter().find(|file| file["path"] == name).unwrap();
        let items = file["from"].as_array().unwrap();
        assert!(
            items
                .iter()
                .all(|item| item["hash"].as_str().is_some_and(|hash| hash.len() == 64)),
            "{name}"
        );
        items
            .iter()
            .map(|item| item["item"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(from("toolkit/posters/let-go/a4.pdf"), ["poster let-go"]);
    assert_eq!(from("pages/doors/07.md"), ["pages/doors/07.md"]);
    assert_eq!(
        from("toolkit/press/release/release.docx"),
        ["pages/press/release.md"]
    );
    assert!(text(&folder, "toolkit/posts.csv").contains(",cards/post-launch/share.png,"));
    let alts = text(&folder, "toolkit/alt-texts.csv");
    for picture in found
        .iter()
        .filter(|path| path.starts_with("toolkit/") && path.ends_with(".png"))
    {
        let name = picture.strip_prefix("toolkit/").unwrap();
        assert!(alts.contains(&format!("\n{name},")), "{name} has no text");
    }
    assert!(from("media/hero.svg").contains(&"post launch".to_owned()));
    assert_eq!(from("toolkit/sectors/taxis.html"), ["sector taxis"]);
    assert!(text(&folder, "toolkit/manifest.txt").contains("toolkit/posters/let-go/a4.pdf"));
}

#[test]
fn what_is_not_due_is_in_no_file_and_in_no_name() {
    let later = "[[post]]\nid = \"sesame\"\nchannel = \"Ours\"\nat = 2026-12-08T00:00:00\ncopy = \"Sesame, says the post.\"\naudience = \"parents\"\n";
    let fact = "[[fact]]\nid = \"opened\"\nvalue = \"7,654\"\nunit = \"sesame rolls\"\ndefinition = \"d\"\nperiod = \"2025\"\npublisher = \"Sesame House\"\nurl = \"https://sesame.example/\"\nchecked = 2026-11-20\n";
    let page = "+++\ntitle = \"Sesame\"\nhelp = [\"childline\"]\npicture = \"media/sesame.svg\"\nnot_before = 2026-12-08\n+++\n\n[7,654](fact:opened)\n";
    let picture = "[[picture]]\nfile = \"media/sesame.svg\"\nalt = \"A sesame seed.\"\n";
    let link =
        "\nSoon: [what **opens** next](page:sesame).\n\n```act\nlabel = \"Go on\"\npage = \"sesame\"\n```\n";
    let source = with_more(merry_muletide(), "posts.toml", &format!("# sesame, too\n{later}"));
    let source = with_more(source, "facts.toml", fact);
    let source = with_more(source, "media/media.toml", picture);
    let source = with_more(source, "pages/questions.md", link);
    let source = with_more(source, "placements.csv", "SES1,post,By the door,sesame\n");
    let svg = source.read(&path("media/hero.svg"), 1 << 20).unwrap();
    let mut source = with(source, &[("pages/sesame.md", page)]);
    source.insert(path("media/sesame.svg"), svg);
    let now = at(DOOR_SEVEN);
    let folder = unzip(&zip(source.clone(), now, None));
    let all = everything(&folder);
    assert!(!all.contains("sesame"), "{}", around(&all, "sesame"));
    let questions = text(&folder, "pages/questions.md");
    assert!(questions.contains("Soon: what **opens** next.") && !questions.contains("Go on"));
    assert_eq!(found_in_pack_alone(&source, folder, now), []);
    let after = at("2026-12-08T00:00:00");
    let folder = unzip(&zip(source, after, None));
    for name in ["pages/sesame.md", "media/sesame.svg"] {
        assert!(names(&folder).contains(&name.to_owned()), "{name}");
    }
    assert!(text(&folder, "toolkit/posts.csv").contains("Sesame, says the post."));
}

fn around(all: &str, word: &str) -> String {
    let at = all.find(word).unwrap_or(0);
    all.chars().skip(at.saturating_sub(200)).take(400).collect()
}

#[test]
fn doors_that_are_not_due_are_counted_and_not_named() {
    let folder = unzip(&zip(merry_muletide(), at(DOOR_SEVEN), None));
    let names = names(&folder);
    assert!(names.contains(&"pages/doors/07.md".to_owned()));
    assert!(
        !names
            .iter()
            .any(|name| name.contains("door-08") || name.contains("doors/08") || name.contains("door-8"))
    );
    assert_eq!(manifest(&folder)["left_out"]["pages"], 17);
}

#[test]
fn nothing_private_and_no_code_of_a_place_goes_along() {
    let words = "[[words]]\nrestriction = \"r\"\nwords = [\"Ravenscroft\"]\n";
    let restriction =
        "[[restriction]]\nid = \"r\"\nkind = \"court-order\"\nforbids = \"anything that names the school\"\n";
    let source = with(merry_muletide(), &[("private/words.toml", words)]);
    let source = with_more(source, "restrictions.toml", restriction);
    let code = load(merry_muletide()).campaign.unwrap().placements[0]
        .code
        .to_string();
    let folder = unzip(&zip(source, at(DOOR_SEVEN), None));
    let all = everything(&folder);
    assert!(!all.contains("ravenscroft") && !all.contains("private/"));
    assert!(!names(&folder).contains(&"placements.csv".to_owned()));
    assert!(!all.contains(&format!("/q/{}", code.to_lowercase())));
    let first = text(&folder, "toolkit/index.txt");
    let (forbidden, how) = (
        first.find("anything that names the school"),
        first.find("How to use this"),
    );
    assert!(forbidden.is_some() && forbidden < how, "{first}");
}

#[test]
fn an_embargoed_campaign_has_no_toolkit_and_an_empty_one_has_none() {
    let source = merry_muletide();
    let about = String::from_utf8(source.read(&path("campaign.toml"), 1 << 20).unwrap()).unwrap();
    let embargoed = about.replacen("starts = ", "embargo = 2026-11-20T06:00:00\nstarts = ", 1);
    let source = with(source, &[("campaign.toml", &embargoed)]);
    let has = |source: &MemorySource, now: &str| {
        let interval = interval(source.clone(), at(now));
        interval
            .artefacts
            .keys()
            .any(|address| address.contains("toolkit"))
    };
    assert!(!has(&source, "2026-11-20T05:59:59"));
    assert!(has(&source, "2026-11-20T06:00:00"));
    let empty = with(merry_muletide(), &[("toolkit.toml", "")]);
    assert!(!has(&empty, DOOR_SEVEN));
}

#[test]
fn each_sector_gets_what_it_can_use() {
    let of = |sector: &str| unzip(&zip(with_a_waiting_poster(), at(DOOR_SEVEN), Some(sector)));
    let (taxis, schools) = (of("taxis"), of("schools"));
    assert!(text(&taxis, "toolkit/copy.txt").contains("Message to drivers"));
    assert!(!text(&schools, "toolkit/copy.txt").contains("Message to drivers"));
    let has = |folder: &MemorySource, name: &str| names(folder).contains(&name.to_owned());
    assert!(has(&schools, "toolkit/sheets/lesson.html") && !has(&taxis, "toolkit/sheets/lesson.html"));
    assert!(has(&taxis, "toolkit/sectors/taxis.html") && !has(&taxis, "toolkit/sectors/rail.html"));
    assert!(!has(&taxis, "toolkit/posters/let-go/a4.pdf"));
    assert!(
        !has(&taxis, "posters/are-you-all-right.toml"),
        "its picture is behind a door that is shut"
    );
    let late = unzip(&zip(
        with_a_waiting_poster(),
        at("2026-12-24T12:00:00"),
        Some("taxis"),
    ));
    assert!(has(&late, "toolkit/posters/are-you-all-right/a4.pdf"));
    let notes = text(&taxis, "toolkit/sectors/taxis.txt");
    assert!(
        notes.contains("Home Office") && notes.contains("One sign proves nothing"),
        "{notes}"
    );
    // The pack beside it is the whole campaign for everybody.
    assert_eq!(
        manifest(&taxis)["pack_edition"],
        manifest(&schools)["pack_edition"]
    );
    assert_eq!(manifest(&taxis)["sector"], "taxis");
    let unknown = order(merry_muletide(), at(DOOR_SEVEN), Some("ships"))
        .make()
        .unwrap_err();
    assert_eq!(unknown[0].place.file, "toolkit.toml");
}

#[test]
fn a_sector_whose_posters_all_wait_is_given_none_by_the_pack_either() {
    let now = at("2026-11-28T12:00:00");
    let source = with_a_waiting_poster();
    let pack = unzip(&zip(source.clone(), now, Some("taxis")));
    let read_again = load(pack.clone()).campaign.unwrap();
    let of = |sector: &str| {
        read_again
            .toolkit
            .sector(&SectorId::new(sector).unwrap())
            .unwrap()
    };
    assert_eq!(of("taxis").posters.as_ref().map(Vec::len), Some(0));
    assert!(
        of("licensed-premises")
            .posters
            .as_ref()
            .is_some_and(|all| all.len() == 2)
    );
    assert_eq!(found_in_pack_alone(&source, pack.clone(), now), []);
    // Whoever takes the pack up makes toolkits of it, in which the sector has no poster that is not its own.
    let again = unzip(&zip(pack, now, Some("taxis")));
    let posters = |folder: &MemorySource| {
        names(folder)
            .into_iter()
            .filter(|name| name.starts_with("toolkit/posters/"))
            .count()
    };
    assert_eq!(posters(&again), 0);
    let later = unzip(&zip(source, at("2026-12-24T12:00:00"), Some("taxis")));
    assert!(posters(&later) > 0);
}

#[test]
fn a_lesson_is_whole_on_paper() {
    for (id, source) in testkit::series() {
        let folder = unzip(&zip(source, at(DOOR_SEVEN), Some("schools")));
        let lesson = text(&folder, "toolkit/sheets/lesson.txt");
        assert!(lesson.contains("safeguarding"), "{id}");
        assert!(lesson.contains("ring 999"), "{id}");
        let page = text(&folder, "toolkit/sheets/lesson.html");
        assert!(
            !page.contains("page:") && !page.contains("fact:") && !page.contains("<script"),
            "{id}"
        );
    }
}

#[test]
fn a_table_calculates_nothing() {
    let post = "[[post]]\nid = \"evil\"\nchannel = \"@SUM(A1)\"\nat = 2026-12-01T00:00:00\ncopy = \"=HYPERLINK(1)\"\naudience = \"parents\"\n";
    let source = with_more(merry_muletide(), "posts.toml", post);
    let posts = text(&unzip(&zip(source, at(DOOR_SEVEN), None)), "toolkit/posts.csv");
    let row = posts.lines().find(|line| line.contains("HYPERLINK")).unwrap();
    assert_eq!(
        row,
        "2026-12-01,00:00,'@SUM(A1),'=HYPERLINK(1),,,https://example.org/merry-muletide/"
    );
}

#[test]
fn a_persons_picture_goes_along_only_where_the_form_says_so() {
    let svg = merry_muletide().read(&path("media/hero.svg"), 1 << 20).unwrap();
    let made = |places: &str, withdrawn: &str| {
        let consent = format!(
            "[[consent]]\nid = \"speaker\"\nreference = \"cabinet 4\"\nscope = \"her picture\"\nplaces = [{places}]\nexpires = 2027-12-31\n{withdrawn}"
        );
        let picture =
            "[[picture]]\nfile = \"media/speaker.svg\"\nalt = \"A speaker.\"\nconsent = \"speaker\"\n";
        let source = with_more(merry_muletide(), "media/media.toml", picture);
        let source = with_more(
            source,
            "pages/questions.md",
            "\n![](media/speaker.svg)\n\nSo ![she said](media/speaker.svg) it.\n",
        );
        let mut source = with(source, &[("consents.toml", &consent)]);
        source.insert(path("media/speaker.svg"), svg.clone());
        unzip(&zip(source, at(DOOR_SEVEN), None))
    };
    for (places, withdrawn) in [
        ("\"this website\"", ""),
        ("\"the partner toolkit\"", "withdrawn = 2026-12-07\n"),
    ] {
        let folder = made(places, withdrawn);
        assert!(!everything(&folder).contains("speaker"), "{places}");
        assert!(text(&folder, "pages/questions.md").contains("So she said it."));
    }
    let folder = made("\"this website\", \"the partner toolkit\"", "");
    assert!(names(&folder).contains(&"media/speaker.svg".to_owned()));
    assert!(
        !everything(&folder).contains("cabinet 4"),
        "where the form is kept is nobody else's business"
    );
    let files = manifest(&folder)["files"].clone();
    let files = files.as_array().unwrap();
    let picture = files
        .iter()
        .find(|file| file["path"] == "media/speaker.svg")
        .unwrap();
    assert_eq!(picture["consent"], "speaker");
}

/// A film that is no film, and that no memory could hold twice.
const FILM_BYTES: u64 = 40 << 20;

fn film_source() -> (MemorySource, Vec<u8>) {
    let mut film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    film.resize(usize::try_from(FILM_BYTES).unwrap(), 7);
    let entry = "[[film]]\nfile = \"media/film.mp4\"\nalt = \"A door opens.\"\ncaptions = \"media/film.vtt\"\ntranscript = \"media/film.txt\"\n";
    let mut source = with_more(merry_muletide(), "media/media.toml", entry);
    source = with(
        source,
        &[
            (
                "media/film.vtt",
                "WEBVTT\n\n00:00.000 --> 00:02.000\nA door opens.\n",
            ),
            ("media/film.txt", "A door opens.\n"),
        ],
    );
    source.insert(path("media/film.mp4"), film.clone());
    source = with_more(
        source,
        "pages/questions.md",
        "\nSee [the film](page:film) and [download it](media/film.mp4).\n",
    );
    (source, film)
}

#[test]
fn a_film_is_linked_by_a_server_and_goes_along_in_pieces_from_a_build() {
    let (source, film) = film_source();
    let now = at(DOOR_SEVEN);
    let linked = unzip(&zip(source.clone(), now, None));
    assert!(!names(&linked).contains(&"media/film.mp4".to_owned()));
    let named = &manifest(&linked)["left_out"]["linked"][0];
    assert_eq!(named["blake3"], ContentHash::of(&film).to_string());
    assert!(
        named["address"]
            .as_str()
            .unwrap()
            .starts_with("https://example.org/merry-muletide/media/film.")
    );
    assert!(text(&linked, "pages/questions.md").contains("See the film and download it."));
    assert_eq!(found_in_pack_alone(&source, linked, now), []);

    let open = |_: &CampaignPath| -> std::io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(film.clone())))
    };
    let mut out = Cursor::new(Vec::new());
    order(source, now, None).write(&open, &mut out).unwrap();
    let whole = unzip(out.get_ref());
    assert_eq!(whole.read(&path("media/film.mp4"), u64::MAX).unwrap(), film);
    assert!(text(&whole, "toolkit/films.txt").contains("../media/film.vtt"));
    assert_eq!(
        manifest(&whole)["pack_edition"],
        load(whole).edition.hash.to_string()
    );
}

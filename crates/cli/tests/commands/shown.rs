//! What the program shows of itself: `hueandcry licences`, `completions` and `man`.

use crate::{err, hueandcry, out};
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn the_licences_are_shown_ours_first_and_every_part_s_with_its_text() {
    let output = hueandcry(&["licences"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    assert!(
        text.starts_with("Hue and Cry is free software"),
        "{}",
        &text[..200]
    );
    for part in [
        "GNU AFFERO GENERAL PUBLIC LICENSE",
        "in part on the work of the Independent JPEG Group",
        "\nrav1e 0.8.1\n    Licence: BSD-2-Clause\n",
        "Copyright (c) 2017-2023, the rav1e contributors",
        "\nrust-standard-library ",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
        .arg("licences")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 11];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    assert_eq!(&first, b"Hue and Cry");
}

#[test]
fn every_page_of_the_manual_can_be_had_alone_or_all_of_them_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let man = folder.path().join("man");
    let output = hueandcry(&["man", "--out", man.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let mut names: Vec<String> = std::fs::read_dir(&man)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in ["hueandcry.1", "hueandcry-check.1", "hueandcry-serve.1"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
    assert_eq!(
        out(&hueandcry(&["man"])),
        std::fs::read_to_string(man.join("hueandcry.1")).unwrap()
    );
    assert_eq!(
        out(&hueandcry(&["man", "serve"])),
        std::fs::read_to_string(man.join("hueandcry-serve.1")).unwrap()
    );
}

#[test]
fn a_page_that_is_not_there_gives_two_and_says_what_to_do() {
    let output = hueandcry(&["man", "serv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("there is no page hueandcry-serv: hueandcry --help lists"),
        "{}",
        err(&output)
    );
    let output = hueandcry(&["completions", "csh"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("fish"), "{}", err(&output));
}

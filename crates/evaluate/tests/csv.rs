//! Panels from files: what is read, and every fault with its line.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests stops at what it did not expect"
)]

use evaluate::panel::{Columns, Faults, Outcome, Panel, Time, Treatment, read_csv};
use proptest::prelude::*;

fn columns(treatment: Treatment) -> Columns {
    Columns {
        area: "area".into(),
        time: "time".into(),
        outcome: Outcome::Value("y".into()),
        treatment,
        covariates: vec![],
        weight: None,
        separator: None,
    }
}

fn treated() -> Columns {
    columns(Treatment::Treated("d".into()))
}

fn read(text: &str, columns: &Columns) -> Result<Panel, Faults> {
    read_csv(&mut text.as_bytes(), columns).map(|read| read.panel)
}

fn faults(text: &str, columns: &Columns) -> Vec<String> {
    read(text, columns)
        .unwrap_err()
        .faults
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn rows_in_any_order_give_the_same_panel() {
    let sorted = "area,time,y,d\nA,1,1,0\nA,2,2,1\nB,1,3,0\nB,2,4,0\n";
    let mixed = "area,time,y,d\nB,2,4,0\nA,2,2,1\nB,1,3,0\nA,1,1,0\n";
    let panel = read(sorted, &treated()).unwrap();
    assert_eq!(panel.outcome.data(), [1.0, 2.0, 3.0, 4.0]);
    assert_eq!(panel.starts, [Some(1), None]);
    assert_eq!(read(mixed, &treated()).unwrap(), panel);
}

#[test]
fn semicolons_tabs_quotes_crlf_and_a_byte_order_mark_are_read() {
    let comma = read("area,time,y,d\n\"A, b\",1,1,0\n", &treated()).unwrap();
    assert_eq!(comma.units, ["A, b"]);
    assert_eq!(
        read("\u{feff}area;time;y;d\r\n\"A, b\";1;1;0\r\n", &treated()).unwrap(),
        comma
    );
    assert_eq!(
        read("area\ttime\ty\td\nA, b\t1.0\t1\t0\n", &treated()).unwrap(),
        comma
    );
}

#[test]
fn a_missing_line_and_an_empty_field_are_gaps() {
    let panel = read("area,time,y,d\nA,1,,0\nA,2,2,0\nB,2,NA,0\n", &treated()).unwrap();
    assert_eq!(panel.gaps, [(0, 0), (1, 0), (1, 1)]);
    assert!(panel.checked().is_ok());
    assert!(!panel.is_balanced());
}

#[test]
fn a_count_and_its_denominator_make_a_rate() {
    let mut rate = treated();
    rate.outcome = Outcome::Rate {
        count: "y".into(),
        denominator: "people".into(),
        per: 1000.0,
    };
    rate.weight = Some("people".into());
    let panel = read("area,time,y,d,people\nA,1,5,0,500\nA,2,8,1,500\n", &rate).unwrap();
    assert_eq!(panel.outcome.data(), [10.0, 16.0]);
    assert_eq!(panel.weights, Some(vec![500.0]));
    assert_eq!(
        faults("area,time,y,d,people\nA,1,-5,0,0\n", &rate),
        [
            "A, people: “A” has no weight above 0. Give it one.",
            "line 2, y: A count cannot be negative. Check the column.",
            "line 2, people: The denominator must be above 0. Check the column.",
        ]
        .map(|text| text.replace("A, people", "people"))
    );
}

#[test]
fn starts_come_from_a_column_or_from_outside() {
    let file = "area,time,y,first\nA,2003,1,2004\nA,2004,1,2004\nB,2003,1,0\nB,2004,1,0\nC,2003,1,2010\nC,2004,1,2010\n";
    let panel = read(file, &columns(Treatment::Start("first".into()))).unwrap();
    assert_eq!(panel.starts, [Some(1), None, None]);
    let given = Treatment::Given(vec![("B".into(), Time::Number(2003.5))]);
    assert_eq!(read(file, &columns(given)).unwrap().starts, [None, Some(1), None]);
    let wrong = Treatment::Given(vec![
        ("b".into(), Time::Number(2004.0)),
        ("D".into(), Time::parse("2004-01").unwrap()),
    ]);
    assert_eq!(
        faults(file, &columns(wrong)),
        [
            "The treated area “b” is not in the file. Did you mean “B”?",
            "“D” starts at 2004-01-01, and the file's times are written in another way. Write the start as the file writes its times.",
            "The treated area “D” is not in the file. The areas are: A, B, C.",
        ]
    );
}

#[test]
fn a_start_is_written_as_the_times_are() {
    let start = columns(Treatment::Start("first".into()));
    let days = "area,time,y,first\nA,2024-01,1,2024-02\nA,2024-02,1,2024-02\nB,2024-01,1,\nB,2024-02,1,\n";
    assert_eq!(read(days, &start).unwrap().starts, [Some(1), None]);
    assert_eq!(
        faults(&days.replace(",2024-02\n", ",2024\n"), &start),
        [
            "line 2, first: The start is written in another way than the times. Write it as the file writes its times."
        ]
    );
}

#[test]
fn covariates_that_never_change_take_one_column() {
    let mut with = treated();
    with.covariates = vec!["fixed".into(), "moves".into()];
    let panel = read("area,time,y,d,fixed,moves\nA,1,1,0,7,1\nA,2,1,0,,2\n", &with).unwrap();
    assert_eq!(panel.covariates[0].values.data(), [7.0]);
    assert_eq!(panel.covariates[1].values.data(), [1.0, 2.0]);
    assert_eq!(panel.covariates[1].mean(0, 0..2), Some(1.5));
}

#[test]
fn every_fault_is_told_at_once_with_its_line() {
    let file = "area,time,y,d\nA,1,\"1,5\",0\nA,soon,2,0\nA,1,3,2\nB,1,4,1\nB,2,5,0\n,3,1,0\nC,1\nD,1,inf,\n";
    assert_eq!(
        faults(file, &treated()),
        [
            "line 2, y: “1,5” is not a number. Write a decimal point, not a decimal comma.",
            "line 3, time: “soon” is not a time. Write a number, a day (2024-01-31) or a month (2024-01).",
            "line 4, d: “2” is neither 0 nor 1. Write 0 or 1.",
            "line 4: “A” at 1 stands here and in line 2. Keep one of the two, or add them up.",
            "line 6, d: “B” is treated from 1 on and here it is not. This crate knows campaigns that start and go on. End the panel before it stops.",
            "line 7, area: The area has no name. Name it.",
            "line 8: The line has 2 fields and the first line has 4. Check its separators and quotation marks.",
            "line 9, y: “inf” is not a number. Write a finite number, or leave the field empty.",
            "line 9, d: It is not said whether the area is treated. Write 0 or 1.",
        ]
    );
}

#[test]
fn columns_that_are_not_there_are_told_together() {
    assert_eq!(
        faults("Area,when,y,y\n", &treated()),
        [
            "line 1, area: There is no column of this name. Did you mean Area?",
            "line 1, time: There is no column of this name. The columns are: Area, when, y, y.",
            "line 1, y: Two columns have this name. Rename one of them.",
            "line 1, d: There is no column of this name. The columns are: Area, when, y, y.",
        ]
    );
    assert_eq!(
        faults("", &treated()),
        ["The file is empty. Check that it is the right file."]
    );
}

#[test]
fn a_file_of_other_things_is_refused_before_it_fills_the_memory() {
    let mut file = "area,time,y,d\n".to_owned();
    for row in 0..20_000 {
        file.push_str(&format!("a{row},{row},1,0\n"));
    }
    assert!(faults(&file, &treated())[0].contains("400000000 cells"));
    let long = format!("area,time,y,d\n{}", "x".repeat(3 << 20));
    assert_eq!(
        faults(&long, &treated()),
        ["line 2: The line is longer than a mebibyte. Check that this is a CSV file."]
    );
    let wrong = "area,time,y,d\n".to_owned() + &"A,1,x,0\n".repeat(5_000);
    let found = read(&wrong, &treated()).unwrap_err();
    assert_eq!((found.faults.len(), found.more), (1000, 8_999));
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_line() {
    let found = read_csv(&mut &b"area,time,y,d\nA,1,1,0\n\xff,1,1,0\n"[..], &treated()).unwrap_err();
    assert_eq!(
        found.to_string(),
        "line 3: The line is not UTF-8 text. Save the file as CSV UTF-8."
    );
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut file = b"area,time,y,d\n".to_vec();
        file.extend(&body);
        let _ = read_csv(&mut file.as_slice(), &treated());
        let _ = read_csv(&mut body.as_slice(), &treated());
    }

    #[test]
    fn no_fields_make_it_panic_and_what_is_read_is_sound(rows in proptest::collection::vec(
        ("[AB]", "[0-9]{1,2}|2024-0[1-9]|x", "[-0-9.,e\"]{0,5}|NaN|inf", "[01]|2|"), 0..30)
    ) {
        let mut file = "area,time,y,d\n".to_owned();
        for (area, time, y, d) in rows {
            file.push_str(&format!("{area},{time},{y},{d}\n"));
        }
        if let Ok(panel) = read(&file, &treated()) {
            prop_assert!(panel.checked().is_ok());
        }
    }
}

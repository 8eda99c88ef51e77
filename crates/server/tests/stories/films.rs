use crate::house::{FILM_BYTES, House, film_byte};

fn bytes(range: std::ops::Range<u64>) -> Vec<u8> {
    range.map(film_byte).collect()
}

#[test]
fn a_film_arrives_whole_and_in_order() {
    let house = House::usual();
    let mut visitor = house.visitor();
    let film = visitor.get("/film.mp4");
    assert_eq!((film.status, film.header("content-type")), (200, "video/mp4"));
    assert!(film.body == bytes(0..FILM_BYTES));
    assert_eq!(visitor.get("/").status, 200);
}

#[test]
fn a_player_gets_the_piece_that_it_asks_for() {
    let house = House::usual();
    let mut visitor = house.visitor();
    let piece = visitor.ask("GET", "/film.mp4", "Range: bytes=65530-65545\r\n");
    assert_eq!(
        (piece.status, piece.header("content-range")),
        (206, "bytes 65530-65545/200000")
    );
    assert_eq!(piece.body, bytes(65_530..65_546));
    assert_eq!(
        visitor.ask("GET", "/film.mp4", "Range: bytes=200000-\r\n").status,
        416
    );
    assert_eq!(
        visitor.ask("HEAD", "/film.mp4", "").header("content-length"),
        "200000"
    );
    assert_eq!(visitor.get("/").status, 200);
}

#[test]
fn a_film_that_has_gone_is_answered_with_when_to_come_back_and_a_reference() {
    let house = House::usual();
    let answer = house.get("/gone.mp4");
    assert_eq!(
        (answer.status, answer.text(), answer.header("retry-after")),
        (503, "being mended", "60")
    );
    assert_eq!(answer.header("reference").len(), 8);
    assert_eq!(answer.header("cache-control"), "private, no-cache");
}

#[test]
fn a_film_that_has_become_shorter_is_seen_to_break_off() {
    let house = House::usual();
    let mut visitor = house.visitor();
    let film = visitor.get("/shrunk.mp4");
    assert!((film.body.len() as u64) < FILM_BYTES);
    assert!(visitor.is_hung_up_on());
}

use crate::house::House;

#[test]
fn a_visitor_reads_the_page_in_the_smallest_encoding_that_the_browser_takes() {
    let house = House::usual();
    let mut visitor = house.visitor();
    assert_eq!(visitor.get("/").text(), "first: 6 open");
    let gzip = visitor.ask("GET", "/", "Accept-Encoding: gzip\r\n");
    assert_eq!(
        (gzip.text(), gzip.header("content-encoding")),
        ("first: 6 open-gz", "gzip")
    );
    let brotli = visitor.ask("GET", "/", "Accept-Encoding: gzip, br\r\n");
    assert_eq!(
        (brotli.text(), brotli.header("content-encoding")),
        ("first: 6 open-br", "br")
    );
}

#[test]
fn a_visitor_who_comes_back_gets_nothing_anew() {
    let house = House::usual();
    let mut visitor = house.visitor();
    let etag = visitor.get("/").header("etag").to_string();
    let again = visitor.ask("GET", "/", &format!("If-None-Match: {etag}\r\n"));
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), etag);
    assert_eq!(visitor.get("/").status, 200);
}

#[test]
fn head_has_no_body_and_the_connection_goes_on() {
    let house = House::usual();
    let mut visitor = house.visitor();
    let head = visitor.ask("HEAD", "/", "");
    assert_eq!((head.status, head.header("content-length")), (200, "13"));
    assert_eq!(visitor.get("/").text(), "first: 6 open");
}

#[test]
fn several_requests_sent_at_once_are_answered_in_their_order() {
    let house = House::usual();
    let mut visitor = house.visitor();
    let request = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    visitor.send(&[request("/doors/1/"), request("/doors/7/"), request("/doors/2/")].concat());
    let answers: Vec<_> = (0..3).map(|_| visitor.response(false).unwrap()).collect();
    let seen: Vec<_> = answers
        .iter()
        .map(|answer| (answer.status, answer.text()))
        .collect();
    assert_eq!(seen, [(200, "door 1"), (404, "nothing here"), (200, "door 2")]);
}

#[test]
fn the_server_says_when_but_not_what_it_is() {
    let house = House::usual();
    let answer = house.get("/");
    assert!(answer.header("date").ends_with("GMT"));
    for unwanted in ["server", "x-powered-by", "set-cookie", "via"] {
        assert_eq!(answer.header(unwanted), "", "{unwanted}");
    }
    assert_eq!(house.get("/healthz").text(), "ok\n");
}

//! Which encoding a browser takes (RFC 9110, 12.5.3).

use http::{HeaderMap, header};

/// The encodings that we keep ready, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
    /// As it is.
    Identity,
}

/// How welcome each encoding is, in thousandths: 0 is "not this one".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Welcome {
    brotli: u16,
    gzip: u16,
    identity: u16,
}

impl Welcome {
    /// Reads every `Accept-Encoding` line. A part that makes no sense is passed over.
    pub(crate) fn of(headers: &HeaderMap) -> Welcome {
        let (mut brotli, mut gzip, mut identity, mut any) = (None, None, None, None);
        for line in headers.get_all(header::ACCEPT_ENCODING) {
            for part in line.to_str().unwrap_or("").split(',') {
                let (name, quality) = named_quality(part);
                let slot = if name.eq_ignore_ascii_case("br") {
                    &mut brotli
                } else if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
                    &mut gzip
                } else if name.eq_ignore_ascii_case("identity") {
                    &mut identity
                } else if name == "*" {
                    &mut any
                } else {
                    continue;
                };
                *slot = slot.or(quality);
            }
        }
        Welcome {
            brotli: brotli.or(any).unwrap_or(0),
            gzip: gzip.or(any).unwrap_or(0),
            // Identity is welcome unless it is named with 0, or `*` is 0 and it is not named. It is the last choice
            // unless somebody ranks it.
            identity: identity.unwrap_or(if any == Some(0) { 0 } else { 1 }),
        }
    }

    /// The best of what there is, the smaller of two that are equally welcome; `None` when nothing is acceptable.
    pub(crate) fn choose(self, has_brotli: bool, has_gzip: bool) -> Option<Encoding> {
        let mut best = (0, None);
        for (quality, is_there, encoding) in [
            (self.brotli, has_brotli, Encoding::Brotli),
            (self.gzip, has_gzip, Encoding::Gzip),
            (self.identity, true, Encoding::Identity),
        ] {
            if is_there && quality > best.0 {
                best = (quality, Some(encoding));
            }
        }
        best.1
    }
}

/// `gzip;q=0.8` → `("gzip", Some(800))`; a quality that makes no sense gives `None`.
fn named_quality(part: &str) -> (&str, Option<u16>) {
    let mut pieces = part.split(';');
    let name = pieces.next().unwrap_or("").trim();
    let mut quality = Some(1000);
    for piece in pieces {
        let piece = piece.trim();
        if let Some(value) = piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q=")) {
            quality = thousandths(value);
        }
    }
    (name, quality)
}

/// `0.8` → 800. Digits beyond the third are not in the grammar.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.as_bytes();
    if fraction.len() > 3 || !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digit = |index: usize| fraction.get(index).map_or(0, |digit| u16::from(digit - b'0'));
    let part = digit(0) * 100 + digit(1) * 10 + digit(2);
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[track_caller]
    fn check(accepts: &str, expected: Option<Encoding>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(accepts).unwrap());
        assert_eq!(Welcome::of(&headers).choose(true, true), expected, "{accepts:?}");
    }

    #[test]
    fn the_smallest_of_what_is_equally_welcome_is_chosen() {
        check("gzip, deflate, br, zstd", Some(Encoding::Brotli));
        check("BR", Some(Encoding::Brotli));
        check("*", Some(Encoding::Brotli));
        check("gzip", Some(Encoding::Gzip));
        check("x-gzip", Some(Encoding::Gzip));
        check("", Some(Encoding::Identity));
        check("deflate", Some(Encoding::Identity));
    }

    #[test]
    fn qualities_decide_before_size_does() {
        check("br;q=0.5, gzip;q=0.9", Some(Encoding::Gzip));
        check("br;q=0, gzip", Some(Encoding::Gzip));
        check("br;q=0.001, identity;q=1", Some(Encoding::Identity));
        check("gzip ; q=0.3 , br ; Q=0.300", Some(Encoding::Brotli));
        check("*;q=0, gzip;q=0.1", Some(Encoding::Gzip));
        check("br;q=0, *", Some(Encoding::Gzip));
    }

    #[test]
    fn what_is_refused_is_not_sent() {
        check("identity;q=0", None);
        check("*;q=0", None);
        check("identity;q=0, *", Some(Encoding::Brotli));
        check("br;q=0, gzip;q=0", Some(Encoding::Identity));
    }

    #[test]
    fn nonsense_is_passed_over() {
        check("br;q=7, gzip;q=, ;;, ,", Some(Encoding::Identity));
        check("br;q=0.12345", Some(Encoding::Identity));
        check("br;q=-1, gzip;q=1.000", Some(Encoding::Gzip));
    }

    #[test]
    fn several_lines_count_as_one_and_no_line_means_as_it_is() {
        let mut headers = HeaderMap::new();
        assert_eq!(Welcome::of(&headers).choose(true, true), Some(Encoding::Identity));
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("br;q=0.2"));
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        assert_eq!(Welcome::of(&headers).choose(true, true), Some(Encoding::Gzip));
        assert_eq!(Welcome::of(&headers).choose(true, false), Some(Encoding::Brotli));
    }
}

//! A piece of a film (RFC 9110, 14): one range at a time.

use std::ops::Range;

/// What a `Range` header asks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The whole: no range, several ranges, another unit, or nonsense. All of these may be passed over (14.2).
    Whole,
    /// These bytes: 206.
    Bytes(Range<u64>),
    /// Nothing of the file: 416.
    Beyond,
}

/// Reads a `Range` header for a file of that size.
pub(crate) fn piece(header: Option<&[u8]>, size_bytes: u64) -> Piece {
    let Some(asked) = header.and_then(|value| std::str::from_utf8(value).ok()) else {
        return Piece::Whole;
    };
    let Some((first, last)) = asked
        .trim()
        .strip_prefix("bytes=")
        .filter(|rest| !rest.contains(','))
        .and_then(|rest| rest.trim().split_once('-'))
    else {
        return Piece::Whole;
    };
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => within(first, last.saturating_add(1), size_bytes),
        (Some(first), None) if last.is_empty() => within(first, size_bytes, size_bytes),
        (None, Some(count)) if first.is_empty() => match count {
            0 => Piece::Beyond,
            count => within(size_bytes.saturating_sub(count), size_bytes, size_bytes),
        },
        _ => Piece::Whole,
    }
}

fn within(start: u64, end: u64, size_bytes: u64) -> Piece {
    if start >= size_bytes {
        return Piece::Beyond;
    }
    Piece::Bytes(start..end.min(size_bytes))
}

/// Digits alone: `parse` would take `+5` too. A number that is too large for any file is the largest there is.
fn number(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: Piece) {
        assert_eq!(piece(Some(header.as_bytes()), 100), expected, "{header}");
    }

    #[test]
    fn a_film_can_be_asked_for_from_to_and_by_its_end() {
        check("bytes=0-9", Piece::Bytes(0..10));
        check("bytes=90-", Piece::Bytes(90..100));
        check("bytes=-10", Piece::Bytes(90..100));
        check("bytes=-1000", Piece::Bytes(0..100));
        check("bytes=0-99999999999999999999999999", Piece::Bytes(0..100));
        check("bytes=99-99", Piece::Bytes(99..100));
    }

    #[test]
    fn what_lies_beyond_the_end_is_refused() {
        check("bytes=100-", Piece::Beyond);
        check("bytes=100-200", Piece::Beyond);
        check("bytes=-0", Piece::Beyond);
        assert_eq!(piece(Some(b"bytes=0-"), 0), Piece::Beyond);
    }

    #[test]
    fn several_ranges_other_units_and_nonsense_give_the_whole() {
        for header in [
            "bytes=0-1,5-6",
            "pages=1-2",
            "bytes=9-1",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes",
            "",
        ] {
            check(header, Piece::Whole);
        }
        assert_eq!(piece(None, 100), Piece::Whole);
        assert_eq!(piece(Some(b"bytes=\xff-"), 100), Piece::Whole);
    }
}

//! What media is, told from its first bytes.

/// How many leading bytes [`MediaKind::sniff`] needs to be sure.
pub const SNIFF_BYTES: usize = 4096;

/// What a file is, told from its bytes and never from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    /// A JPEG photograph.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A GIF picture. Recognised so that it can be refused with advice.
    Gif,
    /// A WebP picture.
    WebP,
    /// An AVIF picture.
    Avif,
    /// An SVG drawing.
    Svg,
    /// An MP4 film.
    Mp4,
    /// A WebM film.
    WebM,
    /// WebVTT captions.
    Vtt,
    /// Plain text: a film's transcript. Any text looks like it, so that it is asked for with [`MediaKind::is_plain_text`].
    Text,
    /// An MP3 recording.
    Mp3,
    /// A PDF document.
    Pdf,
    /// A WOFF2 font.
    Woff2,
    /// The report of an evaluation, as `hueandcry evaluate` writes it: the one page that is published as it is. See [`REPORT_START`].
    Report,
}

/// How a report begins. Its policy is the first thing in it after its encoding, so that nothing that stands later can run, load or
/// send anything, even where a web server of somebody else's sends no header along. Between the two parts stands the hash of its style.
pub(crate) const REPORT_START: [&str; 2] = [
    "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-",
    "'; base-uri 'none'; form-action 'none'\">\n",
];

/// A SHA-256 in base64 has so many characters.
const HASH_LENGTH: usize = 44;

fn is_report(head: &[u8]) -> bool {
    let [before, after] = REPORT_START;
    let Some(rest) = head.strip_prefix(before.as_bytes()) else {
        return false;
    };
    let Some((hash, rest)) = rest.split_at_checked(HASH_LENGTH) else {
        return false;
    };
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    hash.iter().all(is_base64) && rest.starts_with(after.as_bytes())
}

impl MediaKind {
    /// Tells the kind from a file's first bytes; give it [`SNIFF_BYTES`], or the whole file if that is shorter.
    /// `None` when it is none of the kinds a campaign may hold.
    #[must_use]
    pub fn sniff(first_bytes: &[u8]) -> Option<Self> {
        let head = &first_bytes[..first_bytes.len().min(SNIFF_BYTES)];
        match head {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => sniff_file_type_box(head),
            [0x1A, 0x45, 0xDF, 0xA3, ..] => sniff_matroska(head),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [b'w', b'O', b'F', b'2', ..] => Some(Self::Woff2),
            [b'I', b'D', b'3', ..] | [0xFF, 0xF2 | 0xF3 | 0xFA | 0xFB, ..] => Some(Self::Mp3),
            _ if is_report(head) => Some(Self::Report),
            _ => sniff_text(head),
        }
    }

    /// The `Content-Type` it is served with.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
            Self::Svg => "image/svg+xml",
            Self::Mp4 => "video/mp4",
            Self::WebM => "video/webm",
            Self::Vtt => "text/vtt; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Mp3 => "audio/mpeg",
            Self::Pdf => "application/pdf",
            Self::Woff2 => "font/woff2",
            Self::Report => "text/html; charset=utf-8",
        }
    }

    /// What a file of this kind ends in, without the full stop.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Avif => "avif",
            Self::Svg => "svg",
            Self::Mp4 => "mp4",
            Self::WebM => "webm",
            Self::Vtt => "vtt",
            Self::Text => "txt",
            Self::Mp3 => "mp3",
            Self::Pdf => "pdf",
            Self::Woff2 => "woff2",
            Self::Report => "html",
        }
    }

    /// Its name as a person says it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
            Self::Svg => "SVG",
            Self::Mp4 => "MP4",
            Self::WebM => "WebM",
            Self::Vtt => "WebVTT",
            Self::Text => "plain text",
            Self::Mp3 => "MP3",
            Self::Pdf => "PDF",
            Self::Woff2 => "WOFF2",
            Self::Report => "a report of an evaluation",
        }
    }

    /// Whether it is a photograph or a drawing.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(
            self,
            Self::Jpeg | Self::Png | Self::Gif | Self::WebP | Self::Avif | Self::Svg
        )
    }

    /// Whether these bytes, all of a file's, are text for people: UTF-8, and no control character but those between lines and
    /// words.
    #[must_use]
    pub fn is_plain_text(bytes: &[u8]) -> bool {
        let is_odd = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        std::str::from_utf8(bytes).is_ok_and(|text| !text.chars().any(is_odd))
    }

    /// Whether it is a film.
    #[must_use]
    pub fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::WebM)
    }
}

/// ISO/IEC 14496-12 §4.3: the file type box lists the brands that the file keeps to.
fn sniff_file_type_box(head: &[u8]) -> Option<MediaKind> {
    let size = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
    let brands = head.get(8..size.min(head.len()))?;
    // The second group of four is a version number, which names nothing.
    let mut named = brands
        .chunks_exact(4)
        .enumerate()
        .filter(|(at, _)| *at != 1)
        .map(|(_, brand)| brand);
    let is_avif = named.clone().any(|brand| brand == b"avif" || brand == b"avis");
    let is_mp4 = named.any(|brand| {
        matches!(brand, b"isom" | b"avc1" | b"mp41" | b"mp42" | b"M4V " | b"dash")
            || brand.starts_with(b"iso")
    });
    if is_avif {
        Some(MediaKind::Avif)
    } else if is_mp4 {
        Some(MediaKind::Mp4)
    } else {
        None
    }
}

/// WebM is the Matroska whose header says so: element `0x4282` (DocType), four bytes, "webm".
fn sniff_matroska(head: &[u8]) -> Option<MediaKind> {
    const DOC_TYPE: &[u8] = b"\x42\x82\x84webm";
    head.get(..64.min(head.len()))?
        .windows(DOC_TYPE.len())
        .any(|window| window == DOC_TYPE)
        .then_some(MediaKind::WebM)
}

fn sniff_text(head: &[u8]) -> Option<MediaKind> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if let Some(rest) = text.strip_prefix(b"WEBVTT") {
        return matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r')).then_some(MediaKind::Vtt);
    }
    starts_with_svg_element(text).then_some(MediaKind::Svg)
}

/// Steps over the declaration, comments and a document type; the first element decides.
fn starts_with_svg_element(mut text: &[u8]) -> bool {
    loop {
        text = text.trim_ascii_start();
        let end: &[u8] = if text.starts_with(b"<!--") {
            b"-->"
        } else if text.starts_with(b"<?") || text.starts_with(b"<!") {
            b">"
        } else {
            break;
        };
        match text.windows(end.len()).position(|window| window == end) {
            Some(at) => text = &text[at + end.len()..],
            None => return false,
        }
    }
    // A document type's internal subset leaves its own closing behind.
    while let Some(rest) = text.strip_prefix(b"]>") {
        text = rest.trim_ascii_start();
    }
    let name = text
        .strip_prefix(b"<svg:")
        .map(|_| &b" "[..])
        .or_else(|| text.strip_prefix(b"<svg"));
    matches!(
        name.and_then(<[u8]>::first),
        Some(b' ' | b'\t' | b'\n' | b'\r' | b'>' | b'/')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_told_by_its_policy_and_any_other_page_is_none() {
        let hash = "uYUoz6uR5mCVJTGQ1YTdRo8gcyStGqpFD4tfFdpOmlw=";
        let [before, after] = REPORT_START;
        let report = format!("{before}{hash}{after}<title>Did it work?</title>");
        assert_eq!(MediaKind::sniff(report.as_bytes()), Some(MediaKind::Report));
        for other in [
            report.replacen("<head>", "<head><script>alert(1)</script>", 1),
            report.replacen("default-src 'none'", "default-src *", 1),
            report.replacen(
                hash,
                &"'unsafe-inline'; script-src *; x 'sha256-a".repeat(2)[..44],
                1,
            ),
            report.replacen("form-action 'none'", "form-action *", 1),
            "<!doctype html>\n<title>x</title>".to_owned(),
            report[..120].to_owned(),
        ] {
            assert_eq!(MediaKind::sniff(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn kind_comes_from_the_bytes() {
        let cases: [(&[u8], Option<MediaKind>); 18] = [
            (b"\xFF\xD8\xFF\xE0", Some(MediaKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(MediaKind::Png)),
            (b"GIF89a", Some(MediaKind::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(MediaKind::WebP)),
            (b"RIFF\0\0\0\0WAVEfmt ", None),
            (b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf", Some(MediaKind::Avif)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0avifmiaf", Some(MediaKind::Avif)),
            (b"\0\0\0\x18ftypisom\0\0\x02\0isomavc1", Some(MediaKind::Mp4)),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", None),
            (
                b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm",
                Some(MediaKind::WebM),
            ),
            (b"\x1A\x45\xDF\xA3\x9F\x42\x82\x88matroska", None),
            (b"WEBVTT\n\n00:01", Some(MediaKind::Vtt)),
            (b"WEBVTTX", None),
            (b"%PDF-1.7", Some(MediaKind::Pdf)),
            (
                b"<?xml version='1.0'?>\n<!-- a > b -->\n<svg xmlns='",
                Some(MediaKind::Svg),
            ),
            (b"\xEF\xBB\xBF <svg>", Some(MediaKind::Svg)),
            (b"<html><svg>", None),
            (b"", None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(MediaKind::sniff(bytes), kind, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn plain_text_is_for_people() {
        assert!(MediaKind::is_plain_text(
            "[A train.]\r\n\tGirl: “Who’s asking?”\n".as_bytes()
        ));
        assert!(!MediaKind::is_plain_text(b"MZ\0\x01"));
        assert!(!MediaKind::is_plain_text(b"caf\xe9"));
    }

    #[test]
    fn a_document_type_does_not_hide_a_drawing() {
        let bytes = b"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\"><svg />";
        assert_eq!(MediaKind::sniff(bytes), Some(MediaKind::Svg));
    }
}

//! Takes entries and values out of a TOML text, and every comment: what is left out of a pack may stand in no comment
//! either.
//!
//! The text is cut rather than written anew, so that a pack keeps its author's order and lines, and so that a key that a
//! table gains needs no change here. Only texts that reading has understood come here.

use campaign::Place;
use std::ops::Range;

/// Something to take out, by where reading found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The entry that begins at this place, with its tables beneath it.
    Entry(Place),
    /// A text in a list.
    Item(Place),
    /// A key of the entry that begins at this place.
    Key(Place, &'static str),
    /// Another text for a key of the entry that begins at this place.
    Instead(Place, &'static str, String),
}

impl Cut {
    fn place(&self) -> &Place {
        match self {
            Cut::Entry(place) | Cut::Item(place) | Cut::Key(place, _) | Cut::Instead(place, _, _) => place,
        }
    }
}

/// The text without comments and without what is cut. `cuts` may name places of other files.
pub(crate) fn cut(file: &str, text: &str, cuts: &[Cut]) -> String {
    let pieces = pieces(text);
    let sections = sections(text, &pieces);
    let lines = Lines::of(text);
    let mut edits: Vec<(Range<usize>, String)> = pieces
        .iter()
        .filter(|piece| piece.kind == Kind::Comment)
        .map(|comment| (with_space_before(text, &comment.range), String::new()))
        .collect();
    for cut in cuts.iter().filter(|cut| cut.place().file == file) {
        let at = lines.offset(cut.place());
        let edit = match cut {
            Cut::Entry(_) => inline(text, &pieces, at)
                .map(|table| with_comma(text, table))
                .or_else(|| entry(&sections, at))
                .map(|range| (range, String::new())),
            Cut::Item(_) => item(text, &pieces, at).map(|range| (range, String::new())),
            Cut::Key(_, key) => value(text, &pieces, &sections, at, key)
                .map(|(key, value)| (with_comma(text, key.start..value.end), String::new())),
            Cut::Instead(_, key, words) => {
                value(text, &pieces, &sections, at, key).map(|(_, value)| (value, quoted(words)))
            }
        };
        edits.extend(edit);
    }
    without_gaps(&apply(text, edits))
}

/// A text as a TOML string (TOML 1.0, "String").
pub(crate) fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            other if other.is_control() => written.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => written.push(other),
        }
    }
    written.push('"');
    written
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Comment,
    Text,
    /// `[[post]]` or `[area]`, up to its last bracket.
    Header,
}

#[derive(Clone, Debug)]
struct Piece {
    kind: Kind,
    range: Range<usize>,
}

/// Comments, strings and headers, in order; everything between them is of no interest.
fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut at, mut depth, mut is_line_start) = (0, 0_usize, true);
    while let Some(byte) = bytes.get(at) {
        let (kind, end) = match byte {
            b'#' => (Some(Kind::Comment), line_end(text, at)),
            b'"' | b'\'' => (Some(Kind::Text), string_end(bytes, at)),
            b'[' if depth == 0 && is_line_start => (Some(Kind::Header), header_end(bytes, at)),
            b'[' | b'{' => {
                depth += 1;
                (None, at + 1)
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                (None, at + 1)
            }
            _ => (None, at + 1),
        };
        is_line_start = *byte == b'\n' || (is_line_start && byte.is_ascii_whitespace());
        pieces.extend(kind.map(|kind| Piece { kind, range: at..end }));
        at = end;
    }
    pieces
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find('\n').unwrap_or(rest.len())
}

/// Where a string ends that begins at `at`.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let quote = bytes.get(at).copied().unwrap_or(b'"');
    let has =
        |at: usize, count: usize| (at..at + count).all(|at| bytes.get(at).is_some_and(|byte| *byte == quote));
    let marks = if has(at, 3) { 3 } else { 1 };
    let mut end = at + marks;
    while end < bytes.len() {
        if quote == b'"' && bytes.get(end) == Some(&b'\\') {
            end += 2;
        } else if has(end, marks) {
            end += marks;
            // A text of many lines may end in two more quotation marks of its own.
            while marks == 3 && has(end, 1) {
                end += 1;
            }
            return end;
        } else {
            end += 1;
        }
    }
    bytes.len()
}

fn header_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'"' | b'\'' => end = string_end(bytes, end),
            b'\n' => return end,
            b']' if bytes.get(end + 1) != Some(&b']') => return end + 1,
            _ => end += 1,
        }
    }
    end
}

/// From a header to the next, with the header's name.
struct Section {
    name: String,
    range: Range<usize>,
}

fn sections(text: &str, pieces: &[Piece]) -> Vec<Section> {
    let headers: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind == Kind::Header).collect();
    let ends = headers
        .iter()
        .skip(1)
        .map(|next| next.range.start)
        .chain([text.len()]);
    let section = |(header, end): (&&Piece, usize)| Section {
        name: text
            .get(header.range.clone())
            .unwrap_or("")
            .trim_matches(['[', ']'])
            .trim()
            .to_owned(),
        range: header.range.start..end,
    };
    headers.iter().zip(ends).map(section).collect()
}

fn section_at(sections: &[Section], at: usize) -> Option<usize> {
    sections
        .partition_point(|section| section.range.start <= at)
        .checked_sub(1)
}

/// The entry in whose first line a byte stands, with the tables beneath it.
fn entry(sections: &[Section], at: usize) -> Option<Range<usize>> {
    let first = section_at(sections, at)?;
    let (section, behind) = sections.get(first..)?.split_first()?;
    let beneath = format!("{}.", section.name);
    let end = behind
        .iter()
        .take_while(|next| next.name.starts_with(&beneath))
        .last()
        .map_or(section.range.end, |last| last.range.end);
    Some(section.range.start..end)
}

/// The comment, string or header in which a byte stands.
fn piece_at(pieces: &[Piece], at: usize) -> Option<&Piece> {
    let next = pieces.partition_point(|piece| piece.range.start <= at);
    let piece = pieces.get(next.checked_sub(1)?)?;
    piece.range.contains(&at).then_some(piece)
}

/// The string in which a byte stands.
fn text_at(pieces: &[Piece], at: usize) -> Option<&Piece> {
    piece_at(pieces, at).filter(|piece| piece.kind == Kind::Text)
}

/// A text of a list, with the comma that parts it from the others.
fn item(text: &str, pieces: &[Piece], at: usize) -> Option<Range<usize>> {
    let piece = text_at(pieces, at)?;
    Some(with_comma(text, piece.range.clone()))
}

/// A part of a list or of a table in one line, with the comma that parts it from the others.
fn with_comma(text: &str, part: Range<usize>) -> Range<usize> {
    let behind = text.get(part.end..).unwrap_or("");
    let space = behind.len() - behind.trim_start().len();
    if let Some(rest) = behind.trim_start().strip_prefix(',') {
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        return part.start..part.end + space + 1 + gap;
    }
    let before = text.get(..part.start).unwrap_or("").trim_end();
    before.strip_suffix(',').map_or(part.start, str::len)..part.end
}

/// The table in braces that begins at `at`: an entry can be written in one line.
fn inline(text: &str, pieces: &[Piece], at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    let (mut depth, mut here) = (0_usize, at);
    while let Some(byte) = bytes.get(here) {
        if let Some(piece) = piece_at(pieces, here) {
            here = piece.range.end;
            continue;
        }
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at..here + 1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        here += 1;
    }
    None
}

/// Where a key and its text are, in the entry in which a byte stands; before the first header that is the beginning of the
/// file.
fn value(
    text: &str,
    pieces: &[Piece],
    sections: &[Section],
    at: usize,
    key: &str,
) -> Option<(Range<usize>, Range<usize>)> {
    let first = sections.first().map_or(text.len(), |section| section.range.start);
    let section = section_at(sections, at).and_then(|at| sections.get(at));
    let within = inline(text, pieces, at)
        .or_else(|| section.map(|section| section.range.clone()))
        .unwrap_or(0..first);
    let behind = pieces.partition_point(|piece| piece.range.start < within.start);
    let mut texts = pieces
        .get(behind..)?
        .iter()
        .take_while(|piece| within.contains(&piece.range.start))
        .filter(|piece| piece.kind == Kind::Text);
    texts.find_map(|piece| {
        let before = text.get(within.start..piece.range.start)?;
        let written = before.rfind(['\n', ',', '{']).map_or(0, |at| at + 1);
        let named = before.get(written..)?;
        let start = within.start + written + named.len() - named.trim_start().len();
        let named = named.trim().strip_suffix('=')?.trim_end();
        (named == key).then(|| (start..piece.range.start, piece.range.clone()))
    })
}

/// A comment with the space before it, and with its line when nothing else stands in it.
fn with_space_before(text: &str, comment: &Range<usize>) -> Range<usize> {
    let before = text.get(..comment.start).unwrap_or("");
    let trimmed = before.trim_end_matches([' ', '\t']);
    let is_alone = trimmed.is_empty() || trimmed.ends_with('\n');
    let has_line = text.as_bytes().get(comment.end) == Some(&b'\n');
    trimmed.len()..comment.end + usize::from(is_alone && has_line)
}

/// Where the lines of a text begin.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Lines<'t> {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The byte at which a place stands.
    pub(super) fn offset(&self, place: &Place) -> usize {
        let line = usize::try_from(place.line).unwrap_or(1).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let column = usize::try_from(place.column).unwrap_or(1).saturating_sub(1);
        let rest = self.text.get(start..).unwrap_or("");
        start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    }
}

/// Writes edits into a text. Where one lies in another, the outer one counts; where two overlap, their rest.
pub(super) fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for (range, words) in edits {
        if range.end <= at && !range.is_empty() {
            continue;
        }
        let start = range.start.max(at);
        written.push_str(text.get(at..start).unwrap_or(""));
        if range.start >= at {
            written.push_str(&words);
        }
        at = range.end;
    }
    written.push_str(text.get(at..).unwrap_or(""));
    written
}

/// One empty line where several were left, and none at the beginning. Lines inside a text of many lines are not touched:
/// what stands in them is the author's.
fn without_gaps(text: &str) -> String {
    let kept = pieces(text);
    let is_inside = |at: usize| text_at(&kept, at).is_some();
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_empty = line.trim().is_empty() && !is_inside(at);
        if !(is_empty && (written.is_empty() || written.ends_with("\n\n"))) {
            written.push_str(if is_empty {
                line.trim_matches([' ', '\t', '\r'])
            } else {
                line
            });
        }
        at += line.len();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(line: u32, column: u32) -> Place {
        Place {
            file: "x.toml".to_owned(),
            line,
            column,
        }
    }

    fn cut_one(text: &str, one: Cut) -> String {
        cut("x.toml", text, &[one])
    }

    #[test]
    fn comments_go_and_what_looks_like_one_stays() {
        let text = "# secret\na = \"# stays\" # goes\nb = '#'  \nc = \"\"\"\n# stays\n\\\"\"\"\"\n\n\n# goes\n\nd = 1\n";
        assert_eq!(
            cut("x.toml", text, &[]),
            "a = \"# stays\"\nb = '#'  \nc = \"\"\"\n# stays\n\\\"\"\"\"\n\nd = 1\n"
        );
    }

    #[test]
    fn an_entry_goes_with_its_tables_and_nothing_else() {
        let text = "a = [\n  \"[[x]]\",\n]\n\n[[p]]\nid = 1\n[p.q]\nr = 2\n\n[[p]]\nid = 2\n[pp]\n";
        assert_eq!(
            cut_one(text, Cut::Entry(place(5, 1))),
            "a = [\n  \"[[x]]\",\n]\n\n[[p]]\nid = 2\n[pp]\n"
        );
    }

    #[test]
    fn items_go_with_their_commas() {
        let text = "a = [\"b\", 'c', \"d\"]\n";
        assert_eq!(cut_one(text, Cut::Item(place(1, 6))), "a = ['c', \"d\"]\n");
        assert_eq!(cut_one(text, Cut::Item(place(1, 16))), "a = [\"b\", 'c']\n");
        let all = [6, 11, 16].map(|column| Cut::Item(place(1, column)));
        assert_eq!(cut("x.toml", text, &all), "a = []\n");
    }

    #[test]
    fn a_key_of_one_entry_goes_or_is_written_anew() {
        let text = "page = \"x\"\n[[p]]\nname = \"page\"\npage = \"x\"\n[[p]]\npage = \"y\"\n";
        assert_eq!(
            cut_one(text, Cut::Key(place(2, 1), "page")),
            "page = \"x\"\n[[p]]\nname = \"page\"\n\n[[p]]\npage = \"y\"\n"
        );
        assert_eq!(
            cut_one(text, Cut::Instead(place(1, 1), "page", "a \"b\"".to_owned())),
            "page = \"a \\\"b\\\"\"\n[[p]]\nname = \"page\"\npage = \"x\"\n[[p]]\npage = \"y\"\n"
        );
    }

    #[test]
    fn an_entry_in_one_line_goes_as_one_in_many() {
        let text = "p = [\n  { id = \"}\", page = \"x\" }, # why\n  { id = 'b', page = \"y\" },\n]\n";
        assert_eq!(
            cut_one(text, Cut::Entry(place(2, 3))),
            "p = [\n\n  { id = 'b', page = \"y\" },\n]\n"
        );
        assert_eq!(
            cut_one(text, Cut::Key(place(3, 3), "page")),
            "p = [\n  { id = \"}\", page = \"x\" },\n  { id = 'b' },\n]\n"
        );
    }

    #[test]
    fn a_cut_of_another_file_does_nothing() {
        assert_eq!(cut("y.toml", "[[p]]\n", &[Cut::Entry(place(1, 1))]), "[[p]]\n");
    }

    /// Pieces of TOML, whole and broken, in any order.
    fn any_toml() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "[[p]]\n",
            "[p.q]\n",
            "a = 1\n",
            "page = \"x\"\n",
            "# why\n",
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "\\",
            "\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            " ",
            "é",
            "b = [\"c\", 'd'] # e\n",
            "p = [{ page = \"x\" }, { page = 'y' }]\n",
            "c = \"# no\"\n",
            "\r\n",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    fn any_place() -> impl Strategy<Value = Place> {
        (0_u32..30, 0_u32..20).prop_map(|(line, column)| place(line, column))
    }

    proptest! {
        #[test]
        fn whatever_is_cut_nothing_breaks_and_nothing_is_added(text in any_toml(), places in prop::collection::vec(any_place(), 0..6)) {
            let cuts: Vec<Cut> = places
                .into_iter()
                .enumerate()
                .map(|(at, place)| match at % 3 {
                    0 => Cut::Entry(place),
                    1 => Cut::Item(place),
                    _ => Cut::Key(place, "page"),
                })
                .collect();
            let cut = cut("x.toml", &text, &cuts);
            let mut letters = text.chars();
            // What stays is a part of what was there, in its order.
            for letter in cut.chars() {
                prop_assert!(letters.any(|other| other == letter), "{text:?} became {cut:?}");
            }
        }

        #[test]
        fn without_a_cut_no_comment_stays_and_every_text_does(text in "[a-z]{1,8}", comment in "[a-z #\"']{0,12}") {
            let written = format!("a = {} # {comment}\n", quoted(&format!("# {text}")));
            let kept = cut("x.toml", &written, &[]);
            prop_assert_eq!(kept, format!("a = \"# {text}\"\n"));
        }
    }
}

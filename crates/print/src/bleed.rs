//! The bleed box of a sheet for a printer: how far what is printed runs over the edge. The typesetter writes where the sheet ends
//! and where it is trimmed, and nothing between the two.
//!
//! A page is a dictionary in plain text, and the table at the end of the file says at which byte each object begins. So a box is
//! written into each page, and the numbers of what follows are raised by its length. A file that is built in another way is left as
//! it is: a printer can do without the box, and not with a broken file.

/// 3 mm in points.
const BLEED: f64 = 3.0 / 25.4 * 72.0;
/// One line of the table.
const ENTRY: usize = 20;

/// The file with a bleed box of 3 mm around the trim box of each page.
pub(crate) fn with_bleed_boxes(pdf: Vec<u8>) -> Vec<u8> {
    added(&pdf).unwrap_or(pdf)
}

/// Nothing when the file is not built as this knows it.
fn added(pdf: &[u8]) -> Option<Vec<u8>> {
    let start = last(pdf, b"startxref\n")?;
    let (table, after_number) = number(pdf, start + "startxref\n".len())?;
    let (count, entries) = number(pdf, after(pdf, table, b"xref\n0 ")?)?;
    let entries = after(pdf, entries, b"\n")?;
    let end = entries.checked_add(count.checked_mul(ENTRY)?)?;
    after(pdf, end, b"trailer\n")?;
    let offsets: Vec<Option<usize>> = pdf
        .get(entries..end)?
        .chunks_exact(ENTRY)
        .map(|entry| {
            let is_used = entry.get(17) == Some(&b'n');
            is_used.then(|| number(entry, 0).map(|(offset, _)| offset))
        })
        .map(Option::flatten)
        .collect();
    // Where each box is to be written, and the box; none of them behind the table.
    let mut boxes: Vec<(usize, String)> = offsets
        .iter()
        .flatten()
        .filter_map(|offset| bleed_box(pdf, *offset))
        .collect();
    boxes.sort_by_key(|(at, _)| *at);
    if boxes.is_empty() || boxes.iter().any(|(at, _)| *at > table) {
        return None;
    }
    let moved = |offset: usize| -> usize {
        let before = boxes.iter().filter(|(at, _)| *at <= offset);
        offset + before.map(|(_, text)| text.len()).sum::<usize>()
    };
    let mut made = Vec::with_capacity(pdf.len() + boxes.len() * 64);
    let mut from = 0;
    for (at, text) in &boxes {
        made.extend_from_slice(pdf.get(from..*at)?);
        made.extend_from_slice(text.as_bytes());
        from = *at;
    }
    made.extend_from_slice(pdf.get(from..entries)?);
    for (entry, offset) in pdf.get(entries..end)?.chunks_exact(ENTRY).zip(&offsets) {
        match offset {
            Some(offset) => {
                made.extend_from_slice(format!("{:010}", moved(*offset)).as_bytes());
                made.extend_from_slice(entry.get(10..)?);
            }
            None => made.extend_from_slice(entry),
        }
    }
    made.extend_from_slice(pdf.get(end..start)?);
    made.extend_from_slice(format!("startxref\n{}", moved(table)).as_bytes());
    made.extend_from_slice(pdf.get(after_number..)?);
    Some(made)
}

/// When a page that is trimmed begins at this byte: behind its trim box, and the box to write there.
fn bleed_box(pdf: &[u8], offset: usize) -> Option<(usize, String)> {
    let (_, rest) = number(pdf, offset)?;
    let page = after(pdf, rest, b" 0 obj\n<</Type/Page/")? - 1;
    let length = first(pdf.get(page..)?, b"\nendobj")?;
    let dictionary = pdf.get(page..page + length)?;
    let numbers = first(dictionary, b"/TrimBox[")? + "/TrimBox[".len();
    let closing = numbers + first(dictionary.get(numbers..)?, b"]")?;
    let text = std::str::from_utf8(dictionary.get(numbers..closing)?).ok()?;
    let sides: Vec<f64> = text.split(' ').map_while(|side| side.parse().ok()).collect();
    let [left, bottom, right, top] = *sides.as_slice() else {
        return None;
    };
    let text = format!(
        "/BleedBox[{:.4} {:.4} {:.4} {:.4}]",
        left - BLEED,
        bottom - BLEED,
        right + BLEED,
        top + BLEED
    );
    Some((page + closing + 1, text))
}

/// The number that stands at this byte, and where it ends.
fn number(pdf: &[u8], at: usize) -> Option<(usize, usize)> {
    let digits = pdf.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit());
    let end = at + digits.count();
    let text = std::str::from_utf8(pdf.get(at..end)?).ok()?;
    Some((text.parse().ok()?, end))
}

/// The byte behind these, if they stand here.
fn after(pdf: &[u8], at: usize, words: &[u8]) -> Option<usize> {
    pdf.get(at..)?.starts_with(words).then_some(at + words.len())
}

fn first(pdf: &[u8], words: &[u8]) -> Option<usize> {
    pdf.windows(words.len()).position(|window| window == words)
}

fn last(pdf: &[u8], words: &[u8]) -> Option<usize> {
    pdf.windows(words.len()).rposition(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_another_way_is_left_as_it_is() {
        for pdf in [
            "",
            "startxref\n9",
            "startxref\n999999999999999999999",
            "1 0 obj\n<</Type/Page/TrimBox[0 0 9 9]>>\nendobj\nxref\n0 1\n0000000000 65535 f\r\ntrailer\nstartxref\n47\n%%EOF",
            "1 0 obj\n<</Type/Page/TrimBox[0 0 9 x]>>\nendobj\nxref\n0 1\n0000000000 00000 n\r\ntrailer\nstartxref\n47\n%%EOF",
            "xref\n0 99999999999999999\nstartxref\n0",
        ] {
            assert_eq!(with_bleed_boxes(pdf.into()), pdf.as_bytes(), "{pdf}");
        }
    }

    #[test]
    fn every_object_is_found_where_the_table_says_it_is() {
        let pdf = "%PDF-1.7\n1 0 obj\n<</Type/Page/TrimBox[10 10 90.5 90]/Tabs/S>>\nendobj\n2 0 obj\n<<>>\nendobj\n";
        let second = pdf.find("2 0 obj").unwrap();
        let pdf = format!(
            "{pdf}xref\n0 3\n0000000000 65535 f\r\n{:010} 00000 n\r\n{second:010} 00000 n\r\ntrailer\n<</Size 3>>\nstartxref\n{}\n%%EOF",
            9,
            pdf.len()
        );
        let made = String::from_utf8(with_bleed_boxes(pdf.into_bytes())).unwrap();
        assert!(
            made.contains("/TrimBox[10 10 90.5 90]/BleedBox[1.4961 1.4961 99.0039 98.5039]/Tabs/S>>"),
            "{made}"
        );
        let (table, _) = number(made.as_bytes(), made.find("startxref\n").unwrap() + 10).unwrap();
        assert!(made[table..].starts_with("xref\n0 3\n0000000000 65535 f\r\n0000000009 00000 n\r\n"));
        let (second, _) = number(made.as_bytes(), table + 9 + 2 * ENTRY).unwrap();
        assert!(made[second..].starts_with("2 0 obj\n"), "{made}");
        assert!(made.ends_with("\n%%EOF"));
    }
}

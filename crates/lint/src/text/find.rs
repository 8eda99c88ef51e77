//! Finds parsed words again in the file as it was written.

/// How far beyond its place a text is looked for, in bytes: a table with every field filled in is shorter.
const REACH: usize = 16_384;

/// The byte at which `found` stands, where `before` stands directly before it, at or after `from`. When the two do
/// not stand there together (an escape, a link with an address between), `found` alone will do.
pub(super) fn after(text: &str, from: usize, before: &str, found: &str) -> Option<usize> {
    let end = (from..=(from + REACH).min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))?;
    let window = text.get(from..end)?;
    let together = format!("{before}{found}");
    // Markup only adds: what is longer than the window is not in it, and need not be tried at each of its letters.
    let fits = together.chars().count() <= window.chars().count();
    starts(window, if fits { &together } else { "" })
        .find_map(|at| {
            let beyond = same(window.get(at..)?, before)?;
            let at = at + beyond;
            same(window.get(at..)?, found).map(|_| at + skipped(window.get(at..).unwrap_or("")))
        })
        .or_else(|| starts(window, found).find(|at| same(window.get(*at..).unwrap_or(""), found).is_some()))
        .map(|at| from + at)
}

/// Where the first character of some words stands.
fn starts<'t>(window: &'t str, words: &str) -> impl Iterator<Item = usize> + 't {
    let first = words.chars().next().map(plain);
    window
        .char_indices()
        .filter(move |(_, character)| Some(plain(*character)) == first)
        .map(|(at, _)| at)
}

/// How many bytes of the written text have these words; nothing when it has others.
fn same(written: &str, words: &str) -> Option<usize> {
    let mut at = 0;
    for character in words.chars() {
        let rest = written.get(at..)?;
        if character.is_whitespace() {
            let space = rest.len()
                - rest
                    .trim_start_matches(|c: char| c.is_whitespace() || is_markup(c))
                    .len();
            if space == 0 {
                return None;
            }
            at += space;
            continue;
        }
        let next = rest.chars().next()?;
        if plain(next) == plain(character) {
            at += next.len_utf8();
            continue;
        }
        at += skipped(rest);
        let next = written.get(at..)?.chars().next()?;
        if plain(next) != plain(character) {
            return None;
        }
        at += next.len_utf8();
    }
    Some(at)
}

/// How many bytes of markup a text begins with.
fn skipped(written: &str) -> usize {
    written.len() - written.trim_start_matches(is_markup).len()
}

fn is_markup(character: char) -> bool {
    matches!(character, '*' | '_' | '`' | '\\' | '>' | '[' | ']')
}

/// Typographers' quotation marks as they are typed.
fn plain(character: char) -> char {
    match character {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_behind_markup_and_line_breaks() {
        let text = "x\nOnly *one\n> small* thing.\nOnly one.";
        assert_eq!(after(text, 2, "Only ", "one small"), Some(8));
        assert_eq!(after(text, 2, "", "thing"), Some(text.find("thing").unwrap()));
        assert_eq!(after(text, 2, "", "absent"), None);
    }
}

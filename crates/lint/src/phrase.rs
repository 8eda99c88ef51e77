//! Phrases, matched word by word: case, hyphens and the kind of apostrophe do not matter, and no word is found inside
//! another.

use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// In small letters, with typewriters' apostrophes.
    pub(crate) lower: String,
}

/// The words of a text, in order. A sign such as `%` is a word of its own when phrases may ask for it.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let joins = character.is_alphanumeric()
            || (matches!(character, '\'' | '’')
                && open
                && text[end..].chars().next().is_some_and(char::is_alphanumeric));
        if joins {
            if !open {
                words.push(Word {
                    range: at..at,
                    lower: String::new(),
                });
            }
            if let Some(word) = words.last_mut() {
                word.range.end = end;
                match character {
                    '’' => word.lower.push('\''),
                    other => word.lower.extend(other.to_lowercase()),
                }
            }
        } else if matches!(character, '%' | '£') {
            words.push(Word {
                range: at..end,
                lower: character.to_string(),
            });
        }
        open = joins;
    }
    words
}

/// Where a phrase stands, as ranges of words that do not overlap. A phrase is written as words with spaces between: `a|b` is either,
/// `a?` may be left out, `*` is any word.
pub(crate) fn find(words: &[Word], phrase: &str) -> Vec<Range<usize>> {
    let elements: Vec<&str> = phrase.split(' ').collect();
    let mut runs = Vec::new();
    let mut start = 0;
    while start < words.len() {
        match matched(&words[start..], &elements) {
            Some(length) if length > 0 => {
                runs.push(start..start + length);
                start += length;
            }
            _ => start += 1,
        }
    }
    runs
}

fn matched(words: &[Word], elements: &[&str]) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else {
        return Some(0);
    };
    let (element, optional) = match element.strip_suffix('?') {
        Some(element) => (element, true),
        None => (*element, false),
    };
    let here = words.first().filter(|word| {
        element
            .split('|')
            .any(|choice| choice == "*" || choice == word.lower)
    });
    let taken = here.and_then(|_| matched(&words[1..], rest)).map(|more| more + 1);
    match taken {
        None if optional => matched(words, rest),
        other => other,
    }
}

/// The bytes of a run of words.
pub(crate) fn bytes(words: &[Word], run: &Range<usize>) -> Range<usize> {
    let start = words.get(run.start).map_or(0, |word| word.range.start);
    let end = run
        .end
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .map_or(start, |word| word.range.end);
    start..end
}

/// The bytes between quotation marks, which are somebody else's words or the name of a work. An apostrophe is none.
pub(crate) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let after = text[at + character.len_utf8()..].chars().next().unwrap_or(' ');
        match open {
            Some((start, closing))
                if character == closing && !(closing == '’' && after.is_alphanumeric()) =>
            {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                open = match character {
                    '“' => Some((at, '”')),
                    '"' => Some((at, '"')),
                    '‘' if !before.is_alphanumeric() => Some((at, '’')),
                    '\'' if !before.is_alphanumeric() && after.is_alphanumeric() => Some((at, '\'')),
                    _ => None,
                }
            }
        }
        before = character;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, phrase: &str) -> Vec<String> {
        let words = words(text);
        find(&words, phrase)
            .iter()
            .map(|run| text[bytes(&words, run)].to_owned())
            .collect()
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        assert!(found("#MerryMuletide", "mule|mules").is_empty());
        assert_eq!(
            found("A drug-mule, or Mules.", "drug? mule|mules"),
            ["drug-mule", "Mules"]
        );
    }

    #[test]
    fn a_phrase_may_have_choices_and_gaps() {
        assert_eq!(
            found("We’ll never know who you are", "we'll|we never * who"),
            ["We’ll never know who"]
        );
        assert_eq!(
            found("100 % secure, 100% secure", "100 % secure"),
            ["100 % secure", "100% secure"]
        );
    }

    #[test]
    fn an_apostrophe_opens_no_quotation() {
        assert!(quoted("Don't, and they don’t either; the boys' own").is_empty());
        let text = "The film “Junkie” and ‘it’s fine’.";
        let inside: Vec<&str> = quoted(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(inside, ["“Junkie", "‘it’s fine"]);
    }
}

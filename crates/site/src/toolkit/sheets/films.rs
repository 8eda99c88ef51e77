//! Films with their captions and texts.

use super::super::kit::Kit;
use super::super::sheet::Sheet;
use words::Word;

/// Nothing when there is no film that may go along or be linked.
pub(super) fn sheet(kit: &Kit<'_>) -> Option<Sheet> {
    let films: Vec<_> = kit
        .context
        .films()
        .into_iter()
        .filter(|film| kit.kept.has_file(&film.file))
        .collect();
    if films.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new("films", kit.say(Word::ToolkitFilms));
    sheet.text(kit.say(Word::ToolkitFilmsText));
    for film in films {
        sheet.heading(film.alt.clone());
        let parts = [
            (Word::ToolkitFilmFile, Some(&film.file)),
            (Word::ToolkitFilmCaptions, film.captions.as_ref()),
            (Word::ToolkitFilmTranscript, film.transcript.as_ref()),
            (Word::ToolkitFilmDescription, film.description.as_ref()),
            (Word::ToolkitFilmStill, film.still.as_ref()),
        ];
        sheet.list(parts.into_iter().filter_map(|(word, file)| {
            let file = file.filter(|file| kit.kept.has_file(file))?;
            // The film stands in the pack, beside this folder.
            Some(kit.fill(word, &[("file", &format!("../{file}"))]))
        }));
    }
    Some(sheet)
}

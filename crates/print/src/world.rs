//! What a template may see while one sheet is typeset: itself, the data of the sheet, the sheet's pictures and the fonts.
//!
//! Typst never forgets the name of a file, so that every sheet uses the same few names.

use crate::fonts::FONTS;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The templates, by the name under which others import them.
const TEMPLATES: [(&str, &str); 6] = [
    ("/card.typ", include_str!("../templates/card.typ")),
    ("/parts.typ", include_str!("../templates/parts.typ")),
    ("/sheet.typ", include_str!("../templates/sheet.typ")),
    ("/plan.typ", include_str!("../templates/plan.typ")),
    ("/poster.typ", include_str!("../templates/poster.typ")),
    ("/copy.typ", include_str!("../templates/copy.typ")),
];

/// Parsed once: a template is the same for every sheet.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let templates = TEMPLATES.iter();
    templates
        .filter_map(|(name, text)| Some(Source::new(file_id(name)?, (*text).to_owned())))
        .collect()
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The number under which Typst knows a file of this name; nothing when it can be no name.
pub(crate) fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One sheet's files.
pub(crate) struct Sheets {
    main: FileId,
    files: Vec<(FileId, Bytes)>,
}

impl Sheets {
    /// A world in which `main` is typeset and may read these files.
    pub(crate) fn new(main: FileId, files: Vec<(FileId, Bytes)>) -> Sheets {
        Sheets { main, files }
    }
}

impl World for Sheets {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = SOURCES.iter().find(|source| source.id() == id);
        source.cloned().ok_or_else(|| not_here(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(known, _)| *known == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(|| not_here(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index)
    }

    /// No clock: the same sheet is the same file on every day.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_here(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}

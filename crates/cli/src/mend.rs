//! `hueandcry check --fix`: writes what has one right answer into the folder, and says what it wrote.

use crate::clock;
use crate::open::{AnySource, Origin};
use crate::prepare::examine;
use anyhow::{Result, anyhow, bail};
use campaign::{CampaignPath, FileClass, Fix, FolderLimits, Private, Source, classify};
use jiff::civil::Date;
use lint::Together;
use source::FolderSource;
use std::collections::BTreeMap;

/// One answer may make another finding readable, such as the keys of a table whose own name was misspelt.
const MOST_ROUNDS: usize = 10;

/// What marks a text as UTF-8 for some editors. It stays, and is not counted.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What was written.
#[derive(Default)]
pub(crate) struct Mended {
    /// Each file's text before and after.
    pub(crate) changes: BTreeMap<CampaignPath, (String, String)>,
    /// The words that no line of it may show.
    pub(crate) private: Private,
    /// A file that could not be written, and why; those before it were.
    pub(crate) refused: Option<String>,
}

/// Puts a folder right, again and again until nothing is left that has one right answer.
pub(crate) fn mend(origin: &Origin, limits: &FolderLimits, today: Option<Date>) -> Result<Mended> {
    let Origin::Folder(path) = origin else {
        bail!("{} is a zip; unpack it, and put the folder right", origin.name());
    };
    let folder = FolderSource::open(path, *limits)
        .map_err(|reason| anyhow!("{} cannot be opened: {reason}", path.display()))?;
    let mut mended = Mended::default();
    for _ in 0..MOST_ROUNDS {
        // Read before it is checked: whatever is changed after this is noticed when it is written.
        let texts = texts(&folder, limits);
        let loaded = source::load(
            AnySource::Folder(FolderSource::open(path, *limits).map_err(|reason| anyhow!(reason))?),
            limits,
        );
        let now = clock::moment(today, loaded.campaign.as_ref());
        let findings = examine(&loaded, now, &mut Together::default()).findings;
        mended.private = loaded.private;
        let mut fixes: BTreeMap<&CampaignPath, Vec<&Fix>> = BTreeMap::new();
        for (finding, fix) in findings
            .iter()
            .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
        {
            let known = CampaignPath::new(&finding.place.file).ok();
            if let Some((path, _)) = known.and_then(|path| texts.get_key_value(&path)) {
                fixes.entry(path).or_default().push(fix);
            }
        }
        let mut has_written = false;
        for (path, fixes) in fixes {
            let Some((bytes, text)) = texts.get(path).and_then(|bytes| Some((bytes, text_of(bytes)?))) else {
                continue;
            };
            let after = lint::mend(text, &fixes);
            if after == text {
                continue;
            }
            let mark = if bytes.starts_with(MARK) { MARK } else { &[] };
            if let Err(reason) = folder.replace(path, bytes, &[mark, after.as_bytes()].concat()) {
                mended.refused = Some(format!("{path} was left as it is: {reason}"));
                return Ok(mended);
            }
            has_written = true;
            let change = mended.changes.entry(path.clone());
            change.or_insert_with(|| (text.to_owned(), String::new())).1 = after;
        }
        if !has_written {
            break;
        }
    }
    Ok(mended)
}

/// The texts of the edition as they are on the disk. One that cannot be read is the check's finding.
fn texts(folder: &FolderSource, limits: &FolderLimits) -> BTreeMap<CampaignPath, Vec<u8>> {
    let entries = folder.list().map(|listing| listing.entries).unwrap_or_default();
    entries
        .into_iter()
        .filter(|entry| classify(&entry.path) == FileClass::Text)
        .filter_map(|entry| {
            let bytes = folder.read(&entry.path, limits.text_bytes).ok()?;
            Some((entry.path, bytes))
        })
        .collect()
}

fn text_of(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes.strip_prefix(MARK).unwrap_or(bytes)).ok()
}

//! What is in a toolkit: each file with its hash and the items that it came from, so that after a takedown the copies outside
//! can be listed.

use super::archive::Written;
use super::kit::Kit;
use super::sheet::{Part, Sheet};
use campaign::{ContentHash, EditionHash, ItemHash, ItemId};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use words::Word;

/// A file, and what it came from.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) file: Written,
    pub(super) from: Vec<ItemId>,
    /// The person's agreement on which it rests.
    pub(super) consent: Option<String>,
}

/// A film that the toolkit names and does not hold.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    pub(super) file: String,
    pub(super) size_bytes: u64,
    pub(super) hash: ContentHash,
    pub(super) address: String,
}

/// What stays out, in numbers: what is not due is not even named.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut {
    pub(super) pages: usize,
    pub(super) posts: usize,
    pub(super) posters: usize,
    pub(super) files: usize,
    pub(super) linked: Vec<Linked>,
}

#[derive(Debug)]
pub(super) struct Manifest<'m> {
    pub(super) kit: Kit<'m>,
    /// What the pack's own edition is, when it is read by itself.
    pub(super) pack: EditionHash,
    pub(super) files: Vec<Listed>,
    pub(super) left_out: LeftOut,
    pub(super) hashes: BTreeMap<ItemId, ItemHash>,
}

impl Manifest<'_> {
    /// `manifest.json`.
    pub(super) fn json(&self) -> String {
        let about = &self.kit.campaign().about;
        let context = self.kit.context;
        let mut json = String::from("{\n");
        let mut pair = |key: &str, value: &str| _ = writeln!(json, "  {}: {value},", quoted(key));
        pair("format", &quoted("hueandcry toolkit 1"));
        pair("campaign", &quoted(about.id.as_str()));
        pair("name", &quoted(&about.name));
        pair("edition", &quoted(&context.edition.to_string()));
        pair("pack_edition", &quoted(&self.pack.to_string()));
        pair("program", &quoted(&format!("hueandcry {}", context.site.version)));
        pair("as_of", &quoted(&about.day(context.now).to_string()));
        pair(
            "sector",
            &optional(self.kit.sector.map(|sector| sector.id.as_str())),
        );
        pair(
            "worked_example",
            if about.worked_example { "true" } else { "false" },
        );
        let LeftOut {
            pages,
            posts,
            posters,
            files,
            linked,
        } = &self.left_out;
        let linked: Vec<String> = linked
            .iter()
            .map(|film| {
                format!(
                    "{{\"path\": {}, \"bytes\": {}, \"blake3\": \"{}\", \"address\": {}}}",
                    quoted(&film.file),
                    film.size_bytes,
                    film.hash,
                    quoted(&film.address)
                )
            })
            .collect();
        pair(
            "left_out",
            &format!(
                "{{\"pages\": {pages}, \"posts\": {posts}, \"posters\": {posters}, \"files\": {files}, \"linked\": [{}]}}",
                linked.join(", ")
            ),
        );
        let files: Vec<String> = self.files.iter().map(|listed| self.entry(listed)).collect();
        _ = write!(json, "  \"files\": [\n    {}\n  ]\n}}\n", files.join(",\n    "));
        json
    }

    fn entry(&self, listed: &Listed) -> String {
        let from: Vec<String> = listed
            .from
            .iter()
            .map(|item| {
                let hash = self.hashes.get(item).map(ToString::to_string);
                format!(
                    "{{\"item\": {}, \"hash\": {}}}",
                    quoted(&item.to_string()),
                    optional(hash.as_deref())
                )
            })
            .collect();
        format!(
            "{{\"path\": {}, \"bytes\": {}, \"blake3\": \"{}\", \"from\": [{}], \"consent\": {}}}",
            quoted(&listed.file.path),
            listed.file.size_bytes,
            listed.file.hash,
            from.join(", "),
            optional(listed.consent.as_deref())
        )
    }

    /// The same for people.
    pub(super) fn sheet(&self) -> Sheet {
        let kit = &self.kit;
        let about = &kit.campaign().about;
        let mut sheet = Sheet::new("manifest", kit.say(Word::ToolkitManifest));
        let sector = kit.sector.map(|sector| sector.name.value.clone());
        let sector = sector.unwrap_or_else(|| kit.say(Word::ToolkitManifestEverybody));
        let day = kit.words().date(about.day(kit.context.now));
        let program = format!("hueandcry {}", kit.context.site.version);
        let gaps: [(Word, (&str, &str)); 5] = [
            (Word::ToolkitManifestSector, ("sector", &sector)),
            (
                Word::ToolkitManifestEdition,
                ("edition", &kit.context.edition.to_string()),
            ),
            (Word::ToolkitManifestPack, ("edition", &self.pack.to_string())),
            (Word::ToolkitManifestProgram, ("program", &program)),
            (Word::ToolkitManifestDay, ("date", &day)),
        ];
        sheet.list(gaps.map(|(word, gap)| kit.fill(word, &[gap])));
        let left_out = self.left_out();
        if !left_out.is_empty() {
            sheet.heading(kit.say(Word::ToolkitManifestLeftOut));
            sheet.list(left_out);
        }
        sheet.heading(kit.say(Word::ToolkitContents));
        let rows = self.files.iter().map(|listed| {
            let from: Vec<String> = listed.from.iter().map(ToString::to_string).collect();
            vec![
                listed.file.path.clone(),
                from.join(", "),
                listed.file.hash.to_string(),
            ]
        });
        sheet.parts.push(Part::Table {
            head: vec![
                String::new(),
                kit.say(Word::ToolkitManifestFrom),
                "BLAKE3".to_owned(),
            ],
            rows: rows.collect(),
        });
        sheet
    }

    fn left_out(&self) -> Vec<String> {
        let kit = &self.kit;
        let counts = [
            (Word::ToolkitLeftPages, self.left_out.pages),
            (Word::ToolkitLeftPosts, self.left_out.posts),
            (Word::ToolkitLeftPosters, self.left_out.posters),
            (Word::ToolkitLeftFiles, self.left_out.files),
        ];
        let mut lines: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| kit.fill(word, &[("count", &count.to_string())]))
            .collect();
        if !kit.campaign().placements.is_empty() {
            lines.push(kit.say(Word::ToolkitLeftPlacements));
        }
        lines.extend(self.left_out.linked.iter().map(|film| {
            let (size, hash) = (film.size_bytes.to_string(), film.hash.to_string());
            kit.fill(
                Word::ToolkitLeftFilm,
                &[
                    ("file", &film.file),
                    ("size", &size),
                    ("hash", &hash),
                    ("address", &film.address),
                ],
            )
        }));
        lines
    }
}

fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), quoted)
}

/// A text as a JSON string (RFC 8259, 7).
fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            other if other.is_control() => _ = write!(written, "\\u{:04x}", u32::from(other)),
            other => written.push(other),
        }
    }
    written.push('"');
    written
}

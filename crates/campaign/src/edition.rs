//! Editions and item hashes: what exactly was agreed.
//!
//! An edition is content-addressed: its hash is that of a manifest tree whose folders have hashes of their own, so that
//! two editions share every folder in which nothing changed. An item's hash comes from what the item shows, in a
//! canonical encoding with a version, never from rendered bytes: a change of the program does not void a sign-off, and
//! reading a fact again at its source does not either.

mod encode;
mod items;
mod study;

pub use items::{ItemId, item_hashes};
pub use study::plan_hash;

use crate::path::CampaignPath;
use std::collections::BTreeMap;
use std::fmt;

macro_rules! hashes {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 32]);

        impl $name {
            /// The 32 bytes of the BLAKE3 hash.
            pub fn bytes(&self) -> &[u8; 32] {
                &self.0
            }

            /// The first twelve hexadecimal digits: enough to tell editions apart when people read them out.
            pub fn short(&self) -> String {
                self.to_string().chars().take(12).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{self}")
            }
        }
    )*};
}

hashes! {
    /// The hash of a file's bytes, as they are published.
    ContentHash;
    /// The hash of a folder of the manifest.
    TreeHash;
    /// The hash of a whole edition.
    EditionHash;
    /// The hash of what an item shows.
    ItemHash;
}

impl ContentHash {
    /// Hashes bytes that are whole in memory.
    pub fn of(bytes: &[u8]) -> ContentHash {
        ContentHash(*blake3::hash(bytes).as_bytes())
    }

    /// Hashes a stream in pieces: a film is never whole in memory. Gives the hash and the number of bytes.
    pub fn of_stream(stream: &mut dyn std::io::Read) -> std::io::Result<(ContentHash, u64)> {
        let mut hasher = blake3::Hasher::new();
        let mut piece = vec![0; 64 << 10];
        loop {
            let count = match stream.read(&mut piece) {
                Ok(0) => return Ok((ContentHash(*hasher.finalize().as_bytes()), hasher.count())),
                Ok(count) => count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hasher.update(piece.get(..count).unwrap_or_default());
        }
    }
}

/// A folder of the manifest: its files by name, and its folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Files by name.
    pub files: BTreeMap<Box<str>, ContentHash>,
    /// Folders by name, by the hash under which they are found in [`Edition::trees`].
    pub folders: BTreeMap<Box<str>, TreeHash>,
}

/// The manifest of a campaign at one moment.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its hash: that of the root folder and of the format's version.
    pub hash: EditionHash,
    /// The root folder's hash.
    pub root: TreeHash,
    /// Every folder by its hash; a folder that stands in many editions is stored once.
    pub trees: BTreeMap<TreeHash, Tree>,
}

impl Edition {
    /// Makes the manifest of these files. Their order does not matter.
    pub fn of<'p>(files: impl IntoIterator<Item = (&'p CampaignPath, ContentHash)>) -> Edition {
        let mut root = Folder::default();
        for (path, hash) in files {
            root.put(&path.parts().collect::<Vec<_>>(), hash);
        }
        let mut trees = BTreeMap::new();
        let root = root.hash_into(&mut trees);
        let hash = encode::Encoder::new("hueandcry edition 1")
            .bytes(&root.0)
            .finish();
        Edition {
            hash: EditionHash(hash),
            root,
            trees,
        }
    }
}

#[derive(Default)]
struct Folder {
    files: BTreeMap<Box<str>, ContentHash>,
    folders: BTreeMap<Box<str>, Folder>,
}

impl Folder {
    fn put(&mut self, parts: &[&str], hash: ContentHash) {
        match parts {
            [] => {}
            [name] => {
                self.files.insert((*name).into(), hash);
            }
            [folder, rest @ ..] => self.folders.entry((*folder).into()).or_default().put(rest, hash),
        }
    }

    fn hash_into(self, trees: &mut BTreeMap<TreeHash, Tree>) -> TreeHash {
        let folders: BTreeMap<Box<str>, TreeHash> = self
            .folders
            .into_iter()
            .map(|(name, folder)| (name, folder.hash_into(trees)))
            .collect();
        let mut encoder = encode::Encoder::new("hueandcry tree 1");
        encoder = encoder.count(self.files.len());
        for (name, hash) in &self.files {
            encoder = encoder.text(name).bytes(&hash.0);
        }
        encoder = encoder.count(folders.len());
        for (name, hash) in &folders {
            encoder = encoder.text(name).bytes(&hash.0);
        }
        let hash = TreeHash(encoder.finish());
        trees.insert(
            hash,
            Tree {
                files: self.files,
                folders,
            },
        );
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(files: &[(&str, &str)]) -> Edition {
        let files: Vec<(CampaignPath, ContentHash)> = files
            .iter()
            .map(|(path, text)| (CampaignPath::new(path).unwrap(), ContentHash::of(text.as_bytes())))
            .collect();
        Edition::of(files.iter().map(|(path, hash)| (path, *hash)))
    }

    #[test]
    fn the_order_of_the_files_does_not_matter() {
        let one = edition(&[("a.toml", "1"), ("pages/b.md", "2")]);
        let other = edition(&[("pages/b.md", "2"), ("a.toml", "1")]);
        assert_eq!(one.hash, other.hash);
    }

    #[test]
    fn an_edition_that_differs_by_a_page_shares_every_other_folder() {
        let one = edition(&[
            ("pages/a.md", "1"),
            ("media/x.svg", "x"),
            ("theme/theme.toml", "t"),
        ]);
        let other = edition(&[
            ("pages/a.md", "2"),
            ("media/x.svg", "x"),
            ("theme/theme.toml", "t"),
        ]);
        assert_ne!(one.hash, other.hash);
        let shared = one
            .trees
            .keys()
            .filter(|hash| other.trees.contains_key(hash))
            .count();
        assert_eq!(shared, 2);
    }

    #[test]
    fn a_file_cannot_pose_as_a_folder() {
        assert_ne!(
            edition(&[("a", "1"), ("b", "2")]).hash,
            edition(&[("a/b", "1")]).hash
        );
    }

    #[test]
    fn a_stream_has_the_hash_of_its_bytes() {
        let bytes = vec![7_u8; 200_000];
        let (hash, size) = ContentHash::of_stream(&mut bytes.as_slice()).unwrap();
        assert_eq!((hash, size), (ContentHash::of(&bytes), 200_000));
    }
}

//! How much a campaign folder may hold, and why.

/// Bounds on what is read. They are generous for a campaign and small for an attacker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderLimits {
    /// Files in the folder: a campaign of 24 doors, its pictures and posters has about 150.
    pub files: usize,
    /// Bytes of one text file (TOML, Markdown, CSV): the longest law a council ever published as a page is smaller.
    pub text_bytes: u64,
    /// Bytes of all text files together, which are held in memory: a series of a thousand pages has a tenth of it.
    pub texts_bytes: u64,
    /// Bytes of one picture: a camera's full-size JPEG.
    pub picture_bytes: u64,
    /// Bytes of one film: ten minutes at a phone's quality.
    pub film_bytes: u64,
    /// Bytes of all files together: what a partner can still send by e-mail link.
    pub total_bytes: u64,
    /// Pixels of one picture: four bytes each must fit in memory beside everything else.
    pub pixels: u64,
    /// Unpacked bytes for each packed byte of a zip entry: text rarely packs better than 20 to 1.
    pub zip_ratio: u64,
    /// Entries of a zip, folders included.
    pub zip_entries: usize,
    /// Tables in tables, lists in lists, groups in groups: people stop at five.
    pub nesting: usize,
}

impl Default for FolderLimits {
    fn default() -> FolderLimits {
        FolderLimits {
            files: 5_000,
            text_bytes: 1 << 20,
            texts_bytes: 64 << 20,
            picture_bytes: 24 << 20,
            film_bytes: 512 << 20,
            total_bytes: 2 << 30,
            pixels: 50_000_000,
            zip_ratio: 200,
            zip_entries: 10_000,
            nesting: 32,
        }
    }
}

impl FolderLimits {
    /// Small enough that a test can go over each of them.
    pub fn for_testing() -> FolderLimits {
        FolderLimits {
            files: 40,
            text_bytes: 16 << 10,
            texts_bytes: 64 << 10,
            picture_bytes: 64 << 10,
            film_bytes: 128 << 10,
            total_bytes: 512 << 10,
            pixels: 100_000,
            zip_ratio: 20,
            zip_entries: 60,
            nesting: 32,
        }
    }
}

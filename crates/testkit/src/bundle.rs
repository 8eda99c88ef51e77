//! Several files in one piece of bytes, so that a fuzzer can make a folder and a person can read what it made.

use campaign::{CampaignPath, MemorySource};

/// Begins a file: at the start of a line, before its path.
const MARK: &[u8] = b"=== ";

/// Takes bytes for files: a line `=== pages/home.md`, then what is in it, to the next such line. Whatever comes before
/// the first is `campaign.toml`. A path that no campaign can have is passed over with its file.
pub fn unbundle(bytes: &[u8]) -> MemorySource {
    let mut source = MemorySource::new();
    let mut path = CampaignPath::new("campaign.toml").ok();
    let mut file = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(MARK) {
            Some(name) => {
                keep(&mut source, path, &mut file);
                path = std::str::from_utf8(name)
                    .ok()
                    .and_then(|name| CampaignPath::new(name.trim()).ok());
            }
            None => file.extend_from_slice(line),
        }
    }
    keep(&mut source, path, &mut file);
    source
}

fn keep(source: &mut MemorySource, path: Option<CampaignPath>, file: &mut Vec<u8>) {
    let bytes = std::mem::take(file);
    if let Some(path) = path.filter(|_| !bytes.is_empty()) {
        source.insert(path, bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use campaign::Source;

    #[test]
    fn a_bundle_becomes_files() {
        let source =
            unbundle(b"id = 1\n=== pages/home.md\n# Hello\n=== ../out.md\nlost\n=== signs.toml\nx = 1\n");
        let names: Vec<_> = source
            .list()
            .unwrap()
            .entries
            .iter()
            .map(|entry| entry.path.to_string())
            .collect();
        assert_eq!(names, ["campaign.toml", "pages/home.md", "signs.toml"]);
        let home = CampaignPath::new("pages/home.md").unwrap();
        assert_eq!(source.read(&home, 100).unwrap(), b"# Hello\n");
    }
}

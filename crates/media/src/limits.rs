//! How much of a picture is accepted, and why that much.

/// The bounds that a picture is held to before work is spent on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaLimits {
    /// Width times height of a photograph. 50 million: the largest phone camera in common use takes 48 megapixels,
    /// which is 150 MB decoded, and three times that on the way if it is a progressive JPEG; more would let a small
    /// file claim a machine's memory.
    pub pixels: u64,
    /// The longest side in pixels. 16,383: the most that WebP can say, and no screen or poster needs more.
    pub side: u32,
    /// Scans in a progressive JPEG. 64: an encoder writes about ten; each scan costs a pass over the whole picture, so
    /// that a few kilobytes of scans could hold a processor for minutes.
    pub jpeg_scans: u32,
    /// Bytes of a drawing. 1 MB: a hand-drawn picture takes 10 KB and a traced one 200 KB; a phone has to draw it.
    pub svg_bytes: usize,
    /// How deep elements may stand in one another. 32, as everywhere in a campaign folder.
    pub svg_nesting: usize,
    /// Elements in a drawing. 10,000: a busy crowd scene has some 2,000.
    pub svg_elements: usize,
    /// Elements once every `use`, pattern, mask and clip path is drawn out. 100,000: a few hundred bytes of nested
    /// `use` can otherwise ask for billions.
    pub svg_expanded_elements: u64,
}

impl Default for MediaLimits {
    fn default() -> Self {
        Self {
            pixels: 50_000_000,
            side: 16_383,
            jpeg_scans: 64,
            svg_bytes: 1_000_000,
            svg_nesting: 32,
            svg_elements: 10_000,
            svg_expanded_elements: 100_000,
        }
    }
}

impl MediaLimits {
    /// Small bounds, so that a test can cross each of them with a small picture.
    #[must_use]
    pub fn for_testing() -> Self {
        Self {
            pixels: 10_000,
            side: 200,
            jpeg_scans: 12,
            svg_bytes: 10_000,
            svg_nesting: 32,
            svg_elements: 100,
            svg_expanded_elements: 1_000,
        }
    }
}

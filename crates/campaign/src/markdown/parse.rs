//! The parser.
use super::Block;
/// stub
pub fn parse() -> Vec<Block> {
    Vec::new()
}

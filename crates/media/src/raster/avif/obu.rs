//! AV1's open bitstream units (AV1 §5.3): what draws stays; units that carry messages or padding go.

const METADATA: u8 = 5;
const PADDING: u8 = 15;

/// The same units without metadata and padding, `None` when they cannot be told apart.
pub(super) fn without_messages(mut units: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(units.len());
    while let Some(header) = units.first() {
        let mut length = 1 + usize::from(header >> 2 & 1);
        if header >> 1 & 1 == 1 {
            let (size, digits) = leb128(units.get(length..)?)?;
            length = length.checked_add(digits)?.checked_add(size)?;
        } else {
            // Without a size of its own a unit reaches to the end.
            length = units.len();
        }
        let (unit, rest) = units.split_at_checked(length)?;
        if !matches!(header >> 3 & 15, METADATA | PADDING) {
            out.extend_from_slice(unit);
        }
        units = rest;
    }
    Some(out)
}

/// A little-endian base-128 number and how many bytes it took (AV1 §4.10.5).
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().take(8).enumerate() {
        value |= u64::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(value).ok()?, at + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_between_two_frames_is_taken_out() {
        let frame = [0x32, 2, 7, 7];
        let message = [0x2A, 3, b'G', b'P', b'S'];
        let units = [&frame[..], &message, &frame].concat();
        assert_eq!(without_messages(&units), Some([frame, frame].concat()));
        assert_eq!(without_messages(&units[..6]), None, "cut short");
    }
}

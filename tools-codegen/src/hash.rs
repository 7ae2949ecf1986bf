//! Digits that stand for a text, the same on every machine and for ever.

/// Eight digits that stand for a text.
pub(crate) fn digits(text: &str) -> String {
    format!("{:08x}", fnv(text))
}

/// FNV-1a, 32 bits: short, and fixed for ever.
pub(crate) fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

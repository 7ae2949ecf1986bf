//! JSON pointers as they stand in the fragment of a `$ref` (RFC 6901, section 6).

use super::node::Node;

impl Node {
    /// What a pointer names, from this value on.
    #[must_use]
    pub fn at_pointer(&self, pointer: &str) -> Option<&Node> {
        let mut at = self;
        for step in pointer.strip_prefix('/')?.split('/') {
            let step = decode(step)?;
            at = match at.as_array() {
                Some(items) => {
                    let plain = step == "0" || !step.starts_with(['0', '+']);
                    items.get(step.parse::<usize>().ok().filter(|_| plain)?)?
                }
                None => &at.get(&step)?.value,
            };
        }
        Some(at)
    }
}

/// A step of a JSON pointer in a URI fragment.
fn decode(step: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
            let (high, low) = (hex(rest.next())?, hex(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.replace("~1", "/").replace("~0", "~"))
}

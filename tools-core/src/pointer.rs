//! JSON pointers (RFC 6901) into what a model sent.

/// The longest step, and the longest pointer before which steps are still spelled out, in bytes.
/// The keys of free-form objects are the model's, and a pointer is kept for every violation.
const STEP: usize = 256;
const POINTER: usize = 4096;

/// Appends a key as a step of a JSON pointer (RFC 6901, section 3). An absurdly long one is cut.
pub fn push_step(pointer: &mut String, key: &str) {
    pointer.push('/');
    let room = if pointer.len() > POINTER { 0 } else { STEP };
    let mut end = key.len().min(room);
    while !key.is_char_boundary(end) {
        end -= 1;
    }
    for c in key[..end].chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
    if end < key.len() {
        pointer.push('…');
    }
}

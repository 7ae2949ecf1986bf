//! Takes URLs out of what a model is shown of a failure.

/// `text` with every `scheme://...` replaced.
pub(crate) fn without_urls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, width)) = next_slashes(rest) {
        let scheme =
            rest[..at].bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b)).count();
        out.push_str(&rest[..at - scheme]);
        let tail = &rest[at + width..];
        let stop = |c: char| c.is_whitespace() || c.is_control() || "\"'<>`".contains(c);
        let end = tail.find(stop).unwrap_or(tail.len());
        // What closes the sentence around a URL is not part of it.
        let end = tail[..end].trim_end_matches([')', '}', ',', ';', '.', ':', '!', '?', '\\']).len();
        if scheme == 0 && end == 0 {
            out.push_str(&rest[at - scheme..at + width]);
        } else {
            out.push_str("[URL]");
        }
        rest = &tail[end..];
    }
    out.push_str(rest);
    out
}

/// The next `://`, also as JSON of some servers has it (`:\/\/`) and percent-encoded. One pass, so
/// that a text full of one of them is not searched to its end for the others each time.
fn next_slashes(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(_, b)| matches!(b, b':' | b'%')).find_map(|(at, _)| {
        let rest = &bytes[at..];
        let is = |mark: &[u8]| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        let marks: [&[u8]; 3] = [b"://", b":\\/\\/", b"%3A%2F%2F"];
        marks.into_iter().find(|mark| is(mark)).map(|mark| (at, mark.len()))
    })
}

//! How far a JSON text has come, fragment by fragment, without parsing it anew each time.

/// The state behind the fragments so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Scan {
    /// Open brackets less closed ones: below zero in what is only the rest of a text.
    depth: i64,
    in_string: bool,
    is_escaped: bool,
    has_begun: bool,
    /// It begins with a brace, as all arguments do.
    is_object: bool,
}

impl Scan {
    pub(super) fn push(&mut self, fragment: &[u8]) {
        for byte in fragment {
            self.step(*byte);
        }
    }

    pub(super) fn step(&mut self, byte: u8) {
        if byte.is_ascii_whitespace() && !self.in_string {
            return;
        }
        if !self.has_begun {
            self.has_begun = true;
            self.is_object = byte == b'{';
        }
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' if self.in_string => self.is_escaped = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth -= 1,
            _ => {}
        }
    }

    /// Nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        !self.has_begun
    }

    /// As many brackets are closed as were opened, and no string is open.
    pub(super) fn is_closed(&self) -> bool {
        self.has_begun && self.depth == 0 && !self.in_string
    }

    /// A whole object, as far as its brackets go.
    pub(super) fn is_whole_object(&self) -> bool {
        self.is_closed() && self.is_object
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_closed_where_its_brackets_are() {
        for (text, is_blank, is_closed, is_object) in [
            ("", true, false, false),
            (" \n", true, false, false),
            ("{", false, false, false),
            ("{}", false, true, true),
            (" {\"a\": [1, {}]} ", false, true, true),
            ("{\"a\":\"}", false, false, false),
            ("{\"a\":\"\\\"}\"", false, false, false),
            ("{\"a\":\"\\\\\"}", false, true, true),
            ("[1]", false, true, false),
            ("1}", false, false, false),
            ("\"hot\"", false, true, false),
            ("\"é", false, false, false),
        ] {
            let mut scan = Scan::default();
            // Split anywhere, even within a character.
            text.as_bytes().chunks(1).for_each(|byte| scan.push(byte));
            assert_eq!(
                (scan.is_blank(), scan.is_closed(), scan.is_whole_object()),
                (is_blank, is_closed, is_object),
                "{text}"
            );
        }
    }
}

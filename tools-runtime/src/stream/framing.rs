//! Events out of the bytes of a connection: server-sent events, or JSON values one behind the other.
//!
//! Either way an event is a JSON object, and it ends where its brackets are closed: so it is known at its last byte,
//! whatever comes behind it, a line end or the end of the connection.

use serde_json::Value;

use super::scan::Scan;

/// What ends the streams of OpenAI and its kin.
pub(super) const DONE: &str = "[DONE]";

/// The longest event, in bytes. An image in base64 is in one event.
const LONGEST: usize = 64 << 20;

/// The longest name of a field that is looked at; that of interest is `data`.
const NAME: usize = 16;

/// What some servers begin a text with.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What came to its end with a byte.
#[derive(Debug, PartialEq)]
pub(super) enum Frame {
    Event(Value),
    /// The line that ends a stream.
    Done,
    /// No JSON, or too long.
    Broken(&'static str),
}

/// What has not come to its end.
#[derive(Debug, Clone, Default)]
pub(super) struct Framing {
    place: Place,
    /// The name of the field so far.
    name: Vec<u8>,
    /// The event so far.
    event: Vec<u8>,
    scan: Scan,
    /// The last byte was a carriage return: a line feed behind it ends no further line.
    was_return: bool,
}

/// Where the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    /// At the start of a line, or in the name of a field.
    #[default]
    Name,
    /// Behind `data:`.
    Data,
    /// In a JSON value that is in no field.
    Value,
    /// In what is of no interest: a comment, another field, what is no event.
    Rest,
}

impl Framing {
    /// The next byte.
    pub(super) fn next(&mut self, byte: u8) -> Option<Frame> {
        let is_second_end = byte == b'\n' && self.was_return;
        self.was_return = byte == b'\r';
        let ends_line = matches!(byte, b'\n' | b'\r');
        match self.place {
            Place::Rest => {
                if ends_line {
                    self.place = Place::Name;
                }
                None
            }
            Place::Name if is_second_end => None,
            Place::Name if ends_line => self.nameless_line(),
            Place::Name => self.in_name(byte),
            Place::Data if ends_line => self.end_of_data(),
            Place::Data => match self.event.is_empty() && byte.is_ascii_whitespace() {
                true => None,
                false => self.in_event(byte),
            },
            Place::Value => self.in_event(byte),
        }
    }

    /// An event has begun and is not whole.
    pub(super) fn is_pending(&self) -> bool {
        self.event.first() == Some(&b'{')
    }

    fn in_name(&mut self, byte: u8) -> Option<Frame> {
        if self.name == BYTE_ORDER_MARK {
            self.name.clear();
        }
        match byte {
            // No field begins so: the values are in none. Those of a list (Gemini without `alt=sse`) are, too.
            b'{' if self.name.is_empty() && !self.is_pending() => {
                self.place = Place::Value;
                return self.in_event(byte);
            }
            b'[' | b']' | b',' | b' ' | b'\t' if self.name.is_empty() => {}
            b':' => {
                self.place = if self.name == b"data" { Place::Data } else { Place::Rest };
                self.name.clear();
            }
            _ if self.name.len() == NAME => {
                self.place = Place::Rest;
                self.name.clear();
            }
            _ => self.name.push(byte),
        }
        None
    }

    /// A line ends before a colon. An empty one ends an event, which must be whole.
    fn nameless_line(&mut self) -> Option<Frame> {
        let is_end = self.name.is_empty() && self.is_pending();
        self.name.clear();
        is_end.then(|| self.broken("an event that is no JSON"))
    }

    /// A `data:` line ends. What has begun goes on in the next one.
    fn end_of_data(&mut self) -> Option<Frame> {
        self.place = Place::Name;
        if self.is_pending() {
            self.event.push(b'\n');
        } else {
            // Whatever it is, no part of a reply looks like it.
            self.clear();
        }
        None
    }

    fn in_event(&mut self, byte: u8) -> Option<Frame> {
        self.event.push(byte);
        self.scan.step(byte);
        if self.event.len() > LONGEST {
            return Some(self.broken("an event of more than 64 MiB"));
        }
        if self.event == DONE.as_bytes() {
            self.clear();
            return Some(Frame::Done);
        }
        if !self.scan.is_whole_object() {
            return None;
        }
        let parsed = serde_json::from_slice(&self.event);
        if self.place == Place::Value {
            self.place = Place::Name;
        }
        self.clear();
        Some(parsed.map_or(Frame::Broken("an event that is no JSON"), Frame::Event))
    }

    fn broken(&mut self, why: &'static str) -> Frame {
        self.clear();
        Frame::Broken(why)
    }

    fn clear(&mut self) {
        self.event.clear();
        self.scan = Scan::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn frames(bytes: &[u8]) -> Vec<Frame> {
        let mut framing = Framing::default();
        let frames = bytes.iter().filter_map(|byte| framing.next(*byte)).collect();
        assert!(!framing.is_pending(), "{framing:?}");
        frames
    }

    fn events(bytes: &[u8]) -> Vec<Value> {
        let event = |frame| match frame {
            Frame::Event(event) => Some(event),
            Frame::Done => None,
            Frame::Broken(why) => panic!("{why}"),
        };
        frames(bytes).into_iter().filter_map(event).collect()
    }

    #[test]
    fn server_sent_events() {
        let two = vec![json!({ "a": "{\"b\\" }), json!({ "c": "é\n" })];
        let lines = [
            "data: {\"a\":\"{\\\"b\\\\\"}",
            "",
            "event: x",
            "id: 7",
            "data:{\"c\":\"é\\n\"}",
            "",
            "data: [DONE]",
            "",
        ];
        for end in ["\n", "\r\n", "\r"] {
            let text = lines.map(|line| format!("{line}{end}")).concat();
            assert_eq!(events(text.as_bytes()), two, "{end:?}");
            assert_eq!(frames(text.as_bytes()).last(), Some(&Frame::Done));
            // Without the last line's end, and without empty lines between.
            assert_eq!(events(text.trim_end().as_bytes()), two);
            assert_eq!(events(text.replace(&end.repeat(2), end).as_bytes()), two);
        }
        let others =
            ": a comment\ndata:\ndata: \nretry: 10\nunknown\ndata\ndata: ping\ndatas: {}\n\n\u{feff}";
        assert_eq!(frames(others.as_bytes()), []);
        assert_eq!(events("\u{feff}data: {}\n\n".as_bytes()), [json!({})]);
        // An event over several lines, and several on one.
        assert_eq!(events(b"data: {\"a\":\ndata: 1}\n\n"), [json!({ "a": 1 })]);
        assert_eq!(events(b"data: {\"a\":1} {\"a\":2}\n\n"), [json!({ "a": 1 }), json!({ "a": 2 })]);
    }

    #[test]
    fn values_one_behind_the_other() {
        let two = [json!({ "a": [1, { "b": "]}" }] }), json!({})];
        for text in [
            "{\"a\":[1,{\"b\":\"]}\"}]}\n{}\n",
            "{\"a\":[1,{\"b\":\"]}\"}]}{}",
            "[{\"a\": [1,\r\n {\"b\": \"]}\"}]}\r\n,\r\n{}]\n",
            "\u{feff}\n {\n  \"a\": [1, {\n\"b\": \"]}\"}]\n}\n\n{\n}",
        ] {
            assert_eq!(events(text.as_bytes()), two, "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_told() {
        let no_json = Frame::Broken("an event that is no JSON");
        for text in
            ["data: {\"a\":\n\n", "data: {a}\n", "{\"a\" 1}\n", "data: {\"a\": \"\u{fffd}\ndata: \"}\n\n"]
        {
            assert_eq!(frames(text.as_bytes()), [Frame::Broken("an event that is no JSON")], "{text}");
        }
        assert_eq!(frames(b"{\"a\": \"\xff\"}"), [no_json]);
        let mut framing = Framing::default();
        b"data: {\"a\":".iter().for_each(|byte| assert_eq!(framing.next(*byte), None));
        assert!(framing.is_pending());
    }
}

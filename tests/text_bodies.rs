//! Bodies that are text, over real sockets: whatever a value holds, it stays inside of its element, attribute or string.

mod support;

use support::Server;
use typed_tools::serde_json::{self, Value, json};
use typed_tools::{CallError, Refusal};

mod desk {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "send_letter",
                "description": "Sends a letter",
                "parameters": {
                    "type": "object",
                    "properties": { "topic": { "type": "string" }, "text": { "type": "string" } },
                    "required": ["topic", "text"]
                },
                "api_endpoint": "https://desk.example.com/letters",
                "http_method": "POST",
                "headers": { "Content-Type": "application/xml" },
                "body_template": "<letter from=\"{{sender:xml}}\" topic='{{topic:xml}}'>{{text:xml}}</letter>"
            },
            {
                "name": "find_friends",
                "description": "Finds friends",
                "parameters": {
                    "type": "object",
                    "properties": { "person": { "type": "string" }, "cities": { "type": "array", "items": { "type": "string" } } },
                    "required": ["person", "cities"]
                },
                "api_endpoint": "https://desk.example.com/graph",
                "http_method": "POST",
                "headers": { "Content-Type": "application/graphql" },
                "body_template": "{ friends(of: {{person:json}}, in: {{cities:json}}) { name } }"
            }
        ]"#
    );
}
use desk::{Context, FindFriends, Secrets, SendLetter, Session, Tools};

/// Values that would end an element, an attribute in either quotes, a comment, a section, a string or a list.
const HOSTILE: &[&str] = &[
    "plain",
    "",
    "</letter><admin/>",
    "\" admin=\"1",
    "' admin='1",
    "<!-- ",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x ?>",
    "&admin;",
    "&#60;admin/&#62;",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
    "a\r\nb\tc\n",
    "\", in: \"x\") { secret }",
    "\\",
    "\\\"",
    "]) { secret } #",
    "{{API_KEY}}",
    "{{text:xml}}",
    "ü🙂\u{202e}\u{2028}\u{feff}\u{fffd}",
];

fn session(server: &Server, sender: &str) -> Session {
    let none = |_: &str| None::<String>;
    let builder = Tools::builder().secrets(Secrets::from_source(&none).unwrap());
    let tools = builder.origin("https://desk.example.com", server.origin()).build().unwrap();
    tools.session(Context { sender: sender.to_owned() })
}

/// The value of XML text or of an attribute, as any parser reads it; `None` where it is not only that.
fn unescaped(text: &str) -> Option<String> {
    if text.contains(['<', '>', '"', '\'', '\r', '\n', '\t']) {
        return None;
    }
    let mut out = String::new();
    let mut pieces = text.split('&');
    out.push_str(pieces.next()?);
    for piece in pieces {
        let (name, rest) = piece.split_once(';')?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "#9" => '\t',
            "#10" => '\n',
            "#13" => '\r',
            _ => return None,
        });
        out.push_str(rest);
    }
    Some(out)
}

#[tokio::test]
async fn no_value_leaves_its_element_or_attribute() {
    let server = Server::start();
    for value in HOSTILE {
        let session = session(&server, value);
        session.send_letter(&SendLetter::new((*value).to_owned(), (*value).to_owned())).await.unwrap();
        let [letter] = server.arrived().try_into().unwrap();
        let letter = String::from_utf8(letter.body).unwrap();
        let inner =
            letter.strip_prefix("<letter from=\"").and_then(|rest| rest.strip_suffix("</letter>")).unwrap();
        let (sender, rest) = inner.split_once("\" topic='").unwrap();
        let (topic, text) = rest.split_once("'>").unwrap();
        for found in [sender, topic, text] {
            assert_eq!(unescaped(found).as_deref(), Some(*value), "{letter}");
        }
    }
}

#[tokio::test]
async fn no_value_leaves_its_string() {
    let server = Server::start();
    for value in HOSTILE {
        let cities = vec![(*value).to_owned(), "Rome".to_owned()];
        session(&server, "x")
            .find_friends(&FindFriends::new((*value).to_owned(), cities.clone()))
            .await
            .unwrap();
        let [query] = server.arrived().try_into().unwrap();
        let query = String::from_utf8(query.body).unwrap();
        let inner =
            query.strip_prefix("{ friends(of: ").and_then(|rest| rest.strip_suffix(") { name } }")).unwrap();
        let mut values = serde_json::Deserializer::from_str(inner).into_iter::<Value>();
        assert_eq!(values.next().unwrap().unwrap(), json!(value), "{query}");
        let rest = inner[values.byte_offset()..].strip_prefix(", in: ").unwrap();
        assert_eq!(serde_json::from_str::<Value>(rest).unwrap(), json!(cities), "{query}");
    }
}

/// XML has no way to write some characters, not even as a reference.
#[tokio::test]
async fn what_xml_cannot_hold_is_refused_before_anything_is_sent() {
    let server = Server::start();
    let session = session(&server, "x");
    for c in ['\0', '\u{1b}', '\u{ffff}'] {
        let error = session.send_letter(&SendLetter::new("a".into(), format!("a{c}b"))).await.unwrap_err();
        assert!(
            matches!(&error, CallError::Refused(refused) if refused.refusal() == Refusal::NotXml(c)),
            "{error:?}"
        );
        let told = format!(
            "The argument `text` must not hold U+{:04X}, which XML has no place for. Nothing was sent. Call the tool again \
             with a valid value.",
            u32::from(c)
        );
        assert_eq!(error.for_model(), told);
    }
    assert_eq!(server.arrived(), []);
}

//! Prints, for every provider, the messages that answer calls which succeeded with an object, a list, plain
//! text, nothing, more digits than a number holds, or an image, and one that failed: what
//! `conformance/providers` holds against the vendors' own types.

use serde_json::{Map, Value, json};
use typed_tools_runtime::{Call, Media, Outcome, Provider};

fn main() {
    let call = |number: usize, name: &str| {
        // Nine letters and digits: what Mistral takes, and all others too.
        Call::new(Some(format!("call0000{number}")), name, json!({}))
    };
    let answered = [
        (call(1, "update_lead_status"), Outcome::success(r#"{"ok":true}"#)),
        (call(2, "send_sms"), Outcome::error("`to` is missing")),
        (call(3, "search_products"), Outcome::success(r#"[{"id":1}]"#)),
        (call(4, "check_availability"), Outcome::success("no free slot")),
        (
            call(5, "get_customer_profile"),
            Outcome::success(r##"{"id":12345678901234567890123,"$ref":"#/a"}"##),
        ),
        (call(6, "send_email"), Outcome::success("")),
        (call(7, "draw"), Outcome::success("a picture").with_media(Media::new("image/png", "iVBORw0KGgo="))),
    ];
    let mut all = Map::new();
    for provider in Provider::ALL {
        all.insert(provider.to_string(), Value::Array(provider.results(&answered)));
    }
    println!("{}", Value::Object(all));
}

//! A reply in pieces: the server-sent events of Anthropic's stream.

use typed_tools::serde_json::{Value, json};

/// The events that `reply` comes in when a request says `"stream": true`.
pub(super) fn anthropic(reply: &Value) -> String {
    let mut message = reply.clone();
    message["content"] = json!([]);
    message["stop_reason"] = Value::Null;
    let mut events = vec![json!({ "type": "message_start", "message": message }), json!({ "type": "ping" })];
    for (index, block) in reply["content"].as_array().into_iter().flatten().enumerate() {
        let mut start = block.clone();
        let (whole, kind, key) = if block["type"] == "tool_use" {
            start["input"] = json!({});
            (block["input"].to_string(), "input_json_delta", "partial_json")
        } else {
            start["text"] = json!("");
            (block["text"].as_str().unwrap_or_default().to_owned(), "text_delta", "text")
        };
        events.push(json!({ "type": "content_block_start", "index": index, "content_block": start }));
        // Pieces that end anywhere: in the middle of a key, a number or a word.
        for piece in whole.chars().collect::<Vec<_>>().chunks(9) {
            let delta = json!({ "type": kind, key: piece.iter().collect::<String>() });
            events.push(json!({ "type": "content_block_delta", "index": index, "delta": delta }));
        }
        events.push(json!({ "type": "content_block_stop", "index": index }));
    }
    let delta = json!({ "stop_reason": reply["stop_reason"], "stop_sequence": null });
    events.push(json!({ "type": "message_delta", "delta": delta, "usage": reply["usage"] }));
    events.push(json!({ "type": "message_stop" }));
    events
        .iter()
        .map(|event| format!("event: {}\ndata: {event}\n\n", event["type"].as_str().unwrap_or_default()))
        .collect()
}

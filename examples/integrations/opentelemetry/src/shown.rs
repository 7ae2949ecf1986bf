//! What was exported over OTLP, as text.

use typed_tools::serde_json::Value;

/// All items at this place of what was exported.
pub(crate) fn found(exported: &[Value], resource: &str, scope: &str, items: &str) -> Vec<Value> {
    let list =
        |value: &Value, at: &str| value.pointer(at).and_then(Value::as_array).cloned().unwrap_or_default();
    let scopes = exported.iter().flat_map(|one| list(one, resource)).flat_map(|one| list(&one, scope));
    scopes.flat_map(|one| list(&one, items)).collect()
}

/// The spans under `parent`, in the order in which they began.
pub(crate) fn draw(spans: &[Value], parent: &str, depth: usize, tree: &mut String) {
    let mut children: Vec<_> =
        spans.iter().filter(|span| span["parentSpanId"].as_str().unwrap_or_default() == parent).collect();
    children
        .sort_by_key(|span| span["startTimeUnixNano"].as_str().and_then(|nanos| nanos.parse::<u64>().ok()));
    for span in children {
        let kind =
            ["", "Internal", "Server", "Client"][span["kind"].as_u64().unwrap_or_default() as usize % 4];
        let name = span["name"].as_str().unwrap_or_default();
        tree.push_str(&format!("{:1$}{kind} {name} {{{2}}}\n", "", depth * 2, attributes(span)));
        draw(spans, span["spanId"].as_str().unwrap_or("?"), depth + 1, tree);
    }
}

/// The attributes by the conventions that this example is about.
pub(crate) fn attributes(of: &Value) -> String {
    let shown = of["attributes"].as_array().into_iter().flatten().filter_map(|attribute| {
        let key = attribute["key"].as_str()?;
        let ours =
            ["gen_ai.", "http.", "url.", "server.", "error."].iter().any(|known| key.starts_with(known));
        let value = attribute["value"].as_object()?.values().next()?;
        ours.then(|| format!("{key}: {value}"))
    });
    shown.collect::<Vec<_>>().join(", ")
}

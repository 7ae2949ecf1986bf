//! Where each platform keeps what a definition needs.

use crate::import::detect::Format;

/// A way to a value: keys, one within the other.
pub(super) type Way = &'static [&'static str];

/// Where a platform keeps what a definition needs; of several ways the first that leads somewhere.
pub(super) struct Platform {
    pub(super) format: Format,
    pub(super) title: &'static str,
    pub(super) lists: &'static [Way],
    /// What holds the tool within an element of a list.
    pub(super) inner: Way,
    pub(super) name: &'static [Way],
    pub(super) description: &'static [Way],
    pub(super) url: &'static [Way],
    pub(super) method: &'static [Way],
    pub(super) headers: &'static [Way],
    pub(super) path: &'static [Way],
    pub(super) query: &'static [Way],
    pub(super) body: &'static [Way],
    /// The deadline, and what a unit of it is in milliseconds.
    pub(super) timeout: &'static [(Way, u64)],
    /// Whether `{x}` in a URL is a placeholder.
    pub(super) single_braces: bool,
}

pub(super) const PLATFORMS: &[Platform] = &[
    Platform {
        format: Format::Vapi,
        title: "tools of Vapi",
        lists: &[&["tools"], &["model", "tools"], &["results"]],
        inner: &[],
        name: &[&["function", "name"], &["name"]],
        description: &[&["function", "description"], &["description"]],
        url: &[&["url"], &["server", "url"]],
        method: &[&["method"]],
        headers: &[&["headers"], &["server", "headers"]],
        path: &[],
        query: &[],
        body: &[&["function", "parameters"], &["body"]],
        timeout: &[(&["timeoutSeconds"], 1000), (&["server", "timeoutSeconds"], 1000)],
        single_braces: false,
    },
    Platform {
        format: Format::ElevenLabs,
        title: "tools of ElevenLabs",
        lists: &[&["tools"], &["conversation_config", "agent", "prompt", "tools"], &["prompt", "tools"]],
        inner: &["tool_config"],
        name: &[&["name"]],
        description: &[&["description"]],
        url: &[&["api_schema", "url"]],
        method: &[&["api_schema", "method"]],
        headers: &[&["api_schema", "request_headers"]],
        path: &[&["api_schema", "path_params_schema"]],
        query: &[&["api_schema", "query_params_schema"]],
        body: &[&["api_schema", "request_body_schema"]],
        timeout: &[(&["response_timeout_secs"], 1000)],
        single_braces: true,
    },
    Platform {
        format: Format::Retell,
        title: "tools of Retell",
        lists: &[&["general_tools"], &["tools"], &["response_engine", "general_tools"]],
        inner: &[],
        name: &[&["name"]],
        description: &[&["description"]],
        url: &[&["url"]],
        method: &[&["method"]],
        headers: &[&["headers"]],
        path: &[],
        query: &[&["query_params"]],
        body: &[&["parameters"]],
        timeout: &[(&["timeout_ms"], 1)],
        single_braces: false,
    },
];

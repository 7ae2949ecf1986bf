use serde_json::{Value, json};

use super::*;
use typed_tools_core::table::Definition;
use typed_tools_core::table::{Body, Dialect, Hints, Node, Origin, Schema, Settings, Spec, Template, usual};

const fn tool(
    name: &'static str,
    description: &'static str,
    settings: &'static Settings<'static>,
) -> Definition<'static> {
    Definition {
        name,
        description,
        arguments: Schema { nodes: &[Node::Any] },
        checked_by_types: true,
        request: Template {
            method: "GET",
            origin: Origin::Fixed("https://api.example.com"),
            path: &[],
            query: &[],
            headers: &[],
            body: Body::None,
        },
        settings,
    }
}

static TITLED: Settings<'static> =
    Settings { hints: Hints { title: Some("The A"), ..usual::PUT.hints }, ..usual::PUT };
static A: Definition<'static> = tool("a", "Says \"a\".", &TITLED);
static B: Definition<'static> = tool("b", "", &usual::PUT);
const TOOLS: Definitions = &[|| &A, || &B];

struct Set;

impl Exports for Set {
    fn dialect(dialect: Dialect) -> &'static [Spec<'static>] {
        match dialect {
            Dialect::GeminiLive => &[Spec::Schema(r#"{"type":"OBJECT"}"#), Spec::Schema("")],
            Dialect::Ollama => &[Spec::Impossible, Spec::Schema("{}")],
            Dialect::Anthropic => &[
                Spec::Extended {
                    schema: r#"{"p":1}"#,
                    optionals: 0,
                    unions: 0,
                    members: &[("anthropic", r#""input_examples":[{}]"#)],
                },
                Spec::Extended {
                    schema: r#"{"p":2}"#,
                    optionals: 0,
                    unions: 0,
                    members: &[("anthropic", r#""defer_loading":true"#)],
                },
            ],
            Dialect::AnthropicStrict => {
                &[Spec::Counted(r#"{"s":1}"#, 20, 0), Spec::Counted(r#"{"s":2}"#, 20, 0)]
            }
            Dialect::OpenAiStrict => &[Spec::Impossible, Spec::Counted(r#"{"s":2}"#, 200, 200)],
            Dialect::AzureStrict | Dialect::DeepSeekStrict => &[Spec::Impossible, Spec::Impossible],
            _ => &[Spec::Schema(r#"{"p":1}"#), Spec::Schema(r#"{"p":2}"#)],
        }
    }
}

fn plain(provider: Provider) -> Value {
    serde_json::to_value(Specs::plain::<Set>(provider, TOOLS)).unwrap()
}

fn strict(provider: Provider) -> Value {
    serde_json::to_value(Specs::strict::<Set>(provider, TOOLS)).unwrap()
}

#[test]
fn openai_chat_and_its_kin() {
    use Provider::*;
    for provider in [OpenAiChat, AzureOpenAi, Mistral, Cohere, Groq, LocalGrammar, Xai, DeepSeek, OpenRouter]
    {
        let expected = json!([
            { "type": "function", "function": { "name": "a", "description": "Says \"a\".", "parameters": { "p": 1 } } },
            { "type": "function", "function": { "name": "b", "parameters": { "p": 2 } } },
        ]);
        assert_eq!(plain(provider), expected, "{provider}");
    }
}

#[test]
fn the_flat_ones() {
    let responses = plain(Provider::OpenAiResponses);
    assert_eq!(
        responses[0],
        json!({ "type": "function", "name": "a", "description": "Says \"a\".", "parameters": { "p": 1 }, "strict": false })
    );
    let realtime = strict(Provider::OpenAiRealtime);
    assert_eq!(realtime[1], json!({ "type": "function", "name": "b", "parameters": { "p": 2 } }));
}

#[test]
fn the_others() {
    assert_eq!(
        plain(Provider::Anthropic),
        json!([
            { "name": "a", "description": "Says \"a\".", "input_schema": { "p": 1 }, "input_examples": [{}] },
            { "name": "b", "input_schema": { "p": 2 }, "defer_loading": true },
        ])
    );
    assert_eq!(
        plain(Provider::Bedrock)[0],
        json!({ "toolSpec": { "name": "a", "description": "Says \"a\".", "inputSchema": { "json": { "p": 1 } } } })
    );
    assert_eq!(
        plain(Provider::VercelAiSdk)[1],
        json!({ "type": "function", "name": "b", "inputSchema": { "p": 2 } })
    );
    for provider in [Provider::Gemini, Provider::VertexAi] {
        let declarations = json!([
            { "name": "a", "description": "Says \"a\".", "parametersJsonSchema": { "p": 1 } },
            { "name": "b", "parametersJsonSchema": { "p": 2 } },
        ]);
        assert_eq!(plain(provider), json!([{ "functionDeclarations": declarations }]));
    }
    let live = json!([
        { "name": "a", "description": "Says \"a\".", "parameters": { "type": "OBJECT" } },
        { "name": "b" },
    ]);
    assert_eq!(plain(Provider::GeminiLive), json!([{ "functionDeclarations": live }]));
}

#[test]
fn mcp_has_title_and_annotations() {
    for provider in [Provider::Mcp, Provider::Mcp20251125, Provider::Mcp20250618] {
        let annotations = json!({ "readOnlyHint": false, "destructiveHint": false, "idempotentHint": true, "openWorldHint": true });
        assert_eq!(
            plain(provider),
            json!([
                { "name": "a", "title": "The A", "description": "Says \"a\".", "inputSchema": { "p": 1 }, "annotations": annotations },
                { "name": "b", "inputSchema": { "p": 2 }, "annotations": annotations },
            ])
        );
    }
}

#[test]
fn what_cannot_be_said_is_left_out() {
    let specs = Specs::plain::<Set>(Provider::Ollama, TOOLS);
    assert_eq!(specs.as_str(), r#"[{"type":"function","function":{"name":"b","parameters":{}}}]"#);
    assert_eq!(specs.names().collect::<Vec<_>>(), ["b"]);
    assert_eq!(specs.to_string(), specs.as_str());
    assert_eq!(format!("{specs:?}"), specs.as_str());
}

#[test]
fn budgets_are_filled_in_order_over_what_is_returned() {
    let specs = Specs::strict::<Set>(Provider::Anthropic, TOOLS);
    let b = r#"{"name":"b","input_schema":{"p":2},"strict":false,"defer_loading":true}"#;
    assert_eq!(
        specs.as_str(),
        format!(r#"[{{"name":"a","description":"Says \"a\".","input_schema":{{"s":1}},"strict":true}},{b}]"#)
    );
    // Alone, it has the budget to itself.
    assert_eq!(specs.only(&["b", "c"]).as_str(), r#"[{"name":"b","input_schema":{"s":2},"strict":true}]"#);
    assert_eq!(specs.only(&[]).as_str(), "[]");
    assert_eq!(specs.only(&["b"]).only(&["a"]).as_str(), "[]");
    let bedrock = Specs::strict::<Set>(Provider::Bedrock, TOOLS).only(&["b"]);
    assert_eq!(
        bedrock.as_str(),
        r#"[{"toolSpec":{"name":"b","inputSchema":{"json":{"s":2}},"strict":true}}]"#
    );
}

#[test]
fn at_most_twenty_are_strict_at_anthropic() {
    let offers: Vec<Offer<'_>> = (0..25)
        .map(|_| Offer {
            name: "a",
            description: "",
            hints: usual::PUT.hints,
            plain: Some("{}"),
            members: "",
            strict: Some("{}"),
            strict_members: "",
            optionals: 0,
            unions: 0,
        })
        .collect();
    let count = |provider| compose(provider, true, false, &offers).matches(r#""strict":true"#).count();
    assert_eq!(count(Provider::Anthropic), 20);
    assert_eq!(count(Provider::OpenAiChat), 25);
    let unions: Vec<Offer<'_>> = offers.iter().map(|offer| Offer { unions: 5, ..*offer }).collect();
    let text = compose(Provider::Bedrock, true, false, &unions);
    assert_eq!((text.matches("true").count(), text.matches("false").count()), (3, 22));
}

#[test]
fn strict_falls_back_per_tool() {
    let chat = strict(Provider::OpenAiChat);
    assert_eq!(chat[0]["function"]["strict"], json!(false));
    assert_eq!(chat[0]["function"]["parameters"], json!({ "p": 1 }));
    assert_eq!(chat[1]["function"]["strict"], json!(true));
    assert_eq!(chat[1]["function"]["parameters"], json!({ "s": 2 }));
    // Where there is no strict mode, or no other, strict specs are the plain ones.
    let one_form = |provider: &&Provider| !provider.has_strict() || **provider == Provider::Xai;
    for provider in Provider::ALL.iter().filter(one_form) {
        assert_eq!(strict(*provider), plain(*provider));
    }
}

/// A deferred tool must not have the mark; Bedrock's stands behind the tools.
#[test]
fn the_mark_of_a_cache_is_on_the_last_tool_that_is_cached() {
    let specs = |provider| Specs::plain::<Set>(provider, TOOLS).cached();
    let cached = |specs: Specs| serde_json::to_value(specs).unwrap();
    let mark = json!({ "type": "ephemeral" });
    let anthropic = cached(specs(Provider::Anthropic));
    assert_eq!((&anthropic[0]["cache_control"], anthropic[1].get("cache_control")), (&mark, None));
    // All are deferred.
    assert!(!specs(Provider::Anthropic).only(&["b"]).as_str().contains("cache_control"));
    // It stays with a choice among them, and is not written twice.
    assert!(specs(Provider::Anthropic).only(&["a"]).as_str().contains("cache_control"));
    assert_eq!(specs(Provider::Anthropic).cached().as_str(), specs(Provider::Anthropic).as_str());
    let own = [Offer {
        name: "a",
        description: "",
        hints: usual::PUT.hints,
        plain: Some("{}"),
        members: r#""cache_control":{"type":"ephemeral","ttl":"1h"}"#,
        strict: None,
        strict_members: "",
        optionals: 0,
        unions: 0,
    }];
    assert_eq!(compose(Provider::Anthropic, false, true, &own).matches("cache_control").count(), 1);

    let bedrock = cached(specs(Provider::Bedrock));
    assert_eq!(bedrock[2], json!({ "cachePoint": { "type": "default" } }));
    assert_eq!(specs(Provider::Bedrock).only(&[]).as_str(), "[]");
    for provider in Provider::ALL.iter().copied() {
        if !matches!(provider, Provider::Anthropic | Provider::Bedrock) {
            assert_eq!(specs(provider).as_str(), Specs::plain::<Set>(provider, TOOLS).as_str());
        }
    }
}

#[test]
fn part_by_part() {
    let parts = |specs: &Specs| -> Vec<_> {
        let part = |tool: ToolSpec| (tool.name(), tool.schema().map(|schema| schema.get()), tool.is_strict());
        specs.iter().map(part).collect()
    };
    let chat = Specs::strict::<Set>(Provider::OpenAiChat, TOOLS);
    assert_eq!(parts(&chat), [("a", Some(r#"{"p":1}"#), false), ("b", Some(r#"{"s":2}"#), true)]);
    let live = Specs::plain::<Set>(Provider::GeminiLive, TOOLS);
    assert_eq!(parts(&live), [("a", Some(r#"{"type":"OBJECT"}"#), false), ("b", None, false)]);
    let xai = Specs::plain::<Set>(Provider::Xai, TOOLS);
    assert_eq!(parts(&xai), [("a", Some(r#"{"p":1}"#), true), ("b", Some(r#"{"p":2}"#), true)]);
    let ollama = Specs::plain::<Set>(Provider::Ollama, TOOLS);
    assert_eq!(parts(&ollama), [("b", Some("{}"), false)]);
    let a = chat.iter().next().unwrap();
    assert_eq!((a.title(), a.description()), (Some("The A"), "Says \"a\"."));
}

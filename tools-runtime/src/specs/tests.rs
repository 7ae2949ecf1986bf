use serde_json::{Value, json};

use super::*;
use typed_tools_core::table::Definition;
use typed_tools_core::table::{Body, Dialect, Node, Origin, Schema, Settings, Spec, Template, usual};

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
    assert_eq!(plain(Provider::Anthropic)[1], json!({ "name": "b", "input_schema": { "p": 2 } }));
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
    let b = r#"{"name":"b","input_schema":{"p":2},"strict":false}"#;
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
            strict: Some("{}"),
            optionals: 0,
            unions: 0,
        })
        .collect();
    let count = |provider| compose(provider, true, &offers).matches(r#""strict":true"#).count();
    assert_eq!(count(Provider::Anthropic), 20);
    assert_eq!(count(Provider::OpenAiChat), 25);
    let unions: Vec<Offer<'_>> = offers.iter().map(|offer| Offer { unions: 5, ..*offer }).collect();
    let text = compose(Provider::Bedrock, true, &unions);
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

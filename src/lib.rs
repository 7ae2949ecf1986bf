#![doc = include_str!("../README.md")]
// The README shows a whole build script.
#![allow(clippy::needless_doctest_main)]

/// Serves tool sets over MCP (feature `mcp`).
#[cfg(feature = "mcp")]
#[doc(inline)]
pub use typed_tools_mcp as mcp;
/// The HTTP client underneath, in the version that [`Builder::client`] takes.
#[cfg(feature = "http")]
#[doc(no_inline)]
pub use typed_tools_runtime::reqwest;
pub use typed_tools_runtime::serde_json;
/// Any `tower::Service` as a transport.
#[cfg(feature = "tower")]
pub use typed_tools_runtime::tower;
#[cfg(feature = "http")]
pub use typed_tools_runtime::{AccessToken, BeforeSend, Limiter, TokenStore};
pub use typed_tools_runtime::{
    Annotations, Answer, AnyTool, ArgumentError, Arguments, BoxError, BoxFuture, BuildError, Buildable,
    Builder, Built, Call, CallError, CallOptions, CallReport, CallSet, Complete, Conversation, DecodeError,
    FailedResponse, FailedTool, File, HasCalls, HasNative, HookError, HostFault, InvalidHeader, Limited,
    Limits, Media, MissingSecrets, MissingValue, NetworkError, Note, NoteKind, Opens, OpensAlone,
    OptionsError, OriginFault, Outcome, Pending, Place, Provider, RawResponse, Read, Refusal, RefusedValue,
    ReplyError, ReplyErrorKind, ReplyStream, Request, Response, Secret, SecretSource, Specs, StatusError,
    Supplier, Timeout, TokenError, TooLarge, Tool, ToolError, ToolSpec, Toolset, Transport, TransportError,
    UnknownProvider, UnknownTool, UnknownValue, Violation, Violations, WithoutNative,
};

/// Test doubles for your own tests: mocks of tools by their types, and cassettes.
///
/// ```
/// # mod crm { typed_tools::tools!("tools/*.json"); }
/// # use crm::{CheckOrderStatus, Context, ToolCall, Tools};
/// use typed_tools::{serde_json::json, testing::Mocked};
///
/// # fn context() -> Context {
/// #     Context {
/// #         call_sid: String::new(), contact_email: String::new(), contact_id: "c_42".into(),
/// #         contact_name: String::new(), from_number: String::new(), to_number: String::new(),
/// #     }
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let (tools, mock) = Tools::mocked(); // no secrets, no sockets, the same checks and requests
/// mock.on(|call: &CheckOrderStatus| call.order_id == "A1").reply(json!({ "status": "sent" })).times(1);
///
/// let call = ToolCall::parse("check_order_status", r#"{"order_id": "A1"}"#).unwrap();
/// let done = tools.session(context()).call(&call).await.unwrap();
///
/// assert_eq!(done.for_model(), r#"{"status":"sent"}"#);
/// assert_eq!(mock.calls::<CheckOrderStatus>().len(), 1);
/// mock.done();
/// # }
/// ```
///
/// [`examples`](testing::examples) shows the requests of all `parameters.examples` of a set, for one snapshot test.
#[cfg(feature = "testing")]
pub mod testing {
    pub use typed_tools_runtime::doubles::{Expectation, Mock, Mocked, Mode, examples};
}

/// Compiles JSON tool definitions into typed calls, in the module where it stands.
///
/// The files that a pattern matches are one set; the pattern is relative to the package's folder:
/// `tools!("tools/*.json")`, or several patterns in brackets, `tools!(["tools/*.json", "../shared/tools/*.json"])`. A set is one `Tools`, `Session`, `Context`, `Secrets` and `ToolCall`, so
/// that another set goes into another module. What a definition may say is in
/// `docs/definitions.md` of the repository. Behind the pattern, or behind `inline = r#"{ .. }"#` in
/// its place, stand options:
///
/// | option | what it does |
/// |---|---|
/// | `context = { contact_id: String, tier: Option<i64> }` | declares the fields of `Context`; any other name in a template is an error then. Types: `String`, `i64`, `f64`, `bool`, `Value`, `Secret` (a credential of the conversation's own, shown nowhere), `File` (sent as a part of a multipart body, or as the whole body), or `Option` of one |
/// | `context = common::Caller { contact_id: String, tenant_key: Secret }` | a context type of your own, which several sets and crates can share: `Context` is an alias of it, and the fields that templates use are named here, and checked by rustc |
/// | `allow_http = ["http://billing.internal"]` | origins that may be plain `http`; `"*"` for all. Loopback always may |
/// | `allow = ["W012"]` | codes that are not reported: warnings, and errors that rest on a guess |
/// | `deny_warnings = true` | warnings stop the build |
/// | `providers = [OpenAiChat, Anthropic]` | a tool that one of these cannot be offered is an error, one that loses some of its shape a warning |
/// | `defaults = "tools/defaults.json"` | a file with what the definitions have in common: `base_url`, `headers`, `query_params`, `auth`, `timeout_ms`, `retries`, `response` |
/// | `typed_responses = true` | `response.schema` becomes the type `Output` of its tool; needs the feature `typed-responses` |
/// | `watch = false` | does not warn that a file added later goes unnoticed, where the package has no build script |
///
/// ```
/// mod billing {
///     typed_tools::tools!(
///         inline = r#"{
///             "name": "get_invoice",
///             "description": "Gets an invoice of the customer",
///             "parameters": {
///                 "type": "object",
///                 "properties": { "number": { "type": "integer", "minimum": 1 } },
///                 "required": ["number"]
///             },
///             "api_endpoint": "http://billing.internal/{{tier}}/{{number}}",
///             "http_method": "GET"
///         }"#,
///         context = { tier: String },
///         allow_http = ["http://billing.internal"],
///         providers = [OpenAiChat, Anthropic],
///         deny_warnings = true,
///     );
/// }
/// use billing::{Context, Secrets, ToolCall, Tools};
///
/// let tools = Tools::new(Secrets::from_env()?);
/// let session = tools.session(Context { tier: "gold".to_owned() });
/// let call = ToolCall::parse("get_invoice", r#"{"number": 7}"#)?;
/// assert_eq!(session.request(&call)?.url(), "http://billing.internal/gold/7");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `Tools::new` takes the default settings; `Tools::builder` has the others, see [`Builder`]:
///
/// ```no_run
/// # mod crm { typed_tools::tools!("tools/*.json"); }
/// # use crm::{Secrets, Tools};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let tools = Tools::builder()
///     .secrets(Secrets::from_env()?)
///     .origin("https://crm.yourcompany.com", "http://127.0.0.1:8080") // a test server
///     .timeout(std::time::Duration::from_secs(5))
///     .lenient(true) // `"5"` for a number, and so on
///     .client(typed_tools::reqwest::Client::builder().no_proxy())
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! tools {
    ($($input:tt)*) => {
        $crate::__private::tools! { [$crate] $($input)* }
    };
}

/// Takes in what `typed_tools_codegen::build` made in the build script: `include_tools!()`, or
/// `include_tools!("name")` for a set that was given a name.
#[macro_export]
macro_rules! include_tools {
    () => {
        $crate::include_tools! { @file "/typed_tools.rs" }
    };
    ($name:literal) => {
        $crate::include_tools! { @file "/typed_tools_", $name, ".rs" }
    };
    (@file $($file:literal),+) => {
        use $crate::__private as __tt;
        // `env!` with a message inside of `include!` is more than rust-analyzer reads.
        const _: &::core::primitive::str = ::core::env!(
            "OUT_DIR",
            "no build script has made tools for this package: add a build.rs that calls `typed_tools_codegen::build`"
        );
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), $($file),+));
    };
}

/// What generated code names. Not for people: it may change in any release.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "macros")]
    pub use typed_tools_macros::tools;
    pub use typed_tools_runtime::__private::*;
}

//! The macro emits the compiler's own tokens; only what it alone must say stands in front.

use quote::quote;
use typed_tools_codegen::{Inputs, Options, compile};

use crate::input::Input;
use crate::{absolute, expand};

const INLINE: &str = r#"{
    "name": "ping",
    "description": "Says that it is there.",
    "parameters": { "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] },
    "api_endpoint": "https://api.example.com/ping/{{id}}",
    "http_method": "GET",
    "headers": { "X-Api-Key": "{{API_KEY}}" }
}"#;

const FRONT: &str = "use :: typed_tools :: __private as __tt ;";

fn expanded(input: proc_macro2::TokenStream) -> String {
    let input: Input = syn::parse2(input).expect("an input");
    expand(&input, None).expect("an expansion").to_string()
}

/// What stands before the compiler's tokens, which must be the end of the expansion.
fn front<'a>(expanded: &'a str, tokens: &str) -> &'a str {
    assert!(tokens.contains("__tt :: tool_call !"), "{tokens}");
    expanded.strip_suffix(tokens).unwrap_or_else(|| panic!("{expanded}\n\nis not\n\n{tokens}")).trim()
}

#[test]
fn inline_definitions_have_one_line_in_front() {
    let outcome = compile(&Inputs::inline("inline", INLINE), &Options::default());
    assert_eq!(outcome.diagnostics(), []);
    let expanded = expanded(quote!([::typed_tools] inline = #INLINE));
    assert_eq!(front(&expanded, &outcome.tokens().to_string()), FRONT);
}

#[test]
fn files_are_tracked_one_by_one() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let outcome = compile(&Inputs::pattern(folder, "../tools/*.json"), &Options::default());
    let expanded = expanded(quote!([::typed_tools] "../tools/*.json", watch = false, allow = ["W004"]));
    let front = front(&expanded, &outcome.tokens().to_string());
    let tracked = front.strip_prefix(FRONT).expect("the alias first");
    let files: Vec<_> = tracked.split_terminator(';').collect();
    assert_eq!(files.len(), 10, "{tracked}");
    for file in files {
        assert!(file.contains(":: core :: include_bytes !") && file.contains(".json"), "{file}");
    }
}

#[test]
fn what_cannot_be_read_is_answered_with_what_can() {
    for (input, words) in [
        (quote!(), "expected a pattern such as \"tools/*.json\", or inline = r#\"{ .. }\"#"),
        (quote!(concat!("tools", "/*.json")), "expected a pattern in quotes, such as \"tools/*.json\""),
        (quote!("a/*.json", "b/*.json"), "several patterns stand in brackets: tools!("),
        (quote!("*.json", [W001]), "expected an option, such as deny_warnings = true"),
        (quote!("*.json", colour = "red"), "there is no option `colour`; there are context, "),
        (
            quote!("*.json", contxt = "call_sid"),
            "there is no option `contxt`; did you mean `context`? [E011]",
        ),
        (
            quote!("*.json", context = "call_sid"),
            "`context` takes names and types: { contact_id: String } [E011]",
        ),
        (quote!("*.json", providers = "anthropic"), "`providers` takes a list of names: [\"openai-chat\""),
        (quote!("*.json", allow = W001), "`allow` takes a list of codes: [\"W001\"]"),
        (quote!("*.json", deny_warnings = "yes"), "`deny_warnings` is `true` or `false`"),
        (quote!("*.json", watch = [no]), "`watch` is `true` or `false`"),
    ] {
        let error = match syn::parse2::<Input>(quote!([::typed_tools] #input)) {
            Ok(read) => read.errors.first().expect("no such input").to_string(),
            Err(error) => error.to_string(),
        };
        assert!(error.contains(words), "{input}: {error}");
    }
}

/// All that was read counts, and one mistake is one error.
#[test]
fn what_cannot_be_read_leaves_the_rest() {
    for (input, errors, watch, denied) in [
        (quote!("*.json", wach = false, deny_warnings = true), 1, false, true),
        (quote!("*.json", colour = "red", deny_warnings = true), 1, true, true),
        (quote!("*.json", colour = { a: b }, deny_warnings = true, shape = 1), 2, true, true),
        (quote!("*.json", wach = "no", deny_warnings = true), 1, true, true),
        (quote!("*.json", deny_warnings, watch = false), 1, false, false),
        (quote!("*.json", [W001], watch = false,), 1, false, false),
        (quote!("*.json" watch = true, deny_warnings = true), 1, true, true),
        (quote!("a/*.json", "b/*.json", watch = false), 1, false, false),
    ] {
        let read: Input = syn::parse2(quote!([::typed_tools] #input)).expect("it has a pattern");
        let texts: Vec<_> = read.errors.iter().map(ToString::to_string).collect();
        assert_eq!(texts.len(), errors, "{input}: {texts:?}");
        assert_eq!((read.options.watch, read.options.deny_warnings), (watch, denied), "{input}: {texts:?}");
        assert!(read.options.unsure, "{input}");
    }
}

/// The items of the set are there, so that nothing else is an error.
#[test]
fn a_typo_in_an_option_is_the_only_error() {
    let expanded = expanded(quote!([::typed_tools] inline = #INLINE, wach = false));
    assert_eq!(expanded.matches("compile_error").count(), 1, "{expanded}");
    assert!(expanded.contains("pub struct Ping") && expanded.contains("__tt :: tool_call !"), "{expanded}");
}

/// As Bazel and others set it.
#[test]
fn a_relative_package_folder_is_one_all_the_same() {
    let here = std::env::current_dir().expect("a folder");
    assert_eq!(absolute("some/package".as_ref()), Some(here.join("some/package")));
    assert_eq!(absolute(here.as_os_str()), Some(here));
    assert_eq!(absolute("".as_ref()), None);
}

#[test]
fn definitions_outside_the_package_are_told() {
    let expanded = expanded(quote!([::typed_tools] "../tools/*.json", watch = false));
    assert!(
        expanded.contains("outside the package: `cargo publish` leaves out what is there [W004]"),
        "{expanded}"
    );
}

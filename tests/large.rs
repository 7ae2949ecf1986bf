//! A few levels of objects with a few optional objects each: 3 to the power of 12 strings, if they stood in place.

mod tools {
    typed_tools::tools!("tests/large/large.json", watch = false);
}
use tools::ToolCall;
use typed_tools::serde_json::json;

#[test]
fn wide_and_deep_arguments_do_not_take_the_stack() {
    // What a worker of tokio has.
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let read = || {
        for arguments in [json!({ "top": {} }), json!({ "top": { "a": { "b": { "c": {} } } } })] {
            let call = ToolCall::parse("large", &arguments).unwrap();
            assert_eq!(call.arguments(), arguments);
            let copy = call.clone();
            assert_eq!(copy, call);
        }
        assert!(ToolCall::parse("large", r#"{"top": {"a": 5}}"#).is_err());
    };
    thread.spawn(read).unwrap().join().unwrap();
    assert!(size_of::<tools::Large>() < 100_000);
}

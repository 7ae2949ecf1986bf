//! What the agent loops of the examples show: each speaks its provider's wire format with a server
//! that checks every request, a call that the model got wrong stops no other, and no key is shown.

mod nested;

use nested::{alone, cargo, root};

/// Runs an example. Its own server has checked the tools, the history and the results, and the
/// example fails where the server refuses; this checks that it did play all of it.
fn play(example: &[&str], runs: usize, marks: &[&str]) {
    let _alone = alone();
    let screen = cargo(root(), &[&["run", "--quiet"], example].concat()).ok().stdout;
    let count = |text: &str| screen.matches(text).count();
    assert_eq!(count("\nMODEL CALLS  "), 5 * runs, "{screen}");
    assert_eq!(count("\nIS TOLD      "), 5 * runs, "{screen}");
    assert_eq!(count("got \\\"boiling\\\""), runs, "{screen}");
    assert_eq!(count("\nMODEL SAYS   Your return is R-5001"), runs, "{screen}");
    assert_eq!(count("\"status\":\"hot\",\"updated_by\":\"ai_agent\""), runs, "{screen}");
    for mark in marks {
        assert!(screen.contains(mark), "{mark:?} is not on the screen:\n{screen}");
    }
    for secret in ["demo-model-key", "demo-shop-key", "demo-crm-key"] {
        assert!(!screen.contains(secret), "{secret} is shown:\n{screen}");
    }
}

#[test]
fn openai_chat() {
    let results =
        ["\"tool_call_id\":\"call_01\"", "\"tool_call_id\":\"call_02\"", "\"tool_call_id\":\"call_05\""];
    play(&["--example", "openai_chat"], 1, &results);
}

#[test]
fn anthropic_whole_and_streamed() {
    let wrong = "\"is_error\":true,\"tool_use_id\":\"toolu_02\"";
    play(&["--example", "anthropic"], 2, &["--- whole replies", "--- streamed replies", wrong]);
}

#[test]
fn gemini() {
    play(
        &["--example", "gemini"],
        1,
        &["\"id\":\"f2\"", "\"response\":{\"error\":\"", "\"output\":{\"contact\":"],
    );
}

//! The ten tools, for the programs in `bin/`.

/// The set.
pub mod shop {
    typed_tools::tools!("../../tools/*.json");
}

/// Reads a call, so that every program carries the tools themselves.
pub fn read_a_call() -> bool {
    let mut words = std::env::args();
    let name = words.next().unwrap_or_default();
    shop::ToolCall::parse(&name, words.next().unwrap_or_default()).is_ok()
}

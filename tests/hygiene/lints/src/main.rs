//! In a program, where nothing is exported, tools that are not called are no dead code.
#![deny(warnings, missing_docs, unused, unreachable_pub, clippy::all, clippy::pedantic, clippy::nursery)]

mod crm {
    typed_tools::tools!("../../../tools/*.json");
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let call = crm::ToolCall::parse("send_sms", r#"{"message": "hello"}"#)?;
    println!("{}", call.name());
    Ok(())
}

//! The calls that the catalogue's page shows in Rust compile, each as it stands there.

mod crm {
    typed_tools::tools!("tools/*.json");
}

use crm::*;

#[allow(dead_code, reason = "that it compiles is all")]
async fn calls(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    include!("../tools-cli/tests/goldens/catalog/calls.rs");
    Ok(())
}

#[test]
fn there_is_one_for_each_tool() {
    let text = include_str!("../tools-cli/tests/goldens/catalog/calls.rs");
    assert_eq!(text.matches("session.").count(), Tools::specs(typed_tools::Provider::Mcp).iter().len());
}

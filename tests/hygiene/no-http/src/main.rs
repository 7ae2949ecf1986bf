//! Builds a request without the HTTP client, for a host that has its own.

mod crm {
    typed_tools::tools!("../../../tools/*.json", watch = false);
}
use crm::{Context, Secrets, ToolCall, Tools};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let secrets = Secrets::from_source(&|name: &str| Some(format!("value-of-{name}")))?;
    let session = Tools::new(secrets).session(Context {
        call_sid: "CA1".into(),
        contact_email: "maya@example.com".into(),
        contact_id: "c_42".into(),
        contact_name: "Maya".into(),
        from_number: "+15550142".into(),
        to_number: "+15550100".into(),
    });
    let call = ToolCall::parse("update_lead_status", r#"{"lead_status": "hot"}"#)?;
    let request = session.request(&call)?;
    println!("{} {}", request.method(), request.url());
    Ok(())
}

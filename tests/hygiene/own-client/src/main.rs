//! Adding typed-tools changes nothing for an HTTP client that the program makes itself, be it
//! before the first `Tools` or after it.

mod crm {
    typed_tools::tools!("../../../tools/*.json", watch = false);
}
use crm::{Secrets, Tools};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _before = reqwest::Client::new();
    let secrets = Secrets::from_source(&|name: &str| Some(format!("value-of-{name}")))?;
    let _tools = Tools::builder().secrets(secrets).build()?;
    let _after = reqwest::Client::new();
    println!("two clients and the tools");
    Ok(())
}

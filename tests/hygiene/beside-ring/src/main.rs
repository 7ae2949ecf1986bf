//! rustls knows two crypto providers here: aws-lc, which `reqwest` turns on, and ring, which this
//! program does. Which one the process uses is for the program to say; typed-tools says nothing.

mod crm {
    typed_tools::tools!("../../../tools/*.json", watch = false);
}
use crm::{Secrets, Tools};
use rustls::crypto::{CryptoProvider, ring};

fn tools() -> Result<Tools, Box<dyn std::error::Error>> {
    let secrets = Secrets::from_source(&|name: &str| Some(format!("value-of-{name}")))?;
    Ok(Tools::builder().secrets(secrets).build()?)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tools()?;
    println!("installed by the tools: {}", CryptoProvider::get_default().is_some());
    // Fails where one is installed already.
    ring::default_provider().install_default().map_err(|_| "a provider was there before the program's")?;
    let _config = rustls::ClientConfig::builder();
    tools()?;
    println!("installed by the program: {}", CryptoProvider::get_default().is_some());
    Ok(())
}

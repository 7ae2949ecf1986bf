//! With `rustls-ring`, tools made before the program has installed a crypto provider are an error
//! that says what to do; afterwards they work.

mod crm {
    typed_tools::tools!("../../../tools/*.json", watch = false);
}
use crm::{Secrets, Tools};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let secrets = Secrets::from_source(&|name: &str| Some(format!("value-of-{name}")))?;
    match Tools::builder().secrets(secrets.clone()).build() {
        Ok(_) => println!("too early, and no error"),
        Err(error) => println!("{error}"),
    }
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "a provider is there")?;
    Tools::builder().secrets(secrets).build()?;
    println!("built");
    Ok(())
}

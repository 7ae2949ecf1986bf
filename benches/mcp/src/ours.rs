//! Three tools from their definitions.

use std::error::Error;

use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use typed_tools::mcp::{Limits, Server};

mod crm {
    typed_tools::tools!("tools/*.json", watch = false);
}
use crm::{Context, Secrets, Tools};

pub(crate) async fn serve(mode: &str, service: &str) -> Result<(), Box<dyn Error>> {
    let secrets = Secrets::from_source(&|_: &str| Some("crm-key-1".to_owned()))?;
    let tools = Tools::builder().secrets(secrets).origin("https://crm.example.com", service).build()?;
    // The load is one client, and more than any should be.
    let server = Server::new(tools).context(Context { contact_id: "c_1".into() });
    let server = server.limits(Limits::new().calls_per_minute(u32::MAX));
    let server = if mode == "stateless" { server.stateless() } else { server };
    match mode {
        "stdio" => server.serve_stdio().await?,
        // As by hand: on the application's own socket.
        _ => {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            println!("{}", listener.local_addr()?);
            crate::served::end_with_input();
            let listener = listener.tap_io(crate::at_once);
            axum::serve(listener, server.allow_anonymous().router()?).await?;
        }
    }
    Ok(())
}

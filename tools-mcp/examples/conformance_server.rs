//! The server that MCP's conformance suite is put to: the definitions of `conformance/mcp/tools`, and the service that
//! they call. It listens at the address that is its argument, or serves the program that started it (`--stdio`).

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use http::{StatusCode, header};
use tokio::net::TcpListener;
use typed_tools::mcp::Server;

mod fixture {
    typed_tools::tools!("../conformance/mcp/tools/*.json", watch = false, allow = ["W004"]);
}
use fixture::{Secrets, Tools};

/// One pixel.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\
    \xfc\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82";
/// No sound at all.
const WAV: &[u8] =
    b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0";

/// Requests that wait for ever, and those whose client gave up.
static WAITING: AtomicUsize = AtomicUsize::new(0);
static GIVEN_UP: AtomicUsize = AtomicUsize::new(0);

struct Waiting;

impl Drop for Waiting {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, SeqCst);
        GIVEN_UP.fetch_add(1, SeqCst);
    }
}

async fn hang() {
    WAITING.fetch_add(1, SeqCst);
    let _waiting = Waiting;
    std::future::pending().await
}

fn service() -> Router {
    Router::new()
        .route("/text", get("This is a simple text response for testing.").post("ok"))
        .route("/error", get(async || (StatusCode::BAD_GATEWAY, "out of order")))
        .route("/image", get(async || ([(header::CONTENT_TYPE, "image/png")], PNG)))
        .route("/audio", get(async || ([(header::CONTENT_TYPE, "audio/wav")], WAV)))
        .route("/hang", get(hang))
        .route(
            "/hung-up",
            get(async || format!("{} waiting, {} given up", WAITING.load(SeqCst), GIVEN_UP.load(SeqCst))),
        )
        .route("/region/{region}", get("found"))
        .route(
            "/slow",
            get(async || {
                tokio::time::sleep(Duration::from_millis(600)).await;
                "done"
            }),
        )
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, service()).await });
    let secrets = Secrets::from_source(&|_: &str| None)?;
    let tools = Tools::builder().secrets(secrets).origin("https://fixture.example.com", origin).build()?;
    let server = Server::new(tools).info("conformance", "1.0.0");
    let server = server.progress(Duration::from_millis(100));
    let argument = std::env::args().nth(1).ok_or("an address to listen at, or --stdio")?;
    if argument == "--stdio" {
        return Ok(server.serve_stdio().await?);
    }
    let listening = server.bind(argument).await?;
    println!("http://{}/mcp", listening.local_addr());
    listening.serve().await?;
    Ok(())
}

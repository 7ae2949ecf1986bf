//! Nothing that is sent gets into a log, whatever the settings of the client are that an application gives.
#![cfg(feature = "http")]

mod support;

use std::sync::Mutex;

use support::server::{Server, call, json as json_reply, sketch};
use support::*;

/// All that was logged in this process.
static LOGGED: Mutex<String> = Mutex::new(String::new());

struct Log;

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }
    fn log(&self, record: &log::Record<'_>) {
        *LOGGED.lock().unwrap() += &format!("{}: {}\n", record.target(), record.args());
    }
    fn flush(&self) {}
}

#[tokio::test]
async fn a_verbose_client_logs_no_credentials() {
    log::set_logger(&Log).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let server = Server::start(vec![json_reply("1")]).await;
    let verbose = || reqwest::Client::builder().connection_verbose(true);
    let core =
        builder().origin("https://api.example", server.origin.clone()).client(verbose()).build().unwrap();
    call(sketch().finish(), &core).await.unwrap();
    assert!(server.seen()[0].contains(API_KEY), "it was sent");
    let logged = LOGGED.lock().unwrap().clone();
    assert!(logged.contains("reqwest") && !logged.contains(API_KEY), "{logged}");
    // The client by itself does log them.
    verbose().build().unwrap().get(server.origin.as_str()).header("x-key", API_KEY).send().await.unwrap();
    let logged = LOGGED.lock().unwrap();
    assert!(logged.contains(API_KEY), "{logged}");
}

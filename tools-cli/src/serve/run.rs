//! Serving, and following edits.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use typed_tools_mcp::{ChangingTools, Server, StartError};
use typed_tools_runtime::CallReport;

use super::Serve;
use super::reload::{Loading, Set};
use crate::check::count;
use crate::usage::Usage;
use crate::{Done, diff, engine, print};

impl Serve {
    pub(crate) fn run(mut self) -> Result<Done, Usage> {
        if let Some(address) = self.http.filter(|address| !address.ip().is_loopback()) {
            return Err(Usage(format!(
                "--http serves this machine alone, at 127.0.0.1:{0} or [::1]:{0}, not at {address}",
                address.port()
            )));
        }
        let context = self.options.take_context_values()?;
        self.settings.observe = Some(said);
        let mut loading = Loading::new(self.options, context, self.settings);
        let Some(set) = loading.load()? else { return Ok(Done::Errors) };
        let tools = ChangingTools::new(&set.specs, set.tools()).map_err(stopped)?;
        let server = Server::new(tools.clone())
            .info("typed-tools", env!("CARGO_PKG_VERSION"))
            .list_ttl(Duration::ZERO);
        for native in set.native() {
            print::notice(&format!("note: `{native}` is a native tool: it runs in a program alone\n"));
        }
        let served = count(set.tools().len(), "tool");
        let http = self.http;
        // What is compiled stays on this thread.
        let serving = thread::spawn(move || {
            let served = engine::runtime()?.block_on(serve(server, http, &served));
            served.map_err(stopped)
        });
        follow(loading, set, &tools, || serving.is_finished());
        match serving.join() {
            Ok(ended) => ended.map(|()| Done::Clean),
            Err(_) => Err(Usage("the server has stopped".to_owned())),
        }
    }
}

async fn serve(
    server: Server<ChangingTools>,
    http: Option<SocketAddr>,
    served: &str,
) -> Result<(), StartError> {
    let Some(address) = http else {
        print::notice(&format!("serving {served} over standard input and output\n"));
        return server.serve_stdio().await;
    };
    let listening = server.bind(address).await?;
    print::notice(&format!("serving {served} at http://{}/mcp\n", listening.local_addr()));
    listening.serve().await
}

/// Puts each good edit in place of what is served, and says what it changes, until the server has ended.
fn follow(mut loading: Loading, mut served: Set, tools: &ChangingTools, is_over: impl Fn() -> bool) {
    while let Some(path) = loading.changed(&is_over) {
        print::notice(&format!("{} has changed\n", path.display()));
        let done = match loading.load() {
            Ok(Some(set)) => tools.replace(&set.specs, set.tools()).map(|()| set).map_err(stopped),
            Ok(None) => Err(Usage(String::new())),
            Err(wrong) => Err(wrong),
        };
        match done {
            Ok(set) => {
                print::notice(&diff::between(&served.side, &set.side).human());
                served = set;
            }
            Err(Usage(wrong)) => {
                if !wrong.is_empty() {
                    print::complain(&wrong);
                }
                print::notice("the tools that were served before are served on\n");
            }
        }
    }
}

fn stopped(error: StartError) -> Usage {
    Usage(format!("{error:?}"))
}

/// What became of a call, for whoever looks at the server.
fn said(report: &CallReport) {
    let status = report.status().map(|status| format!(" {status}")).unwrap_or_default();
    let (tool, kind, ms) = (report.tool(), report.kind(), report.elapsed().as_millis());
    print::notice(&format!("call of {tool}: {kind}{status}, {ms} ms\n"));
}

//! `serve`: an MCP server of definitions that are not compiled, for trying a set out before any Rust is written.

#[cfg(feature = "serve")]
mod reload;
#[cfg(feature = "serve")]
mod run;

use std::net::SocketAddr;

use crate::engine::Settings;
use crate::options::Options;

/// Serves definitions over MCP, and serves them anew when they are edited (built with `--features serve`)
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools serve tools/ --secrets .env
  cargo typed-tools serve tools/ --http 127.0.0.1:8000 --context '{\"contact_id\": \"c_42\"}'
  cargo typed-tools serve tools/ --origin https://api.shop.example=http://127.0.0.1:8080

Without --http it speaks over standard input and output, as programs that start their servers want it. What has changed,
and what is wrong with an edit, goes to standard error; a set with errors leaves the last good one in place. It ends with
0 when its input ends, 1 where the definitions have errors at the start, 2 where the command line is wrong.")]
pub(crate) struct Serve {
    /// Listens here, at the path /mcp, in place of standard input and output; for this machine alone
    #[arg(long, value_name = "127.0.0.1:PORT")]
    http: Option<SocketAddr>,

    #[command(flatten)]
    settings: Settings,

    /// --context also takes the values of the context, as a JSON object
    #[command(flatten)]
    options: Options,
}

#[cfg(not(feature = "serve"))]
impl Serve {
    pub(crate) fn run(self) -> Result<crate::Done, crate::usage::Usage> {
        Err(crate::usage::Usage::not_built("`serve`", "serve"))
    }
}

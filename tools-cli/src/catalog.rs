//! `catalog`: a page for people who want to know what a set of tools is.

#[cfg(feature = "catalog")]
mod arguments;
#[cfg(feature = "catalog")]
mod keywords;
#[cfg(feature = "catalog")]
mod live;
#[cfg(feature = "catalog")]
mod page;
#[cfg(feature = "catalog")]
mod preview;
#[cfg(feature = "catalog")]
mod run;
#[cfg(feature = "catalog")]
mod sample;
#[cfg(feature = "catalog")]
mod schemas;
#[cfg(feature = "catalog")]
mod server;
#[cfg(feature = "catalog")]
mod tool;

use std::path::PathBuf;

use crate::engine::Settings;
use crate::options::Options;

/// Makes a page about definitions: arguments, schemas, requests, sizes and findings (built with `--features catalog`)
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools catalog tools/ -o tools.html
  cargo typed-tools catalog tools/ --open
  cargo typed-tools catalog tools/ --open --port 8000 --secrets .env --context '{\"contact_id\": \"c_42\"}'

The file needs no network and no server. With --open the page is served to this machine alone, at an address that nobody
can guess; it has a form for each tool, which shows the request of what is typed, or makes the call, and it follows edits.
It ends with 0, with 1 where the definitions have errors, 2 where the command line is wrong.")]
pub(crate) struct Catalog {
    /// Writes the page to this file
    #[arg(short, long, value_name = "FILE.html", required_unless_present = "open")]
    output: Option<PathBuf>,

    /// Serves the page, with a form for each tool, and opens it in a browser
    #[arg(long, conflicts_with = "output")]
    open: bool,

    /// Serves it at this port
    #[arg(long, value_name = "PORT", default_value_t = 0, requires = "open")]
    port: u16,

    #[command(flatten)]
    settings: Settings,

    /// --context also takes the values of the context, as a JSON object
    #[command(flatten)]
    options: Options,
}

#[cfg(not(feature = "catalog"))]
impl Catalog {
    pub(crate) fn run(self) -> Result<crate::Done, crate::usage::Usage> {
        Err(crate::usage::Usage::not_built("`catalog`", "catalog"))
    }
}

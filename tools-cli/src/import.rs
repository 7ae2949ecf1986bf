//! `import`: definitions out of what people have: OpenAPI documents, tools of MCP servers and of providers, exports
//! of voice platforms, a curl command.

mod credential;
mod curl;
mod detect;
mod filter;
#[cfg(feature = "send")]
mod http;
mod mcp;
mod name;
mod openapi;
mod pipeline;
mod platforms;
pub(crate) mod pretty;
mod shapes;
mod shared;
mod shell;
mod stdio;
mod summary;
mod tool;
mod tree;
mod verify;
mod write;
mod yaml;

use std::path::{Path, PathBuf};

use typed_tools_codegen::Span;

use crate::usage::Usage;
use crate::{Done, print};
use detect::Format;
use filter::Filter;
use pipeline::Pipeline;
use tool::Take;
use tree::Files;

/// A place that is none.
const NOWHERE: Span = Span { source: u32::MAX, start: 0, end: 0 };

/// Makes definitions of an OpenAPI document, of somebody's tools, or of a curl command
#[derive(Default, clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools import openapi.yaml
  cargo typed-tools import openapi petstore.json --tag pets --read-only -o tools/
  cargo typed-tools import openapi.json --defaults tools/defaults.json
  cargo typed-tools import mcp tools-list.json --base-url https://mcp.example.com/mcp
  cargo typed-tools import --stdio 'npx some-mcp-server' --base-url https://mcp.example.com/mcp
  cargo typed-tools import mcp --url https://mcp.example.com/mcp --header 'Authorization: Bearer ..'
  cargo typed-tools import curl 'curl -H \"Authorization: Bearer $KEY\" https://api.example.com/v1/leads?state=open'

It ends with 0 where definitions were made, 1 where none were or a file would have been overwritten, 2 where the
command line is wrong. What cannot be imported costs its operation alone, and is said with its place.")]
pub(crate) struct Import {
    /// FORMAT is openapi, mcp, openai, anthropic, gemini, bedrock, vapi, elevenlabs, retell or curl, and may be
    /// left out where FILE says by itself what it is; for curl, FILE is the command
    #[arg(value_name = "[FORMAT] FILE", num_args = 1..=2, required_unless_present_any = ["stdio", "url"])]
    pub(crate) words: Vec<String>,

    /// The folder for the definitions
    #[arg(long, short, value_name = "FOLDER", default_value = "tools")]
    pub(crate) output: PathBuf,

    /// Only operations whose name, operationId or path this pattern matches; repeatable
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,

    /// Only operations with this tag; repeatable
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,

    /// Only operations of this method; repeatable
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: Vec<String>,

    /// Only operations that change nothing: GET and HEAD
    #[arg(long)]
    pub(crate) read_only: bool,

    /// Where requests go, in place of what the document says: a URL, or a base URL such as '{{CRM_API}}'
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// The name of the tool that a curl command becomes
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Starts an MCP server, and imports its tools: a command, such as 'npx some-server'
    #[arg(long, value_name = "COMMAND", conflicts_with = "url")]
    pub(crate) stdio: Option<String>,

    /// Asks an MCP server for its tools over HTTP, and imports them
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// A header for --url: its credentials, which get into no file; repeatable
    #[arg(long, value_name = "NAME: VALUE", requires = "url")]
    pub(crate) header: Vec<String>,

    /// Writes what all definitions have in common (base URL, credentials, headers) into this file of the set's
    /// defaults, such as tools/defaults.json, and leaves it out of them
    #[arg(long, value_name = "FILE")]
    pub(crate) defaults: Option<PathBuf>,

    /// Says what would be imported, and writes nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

impl Import {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let filter = Filter::new(&self.only, &self.tag, &self.method, self.read_only)?;
        // A server is asked: `mcp` may stand before it.
        let server = self.stdio.as_deref().or(self.url.as_deref());
        let (format, input) = match self.words.as_slice() {
            [] => (Some(Format::Mcp), server.unwrap_or_default()),
            [format] if server.is_some() => match Format::named(format)? {
                Format::Mcp => (Some(Format::Mcp), server.unwrap_or_default()),
                _ => return Err(Usage("--stdio and --url ask an MCP server".to_owned())),
            },
            _ if server.is_some() => {
                return Err(Usage("--stdio and --url take no file: the server is asked".to_owned()));
            }
            [format, input] => (Some(Format::named(format)?), input.as_str()),
            [input] => (None, input.as_str()),
            _ => return Err(Usage("import takes a format and a file, or a file alone".to_owned())),
        };
        let is_curl =
            format == Some(Format::Curl) || (format.is_none() && input.trim_start().starts_with("curl "));
        if self.name.is_some() && !is_curl {
            return Err(Usage("--name goes with a curl command".to_owned()));
        }
        let mut files = Files::default();
        if !is_curl {
            let read = match (&self.stdio, &self.url) {
                (None, None) => Files::read(Path::new(input)),
                (Some(command), _) => {
                    let tools = stdio::tools(command).map_err(|why| format!("`{command}`: {why}"));
                    tools.and_then(|tools| Files::inline("tools/list", tools))
                }
                (None, Some(url)) => {
                    let tools = asked(url, &self.header)?.map_err(|why| format!("the server: {why}"));
                    tools.and_then(|tools| Files::inline("tools/list", tools))
                }
            };
            files = match read {
                Ok(files) => files,
                Err(why) => return Ok(failed(&why)),
            };
        }
        let format = match (format, files.root()) {
            (Some(format), _) => format,
            _ if is_curl => Format::Curl,
            (None, None) => return Ok(failed(&format!("`{input}` is empty"))),
            (None, Some(root)) => match detect::detect(root) {
                Ok(format) => format,
                Err(what) => return Ok(failed(&format!("`{input}` is {what}"))),
            },
        };
        let shown = match server {
            Some(_) => "tools/list",
            None if is_curl => "curl",
            None => input,
        };
        let source = Path::new(shown).file_name().map_or(shown.into(), |name| name.to_string_lossy());
        let mut pipeline =
            Pipeline::new((!self.dry_run).then_some(&*self.output), self.defaults.as_deref(), &source);
        // Where the server is asked, its tools are called, unless the URL holds what may be a credential.
        let open = |url: &&str| !url.contains(['?', '@', '#']);
        let base_url = self.base_url.as_deref().or(self.url.as_deref().filter(open));
        let take: Take<'_> = &mut |tool| pipeline.take(tool);
        let imported = match format {
            Format::Curl => curl::import(input, self.name.as_deref(), take),
            Format::OpenApi => openapi::import(&files, base_url, &filter, take),
            Format::Vapi | Format::ElevenLabs | Format::Retell => {
                platforms::import(&files, format, &filter, take)
            }
            _ => shapes::import(&files, format, base_url, &filter, take),
        };
        let done = match pipeline.finish(filter.is_open()) {
            Ok(done) => done,
            Err(why) => return Ok(failed(&why)),
        };
        let run = match imported {
            Ok(imported) => {
                summary::Run { input: shown, output: &self.output, files: &files, imported, done }
            }
            Err(why) => return Ok(failed(&format!("{shown}: {why}"))),
        };
        print::notice(&run.refusals());
        print::result(&run.table());
        Ok(if run.is_clean() { Done::Clean } else { Done::Errors })
    }
}

/// The tools of a server over HTTP.
#[cfg(feature = "send")]
fn asked(url: &str, headers: &[String]) -> Result<Result<String, String>, Usage> {
    Ok(http::tools(url, headers))
}

#[cfg(not(feature = "send"))]
fn asked(_: &str, _: &[String]) -> Result<Result<String, String>, Usage> {
    Err(Usage::not_built("`import --url`", "send"))
}

fn failed(why: &str) -> Done {
    print::complain(why);
    Done::Errors
}

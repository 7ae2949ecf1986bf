//! `import`: definitions out of what people have: OpenAPI documents, tools of MCP servers and of providers, exports
//! of voice platforms, a curl command.

mod detect;
mod filter;
mod name;
mod openapi;
mod pretty;
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
use tool::Imported;
use tree::Files;

/// A place that is none.
const NOWHERE: Span = Span { source: u32::MAX, start: 0, end: 0 };

/// Makes definitions of an OpenAPI document, of somebody's tools, or of a curl command
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools import openapi.yaml
  cargo typed-tools import openapi petstore.json --tag pets --read-only -o tools/

It ends with 0 where definitions were made, 1 where none were or a file would have been overwritten, 2 where the
command line is wrong. What cannot be imported costs its operation alone, and is said with its place.")]
pub(crate) struct Import {
    /// FORMAT may be left out: openapi
    #[arg(value_name = "[FORMAT] FILE", num_args = 1..=2, required = true)]
    words: Vec<String>,

    /// The folder for the definitions
    #[arg(long, short, value_name = "FOLDER", default_value = "tools")]
    output: PathBuf,

    /// Only operations whose name, operationId or path this pattern matches; repeatable
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,

    /// Only operations with this tag; repeatable
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,

    /// Only operations of this method; repeatable
    #[arg(long, value_name = "METHOD")]
    method: Vec<String>,

    /// Only operations that change nothing: GET and HEAD
    #[arg(long)]
    read_only: bool,

    /// Where requests go, in place of what the document says: a URL, or a base URL such as '{{CRM_API}}'
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Says what would be imported, and writes nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let filter = Filter::new(&self.only, &self.tag, &self.method, self.read_only)?;
        let (format, input) = match self.words.as_slice() {
            [format, input] => (Some(Format::named(format)?), input),
            [input] => (None, input),
            _ => return Err(Usage("import takes a format and a file, or a file alone".to_owned())),
        };
        let path = Path::new(input);
        let files = match Files::read(path) {
            Ok(files) => files,
            Err(why) => return Ok(failed(&why)),
        };
        let format = match format.or_else(|| files.root().and_then(detect::detect)) {
            Some(format) => format,
            None => {
                return Ok(failed(&format!(
                    "`{input}` is nothing that is known; say what it is: {}",
                    Format::names()
                )));
            }
        };
        let imported = match format {
            Format::OpenApi => openapi::import(&files, self.base_url.as_deref(), &filter),
        };
        match imported {
            Ok(imported) => self.finish(input, &files, &filter, imported),
            Err(why) => Ok(failed(&format!("{input}: {why}"))),
        }
    }

    /// Checks and writes what was imported, and says what became of it.
    fn finish(
        &self,
        input: &str,
        files: &Files,
        filter: &Filter,
        mut imported: Imported,
    ) -> Result<Done, Usage> {
        let checked = verify::verify(&mut imported, &typed_tools_codegen::Options::default());
        let source = Path::new(input).file_name().map_or(input.into(), |name| name.to_string_lossy());
        let written = match self.dry_run {
            true => None,
            false => match write::write(&self.output, &source, &checked.tools, filter.is_open()) {
                Ok(written) => Some(written),
                Err(why) => return Ok(failed(&why)),
            },
        };
        let run = summary::Run {
            input,
            output: &self.output,
            files,
            imported: &imported,
            written: written.as_ref(),
        };
        print::notice(&run.refusals());
        print::result(&run.table(checked.tools.len(), checked.warnings));
        let conflicts = written.is_some_and(|written| !written.conflicts.is_empty());
        Ok(if checked.tools.is_empty() || conflicts { Done::Errors } else { Done::Clean })
    }
}

fn failed(why: &str) -> Done {
    print::complain(why);
    Done::Errors
}

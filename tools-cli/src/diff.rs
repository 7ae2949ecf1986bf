//! `diff`: what a change of definitions means, for the model, the Rust code, the wire, and whoever runs it.

mod change;
mod items;
mod load;
mod schema;
mod tools;
mod wire;

use crate::options::Options;
use crate::usage::Usage;
use crate::{Done, print};
pub(crate) use change::Changes;
use change::Level;
pub(crate) use load::Side;
#[cfg(feature = "catalog")]
pub(crate) use wire::parts as wire_parts;

/// Says what has changed between two versions of definitions, and whom it breaks
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools diff old/ tools/
  cargo typed-tools diff HEAD~1:tools tools
  cargo typed-tools diff --message-format markdown v1.2.0:tools HEAD:tools > changes.md

OLD and NEW are files, folders or globs, or REVISION:PATH of the git repository around the current folder. It ends with 0
where nothing breaks, 1 where something does (or where either has errors), 2 where the command line is wrong.")]
pub(crate) struct Diff {
    /// How to say it: to people, as a JSON line each and a summary last, or for a pull request
    #[arg(long, value_name = "F", value_enum, default_value_t = Format::Human)]
    message_format: Format,

    /// OLD and NEW stand where other commands take PATHS
    #[command(flatten)]
    options: Options,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Human,
    Json,
    Markdown,
}

impl Diff {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let [old, new] = self.options.paths.as_slice() else {
            return Err(Usage("diff takes OLD and NEW: files, folders, globs, or REVISION:PATH".to_owned()));
        };
        let options = self.options.of_set()?;
        let (Some(old), Some(new)) = (load::load(old, &options)?, load::load(new, &options)?) else {
            return Ok(Done::Errors);
        };
        let changes = between(&old, &new);
        print::result(&match self.message_format {
            Format::Human => changes.human(),
            Format::Json => changes.json(),
            Format::Markdown => changes.markdown(),
        });
        Ok(if changes.count(Level::Breaking) > 0 { Done::Errors } else { Done::Clean })
    }
}

/// What is different, and whom it concerns.
pub(crate) fn between(old: &Side, new: &Side) -> Changes {
    let mut changes = Changes::default();
    tools::compare(old, new, &mut changes);
    items::compare(old, new, &mut changes);
    changes.sort();
    changes
}

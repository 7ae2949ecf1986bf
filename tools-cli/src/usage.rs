//! The command line: the options that all commands over definitions share.

use std::path::PathBuf;

use lexopt::ValueExt;
use typed_tools_codegen::{Inputs, Options, Setting};
use typed_tools_core::nearest::nearest;

/// What is wrong with the command line.
pub(crate) struct Usage(pub(crate) String);

impl From<lexopt::Error> for Usage {
    fn from(error: lexopt::Error) -> Self {
        Self(error.to_string())
    }
}

/// The part of a help text that says what [`Set::flag`] takes.
macro_rules! set_help {
    () => {
        "\
PATHS are files, folders (all `.json` files in them, at any depth) or globs. They form one set.

Options of the set:
  --context NAME:TYPE    a context name: String, i64, f64, bool, Value, or Option<..> of one; repeatable
  --allow-http ORIGIN    an origin that may be plain http, or '*' for all; repeatable
  --allow CODE           a code that is not reported; repeatable
  --deny-warnings        warnings are errors
  --provider NAME        a provider that every definition must suit; repeatable
  --typed-responses      types for what `response.schema` describes; for it, install
                         this command with `--features typed-responses`
  --no-watch             the macro's `watch = false`; nothing is watched here
"
    };
}
pub(crate) use set_help;

/// The flags that say how a set is compiled.
const SET_FLAGS: &[&str] = &[
    "--context",
    "--allow-http",
    "--allow",
    "--deny-warnings",
    "--provider",
    "--typed-responses",
    "--no-watch",
    "--help",
];

/// A set, as the command line names it.
#[derive(Default)]
pub(crate) struct Set {
    pub(crate) options: Options,
    patterns: Vec<String>,
}

impl Set {
    /// Takes one of the set's own flags, and its value from `parser`. `false` if it is none.
    pub(crate) fn flag(&mut self, name: &str, parser: &mut lexopt::Parser) -> Result<bool, Usage> {
        let (key, setting) = match name {
            "context" => {
                let entry = parser.value()?.string()?;
                let Some((name, ty)) = entry.split_once(':') else {
                    return Err(Usage(format!(
                        "--context takes NAME:TYPE, such as contact_id:String, not `{entry}`"
                    )));
                };
                ("context", Setting::Context(vec![(name.trim().to_owned(), ty.trim().to_owned())]))
            }
            "allow-http" => ("allow_http", Setting::List(vec![parser.value()?.string()?])),
            "allow" => ("allow", Setting::List(vec![parser.value()?.string()?])),
            "deny-warnings" => ("deny_warnings", Setting::Flag(true)),
            "provider" => ("providers", Setting::List(vec![parser.value()?.string()?])),
            "typed-responses" => ("typed_responses", Setting::Flag(true)),
            "no-watch" => ("watch", Setting::Flag(false)),
            _ => return Ok(false),
        };
        self.options.set(key, setting).map_err(|wrong| Usage(wrong.message))?;
        Ok(true)
    }

    pub(crate) fn path(&mut self, path: std::ffi::OsString) -> Result<(), Usage> {
        self.patterns.push(path.string()?);
        Ok(())
    }

    /// The inputs; relative paths start from the current folder.
    pub(crate) fn inputs(&self) -> Result<Inputs, Usage> {
        if self.patterns.is_empty() {
            return Err(Usage(
                "no PATHS are given: files, folders or globs, such as `tools/*.json`".to_owned(),
            ));
        }
        let base: PathBuf = std::env::current_dir()
            .map_err(|error| Usage(format!("the current folder cannot be read: {error}")))?;
        Ok(Inputs { base, patterns: self.patterns.clone(), inline: Vec::new() })
    }
}

/// The command line's name of a provider that is given by it, or by its name in Rust: as for all
/// commands that take `--provider`.
pub(crate) fn provider_name(given: String) -> Result<String, Usage> {
    let mut options = Options::default();
    options.set("providers", Setting::List(vec![given])).map_err(|wrong| Usage(wrong.message))?;
    Ok(options.providers.pop().unwrap_or_default())
}

/// The words for a flag that there is not; `own` are those of the command.
pub(crate) fn unknown_flag(argument: lexopt::Arg<'_>, own: &[&str]) -> Usage {
    let typed = match argument {
        lexopt::Arg::Long(name) => format!("--{name}"),
        other => return Usage(other.unexpected().to_string()),
    };
    let known = own.iter().chain(SET_FLAGS).copied();
    Usage(match nearest(&typed, known) {
        Some(near) => format!("there is no option `{typed}`; did you mean `{near}`?"),
        None => format!("there is no option `{typed}`; `--help` lists those there are"),
    })
}

pub(crate) fn unknown_command(name: &str) -> Usage {
    let known = crate::COMMANDS.iter().map(|(name, ..)| *name);
    Usage(match nearest(name, known.clone()) {
        Some(near) => format!("there is no command `{name}`; did you mean `{near}`?"),
        None => format!("there is no command `{name}`; there are: {}", known.collect::<Vec<_>>().join(", ")),
    })
}

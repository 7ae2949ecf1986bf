//! The two sides of a comparison: on the disk, or in git.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use typed_tools_codegen::run::Runnable;
use typed_tools_codegen::{Inputs, Offered, Options, Outcome, compile};

use crate::check::report;
use crate::options;
use crate::usage::Usage;

/// One side.
pub(crate) struct Side {
    pub(crate) outcome: Outcome,
    pub(crate) set: Arc<Runnable>,
    /// Each tool at each provider, in the order of the tools.
    pub(crate) offered: Vec<Vec<Offered>>,
}

/// Loads one side; `None` where it has errors, which have been shown.
pub(super) fn load(what: &str, options: &Options) -> Result<Option<Side>, Usage> {
    let inputs = match what.split_once(':') {
        // A path with a colon in it, or `C:\tools`, is a path where it exists.
        Some((revision, path)) if !Path::new(what).exists() && !revision.is_empty() => git(revision, path)?,
        _ => options::Options::of(vec![what.to_owned()]).inputs()?,
    };
    Ok(Side::of(compile(&inputs, options)))
}

impl Side {
    /// A set that was compiled; `None` where it has errors, which have been shown.
    pub(crate) fn of(outcome: Outcome) -> Option<Self> {
        if outcome.errors() > 0 {
            report(std::slice::from_ref(&outcome));
            return None;
        }
        let (set, offered) = (Arc::new(outcome.runnable()), outcome.offered(|_| true));
        Some(Self { outcome, set, offered })
    }
}

/// The definitions of a revision.
fn git(revision: &str, path: &str) -> Result<Inputs, Usage> {
    let listed = output(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", revision], path)?;
    let prefix = String::from_utf8_lossy(&output(&["rev-parse", "--show-prefix"], "")?).trim().to_owned();
    let wanted = normal(&format!("{prefix}{path}"));
    let names = String::from_utf8_lossy(&listed).into_owned();
    let mut inline = Vec::new();
    for name in names.split('\0').filter(|name| is_below(name, &wanted)) {
        let text = output(&["show", &format!("{revision}:{name}")], "")?;
        inline.push((format!("{revision}:{name}"), String::from_utf8_lossy(&text).into_owned()));
    }
    if inline.is_empty() {
        return Err(Usage(format!("`{revision}:{path}` holds no definition")));
    }
    Ok(Inputs { inline, ..Inputs::default() })
}

fn is_below(name: &str, wanted: &str) -> bool {
    let below = name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'));
    name == wanted || ((below || wanted.is_empty()) && name.ends_with(".json"))
}

/// A path without `.` and without `..`, as git has it.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn output(arguments: &[&str], about: &str) -> Result<Vec<u8>, Usage> {
    // What a revision is called goes to git as an argument of its own, never through a shell.
    if arguments.iter().skip(1).any(|argument| argument.starts_with('-') && argument.contains(':')) {
        return Err(Usage("a revision does not begin with `-`".to_owned()));
    }
    let done = Command::new("git").args(arguments).output();
    let done = done.map_err(|error| Usage(format!("git cannot be run: {error}")))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let why = String::from_utf8_lossy(&done.stderr);
    let about = if about.is_empty() { String::new() } else { format!(" (for `{about}`)") };
    Err(Usage(format!("{}{about}", why.lines().next().unwrap_or("git has failed"))))
}

//! `explain`: prints a code's entry in `docs/errors.md`, or a finding's in `docs/audit.md`.

use typed_tools_codegen::Code;
use typed_tools_core::nearest::nearest;

use crate::audit::AuditCode;
use crate::usage::Usage;
use crate::{Done, print};

/// Says what a code means, with an example and the fix
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools explain E034
  cargo typed-tools explain          # lists all codes")]
pub(crate) struct Explain {
    /// The code, such as E034
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// The same texts as in the repository's `docs`; the links let the published package carry them.
const ERRORS: &str = include_str!("../errors.md");
const AUDIT: &str = include_str!("../audit.md");

/// A code of the compiler, or of an audit.
struct Known {
    id: &'static str,
    title: &'static str,
    entries: &'static str,
}

fn all() -> impl Iterator<Item = Known> {
    let errors = Code::ALL.iter().map(|code| Known { id: code.id(), title: code.title(), entries: ERRORS });
    let findings =
        AuditCode::ALL.iter().map(|code| Known { id: code.id(), title: code.title(), entries: AUDIT });
    errors.chain(findings)
}

impl Explain {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let Some(id) = self.code else {
            print::result(&all().map(|code| format!("{}  {}\n", code.id, code.title)).collect::<String>());
            return Ok(Done::Clean);
        };
        let Some(code) = all().find(|code| code.id.eq_ignore_ascii_case(&id)) else {
            let near = nearest(&id, all().map(|code| code.id));
            let near = near.map(|near| format!("; did you mean {near}")).unwrap_or_default();
            return Err(Usage(format!("there is no code `{id}`{near}; `explain` alone lists them all")));
        };
        print::result(&entry(&code));
        Ok(Done::Clean)
    }
}

/// The entry of a code, from its heading to the next.
fn entry(code: &Known) -> String {
    let heading = format!("## {}: ", code.id);
    let lines = code.entries.lines().skip_while(|line| !line.starts_with(&heading));
    let mut text = String::new();
    for (index, line) in lines.enumerate() {
        if index > 0 && (line.starts_with("## ") || line.starts_with("# ")) {
            break;
        }
        text.push_str(line.trim_start_matches("## "));
        text.push('\n');
    }
    if text.is_empty() {
        return format!("{}: {}\n", code.id, code.title);
    }
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{all, entry};

    #[test]
    fn every_code_has_an_entry_of_its_own() {
        for code in all() {
            let text = entry(&code);
            assert!(text.starts_with(&format!("{}: {}\n", code.id, code.title)), "{text}");
            assert!(text.lines().count() > 3, "{text}");
            assert!(!text.contains("\n## "), "{text}");
        }
    }
}

//! `explain`: prints a code's entry in `docs/errors.md`.

use typed_tools_codegen::Code;
use typed_tools_core::nearest::nearest;

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

/// The same text as in the repository's `docs`; the link lets the published package carry it.
const ENTRIES: &str = include_str!("../errors.md");

impl Explain {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let Some(id) = self.code else {
            let lines = Code::ALL.iter().map(|code| format!("{}  {}\n", code.id(), code.title()));
            print::result(&lines.collect::<String>());
            return Ok(Done::Clean);
        };
        let Some(code) = Code::find(&id) else {
            let near = nearest(&id, Code::ALL.iter().map(|code| code.id()));
            let near = near.map(|near| format!("; did you mean {near}")).unwrap_or_default();
            return Err(Usage(format!("there is no code `{id}`{near}; `explain` alone lists them all")));
        };
        print::result(&entry(code));
        Ok(Done::Clean)
    }
}

/// The entry of a code, from its heading to the next.
fn entry(code: Code) -> String {
    let heading = format!("## {}: ", code.id());
    let lines = ENTRIES.lines().skip_while(|line| !line.starts_with(&heading));
    let mut text = String::new();
    for (index, line) in lines.enumerate() {
        if index > 0 && (line.starts_with("## ") || line.starts_with("# ")) {
            break;
        }
        text.push_str(line.trim_start_matches("## "));
        text.push('\n');
    }
    if text.is_empty() {
        return format!("{}: {}\n", code.id(), code.title());
    }
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Code, entry};

    #[test]
    fn every_code_has_an_entry_of_its_own() {
        for &code in Code::ALL {
            let text = entry(code);
            assert!(text.starts_with(&format!("{}: {}\n", code.id(), code.title())), "{text}");
            assert!(text.lines().count() > 5, "{text}");
            assert!(!text.contains("\n## "), "{text}");
        }
    }
}

//! What is wrong with a command line, in words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong with the command line.
pub(crate) struct Usage(pub(crate) String);

impl Usage {
    /// What was asked for was left out of this program when it was built.
    #[allow(dead_code, reason = "with all features nothing was left out")]
    pub(crate) fn not_built(what: &str, feature: &str) -> Self {
        Self(format!(
            "{what} is not part of this build: `cargo install cargo-typed-tools --features {feature}`"
        ))
    }
}

impl From<clap::Error> for Usage {
    fn from(error: clap::Error) -> Self {
        Self(words(&error))
    }
}

fn words(error: &clap::Error) -> String {
    let given = |kind| error.get(kind).map(first).unwrap_or_default();
    let argument = given(ContextKind::InvalidArg);
    // `--allow <CODE>` is the option with its value.
    let option = argument.split([' ', '=']).next().unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = given(ContextKind::InvalidSubcommand);
            match given(ContextKind::SuggestedSubcommand) {
                near if near.is_empty() => {
                    format!("there is no command `{name}`; `--help` lists those there are")
                }
                near => format!("there is no command `{name}`; did you mean `{near}`?"),
            }
        }
        ErrorKind::UnknownArgument if argument.starts_with("--") => match given(ContextKind::SuggestedArg) {
            near if near.is_empty() => {
                format!("there is no option `{argument}`; `--help` lists those there are")
            }
            near => format!("there is no option `{argument}`; did you mean `{near}`?"),
        },
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("invalid option '{argument}'"),
        ErrorKind::UnknownArgument => format!("unexpected argument `{argument}`"),
        ErrorKind::InvalidValue if given(ContextKind::InvalidValue).is_empty() => {
            format!("missing argument for option '{option}'")
        }
        ErrorKind::InvalidValue => {
            let allowed = all(error, ContextKind::ValidValue);
            let option = option.trim_start_matches('<').trim_end_matches('>');
            format!("{option} is {}, not `{}`", one_of(&allowed), given(ContextKind::InvalidValue))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg);
            format!("{} is missing; `--help` shows an example", missing.join(" "))
        }
        _ => {
            let text = error.render().to_string();
            let line = text.lines().next().unwrap_or_default();
            line.strip_prefix("error: ").unwrap_or(line).to_owned()
        }
    }
}

/// All texts of a part of an error.
fn all(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

fn first(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.first().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// `human, json or sarif`
fn one_of(words: &[String]) -> String {
    match words {
        [] => "something else".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

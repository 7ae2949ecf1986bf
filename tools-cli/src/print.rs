//! Where things go: results to stdout, errors to stderr, colour only to a terminal.

use std::io::{self, IsTerminal, Write};

use typed_tools_codegen::Look;

/// Writes a result. A reader that has gone away (`| head`) is no mistake of ours.
pub(crate) fn result(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes what people should read beside the result.
pub(crate) fn notice(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes what is wrong with the command line.
pub(crate) fn complain(message: &str) {
    let (on, off) = if look() == Look::Coloured { ("\u{1b}[1m\u{1b}[91m", "\u{1b}[0m") } else { ("", "") };
    notice(&format!("{on}error{off}: {message}\n"));
}

/// How stderr is written.
pub(crate) fn look() -> Look {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if !refused && io::stderr().is_terminal() { Look::Coloured } else { Look::Plain }
}

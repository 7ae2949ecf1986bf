//! Where things go: results to stdout, errors to stderr, colour only to a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use typed_tools_codegen::Look;

/// Whether a result could not be written.
static LOST: AtomicBool = AtomicBool::new(false);
/// Whether the reader of the results has gone.
static GONE: AtomicBool = AtomicBool::new(false);

/// Writes a result. A reader that has gone away (`| head`) is no mistake of ours; a full disk is
/// none either, but the result is not whole then.
pub(crate) fn result(text: &str) {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => GONE.store(true, Ordering::Relaxed),
        Err(error) => {
            complain(&format!("the result cannot be written: {error}"));
            LOST.store(true, Ordering::Relaxed);
        }
    }
}

/// Writes what is for people alone, where people read.
pub(crate) fn result_for_people(people: bool, text: &str) {
    if people {
        result(text);
    }
}

/// Whether nobody reads results any more.
pub(crate) fn nobody_reads() -> bool {
    GONE.load(Ordering::Relaxed)
}

/// Whether all results were written.
pub(crate) fn all_written() -> bool {
    !LOST.load(Ordering::Relaxed)
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

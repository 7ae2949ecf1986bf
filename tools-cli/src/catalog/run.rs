//! Writing the page, or serving it.

use std::fs;
use std::io::IsTerminal;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use super::Catalog;
use super::live::{Live, Shown};
use super::page::{Page, page};
use super::server;
use crate::diff::Side;
use crate::usage::Usage;
use crate::watch::Seen;
use crate::{Done, engine, print};

impl Catalog {
    pub(crate) fn run(mut self) -> Result<Done, Usage> {
        let context = self.options.take_context_values()?;
        let title = self.options.paths.join(", ");
        let mut seen = Seen::now([]);
        let Some(side) = load(&self.options, &mut seen)? else { return Ok(Done::Errors) };
        if let Some(path) = &self.output {
            let page = page(&Page { side: &side, title: &title, settings: &self.settings, live: None })?;
            fs::write(path, page)
                .map_err(|error| Usage(format!("`{}` cannot be written: {error}", path.display())))?;
            return Ok(Done::Clean);
        }
        let (listener, origin) = server::listen(self.port)?;
        let base = format!("/{}", server::token()?);
        let live = Arc::new(Live::new(self.settings.clone(), context));
        let render = |side: &Side| {
            let page = page(&Page { side, title: &title, settings: &self.settings, live: Some(&base) })?;
            Ok(Shown::new(page, Arc::clone(&side.set)))
        };
        live.show(render(&side)?);
        let url = format!("{origin}{base}/");
        print::result(&format!("{url}\n"));
        open(&url);
        let serving = {
            let (live, base) = (Arc::clone(&live), base.clone());
            // What is compiled stays on this thread.
            thread::spawn(move || engine::runtime()?.block_on(server::serve(listener, &base, live)))
        };
        while let Some(path) = seen.clone().changed(|| serving.is_finished()) {
            print::notice(&format!("{} has changed\n", path.display()));
            match load(&self.options, &mut seen).and_then(|side| side.as_ref().map(render).transpose()) {
                Ok(Some(shown)) => live.show(shown),
                Ok(None) => live.broken("The last edit has errors, which `catalog` has printed."),
                Err(Usage(wrong)) => {
                    print::complain(&wrong);
                    live.broken(&wrong);
                }
            }
        }
        match serving.join() {
            Ok(ended) => ended.map(|()| Done::Clean),
            Err(_) => Err(Usage("the server has stopped".to_owned())),
        }
    }
}

/// The set as it is now; `None` where it has errors, which have been shown.
fn load(options: &crate::options::Options, seen: &mut Seen) -> Result<Option<Side>, Usage> {
    let outcome = options.compile()?;
    // As it was before the files were read, but for files that are new.
    let now = Seen::now(outcome.watched());
    *seen = now;
    Ok(Side::of(outcome))
}

/// Opens the page in a browser, where somebody sits before this; that there is none is no mistake.
fn open(url: &str) {
    if !std::io::stdout().is_terminal() {
        return;
    }
    let (program, before): (_, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let quiet = || Stdio::null();
    let mut command = Command::new(program);
    let _ = command.args(before).arg(url).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}

//! From an importer to files: tools are compiled and written a few hundred at a time, so that a document of ten
//! thousand operations takes no more memory than its own tree.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use typed_tools_codegen::Options;
use typed_tools_codegen::tree::Json;

use super::shared::{Shared, Wrote};
use super::tool::{Refused, Tool};
use super::verify::{at_once, verify};
use super::write::{Writer, Written};

pub(super) struct Pipeline<'a> {
    waiting: Vec<Tool>,
    /// `None` in a dry run.
    writer: Option<Writer<'a>>,
    /// The file of what all have in common, and the tools that wait until all are there.
    defaults: Option<(&'a Path, Mutex<Vec<Tool>>)>,
    options: Options,
    done: Summed,
    /// The first file that could not be written.
    failed: Option<String>,
}

/// What became of all tools.
#[derive(Default)]
pub(super) struct Summed {
    /// Those that compile.
    pub(super) tools: usize,
    pub(super) warnings: usize,
    pub(super) patterns: usize,
    /// Those that the compiler has refused.
    pub(super) refused: Vec<Refused>,
    /// `None` in a dry run.
    pub(super) written: Option<Written>,
    /// What became of the file of what all have in common; its inner `None` where they have no base URL in common.
    pub(super) shared: Option<(PathBuf, Option<Wrote>)>,
}

impl<'a> Pipeline<'a> {
    pub(super) fn new(folder: Option<&'a Path>, defaults: Option<&'a Path>, source: &'a str) -> Self {
        let writer = folder.map(|folder| Writer::new(folder, source));
        let (options, done) = (Options::default(), Summed::default());
        let defaults = defaults.map(|path| (path, Mutex::default()));
        Self { waiting: Vec::new(), writer, defaults, options, done, failed: None }
    }

    pub(super) fn take(&mut self, tool: Tool) {
        self.waiting.push(tool);
        if self.waiting.len() >= at_once() {
            self.pass();
        }
    }

    fn pass(&mut self) {
        let failed = Mutex::new(None);
        let writer = self.writer.as_ref();
        let write = |tool: Tool, definition: Json| {
            if let Some((_, held)) = &self.defaults {
                held.lock().unwrap_or_else(PoisonError::into_inner).push(tool);
                return;
            }
            if let Some(Err(why)) = writer.map(|writer| writer.put(&tool, definition))
                && let Ok(mut failed) = failed.lock()
            {
                failed.get_or_insert(why);
            }
        };
        let checked = verify(std::mem::take(&mut self.waiting), &self.options, write);
        self.failed = self.failed.take().or(failed.into_inner().unwrap_or_default());
        self.done.tools += checked.tools;
        self.done.warnings += checked.warnings;
        self.done.patterns += checked.patterns;
        self.done.refused.extend(checked.refused);
    }

    /// Passes on what waits. `whole` says that a filter has left nothing out.
    pub(super) fn finish(mut self, whole: bool) -> Result<Summed, String> {
        self.pass();
        if let (Some((path, held)), Some(writer)) = (self.defaults.take(), &self.writer) {
            let mut tools = held.into_inner().unwrap_or_else(PoisonError::into_inner);
            tools.sort_by(|a, b| a.name.cmp(&b.name));
            let shared = Shared::of(&tools);
            let wrote = shared.as_ref().map(|shared| shared.write(path)).transpose()?;
            for mut tool in tools {
                if let Some(shared) = shared.as_ref().filter(|_| wrote != Some(Wrote::Other)) {
                    shared.take_from(&mut tool);
                }
                writer.put(&tool, Json::Object(tool.entries()))?;
            }
            self.done.shared = Some((path.to_owned(), wrote));
        }
        self.done.written = self.writer.map(|writer| writer.finish(whole));
        self.failed.map_or(Ok(self.done), Err)
    }
}

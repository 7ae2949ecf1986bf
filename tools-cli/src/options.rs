//! The options that all commands over definitions share: each key of the macro is a flag.

use std::path::PathBuf;

use typed_tools_codegen::{Inputs, Outcome, Setting, compile};
use typed_tools_runtime::Provider;

use crate::usage::Usage;

/// A set, as the command line names it.
#[derive(clap::Args, Debug, Clone, Default)]
pub(crate) struct Options {
    /// Files, folders (all `.json` files in them, at any depth) or globs; they form one set
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<String>,

    /// A context name: String, i64, f64, bool, Value, Secret, File, or Option<..> of one; repeatable
    #[arg(long, value_name = "NAME:TYPE", help_heading = "Options of the set")]
    context: Vec<String>,

    /// The application's own type for the context, such as common::Caller; --context names its fields then
    #[arg(long, value_name = "PATH", help_heading = "Options of the set")]
    context_type: Option<String>,

    /// An origin that may be plain http, or '*' for all; repeatable
    #[arg(long, value_name = "ORIGIN", help_heading = "Options of the set")]
    allow_http: Vec<String>,

    /// A code that is not reported; repeatable
    #[arg(long, value_name = "CODE", help_heading = "Options of the set")]
    allow: Vec<String>,

    /// Warnings are errors
    #[arg(long, help_heading = "Options of the set")]
    deny_warnings: bool,

    /// A provider that every definition must suit; repeatable
    #[arg(long, value_name = "NAME", help_heading = "Options of the set")]
    provider: Vec<String>,

    /// The file of what the definitions have in common
    #[arg(long, value_name = "FILE", help_heading = "Options of the set")]
    defaults: Option<String>,

    /// Types for what `response.schema` describes; for it, install this command with
    /// `--features typed-responses`
    #[arg(long, help_heading = "Options of the set")]
    typed_responses: bool,

    /// The macro's `watch = false`; nothing is watched here
    #[arg(long, help_heading = "Options of the set")]
    no_watch: bool,
}

impl Options {
    /// A set of these files, folders and globs, with nothing else said of it.
    pub(crate) fn of(paths: Vec<String>) -> Self {
        Self { paths, ..Self::default() }
    }

    /// Takes the values of `--context` that are JSON objects: what `request` fills the context with.
    pub(crate) fn take_context_values(
        &mut self,
    ) -> Result<serde_json::Map<String, serde_json::Value>, Usage> {
        let (values, declared): (Vec<_>, Vec<_>) = std::mem::take(&mut self.context)
            .into_iter()
            .partition(|entry| entry.trim_start().starts_with('{'));
        self.context = declared;
        let mut context = serde_json::Map::new();
        for text in values {
            let values: serde_json::Map<_, _> = serde_json::from_str(&text)
                .map_err(|error| Usage(format!("--context is no JSON object: {error}")))?;
            context.extend(values);
        }
        Ok(context)
    }

    /// Takes those of `--allow` that a command has for itself.
    pub(crate) fn take_allowed(&mut self, own: impl Fn(&str) -> bool) -> Vec<String> {
        let (taken, left) = std::mem::take(&mut self.allow).into_iter().partition(|id| own(id));
        self.allow = left;
        taken
    }

    /// The options of the compiler.
    pub(crate) fn of_set(&self) -> Result<typed_tools_codegen::Options, Usage> {
        let mut options = typed_tools_codegen::Options::default();
        let mut set = |key, setting| options.set(key, setting).map_err(|wrong| Usage(wrong.message));
        if let Some(path) = &self.context_type {
            set("context", Setting::ContextOf(path.clone(), Vec::new()))?;
        }
        for entry in &self.context {
            let Some((name, ty)) = entry.split_once(':') else {
                return Err(Usage(format!(
                    "--context takes NAME:TYPE, such as contact_id:String, not `{entry}`"
                )));
            };
            set("context", Setting::Context(vec![(name.trim().to_owned(), ty.trim().to_owned())]))?;
        }
        set("allow_http", Setting::List(self.allow_http.clone()))?;
        set("allow", Setting::List(self.allow.clone()))?;
        set("providers", Setting::List(self.provider.clone()))?;
        if let Some(defaults) = &self.defaults {
            set("defaults", Setting::List(vec![defaults.clone()]))?;
        }
        set("deny_warnings", Setting::Flag(self.deny_warnings))?;
        set("typed_responses", Setting::Flag(self.typed_responses))?;
        set("watch", Setting::Flag(!self.no_watch))?;
        Ok(options)
    }

    /// The inputs; relative paths start from the current folder.
    pub(crate) fn inputs(&self) -> Result<Inputs, Usage> {
        if self.paths.is_empty() {
            return Err(Usage(
                "no PATHS are given: files, folders or globs, such as `tools/*.json`".to_owned(),
            ));
        }
        let base: PathBuf = std::env::current_dir()
            .map_err(|error| Usage(format!("the current folder cannot be read: {error}")))?;
        Ok(Inputs { base, patterns: self.paths.clone(), ..Inputs::default() })
    }

    /// The set, compiled.
    pub(crate) fn compile(&self) -> Result<Outcome, Usage> {
        let options = self.of_set()?;
        Ok(compile(&self.inputs()?, &options))
    }

    /// The providers of `--provider`, for commands in which they say whom a result is for.
    pub(crate) fn providers(&self) -> Result<Vec<Provider>, Usage> {
        let named = |name: &String| Provider::named(name).map_err(|error| Usage(error.to_string()));
        self.provider.iter().map(named).collect()
    }

    /// The same set without `--provider`.
    pub(crate) fn without_providers(&self) -> Self {
        Self { provider: Vec::new(), ..self.clone() }
    }
}

/// `openai-chat, anthropic ..`: for help texts.
pub(crate) fn provider_names() -> String {
    let mut text = String::from("Providers:");
    let mut width = usize::MAX;
    for provider in Provider::ALL {
        let name = provider.as_str();
        if width.saturating_add(name.len()) > 90 {
            text.push_str("\n ");
            width = 1;
        }
        text.push_str(&format!(" {name}"));
        width += name.len() + 1;
    }
    text
}

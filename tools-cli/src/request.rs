//! `request`: what a call of a tool would send, by the engine that generated code runs on.

mod loose;
mod show;

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};
use typed_tools_codegen::run::{ContextType, RunTool, Runnable};
use typed_tools_core::nearest::nearest;
use typed_tools_runtime::__private::{Builder, Core, OriginRules, Parts, Scope, SecretValues};
use typed_tools_runtime::{Arguments, CallError, File, Request as Built};

use crate::check::report;
use crate::options::Options;
use crate::usage::Usage;
use crate::{Done, print};
use loose::{Given, Loose, Supplied};
use show::{Secrets, curl, raw};

/// Prints what a call of a tool would send, or why it would not
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools request send_sms tools/ --args '{\"message\": \"Hello\"}' --context '{\"from_number\": \"+1\", \"to_number\": \"+2\"}'
  cargo typed-tools request find_order tools/find_order.json --args '{\"order_id\": \"7\"}' --raw
  cargo typed-tools request find_order tools/ --args '{\"order_id\": 7}' --lenient --origin https://api.shop.example=http://127.0.0.1:8080

Secrets stand as $NAME, so that the command can be pasted where they are set. It ends with 0 where there is a request, 1
where the arguments are wrong, in the words that a model would read, 2 where the command line is wrong.")]
pub(crate) struct Request {
    /// The name of the tool
    #[arg(value_name = "TOOL")]
    tool: String,

    /// The arguments, as a model sends them
    #[arg(long, value_name = "JSON", default_value = "{}")]
    args: String,

    /// Reads arguments leniently, and says what was coerced
    #[arg(long)]
    lenient: bool,

    /// Sends what goes to the origin A to the origin B; repeatable
    #[arg(long, value_name = "A=B")]
    origin: Vec<String>,

    /// As HTTP, in place of curl
    #[arg(long)]
    raw: bool,

    /// --context also takes the values of the context, as a JSON object
    #[command(flatten)]
    options: Options,
}

impl Request {
    pub(crate) fn run(mut self) -> Result<Done, Usage> {
        let context = self.options.take_context_values()?;
        let outcome = self.options.compile()?;
        if outcome.errors() > 0 {
            report(std::slice::from_ref(&outcome));
            return Ok(Done::Errors);
        }
        let set = outcome.runnable();
        let Some(tool) = set.tools.iter().find(|tool| tool.definition.name == self.tool) else {
            let near = nearest(&self.tool, set.tools.iter().map(|tool| tool.definition.name));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(Usage(format!("there is no tool `{}`{near}", self.tool)));
        };
        if tool.definition.settings.native {
            return Err(Usage(format!("`{}` is a native tool: it sends no request", self.tool)));
        }
        let context = given(&set, tool, context)?;
        let secrets = Secrets::of(&set);
        let core = self.core(&set, &secrets)?;
        let mut notes = Vec::new();
        let arguments = Arguments::from(self.args.as_str());
        let arguments = match loose::read(tool, arguments, self.lenient, &mut notes) {
            Ok(arguments) => arguments,
            Err(error) => return Ok(refused(&error.for_model())),
        };
        for note in &notes {
            print::notice(&format!("note: {note}\n"));
        }
        let built = match built(&core, tool, &arguments, &context) {
            Ok(built) => built,
            Err(error) => return Ok(refused(&error.for_model())),
        };
        if let Some(sign_in) = tool.definition.settings.token {
            let request = Scope::new(&core, &[]).request(sign_in, &Loose::default(), &context);
            let shown =
                request.map_or_else(|error| error.to_string(), |request| curl(&request, &secrets, None));
            let words = "an access token is asked for first, unless one is kept";
            print::notice(&format!("note: $ACCESS_TOKEN: {words}:\n{shown}\n"));
        }
        let token = tool.definition.settings.token.map(|_| "$ACCESS_TOKEN");
        let text = if self.raw { raw(&built, &secrets, token) } else { curl(&built, &secrets, token) };
        print::result(&format!("{text}\n"));
        Ok(Done::Clean)
    }

    /// The engine, with names in place of secrets.
    fn core(&self, set: &Runnable, secrets: &Secrets) -> Result<Arc<Core>, Usage> {
        let names: &'static [&'static str] = Vec::leak(set.secrets.clone());
        let origins: &'static OriginRules<'static> = Box::leak(Box::new(OriginRules {
            base_urls: Vec::leak(set.base_urls.clone()),
            allow_http: Vec::leak(set.allow_http.clone()),
        }));
        let values = SecretValues::from_source(names, &|name: &str| secrets.value(name));
        let values = values.map_err(|error| Usage(error.to_string()))?;
        let parts = Parts { secrets: names, origins, definitions: &[] };
        let mut builder = Builder::<Arc<Core>>::new(parts).secrets(values);
        for pair in &self.origin {
            let Some((from, to)) = pair.split_once('=') else {
                return Err(Usage(format!(
                    "--origin takes A=B, such as https://api.example.com=http://127.0.0.1:8080, not `{pair}`"
                )));
            };
            builder = builder.origin(from, to);
        }
        builder.build().map_err(|error| Usage(error.to_string()))
    }
}

fn built(core: &Arc<Core>, tool: &RunTool, arguments: &Loose, context: &Given) -> Result<Built, CallError> {
    Scope::new(core, &[]).request(tool.definition, arguments, context)
}

fn refused(words: &str) -> Done {
    print::notice(&format!("{words}\n"));
    Done::Errors
}

/// The values of the conversation, as far as the tool uses them.
fn given(set: &Runnable, tool: &RunTool, values: Map<String, Value>) -> Result<Given, Usage> {
    let known = || set.context.iter().map(|(name, ..)| *name);
    for name in values.keys() {
        if !known().any(|known| known == name) {
            let near =
                nearest(name, known()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(Usage(format!("no definition names the context `{name}`{near}")));
        }
    }
    let used = loose::context_names(tool.definition);
    let mut lacking = String::new();
    let mut fields = Vec::new();
    for (name, ty, optional) in &set.context {
        let value = values.get(*name).filter(|value| !value.is_null());
        match value {
            None if !optional && used.contains(name) => {
                let _ = write!(
                    lacking,
                    "{}\"{name}\": {}",
                    if lacking.is_empty() { "" } else { ", " },
                    example(*ty)
                );
            }
            Some(value) if !fits(*ty, value) => {
                return Err(Usage(format!("the context `{name}` is {}, not {value}", described(*ty))));
            }
            _ => {}
        }
        let supplied = value.map(|value| supplied(name, *ty, value)).transpose()?;
        fields.push((*name, supplied));
    }
    if lacking.is_empty() {
        return Ok(Given(fields));
    }
    Err(Usage(format!("the tool needs values of the conversation: --context '{{{lacking}}}'")))
}

/// A file is given by its path.
fn supplied(name: &str, ty: ContextType, value: &Value) -> Result<Supplied, Usage> {
    let (ContextType::File, Some(path)) = (ty, value.as_str()) else {
        return Ok(Supplied::Json(value.clone()));
    };
    let bytes = std::fs::read(path).map_err(|error| {
        Usage(format!("the context `{name}` is a file, and `{path}` cannot be read: {error}"))
    })?;
    let short = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    Ok(Supplied::File(File::new(bytes, short, "")))
}

fn fits(ty: ContextType, value: &Value) -> bool {
    match ty {
        ContextType::I64 => value.is_i64(),
        ContextType::F64 => value.is_number(),
        ContextType::Bool => value.is_boolean(),
        ContextType::Value => true,
        _ => value.is_string(),
    }
}

fn described(ty: ContextType) -> &'static str {
    match ty {
        ContextType::I64 => "an integer",
        ContextType::F64 => "a number",
        ContextType::Bool => "true or false",
        ContextType::File => "the path of a file",
        _ => "a string",
    }
}

fn example(ty: ContextType) -> &'static str {
    match ty {
        ContextType::I64 | ContextType::F64 => "1",
        ContextType::Bool => "true",
        _ => "\"..\"",
    }
}

//! `request`: what a call of a tool would send, by the engine that generated code runs on; or what came of sending it.

pub(crate) mod show;

use typed_tools_runtime::Arguments;

use crate::check::report;
use crate::engine::{self, Engine, Given, SecretFile, Settings};
use crate::options::Options;
use crate::usage::Usage;
use crate::{Done, print};
use show::{Secrets, curl, raw};

/// Prints what a call of a tool would send, or why it would not; or sends it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools request send_sms tools/ --args '{\"message\": \"Hello\"}' --context '{\"from_number\": \"+1\", \"to_number\": \"+2\"}'
  cargo typed-tools request find_order tools/find_order.json --args '{\"order_id\": \"7\"}' --raw
  cargo typed-tools request find_order tools/ --args '{\"order_id\": \"7\"}' --send --secrets .env
  cargo typed-tools request find_order tools/ --args '{\"order_id\": 7}' --lenient --origin https://api.shop.example=http://127.0.0.1:8080

Secrets stand as $NAME, so that the command can be pasted where they are set; what is sent has their values. It ends with
0 where there is a request, or a call went well, 1 where the arguments are wrong or a call failed, in the words that a
model would read, 2 where the command line is wrong.")]
pub(crate) struct Request {
    /// The name of the tool
    #[arg(value_name = "TOOL")]
    tool: String,

    /// The arguments, as a model sends them
    #[arg(long, value_name = "JSON", default_value = "{}")]
    args: String,

    /// As HTTP, in place of curl
    #[arg(long)]
    raw: bool,

    /// Sends it, and prints what a model would be told
    #[arg(long, conflicts_with = "raw")]
    send: bool,

    #[command(flatten)]
    settings: Settings,

    /// --context also takes the values of the context, as a JSON object
    #[command(flatten)]
    options: Options,
}

impl Request {
    pub(crate) fn run(mut self) -> Result<Done, Usage> {
        let context = self.options.take_context_values()?;
        if self.settings.secrets.is_some() && !self.send {
            return Err(Usage("--secrets goes with --send: what is printed holds no secret".to_owned()));
        }
        let outcome = self.options.compile()?;
        if outcome.errors() > 0 {
            report(std::slice::from_ref(&outcome));
            return Ok(Done::Errors);
        }
        let set = outcome.runnable();
        let tool = engine::find(&set, &self.tool)?;
        if tool.definition.settings.native {
            return Err(Usage(format!("`{}` is a native tool: it sends no request", self.tool)));
        }
        let context = Given::new(&set, [tool], &context)?;
        let names = engine::secret_names([tool]);
        let arguments = Arguments::from(self.args.as_str());
        if self.send {
            let secrets = SecretFile::read(self.settings.secrets.as_deref())?.values(names)?;
            return sent(&Engine::new(&set, secrets, context, &self.settings)?, tool, arguments);
        }
        let secrets = Secrets::of(&set);
        let engine = Engine::new(&set, secrets.values(names)?, context, &self.settings)?;
        let mut notes = Vec::new();
        let built = engine.read(tool, arguments, &mut notes);
        note_all(&notes);
        let built = match built.and_then(|arguments| engine.request(tool, &arguments)) {
            Ok(built) => built,
            Err(error) => return Ok(refused(&error.for_model())),
        };
        if let Some(sign_in) = engine.sign_in(tool) {
            let shown =
                sign_in.map_or_else(|error| error.to_string(), |request| curl(&request, &secrets, None));
            let words = "an access token is asked for first, unless one is kept";
            print::notice(&format!("note: $ACCESS_TOKEN: {words}:\n{shown}\n"));
        }
        let token = tool.definition.settings.token.map(|_| "$ACCESS_TOKEN");
        let text = if self.raw { raw(&built, &secrets, token) } else { curl(&built, &secrets, token) };
        print::result(&format!("{text}\n"));
        Ok(Done::Clean)
    }
}

/// Makes the call, and says what a model would be told of it.
#[cfg(feature = "send")]
fn sent(
    engine: &Engine,
    tool: &typed_tools_codegen::run::RunTool,
    arguments: Arguments,
) -> Result<Done, Usage> {
    let mut notes = Vec::new();
    let options = typed_tools_runtime::CallOptions::new();
    let calling = engine::called(engine, tool, arguments, &mut notes, options);
    let answer = engine::runtime()?.block_on(calling);
    note_all(&notes);
    if answer.is_error() {
        return Ok(refused(&answer.for_model()));
    }
    for media in answer.outcome().media() {
        let (kind, size) = (media.media_type(), media.base64().len());
        print::notice(&format!("note: the model is given {kind} too, {size} characters of base64\n"));
    }
    print::result(&format!("{}\n", answer.for_model()));
    Ok(Done::Clean)
}

#[cfg(not(feature = "send"))]
fn sent(_: &Engine, _: &typed_tools_codegen::run::RunTool, _: Arguments) -> Result<Done, Usage> {
    Err(Usage::not_built("--send", "send"))
}

fn note_all(notes: &[typed_tools_runtime::Note]) {
    for note in notes {
        print::notice(&format!("note: {note}\n"));
    }
}

fn refused(words: &str) -> Done {
    print::notice(&format!("{words}\n"));
    Done::Errors
}

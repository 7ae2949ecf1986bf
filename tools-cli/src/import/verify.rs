//! Every imported definition compiles: those that do not are refused, with the compiler's words.

use typed_tools_codegen::{Code, Inputs, Level, Options, compile};

use super::pretty::pretty;
use super::tool::{Imported, Refused, Tool, string};
use typed_tools_codegen::tree::Json;

/// Definitions with their texts.
pub(super) struct Checked {
    pub(super) tools: Vec<Tool>,
    /// Warnings of the compiler, which `check` shows.
    pub(super) warnings: usize,
}

/// Takes out of `imported` what the compiler refuses.
pub(super) fn verify(imported: &mut Imported, options: &Options) -> Checked {
    let mut tools = std::mem::take(&mut imported.tools);
    let mut warnings = 0;
    // What is taken out, or gets another Rust name, can only make the others right.
    for round in 0..3 {
        let texts = tools
            .iter()
            .enumerate()
            .map(|(number, tool)| (format!("{number}"), pretty(&Json::Object(tool.entries()))));
        let inputs = Inputs { inline: texts.collect(), ..Inputs::default() };
        let outcome = compile(&inputs, options);
        warnings = outcome.warnings();
        let mut faults: Vec<Option<(Code, String)>> = vec![None; tools.len()];
        for diagnostic in outcome.diagnostics().iter().filter(|one| one.level == Level::Error) {
            let number = diagnostic.label.as_ref().map_or(0, |label| label.span.source as usize);
            if let Some(fault @ None) = faults.get_mut(number) {
                *fault = Some((diagnostic.code, format!("{}: {}", diagnostic.code.id(), diagnostic.message)));
            }
        }
        if faults.iter().all(Option::is_none) {
            break;
        }
        let mut sound = Vec::new();
        for (mut tool, fault) in tools.into_iter().zip(faults) {
            match fault {
                None => sound.push(tool),
                // A name such as `tools` is taken by what is generated.
                Some((Code::RustNameTaken, _)) if round == 0 => {
                    tool.extensions.push(("x-rust-name".to_owned(), string(&rust_name(&tool.name))));
                    sound.push(tool);
                }
                Some((_, why)) => {
                    let span = tool.span.unwrap_or(super::NOWHERE);
                    imported.refused.push(Refused { origin: tool.origin, span, why });
                }
            }
        }
        tools = sound;
    }
    Checked { tools, warnings }
}

fn rust_name(name: &str) -> String {
    format!("{}Tool", heck::ToUpperCamelCase::to_upper_camel_case(name))
}

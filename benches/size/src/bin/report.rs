//! Counts: the bytes of the schemas by tool and dialect, and which of them the other programs carry. Fails where
//! one of them carries another's, or lacks its own.

use std::collections::BTreeSet;
use std::error::Error;

use typed_tools::__private::{Dialect, Exports, Spec};
use typed_tools::Provider;
use typed_tools_bench_size::shop::Tools;

/// The programs beside this one, and the dialects that they are to carry.
const PROGRAMS: [(&str, &[Dialect]); 5] = [
    ("none", &[]),
    ("one", &[Dialect::Plain]),
    ("one_strict", &[Dialect::Plain, Dialect::OpenAiStrict]),
    ("gemini_live", &[Dialect::GeminiLive]),
    ("all", &DIALECTS),
];

const DIALECTS: [Dialect; 13] = [
    Dialect::Plain,
    Dialect::Mcp,
    Dialect::Anthropic,
    Dialect::Gemini,
    Dialect::Ollama,
    Dialect::GeminiLive,
    Dialect::Groq,
    Dialect::Xai,
    Dialect::LocalGrammar,
    Dialect::OpenAiStrict,
    Dialect::AzureStrict,
    Dialect::DeepSeekStrict,
    Dialect::AnthropicStrict,
];

fn schemas(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    let specs: &'static [Spec<'static>] = <Tools as Exports>::dialect(dialect);
    specs.iter().filter_map(|spec| spec.schema())
}

fn main() -> Result<(), Box<dyn Error>> {
    // A text that several dialects share is in a program once.
    let texts: BTreeSet<&str> = DIALECTS.into_iter().flat_map(schemas).collect();

    println!("Bytes of schemas, by tool: in one dialect (plain); in all; distinct texts");
    let offered = Tools::specs(Provider::OpenAiChat);
    for (index, name) in offered.names().enumerate() {
        let of_tool = |dialect| schemas(dialect).nth(index).unwrap_or_default();
        let distinct: BTreeSet<_> = DIALECTS.into_iter().map(of_tool).collect();
        let bytes: usize = distinct.iter().map(|text| text.len()).sum();
        println!("{name:<22} {:>6} {bytes:>6} {:>3}", of_tool(Dialect::Plain).len(), distinct.len());
    }
    let plain: usize = schemas(Dialect::Plain).map(str::len).sum();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    println!("{:<22} {plain:>6} {bytes:>6} {:>3}", "all", texts.len());

    println!("\nPrograms: bytes of the file; bytes of schemas found in it; what it uses");
    let folder = std::env::current_exe()?.with_file_name("");
    for (program, used) in PROGRAMS {
        let file = std::fs::read(folder.join(program))?;
        let carries = |text: &&str| file.windows(text.len()).any(|window| window == text.as_bytes());
        let found: BTreeSet<&str> = texts.iter().copied().filter(carries).collect();
        let bytes: usize = found.iter().map(|text| text.len()).sum();
        println!("{program:<12} {:>8} {bytes:>6}  {used:?}", file.len());
        if found != used.iter().copied().flat_map(schemas).collect() {
            return Err(format!("{program} does not carry what it uses, and that alone").into());
        }
    }
    Ok(())
}

//! Definitions cut up and put together wrongly, without end: nothing may make the compiler panic
//! or hang, and what it accepts must be JSON and become Rust.
//!
//! It runs for a second or two among the other tests. `FUZZ_SECONDS=600 cargo test --release -p
//! typed-tools-codegen --test fuzz -- --nocapture` goes on for as long as it is told, and
//! `FUZZ_SEED=7` takes another way. It needs no nightly compiler.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use typed_tools_codegen::{Code, Inputs, Look, Options, Outcome, compile, sarif};

/// Where the mutations take their pieces from.
const WORDS: &[&str] = &[
    "{{",
    "}}",
    "{{{",
    "{{{{",
    "{{x}}",
    "{{API_KEY}}",
    "{{CRM_BASE_URL}}",
    "{{contact_id}}",
    "{{a.b.c}}",
    "{{id:path}}",
    "{{ id }}",
    "${X}",
    ":id",
    "{id}",
    "\"",
    "\\",
    "\\\"",
    "\\u0000",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\n",
    "\u{0}",
    "\u{1b}[31m",
    "\u{feff}",
    "\u{a0}",
    "é",
    "日本",
    "😀",
    "\u{202e}",
    "“",
    "”",
    "'",
    "`",
    "//",
    "/*",
    "#",
    ",",
    ",,",
    ":",
    ";",
    "=",
    "[",
    "]",
    "{",
    "}",
    "[[[[[[[[",
    "{\"a\":",
    "null",
    "true",
    "false",
    "True",
    "NaN",
    "0",
    "-1",
    "1e999",
    "1e-999",
    "0.1",
    "18446744073709551616",
    "-9223372036854775809",
    "9007199254740993",
    "1.0",
    "01",
    "\"\"",
    "\"..\"",
    "\"/\"",
    "\"https://a.b/{{x}}?k={{y}}&k=2#f\"",
    "\"http://127.0.0.1\"",
    "\"https://u:p@h/\"",
    "\"GET\"",
    "\"POST\"",
    "\"string\"",
    "\"integer\"",
    "\"array\"",
    "\"object\"",
    "[\"string\",\"null\"]",
    "\"type\":",
    "\"properties\":",
    "\"required\":",
    "\"items\":",
    "\"enum\":",
    "\"const\":",
    "\"default\":",
    "\"$ref\":\"#\",",
    "\"$ref\":\"#/properties/a\",",
    "\"$ref\":\"#/$defs/a\",",
    "\"$defs\":",
    "\"anyOf\":",
    "\"oneOf\":",
    "\"allOf\":",
    "\"not\":",
    "\"if\":",
    "\"then\":",
    "\"additionalProperties\":",
    "\"patternProperties\":",
    "\"pattern\":\"^(a+)+$\",",
    "\"pattern\":\"\\\\p{L}(?=x)\",",
    "\"minimum\":",
    "\"multipleOf\":0,",
    "\"format\":\"date\",",
    "\"uniqueItems\":true,",
    "\"$schema\":\"http://json-schema.org/draft-04/schema#\",",
    "\"definitions\":",
    "\"examples\":",
    "\"x-rust-name\":\"Self\",",
    "\"x-rust-names\":",
    "\"name\":",
    "\"description\":",
    "\"parameters\":",
    "\"api_endpoint\":",
    "\"http_method\":",
    "\"headers\":",
    "\"query_params\":",
    "\"body_template\":",
    "\"auth\":{\"type\":\"basic\"},",
    "\"auth\":{\"type\":\"oauth2_client_credentials\",\"token_url\":\"https://a.b/{{t}}\",\"client_id\":\"i\",\"client_secret\":\"{{S}}\"},",
    "\"response\":{\"select\":{\"a\":\"$..b[-1,'c',1:9:-2]\"}},",
    "[?@.a==1&&!(length(@['b'])>2||count($..*)<1e2)]",
    "\"timeout_ms\":",
    "\"retries\":",
    "\"style\":\"comma\"",
    "\"Content-Type\":\"multipart/form-data\",",
    "\"Authorization\":\"Bearer {{X}}\",",
    "sk_live_0123456789abcdef",
    "*/",
    "\r\n",
    "\t",
];

/// xorshift64*: the same numbers from the same seed, everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() >> 16).unwrap() % end.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn range(&mut self, text: &str, longest: usize) -> std::ops::Range<usize> {
        let start = self.place(text);
        let mut end = (start + self.below(longest)).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }
}

fn mutate(text: &mut String, others: &[&str], dice: &mut Dice) {
    match dice.below(8) {
        0 => {
            let at = dice.place(text);
            text.insert_str(at, dice.pick(WORDS));
        }
        1 => {
            let range = dice.range(text, 4);
            text.replace_range(range, dice.pick(WORDS));
        }
        2 => {
            let range = dice.range(text, 30);
            text.replace_range(range, "");
        }
        3 => {
            let range = dice.range(text, 200);
            let piece = text[range].to_owned();
            let at = dice.place(text);
            text.insert_str(at, &piece);
        }
        4 => {
            let other = dice.pick(others);
            let piece = other[dice.range(other, 200)].to_owned();
            let range = dice.range(text, 60);
            text.replace_range(range, &piece);
        }
        // A scalar becomes another: the text stays JSON, and the later stages are reached.
        5 | 6 => {
            let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
            let at = dice.below(quotes.len().saturating_sub(1));
            if let (Some(&start), Some(&end)) = (quotes.get(at), quotes.get(at + 1)) {
                let word = dice.pick(WORDS);
                if word.starts_with('"') && !word.ends_with([':', ',']) {
                    text.replace_range(start..=end, word);
                } else if !word.contains(['"', '\n', '\r', '\t', '\0', '\u{1b}']) && word != "\\" {
                    let inside = dice.range(&text[start + 1..end], 6);
                    text.replace_range(start + 1 + inside.start..start + 1 + inside.end, word);
                }
            }
        }
        _ => {
            let at = text.rfind('}').unwrap_or(0);
            let entry = format!(", {}{}", dice.pick(WORDS), dice.pick(WORDS));
            text.insert_str(at, &entry);
        }
    }
    let mut longest = 20_000.min(text.len());
    while !text.is_char_boundary(longest) {
        longest -= 1;
    }
    text.truncate(longest);
}

fn has_twin_keys(outcome: &Outcome) -> bool {
    outcome.diagnostics().iter().any(|found| found.code == Code::DuplicateKey)
}

/// What must hold of any text.
fn check(text: &str, options: &Options) -> Result<(), String> {
    let outcome = compile(&Inputs::inline("fuzz.json", text), options);
    let json = serde_json::from_str::<serde_json::Value>(text.strip_prefix('\u{feff}').unwrap_or(text));
    let syntax = [Code::JsonSyntax, Code::EmptyFile, Code::TooDeep, Code::NumberTooLarge];
    let complains = outcome.diagnostics().iter().any(|found| syntax.contains(&found.code));
    match (json, complains) {
        (Ok(_), true) => return Err("JSON is called none".to_owned()),
        (Err(error), false) => return Err(format!("what is no JSON is taken for it: {error}")),
        _ => {}
    }
    for found in outcome.diagnostics() {
        for look in [Look::Plain, Look::Coloured] {
            if outcome.render(found, look).is_empty() {
                return Err("a diagnostic has no text".to_owned());
            }
        }
        serde_json::from_str::<serde_json::Value>(&outcome.json_line(found))
            .map_err(|error| error.to_string())?;
        let span = found.label.as_ref().ok_or("a diagnostic of a text has no place")?.span;
        let exact = text.get(span.start as usize..span.end as usize).is_some();
        if !exact && !matches!(found.code, Code::MoreErrors | Code::MoreWarnings) {
            return Err(format!("{}: {span:?} is no place in the text", found.message));
        }
    }
    // A broken set still gives items.
    if let Err(error) = syn::parse_file(&outcome.code()) {
        return Err(format!("the code is no Rust: {error}"));
    }
    if has_twin_keys(&outcome) && outcome.errors() == 0 {
        return Err("a duplicate key without an error".to_owned());
    }
    let document = sarif(&[outcome]);
    serde_json::from_str::<serde_json::Value>(&document).map(drop).map_err(|error| error.to_string())
}

/// A run takes milliseconds; no machine is so busy that one takes as long as this without hanging.
const HANGS: Duration = Duration::from_secs(600);

/// What is being compiled, and since when; read by the watchdog.
static CURRENT: Mutex<Option<(Instant, String)>> = Mutex::new(None);

#[test]
fn nothing_makes_the_compiler_panic_or_hang() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("FUZZ_SECONDS").unwrap_or(1);
    let mut dice = Dice(number("FUZZ_SEED").unwrap_or(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    let mut folders = vec![root.join("../tools"), root.join("tests/rejected"), root.join("tests/accepted")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<_> =
            fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "json")
                && let Ok(text) = fs::read_to_string(&path)
            {
                seeds.push(text);
            }
        }
    }
    let seeds: Vec<&str> = seeds.iter().map(String::as_str).collect();
    assert!(seeds.len() > 20, "the seeds were found");
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            if let Some((since, text)) = &*CURRENT.lock().unwrap()
                && since.elapsed() > HANGS
            {
                eprintln!("takes longer than {HANGS:?}:\n{text}\n{text:?}");
                std::process::exit(101);
            }
        }
    });
    let mut options = Options::default();
    options.allow_http.push("*".to_owned());
    let start = Instant::now();
    let mut runs = 0_u64;
    // What is sound is worth to go on from.
    let mut kept: Vec<String> = seeds.iter().map(|&seed| seed.to_owned()).collect();
    while runs < 300 || start.elapsed() < Duration::from_secs(seconds) {
        let mut text = kept[dice.below(kept.len())].clone();
        for _ in 0..=dice.below(6) {
            mutate(&mut text, &seeds, &mut dice);
        }
        *CURRENT.lock().unwrap() = Some((Instant::now(), text.clone()));
        let done = catch_unwind(AssertUnwindSafe(|| check(&text, &options)));
        *CURRENT.lock().unwrap() = None;
        match done {
            Ok(Ok(())) => {}
            Ok(Err(wrong)) => panic!("run {runs}: {wrong}:\n{text}\n{text:?}"),
            Err(_) => panic!("run {runs}: a panic over:\n{text}\n{text:?}"),
        }
        if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
            if kept.len() < 5_000 {
                kept.push(text);
            } else {
                let at = dice.below(kept.len());
                kept[at] = text;
            }
        }
        runs += 1;
    }
    println!("{runs} runs in {:.0?}, {} kept", start.elapsed(), kept.len());
}

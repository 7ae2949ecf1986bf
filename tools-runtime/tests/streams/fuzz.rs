//! Replies and streams cut up and put together wrongly, without end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use typed_tools_runtime::{Outcome, Provider, ReplyStream};

use crate::cut::{self, Cut};
use crate::dice::Dice;
use crate::fault::Fault;
use crate::turn::{self, whole};

/// What mutations put in.
fn words() -> Vec<Value> {
    let mut words: Vec<Value> = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("{"),
        json!("}"),
        json!("{}"),
        json!("\u{0}\u{202e}\r\n"),
        json!("é😀"),
        json!([]),
        json!({}),
        json!([[]]),
        json!([null]),
        json!({ "error": {} }),
        json!({ "message": "no" }),
    ];
    for word in [
        "length",
        "MALFORMED_FUNCTION_CALL",
        "tool_calls",
        "in_progress",
        "incomplete",
        "function_call",
        "tool_use",
        "error",
        "find",
        "call00000",
        "response.completed",
        "response.output_item.done",
        "content_block_start",
    ] {
        words.push(word.into());
    }
    words
}

/// Every key that any of the replies and streams has.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        Value::Object(entries) => {
            for (key, value) in entries {
                if !found.contains(key) {
                    found.push(key.clone());
                }
                keys(value, found);
            }
        }
        _ => {}
    }
}

struct Mutator<'d> {
    dice: &'d mut Dice,
    words: Vec<Value>,
    keys: Vec<String>,
}

impl Mutator<'_> {
    /// Changes one place in a value.
    fn change(&mut self, value: &mut Value, others: &[Value]) {
        if self.dice.once_in(4) {
            *value = match self.dice.once_in(3) {
                true => self.dice.pick(others).clone(),
                false => self.dice.pick(&self.words).clone(),
            };
            return;
        }
        match value {
            Value::Array(items) if !items.is_empty() => {
                let at = self.dice.below(items.len());
                match self.dice.below(8) {
                    0 => drop(items.remove(at)),
                    1 => items.push(items[at].clone()),
                    2 => {
                        let with = self.dice.below(items.len());
                        items.swap(at, with);
                    }
                    3 => items.insert(at, self.dice.pick(&self.words).clone()),
                    _ => self.change(&mut items[at], others),
                }
            }
            Value::Object(entries) if !entries.is_empty() => {
                let key = entries.keys().nth(self.dice.below(entries.len())).unwrap().clone();
                match self.dice.below(8) {
                    0 => drop(entries.remove(&key)),
                    1 => drop(
                        entries
                            .insert(self.dice.pick(&self.keys).clone(), self.dice.pick(&self.words).clone()),
                    ),
                    2 => {
                        let moved = entries.remove(&key).unwrap();
                        entries.insert(self.dice.pick(&self.keys).clone(), moved);
                    }
                    _ => self.change(entries.get_mut(&key).unwrap(), others),
                }
            }
            Value::String(text) => {
                let mut chars: Vec<char> = text.chars().collect();
                let at = self.dice.below(chars.len() + 1);
                match self.dice.below(3) {
                    0 => chars.truncate(at),
                    1 => drop(chars.drain(..at)),
                    _ => chars.insert(at, *self.dice.pick(&['{', '}', '"', '\\', '1', '\u{1b}'])),
                }
                *text = chars.into_iter().collect();
            }
            other => *other = self.dice.pick(&self.words).clone(),
        }
    }
}

/// What must hold of any reply.
fn check_reply(provider: Provider, reply: &Value) -> Result<(), String> {
    match provider.calls(reply) {
        Ok(calls) => {
            let mut answered = Vec::new();
            for (at, call) in calls.into_iter().enumerate() {
                if !call.name.is_empty() && !reply.to_string().contains(&json!(call.name).to_string()) {
                    return Err(format!("nobody called {}", call.name));
                }
                let text = ["", "{\"a\":12345678901234567890123}", "no"][at % 3];
                answered
                    .push((call, if at % 2 == 0 { Outcome::success(text) } else { Outcome::error(text) }));
            }
            if provider.results(&answered).is_empty() != answered.is_empty() {
                return Err("calls without answers".to_owned());
            }
        }
        Err(error) => {
            let text = error.to_string();
            if text.len() > 4_000 || text.contains(char::is_control) || text.is_empty() {
                return Err(format!("the error's text: {text:?}"));
            }
        }
    }
    Ok(())
}

fn check_stream(provider: Provider, events: &[Value], dice: &mut Dice) -> Result<(), String> {
    let mut stream = ReplyStream::new(provider);
    let mut taken = String::new();
    for event in events {
        if stream.push(event).is_err() {
            break;
        }
        taken.push_str(stream.take_text());
    }
    if taken != stream.text() {
        return Err("the text is not what was taken".to_owned());
    }
    check_reply(provider, &stream.finish())?;
    // The same as bytes, of which some are others.
    let mut bytes: Vec<u8> =
        events.iter().flat_map(|event| format!("data: {event}\n\n").into_bytes()).collect();
    for _ in 0..dice.below(4) {
        let at = dice.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte = *dice.pick(b"{}[]\"\\:,\n\r d\0\xff");
        }
    }
    let mut stream = ReplyStream::new(provider);
    for chunk in bytes.chunks(1 + dice.below(40)) {
        if stream.push_bytes(chunk).is_err() {
            break;
        }
    }
    check_reply(provider, &stream.finish())
}

/// Runs `check` on mutations of the seeds for as long as asked.
fn fuzz(
    what: &str,
    seeds: &[(Provider, Value)],
    check: impl Fn(Provider, &Value, &mut Dice) -> Result<(), String>,
) {
    let seconds = crate::number("FUZZ_SECONDS").unwrap_or(1);
    let mut dice = Dice::new(crate::number("FUZZ_SEED").unwrap_or(1));
    let mut known = Vec::new();
    seeds.iter().for_each(|(_, seed)| keys(seed, &mut known));
    let others: Vec<Value> = seeds.iter().map(|(_, seed)| seed.clone()).collect();
    let start = Instant::now();
    let mut runs = 0_u64;
    while runs < 500 || start.elapsed() < Duration::from_secs(seconds) {
        let (provider, seed) = &seeds[dice.below(seeds.len())];
        // Now and then a reply is read at another provider.
        let provider = if dice.once_in(8) { *dice.pick(Provider::ALL) } else { *provider };
        let mut value = seed.clone();
        let many = 1 + dice.below(5);
        let mut mutator = Mutator { dice: &mut dice, words: words(), keys: known.clone() };
        for _ in 0..many {
            mutator.change(&mut value, &others);
        }
        match catch_unwind(AssertUnwindSafe(|| check(provider, &value, &mut dice))) {
            Ok(Ok(())) => {}
            Ok(Err(wrong)) => panic!("run {runs}: {provider}: {wrong}: {value}"),
            Err(_) => panic!("run {runs}: {provider}: a panic over: {value}"),
        }
        runs += 1;
    }
    println!("{what}: {runs} runs in {:.0?}", start.elapsed());
}

#[test]
fn nothing_makes_a_reply_panic() {
    let seeds: Vec<_> = Provider::ALL
        .iter()
        .flat_map(|provider| turn::turns().into_iter().map(|turn| (*provider, whole(*provider, &turn))))
        .collect();
    fuzz("replies", &seeds, |provider, reply, _| check_reply(provider, reply));
}

#[test]
fn nothing_makes_a_stream_panic() {
    let mut dice = Dice::new(1);
    let mut seeds = Vec::new();
    for provider in Provider::ALL {
        for turn in turn::turns() {
            let fault = Fault::random(&mut dice);
            seeds.push((
                *provider,
                Value::from(cut::stream(*provider, &turn, Cut::Every(5), &fault, &mut dice)),
            ));
        }
    }
    fuzz("streams", &seeds, |provider, events, dice| {
        let one = [events.clone()];
        let events = events.as_array().map_or(one.as_slice(), Vec::as_slice);
        check_stream(provider, events, dice)
    });
}

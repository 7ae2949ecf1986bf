//! Whole replies of every provider, cut into streams in every way that providers and servers cut them: the calls
//! that come out are those of the whole reply, or there is an error. And replies and streams that are cut up and put
//! together wrongly: nothing panics, and no call comes out that nobody made.
//!
//! `STREAM_RUNS=1000000 cargo test --release -p typed-tools-runtime --test streams -- --nocapture` makes more streams,
//! `FUZZ_SECONDS=120` fuzzes for longer, and `FUZZ_SEED=7` takes another way.

mod cut;
mod dice;
mod fault;
mod fuzz;
mod judge;
mod turn;

use std::collections::BTreeMap;

use typed_tools_runtime::Provider;

use cut::Cut;
use dice::Dice;
use fault::Fault;
use judge::{Verdict, judge};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// How many streams gave the calls, and how many an error, by provider.
#[derive(Default)]
struct Tally(BTreeMap<Provider, (u64, u64)>);

impl Tally {
    fn add(&mut self, provider: Provider, verdict: Verdict) {
        let (whole, error) = self.0.entry(provider).or_default();
        match verdict {
            Verdict::Whole => *whole += 1,
            Verdict::Error => *error += 1,
        }
    }

    fn show(&self, what: &str) {
        for (provider, (whole, error)) in &self.0 {
            println!("{what} {provider:<18} {whole:>9} as the whole reply {error:>9} errors");
        }
    }
}

/// One provider of each kind of stream; the others are among the random ones.
const KINDS: [Provider; 11] = [
    Provider::OpenAiChat,
    Provider::OpenAiResponses,
    Provider::OpenAiRealtime,
    Provider::Anthropic,
    Provider::Bedrock,
    Provider::Gemini,
    Provider::GeminiLive,
    Provider::Cohere,
    Provider::Ollama,
    Provider::VercelAiSdk,
    Provider::Mcp,
];

/// Cut at every boundary into two, into single characters, and not at all, with each fault by itself.
#[test]
fn every_cut_with_every_fault() {
    let mut tally = Tally::default();
    let mut dice = Dice::new(1);
    for provider in &KINDS {
        for turn in turn::turns() {
            let longest = turn.calls.iter().map(|call| call.arguments.chars().count()).max().unwrap_or(0);
            let cuts = (0..=longest).map(Cut::At).chain([Cut::Every(1), Cut::Every(3)]);
            for cut in cuts {
                for fault in std::iter::once(Fault::default()).chain(Fault::each()) {
                    let events = cut::stream(*provider, &turn, cut, &fault, &mut dice);
                    let verdict = judge(*provider, &turn, &events, &fault);
                    // What is cut as the protocol has it comes out whole.
                    let is_sound = fault.is_none() && verdict == Verdict::Error;
                    assert!(!is_sound, "{provider} {cut:?}: {events:#?}");
                    tally.add(*provider, verdict);
                }
            }
        }
    }
    tally.show("cut");
}

/// Several faults at once, in random places, and connections that end anywhere.
#[test]
fn any_cuts_with_any_faults() {
    let runs = number("STREAM_RUNS").unwrap_or(1_500);
    let mut tally = Tally::default();
    let mut broken = Tally::default();
    let mut dice = Dice::new(number("FUZZ_SEED").unwrap_or(1));
    for _ in 0..runs {
        let provider = Provider::ALL[dice.below(Provider::ALL.len())];
        let turn = turn::random(&mut dice);
        let fault = Fault::random(&mut dice);
        let events = cut::stream(provider, &turn, Cut::Random, &fault, &mut dice);
        tally.add(provider, judge(provider, &turn, &events, &fault));
        let end = dice.below(events.len() + 1);
        broken.add(provider, judge::broken_off(provider, &turn, &events[..end], &fault));
        judge::same_in_bytes(provider, &events, &mut dice);
    }
    tally.show("any");
    broken.show("broken off");
}

/// The bytes of a connection, ended at every one of them.
#[test]
fn a_connection_that_ends_at_any_byte() {
    let mut dice = Dice::new(1);
    for provider in KINDS.iter().filter(|provider| **provider != Provider::Bedrock) {
        for turn in turn::turns() {
            let events = cut::stream(*provider, &turn, Cut::Every(3), &Fault::default(), &mut dice);
            judge::broken_off_in_bytes(*provider, &turn, &events);
        }
    }
}

//! What is counted.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::ExitCode;

use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Client, Request};

use crate::callgrind::counted;
use crate::careful::Careful;
use crate::values::{LEAD, Lead, SEARCH, Search, world};
use crate::{quick, typed};

/// The cases, in the order of the table.
pub(crate) const NAMES: [&str; 12] = [
    "lead/quick",
    "lead/careful",
    "lead/typed",
    "lead/typed_request",
    "search/quick",
    "search/careful",
    "search/typed",
    "search/typed_request",
    "lead/serde",
    "lead/parse",
    "search/serde",
    "search/parse",
];

/// What a case is, for the table.
pub(crate) fn describe(case: &str) -> &'static str {
    match case.split_once('/').map_or(case, |(_, candidate)| candidate) {
        "quick" => "format!, json!",
        "careful" => "Url parsed once, path segments, set_query, borrowed derived structs",
        "typed" => "typed-tools, a finished reqwest::Request",
        "typed_request" => "typed-tools, Session::request alone",
        "serde" => "serde_json::from_str of a derived struct",
        "parse" => "ToolCall::parse: by name, every rule checked",
        _ => "",
    }
}

/// Runs a case once, and then `rounds` times under the count.
pub(crate) fn run(case: &str, rounds: u64) -> ExitCode {
    let world = world();
    let session = typed::session(&world);
    let client = client(&session);
    let careful = Careful::new(client.clone(), &world);
    let (lead, search): (Lead, Search) = (own(LEAD), own(SEARCH));
    let (lead_call, search_call) = (typed::lead(), typed::search());
    match case {
        "lead/quick" => repeat(rounds, || quick::update_lead_status(&client, &world, black_box(&lead))),
        "lead/careful" => repeat(rounds, || careful.update_lead_status(&world, black_box(&lead))),
        "lead/typed" => repeat(rounds, || typed::finished(&session, black_box(&lead_call))),
        "lead/typed_request" => repeat(rounds, || typed::request(&session, black_box(&lead_call))),
        "search/quick" => repeat(rounds, || quick::search_products(&client, &world, black_box(&search))),
        "search/careful" => repeat(rounds, || careful.search_products(black_box(&search))),
        "search/typed" => repeat(rounds, || typed::finished(&session, black_box(&search_call))),
        "search/typed_request" => repeat(rounds, || typed::request(&session, black_box(&search_call))),
        "lead/serde" => repeat(rounds, || own::<Lead>(black_box(LEAD))),
        "lead/parse" => repeat(rounds, typed::lead),
        "search/serde" => repeat(rounds, || own::<Search>(black_box(SEARCH))),
        "search/parse" => repeat(rounds, typed::search),
        _ => {
            eprintln!("there is no case `{case}`");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn own<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("the arguments are right")
}

fn repeat<T>(rounds: u64, mut work: impl FnMut() -> T) {
    // The first request makes what the later ones share.
    let mut made = Some(work());
    for _ in 0..rounds {
        drop(black_box(made.take()));
        counted(&mut || made = Some(work()));
    }
    black_box(made);
}

/// The client of the other candidates, with the headers that a set of tools sends by itself.
fn client(session: &typed::tools::Session) -> Client {
    Client::builder().default_headers(defaults(session)).build().expect("a client")
}

fn defaults(session: &typed::tools::Session) -> HeaderMap {
    let mut headers = typed::finished(session, &typed::search()).headers().clone();
    headers.remove(AUTHORIZATION);
    headers
}

/// Holds that every candidate builds the same request.
pub(crate) fn assert_same() {
    let world = world();
    let session = typed::session(&world);
    let client = client(&session);
    let defaults = defaults(&session);
    let careful = Careful::new(client.clone(), &world);
    let (lead, search): (Lead, Search) = (own(LEAD), own(SEARCH));
    let shown = |request| Shown::new(request, &defaults);
    let ours = [typed::lead(), typed::search()].map(|call| shown(typed::finished(&session, &call)));
    let theirs = |request: reqwest::Result<Request>| shown(request.expect("the values fit"));
    assert_eq!(ours[0], theirs(careful.update_lead_status(&world, &lead)));
    assert_eq!(ours[1], theirs(careful.search_products(&search)));
    assert_eq!(ours[1], theirs(quick::search_products(&client, &world, &search)));
    // `json!` sorts the keys.
    let quick = theirs(quick::update_lead_status(&client, &world, &lead));
    assert_eq!(ours[0].clone().sorted(), quick);
    // What a model asked for is read alike too.
    assert_eq!(typed::lead().arguments(), serde_json::to_value(&lead).expect("JSON"));
    assert_eq!(typed::search().arguments(), serde_json::to_value(&search).expect("JSON"));
}

/// A request as it goes on the wire, comparable.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    method: String,
    url: String,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Shown {
    /// `defaults` are the client's headers, which are sent where the request has none of that name.
    fn new(request: Request, defaults: &HeaderMap) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = defaults.iter().chain(request.headers());
        Self {
            method: request.method().to_string(),
            url: request.url().to_string(),
            headers: headers.map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect(),
            body: request.body().and_then(reqwest::Body::as_bytes).map(text).unwrap_or_default(),
        }
    }

    /// With the keys of the body sorted.
    fn sorted(mut self) -> Self {
        self.body = own::<serde_json::Value>(&self.body).to_string();
        self
    }
}

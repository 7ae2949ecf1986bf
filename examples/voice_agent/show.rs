//! The screen: each call as the model asked for it, as it went over the wire, and as it came back.

use typed_tools::Request;
use typed_tools::serde_json::{Value, json};

use crate::company::Company;
use crate::shop::{Context, Session, ToolCall};

pub(crate) fn opening(offered: &Value, context: &Context, books: &Value) {
    let names: Vec<_> =
        offered.as_array().into_iter().flatten().map(|tool| text(&tool["function"]["name"])).collect();
    println!("The model is offered {} tools:", names.len());
    names.chunks(5).for_each(|names| println!("  {}", names.join(", ")));
    println!("What the program knows of this call, and the model can neither see nor choose:");
    println!("  {}", json!(context));
    println!("In the CRM the lead is {}.", books["lead"]["status"]);
    println!();
    println!(
        "For every call below: what the model asks for, the request that it becomes (secrets left out),"
    );
    println!("how the company's server answers, and what the model sees of it.");
}

pub(crate) fn customer(words: &str) {
    println!("\nCUSTOMER  {words}");
}

pub(crate) fn agent(reply: &Value) {
    println!("\nAGENT     {}", text(&reply["choices"][0]["message"]["content"]));
}

/// Every call of a reply, with the request that it became and the answer that the model gets.
pub(crate) fn calls(session: &Session, company: &Company, reply: &Value, answers: &[Value]) {
    for call in reply["choices"][0]["message"]["tool_calls"].as_array().into_iter().flatten() {
        let (name, arguments) = (text(&call["function"]["name"]), text(&call["function"]["arguments"]));
        println!("\n  {name} {arguments}");
        // The same steps as `answer` takes, one by one: read the call, build its request.
        match session.read(name, arguments).map(|read| (session.request(&read.call), read.call)) {
            Ok((_, ToolCall::EstimateDelivery(_))) => println!("    no request: a function of this program"),
            Ok((Ok(request), _)) => wire(company, &request),
            Ok((Err(_), _)) | Err(_) => println!("    no request: the call is wrong"),
        }
        let answer = answers.iter().find(|answer| answer["tool_call_id"] == call["id"]);
        let seen = answer.map_or("", |answer| text(&answer["content"]));
        println!("    the model sees  {}", seen.replace('\n', "\n                    "));
    }
}

/// A request, as a command that would send it (secrets left out), and how the company's server
/// answered it.
fn wire(company: &Company, request: &Request) {
    // Two headers are the same everywhere.
    let dull = ["  -H 'accept:", "  -H 'user-agent:"];
    let command = request.to_curl();
    let lines: Vec<_> =
        command.lines().filter(|line| !dull.iter().any(|dull| line.starts_with(dull))).collect();
    println!("    {}", lines.join("\n    ").trim_end_matches(" \\"));
    let target = request.url().strip_prefix(&company.origin).unwrap_or_default();
    match company.status_of(request.method(), target, request.body().unwrap_or_default()) {
        Some(status) => println!("    HTTP {status}"),
        None => println!("    nothing arrived"),
    }
}

pub(crate) fn closing(books: &Value) {
    println!("\nThe call is over. What it changed in the company's books:");
    for (what, entries) in books.as_object().into_iter().flatten() {
        match entries.as_array() {
            Some(entries) => entries.iter().for_each(|entry| println!("  {what:<13}{entry}")),
            None => println!("  {what:<13}{entries}"),
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

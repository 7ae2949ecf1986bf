//! Names that the definition chooses: `x-rust-names` beside `enum` or `properties`, and
//! `x-rust-name` in a schema for the type it becomes.

use crate::map::SortedMap;

use crate::diag::{Code, Diagnostic};
use crate::json::{Json, Node};
use crate::names::{self, Case};

use super::super::tree;
use super::Planner;

impl Planner<'_, '_, '_> {
    /// The name that a schema gives its type.
    pub(super) fn given_type(&mut self, source: &Node) -> Option<String> {
        let value = tree::value(source, "x-rust-name")?;
        let why = match value.as_str().map(|name| (name, names::check_given(name, Case::Camel))) {
            Some((name, Ok(()))) => return Some(name.to_owned()),
            Some((_, Err(why))) => why,
            None => "a name is a string".to_owned(),
        };
        if self.said.insert(value.span.start) {
            let message = "`x-rust-name` cannot be the name of this type";
            self.sink.push(Diagnostic::new(Code::GivenName, value.span, message).help(why));
        }
        None
    }

    /// The names that a schema gives to these wire texts. What is wrong with them is reported
    /// once.
    pub(super) fn given(
        &mut self,
        source: Option<&Node>,
        wires: &[&str],
        case: Case,
    ) -> SortedMap<String, String> {
        let mut given = SortedMap::new();
        let Some(value) = source.and_then(|source| tree::value(source, "x-rust-names")) else { return given };
        let new = self.said.insert(value.span.start);
        let mut report = |diagnostic: Diagnostic| {
            if new {
                self.sink.push(diagnostic);
            }
        };
        if value.as_object().is_none() {
            let message = "`x-rust-names` takes an object: {\"wire\": \"Rust\"}";
            report(Diagnostic::new(Code::GivenName, value.span, message));
        }
        let mut taken: SortedMap<&str, &str> = SortedMap::new();
        for entry in tree::entries(value) {
            let shown: String = entry.key.chars().take(60).collect();
            let Some(name) = entry.value.as_str() else {
                let message = format!("the name for `{shown}` is no string");
                report(Diagnostic::new(Code::GivenName, entry.value.span, message));
                continue;
            };
            if !wires.contains(&entry.key.as_str()) {
                let message = format!("`{shown}` is not among what `x-rust-names` stands beside");
                report(
                    Diagnostic::new(Code::GivenName, entry.key_span, message)
                        .help("it names members of `enum`, or keys of `properties`, as they are on the wire"),
                );
            } else if let Err(why) = names::check_given(name, case) {
                let message = format!(
                    "`{}` cannot be the name of `{shown}`",
                    name.chars().take(60).collect::<String>()
                );
                report(Diagnostic::new(Code::GivenName, entry.value.span, message).help(why));
            } else if let Some(other) = taken.insert(name, &entry.key) {
                let message = format!("`{name}` is the name of `{other}` already");
                report(Diagnostic::new(Code::GivenName, entry.value.span, message));
            } else {
                given.insert(entry.key.clone(), name.to_owned());
            }
        }
        given
    }

    /// Names for wire texts; says which of them met.
    pub(super) fn allocate(
        &mut self,
        source: Option<&Node>,
        key: &str,
        wires: &[&str],
        case: Case,
    ) -> Vec<String> {
        let given = self.given(source, wires, case);
        let allocated = names::allocate(wires, case, &given, &[]);
        let entry = source.and_then(|source| tree::entry(source, key));
        if let Some(entry) = entry.filter(|_| !allocated.met.is_empty())
            && self.said.insert(entry.key_span.start)
        {
            let pair = |i: &usize| Some((*wires.get(*i)?, allocated.names.get(*i)?.as_str()));
            let pairs: Vec<(&str, &str)> = allocated.met.iter().filter_map(pair).collect();
            let list = |all: Vec<String>| all.join(", ");
            let json = |wire: &str| Json::String(wire.to_owned()).to_text();
            let entry_of = |(wire, rust): &(&str, &str)| format!("{}: \"{rust}\"", json(wire));
            let paste = list(pairs.iter().take(40).map(entry_of).collect());
            let mut groups: SortedMap<String, Vec<String>> = SortedMap::new();
            for (wire, _) in &pairs {
                groups.entry(names::name(wire, case)).get_or_insert_default().push(format!("`{wire}`"));
            }
            let mut groups = groups.values().map(|group| group.join(" and "));
            let message = match (groups.next(), groups.next()) {
                (Some(first), Some(second)) => {
                    let more = if groups.next().is_some() { "; and more" } else { "" };
                    format!(
                        "several names are one in Rust, so each carries digits of a hash: {first}; {second}{more}"
                    )
                }
                (first, _) => {
                    let first = first.unwrap_or_default();
                    format!("{first} are one name in Rust, so each carries digits of a hash")
                }
            };
            self.sink.push(
                Diagnostic::new(Code::NamesMeet, entry.key_span, message)
                    .help(format!("choose better ones, beside `{key}`: \"x-rust-names\": {{{paste}}}")),
            );
        }
        allocated.names
    }
}

//! typify as an oracle: of what its types accept, nothing may be refused without a reason that can
//! be named.

use std::collections::BTreeMap;

use typed_tools::serde_json::Value;
use typed_tools::{ArgumentError, Violation};

#[allow(warnings, clippy::all)]
mod types {
    include!(concat!(env!("OUT_DIR"), "/oracles.rs"));
}

/// Whether a type of typify's accepts a value.
fn accepts<T: serde::de::DeserializeOwned>(value: &Value) -> Result<(), String> {
    T::deserialize(value).map(drop).map_err(|error| error.to_string())
}

/// Whether typify was not shown the keyword that was broken.
fn is_constraint(violation: &Violation) -> bool {
    let rule = violation.rule;
    rule.starts_with("min")
        || rule.starts_with("max")
        || rule.starts_with("exclusive")
        || ["multipleOf", "pattern", "format", "uniqueItems", "propertyNames"].contains(&rule)
}

/// What was asked so far.
pub struct Asked {
    oracles: BTreeMap<&'static str, fn(&Value) -> Result<(), String>>,
    counts: BTreeMap<&'static str, usize>,
    /// Who refuses what the other accepts, by kind of case and rule.
    differ: BTreeMap<String, (usize, String)>,
}

impl Asked {
    pub fn new() -> Self {
        Self {
            oracles: types::ORACLES.iter().copied().collect(),
            counts: BTreeMap::new(),
            differ: BTreeMap::new(),
        }
    }

    pub fn ask(&mut self, tool: &str, kind: &str, case: &Value, ours: Option<ArgumentError>) {
        let Some(accepts) = self.oracles.get(tool) else { return };
        let theirs = accepts(&case["arguments"]);
        let verdict = match (&ours, &theirs) {
            (None, Ok(())) => "both accept",
            (Some(_), Err(_)) => "both refuse",
            (Some(ArgumentError::Rejected { violations, .. }), Ok(()))
                if violations.iter().all(is_constraint) =>
            {
                "typify accepts, we refuse for a constraint"
            }
            (Some(_), Ok(())) => "typify accepts, we refuse",
            (None, Err(_)) => "typify refuses, we accept",
        };
        *self.counts.entry(verdict).or_default() += 1;
        let why = match (ours, theirs) {
            (Some(ArgumentError::Rejected { violations, .. }), Ok(()))
                if !violations.iter().all(is_constraint) =>
            {
                let rules: Vec<_> = violations.iter().map(|one| one.rule).collect();
                format!("typify accepts, we refuse: {kind}: {}", rules.join(", "))
            }
            (None, Err(why)) => {
                format!("typify refuses, we accept: {kind}: {}", why.split('`').next().unwrap_or_default())
            }
            _ => return,
        };
        let valid = if case["valid"] == true { "valid" } else { "invalid" };
        let entry = self.differ.entry(format!("{why} ({valid} to the validator)")).or_default();
        entry.0 += 1;
        entry.1 = format!("{tool} {}", case["arguments"]);
    }

    /// Prints what was found; whether we refuse what both typify and the validator accept.
    pub fn report(&self) -> bool {
        println!(
            "\ntypify's types: {} of {}",
            types::ORACLES.len(),
            types::ORACLES.len() + types::WITHOUT.len()
        );
        let mut without: BTreeMap<&str, usize> = BTreeMap::new();
        types::WITHOUT.iter().for_each(|(_, why)| *without.entry(why).or_default() += 1);
        for (why, count) in without {
            println!("{count:5} without: {why}");
        }
        for (verdict, count) in &self.counts {
            println!("{count:5} {verdict}");
        }
        for (why, (count, example)) in &self.differ {
            println!("{count:5} {why}: {example}");
        }
        self.differ
            .keys()
            .any(|why| why.starts_with("typify accepts") && why.ends_with("(valid to the validator)"))
    }
}

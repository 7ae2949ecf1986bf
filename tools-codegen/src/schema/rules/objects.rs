//! Keywords of objects.

use crate::diag::{Code, Diagnostic};
use crate::json::{Kind, Node};
use crate::model::{NodeId, Rule, Types};

use super::super::tree;
use super::compiler::Compiler;

impl<'a> Compiler<'a, '_> {
    pub(super) fn objects(&mut self, node: &'a Node, rules: &mut Vec<Rule>) {
        self.counts(node, Types::OBJECT, rules);
        let required = tree::value(node, "required")
            .map(|value| self.names(node, "required", value))
            .unwrap_or_default();
        self.undeclared(node);
        let (mut properties, mut left_out) = (Vec::new(), Vec::new());
        for entry in self.object(node, "properties") {
            let nothing = if self.leaves_out { self.nothing(&entry.value) } else { None };
            if let Some(nothing) = nothing {
                self.without_value(&entry.key, &entry.value, nothing, required.contains(&entry.key));
                // Left out of types and exports; what is sent under its name is wrong all the same.
                left_out.push((entry.key.clone(), self.fresh(vec![Rule::Never], None)));
            } else {
                self.property_names.entry(entry.value.span.start).get_or_insert(&entry.key);
                let id = self.node(&entry.value);
                properties.push((entry.key.clone(), id));
            }
        }
        properties.append(&mut left_out);
        if !required.is_empty() {
            rules.push(Rule::Required(required));
        }
        let mut patterns = Vec::new();
        for entry in self.object(node, "patternProperties") {
            let id = self.node(&entry.value);
            if let Some(pattern) = self.pattern(&entry.key, entry.key_span) {
                patterns.push((pattern, id));
            }
        }
        let rest = match tree::value(node, "additionalProperties") {
            Some(rest) => Some(self.node(rest)),
            None => self.plain(node, "unevaluatedProperties"),
        };
        if !properties.is_empty() || !patterns.is_empty() || rest.is_some() {
            rules.push(Rule::Object { properties, patterns, rest });
        }
        if let Some(value) = tree::value(node, "propertyNames") {
            let names = self.node(value);
            rules.push(Rule::PropertyNames(names));
        }
        self.dependencies(node, rules);
    }

    fn dependencies(&mut self, node: &'a Node, rules: &mut Vec<Rule>) {
        let mut required: Vec<(String, Vec<String>)> = Vec::new();
        let mut schemas: Vec<(String, NodeId)> = Vec::new();
        for entry in self.object(node, "dependentRequired") {
            let names = self.names(node, "dependentRequired", &entry.value);
            required.push((entry.key.clone(), names));
        }
        for entry in self.object(node, "dependentSchemas") {
            let id = self.node(&entry.value);
            schemas.push((entry.key.clone(), id));
        }
        // Both in one, until 2019-09 split them.
        for entry in self.object(node, "dependencies") {
            if matches!(entry.value.kind, Kind::Array(_)) {
                let names = self.names(node, "dependencies", &entry.value);
                required.push((entry.key.clone(), names));
            } else {
                let id = self.node(&entry.value);
                schemas.push((entry.key.clone(), id));
            }
        }
        if !required.is_empty() {
            rules.push(Rule::DependentRequired(required));
        }
        if !schemas.is_empty() {
            rules.push(Rule::DependentSchemas(schemas));
        }
    }

    /// The entries of a keyword that takes an object.
    fn object(&mut self, node: &'a Node, key: &str) -> &'a [crate::json::Entry] {
        let Some(value) = tree::value(node, key) else { return &[] };
        match &value.kind {
            Kind::Object(entries) => entries,
            _ => {
                self.wrong(node, key, value, "an object");
                &[]
            }
        }
    }

    /// An array of names.
    fn names(&mut self, node: &'a Node, key: &str, value: &'a Node) -> Vec<String> {
        let Kind::Array(items) = &value.kind else {
            self.wrong(node, key, value, "an array of property names");
            return Vec::new();
        };
        let mut names: Vec<String> = Vec::new();
        for item in items {
            match tree::text(item) {
                Some(name) => names.push(name.to_owned()),
                None => self.wrong(node, key, item, "an array of property names"),
            }
        }
        let mut seen = crate::map::SortedSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }

    /// Names in `required` that the `properties` beside it lack.
    fn undeclared(&mut self, node: &'a Node) {
        const DECLARE: &[&str] =
            &["$ref", "allOf", "anyOf", "oneOf", "if", "patternProperties", "dependentSchemas", "not"];
        let (Some(required), Some(properties)) =
            (tree::value(node, "required"), tree::value(node, "properties"))
        else {
            return;
        };
        let elsewhere = DECLARE.iter().any(|key| tree::value(node, key).is_some());
        // `properties` that are no object were reported.
        let elsewhere = elsewhere || !matches!(properties.kind, Kind::Object(_));
        if elsewhere || tree::value(node, "type").is_none() {
            return;
        }
        let declared: crate::map::SortedSet<&str> =
            tree::entries(properties).iter().map(|e| e.key.as_str()).collect();
        for item in tree::elements(required) {
            let Some(name) = tree::text(item).filter(|name| !declared.contains(name)) else { continue };
            let shown: String = name.chars().take(60).collect();
            // Among very many names, one is always near.
            let near = declared.iter().take(200).find(|d| {
                d.len() >= 4 && name.len() <= 64 && typed_tools_core::nearest::distance(d, name) <= 1
            });
            let help = near.map_or_else(
                || "it is required all the same, with any value; declare it in `properties`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            self.sink.push(
                Diagnostic::new(
                    Code::RequiredUndeclared,
                    item.span,
                    format!("`{shown}` is not in `properties`"),
                )
                .help(help)
                .meant_if(near.copied()),
            );
        }
    }
}

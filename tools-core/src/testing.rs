//! For tests: a [`Schema`] out of JSON, so that a test shows the schema that it is about. The
//! compiler of definitions does this at build time, with all that is left out here.

use serde_json::Value;

use typed_tools_core::table::{Choices, Format, Lit, Node, NodeId, Pattern, Rule, Schema, Types};

/// A table for a schema with references into itself only.
pub(crate) fn schema(source: Value) -> &'static Schema<'static> {
    let source = leak(source);
    let mut build = Build { root: source, nodes: Vec::new(), known: Vec::new() };
    build.node(source);
    leak(Schema { nodes: leak(build.nodes) })
}

pub(crate) fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn slice<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Vec::leak(items.into_iter().collect())
}

struct Build {
    root: &'static Value,
    nodes: Vec<Node<'static>>,
    /// The node of each schema, by its address, so that a reference back ends.
    known: Vec<(*const Value, NodeId)>,
}

impl Build {
    fn node(&mut self, source: &'static Value) -> NodeId {
        if let Some((_, id)) = self.known.iter().find(|(known, _)| std::ptr::eq(*known, source)) {
            return *id;
        }
        let id = NodeId::try_from(self.nodes.len()).unwrap();
        self.known.push((source, id));
        self.nodes.push(Node::Any);
        let rules = match source {
            Value::Bool(true) => vec![],
            Value::Bool(false) => vec![Rule::Never],
            _ => self.with_unevaluated(source),
        };
        self.nodes[id as usize] = Node::Rules(slice(rules));
        id
    }

    fn list(&mut self, sources: &'static Value) -> &'static [NodeId] {
        let sources = sources.as_array().unwrap();
        slice(sources.iter().map(|source| self.node(source)).collect::<Vec<_>>())
    }

    fn map(&mut self, sources: &'static Value) -> &'static [(&'static str, NodeId)] {
        let sources = sources.as_object().unwrap();
        slice(sources.iter().map(|(name, source)| (name.as_str(), self.node(source))).collect::<Vec<_>>())
    }

    /// The rules of a schema; those that ask what the others have evaluated have them in a node.
    fn with_unevaluated(&mut self, source: &'static Value) -> Vec<Rule<'static>> {
        let rules = self.rules(source);
        let (properties, items) = (source.get("unevaluatedProperties"), source.get("unevaluatedItems"));
        if properties.is_none() && items.is_none() {
            return rules;
        }
        let of = NodeId::try_from(self.nodes.len()).unwrap();
        self.nodes.push(Node::Rules(slice(rules)));
        let mut rules = vec![Rule::Ref(of)];
        rules.extend(properties.map(|rest| Rule::UnevaluatedProperties { of, rest: self.node(rest) }));
        rules.extend(items.map(|rest| Rule::UnevaluatedItems { of, rest: self.node(rest) }));
        rules
    }

    fn rules(&mut self, source: &'static Value) -> Vec<Rule<'static>> {
        let keywords = source.as_object().unwrap();
        let mut rules = Vec::new();
        for (keyword, value) in keywords {
            let count = || value.as_f64().unwrap() as u64;
            rules.push(match keyword.as_str() {
                "type" => Rule::Type(types(value)),
                "enum" => Rule::Enum(Choices::Values(slice(value.as_array().unwrap().iter().map(lit)))),
                "const" => Rule::Enum(Choices::Values(slice([lit(value)]))),
                "minimum" => Rule::Minimum(lit(value)),
                "maximum" => Rule::Maximum(lit(value)),
                "exclusiveMinimum" => Rule::ExclusiveMinimum(lit(value)),
                "exclusiveMaximum" => Rule::ExclusiveMaximum(lit(value)),
                "multipleOf" => Rule::MultipleOf(lit(value)),
                "minLength" => Rule::MinLength(count()),
                "maxLength" => Rule::MaxLength(count()),
                "pattern" => Rule::Pattern(pattern(value.as_str().unwrap())),
                "format" => match format(value.as_str().unwrap()) {
                    Some(format) => Rule::Format(format),
                    None => continue,
                },
                "minItems" => Rule::MinItems(count()),
                "maxItems" => Rule::MaxItems(count()),
                "uniqueItems" if value == &Value::Bool(true) => Rule::UniqueItems,
                "contains" => Rule::Contains {
                    node: self.node(value),
                    min: keywords.get("minContains").map_or(1, |min| min.as_f64().unwrap() as u64),
                    max: keywords.get("maxContains").map(|max| max.as_f64().unwrap() as u64),
                },
                "minProperties" => Rule::MinProperties(count()),
                "maxProperties" => Rule::MaxProperties(count()),
                "required" => Rule::Required(names(value)),
                "propertyNames" => Rule::PropertyNames(self.node(value)),
                "dependentRequired" => {
                    let all = value.as_object().unwrap();
                    Rule::DependentRequired(slice(
                        all.iter().map(|(name, list)| (name.as_str(), names(list))),
                    ))
                }
                "dependentSchemas" => Rule::DependentSchemas(self.map(value)),
                "allOf" => Rule::AllOf(self.list(value)),
                "anyOf" => Rule::AnyOf(self.list(value)),
                "oneOf" => Rule::OneOf(self.list(value)),
                "not" => Rule::Not(self.node(value)),
                "if" => Rule::If {
                    condition: self.node(value),
                    then: keywords.get("then").map(|then| self.node(then)),
                    otherwise: keywords.get("else").map(|otherwise| self.node(otherwise)),
                },
                "$ref" => {
                    let pointer = value.as_str().unwrap().strip_prefix('#').unwrap();
                    let target =
                        self.root.pointer(&pointer.replace("%25", "%").replace("%22", "\"")).unwrap();
                    Rule::Ref(self.node(target))
                }
                // Read with others.
                "uniqueItems"
                | "then"
                | "else"
                | "minContains"
                | "maxContains"
                | "properties"
                | "patternProperties"
                | "additionalProperties"
                | "items"
                | "prefixItems"
                | "unevaluatedProperties"
                | "unevaluatedItems" => continue,
                // Not about values.
                "$defs" | "$schema" | "title" | "description" | "default" | "examples" => continue,
                unknown => panic!("a rule of tests is missing: {unknown}"),
            });
        }
        if let Some(properties) = ["properties", "patternProperties", "additionalProperties"]
            .iter()
            .any(|keyword| keywords.contains_key(*keyword))
            .then(|| keywords.get("properties").map_or(&[][..], |properties| self.map(properties)))
        {
            let patterns = keywords.get("patternProperties").map_or(&[][..], |patterns| self.map(patterns));
            let patterns = slice(patterns.iter().map(|(source, node)| (pattern(source), *node)));
            let rest = keywords.get("additionalProperties").map(|rest| self.node(rest));
            rules.push(Rule::Object { properties, patterns, rest });
        }
        let prefix = keywords.get("prefixItems").map_or(&[][..], |prefix| self.list(prefix));
        let rest = keywords.get("items").map(|rest| self.node(rest));
        if !prefix.is_empty() || rest.is_some() {
            rules.push(Rule::Items { prefix, rest });
        }
        rules
    }
}

fn names(value: &'static Value) -> &'static [&'static str] {
    slice(value.as_array().unwrap().iter().map(|name| name.as_str().unwrap()))
}

/// What a character costs is the compiler's to say; in tests it is the length of the pattern.
fn pattern(source: &'static str) -> &'static Pattern<'static> {
    leak(Pattern { source, matches: slice([source]), rejects: &[], cost: source.len() as u32 })
}

fn types(value: &Value) -> Types {
    let one = |name: &Value| match name.as_str().unwrap() {
        "null" => Types::NULL,
        "boolean" => Types::BOOLEAN,
        "integer" => Types::INTEGER,
        "number" => Types::INTEGER | Types::NUMBER,
        "string" => Types::STRING,
        "array" => Types::ARRAY,
        _ => Types::OBJECT,
    };
    Types(
        value
            .as_array()
            .map_or_else(|| one(value), |names| names.iter().map(one).fold(0, |all, one| all | one)),
    )
}

pub(crate) fn lit(value: &'static Value) -> Lit<'static> {
    match value {
        Value::Null => Lit::Null,
        Value::Bool(value) => Lit::Bool(*value),
        Value::Number(value) => value
            .as_i64()
            .map(Lit::Int)
            .or_else(|| value.as_u64().map(Lit::UInt))
            .unwrap_or_else(|| Lit::Float(value.as_f64().unwrap())),
        Value::String(value) => Lit::Str(value),
        Value::Array(items) => Lit::Array(slice(items.iter().map(lit))),
        Value::Object(map) => Lit::Object(slice(map.iter().map(|(name, value)| (name.as_str(), lit(value))))),
    }
}

pub(crate) fn format(name: &str) -> Option<Format> {
    Some(match name {
        "date" => Format::Date,
        "time" => Format::Time,
        "date-time" => Format::DateTime,
        "email" => Format::Email,
        "uri" => Format::Uri,
        "uuid" => Format::Uuid,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "hostname" => Format::Hostname,
        _ => return None,
    })
}

//! A call as a person would write it in Rust, for the catalogue's page.

use std::fmt::Write;

use serde_json::Value;

use crate::model::{Presence, Struct, Tool, Type, TypeDef};

/// The call of a tool with these arguments, which satisfy its schema: by the tool's method; where only reading JSON
/// tells which variant of a union is meant, by [`ToolCall::parse`].
pub(crate) fn call(tool: &Tool, arguments: &Value) -> String {
    let printer = Printer { tool };
    match printer.structure(&tool.arguments.root, &tool.type_name, arguments, 0) {
        Some(value) => format!("session.{}(&{value}).await?", tool.method),
        None => {
            let text = arguments.to_string();
            // As many hashes as no quotation mark in it is followed by.
            let mut hashes = "#".to_owned();
            while text.contains(&format!("\"{hashes}")) {
                hashes.push('#');
            }
            let (name, open) = (&tool.name, format!("r{hashes}\""));
            format!("session.call(&ToolCall::parse({name:?}, {open}{text}\"{hashes})?).await?")
        }
    }
}

struct Printer<'m> {
    tool: &'m Tool,
}

impl Printer<'_> {
    fn structure(&self, def: &Struct, path: &str, json: &Value, depth: usize) -> Option<String> {
        let members = json.as_object()?;
        if def.fields.is_empty() && def.rest.is_none() {
            return Some(format!("{path} {{}}"));
        }
        let inner = "    ".repeat(depth.saturating_add(1));
        let mut out = format!("{path} {{\n");
        for field in &def.fields {
            let value = match (&field.presence, members.get(&field.wire)) {
                (Presence::Optional, None) => "None".to_owned(),
                (Presence::Optional, Some(json)) => {
                    format!("Some({})", self.value(json, &field.ty, depth.saturating_add(1))?)
                }
                (_, Some(json)) => self.value(json, &field.ty, depth.saturating_add(1))?,
                (Presence::Default(json), None) => {
                    let json: Value = serde_json::from_str(&json.to_text()).ok()?;
                    self.value(&json, &field.ty, depth.saturating_add(1))?
                }
                (Presence::Required, None) => return None,
            };
            let _ = writeln!(out, "{inner}{}: {value},", field.rust);
        }
        if let Some((name, ty)) = &def.rest {
            let named = |key: &str| def.fields.iter().any(|field| field.wire == key);
            let tag = |key: &str| def.tags.iter().any(|(tag, _)| tag == key);
            let rest = members.iter().filter(|(key, _)| !named(key) && !tag(key));
            let value = self.map(rest, ty, depth.saturating_add(1))?;
            let _ = writeln!(out, "{inner}{name}: {value},");
        }
        let _ = write!(out, "{}}}", "    ".repeat(depth));
        Some(out)
    }

    fn map<'j>(
        &self,
        members: impl Iterator<Item = (&'j String, &'j Value)>,
        ty: &Type,
        depth: usize,
    ) -> Option<String> {
        let entry = |(key, json): (&String, &Value)| {
            Some(format!("({key:?}.into(), {})", self.value(json, ty, depth)?))
        };
        let entries = members.map(entry).collect::<Option<Vec<_>>>()?;
        Some(match entries.as_slice() {
            [] => "Default::default()".to_owned(),
            entries => format!("[{}].into()", entries.join(", ")),
        })
    }

    fn value(&self, json: &Value, ty: &Type, depth: usize) -> Option<String> {
        match (ty, json) {
            (Type::String, Value::String(text)) => Some(format!("{text:?}.into()")),
            (Type::Bool, Value::Bool(value)) => Some(value.to_string()),
            (Type::F64, Value::Number(number)) if !number.is_f64() => Some(format!("{number}.0")),
            (Type::I64 | Type::U64 | Type::F64, Value::Number(number)) => Some(number.to_string()),
            (Type::Value, json) => Some(format!("json!({json})")),
            (Type::Nullable(_), Value::Null) => Some("None".to_owned()),
            (Type::Nullable(inner), json) => Some(format!("Some({})", self.value(json, inner, depth)?)),
            (Type::Boxed(inner), json) => Some(format!("Box::new({})", self.value(json, inner, depth)?)),
            (Type::Vec(item), Value::Array(items)) => {
                let items = items.iter().map(|json| self.value(json, item, depth));
                Some(format!("vec![{}]", items.collect::<Option<Vec<_>>>()?.join(", ")))
            }
            (Type::Map(value), Value::Object(members)) => self.map(members.iter(), value, depth),
            (Type::Named(index), json) => match self.tool.arguments.types.get(*index)? {
                TypeDef::Struct(def) => {
                    self.structure(def, &format!("{}::{}", self.tool.method, def.name), json, depth)
                }
                TypeDef::Enum(def) => {
                    let text = json.to_string();
                    let variant = def.variants.iter().find(|variant| variant.wire.to_text() == text)?;
                    Some(format!("{}::{}::{}", self.tool.method, def.name, variant.rust))
                }
                TypeDef::Union(_) => None,
            },
            _ => None,
        }
    }
}

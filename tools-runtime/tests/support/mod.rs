//! Tools written as text, for tests of the engine: `{{a}}` is an argument or context value that
//! the sketch lists, anything else a secret.
#![allow(dead_code, reason = "each test binary uses a part of it")]

#[cfg(feature = "http")]
pub(crate) mod clock;
#[cfg(feature = "http")]
pub(crate) mod server;

use std::sync::{Arc, LazyLock};

use serde_json::Value;
use typed_tools_core::table::{Basic, Pair, Settings as CallSettings};
use typed_tools_runtime::__private::*;

pub(crate) const SECRETS: &[&str] = &["API_KEY", "CRM_BASE_URL", "SID"];

/// With characters that every encoding changes.
pub(crate) const API_KEY: &str = "sk+Key/0123=ab%cd";
pub(crate) const SID: &str = "AC1234567890";
pub(crate) const RULES: &OriginRules<'_> = &OriginRules { base_urls: &["CRM_BASE_URL"], allow_http: &[] };
pub(crate) const BASE_URL: &str = "https://crm.example:8443/api/v2/";

pub(crate) fn secrets() -> SecretValues {
    let source = |name: &str| {
        Some(
            match name {
                "API_KEY" => API_KEY,
                "CRM_BASE_URL" => BASE_URL,
                _ => SID,
            }
            .to_owned(),
        )
    };
    SecretValues::from_source(SECRETS, &source).unwrap()
}

pub(crate) fn core() -> Arc<Core> {
    // Shared: a client reads the system's certificates.
    static CORE: LazyLock<Arc<Core>> = LazyLock::new(|| {
        Arc::new(Core::new(secrets(), Parts { secrets: SECRETS, origins: RULES, definitions: &[] }))
    });
    Arc::clone(&CORE)
}

pub(crate) fn builder() -> Builder<Arc<Core>> {
    Builder::new(Parts { secrets: SECRETS, origins: RULES, definitions: &[] }).secrets(secrets())
}

/// Values by name; what is not in the object is absent.
#[derive(Debug)]
pub(crate) struct Named {
    names: &'static [&'static str],
    values: Value,
}

impl Fields for Named {
    fn at(&self, index: usize) -> Option<Entry<'_>> {
        let name = *self.names.get(index)?;
        Some((name, self.values.get(name).map_or(Val::Absent, Val::Json)))
    }
}

/// A tool in the making.
#[derive(Clone)]
pub(crate) struct Sketch {
    pub(crate) args: &'static [&'static str],
    pub(crate) context: &'static [&'static str],
    pub(crate) definition: Settings,
}

/// What of a definition a test sets.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) template: Template<'static>,
    pub(crate) call: CallSettings<'static>,
}

impl Sketch {
    pub(crate) fn new(
        method: &'static str,
        args: &'static [&'static str],
        context: &'static [&'static str],
    ) -> Self {
        let origin = Origin::Fixed("https://api.example");
        let template = Template { method, origin, ..Template::EMPTY };
        Self { args, context, definition: Settings { template, call: usual::POST } }
    }

    pub(crate) fn path(mut self, path: &str) -> Self {
        self.definition.template.path = match path.strip_prefix('/') {
            Some("") => &[Part::Text("")],
            path => self.parts(path.unwrap_or_default()),
        };
        self
    }

    pub(crate) fn base_url(mut self) -> Self {
        self.definition.template.origin = Origin::BaseUrl("CRM_BASE_URL");
        self
    }

    pub(crate) fn pair(&self, name: &'static str, value: &str, style: Style) -> Pair<'static> {
        let styled = |part: &Part<'static>| match (*part, part.source()) {
            (Part::Placeholder(full), _) => {
                Part::Placeholder(Box::leak(Box::new(Placeholder { style, ..*full })))
            }
            (_, Some(source)) => {
                Part::Placeholder(Box::leak(Box::new(Placeholder { style, ..Placeholder::plain(source) })))
            }
            (text, None) => text,
        };
        Pair { name, value: self.parts(value).iter().map(styled).collect::<Vec<_>>().leak() }
    }

    pub(crate) fn query(mut self, name: &'static str, value: &str, style: Style) -> Self {
        let pairs = [self.definition.template.query, &[self.pair(name, value, style)]].concat();
        self.definition.template.query = pairs.leak();
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        let value = self.parts(value);
        let secret = |part: &Part<'static>| matches!(part.source(), Some(Source::Secret(_)));
        let header = Header { name, value, sensitive: value.iter().any(secret) };
        self.definition.template.headers = [self.definition.template.headers, &[header]].concat().leak();
        self
    }

    pub(crate) fn basic(mut self, username: &str, password: &str) -> Self {
        let credentials =
            Basic { username: self.parts(username), password: self.parts(password), encoded: false };
        self.definition.call.basic = Some(credentials);
        self
    }

    /// Keys in the order given; values as in a definition.
    pub(crate) fn json(self, entries: &[(&str, Value)]) -> Self {
        let entries: Vec<_> =
            entries.iter().map(|(key, value)| (&*(*key).to_owned().leak(), self.template(value))).collect();
        self.body(Body::Json {
            content_type: "application/json",
            value: JsonTemplate::Object(entries.leak()),
        })
    }

    pub(crate) fn body(mut self, body: Body<'static>) -> Self {
        self.definition.template.body = body;
        self
    }

    pub(crate) fn template(&self, value: &Value) -> JsonTemplate<'static> {
        match value {
            Value::String(text) => match self.parts(text) {
                [part] if part.source().is_some() => JsonTemplate::of(*part),
                parts if parts.iter().any(|part| part.source().is_some()) => JsonTemplate::Text(parts),
                _ => JsonTemplate::Raw(value.to_string().leak()),
            },
            Value::Array(elements) if !elements.is_empty() => {
                JsonTemplate::Array(elements.iter().map(|v| self.template(v)).collect::<Vec<_>>().leak())
            }
            Value::Object(entries) if !entries.is_empty() => JsonTemplate::Object(
                entries
                    .iter()
                    .map(|(k, v)| (&*k.clone().leak(), self.template(v)))
                    .collect::<Vec<_>>()
                    .leak(),
            ),
            other => JsonTemplate::Raw(other.to_string().leak()),
        }
    }

    pub(crate) fn parts(&self, text: &str) -> &'static [Part<'static>] {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("{{") {
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned().leak()));
            }
            let (name, behind) = behind.split_once("}}").unwrap();
            parts.push(self.placeholder(name));
            rest = behind;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned().leak()));
        }
        parts.leak()
    }

    fn placeholder(&self, text: &str) -> Part<'static> {
        let (text, suffix) = match text.split_once(':') {
            Some((name, "path")) => (name, Suffix::Path),
            Some((name, "segment")) => (name, Suffix::Segment),
            Some((name, "xml")) => (name, Suffix::Xml),
            Some((name, "json")) => (name, Suffix::Json),
            _ => (text, Suffix::None),
        };
        let mut steps = text.split('.').map(|step| &*step.to_owned().leak());
        let name = steps.next().unwrap();
        let source = if self.args.contains(&name) {
            Source::Argument(name)
        } else if self.context.contains(&name) {
            Source::Context(name)
        } else {
            assert!(SECRETS.contains(&name), "no {name}");
            Source::Secret(name)
        };
        let steps = steps.collect::<Vec<_>>().leak();
        if steps.is_empty() && suffix == Suffix::None {
            return Part::of(source);
        }
        let full = Placeholder { steps, suffix, ..Placeholder::plain(source) };
        Part::Placeholder(Box::leak(Box::new(full)))
    }

    /// Lets `change` set what has no method of its own.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.definition);
        self
    }

    pub(crate) fn finish(self) -> Sketched {
        let definition = Box::leak(Box::new(Definition {
            name: "sketch",
            description: "",
            arguments: Schema { nodes: &[Node::Any] },
            checked_by_types: true,
            request: self.definition.template,
            settings: Box::leak(Box::new(self.definition.call)),
        }));
        Sketched { definition, args: self.args, context: self.context }
    }
}

/// A finished sketch.
#[derive(Clone, Copy)]
pub(crate) struct Sketched {
    pub(crate) definition: &'static Definition<'static>,
    args: &'static [&'static str],
    context: &'static [&'static str],
}

impl Sketched {
    pub(crate) fn fill(&self, arguments: Value, context: Value) -> (Named, Named) {
        (Named { names: self.args, values: arguments }, Named { names: self.context, values: context })
    }

    pub(crate) fn request(
        &self,
        core: &Arc<Core>,
        arguments: Value,
        context: Value,
    ) -> Result<Request, CallError> {
        let (arguments, context) = self.fill(arguments, context);
        Scope::new(core, &[]).request(self.definition, &arguments, &context)
    }
}

/// What is refused, and whose value it is.
pub(crate) fn refusal(error: CallError) -> (typed_tools_runtime::Refusal, String) {
    match error {
        CallError::Refused(refused) => (refused.refusal(), refused.name().to_owned()),
        other => panic!("{other:?}"),
    }
}

/// A header's value.
pub(crate) fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers().find(|(known, _)| *known == name).map(|(_, value)| value)
}

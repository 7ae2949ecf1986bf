//! The tools of a set as one provider's request takes them.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::Provider;
use typed_tools_core::table::{Definitions, Exports, Spec, Table};

mod item;
mod tool;

pub use item::{Offer, compose};
pub use tool::ToolSpec;

/// What goes into the tools field of a request to one provider: JSON text, the same bytes in
/// every build of the same definitions, so that a provider's prompt cache keeps its worth.
///
/// It serializes as that JSON: `json!({ "tools": Tools::specs(Provider::OpenAiChat) })`.
#[derive(Clone)]
pub struct Specs {
    provider: Provider,
    strict: bool,
    cached: bool,
    tools: Vec<Offered>,
    text: Box<RawValue>,
}

/// One tool of a set, in the provider's dialects.
#[derive(Clone, Copy)]
struct Offered {
    tool: Table,
    plain: Spec<'static>,
    strict: Spec<'static>,
}

impl Specs {
    /// For generated code.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn plain<E: Exports + ?Sized>(provider: Provider, tools: Definitions) -> Self {
        Self::new(provider, false, tools, E::dialect(provider.dialect()), &[])
    }

    /// For generated code.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn strict<E: Exports + ?Sized>(provider: Provider, tools: Definitions) -> Self {
        let strict = match provider.strict_dialect() {
            Some(dialect) => E::dialect(dialect),
            None => return Self::plain::<E>(provider, tools),
        };
        Self::new(provider, true, tools, E::dialect(provider.dialect()), strict)
    }

    fn new(
        provider: Provider,
        is_strict: bool,
        tools: Definitions,
        plain: &'static [Spec<'static>],
        strict: &'static [Spec<'static>],
    ) -> Self {
        let tools = tools.iter().zip(plain).enumerate();
        let tools = tools.map(|(index, (tool, plain))| Offered {
            tool: tool(),
            plain: *plain,
            strict: strict.get(index).copied().unwrap_or(Spec::Impossible),
        });
        Self::of(provider, is_strict, false, tools.collect())
    }

    fn of(provider: Provider, strict: bool, cached: bool, tools: Vec<Offered>) -> Self {
        let text = compose(provider, strict, cached, &offers(provider, &tools));
        // The schemas were written by the compiler out of JSON trees; were one not JSON, then
        // `null` would be refused by every provider, loudly.
        let text = RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Self { provider, strict, cached, tools, text }
    }

    /// These tools alone, in the set's own order; names that the set does not have are passed
    /// over. What a provider limits per request (how many strict tools, optional parameters) is
    /// counted over the tools that are left.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        let tools = self.tools.iter().filter(|offered| names.contains(&offered.tool.name));
        Self::of(self.provider, self.strict, self.cached, tools.copied().collect())
    }

    /// These tools with the mark by which the provider caches tool definitions, where it has one: Anthropic's
    /// `cache_control` on the last tool that is not deferred (one with `defer_loading` must not have it),
    /// Bedrock's `cachePoint` behind the last. Elsewhere they stay as they are: other providers cache by
    /// themselves what begins alike.
    #[must_use]
    pub fn cached(&self) -> Self {
        Self::of(self.provider, self.strict, true, self.tools.clone())
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.get()
    }

    /// Each tool in it, part by part, for clients with types of their own. A tool that the provider cannot be
    /// offered at all (the compiler's `providers` option makes that a build error) is not among them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ToolSpec> + '_ {
        let forms = item::forms(self.provider, self.strict, &offers(self.provider, &self.tools));
        let specs = self.tools.iter().zip(forms).filter_map(|(offered, form)| {
            form.map(|form| ToolSpec::new(offered.tool, form.schema, form.is_strict))
        });
        specs.collect::<Vec<_>>().into_iter()
    }

    /// The names of the tools in it.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.iter().map(|tool| tool.name())
    }
}

/// The tools as `compose` takes them.
fn offers(provider: Provider, tools: &[Offered]) -> Vec<Offer<'static>> {
    let each = tools.iter().map(|offered| Offer {
        name: offered.tool.name,
        description: offered.tool.description,
        hints: offered.tool.settings.hints,
        plain: offered.plain.schema(),
        members: offered.plain.members(provider.as_str()),
        strict: offered.strict.schema(),
        strict_members: offered.strict.members(provider.as_str()),
        optionals: offered.strict.counts().0,
        unions: offered.strict.counts().1,
    });
    each.collect()
}

impl Serialize for Specs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl fmt::Display for Specs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Specs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests;

//! What is made of a tool for each provider.

use typed_tools_core::table::Dialect;

use super::alias::Alias;

/// A tool in one dialect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Export {
    /// The schema as JSON text; empty where the field is left out; `None` where the tool cannot
    /// be put so.
    pub(crate) schema: Option<String>,
    /// Optional parameters, for providers that limit them per request.
    pub(crate) optionals: u16,
    /// Parameters of several types, likewise.
    pub(crate) unions: u16,
    /// Further members of the tool's item, as JSON text by the names of providers.
    pub(crate) members: Vec<(&'static str, String)>,
    /// What lost its shape; where there is no schema, why.
    pub(crate) why: Vec<String>,
}

/// A tool in all dialects.
#[derive(Debug, Clone)]
pub(crate) struct Exports {
    /// In the order of [`Dialect::ALL`].
    pub(crate) dialects: Vec<Export>,
    /// Property names that some dialect shows under another name.
    pub(crate) aliases: Vec<Alias>,
}

impl Exports {
    pub(super) fn get_mut(&mut self, dialect: Dialect) -> Option<&mut Export> {
        let at = Dialect::ALL.iter().position(|known| *known == dialect)?;
        self.dialects.get_mut(at)
    }

    pub(crate) fn get(&self, dialect: Dialect) -> Option<&Export> {
        let at = Dialect::ALL.iter().position(|known| *known == dialect)?;
        self.dialects.get(at)
    }
}

//! Which draft a schema is written in.

use crate::json::Node;

use super::tree;

/// A draft that is read; they are in their order of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Draft {
    Four,
    Six,
    Seven,
    V2019,
    V2020,
}

impl Draft {
    /// The draft that `$schema` names; `None` for a text that names none. Without `$schema` it
    /// is 2020-12.
    pub(super) fn of(root: &Node) -> Option<Self> {
        let Some(uri) = tree::value(root, "$schema") else { return Some(Self::V2020) };
        let uri = tree::text(uri)?;
        let name = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://"))?;
        let name = name.strip_prefix("json-schema.org/")?.trim_end_matches('#');
        Some(match name {
            "draft-04/schema" => Self::Four,
            "draft-06/schema" => Self::Six,
            "draft-07/schema" => Self::Seven,
            "draft/2019-09/schema" => Self::V2019,
            // The first is what "the latest" is called.
            "schema" | "draft/2020-12/schema" => Self::V2020,
            _ => return None,
        })
    }

    /// Whether keywords beside `$ref` count.
    pub(super) fn reads_siblings(self) -> bool {
        self >= Self::V2019
    }
}

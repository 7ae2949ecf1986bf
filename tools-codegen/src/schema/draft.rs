//! Which draft a schema is written in.

use crate::json::Node;

use super::tree;

/// A draft that is read; they are in their order of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Draft {
    /// And those before it: as draft 4, without the keywords that draft 4 gave up.
    Three,
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
        // A schema of OpenAPI 3.1 is one of 2020-12 with annotations of its own.
        if name.starts_with("spec.openapis.org/oas/3.1/") {
            return Some(Self::V2020);
        }
        let name = name.strip_prefix("www.").unwrap_or(name).strip_prefix("json-schema.org/")?;
        let name = name.trim_end_matches(['#', '/']);
        // The meta-schema of links is the same for everything else.
        let draft = name.strip_suffix("/schema").or_else(|| name.strip_suffix("/hyper-schema"));
        Some(match draft.unwrap_or(name) {
            "draft-00" | "draft-01" | "draft-02" | "draft-03" => Self::Three,
            "draft-04" => Self::Four,
            "draft-05" | "draft-06" => Self::Six,
            "draft-07" => Self::Seven,
            "draft/2019-09" => Self::V2019,
            // The first is what "the latest" is called.
            "schema" | "draft/2020-12" => Self::V2020,
            _ => return None,
        })
    }

    /// Whether keywords beside `$ref` count.
    pub(super) fn reads_siblings(self) -> bool {
        self >= Self::V2019
    }
}

//! What all candidates are given: one call of each tool, one conversation, the keys.

use serde::{Deserialize, Serialize};

/// The context and the secrets.
pub(crate) struct World {
    pub contact_id: String,
    pub call_sid: String,
    pub crm_api_key: String,
    pub api_key: String,
}

/// The arguments of `update_lead_status`, as one writes them with serde's derives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Lead {
    pub lead_status: LeadStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LeadStatus {
    Hot,
    Warm,
    Cold,
}

/// The arguments of `search_products`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Search {
    pub query: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_price: Option<f64>,
}

/// What a model sent for `update_lead_status`.
pub(crate) const LEAD: &str =
    r#"{"lead_status":"hot","notes":"Wants a demo for \"two teams\" on Friday, before 10 a.m."}"#;

/// What a model sent for `search_products`.
pub(crate) const SEARCH: &str =
    r#"{"query":"waterproof hiking boots & poles","category":"outdoor","max_price":129.5}"#;

pub(crate) fn world() -> World {
    World {
        contact_id: "c_8f14e45fceea167a".into(),
        call_sid: "CA5ef8732a3c49700934481addd5ce1659".into(),
        crm_api_key: "crm-9f86d081884c7d659a2feaa0c55ad015".into(),
        api_key: "api-60303ae22b998861bce3b28f33eec1be".into(),
    }
}

//! The requests as one writes them first: everything by text, nothing made in advance but the
//! client.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Client, Request};
use serde_json::json;

use crate::values::{Lead, Search, World};

/// Everything but RFC 3986's unreserved characters.
pub(crate) const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `update_lead_status`. `json!` sorts the keys, so the body is another text of the same document.
pub(crate) fn update_lead_status(client: &Client, world: &World, lead: &Lead) -> reqwest::Result<Request> {
    let contact = utf8_percent_encode(&world.contact_id, COMPONENT);
    let mut body = json!({ "status": lead.lead_status });
    if let Some(notes) = &lead.notes {
        body["notes"] = json!(notes);
    }
    body["updated_by"] = json!("ai_agent");
    body["call_id"] = json!(world.call_sid);
    client
        .put(format!("https://crm.yourcompany.com/api/v1/leads/{contact}"))
        .header("Authorization", format!("Bearer {}", world.crm_api_key))
        .json(&body)
        .build()
}

/// `search_products`
pub(crate) fn search_products(client: &Client, world: &World, search: &Search) -> reqwest::Result<Request> {
    let component = |text| utf8_percent_encode(text, COMPONENT);
    let mut url = format!("https://api.yourcompany.com/products/search?q={}", component(&search.query));
    if let Some(category) = &search.category {
        url += &format!("&category={}", component(category));
    }
    if let Some(max_price) = search.max_price {
        url += &format!("&max_price={max_price}");
    }
    client.get(url).header("Authorization", format!("Bearer {}", world.api_key)).build()
}

//! The requests as an engineer writes them who counts: base URLs are parsed once, keys are header
//! values already, bodies are borrowed structs.

use percent_encoding::utf8_percent_encode;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, Request, Url};
use serde::Serialize;

use crate::quick::COMPONENT;
use crate::values::{Lead, LeadStatus, Search, World};

/// What is made once.
pub(crate) struct Careful {
    client: Client,
    crm: Url,
    api: Url,
    crm_api_key: HeaderValue,
    api_key: HeaderValue,
}

#[derive(Serialize)]
struct LeadBody<'a> {
    status: LeadStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a str>,
    updated_by: &'a str,
    call_id: &'a str,
}

impl Careful {
    /// Everything that can be made in advance.
    pub(crate) fn new(client: Client, world: &World) -> Self {
        let key = |key: &str| {
            let mut value = HeaderValue::try_from(format!("Bearer {key}")).expect("the key is visible ASCII");
            value.set_sensitive(true);
            value
        };
        Self {
            client,
            crm: Url::parse("https://crm.yourcompany.com/api/v1/leads/").expect("a URL"),
            api: Url::parse("https://api.yourcompany.com/products/search").expect("a URL"),
            crm_api_key: key(&world.crm_api_key),
            api_key: key(&world.api_key),
        }
    }

    /// `update_lead_status`
    pub(crate) fn update_lead_status(&self, world: &World, lead: &Lead) -> reqwest::Result<Request> {
        let mut url = self.crm.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(&world.contact_id);
        }
        let body = LeadBody {
            status: lead.lead_status,
            notes: lead.notes.as_deref(),
            updated_by: "ai_agent",
            call_id: &world.call_sid,
        };
        self.client.put(url).header(AUTHORIZATION, self.crm_api_key.clone()).json(&body).build()
    }

    /// `search_products`. A derived struct with `RequestBuilder::query`, and `Url::query_pairs_mut`, would
    /// write a blank as `+`.
    pub(crate) fn search_products(&self, search: &Search) -> reqwest::Result<Request> {
        let mut query = String::with_capacity(128);
        query.push_str("q=");
        query.extend(utf8_percent_encode(&search.query, COMPONENT));
        if let Some(category) = &search.category {
            query.push_str("&category=");
            query.extend(utf8_percent_encode(category, COMPONENT));
        }
        if let Some(max_price) = search.max_price {
            query.push_str("&max_price=");
            query.push_str(&max_price.to_string());
        }
        let mut url = self.api.clone();
        url.set_query(Some(&query));
        self.client.get(url).header(AUTHORIZATION, self.api_key.clone()).build()
    }
}

//! The requests as an engineer writes them who counts: base URLs are parsed once, keys are header
//! values already, bodies and queries are borrowed structs.

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, Request, Url};
use serde::Serialize;

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

#[derive(Serialize)]
struct SearchQuery<'a> {
    q: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_price: Option<f64>,
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

    /// `search_products`
    pub(crate) fn search_products(&self, search: &Search) -> reqwest::Result<Request> {
        let query = SearchQuery {
            q: &search.query,
            category: search.category.as_deref(),
            max_price: search.max_price,
        };
        let request = self.client.get(self.api.clone()).header(AUTHORIZATION, self.api_key.clone());
        request.query(&query).build()
    }

    /// `search_products`, with the URL's own writer of pairs in place of the derived struct.
    pub(crate) fn search_products_pairs(&self, search: &Search) -> reqwest::Result<Request> {
        let mut url = self.api.clone();
        {
            let mut pairs = url.query_pairs_mut();
            pairs.append_pair("q", &search.query);
            if let Some(category) = &search.category {
                pairs.append_pair("category", category);
            }
            if let Some(max_price) = search.max_price {
                pairs.append_pair("max_price", &max_price.to_string());
            }
        }
        self.client.get(url).header(AUTHORIZATION, self.api_key.clone()).build()
    }
}

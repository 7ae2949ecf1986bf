//! The shop: customers, orders, the catalogue, and returns that get a number.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use typed_tools::serde_json::{Value, json};

use super::{Answer, Books, not_found, refuse, texts};

pub(super) struct Shop {
    customers: Value,
    orders: Value,
    products: Vec<Value>,
    returns: Vec<Value>,
}

impl Default for Shop {
    fn default() -> Self {
        let customers = json!({
            "881": { "name": "Maya Okafor", "since": 2021, "tier": "gold", "last_order": "A-1042" },
        });
        let orders = json!({
            "A-1042": { "status": "delivered", "delivered": "2026-11-18", "customer": "c_4711",
                        "items": [{ "id": "HP-300", "name": "Aria headphones", "price": 149 }] },
        });
        let products = vec![
            json!({ "id": "HP-420", "name": "Aria 2 wireless headphones", "category": "audio", "price": 189.5 }),
            json!({ "id": "HP-900", "name": "Studio wireless headphones", "category": "audio", "price": 420 }),
            json!({ "id": "CB-001", "name": "Braided cable", "category": "audio", "price": 12 }),
        ];
        Self { customers, orders, products, returns: Vec::new() }
    }
}

impl Shop {
    pub(super) fn returns(&self) -> &[Value] {
        &self.returns
    }
}

pub(super) fn routes() -> Router<Books> {
    Router::new()
        .route("/customers/{id}", get(customer))
        .route("/orders/{id}", get(order))
        .route("/products/search", get(search))
        .route("/returns", post(take_back))
}

async fn customer(State(books): State<Books>, Path(id): Path<String>) -> Result<Answer, Answer> {
    let found = books.open().shop.customers.get(&id).cloned().ok_or_else(|| not_found("customer", &id))?;
    Ok((StatusCode::OK, Json(found)))
}

async fn order(State(books): State<Books>, Path(id): Path<String>) -> Result<Answer, Answer> {
    let found = books.open().shop.orders.get(&id).cloned().ok_or_else(|| not_found("order", &id))?;
    Ok((StatusCode::OK, Json(found)))
}

async fn search(
    State(books): State<Books>,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Answer, Answer> {
    let unusable = |key: &str| refuse(StatusCode::UNPROCESSABLE_ENTITY, format!("`{key}` is not usable"));
    let words = asked.get("q").filter(|q| !q.is_empty()).ok_or_else(|| unusable("q"))?.to_lowercase();
    let limit = match asked.get("max_price") {
        Some(price) => price.parse().map_err(|_| unusable("max_price"))?,
        None => f64::INFINITY,
    };
    let fits = |product: &&Value| {
        let name = product["name"].as_str().unwrap_or_default().to_lowercase();
        words.split_whitespace().all(|word| name.contains(word))
            && asked.get("category").is_none_or(|category| product["category"] == **category)
            && product["price"].as_f64().is_some_and(|price| price <= limit)
    };
    let found: Vec<_> = books.open().shop.products.iter().filter(fits).cloned().collect();
    Ok((StatusCode::OK, Json(json!({ "products": found }))))
}

async fn take_back(State(books): State<Books>, Json(mut body): Json<Value>) -> Result<Answer, Answer> {
    let [order, _reason, customer] = texts(&body, ["order_id", "reason", "customer_id"])?;
    let mut books = books.open();
    let shop = &mut books.shop;
    let known = shop.orders.get(&order).ok_or_else(|| not_found("order", &order))?;
    if known["customer"] != *customer {
        return Err(refuse(StatusCode::FORBIDDEN, format!("order {order} is another customer's")));
    }
    let number = format!("R-{}", 5001 + shop.returns.len());
    body["number"] = json!(number);
    shop.returns.push(body);
    Ok((StatusCode::CREATED, Json(json!({ "return": number, "label": "sent by mail", "refund_days": 5 }))))
}

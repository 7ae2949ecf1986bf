//! The service that is called, and a stand-in for a collector: it keeps what is exported, prints it, and looks for what must not
//! be in it.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use axum::{Json, Router};
use typed_tools::BoxError;
use typed_tools::serde_json::{Value, json};

use super::shown::{attributes, draw, found};

pub(crate) const KEY: &str = "the-key-of-the-orders";
pub(crate) const ORDER: &str = "A-1042";

/// What was exported.
pub(crate) struct Collector {
    pub(crate) origin: String,
    traces: Arc<Mutex<Vec<Value>>>,
    metrics: Arc<Mutex<Vec<Value>>>,
}

/// Opens both; the service says its first answer's key back, and is not there for the first call of [`ORDER`].
pub(crate) async fn open() -> Result<(String, Collector), BoxError> {
    let tries = Arc::new(AtomicUsize::new(0));
    let order = get(move |Path(id): Path<String>| async move {
        match id == ORDER {
            true if tries.fetch_add(1, SeqCst) == 0 => {
                (StatusCode::SERVICE_UNAVAILABLE, "later").into_response()
            }
            true => Json(json!({ "state": "sent", "order": id, "key": KEY })).into_response(),
            false => (StatusCode::NOT_FOUND, format!("no order for {KEY}")).into_response(),
        }
    });
    let service = serve(Router::new().route("/orders/{id}", order)).await?;
    let (traces, metrics) = (Arc::default(), Arc::default());
    let collector = Router::new().route("/v1/traces", keep(&traces)).route("/v1/metrics", keep(&metrics));
    Ok((service, Collector { origin: serve(collector).await?, traces, metrics }))
}

fn keep(kept: &Arc<Mutex<Vec<Value>>>) -> axum::routing::MethodRouter {
    let kept = Arc::clone(kept);
    post(move |Json(exported): Json<Value>| async move {
        kept.lock().unwrap_or_else(PoisonError::into_inner).push(exported);
        Json(json!({}))
    })
}

async fn serve(app: Router) -> Result<String, BoxError> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(origin)
}

impl Collector {
    /// Prints the spans as a tree and the histogram, and fails unless they are what they should be.
    pub(crate) fn check(self) -> Result<(), BoxError> {
        let [traces, metrics] = [&self.traces, &self.metrics]
            .map(|kept| kept.lock().unwrap_or_else(PoisonError::into_inner).clone());
        let spans = found(&traces, "/resourceSpans", "/scopeSpans", "/spans");
        let mut tree = String::new();
        draw(&spans, "", 0, &mut tree);
        print!("{tree}");
        let points: Vec<Value> = found(&metrics, "/resourceMetrics", "/scopeMetrics", "/metrics")
            .into_iter()
            .filter(|metric| metric["name"] == "gen_ai.execute_tool.duration")
            .flat_map(|metric| metric["histogram"]["dataPoints"].as_array().cloned().unwrap_or_default())
            .collect();
        for point in &points {
            println!("{} call(s), {:.3} s: {}", point["count"], point["sum"], attributes(point));
        }

        let shape: Vec<_> = tree.lines().map(|line| line.split(" {").next().unwrap_or_default()).collect();
        if shape != SHAPE {
            return Err(format!("other spans than {SHAPE:#?}").into());
        }
        let expected = super::BOUNDARIES.to_vec();
        // The call that did not read was none of a tool's attempts, and counts, too.
        let counted = points.iter().filter(|point| point["explicitBounds"] == json!(expected));
        if counted.count() != 3 {
            return Err("the histogram does not have its boundaries and three kinds of calls".into());
        }
        let all = json!([traces, metrics]).to_string();
        match [KEY, ORDER, "lost"].iter().find(|hidden| all.contains(**hidden)) {
            Some(hidden) => Err(format!("{hidden} was exported").into()),
            None => Ok(()),
        }
    }
}

const SHAPE: [&str; 6] = [
    "Internal invoke_agent orders",
    "  Internal execute_tool get_order",
    "    Client GET https://orders.yourcompany.com/orders/{order_id}",
    "    Client GET https://orders.yourcompany.com/orders/{order_id}",
    "  Internal execute_tool get_order",
    "    Client GET https://orders.yourcompany.com/orders/{order_id}",
];

//! OpenTelemetry: spans of calls and attempts by `tracing`, a metric by `observe`, both to a collector over OTLP. It runs offline:
//! `.ci/integrations opentelemetry`; service and collector are on loopback.

use std::time::Duration;

use opentelemetry::KeyValue;
use opentelemetry::metrics::{Histogram, MeterProvider as _};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{MetricExporter, Protocol, SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Instrument as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use typed_tools::{BoxError, CallReport, Provider, serde_json::json};

mod loopback;
mod shown;
mod orders {
    typed_tools::tools!(
        inline = r#"{
            "name": "get_order",
            "description": "Gets an order",
            "parameters": {
                "type": "object",
                "properties": { "order_id": { "type": "string" } },
                "required": ["order_id"]
            },
            "api_endpoint": "https://orders.yourcompany.com/orders/{{order_id}}",
            "http_method": "GET",
            "headers": { "Authorization": "Bearer {{ORDERS_KEY}}" },
            "retries": 2
        }"#
    );
}
use orders::{Context, Secrets, Tools};

/// Of `gen_ai.execute_tool.duration`, as the conventions have them.
const BOUNDARIES: [f64; 14] =
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0];

/// Names are few: nothing that a model or a customer said may become an attribute of a metric.
fn record(durations: &Histogram<f64>, report: &CallReport) {
    let mut attributes = vec![
        KeyValue::new("gen_ai.operation.name", "execute_tool"),
        KeyValue::new("gen_ai.tool.name", report.tool()),
    ];
    if report.kind() != "ok" {
        attributes.push(KeyValue::new("error.type", report.kind()));
    }
    durations.record(report.elapsed().as_secs_f64(), &attributes);
}

/// Where spans and metrics go. The exporters have threads, and a blocking client, of their own.
fn telemetry(collector: &str) -> Result<(SdkTracerProvider, SdkMeterProvider), BoxError> {
    let (traces, metrics) = (format!("{collector}/v1/traces"), format!("{collector}/v1/metrics"));
    let spans = SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpJson)
        .with_endpoint(traces)
        .build()?;
    let metrics = MetricExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpJson)
        .with_endpoint(metrics)
        .build()?;
    let resource = Resource::builder().with_service_name("orders-agent").build();
    let tracers = SdkTracerProvider::builder().with_batch_exporter(spans).with_resource(resource.clone());
    let meters = SdkMeterProvider::builder().with_periodic_exporter(metrics).with_resource(resource);
    Ok((tracers.build(), meters.build()))
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let (service, collector) = loopback::open().await?;
    let (tracers, meters) = telemetry(&collector.origin)?;
    // The spans of calls and those of the application; not what HTTP clients log, the exporter's own among them.
    let wanted = Targets::new()
        .with_target("typed_tools_runtime", tracing::Level::INFO)
        .with_target(env!("CARGO_CRATE_NAME"), tracing::Level::INFO);
    let layer = tracing_opentelemetry::layer().with_tracer(tracers.tracer("orders-agent"));
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer.with_filter(wanted)))?;
    let durations = meters
        .meter("orders-agent")
        .f64_histogram("gen_ai.execute_tool.duration")
        .with_unit("s")
        .with_boundaries(BOUNDARIES.to_vec())
        .build();

    let tools = Tools::builder()
        .secrets(Secrets::from_source(&|_: &str| Some(loopback::KEY.to_owned()))?)
        .origin("https://orders.yourcompany.com", service)
        .observe(move |report| record(&durations, report))
        .build()?;
    let call = |id: &str, arguments: &str| json!({ "id": id, "function": { "name": "get_order", "arguments": arguments } });
    let reply = json!({ "role": "assistant", "tool_calls": [
        call("call_1", &json!({ "order_id": loopback::ORDER }).to_string()), // at the second attempt
        call("call_2", r#"{"order_id": "lost"}"#),                          // HTTP 404
        call("call_3", r#"{"order": 7}"#),                                  // is never sent
    ] });
    let turn = tracing::info_span!("agent", otel.name = "invoke_agent orders");
    let answers = tools.session(Context {}).answer(Provider::OpenAiChat, &reply).instrument(turn).await?;
    for answer in answers {
        println!("IS TOLD      {}", answer["content"].as_str().unwrap_or_default());
    }

    // Before a program ends it waits until all is exported.
    tokio::task::spawn_blocking(move || {
        tracers.shutdown_with_timeout(Duration::from_secs(5)).and_then(|()| meters.shutdown())
    })
    .await??;
    collector.check()
}

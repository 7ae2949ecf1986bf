//! What a server's messages and its tools took, as two histograms by OpenTelemetry's conventions: `cargo run --example mcp_metrics`.
//!
//! The histograms here are a few lines and print what Prometheus reads. With the crate `opentelemetry` each is
//! `meter.f64_histogram(conventions::OPERATION_DURATION).with_unit("s").with_boundaries(conventions::DURATION_BUCKETS.to_vec())`,
//! and a measurement `histogram.record(operation.seconds(), &attributes)` with a `KeyValue` for each attribute.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use typed_tools::ToolError;
use typed_tools::mcp::{Server, conventions};
use typed_tools::serde_json::{Value, json};

/// One tool that runs in the program, so that the example needs no service.
mod house {
    typed_tools::tools!(
        inline = r#"{
            "name": "set_heating",
            "description": "Sets the temperature of a room",
            "parameters": {
                "type": "object",
                "properties": { "celsius": { "type": "integer", "minimum": 5, "maximum": 30 } },
                "required": ["celsius"]
            },
            "native": true
        }"#
    );
}
use house::{Context, Native, SetHeating, Tools};

struct Heating;

impl Native for Heating {
    async fn set_heating(&self, _: &Context, wanted: SetHeating) -> Result<Value, ToolError> {
        tokio::time::sleep(std::time::Duration::from_millis(15)).await;
        Ok(json!({ "celsius": wanted.celsius }))
    }
}

/// A histogram: for each set of attributes the number of measurements of each bucket, and the sum of all.
#[derive(Clone)]
struct Histogram {
    name: &'static str,
    series: Arc<Mutex<BTreeMap<String, Series>>>,
}

#[derive(Default)]
struct Series {
    /// Those at most as large as each of the bounds, and all.
    counts: [u64; conventions::DURATION_BUCKETS.len() + 1],
    sum: f64,
}

impl Histogram {
    fn new(name: &'static str) -> Self {
        Self { name, series: Arc::default() }
    }

    fn record<'a>(&self, seconds: f64, attributes: impl Iterator<Item = (&'static str, &'a str)>) {
        let labels: Vec<_> =
            attributes.map(|(name, value)| format!("{}=\"{value}\"", name.replace('.', "_"))).collect();
        let mut series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        let series = series.entry(labels.join(",")).or_default();
        series.sum += seconds;
        let bounds = conventions::DURATION_BUCKETS.into_iter().chain([f64::INFINITY]);
        for (count, bound) in series.counts.iter_mut().zip(bounds) {
            *count += u64::from(seconds <= bound);
        }
    }

    fn print(&self) {
        let name = format!("{}_seconds", self.name.replace('.', "_"));
        println!("# TYPE {name} histogram");
        for (labels, series) in &*self.series.lock().unwrap_or_else(PoisonError::into_inner) {
            let bounds = conventions::DURATION_BUCKETS.map(|bound| bound.to_string());
            for (bound, count) in bounds.iter().map(String::as_str).chain(["+Inf"]).zip(series.counts) {
                println!("{name}_bucket{{{labels},le=\"{bound}\"}} {count}");
            }
            println!("{name}_sum{{{labels}}} {:.3}", series.sum);
            println!("{name}_count{{{labels}}} {}", series.counts[series.counts.len() - 1]);
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (messages, tools) =
        (Histogram::new(conventions::OPERATION_DURATION), Histogram::new(conventions::TOOL_DURATION));

    // The tools, by whatever they are called: this server, or a loop of the application's own.
    let took = tools.clone();
    let set = Tools::builder().native(Heating).observe(move |report| {
        let failed = (report.kind() != "ok").then_some((conventions::ERROR_TYPE, report.kind()));
        let attributes =
            [(conventions::OPERATION_NAME, "execute_tool"), (conventions::TOOL_NAME, report.tool())];
        took.record(report.elapsed().as_secs_f64(), attributes.into_iter().chain(failed));
    });
    // The messages of MCP.
    let answered = messages.clone();
    let server = Server::new(set.build()?)
        .observe(move |operation| answered.record(operation.seconds(), operation.attributes()));

    let (client, served) = tokio::io::duplex(1 << 16);
    let (input, output) = tokio::io::split(served);
    let serving = tokio::spawn(server.serve_io(input, output));
    talk(client).await?;
    serving.await??;
    messages.print();
    tools.print();
    Ok(())
}

/// A client that calls well, wrongly, and what there is not.
async fn talk(stream: impl tokio::io::AsyncRead + tokio::io::AsyncWrite) -> Result<(), Box<dyn Error>> {
    let (input, mut output) = tokio::io::split(stream);
    let mut lines = BufReader::new(input).lines();
    let hello = json!({ "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "example", "version": "1" } });
    let call = |tool, celsius| json!({ "name": tool, "arguments": { "celsius": celsius } });
    let messages = [
        ("initialize", hello),
        ("tools/list", json!({})),
        ("tools/call", call("set_heating", 21)),
        ("tools/call", call("set_heating", 21)),
        ("tools/call", call("set_heating", 400)),
        ("tools/call", call("set_cooling", 21)),
    ];
    for (id, (method, params)) in messages.into_iter().enumerate() {
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        output.write_all(format!("{message}\n").as_bytes()).await?;
        lines.next_line().await?.ok_or("no answer")?;
        if method == "initialize" {
            output.write_all(b"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n").await?;
        }
    }
    Ok(())
}

//! The tools of a set without their types, as servers take them.

use std::sync::{Arc, OnceLock};

use serde_json::Value;
use serde_json::value::RawValue;
use typed_tools_codegen::Offered;
use typed_tools_codegen::run::{RunTool, Runnable};
use typed_tools_runtime::{Annotations, Answer, AnyTool, BoxFuture, CallOptions, Provider};

use super::{Engine, called};
use crate::diff::Side;

/// One tool of a set.
struct Loaded {
    engine: Arc<Engine>,
    set: Arc<Runnable>,
    index: usize,
    /// As each provider is offered it.
    offered: Vec<Offered>,
    /// By the name of the provider; made when one is asked for.
    schemas: OnceLock<Vec<(&'static str, Option<&'static RawValue>)>>,
}

/// All tools that send a request; a native one runs in a program alone.
pub(crate) fn loaded(side: &Side, engine: &Arc<Engine>) -> Vec<Arc<dyn AnyTool>> {
    let tools = side.set.tools.iter().enumerate();
    let sending = tools.filter(|(_, tool)| !tool.definition.settings.native);
    let tool = |(index, tool): (usize, &RunTool)| -> Arc<dyn AnyTool> {
        let all = side.offered.iter().flatten();
        let offered = all.filter(|offered| offered.name == tool.definition.name).cloned().collect();
        let (engine, set) = (Arc::clone(engine), Arc::clone(&side.set));
        Arc::new(Loaded { engine, set, index, offered, schemas: OnceLock::new() })
    };
    sending.map(tool).collect()
}

impl Loaded {
    fn tool(&self) -> &RunTool {
        &self.set.tools[self.index]
    }
}

impl AnyTool for Loaded {
    fn name(&self) -> &'static str {
        self.tool().definition.name
    }

    fn title(&self) -> Option<&'static str> {
        self.tool().definition.settings.hints.title
    }

    fn description(&self) -> &'static str {
        self.tool().definition.description
    }

    fn schema(&self, provider: Provider) -> Option<&'static RawValue> {
        let schemas = self.schemas.get_or_init(|| {
            let schema = |offered: &Offered| {
                let text: &'static str = String::leak(offered.schema.clone()?);
                serde_json::from_str(text).ok()
            };
            self.offered.iter().map(|offered| (offered.provider, schema(offered))).collect()
        });
        schemas.iter().find(|(name, _)| *name == provider.as_str())?.1
    }

    fn output_schema(&self) -> Option<Value> {
        if !self.tool().definition.settings.response.select.is_empty() {
            return None;
        }
        let offered = self.offered.iter().find(|offered| offered.provider == Provider::Mcp.as_str())?;
        let mut members: Value = serde_json::from_str(&format!("{{{}}}", offered.members)).ok()?;
        Some(members.get_mut("outputSchema")?.take())
    }

    fn annotations(&self) -> Annotations<'static> {
        self.tool().definition.settings.hints
    }

    fn call(&self, arguments: Value, options: CallOptions) -> BoxFuture<'static, Answer> {
        let (engine, set, index) = (Arc::clone(&self.engine), Arc::clone(&self.set), self.index);
        Box::pin(async move {
            let tool = &set.tools[index];
            called(&engine, tool, arguments.into(), &mut Vec::new(), options).await
        })
    }
}

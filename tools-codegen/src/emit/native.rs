//! The trait that an application implements for a set's native tools.

use super::doc::doc;
use super::tool::output_type;
use crate::model::{Model, Tool};

/// `Native`, and the way from the engine to it; nothing where the set has no native tool.
pub(super) fn native(model: &Model) -> String {
    let tools: Vec<&Tool> = model.tools.iter().filter(|tool| tool.native && tool.unsure.is_none()).collect();
    if tools.is_empty() {
        return String::new();
    }
    let (mut functions, mut lines) = (String::new(), String::new());
    for tool in tools {
        let (method, ty, output) = (&tool.method, &tool.type_name, output_type(tool));
        functions += &doc(&tool.description, &format!(" Runs `{}`.", tool.name));
        functions += &format!(
            "fn {method}(&self,context:&Context,arguments:{ty})\
             ->impl ::core::future::Future<Output=__tt::Result<{output},__tt::ToolError>>+::core::marker::Send;"
        );
        lines += &format!("{:?} {method},", tool.name);
    }
    format!(
        "#[doc=\" The tools that your application implements: an `async fn` for each.\"]\
         #[allow(clippy::missing_errors_doc)]\
         pub trait Native: ::core::marker::Send+::core::marker::Sync+'static{{{functions}}}\
         __tt::native!{{{lines}}}"
    )
}

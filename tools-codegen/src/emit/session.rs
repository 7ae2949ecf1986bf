//! What a set is used through: `Tools` and `Session`.

use super::doc::doc;
use super::set::{CONTEXT_VIEW, quoted};
use super::tool::output_type;
use crate::model::{ContextType, Model, Tool};

/// `Tools` and `Session`.
pub(super) fn tools(model: &Model) -> String {
    let own = model.context_type.is_some();
    let (mut context, mut credentials) = (Vec::new(), Vec::new());
    for (index, field) in model.context.iter().enumerate() {
        context.push(format!("{:?} {:?}", field.wire, field.ty));
        if field.ty == ContextType::Secret {
            credentials.push(match field.optional {
                _ if own => format!("__tt::text(&context,{index})"),
                true => format!("context.{}.as_ref().map_or(\"\",__tt::Secret::expose)", field.rust),
                false => format!("context.{}.expose()", field.rust),
            });
        }
    }
    let held = match own {
        true => format!("{CONTEXT_VIEW}={CONTEXT_VIEW}(context),shown 0"),
        false => "Context=context".to_owned(),
    };
    let has_native = model.tools.iter().any(|tool| tool.native);
    let mut out = format!(
        "__tt::toolset!{{base_urls[{}],allow_http[{}],context[{}],session(context){held},credentials[{}],{}}}",
        quoted(&model.base_urls),
        quoted(&model.allow_http),
        context.join(","),
        credentials.join(","),
        if has_native { "native" } else { "" },
    );
    // A context without a field needs nobody who gives it.
    if model.context.is_empty() && !model.context_unsure && !own {
        out +=
            "impl __tt::OpensAlone for Tools{fn open_alone(&self)->Session{Self::session(self,Context{})}}";
    }
    // What a native tool needs is there without the feature `http`, too.
    if has_native {
        out += &methods(model, true);
        out += "__tt::calls!{}";
    }
    out += "__tt::if_http!{";
    out += &methods(model, false);
    out += if has_native { "}" } else { "__tt::calls!{}}" };
    out
}

/// The methods of the tools, native ones or those that are sent.
fn methods(model: &Model, native: bool) -> String {
    let mut out = "#[allow(dead_code,clippy::missing_errors_doc)]impl Session{".to_owned();
    for tool in model.tools.iter().filter(|tool| tool.native == native) {
        out += &method(tool);
    }
    out.push('}');
    out
}

fn method(tool: &Tool) -> String {
    let (method, ty, output) = (&tool.method, &tool.type_name, output_type(tool));
    let call = if tool.output.is_some() { "__tt::Tool::call" } else { "__tt::call" };
    let about = doc(&tool.description, &format!(" Calls `{}`.", tool.name));
    format!(
        "{about}pub async fn {method}(&self,arguments:&{ty})\
         ->__tt::Result<__tt::Response<{output}>,__tt::CallError>{{{call}(arguments,self).await}}"
    )
}

//! `tools/list`.

use std::collections::HashSet;
use std::ops::Bound;

use rmcp::model::{CacheScope, ErrorData, ListToolsResult, Tool};

use crate::handler::Core;
use crate::request::Request;

/// The page of the tools behind the name `after`, of those that the request is entitled to. A cursor is the last name
/// of the page before: it holds when tools come and go, and in any process.
pub(crate) async fn list(
    core: &Core,
    after: Option<String>,
    request: Request,
) -> Result<ListToolsResult, ErrorData> {
    let mut offered = Vec::with_capacity(core.sets.len());
    for set in &core.sets {
        let session = set.open(request.clone()).await.map_err(|error| core.refused(&error))?;
        offered.push(session.names().into_iter().collect::<HashSet<_>>());
    }
    let start = after.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
    let tools = core.tools();
    let mut rest = tools
        .range::<str, _>((start, Bound::Unbounded))
        .filter(|(_, entry)| offered.get(entry.set).is_some_and(|names| names.contains(&*entry.own_name)));
    let tools: Vec<Tool> = rest.by_ref().take(core.page).map(|(_, entry)| entry.tool.clone()).collect();
    let last = tools.last().map(|tool| tool.name.clone().into_owned());
    let scope = if core.is_private { CacheScope::Private } else { CacheScope::Public };
    let mut page = ListToolsResult::with_all_items(tools).with_ttl_ms(core.ttl_ms).with_cache_scope(scope);
    page.next_cursor = last.filter(|_| rest.next().is_some());
    Ok(page)
}

//! The tools of a server, by the names under which they are listed.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use rmcp::RoleServer;
use rmcp::model::Tool;
use rmcp::service::Peer;

use crate::error::StartError;
use crate::handler::Core;
use crate::sessions::Sessions;

/// A tool.
pub(crate) struct Entry {
    /// The index of its set.
    pub(crate) set: usize,
    /// Its name in the set.
    pub(crate) own_name: String,
    pub(crate) tool: Tool,
    /// Whether a client repeats arguments of it as headers.
    pub(crate) has_headers: bool,
}

/// By the name under which it is listed.
pub(crate) type Entries = BTreeMap<String, Entry>;

/// The tools, and of which version of the sets they are.
pub(crate) struct Listed(RwLock<(u64, Arc<Entries>)>);

impl Listed {
    pub(crate) fn of(sets: &[Sessions]) -> Result<Self, StartError> {
        Ok(Self(RwLock::new((version(sets), Arc::new(entries(sets)?)))))
    }
}

impl Core {
    /// The tools as they are now.
    pub(crate) fn tools(&self) -> Arc<Entries> {
        let version = version(&self.sets);
        let (known, tools) = {
            let listed = self.listed.0.read().unwrap_or_else(PoisonError::into_inner);
            (listed.0, Arc::clone(&listed.1))
        };
        if known == version {
            return tools;
        }
        let tools = match entries(&self.sets) {
            Ok(changed) => Arc::new(changed),
            Err(error) => {
                tracing::warn!(target: "typed_tools::mcp", %error, "tools have changed, and cannot be served");
                tools
            }
        };
        *self.listed.0.write().unwrap_or_else(PoisonError::into_inner) = (version, Arc::clone(&tools));
        tools
    }

    /// Tells a client whenever tools change, for as long as it is there.
    pub(crate) fn tell_of_changes(&self, peer: &Peer<RoleServer>) {
        for mut version in self.sets.iter().filter_map(Sessions::version) {
            let peer = peer.clone();
            tokio::spawn(async move {
                while version.changed().await.is_ok() {
                    if peer.notify_tool_list_changed().await.is_err() {
                        break;
                    }
                }
            });
        }
    }
}

/// Grows whenever one of the sets changes.
fn version(sets: &[Sessions]) -> u64 {
    let versions = sets.iter().filter_map(Sessions::version);
    versions.fold(0, |sum, version| sum.wrapping_add(*version.borrow()))
}

fn entries(sets: &[Sessions]) -> Result<Entries, StartError> {
    let mut tools = Entries::new();
    for (set, sessions) in sets.iter().enumerate() {
        for mut tool in sessions.listed()? {
            let own_name = tool.name.clone().into_owned();
            let name = format!("{}{own_name}", sessions.before_names());
            check_name(&name)?;
            tool.name = name.clone().into();
            let has_headers =
                serde_json::to_string(&tool.input_schema).is_ok_and(|text| text.contains("\"x-mcp-header\""));
            if tools.insert(name.clone(), Entry { set, own_name, tool, has_headers }).is_some() {
                return Err(StartError::DuplicateName(name));
            }
        }
    }
    Ok(tools)
}

/// What MCP allows in names; definitions keep to it, prefixes may not.
fn check_name(name: &str) -> Result<(), StartError> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    if (1..=128).contains(&name.len()) && name.bytes().all(allowed) {
        return Ok(());
    }
    Err(StartError::Invalid(format!(
        "`{}` is no name for a tool: 1 to 128 letters, digits, `_`, `-` and `.`",
        name.escape_debug()
    )))
}

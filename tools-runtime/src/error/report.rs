//! The report of a call that failed.

use std::sync::Arc;

use super::CallError;
use crate::read::ArgumentError;
use crate::report::{CallReport, UNKNOWN_TOOL};

impl CallError {
    /// The kind of the error in one word, see [`CallReport::kind`].
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Arguments(_) => "arguments",
            Self::Refused(_) => "refused",
            Self::Missing(_) => "missing",
            Self::Build(_) => "build",
            Self::Options(_) => "options",
            Self::Hook(_) => "hook",
            Self::Limited(_) => "limited",
            Self::Timeout(_) => "timeout",
            Self::Network(_) => "network",
            Self::Token(_) => "token",
            Self::Status(_) => "status",
            Self::TooLarge(_) => "too_large",
            Self::Decode(_) => "decode",
            Self::Failed(_) => "failed",
            Self::Tool(_) => "tool_error",
        }
    }

    /// What became of the call. Of a call that was never sent it says no more than the tool and the kind.
    #[must_use]
    pub fn report(&self) -> CallReport {
        let kept = match self {
            Self::Timeout(error) => error.report.as_deref(),
            Self::Network(error) => error.report.as_deref(),
            Self::TooLarge(error) => error.report.as_deref(),
            Self::Status(error) => error.raw.report.as_deref(),
            Self::Decode(error) => error.raw.report.as_deref(),
            Self::Failed(error) => error.raw.report.as_deref(),
            _ => None,
        };
        kept.cloned()
            .unwrap_or_else(|| CallReport::new(self.table_name().unwrap_or(UNKNOWN_TOOL), self.kind()))
    }

    /// Keeps the report, where the error has a place for it.
    pub(crate) fn keep(&mut self, report: Arc<CallReport>) {
        match self {
            Self::Timeout(error) => error.report = Some(report),
            Self::Network(error) => error.report = Some(report),
            Self::TooLarge(error) => error.report = Some(report),
            Self::Status(error) => error.raw.report = Some(report),
            Self::Decode(error) => error.raw.report = Some(report),
            Self::Failed(error) => error.raw.report = Some(report),
            _ => {}
        }
    }

    fn table_name(&self) -> Option<&'static str> {
        match self {
            Self::Arguments(error) => match **error {
                ArgumentError::UnknownTool { .. } => None,
                ArgumentError::Malformed { tool, .. } | ArgumentError::Rejected { tool, .. } => Some(tool),
            },
            Self::Refused(error) => Some(error.tool),
            Self::Missing(error) => Some(error.tool),
            Self::Build(_) => None,
            Self::Options(error) => Some(error.tool),
            Self::Hook(error) => Some(error.tool),
            Self::Limited(error) => Some(error.tool),
            Self::Timeout(error) => Some(error.tool),
            Self::Network(error) => Some(error.tool),
            Self::Token(error) => Some(error.tool),
            Self::Status(error) => Some(error.raw.tool),
            Self::TooLarge(error) => Some(error.tool),
            Self::Decode(error) => Some(error.raw.tool),
            Self::Failed(error) => Some(error.raw.tool),
            Self::Tool(error) => Some(error.tool),
        }
    }
}

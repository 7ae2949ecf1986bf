//! The report of a call that failed.

use std::sync::Arc;

use super::CallError;
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
        kept.cloned().unwrap_or_else(|| CallReport::new(self.tool().unwrap_or(UNKNOWN_TOOL), self.kind()))
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
}

//! The findings, their codes, and how they are written.

use std::fmt::Write;

use serde_json::json;
use typed_tools_core::nearest::nearest;

use super::places::At;
use crate::check::count;

macro_rules! codes {
    ($($name:ident = $id:literal $title:literal;)*) => {
        /// What an audit finds. Each has an entry in `docs/audit.md`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum AuditCode {
            $(#[doc = $title] $name,)*
        }

        impl AuditCode {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub(crate) fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            pub(crate) fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    Identity = "A001" "the model chooses an identity, and the request carries the company's credential";
    SecretInUrl = "A002" "a secret stands in a URL";
    Markup = "A003" "free text goes into markup";
    Instructions = "A004" "a description reads like instructions to a model";
    Hidden = "A005" "a text hides characters";
    Shadow = "A006" "a tool's name can be taken for another's";
    SharedSecret = "A007" "a secret goes to several services";
    PlainHttp = "A008" "a credential goes over plain http";
}

impl AuditCode {
    pub(crate) fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// Whether it looks like a code of an audit.
    pub(crate) fn is_one(id: &str) -> bool {
        let digits = id.strip_prefix(['A', 'a']).unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    pub(super) fn named(id: &str) -> Result<Self, String> {
        Self::find(id).ok_or_else(|| {
            let near = nearest(id, Self::ALL.iter().map(|code| code.id()));
            let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            format!("an audit has no finding `{id}`{near}")
        })
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) code: AuditCode,
    pub(crate) tool: String,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(super) at: At,
}

/// For people, as the compiler shows its own.
pub(super) fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for Finding { code, message, help, at, .. } in findings {
        let At { file, line, column, .. } = at;
        let _ = writeln!(
            text,
            "finding[{}]: {message}\n --> {file}:{line}:{column}\n  = help: {help}\n",
            code.id()
        );
    }
    let _ = match findings.len() {
        0 => writeln!(text, "no findings"),
        some => writeln!(text, "{}", count(some, "finding")),
    };
    text
}

/// For programs.
pub(super) fn json(findings: &[Finding]) -> String {
    let mut text = String::new();
    for Finding { code, tool, message, help, at } in findings {
        let line = json!({
            "code": code.id(), "tool": tool, "message": message, "help": help,
            "file": at.file, "line": at.line, "column": at.column,
        });
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "{}", json!({ "findings": findings.len() }));
    text
}

//! Changes, and how they are written.

use std::fmt::Write;

use serde_json::json;

use crate::check::count;

/// Whom a change concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Audience {
    Model,
    Rust,
    Wire,
    Setup,
}

impl Audience {
    fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Rust => "rust",
            Self::Wire => "wire",
            Self::Setup => "setup",
        }
    }
}

/// What a change means to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Breaking,
    Risky,
    Safe,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Risky => "risky",
            Self::Safe => "safe",
        }
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// Empty where it concerns the whole set.
    pub(super) tool: String,
    pub(super) level: Level,
    pub(super) audience: Audience,
    pub(super) what: String,
    pub(super) why: String,
}

#[derive(Debug, Default)]
pub(crate) struct Changes {
    all: Vec<Change>,
}

impl Changes {
    pub(super) fn push(
        &mut self,
        tool: &str,
        audience: Audience,
        level: Level,
        what: impl Into<String>,
        why: impl Into<String>,
    ) {
        self.all.push(Change { tool: tool.to_owned(), level, audience, what: what.into(), why: why.into() });
    }

    pub(super) fn sort(&mut self) {
        self.all.sort();
        self.all.dedup();
    }

    pub(super) fn count(&self, level: Level) -> usize {
        self.all.iter().filter(|change| change.level == level).count()
    }

    /// What semantic versioning asks of a library that publishes these tools.
    fn semver(&self) -> &'static str {
        if self.count(Level::Breaking) > 0 {
            "major"
        } else if self.all.is_empty() {
            "none"
        } else if self
            .all
            .iter()
            .all(|change| change.audience == Audience::Model && change.level == Level::Safe)
        {
            "patch"
        } else {
            "minor"
        }
    }

    fn summary(&self) -> String {
        if self.all.is_empty() {
            return "nothing has changed".to_owned();
        }
        let version = match self.semver() {
            "major" => "a new major version (before 1.0, a new minor one)",
            "minor" => "a new minor version",
            _ => "a new patch version",
        };
        format!(
            "{} breaking, {} risky, {} safe: {version}",
            count(self.count(Level::Breaking), "change"),
            self.count(Level::Risky),
            self.count(Level::Safe)
        )
    }

    /// The changes of each tool.
    fn by_tool(&self) -> Vec<(&str, Vec<&Change>)> {
        let mut groups: Vec<(&str, Vec<&Change>)> = Vec::new();
        for change in &self.all {
            match groups.last_mut() {
                Some((tool, changes)) if *tool == change.tool => changes.push(change),
                _ => groups.push((&change.tool, vec![change])),
            }
        }
        groups
    }

    pub(crate) fn human(&self) -> String {
        let mut text = String::new();
        for (tool, changes) in self.by_tool() {
            let _ = writeln!(text, "{}", if tool.is_empty() { "the set" } else { tool });
            for Change { level, audience, what, why, .. } in changes {
                let _ = writeln!(text, "  {:<8}  {:<5}  {what}: {why}", level.word(), audience.word());
            }
        }
        let _ = writeln!(text, "{}", self.summary());
        text
    }

    pub(super) fn json(&self) -> String {
        let mut text = String::new();
        for Change { tool, level, audience, what, why } in &self.all {
            let line = json!({
                "tool": tool, "level": level.word(), "audience": audience.word(), "what": what, "why": why,
            });
            let _ = writeln!(text, "{line}");
        }
        let summary = json!({
            "breaking": self.count(Level::Breaking), "risky": self.count(Level::Risky),
            "safe": self.count(Level::Safe), "semver": self.semver(),
        });
        let _ = writeln!(text, "{summary}");
        text
    }

    pub(super) fn markdown(&self) -> String {
        let mut text = format!("**Tools:** {}\n", self.summary());
        if !self.all.is_empty() {
            text.push_str("\n| tool | | for | change | why |\n|---|---|---|---|---|\n");
        }
        let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
        for Change { tool, level, audience, what, why } in &self.all {
            let tool = if tool.is_empty() { "the set".to_owned() } else { format!("`{tool}`") };
            let level = if *level == Level::Breaking { "**breaking**" } else { level.word() };
            let _ =
                writeln!(text, "| {tool} | {level} | {} | {} | {} |", audience.word(), cell(what), cell(why));
        }
        text
    }
}

//! One JSON object a line, for editors and CI.

use crate::diag::{Diagnostic, Level};
use crate::json::write_string;
use crate::render::{Look, render};
use crate::source::Sources;

/// A diagnostic as a JSON object in one line.
pub(crate) fn json_line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut line = String::from("{");
    let text = |line: &mut String, key: &str, value: Option<&str>| {
        if line.len() > 1 {
            line.push(',');
        }
        write_string(key, line);
        line.push(':');
        match value {
            Some(value) => write_string(value, line),
            None => line.push_str("null"),
        }
    };
    text(&mut line, "code", Some(diagnostic.code.id()));
    text(&mut line, "level", Some(level(diagnostic.level)));
    text(&mut line, "message", Some(&diagnostic.message));
    let place = diagnostic.label.as_ref().and_then(|label| Some((sources.get(label.span)?, label.span)));
    text(&mut line, "file", place.map(|(source, _)| source.display_path.as_str()));
    let ends =
        place.map(|(source, span)| (source.clamped(span.start), source.clamped(span.end.max(span.start))));
    for (key, value) in [
        ("line", ends.map(|((line, _), _)| line)),
        ("column", ends.map(|((_, column), _)| column)),
        ("end_line", ends.map(|(_, (line, _))| line)),
        ("end_column", ends.map(|(_, (_, column))| column)),
    ] {
        let value = value.map_or_else(|| "null".to_owned(), |value| value.to_string());
        line.push_str(&format!(",\"{key}\":{value}"));
    }
    text(&mut line, "help", diagnostic.help.as_deref());
    line.push_str(",\"edits\":[");
    for (number, edit) in diagnostic.edits.iter().enumerate() {
        let Some(source) = sources.get(edit.span) else { continue };
        let ((from, from_column), (to, to_column)) =
            (source.position(edit.span.start), source.position(edit.span.end));
        line.push_str(if number > 0 { ",{" } else { "{" });
        line.push_str("\"file\":");
        write_string(&source.display_path, &mut line);
        line.push_str(&format!(
            ",\"line\":{from},\"column\":{from_column},\"end_line\":{to},\"end_column\":{to_column},\"replacement\":"
        ));
        write_string(&edit.text, &mut line);
        line.push('}');
    }
    line.push(']');
    text(&mut line, "rendered", Some(&render(diagnostic, sources, Look::Plain)));
    line.push('}');
    line
}

/// The last line: how much was looked at, and what was found.
pub(crate) fn summary_line(files: usize, tools: usize, errors: usize, warnings: usize) -> String {
    format!("{{\"files\":{files},\"tools\":{tools},\"errors\":{errors},\"warnings\":{warnings}}}")
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

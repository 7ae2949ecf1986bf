//! Hides credentials from all that is shown of a definition: a build's log is no place for one, whatever mistake its
//! line is shown for.

use crate::check;
use crate::diag::{Code, Diagnostic, Span};
use crate::json::{Kind, Node};
use crate::source::Sources;
use crate::template::{Piece, scan};

/// Keys of `auth` whose values are no secrets. Any other may be a misspelt one that is.
const PUBLIC: [&str; 11] = [
    "type",
    "in",
    "name",
    "username",
    "client_id",
    "token_url",
    "scope",
    "credentials",
    // In `params`.
    "audience",
    "grant_type",
    "resource",
];

/// Hides what was reported as a credential, looks like one, or stands where one belongs.
pub(super) fn credentials<'t>(
    sources: &mut Sources,
    trees: impl Iterator<Item = &'t Node>,
    diagnostics: &mut [Diagnostic],
) {
    if diagnostics.is_empty() {
        return;
    }
    let reported = diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::LiveCredential);
    let mut spans: Vec<Span> =
        reported.filter_map(|diagnostic| Some(diagnostic.label.as_ref()?.span)).collect();
    for (index, source) in sources.files().iter().enumerate() {
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let place = |at: std::ops::Range<usize>| {
                let bound = |at: usize| u32::try_from(start + at).unwrap_or(u32::MAX);
                Span {
                    source: u32::try_from(index).unwrap_or(u32::MAX),
                    start: bound(at.start),
                    end: bound(at.end),
                }
            };
            spans.extend(check::credentials(line).map(place));
            spans.extend(user_info(line).map(place));
            start += line.len();
        }
    }
    for tree in trees {
        let definitions = tree.as_array().unwrap_or(std::slice::from_ref(tree));
        spans.extend(definitions.iter().flat_map(literals_of_auth));
    }
    sources.mask(&spans);
    for diagnostic in diagnostics {
        hide(&mut diagnostic.message);
        diagnostic.help.iter_mut().for_each(hide);
    }
}

/// The values of `auth` that are written out, all or in part.
fn literals_of_auth(definition: &Node) -> impl Iterator<Item = Span> + '_ {
    let auth = definition.get("auth").and_then(|entry| entry.value.as_object()).unwrap_or_default();
    let params = auth.iter().find(|entry| entry.key == "params").and_then(|entry| entry.value.as_object());
    let all = auth.iter().chain(params.unwrap_or_default());
    all.filter(|entry| !PUBLIC.contains(&entry.key.as_str()))
        .filter(|entry| match &entry.value.kind {
            Kind::String(text) => scan(text).pieces.iter().any(|piece| matches!(piece, Piece::Text { .. })),
            _ => false,
        })
        // Inside of its quotes.
        .map(|entry| Span {
            start: entry.value.span.start + 1,
            end: entry.value.span.end.saturating_sub(1),
            ..entry.value.span
        })
}

/// The `user:password` of a URL.
fn user_info(line: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    line.match_indices("://").filter_map(|(at, slashes)| {
        let start = at + slashes.len();
        let rest = line.get(start..)?;
        let end = rest.find(|c: char| c.is_whitespace() || "/?#\"".contains(c)).unwrap_or(rest.len());
        let sign = rest.get(..end)?.rfind('@')?;
        Some(start..start + sign)
    })
}

/// Hides what looks like a credential in words about it.
fn hide(text: &mut String) {
    let found: Vec<_> = check::credentials(text).collect();
    for at in found.into_iter().rev() {
        let shown = at.start + (at.len() / 4).min(8);
        if text.is_char_boundary(shown) && text.is_char_boundary(at.end) {
            text.replace_range(shown..at.end, "…");
        }
    }
}

//! A diagnostic with its lines, as rustc shows one.
//!
//! `annotate-snippets` draws it. What it gets is cut to the lines that matter first: it looks at
//! all the text it is given, which would make a run over a long file quadratic.

use annotate_snippets::{AnnotationKind, Group, Level as Word, Renderer, Snippet};

use crate::diag::{Diagnostic, Label, Level};
use crate::source::{SourceFile, Sources};

/// Whether a rendering has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// For files, pipes and rustc.
    Plain,
    /// For a terminal.
    Coloured,
}

/// A line of more characters is cut.
const LONG: usize = 140;
/// So many characters stay in front of what is marked, and behind its start.
const BEFORE: usize = 50;
const BEHIND: usize = 80;
/// Marks this many lines apart are shown together.
const NEAR: usize = 40;

/// The text of one diagnostic, without a line break at its end.
pub(crate) fn render(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let title = match diagnostic.level {
        Level::Error => Word::ERROR,
        Level::Warning => Word::WARNING,
    };
    let mut group =
        Group::with_title(title.primary_title(clean(&diagnostic.message)).id(diagnostic.code.id()));
    let windows = windows(diagnostic, sources);
    for window in &windows {
        let mut snippet =
            Snippet::source(window.text.as_str()).path(window.path).line_start(window.first_line);
        for mark in &window.marks {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let label = Some(clean(&mark.text)).filter(|text| !text.is_empty());
            snippet = snippet.annotation(kind.span(mark.start..mark.end).label(label));
        }
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Word::HELP.message(clean(help)));
    }
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Coloured => Renderer::styled(),
    };
    // Lines were cut above; the renderer is not to cut them again.
    let mut text = renderer.term_width(4 * LONG).render(&[group]);
    for window in &windows {
        // It counted the column in the cut line.
        if window.shown_column != window.column {
            let at = |column| format!("{}:{}:{column}", window.path, window.line);
            text = text.replacen(&at(window.shown_column), &at(window.column), 1);
        }
    }
    text
}

/// Some lines that are shown together.
struct Window<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    /// The column as it is in the cut line.
    shown_column: usize,
    first_line: usize,
    text: String,
    marks: Vec<Mark>,
}

/// What is marked, in bytes of the window's text.
struct Mark {
    primary: bool,
    start: usize,
    end: usize,
    text: String,
}

/// A label with what is known of its place.
struct Place<'a> {
    primary: bool,
    label: &'a Label,
    source: &'a SourceFile,
    index: u32,
    start: usize,
    end: usize,
    line: usize,
}

fn windows<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Window<'a>> {
    let labels = diagnostic.label.iter().map(|label| (true, label));
    let labels = labels.chain(diagnostic.related.iter().map(|label| (false, label)));
    let mut groups: Vec<Vec<Place<'a>>> = Vec::new();
    for (primary, label) in labels {
        let Some(place) = place(primary, label, sources) else { continue };
        let joins = |group: &&mut Vec<Place<'a>>| {
            group.iter().all(|other| {
                other.index == place.index
                    && other.line.abs_diff(place.line) <= NEAR
                    && !is_long(other)
                    && !is_long(&place)
            })
        };
        match groups.iter_mut().find(joins) {
            Some(group) => group.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups.iter().filter_map(|group| window(group)).collect()
}

fn place<'a>(primary: bool, label: &'a Label, sources: &'a Sources) -> Option<Place<'a>> {
    let source = sources.get(label.span)?;
    let text = source.text.as_str();
    let mut start = floor(text, label.span.start as usize);
    // What is said of the end of a file stands behind its last character, not on an empty line.
    if start >= text.trim_end().len() {
        start = text.trim_end().len();
    }
    let (line, _) = source.position(u32::try_from(start).unwrap_or(u32::MAX));
    // What goes over several lines is marked in its first.
    let end = floor(text, label.span.end as usize).clamp(start, source.line_end(line).max(start));
    Some(Place { primary, label, source, index: label.span.source, start, end, line })
}

fn is_long(place: &Place<'_>) -> bool {
    let (from, to) = (place.source.line_start(place.line), place.source.line_end(place.line));
    to - from > LONG && place.source.text.get(from..to).is_some_and(|line| line.chars().nth(LONG).is_some())
}

fn window<'a>(group: &[Place<'a>]) -> Option<Window<'a>> {
    let lead = group.iter().find(|place| place.primary).or(group.first())?;
    let source = lead.source;
    let (line, column) = source.position(u32::try_from(lead.start).unwrap_or(u32::MAX));
    let first_line = group.iter().map(|place| place.line).min()?;
    let last_line = group.iter().map(|place| place.line).max()?;
    let mut shown_column = column;
    let mut text = String::new();
    let mut marks = Vec::new();
    for line in first_line..=last_line {
        let (mut from, mut to) = (source.line_start(line), source.line_end(line));
        let whole = source.text.get(from..to).unwrap_or_default();
        let marked = group.iter().find(|place| place.line == line);
        let (mut front, mut back) = (false, false);
        // A byte order mark is not seen, and must not shift what stands behind it.
        if whole.starts_with('\u{feff}') {
            from += '\u{feff}'.len_utf8();
        }
        if whole.len() > LONG && whole.chars().nth(LONG).is_some() {
            let centre = marked.map_or(from, |place| place.start);
            let before = source.text.get(from..centre.max(from)).unwrap_or_default();
            if let Some((at, _)) = before.char_indices().rev().nth(BEFORE) {
                from += at;
                front = true;
            }
            let behind = source.text.get(centre..to).unwrap_or_default();
            if let Some((at, _)) = behind.char_indices().nth(BEHIND) {
                to = centre + at;
                back = true;
            }
        }
        let line_offset = text.len();
        if front {
            text.push('…');
        }
        let offset = text.len();
        text.push_str(source.text.get(from..to).unwrap_or_default());
        for place in group.iter().filter(|place| place.line == line) {
            let clip = |at: usize| offset + at.clamp(from, to) - from;
            if place.primary || !group.iter().any(|place| place.primary) {
                let before = text.get(line_offset..clip(place.start)).unwrap_or_default();
                shown_column = before.chars().count() + 1;
            }
            marks.push(Mark {
                primary: place.primary,
                start: clip(place.start),
                end: clip(place.end),
                text: place.label.text.clone(),
            });
        }
        if back {
            text.push('…');
        }
        text.push('\n');
    }
    let path = source.display_path.as_str();
    Some(Window { path, line, column, shown_column, first_line, text, marks })
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A message in one line, with what a terminal would act on shown instead.
fn clean(text: &str) -> String {
    // Control characters act on a terminal, direction marks turn the line around.
    let is_plain = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    text.chars().map(|c| if is_plain(c) { c.to_string() } else { c.escape_default().to_string() }).collect()
}

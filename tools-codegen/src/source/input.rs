//! The inputs of a set: their texts, and places in them.

use std::path::PathBuf;

use crate::diag::Span;

/// One input.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// As messages and generated docs show it: with `/`, and relative where the pattern is.
    pub display_path: String,
    /// The file to track; `None` for inline text.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: String,
    /// Whether the text is all there; a file that is not UTF-8 is shown but not parsed.
    pub(crate) readable: bool,
    /// Where each line begins.
    lines: Vec<u32>,
}

impl SourceFile {
    /// An input with this text; `path` is the file to track.
    #[must_use]
    pub fn new(display_path: String, path: Option<PathBuf>, text: String) -> Self {
        let mut lines = vec![0];
        for (at, _) in text.match_indices('\n') {
            lines.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
        Self { display_path, path, text, readable: true, lines }
    }

    /// The line and the column of a byte, both from 1, the column in characters.
    #[must_use]
    pub fn position(&self, at: u32) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        let start = self.line_start(line);
        let before = self.text.get(start..(at as usize).min(self.text.len())).unwrap_or_default();
        let characters = before.chars().count();
        // A byte order mark takes no column.
        let mark = usize::from(line == 1 && before.starts_with('\u{feff}'));
        (line, characters - mark + 1)
    }

    /// [`SourceFile::position`], but what lies behind the last line counts as the end of it.
    #[cfg(feature = "command-line")]
    pub(crate) fn clamped(&self, at: u32) -> (usize, usize) {
        let end = u32::try_from(self.text.trim_end().len()).unwrap_or(u32::MAX);
        self.position(at.min(end))
    }

    /// The first byte of a line (from 1).
    pub(crate) fn line_start(&self, line: usize) -> usize {
        let start = self.lines.get(line.saturating_sub(1)).copied();
        start.map_or(self.text.len(), |start| start as usize)
    }

    /// The byte behind the last of a line, its line break left out.
    pub(crate) fn line_end(&self, line: usize) -> usize {
        let end = self.line_start(line + 1);
        let text = self.text.get(self.line_start(line)..end).unwrap_or_default();
        end - (text.len() - text.trim_end_matches(['\n', '\r']).len())
    }
}

/// All inputs of a set, in the order of their paths, inline text last.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub(crate) files: Vec<SourceFile>,
    /// The folders in which a new file would belong to the set.
    pub(crate) folders: Vec<PathBuf>,
    /// Which of the files is that of the set's defaults.
    pub(crate) defaults: Option<usize>,
}

impl Sources {
    /// The inputs.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The input that a span stands in.
    #[must_use]
    pub fn get(&self, span: Span) -> Option<&SourceFile> {
        self.files.get(span.source as usize)
    }

    /// How a shell names the file that a span stands in; `None` where it is inline text.
    pub(crate) fn shell_name(&self, span: Span) -> Option<String> {
        let source = self.get(span).filter(|source| source.path.is_some())?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
        Some(match source.display_path.chars().all(plain) {
            true => source.display_path.clone(),
            false => format!("'{}'", source.display_path.replace('\'', "'\\''")),
        })
    }

    /// The text of a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        let source = self.get(span);
        source.and_then(|source| source.text.get(span.start as usize..span.end as usize)).unwrap_or_default()
    }

    /// Leaves no more than the first characters of these credentials. Of a short one, hardly any.
    pub(crate) fn mask(&mut self, spans: &[Span]) {
        for (index, source) in self.files.iter_mut().enumerate() {
            let of_this = spans.iter().filter(|span| span.source as usize == index);
            let hidden = of_this.map(|span| {
                let (start, end) = (span.start as usize, span.end as usize);
                start + (end.saturating_sub(start) / 4).min(8)..end
            });
            let mut hidden: Vec<_> = hidden.filter(|range| !range.is_empty()).collect();
            if hidden.is_empty() {
                continue;
            }
            hidden.sort_by_key(|range| range.start);
            let mut next = hidden.iter().peekable();
            let mut until = 0;
            let masked = source.text.char_indices().map(|(at, c)| {
                while let Some(range) = next.next_if(|range| range.start <= at) {
                    until = until.max(range.end);
                }
                match c.len_utf8() {
                    _ if at >= until || matches!(c, '\n' | '\r') => c,
                    // As many bytes and as many characters, so that every place stays where it is.
                    1 => '*',
                    2 => '·',
                    3 => '•',
                    _ => '🞄',
                }
            });
            source.text = masked.collect();
        }
    }
}

//! JSON as a person would write it: short lists in one line, all else a line an entry.

use typed_tools_codegen::tree::{Json, write_string};

/// What is longer is broken into lines.
const WIDTH: usize = 100;

/// The text of a value, with a line break at its end.
pub(crate) fn pretty(value: &Json) -> String {
    let mut out = String::new();
    write(value, 0, 0, &mut out);
    out.push('\n');
    out
}

/// Writes a value at a depth, behind so many characters of its line.
fn write(value: &Json, depth: usize, used: usize, out: &mut String) {
    if let Some(line) = one_line(value, used) {
        out.push_str(&line);
        return;
    }
    match value {
        Json::Array(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                next(number, depth, out);
                write(item, depth + 1, 2 * depth + 2, out);
            }
            end(']', depth, out);
        }
        Json::Object(entries) => {
            out.push('{');
            for (number, (key, value)) in entries.iter().enumerate() {
                next(number, depth, out);
                write_string(key, out);
                out.push_str(": ");
                write(value, depth + 1, 2 * depth + 6 + key.len(), out);
            }
            end('}', depth, out);
        }
        scalar => out.push_str(&scalar.to_text()),
    }
}

fn next(number: usize, depth: usize, out: &mut String) {
    out.push_str(if number > 0 { ",\n" } else { "\n" });
    indent(depth + 1, out);
}

fn end(bracket: char, depth: usize, out: &mut String) {
    out.push('\n');
    indent(depth, out);
    out.push(bracket);
}

fn indent(depth: usize, out: &mut String) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// A list of scalars, a schema of one word, or what is empty, where it fits.
fn one_line(value: &Json, used: usize) -> Option<String> {
    let line = match value {
        Json::Array(items) if items.is_empty() => "[]".to_owned(),
        Json::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Json::Array(items) if items.iter().all(is_scalar) => {
            let items: Vec<String> = items.iter().map(Json::to_text).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(entries) => match entries.as_slice() {
            [(key, value)] if is_scalar(value) && matches!(key.as_str(), "type" | "$ref") => {
                let mut line = String::from("{ ");
                write_string(key, &mut line);
                format!("{line}: {} }}", value.to_text())
            }
            _ => return None,
        },
        _ => return None,
    };
    (used + line.len() <= WIDTH).then_some(line)
}

fn is_scalar(value: &Json) -> bool {
    !matches!(value, Json::Array(_) | Json::Object(_))
}

#[cfg(test)]
mod tests {
    use typed_tools_codegen::SourceFile;
    use typed_tools_codegen::tree::read;

    use super::pretty;

    /// The definitions of `tools/` are what people have written.
    #[test]
    fn definitions_look_as_if_a_person_had_written_them() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tools");
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let source = SourceFile::new("x".to_owned(), None, text.clone());
            assert_eq!(
                pretty(&read(0, &source).unwrap().to_json()).trim(),
                text.trim(),
                "{}",
                path.display()
            );
            files += 1;
        }
        assert_eq!(files, 10);
    }

    #[test]
    fn long_lists_are_broken() {
        let source = SourceFile::new("x".to_owned(), None, format!("[{}1]", "1234567890, ".repeat(10)));
        assert_eq!(pretty(&read(0, &source).unwrap().to_json()).lines().count(), 13);
    }
}

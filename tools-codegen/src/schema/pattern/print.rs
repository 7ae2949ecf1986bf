//! A parsed pattern in the syntax of `regex-lite`.

use super::ast::Ast;
use super::fault::{PatternFault, unhonoured};

/// The text of a pattern without look-arounds.
pub(super) fn print(ast: &Ast) -> Result<String, PatternFault> {
    let mut out = String::new();
    write(ast, &mut out, false)?;
    Ok(out)
}

/// `tight`: something is to follow that binds tighter than what `ast` may be.
fn write(ast: &Ast, out: &mut String, tight: bool) -> Result<(), PatternFault> {
    match ast {
        Ast::Class(class) => class.print(out),
        Ast::Start => out.push('^'),
        Ast::End => out.push('$'),
        Ast::Boundary(true) => out.push_str("\\b"),
        Ast::Boundary(false) => out.push_str("\\B"),
        Ast::Concat(parts) => group(out, tight, |out| {
            parts.iter().try_for_each(|part| write(part, out, matches!(part, Ast::Alternation(_))))
        })?,
        Ast::Alternation(parts) => group(out, tight, |out| {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                write(part, out, false)?;
            }
            Ok(())
        })?,
        Ast::Repeat { inner, min, max } => {
            group(out, !matches!(**inner, Ast::Class(_)), |out| write(inner, out, false))?;
            match (min, max) {
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (0, Some(1)) => out.push('?'),
                (min, None) => out.push_str(&format!("{{{min},}}")),
                (min, Some(max)) if min == max => out.push_str(&format!("{{{min}}}")),
                (min, Some(max)) => out.push_str(&format!("{{{min},{max}}}")),
            }
        }
        Ast::Look { behind: true, .. } => return Err(unhonoured("look-behind")),
        Ast::Look { behind: false, .. } => return Err(unhonoured("look-ahead")),
    }
    Ok(())
}

fn group(
    out: &mut String,
    grouped: bool,
    write: impl FnOnce(&mut String) -> Result<(), PatternFault>,
) -> Result<(), PatternFault> {
    if grouped {
        out.push_str("(?:");
    }
    write(out)?;
    if grouped {
        out.push(')');
    }
    Ok(())
}

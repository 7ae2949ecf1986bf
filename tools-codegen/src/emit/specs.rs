//! What the tools of a set look like to each provider.

use super::print::Print;
use crate::export::{Dialect, Export, Exports};

/// A table of strings for each dialect.
///
/// A program links the tables of the dialects it uses: each is a constant of its own, picked by
/// an inlined `match`.
pub(super) fn specs(exports: &[Exports]) -> String {
    let mut out = "__tt::exports!{".to_owned();
    for (dialects, table) in tables(exports) {
        let names: Vec<_> = dialects.iter().map(|dialect| dialect.rust_name()).collect();
        out += &names.join("|");
        out.push('{');
        for export in table {
            out.push('(');
            spec(export, &mut out);
            out += "),";
        }
        out.push('}');
    }
    out.push('}');
    out
}

/// A table and the dialects that have it.
type Table<'e> = (Vec<Dialect>, Vec<&'e Export>);

/// The tables, those that are equal once.
fn tables(exports: &[Exports]) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    for dialect in Dialect::ALL.iter().copied() {
        let table: Vec<_> = exports.iter().filter_map(|exports| exports.get(dialect)).collect();
        let equal = |known: &Vec<&Export>| known.iter().zip(&table).all(|(a, b)| offered(a) == offered(b));
        match tables.iter_mut().find(|(_, known)| equal(known)) {
            Some((dialects, _)) => dialects.push(dialect),
            None => tables.push((vec![dialect], table)),
        }
    }
    tables
}

/// What of an export reaches a table.
fn offered(export: &Export) -> (Option<&str>, u16, u16, &[(&'static str, String)]) {
    (export.schema.as_deref(), export.optionals, export.unions, &export.members)
}

/// The schema, and what is counted of it or stands beside it, where there is any.
fn spec(export: &Export, out: &mut String) {
    let Some(schema) = export.schema.as_deref() else { return };
    schema.print(out);
    if (export.optionals, export.unions) != (0, 0) || !export.members.is_empty() {
        *out += &format!(" {} {}", export.optionals, export.unions);
    }
    for (provider, members) in &export.members {
        *out += &format!("[{provider:?} ");
        members.as_str().print(out);
        out.push(']');
    }
}

//! Pairs of names and values: the query of a URL, and form bodies.

use super::encode;
use super::error::Unbuilt;
use super::limits::{DEEPEST, LONGEST};
use super::plan::Pair;
use super::refused::{Place, Refusal};
use super::values::{Filler, Fits, extra, plain, single, text};
use typed_tools_core::table::Style;
use typed_tools_core::value::{Entries, Fields, List, Val};

/// The most that the pairs of nested values, or under names that the model chose, may come to in a
/// form.
pub(super) const MOST: usize = 64 << 20;

/// A key that the definition does not name must stay one step: services take `key[a][b]` apart
/// after they have decoded it, so encoding its brackets would not help.
pub(super) fn chosen(name: &str) -> Fits<()> {
    if name.is_empty() || name.contains(['[', ']']) { Err(Refusal::NestingKey) } else { Ok(()) }
}

fn is_scalar(value: Val<'_>) -> bool {
    !matches!(value, Val::List(_) | Val::Object(_) | Val::Map(_))
}

/// Appends pairs to a text that may hold some already.
pub(crate) struct Pairs<'o> {
    out: &'o mut String,
    /// What comes before the next pair.
    separator: Option<char>,
    /// In a URL, where the length is bounded.
    query: bool,
}

/// Appends a step of a key, or a value: a blank is not the same in a URL and in a form.
fn encode(query: bool, out: &mut String, text: &str) {
    if query { encode::push_component(out, text) } else { out.extend(encode::form(text)) }
}

impl<'o> Pairs<'o> {
    /// A query: of text alone, or behind a URL's path.
    pub(crate) fn query(out: &'o mut String, separator: Option<char>) -> Self {
        Self { out, separator, query: true }
    }

    /// A form body.
    pub(crate) fn form(out: &'o mut String) -> Self {
        Self { out, separator: None, query: false }
    }

    /// Appends what becomes of one pair of the template: none, one or several.
    pub(crate) fn pair(&mut self, pair: &Pair, filler: &Filler<'_>) -> Result<(), Unbuilt> {
        let key = &*pair.key;
        let place = if self.query { Place::Query(pair.name) } else { Place::Body };
        match single(&pair.value) {
            Some(placeholder) => {
                let refuse = |refusal| filler.refuse(placeholder, place, refusal);
                match filler.value(placeholder) {
                    Val::Absent | Val::Null => {}
                    Val::List(list) => self.list(key, placeholder.style(), list).map_err(refuse)?,
                    value @ (Val::Object(_) | Val::Map(_)) => {
                        self.nested(&mut key.to_owned(), value, 0).map_err(refuse)?;
                    }
                    value => self.scalar(key, "", &text(value).map_err(refuse)?),
                }
            }
            None => {
                if let Some(text) = filler.text(&pair.value, place)? {
                    self.scalar(key, "", &text);
                }
            }
        }
        Ok(())
    }

    /// Appends what becomes of a property that the definition does not name: as [`pair`](Self::pair)
    /// does of one that it does.
    pub(crate) fn of_rest(&mut self, name: &str, value: Val<'_>) -> Fits<()> {
        chosen(name)?;
        let mut key = String::new();
        encode(self.query, &mut key, name);
        match value {
            Val::List(list) if (0..list.len()).all(|i| is_scalar(plain(list.at(i)))) => {
                (0..list.len()).try_for_each(|i| self.nested(&mut key, list.at(i), 0))
            }
            value => self.nested(&mut key, value, 0),
        }
    }

    fn separate(&mut self) {
        if let Some(separator) = self.separator {
            self.out.push(separator);
        }
        self.separator = Some('&');
    }

    fn value(&mut self, text: &str) {
        encode(self.query, self.out, text);
    }

    fn scalar(&mut self, key: &str, suffix: &str, value: &str) {
        self.separate();
        self.out.extend([key, suffix, "="]);
        self.value(value);
    }

    fn list(&mut self, key: &str, style: Style, list: &dyn List) -> Fits<()> {
        let elements = || (0..list.len()).map(|i| plain(list.at(i)));
        // Elements that are not scalars have no place in a joined or repeated value.
        if !elements().all(is_scalar) {
            return self.nested(&mut key.to_owned(), Val::List(list), 0);
        }
        let elements = || elements().filter(|value| !matches!(value, Val::Absent | Val::Null));
        let joint = match style {
            Style::Repeat => None,
            Style::Brackets => None,
            Style::Comma => Some(","),
            Style::Pipe => Some("%7C"),
            Style::Space => Some("%20"),
        };
        let Some(joint) = joint else {
            let suffix = if style == Style::Brackets { "%5B%5D" } else { "" };
            for value in elements() {
                self.scalar(key, suffix, &text(value)?);
            }
            return Ok(());
        };
        for (i, value) in elements().enumerate() {
            if i == 0 {
                self.separate();
                self.out.extend([key, "="]);
            } else {
                self.out.push_str(joint);
            }
            self.value(&text(value)?);
        }
        Ok(())
    }

    /// `key[sub]=v`, `key[0][sub]=v`: `key` is encoded already.
    fn nested(&mut self, key: &mut String, value: Val<'_>, depth: u32) -> Fits<()> {
        if depth > DEEPEST {
            return Err(Refusal::TooDeep);
        }
        match plain(value) {
            Val::Absent | Val::Null => Ok(()),
            Val::List(list) => {
                (0..list.len()).try_for_each(|i| self.step(key, &i.to_string(), list.at(i), depth))
            }
            Val::Object(fields) => self.object(key, fields, depth),
            Val::Map(entries) => self.map(key, entries, None, depth),
            value => {
                // The key stands before each of the values below it: a long one, chosen by the
                // model, would be written without measure.
                if self.out.len() + key.len() > if self.query { LONGEST } else { MOST } {
                    return Err(if self.query { Refusal::TooLong } else { Refusal::TooLarge });
                }
                self.separate();
                self.out.extend([key, "="]);
                self.value(&text(value)?);
                Ok(())
            }
        }
    }

    fn object(&mut self, key: &mut String, fields: &dyn Fields, depth: u32) -> Fits<()> {
        for (name, value) in fields.iter() {
            self.step(key, name, value, depth)?;
        }
        match fields.extra() {
            Some(extra) => self.map(key, extra, Some(fields), depth),
            None => Ok(()),
        }
    }

    fn map(
        &mut self,
        key: &mut String,
        entries: &dyn Entries,
        known: Option<&dyn Fields>,
        depth: u32,
    ) -> Fits<()> {
        let mut done = Ok(());
        entries.each(&mut |name, value| {
            if done.is_ok() {
                done = chosen(name)
                    .and_then(|()| extra(known, name))
                    .and_then(|()| self.step(key, name, value, depth));
            }
        });
        done
    }

    fn step(&mut self, key: &mut String, step: &str, value: Val<'_>, depth: u32) -> Fits<()> {
        let outer = key.len();
        key.push_str("%5B");
        encode(self.query, key, step);
        key.push_str("%5D");
        let done = self.nested(key, value, depth + 1);
        key.truncate(outer);
        done
    }
}

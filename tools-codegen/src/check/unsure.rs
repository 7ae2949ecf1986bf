//! What cannot be known of broken definitions, so that programs that use them are not told about
//! its consequences: the shape of arguments, and which context names there are.

use crate::map::SortedSet;

use super::shared::Input;
use crate::model::{self, TypeDef};
use crate::names::type_name;

/// How many properties of a tool are thought of as types.
const GUESSED: usize = 200;

/// The types that a tool of unsure shape may have beside those that were understood: a program
/// may name the type of any property.
pub(super) fn guesses(input: &Input<'_>, properties: impl Iterator<Item = impl AsRef<str>>) -> Vec<String> {
    let known: SortedSet<&str> = input.arguments.types.iter().map(TypeDef::name).collect();
    let names: SortedSet<String> = properties
        .take(GUESSED)
        .filter(|name| name.as_ref().len() <= 200)
        .map(|name| type_name(name.as_ref()))
        .collect();
    names.into_iter().filter(|name| !known.contains(name.as_str())).collect()
}

/// Leaves out guesses that would make the type of another tool ambiguous.
pub(super) fn settle(tools: &mut [model::Tool]) {
    let mut taken: SortedSet<String> = SortedSet::new();
    for tool in tools.iter() {
        taken.insert(tool.type_name.clone());
        taken.extend(tool.arguments.types.iter().map(|def| def.name().to_owned()));
    }
    for tool in tools {
        if let Some(guesses) = &mut tool.unsure {
            guesses.retain(|name| taken.insert(name.clone()));
        }
    }
}

//! Rust names out of wire names.
//!
//! A name is a pure function of its wire text, and of the other names of the same enum or struct
//! only where two of them meet: then all that meet carry a few digits of a hash of their own
//! wire text, so that adding, removing or moving a name never renames another one.

mod spell;

use crate::hash::fnv;
use crate::map::SortedMap;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `LeadStatus`: types and variants.
    Camel,
    /// `lead_status`: fields, methods and modules.
    Snake,
}

/// What cannot be a plain identifier, of edition 2024 and of those to come that are known.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers either.
const NEVER_RAW: &[&str] = &["self", "crate", "super", "Self"];

/// `LeadStatus` for `lead_status`.
pub(crate) fn type_name(wire: &str) -> String {
    name(wire, Case::Camel)
}

/// `lead_status` for `Lead-Status`; `r#type` for `type`.
pub(crate) fn field_name(wire: &str) -> String {
    name(wire, Case::Snake)
}

/// The name of one wire text, before it meets others.
pub(crate) fn name(wire: &str, case: Case) -> String {
    escape(bare(wire, case))
}

/// A legal identifier for a keyword; any other name as it is.
fn escape(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// The name without care for keywords.
fn bare(wire: &str, case: Case) -> String {
    let words = spell::words(wire);
    let mut name = match case {
        Case::Camel => words.to_upper_camel_case(),
        Case::Snake => words.to_snake_case(),
    };
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name
}

/// The names of one enum or struct.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Allocated {
    /// In the order of the wire texts.
    pub(crate) names: Vec<String>,
    /// The indices of those that met another and were told apart by a hash.
    pub(crate) met: Vec<usize>,
}

/// Names for the wire texts of one enum or struct, which are distinct. `given` holds names that
/// the definition chose (`x-rust-names`), `taken` names that are not to be had.
pub(crate) fn allocate(
    wires: &[&str],
    case: Case,
    given: &SortedMap<String, String>,
    taken: &[&str],
) -> Allocated {
    let plain: Vec<String> = wires.iter().map(|wire| name(wire, case)).collect();
    let mut users: SortedMap<&str, usize> = SortedMap::new();
    for name in taken {
        *users.entry(name).get_or_insert_default() += 1;
    }
    for (wire, name) in wires.iter().zip(&plain) {
        let name = given.get(*wire).unwrap_or(name);
        *users.entry(name).get_or_insert_default() += 1;
    }
    let mut allocated = Allocated::default();
    for (index, (wire, plain)) in wires.iter().zip(&plain).enumerate() {
        let name = match given.get(*wire) {
            Some(given) => given.clone(),
            None if users.get(plain.as_str()).is_some_and(|n| *n > 1) => {
                allocated.met.push(index);
                told_apart(wire, case, &users)
            }
            None => plain.clone(),
        };
        allocated.names.push(name);
    }
    // Four digits of a hash meet once in 65,536 pairs: then eight.
    let mut seen: SortedMap<&str, usize> = SortedMap::new();
    for name in &allocated.names {
        *seen.entry(name).get_or_insert_default() += 1;
    }
    let again: Vec<usize> = (allocated.met.iter().copied())
        .filter(|i| allocated.names.get(*i).and_then(|n| seen.get(n.as_str())).is_some_and(|n| *n > 1))
        .collect();
    for index in again {
        if let (Some(slot), Some(wire)) = (allocated.names.get_mut(index), wires.get(index)) {
            *slot = with_digits(wire, case, &format!("{:08x}", fnv(wire)));
        }
    }
    allocated
}

/// The name with digits of the hash of its wire text: four, or eight where the four make a name
/// that another wire text has by itself.
fn told_apart(wire: &str, case: Case, users: &SortedMap<&str, usize>) -> String {
    let hash = fnv(wire);
    let short = suffixed(wire, case, wire);
    if users.contains_key(short.as_str()) { with_digits(wire, case, &format!("{hash:08x}")) } else { short }
}

/// The name with four digits of the hash of `place`, where that is not the wire text itself.
pub(crate) fn suffixed(wire: &str, case: Case, place: &str) -> String {
    let hash = fnv(place);
    with_digits(wire, case, &format!("{:04x}", (hash >> 16) ^ (hash & 0xffff)))
}

fn with_digits(wire: &str, case: Case, digits: &str) -> String {
    let bare = bare(wire, case);
    match case {
        Case::Camel => format!("{bare}{digits}"),
        Case::Snake => format!("{bare}_{digits}"),
    }
}

/// Whether a name that a definition chose can stand; the error says why not.
pub(crate) fn check_given(name: &str, case: Case) -> Result<(), String> {
    let start = |c: char| c.is_ascii_alphabetic() || c == '_';
    let plain = name.starts_with(start)
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.chars().any(|c| c != '_');
    if !plain {
        return Err("a Rust name is made of ASCII letters, digits and `_`, and begins with no digit".into());
    }
    if NEVER_RAW.contains(&name) || KEYWORDS.contains(&name) {
        return Err(format!("`{name}` is a keyword of Rust"));
    }
    let cased = match case {
        Case::Camel => name.to_upper_camel_case(),
        Case::Snake => name.to_snake_case(),
    };
    let fits = match case {
        Case::Camel => !name.contains('_') && name.starts_with(|c: char| c.is_ascii_uppercase()),
        Case::Snake => !name.contains(|c: char| c.is_ascii_uppercase()),
    };
    if fits { Ok(()) } else { Err(format!("Rust writes it `{cased}`")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        for (wire, rust) in [
            ("lead_status", "lead_status"),
            ("leadStatus", "lead_status"),
            ("Lead-Status", "lead_status"),
            ("HTMLParser", "html_parser"),
            ("type", "r#type"),
            ("Type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("super", "super_"),
            ("DateCreated>", "date_created_gt"),
            ("DateCreated<", "date_created_lt"),
            ("$top", "dollar_top"),
            ("@odata.type", "at_odata_type"),
            ("filter[status]", "filter_lbracket_status_rbracket"),
            ("bbox[]", "bbox_lbracket_rbracket"),
            ("-name", "minus_name"),
            ("+name", "plus_name"),
            ("user-id", "user_id"),
            ("2fa", "_2fa"),
            ("_2fa", "_2fa"),
            ("", "empty"),
            (" ", "space"),
            ("_", "underscore"),
            ("--", "minus_minus"),
            ("../", "dot_dot_slash"),
            ("a.b/c:d e", "a_b_c_d_e"),
            ("año_vehiculo", "ano_vehiculo"),
            ("straße", "strasse"),
            ("거실, 실행", "거실_comma_실행"),
            ("名前", "u540d_u524d"),
            ("имя", "imya"),
            ("Today’s Paper", "today_s_paper"),
            ("a\u{0}b", "a_u0_b"),
            ("🎉", "u1f389"),
        ] {
            assert_eq!(field_name(wire), rust, "{wire:?}");
        }
    }

    #[test]
    fn variants() {
        for (wire, rust) in [
            ("hot", "Hot"),
            ("follow-up", "FollowUp"),
            ("wrong_item", "WrongItem"),
            ("-name", "MinusName"),
            ("-1", "Minus1"),
            ("reactions-+1", "ReactionsPlus1"),
            ("self", "Self_"),
            ("type", "Type"),
            ("1024x1024", "_1024x1024"),
            ("", "Empty"),
            ("*", "Star"),
            ("a&b", "AAndB"),
            ("text/plain", "TextPlain"),
            ("N.Y.%20", "NYPercent20"),
        ] {
            assert_eq!(type_name(wire), rust, "{wire:?}");
        }
    }

    #[test]
    fn names_that_meet_are_all_told_apart() {
        let given = SortedMap::new();
        let one = allocate(&["Hot", "cold", "hot"], Case::Camel, &given, &[]);
        assert_eq!(one.names, ["Hot5e3a", "Cold", "Hot5917"]);
        assert_eq!(one.met, [0, 2]);
        let other = allocate(&["hot", "Hot"], Case::Camel, &given, &[]);
        assert_eq!(other.names, ["Hot5917", "Hot5e3a"], "the order does not matter");
        let fields = allocate(&["Type", "type"], Case::Snake, &given, &[]);
        assert!(fields.names.iter().all(|n| n.starts_with("type_")), "{fields:?}");
    }

    #[test]
    fn a_given_name_settles_it() {
        let given = SortedMap::from_iter([("Hot".to_owned(), "VeryHot".to_owned())]);
        let names = allocate(&["Hot", "hot"], Case::Camel, &given, &[]);
        assert_eq!(names.names, ["VeryHot", "Hot"]);
        assert!(names.met.is_empty());
    }

    #[test]
    fn a_hash_that_makes_another_name_gets_longer() {
        let names = allocate(&["Hot", "hot", "Hot5917"], Case::Camel, &SortedMap::new(), &[]);
        let mut all = names.names.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 3, "{names:?}");
    }

    #[test]
    fn every_short_text_is_a_legal_name() {
        let chars: Vec<char> = (0..0x250).chain(0x370..0x500).filter_map(char::from_u32).collect();
        for c in chars {
            for text in [c.to_string(), format!("a{c}"), format!("{c}1"), format!("{c}{c}")] {
                for case in [Case::Camel, Case::Snake] {
                    let name = name(&text, case);
                    let raw = name.trim_start_matches("r#");
                    let legal = raw.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                        && !raw.starts_with(|c: char| c.is_ascii_digit())
                        && raw.chars().any(|c| c != '_');
                    assert!(legal, "{text:?} gives {name:?}");
                }
            }
        }
    }

    #[test]
    fn given_names_are_checked() {
        assert!(check_given("VeryHot", Case::Camel).is_ok());
        assert!(check_given("very_hot", Case::Snake).is_ok());
        for (name, case) in [
            ("very_hot", Case::Camel),
            ("VeryHot", Case::Snake),
            ("type", Case::Snake),
            ("Self", Case::Camel),
            ("2x", Case::Snake),
            ("", Case::Snake),
            ("_", Case::Snake),
            ("a b", Case::Snake),
        ] {
            assert!(check_given(name, case).is_err(), "{name:?}");
        }
    }
}

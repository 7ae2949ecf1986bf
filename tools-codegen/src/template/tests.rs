use super::*;

fn text(text: &str, at: Range<usize>) -> Piece {
    Piece::Text { text: text.to_owned(), at }
}

fn placeholder(name: &str, at: Range<usize>) -> Piece {
    Piece::Placeholder { name: name.to_owned(), at }
}

#[test]
fn well_formed() {
    for (given, expected) in [
        ("", vec![]),
        ("plain", vec![text("plain", 0..5)]),
        ("{{a}}", vec![placeholder("a", 0..5)]),
        ("{{ a }}", vec![placeholder(" a ", 0..7)]),
        ("x{{a}}y", vec![text("x", 0..1), placeholder("a", 1..6), text("y", 6..7)]),
        ("{{a}}{{b}}", vec![placeholder("a", 0..5), placeholder("b", 5..10)]),
        ("{{filter[status]}}", vec![placeholder("filter[status]", 0..18)]),
        ("{{$top}}", vec![placeholder("$top", 0..8)]),
        ("{{DateCreated>}}", vec![placeholder("DateCreated>", 0..16)]),
        ("{{a}}}", vec![placeholder("a", 0..5), text("}", 5..6)]),
        ("a}}b", vec![text("a}}b", 0..4)]),
        ("{x}", vec![text("{x}", 0..3)]),
        ("{{{{", vec![text("{{", 0..4)]),
        ("{{{{a}}", vec![text("{{a}}", 0..7)]),
        ("{{{{{a}}", vec![text("{{{a}}", 0..8)]),
        ("{{{{{{a}}", vec![text("{{", 0..4), placeholder("a", 4..9)]),
        ("é{{a}}ß", vec![text("é", 0..2), placeholder("a", 2..7), text("ß", 7..9)]),
        ("a{", vec![text("a{", 0..2)]),
    ] {
        let scan = scan(given);
        assert_eq!(scan.mistakes, vec![], "{given}");
        assert_eq!(scan.pieces, expected, "{given}");
    }
}

#[test]
fn mistakes() {
    for (given, expected) in [
        ("{{", vec![Mistake::Unclosed { at: 0..2 }]),
        ("a{{b", vec![Mistake::Unclosed { at: 1..4 }]),
        ("a{{b}", vec![Mistake::Unclosed { at: 1..5 }]),
        ("a{{b}/c", vec![Mistake::Unclosed { at: 1..5 }]),
        ("{{a {{b}}", vec![Mistake::Unclosed { at: 0..3 }]),
        ("{{ä/{{b}}", vec![Mistake::Unclosed { at: 0..4 }]),
        ("{{}}", vec![Mistake::Empty { at: 0..4 }]),
        ("x{{ \t}}", vec![Mistake::Empty { at: 1..7 }]),
        ("{{{a}}}", vec![Mistake::Triple { at: 0..7 }]),
        ("{{{a}}", vec![Mistake::Triple { at: 0..6 }]),
        ("{{{", vec![Mistake::Triple { at: 0..3 }]),
        ("{{{{{{{a}}}", vec![Mistake::Triple { at: 4..11 }]),
        (
            "{{}}{{{a}}}{{b",
            vec![
                Mistake::Empty { at: 0..4 },
                Mistake::Triple { at: 4..11 },
                Mistake::Unclosed { at: 11..14 },
            ],
        ),
    ] {
        assert_eq!(scan(given).mistakes, expected, "{given}");
    }
}

/// What stands around a mistake is still read.
#[test]
fn goes_on_after_a_mistake() {
    assert_eq!(
        scan("{{a {{b}}c").pieces,
        vec![Piece::Broken { at: 0..3 }, text(" ", 3..4), placeholder("b", 4..9), text("c", 9..10),]
    );
}

#[test]
fn other_notations() {
    for (given, in_endpoint, expected) in [
        ("https://a.b/{id}/c", true, vec![("id", 12..16)]),
        ("https://a.b/:id/c", true, vec![("id", 12..15)]),
        ("https://a.b/${ID}", true, vec![("ID", 12..17)]),
        ("https://a.b:8080/x:y", true, vec![]),
        ("https://a.b/x?t=10:30", true, vec![]),
        ("https://a.b/:id", true, vec![("id", 12..15)]),
        ("https://a.b/v1:batch", true, vec![]),
        ("Bearer ${TOKEN}", false, vec![("TOKEN", 7..15)]),
        ("{x} :y $z {}", false, vec![]),
        ("a${}${", false, vec![]),
        ("costs ${price_usd}!", false, vec![("price_usd", 6..18)]),
    ] {
        let found: Vec<_> = foreign(given, in_endpoint).into_iter().map(|f| (f.name, f.at)).collect();
        let expected: Vec<_> = expected.into_iter().map(|(name, at)| (name.to_owned(), at)).collect();
        assert_eq!(found, expected, "{given}");
    }
}

/// A small generator (xorshift): the same strings in every run.
fn strings(count: usize) -> impl Iterator<Item = String> {
    const ALPHABET: &[&str] = &[
        "{", "{", "{{", "}}", "}", "}", "a", ":", "$", "/", " ", ".", "é", "\u{202e}", "😀", "\0", "\\",
        "\"", "_", "Z9",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    (0..count).map(move |_| (0..next() % 24).map(|_| ALPHABET[next() % ALPHABET.len()]).collect())
}

/// For any string: pieces cover it from end to end without gap or overlap, at character
/// boundaries, and each names what stands there.
#[test]
fn pieces_cover_any_string() {
    for given in strings(50_000) {
        let mut at = 0;
        for piece in scan(&given).pieces {
            let range = match &piece {
                Piece::Text { at, .. } | Piece::Placeholder { at, .. } | Piece::Broken { at } => at.clone(),
            };
            assert_eq!(range.start, at, "{given:?}");
            let source = given.get(range.clone()).unwrap_or_else(|| panic!("{given:?} {range:?}"));
            match piece {
                Piece::Text { text, .. } => assert_eq!(text, source.replace("{{{{", "{{"), "{given:?}"),
                Piece::Placeholder { name, .. } => assert_eq!(format!("{{{{{name}}}}}"), source, "{given:?}"),
                Piece::Broken { .. } => assert!(source.starts_with("{{"), "{given:?}"),
            }
            at = range.end;
        }
        assert_eq!(at, given.len(), "{given:?}");
        for found in foreign(&given, true) {
            assert!(given.get(found.at.clone()).is_some_and(|s| s.contains(&found.name)), "{given:?}");
        }
    }
}

/// Many mistakes in a long string take linear time.
#[test]
fn long_strings() {
    for unit in ["{{", "{{a", "{{{", "{{}}", "}}", "{{a}} ", "{a}", ":a/", "{{{{"] {
        let text = unit.repeat(50_000);
        scan(&text);
        foreign(&text, true);
    }
}

use super::{Fault, parse};
use crate::model::{Query, Segment, Selector};

#[test]
fn names_and_indices() {
    let query = parse("$.data [ 'a\\u00e9\\'b' , -1 ] ..*").unwrap();
    let segment = |deep, selectors| Segment { deep, selectors };
    assert_eq!(
        query,
        Query {
            absolute: true,
            segments: vec![
                segment(false, vec![Selector::Name("data".into())]),
                segment(false, vec![Selector::Name("aé'b".into()), Selector::Index(-1)]),
                segment(true, vec![Selector::All]),
            ],
        }
    );
    for (text, single) in [
        ("$", true),
        ("$.a['b'][0]", true),
        ("$.a[0,1]", false),
        ("$..a", false),
        ("$[0:1]", false),
        ("$[?@]", false),
    ] {
        assert_eq!(parse(text).unwrap().is_single(), single, "{text}");
    }
}

#[test]
fn faults_have_their_place() {
    for (text, at, message) in [
        ("", "", "a query begins with `$`, the whole response"),
        ("data.id", "d", "a query begins with `$`, the whole response"),
        ("$.data-id", "-", "'-' cannot stand here"),
        ("$.a ", " ", "' ' cannot stand here"),
        ("$.", "", "here should be a name or `*`, not the end"),
        ("$[01]", "01", "`01` is no index"),
        ("$['a]", "'", "this string is not closed"),
        ("$['\\x']", "\\x", "`\\x` is no escape"),
        ("$[a]", "a", "'a' is no selector"),
        ("$[0 1]", "1", "here should be `,`, not '1'"),
        ("$[?@.a = 1]", "=", "`=` compares nothing"),
        ("$[?1]", "1", "a value alone is no test"),
        ("$[?@.* == 1]", "@.*", "this query may find several values, which cannot be compared"),
        ("$[?lenght(@.a) > 1]", "lenght", "there is no function `lenght`"),
        ("$[?count(1) > 1]", "1", "`count()` takes a query"),
        ("$[?!@.a == 1]", "@.a", "`!` stands before a value"),
        ("$[?match(@.a, 'b')]", "match", "`match()` is not supported"),
    ] {
        let Fault { at: place, message: said, unsupported, .. } = parse(text).unwrap_err();
        assert_eq!((&text[place], said.as_str()), (at, message), "{text}");
        assert_eq!(unsupported, message.ends_with("supported"), "{text}");
    }
}

#[test]
fn depth_is_bounded() {
    for text in [
        format!("$[?{}@{}]", "(".repeat(100_000), ")".repeat(100_000)),
        format!("${}", "[?@".repeat(100_000)),
    ] {
        let fault = parse(&text).unwrap_err();
        assert!(fault.message.contains("nest at most"), "{}", fault.message);
    }
    let deep = format!("$[?{}@.a{} > 1]", "length(".repeat(10_000), ")".repeat(10_000));
    assert!(parse(&deep).unwrap_err().message.contains("nest at most"));
}

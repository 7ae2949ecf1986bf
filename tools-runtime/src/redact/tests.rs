use base64::engine::general_purpose::{STANDARD, URL_SAFE};

use super::masked::MASK;
use super::*;
use crate::request::encode;
use crate::work::units;

fn scrubber(value: &str) -> Scrubber {
    let source = |name: &str| {
        Some(if name.ends_with("URL") { "https://crm.example".to_owned() } else { value.to_owned() })
    };
    let secrets = SecretValues::from_source(&["API_KEY", "CRM_URL"], &source).unwrap();
    Scrubber::new(&secrets, &[None, BaseUrl::parse("https://crm.example", &[]).ok()])
}

fn for_model(scrubber: &Scrubber, text: &str) -> String {
    without_urls(&scrubber.scrub(text))
}

#[test]
fn every_form_of_a_secret_goes() {
    let secret = "s3cr+t/val ue?\"ü";
    let scrubber = scrubber(secret);
    let component = encode::component(secret).to_string();
    let form: String = encode::form(secret).collect();
    let mut texts = vec![
        secret.to_owned(),
        component.to_lowercase(),
        // As JavaScript's encodeURI, and as a path of the URL standard, have it.
        "s3cr+t/val%20ue?%22%c3%bc".to_owned(),
        "s3cr+t/val%20ue%3F\"%C3%BC".to_owned(),
        component,
        form,
        format!("{secret:?}"),
        serde_json::Value::from(secret).to_string(),
    ];
    for user in ["", "a", "ab", "abc"] {
        for tail in ["", "x", "xy"] {
            let pair = format!("{user}:{secret}{tail}");
            texts.extend([STANDARD.encode(&pair), URL_SAFE.encode(&pair)]);
        }
    }
    texts.push(STANDARD.encode(secret));
    for text in texts {
        let shown = scrubber.scrub(&format!("<{text}> and ({text})")).into_owned();
        assert_eq!(shown.matches(MASK).count(), 2, "{text}: {shown}");
        assert!(shown.starts_with('<') && shown.contains("and ("), "{shown}");
    }
}

#[test]
fn a_secret_that_was_encoded_twice_goes() {
    let secret = "sk+Key/0123=ab&c\"d\\e%f%25";
    let scrubber = scrubber(secret);
    let once = encode::component(secret).to_string();
    let twice = encode::component(&once).to_string();
    let json = serde_json::Value::from(secret).to_string();
    let unicode: String = secret.chars().map(|c| format!("\\u{:04X}", c as u32)).collect();
    let basic = STANDARD.encode(format!("u:{secret}???"));
    assert!(basic.contains('/'), "{basic}");
    for text in [
        once,
        twice,
        json.replace('/', "\\/"),
        serde_json::Value::from(json.clone()).to_string(),
        unicode,
        // As templates and error pages have it.
        "sk+Key&#x2F;0123&#x3D;ab&amp;c&quot;d\\e%f%25".to_owned(),
        "sk&#43;Key/0123=ab&amp;c&#34;d&#92;e%f%25".to_owned(),
        basic.replace('/', "\\/"),
        basic.replace('/', "%2F").replace('=', "%3D"),
    ] {
        let shown = scrubber.scrub(&text);
        assert!(shown.contains(MASK) && shown.len() < MASK.len() + 9, "{text}: {shown}");
    }
}

/// What a hostile service sends to be searched over and over.
#[test]
fn a_large_text_is_searched_once() {
    let scrubber = scrubber("sk-abcdef");
    let pieces =
        ["SK-ABCDEF", "a://b ", "a:\\/\\/b ", "%25", "\\", "&", "&#38;", "%", "sk-abcde%", "c2stYWJjZGVm"];
    for piece in pieces {
        let text = piece.repeat((1 << 17) / piece.len()) + "%";
        let (shown, cost) = units(|| for_model(&scrubber, &text));
        assert!(!shown.contains("SK-ABCDEF") && !shown.contains("://"), "{piece}");
        // Far above what one pass takes, far below what a square does.
        assert!(cost < 5_000, "{piece}: {cost}");
    }
}

#[test]
fn short_secrets_are_words_and_origins_stay() {
    let scrubber = scrubber("eu");
    assert_eq!(
        scrubber.scrub("eu neutral /eu/ https://crm.example"),
        "[redacted] neutral /[redacted]/ https://crm.example"
    );
}

#[test]
fn a_long_secret_in_another_case_goes() {
    let scrubbed = |secret: &str, text: &str| scrubber(secret).scrub(text).into_owned();
    let uuid = "123E4567-E89B-12D3-A456-426614174000";
    assert_eq!(scrubbed(uuid, &format!("key {}.", uuid.to_lowercase())), "key [redacted].");
    assert_eq!(scrubbed("AbCdEfGh", "x-abcdefgh"), "x-[redacted]");
    assert_eq!(scrubbed("Secret", "the secret of success"), "the secret of success");
}

#[test]
fn urls_go_for_a_model() {
    let scrubber = scrubber("long-secret");
    assert_eq!(
        for_model(&scrubber, r#"see (https://a.b/c?d=long-secret), "http:\/\/x\/y" or HTTPS://Z; a: b // c"#),
        r#"see ([URL]), "[URL]" or [URL]; a: b // c"#
    );
}

#[test]
fn mixed_texts_hold_no_secret_and_cut_no_character() {
    let secret = "ab+é/x1y2z3";
    let scrubber = scrubber(secret);
    let whole = STANDARD.encode(secret);
    let component = encode::component(secret).to_string();
    let pieces = [
        secret,
        "ab+",
        "é",
        "%C3",
        "%",
        "%a",
        "+",
        "🦀",
        "://",
        ":\\/\\/",
        " ",
        "a",
        &whole,
        &whole[3..],
        &component,
    ];
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        pieces[(state >> 33) as usize % pieces.len()]
    };
    for _ in 0..20_000 {
        let text: String = (0..6).map(|_| next()).collect();
        for shown in [scrubber.scrub(&text).into_owned(), for_model(&scrubber, &text)] {
            for form in [secret, &whole, &component] {
                assert!(!shown.contains(form), "{text:?} gave {shown:?}");
            }
        }
    }
}

/// A service can choose a token, and the text that it is looked for in.
#[test]
fn a_text_that_keeps_beginning_like_the_secret_takes_no_square_of_time() {
    let scrubber = Scrubber::default().with(&format!("{}b", "a".repeat(2000)));
    let text = format!("first {}", "a".repeat(500_000));
    let forms = scrubber.known[0].forms();
    // Each byte of the secret at each place of the text would be a thousand million.
    let mut steps = Steps::new(forms.longest);
    let looked_at = (0..text.len()).take_while(|at| {
        steps.places(1);
        forms.plain.end(&text, *at, &mut steps);
        !steps.are_spent()
    });
    assert!(looked_at.count() < text.len());
    let shown = scrubber.scrub(&text);
    assert!(shown.starts_with("first ") && shown.ends_with(MASK) && shown.len() < 500_000, "{}", shown.len());
    // What begins so now and then is looked through as ever.
    let text = "aaab aab 100% ab ".repeat(1000);
    assert_eq!(scrubber.scrub(&text), text);
}

/// Of base64 of so short a secret, too little is its own to be told from a part of other text.
#[test]
fn base64_of_a_short_secret_goes_as_a_whole_token() {
    for (secret, whole) in [("KJ33", "S0ozMw"), ("KJ33x", "S0ozM3g"), ("<?~~", "PD9-fg"), ("<?~~", "PD9+fg")]
    {
        let scrubber = scrubber(secret);
        let padding = &"=="[..(3 - secret.len() % 3) % 3];
        let encoded = format!("{whole}{padding}").replace('+', "%2B").replace('=', "%3D");
        for token in [whole.to_owned(), format!("{whole}{padding}"), encoded] {
            for (before, after) in
                [("{\"echo\": \"", "\"}"), ("", ""), ("a\\n", "\\n"), ("k%3A", "%20"), ("a=", " b")]
            {
                let shown = scrubber.scrub(&format!("{before}{token}{after}")).into_owned();
                assert_eq!(shown, format!("{before}{MASK}{after}"), "{token}");
            }
            for (before, after) in [("a", ""), ("", "a"), ("/", ""), ("%2F", ""), ("a", "b")] {
                // Behind padding no base64 goes on.
                let text = format!("{before}{whole}{after}");
                assert_eq!(scrubber.scrub(&text), text);
            }
        }
        assert_eq!(scrubber.scrub(&whole.to_lowercase()), whole.to_lowercase());
    }
    assert_eq!(scrubber("KJ3").scrub("S0oz"), "S0oz");
}

#[test]
fn secrets_that_overlap_go_as_one() {
    let scrubber = Scrubber::default().with("abcdef").with("cdefgh").with("abcd");
    assert_eq!(scrubber.scrub("abcdefgh-abcde-cdefgh"), "[redacted]-[redacted]e-[redacted]");
    let scrubber = Scrubber::default().with("aaaa");
    assert_eq!(scrubber.scrub("baaaaaaac"), "b[redacted]c");
}

#[test]
fn a_short_secret_is_a_word_behind_an_escape_too() {
    let scrubber = scrubber("k1x");
    for text in ["a\\nk1x\\n", "a%20k1x%20", "&quot;k1x&quot;"] {
        assert_eq!(scrubber.scrub(text), text.replace("k1x", MASK));
    }
    for text in ["ak1x", "a\\uk1x", "k1xü"] {
        assert_eq!(scrubber.scrub(text), text);
    }
}

#[test]
fn characters_beyond_ascii_are_found_escaped() {
    let secret = "pässwörd🦀";
    let scrubber = scrubber(secret);
    let utf_16: String = "pässwörd".encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    for text in [
        format!("{utf_16}🦀"),
        "p&#228;ssw&#xF6;rd&#x1F980;".to_owned(),
        secret.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect(),
        secret.bytes().map(|b| format!("%{b:02X}")).collect(),
    ] {
        assert_eq!(scrubber.scrub(&text), MASK, "{text}");
    }
}

/// Whatever is shown of a text is the start of what is shown of the whole.
#[test]
fn a_window_is_the_start_of_the_whole() {
    let scrubber = scrubber("s3cr+t/ü").with("KJ33").with("eu");
    let base64 = STANDARD.encode("user:s3cr+t/ü");
    let text = format!("ü s3cr%2Bt%2F%C3%BC, {base64} and S0ozMw== in eu; s3cr+t/ü🦀 neutral.");
    let whole = scrubber.scrub(&text).into_owned();
    assert_eq!(whole, format!("ü {MASK}, {MASK} and {MASK} in {MASK}; {MASK}🦀 neutral."));
    for most in 0..=whole.chars().count() {
        let window = scrubber.window(&text, most);
        assert_eq!(window.text, whole.chars().take(most).collect::<String>());
        assert_eq!(window.cut, most < whole.chars().count());
    }
    // What lies far behind is not looked at.
    let long = text.repeat(10_000);
    assert!(scrubber.window(&long, 100).seen < 300);
}

/// One pass for all secrets finds what a search for each of them finds.
#[test]
fn many_secrets_are_found_as_each_alone() {
    let mut state = 7_u64;
    let mut next = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let pieces = [
        "a", "b", "A", "B", "/", "+", " ", "%2F", "%252f", "%", "\\", "\\/", "&#x2F;", "&amp;", "&", "YWIv",
        "é",
    ];
    let secrets: Vec<String> = (0..40)
        .map(|_| (0..1 + next(9)).map(|_| ["a", "b", "A", "/", "+", "&", "é"][next(7)]).collect())
        .collect();
    for _ in 0..3_000 {
        let text: String = (0..next(20)).map(|_| pieces[next(pieces.len())]).collect();
        let first = next(secrets.len() - 5);
        let some = || secrets[first..first + 5].iter().map(String::as_str);
        let mut together = Scrubber::default();
        together.add(some().map(Cow::Borrowed));
        let each = some().fold(Scrubber::default(), |each, secret| each.with(secret));
        assert_eq!(
            together.scrub(&text),
            each.scrub(&text),
            "{text:?} with {:?}",
            some().collect::<Vec<_>>()
        );
    }
}

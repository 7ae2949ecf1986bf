use base64::engine::general_purpose::{STANDARD, URL_SAFE};

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

/// A megabyte from a hostile service, made to be searched over and over.
#[test]
fn a_large_text_is_searched_once() {
    let scrubber = scrubber("sk-abcdef");
    let pieces = ["SK-ABCDEF", "a://b ", "a:\\/\\/b ", "%25", "\\", "&", "%", "sk-abcde%", "c2stYWJjZGVm"];
    for piece in pieces {
        let text = piece.repeat((1 << 20) / piece.len()) + "%";
        let (shown, cost) = units(|| scrubber.for_model(&text));
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
        scrubber.for_model(r#"see (https://a.b/c?d=long-secret), "http:\/\/x\/y" or HTTPS://Z; a: b // c"#),
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
        for shown in [scrubber.scrub(&text).into_owned(), scrubber.for_model(&text)] {
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
    let (shown, cost) = units(|| scrubber.scrub(&text));
    assert!(shown.starts_with("first ") && shown.len() < 500_000, "{}", shown.len());
    // Each byte of the secret at each place of the text takes many times as much.
    assert!(cost < 5_000, "{cost}");
    // What begins so now and then is looked through as ever.
    let text = "aaab aab 100% ab ".repeat(1000);
    assert_eq!(scrubber.scrub(&text), text);
}

//! Literals that look like live credentials.
//!
//! Known prefixes with a body of the right length and alphabet, and long random values behind
//! `Bearer` or `Basic`. Stand-ins such as `YOUR_API_KEY` or `xxxxxxxx` are not taken for one.

use std::ops::Range;

/// A stretch that looks like a credential.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) at: Range<usize>,
    pub(super) what: &'static str,
}

/// A prefix, how many characters must follow at least, and whose it is.
const PREFIXES: &[(&str, usize, &str)] = &[
    ("sk_live_", 10, "a Stripe secret key"),
    ("rk_live_", 10, "a Stripe restricted key"),
    ("whsec_", 20, "a webhook signing secret"),
    ("sk-ant-", 20, "an Anthropic API key"),
    ("sk-proj-", 20, "an OpenAI API key"),
    ("sk-", 32, "an API key"),
    ("AKIA", 16, "an AWS access key"),
    ("ASIA", 16, "an AWS access key"),
    ("ghp_", 30, "a GitHub token"),
    ("gho_", 30, "a GitHub token"),
    ("ghu_", 30, "a GitHub token"),
    ("ghs_", 30, "a GitHub token"),
    ("ghr_", 30, "a GitHub token"),
    ("github_pat_", 22, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 20, "a Slack token"),
    ("xoxp-", 20, "a Slack token"),
    ("xoxa-", 20, "a Slack token"),
    ("xoxr-", 20, "a Slack token"),
    ("xoxs-", 20, "a Slack token"),
    ("AIza", 35, "a Google API key"),
    ("ya29.", 20, "a Google access token"),
    ("SG.", 40, "a SendGrid API key"),
    ("npm_", 36, "an npm token"),
    ("dop_v1_", 40, "a DigitalOcean token"),
    ("shpat_", 30, "a Shopify token"),
    ("hf_", 30, "a Hugging Face token"),
    ("pat-na1-", 30, "a HubSpot token"),
    ("key-", 32, "an API key"),
];

/// No credential is shorter: `sk_live_` and ten characters, `Basic` and twelve.
const SHORTEST: usize = 18;

/// What looks like a credential in a literal text. Takes linear time.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    if text.len() < SHORTEST {
        return found;
    }
    if let Some(start) = text.find("-----BEGIN ").filter(|_| text.contains("PRIVATE KEY-----")) {
        found.push(Found { at: start..text.len(), what: "a private key" });
        return found;
    }
    let mut scheme: Option<&str> = None;
    for token in tokens(text) {
        let word = text.get(token.clone()).unwrap_or_default();
        let what = known(word).or_else(|| behind_scheme(scheme, word));
        if let Some(what) = what {
            found.push(Found { at: token, what });
        }
        scheme = Some(word);
    }
    found
}

/// The runs of characters that tokens are made of.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_token =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '~' | '+' | '/' | '=');
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_token)?;
        let run = text.get(start..)?;
        let end = start + run.find(|c| !is_token(c)).unwrap_or(run.len());
        at = end;
        Some(start..end)
    })
}

fn known(token: &str) -> Option<&'static str> {
    // A path holds its keys between slashes, a pair behind an equals sign.
    let mut parts = token.split(['/', '=', '+']).filter(|part| part.len() >= SHORTEST);
    parts.find_map(|part| {
        if is_jwt(part) {
            return Some("a JSON Web Token");
        }
        let (_, _, what) = PREFIXES.iter().find(|(prefix, length, _)| {
            part.strip_prefix(prefix).is_some_and(|rest| rest.len() >= *length && is_random(rest))
        })?;
        Some(what)
    })
}

/// Three parts in base64url, the first of which is a JSON object's.
fn is_jwt(part: &str) -> bool {
    let mut parts = part.split('.');
    let (Some(header), Some(body), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    header.starts_with("eyJ") && header.len() >= 10 && body.starts_with("eyJ") && signature.len() >= 10
}

/// A long value behind `Bearer`, `Basic` or `Token`.
fn behind_scheme(scheme: Option<&str>, token: &str) -> Option<&'static str> {
    let scheme = scheme?;
    let least = match () {
        () if scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("token") => 20,
        () if scheme.eq_ignore_ascii_case("basic") => 12,
        () => return None,
    };
    (token.len() >= least && is_random(token)).then_some("a credential")
}

/// Whether a value is more than words and repeated letters: it has digits and letters, and many
/// different characters.
fn is_random(text: &str) -> bool {
    let mut seen = [false; 128];
    for byte in text.bytes() {
        if let Some(slot) = seen.get_mut(usize::from(byte)) {
            *slot = true;
        }
    }
    let different = seen.iter().filter(|seen| **seen).count();
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    let letters = text.bytes().any(|b| b.is_ascii_alphabetic());
    let mixed = text.bytes().any(|b| b.is_ascii_lowercase()) && text.bytes().any(|b| b.is_ascii_uppercase());
    different >= 7 && letters && (digits || (mixed && !text.contains(['-', '_', ' '])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| &text[found.at]).collect()
    }

    // Written in two halves, so that no scanner takes this file for a leak.
    #[test]
    fn live() {
        for halves in [
            ["sk_li", "ve_4eC39HqLyjWDarjtT1zdp7dc"],
            ["AKI", "AIOSFODNN7EXAMPLQ"],
            ["gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"],
            ["glp", "at-Zx81kQm2vB7yT4nW9cLp"],
            ["xox", "b-2345678901-AbCdEfGhIjKlMnOp"],
            ["AIz", "aSyD4k9LmQ2xV7bN1cT5wR8yU3jH6gF0eZsA"],
            ["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N"],
            ["sk-pr", "oj-Ab12Cd34Ef56Gh78Ij90Kl"],
        ] {
            let secret = halves.concat();
            assert_eq!(texts(&secret), [secret.as_str()], "{secret}");
            assert_eq!(texts(&format!("Bearer {secret}")), [secret.as_str()], "{secret}");
            assert_eq!(texts(&format!("https://a.b/c?key={secret}")).len(), 1, "{secret}");
        }
        assert_eq!(texts("Bearer a8f5f167f44f4964e6c998dee827110c"), ["a8f5f167f44f4964e6c998dee827110c"]);
        assert_eq!(texts("Basic dXNlcjpwYXNzd29yZDE="), ["dXNlcjpwYXNzd29yZDE="]);
        assert_eq!(texts(&["-----BEGIN RSA PRI", "VATE KEY-----\nMIIE"].concat()).len(), 1);
    }

    /// What is shorter than `SHORTEST` is not looked at.
    #[test]
    fn no_prefix_is_found_in_less_than_the_shortest() {
        for (prefix, length, _) in PREFIXES {
            assert!(prefix.len() + length >= SHORTEST, "{prefix}");
        }
        assert_eq!(texts("Basic dXNlcjpwYXNz").len(), 1, "it is as short as that");
    }

    #[test]
    fn harmless() {
        for text in [
            "",
            "Bearer ",
            "Bearer YOUR_API_KEY_GOES_HERE",
            "Bearer xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "Basic auth",
            "application/json",
            "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
            "sk_live_",
            "sk_live_xxxxxxxxxxxxxxxxxx",
            "https://api.example.com/v1/contacts/6f1ed002ab5595859014ebf0951522d9/notes",
            "key-value",
            "The bearer of this message is a friend",
            "noreply@yourcompany.com",
            "task-force-of-forty-two-people-who-came",
            "2024-01-01T00:00:00Z",
        ] {
            assert_eq!(texts(text), Vec::<&str>::new(), "{text}");
        }
    }
}

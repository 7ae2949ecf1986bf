//! Takes secrets, and for a model URLs too, out of every text that is shown to anybody.
//!
//! A text is gone through once, and at each of its places compared with all forms of all secrets at once: they are
//! kept sorted, so that one step narrows them all (`index`). An automaton (`aho-corasick`) would need a text in which
//! each place reads in one way only; here a byte may be itself, or percent-encoded up to three times, or escaped, and
//! encoders differ in what they encode. It would also take 4 CPU seconds to build, and a table for each access token.

mod escape;
mod index;
mod masked;
mod urls;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use percent_encoding::percent_decode_str;

use typed_tools_core::origin::BaseUrl;
use typed_tools_core::text;

use self::index::{Bounds, Index, Steps, is_base64};
use self::masked::Masked;
use crate::secrets::SecretValues;

pub(crate) use self::masked::Window;
pub(crate) use self::urls::without_urls;

/// Below this length a secret is looked for as a whole word: `eu` must not blank out `neutral`.
const WORD: usize = 4;

/// Below this length the base64 of a secret is too short to tell from a part of other base64.
const ENCODED: usize = 6;

/// From this length on a secret in another case is still nothing but the secret.
const CASELESS: usize = 8;

/// From this length on a segment of a base URL's path is taken for a credential.
const TOKEN: usize = 16;

/// The segments of a base URL's path that are long enough to be credentials, as they are written and
/// decoded: whoever has the URL of a webhook may post to it, while `/v1` tells nothing.
fn tokens(base: &BaseUrl) -> impl Iterator<Item = Cow<'_, str>> {
    let long = base.prefix.split('/').filter(|segment| segment.len() >= TOKEN);
    long.flat_map(|segment| [Cow::Borrowed(segment), percent_decode_str(segment).decode_utf8_lossy()])
}

/// Knows the secrets of a set in every form in which they could come back.
#[derive(Clone, Default)]
pub(crate) struct Scrubber {
    known: Vec<Arc<Known>>,
}

/// Credentials, and their forms, which are made when the first text is shown.
struct Known {
    credentials: Vec<Box<str>>,
    forms: OnceLock<Forms>,
}

struct Forms {
    /// The secrets; each byte may be encoded.
    plain: Index,
    /// Their base64. All base64 around it goes as well: the secret may be part of what was encoded.
    base64: Index,
    longest: usize,
    /// For each byte, whether one of all these may begin with it as it stands in a text.
    begins: [bool; 256],
}

impl Scrubber {
    /// Knows `secrets`; `bases` are those that are base URLs, by the same index.
    pub(crate) fn new(secrets: &SecretValues, bases: &[Option<BaseUrl>]) -> Self {
        let mut scrubber = Self::default();
        let credentials = secrets.iter().enumerate().flat_map(|(index, (_, value))| match bases.get(index) {
            // Where requests go is no secret, and what looks like a token on the way there is.
            Some(Some(base)) => tokens(base).collect(),
            _ => vec![Cow::Borrowed(value)],
        });
        scrubber.add(credentials);
        scrubber
    }

    /// Knows further credentials too, such as are made of secrets.
    pub(crate) fn with(&self, credentials: &str) -> Self {
        let mut scrubber = self.clone();
        scrubber.add([Cow::Borrowed(credentials)]);
        scrubber
    }

    fn add<'s>(&mut self, secrets: impl IntoIterator<Item = Cow<'s, str>>) {
        let mut credentials = Vec::new();
        for secret in secrets {
            let secret = secret.trim();
            // `Basic {{X}}` and the like: a secret that holds a whole `user:password` or
            // `Bearer token` may come back in parts.
            let tail = secret.split_once(' ').map(|(_, tail)| tail.trim());
            let known = [Some(secret), tail].into_iter().flatten();
            credentials.extend(known.filter(|known| !known.is_empty()).map(Box::from));
        }
        if !credentials.is_empty() {
            self.known.push(Arc::new(Known { credentials, forms: OnceLock::new() }));
        }
    }

    /// `text` without any secret.
    pub(crate) fn scrub<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.window(text, usize::MAX).text
    }

    /// So much of a text may stand for one secret, in bytes.
    pub(crate) fn reach(&self) -> usize {
        let longest = self.known.iter().map(|known| known.forms().longest).max();
        longest.unwrap_or_default() * escape::WIDEST
    }

    /// The first `most` characters of `text` without any secret. What lies behind them is looked at as far as a
    /// secret goes that begins in them.
    pub(crate) fn window<'t>(&self, text: &'t str, most: usize) -> Window<'t> {
        let known: Vec<&Forms> = self.known.iter().map(|known| known.forms()).collect();
        let longest = known.iter().map(|forms| forms.longest).max().unwrap_or_default();
        let end = text::end_of(text, most).unwrap_or(text.len());
        if holds_none(&known, text, end.saturating_add(longest), longest) {
            return Window { text: Cow::Borrowed(&text[..end]), cut: end < text.len(), seen: end };
        }
        let mut steps = Steps::new(longest);
        let mut shown = Masked::new(text, most);
        // Up to here there is no base64 that was not looked through.
        let mut runs = 0;
        let mut at = 0;
        while at < text.len() && !shown.is_full(at) {
            steps.places(1);
            let mut end = known.iter().filter_map(|forms| forms.plain.end(text, at, &mut steps)).max();
            if at >= runs && run_width(text.as_bytes(), at).is_some() {
                let (run, found) =
                    base64_run(&known, text, at, shown.room().saturating_add(longest), &mut steps);
                runs = run;
                end = end.max(found.then_some(run));
            }
            if steps.are_spent() {
                // What is not looked through is not shown.
                shown.hide(at, text.len());
                return shown.finish(text.len());
            }
            if let Some(end) = end {
                shown.hide(at, end);
            }
            at = shown.pass(at);
        }
        shown.finish(at)
    }
}

/// Whether nothing of what is known begins in a text up to and with the byte at `to`: what holds for almost every text, and
/// is found out at a fraction of what taking something out costs. `false` where it takes too long to say.
fn holds_none(known: &[&Forms], text: &str, to: usize, longest: usize) -> bool {
    let bytes = text.as_bytes().get(..=to).unwrap_or(text.as_bytes());
    known.iter().all(|forms| {
        let mut steps = Steps::new(longest);
        let mut at = 0;
        while let Some(idle) = bytes[at..].iter().position(|byte| forms.begins[usize::from(*byte)]) {
            at += idle;
            steps.places(idle + 1);
            let found =
                forms.plain.end(text, at, &mut steps).or_else(|| forms.base64.end(text, at, &mut steps));
            if found.is_some() || steps.are_spent() {
                return false;
            }
            at += 1;
        }
        true
    })
}

/// The end of the base64 that begins at `at`, and whether it holds a secret; where it does not, the end is at most
/// `room` bytes away.
fn base64_run(known: &[&Forms], text: &str, at: usize, room: usize, steps: &mut Steps) -> (usize, bool) {
    let mut end = at;
    let mut found = false;
    while let Some(width) = run_width(text.as_bytes(), end) {
        if !found {
            if end - at > room || steps.are_spent() {
                break;
            }
            steps.places(1);
            found = known.iter().any(|forms| forms.base64.end(text, end, steps).is_some());
        }
        end += width;
    }
    (end, found)
}

/// How many bytes at `at` belong to base64, encoded or not.
fn run_width(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at)? {
        b'=' | b'%' | b'\\' => Some(1),
        b'&' => {
            let mut entity = None;
            escape::escapes(&text[at..], |decoded, width| {
                let all = decoded.iter().all(|b| *b == b'=' || is_base64(char::from(*b)));
                entity = all.then_some(width);
            });
            entity
        }
        byte => is_base64(char::from(*byte)).then_some(1),
    }
}

impl Known {
    fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| {
            let (mut plain, mut base64) = (Vec::new(), Vec::new());
            for credentials in &self.credentials {
                forms_of(credentials, &mut plain, &mut base64);
            }
            let (plain, base64) = (Index::folded(plain), Index::exact(base64));
            let longest = plain.longest().max(base64.longest());
            let mut begins = [false; 256];
            for (byte, begins) in (0..=u8::MAX).zip(&mut begins) {
                *begins = plain.may_begin(byte) || base64.may_begin(byte);
            }
            Forms { plain, base64, longest, begins }
        })
    }
}

fn forms_of(secret: &str, plain: &mut Vec<(String, bool, Bounds)>, base64: &mut Vec<String>) {
    let bounds = if secret.len() < WORD { Bounds::Word } else { Bounds::Anywhere };
    plain.push((secret.to_owned(), secret.len() < CASELESS, bounds));
    let for_urls = |text: &str| text.replace('+', "-").replace('/', "_");
    if (WORD..ENCODED).contains(&secret.len()) {
        let whole = STANDARD_NO_PAD.encode(secret);
        plain.push((for_urls(&whole), true, Bounds::Base64));
        plain.push((whole, true, Bounds::Base64));
    }
    if secret.len() < ENCODED {
        return;
    }
    // In base64 a secret looks different at each of three offsets; what its neighbours
    // decide is left out here, and taken with the rest of the run when it is found.
    for offset in 0..3_usize {
        let mut bytes = vec![0; offset];
        bytes.extend_from_slice(secret.as_bytes());
        let whole = STANDARD_NO_PAD.encode(&bytes);
        let start = [0, 2, 3][offset];
        let end = bytes.len() / 3 * 4;
        if let Some(inner) = whole.get(start..end).filter(|inner| inner.len() >= 5) {
            base64.push(for_urls(inner));
            base64.push(inner.to_owned());
        }
    }
}

impl fmt::Debug for Scrubber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scrubber")
    }
}

#[cfg(test)]
mod tests;

//! Wire text as words: what parts words becomes a blank, every other symbol is spelled out.

/// The words of a text, between blanks; never empty.
pub(super) fn words(wire: &str) -> String {
    if wire.is_empty() {
        return "empty".into();
    }
    let words = spell(wire, false);
    // A text of separators alone: they are all it says.
    if words.trim().is_empty() { spell(wire, true) } else { words }
}

fn spell(wire: &str, separators: bool) -> String {
    let mut words = String::with_capacity(wire.len() + 8);
    let mut leading = true;
    for c in wire.chars() {
        let sign = leading && matches!(c, '-' | '+');
        leading &= matches!(c, '-' | '+');
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => words.push(c),
            '_' | '-' | '.' | '/' | ':' | ' ' | '\t' | '\n' | '\r' if !separators && !sign => words.push(' '),
            // Syllables that no other letter looks like, and that rustc's lints let pass.
            '\u{ac00}'..='\u{d7a3}' => words.push(c),
            _ => match symbol(c) {
                Some(word) => word_of(&mut words, word),
                None => match letter(c) {
                    Some(letters) => words.push_str(&letters),
                    None if is_quote(c) && !separators => words.push(' '),
                    None => word_of(&mut words, &format!("u{:x}", u32::from(c))),
                },
            },
        }
    }
    words
}

fn word_of(words: &mut String, word: &str) {
    words.push(' ');
    words.push_str(word);
    words.push(' ');
}

/// Typographic marks and blanks that part words and say nothing else.
fn is_quote(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{2010}'..='\u{201f}' | '\u{2026}' | '\u{00ad}' | '\u{200b}'..='\u{200d}')
}

/// The word for a symbol of ASCII.
fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '!' => "bang",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "tick",
        '(' => "lparen",
        ')' => "rparen",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "lt",
        '=' => "eq",
        '>' => "gt",
        '?' => "question",
        '@' => "at",
        '[' => "lbracket",
        '\\' => "backslash",
        ']' => "rbracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "lbrace",
        '|' => "pipe",
        '}' => "rbrace",
        '~' => "tilde",
        ' ' => "space",
        '\t' => "tab",
        '\n' => "newline",
        '\r' => "return",
        '€' => "euro",
        '£' => "pound",
        '§' => "section",
        '°' => "degree",
        '×' => "times",
        'µ' | 'μ' => "micro",
        _ => return None,
    })
}

/// Latin letters with marks, Greek and Cyrillic, in ASCII: rustc warns of scripts whose letters
/// look like Latin ones.
const LETTERS: &[(&str, &str)] = &[
    ("àáâãåāăąǎ", "a"),
    ("äæ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıǐ", "i"),
    ("ĵ", "j"),
    ("ķĸ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉŋ", "n"),
    ("òóôõøōŏőǒ", "o"),
    ("öœ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšșſ", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûũūŭůűųǔ", "u"),
    ("ü", "ue"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("αά", "a"),
    ("β", "v"),
    ("γ", "g"),
    ("δ", "d"),
    ("εέ", "e"),
    ("ζ", "z"),
    ("ηήιίϊΐ", "i"),
    ("θ", "th"),
    ("κ", "k"),
    ("λ", "l"),
    ("ν", "n"),
    ("ξ", "x"),
    ("οόωώ", "o"),
    ("π", "p"),
    ("ρ", "r"),
    ("σς", "s"),
    ("τ", "t"),
    ("υύϋΰ", "y"),
    ("φ", "f"),
    ("χ", "ch"),
    ("ψ", "ps"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("гґ", "g"),
    ("д", "d"),
    ("еэ", "e"),
    ("ёє", "ye"),
    ("ж", "zh"),
    ("з", "z"),
    ("иіы", "i"),
    ("йї", "y"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("уў", "u"),
    ("ф", "f"),
    ("х", "kh"),
    ("ц", "ts"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("щ", "shch"),
    ("ю", "yu"),
    ("я", "ya"),
];

/// The letters of ASCII for one of [`LETTERS`], in its case.
fn letter(c: char) -> Option<String> {
    let mut lower = c.to_lowercase();
    let small = lower.next()?;
    if lower.next().is_some() {
        return None;
    }
    let (_, ascii) = LETTERS.iter().find(|(from, _)| from.contains(small))?;
    if small == c {
        return Some((*ascii).into());
    }
    let mut letters = ascii.to_string();
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(letters)
}

//! "Did you mean": the nearest known name, only where it is really near.

/// The candidate that `name` is most likely a typo of, if any is near enough to be worth saying:
/// the same but for case and separators, or within one edit for short names, two from five
/// characters on, three from ten on. Among equals the first wins.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    among(name, &mut candidates.into_iter())
}

/// Compiled once, whatever the candidates come from.
fn among<'a>(name: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let length = folded.chars().count();
    // A name of megabytes is a typo of nothing, and measuring it would take for ever.
    if length == 0 || length > 80 {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Folding leaves out only separators, so a far longer or shorter name is out of reach.
        if candidate == name || candidate.len() > 4 * length + 40 {
            continue;
        }
        let other = fold(candidate);
        let count = other.chars().count();
        if count.abs_diff(length) > 3 || unlike(&folded, &other) > 6 {
            continue;
        }
        let allowed = match length.min(count) {
            0..=1 => 0,
            2..=4 => 1,
            5..=9 => 2,
            _ => 3,
        };
        let distance = self::distance(&folded, &other);
        if distance <= allowed && best.is_none_or(|(known, _)| distance < known) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many characters are added, left out, changed, or swapped with their neighbour.
#[must_use]
pub fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(a, b)
}

/// How many letters, by kind, one has and the other has not: an edit changes it by two at most,
/// and it costs far less to count than edits do.
fn unlike(a: &str, b: &str) -> i32 {
    let mut counts = [0_i32; 32];
    let kind = |c: char| u32::from(c) as usize % 32;
    for c in a.chars() {
        if let Some(count) = counts.get_mut(kind(c)) {
            *count += 1;
        }
    }
    for c in b.chars() {
        if let Some(count) = counts.get_mut(kind(c)) {
            *count -= 1;
        }
    }
    counts.iter().map(|count| count.abs()).sum()
}

/// Letters and digits in lower case: `maxPrice`, `max-price` and `max_price` are one name.
fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn says_only_what_is_near() {
        let keys = ["name", "description", "http_method", "query_params", "lead_status"];
        for (typed, meant) in [
            ("htpp_method", Some("http_method")),
            ("httpMethod", Some("http_method")),
            ("led_status", Some("lead_status")),
            ("Name", Some("name")),
            ("nmae", Some("name")),
            ("names", Some("name")),
            ("url", None),
            ("id", None),
            ("game_score", None),
            ("", None),
            ("***", None),
        ] {
            assert_eq!(nearest(typed, keys), meant, "{typed}");
        }
        assert_eq!(nearest(&"x".repeat(1_000_000), keys), None);
    }

    #[test]
    fn the_nearest_name_is_found_across_spelling_habits() {
        let names = ["customer_id", "order_id", "lead_status"];
        assert_eq!(nearest("customerId", names), Some("customer_id"));
        assert_eq!(nearest("customer-id", names), Some("customer_id"));
        assert_eq!(nearest("led_status", names), Some("lead_status"));
        assert_eq!(nearest("oder_di", names), Some("order_id"));
        assert_eq!(nearest("boiling", ["hot", "warm", "cold"]), None);
        assert_eq!(nearest("", names), None);
    }
}

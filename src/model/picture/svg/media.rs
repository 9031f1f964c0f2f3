//! Media queries (Media Queries 4), as they hold for whoever made a drawing.

/// Whether a drawing that is looked at without anything moving meets a list of queries: it is shown to its maker on a
/// screen, in the light scheme. Nothing for what depends on the size of a window and the like.
pub(super) fn is_met(condition: &str) -> Option<bool> {
    let queries: Vec<Option<bool>> = condition.split(',').map(is_query_met).collect();
    if queries.contains(&Some(true)) {
        Some(true)
    } else if queries.contains(&None) {
        None
    } else {
        Some(false)
    }
}

/// Whether one query is met: each of its parts, or not each where it begins with `not`.
fn is_query_met(query: &str) -> Option<bool> {
    let query = query.trim().to_ascii_lowercase();
    let (negated, query) = match query.strip_prefix("not ") {
        Some(inner) => (true, inner.trim()),
        None => (false, query.strip_prefix("only ").unwrap_or(&query).trim()),
    };
    let parts: Vec<Option<bool>> = query.split(" and ").map(is_part_met).collect();
    let met = if parts.contains(&Some(false)) {
        false
    } else if parts.contains(&None) {
        return None;
    } else {
        true
    };
    Some(met != negated)
}

/// Whether a kind of device or a feature in brackets is the one that drawings are made on.
fn is_part_met(part: &str) -> Option<bool> {
    match part.trim().trim_matches(['(', ')']).replace(' ', "").as_str() {
        "" | "all" | "screen" => Some(true),
        "print" | "speech" | "tty" | "tv" | "projection" | "handheld" => Some(false),
        "prefers-color-scheme:light" | "prefers-reduced-motion:reduce" | "prefers-reduced-motion" => Some(true),
        "prefers-color-scheme:dark" | "prefers-contrast:more" | "forced-colors:active" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_of_media_are_met_by_a_screen_in_light() {
        for (query, met) in [
            ("all", Some(true)),
            ("print", Some(false)),
            ("print, screen", Some(true)),
            ("(prefers-color-scheme: dark)", Some(false)),
            ("screen and (prefers-color-scheme:light)", Some(true)),
            ("not print", Some(true)),
            ("(min-width: 600px)", None),
            ("print and (min-width: 600px)", Some(false)),
        ] {
            assert_eq!(is_met(query), met, "{query}");
        }
    }
}

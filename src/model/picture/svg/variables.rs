//! Custom properties (CSS Custom Properties 1).

use std::collections::BTreeMap;

use super::syntax;

/// How many bytes one value may become: properties that name others twice double with each step.
const LONGEST: usize = 10_000;
/// How long a chain of properties may be that refer to each other.
const DEPTH: usize = 16;

/// A value with all its `var()` replaced.
///
/// # Errors
/// The name of a property that is set nowhere and for which nothing stands in, or that leads back to itself.
pub(super) fn resolved(value: &str, set: &BTreeMap<String, String>) -> Result<String, String> {
    replaced(value, set, 0)
}

fn replaced(value: &str, set: &BTreeMap<String, String>, depth: usize) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = value;
    while let Some(offset) = rest.to_ascii_lowercase().find("var(") {
        let inner = &rest[offset + 4..];
        let Some(end) = syntax::find(inner, &[')']) else { return Err(rest.to_owned()) };
        out.push_str(&rest[..offset]);
        let arguments = &inner[..end];
        let (name, fallback) = match syntax::find(arguments, &[',']) {
            Some(comma) => (arguments[..comma].trim(), Some(arguments[comma + 1..].trim())),
            None => (arguments.trim(), None),
        };
        let value = set.get(name).map(String::as_str).or(fallback).filter(|_| depth < DEPTH);
        out.push_str(&replaced(value.ok_or_else(|| name.to_owned())?, set, depth + 1)?);
        if out.len() > LONGEST {
            return Err(name.to_owned());
        }
        rest = &inner[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_replaced_by_what_they_hold_or_what_stands_in() {
        let own = [("--a", "red"), ("--b", "var(--a)"), ("--c", "var(--c)"), ("--d", "var(--d1)var(--d1)")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        for (value, expected) in [
            ("none", Ok("none")),
            ("var(--a)", Ok("red")),
            ("1 VAR( --b ) 2", Ok("1 red 2")),
            ("var(--x, rgb(1, 2, 3))", Ok("rgb(1, 2, 3)")),
            ("var(--x, var(--a))", Ok("red")),
            ("var(--x)", Err("--x")),
            ("var(--c)", Err("--c")),
            ("var(--a", Err("var(--a")),
        ] {
            assert_eq!(resolved(value, &own).as_deref().map_err(String::as_str), expected, "{value}");
        }
        // Each refers to the one before twice.
        let mut bomb: BTreeMap<String, String> =
            (1..40).map(|n| (format!("--{n}"), format!("var(--{0})var(--{0})", n - 1))).collect();
        bomb.insert("--0".to_owned(), "xxxxxxxxxx".to_owned());
        assert!(resolved("var(--14)", &bomb).is_err());
    }
}

//! Lengths of style sheets as the reader of drawings knows them.

/// Units of angles, with their degrees; `grad` before `rad`, which it ends with.
pub(super) const ANGLES: [(&str, f64); 4] =
    [("grad", 0.9), ("deg", 1.0), ("rad", 180.0 / std::f64::consts::PI), ("turn", 360.0)];

/// A finite number, times the factor of the unit behind it where it has one.
pub(super) fn number_in(text: &str, units: &[(&str, f64)]) -> Option<f64> {
    let (number, factor) =
        units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor))).unwrap_or((text, 1.0));
    number.parse::<f64>().ok().map(|number| number * factor).filter(|number| number.is_finite())
}

/// A length or a list of them in units that the reader knows; nothing for others, such as those of windows.
pub(super) fn known(name: &str, value: &str) -> Option<String> {
    let words = value.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let lengths: Option<Vec<String>> = words.map(|word| known_word(name, word)).collect();
    Some(lengths?.join(" "))
}

/// A single length, or a word that a property knows.
fn known_word(name: &str, word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    if number.parse::<f64>().is_ok_and(f64::is_finite) {
        let unit = &word[number.len()..];
        // `1e3` ends with digits, so that no exponent is taken for a unit.
        let fits = matches!(unit, "" | "px" | "em" | "ex" | "in" | "cm" | "mm" | "pt" | "pc" | "%");
        return match (unit, number.parse::<f64>()) {
            _ if fits => Some(word),
            ("q", Ok(quarters)) => Some(format!("{}mm", quarters / 4.0)),
            _ => None,
        };
    }
    let keyword = match name {
        "font-size" => return Some(size(&word)?.to_owned()),
        "baseline-shift" => matches!(word.as_str(), "baseline" | "sub" | "super"),
        "letter-spacing" | "word-spacing" => word == "normal",
        "stroke-dasharray" => word == "none",
        _ => false,
    };
    keyword.then_some(word)
}

/// Sizes by name (CSS Fonts 4, §2.5), where medium has 16 units as in browsers.
fn size(word: &str) -> Option<&'static str> {
    Some(match word {
        "xx-small" => "9px",
        "x-small" => "10px",
        "small" => "13px",
        "medium" => "16px",
        "large" => "18px",
        "x-large" => "24px",
        "xx-large" => "32px",
        "xxx-large" => "48px",
        "smaller" => "0.8333em",
        "larger" => "1.2em",
        _ => return None,
    })
}

/// The size of the outermost element, which has nothing to be relative to, in units of the drawing.
pub(super) fn root_size(value: &str) -> String {
    let share = match (value.strip_suffix("em"), value.strip_suffix('%')) {
        (Some(ems), _) => ems.parse::<f64>().ok(),
        (None, Some(percent)) => percent.parse::<f64>().ok().map(|percent| percent / 100.0),
        (None, None) => None,
    };
    share.map_or_else(|| value.to_owned(), |share| (share * BROWSER_SIZE).to_string())
}

/// The size of letters for which no other is set.
pub(super) const BROWSER_SIZE: f64 = 16.0;

/// An opacity as a number.
pub(super) fn opacity(value: &str) -> Option<String> {
    match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok().map(|percent| format!("{}", (percent / 100.0).clamp(0.0, 1.0))),
        None => value
            .parse::<f64>()
            .ok()
            .filter(|share| share.is_finite())
            .map(|share| format!("{}", share.clamp(0.0, 1.0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lengths_that_the_reader_knows_are_kept() {
        assert_eq!(known("stroke-width", "2PX").as_deref(), Some("2px"));
        assert_eq!(known("stroke-dasharray", "1, 2 3%").as_deref(), Some("1 2 3%"));
        assert_eq!(known("font-size", "medium").as_deref(), Some("16px"));
        for value in ["1rem", "2vw", "calc(1px + 2px)", "wide"] {
            assert_eq!(known("stroke-width", value), None, "{value}");
        }
        assert_eq!(root_size("2em"), "32");
        assert_eq!(opacity("50%").as_deref(), Some("0.5"));
        assert_eq!(opacity("half"), None);
    }
}

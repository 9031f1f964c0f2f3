//! Transformations of style sheets (CSS Transforms 1) as an attribute has them.

use super::lengths::{ANGLES, number_in};

/// A list of transformations with plain numbers; nothing for those that depend on sizes, or are of three dimensions.
pub(super) fn attribute(value: &str) -> Option<String> {
    if value.trim().eq_ignore_ascii_case("none") {
        return Some(String::new());
    }
    let mut out = Vec::new();
    let mut rest = value.trim();
    while !rest.is_empty() {
        let (name, inner) = rest.split_once('(')?;
        let (arguments, after) = inner.split_once(')')?;
        let name = name.trim().to_ascii_lowercase();
        let numbers: Option<Vec<f64>> = arguments
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .map(|word| number(word, matches!(name.as_str(), "rotate" | "skewx" | "skewy")))
            .collect();
        out.push(function(&name, &numbers?)?);
        rest = after.trim_start();
    }
    Some(out.join(" "))
}

/// A transformation as an attribute writes it, from its name in small letters and its plain numbers.
fn function(name: &str, numbers: &[f64]) -> Option<String> {
    let written = match (name, numbers) {
        ("translatex", [x]) => return Some(format!("translate({x} 0)")),
        ("translatey", [y]) => return Some(format!("translate(0 {y})")),
        ("scalex", [x]) => return Some(format!("scale({x} 1)")),
        ("scaley", [y]) => return Some(format!("scale(1 {y})")),
        ("translate" | "scale", [_] | [_, _]) | ("rotate", [_]) | ("matrix", [_, _, _, _, _, _]) => name,
        ("skewx", [_]) => "skewX",
        ("skewy", [_]) => "skewY",
        _ => return None,
    };
    let arguments: Vec<String> = numbers.iter().map(f64::to_string).collect();
    Some(format!("{written}({})", arguments.join(" ")))
}

/// Units of lengths, with their pixels.
const LENGTHS: [(&str, f64); 5] =
    [("px", 1.0), ("mm", 96.0 / 25.4), ("cm", 96.0 / 2.54), ("in", 96.0), ("pt", 96.0 / 72.0)];

fn number(word: &str, is_angle: bool) -> Option<f64> {
    let units: &[(&str, f64)] = if is_angle { &ANGLES } else { &LENGTHS };
    number_in(&word.to_ascii_lowercase(), units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_have_plain_numbers() {
        assert_eq!(attribute("none").as_deref(), Some(""));
        assert_eq!(attribute("translate(10px, 5px) rotate(0.25turn)").as_deref(), Some("translate(10 5) rotate(90)"));
        assert_eq!(attribute("scaleX(-1)").as_deref(), Some("scale(-1 1)"));
        for value in ["translate(50%)", "rotate3d(1,1,1,45deg)", "rotate(45deg", "turned"] {
            assert_eq!(attribute(value), None, "{value}");
        }
    }
}

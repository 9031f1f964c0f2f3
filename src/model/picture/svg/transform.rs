//! Transformations of style sheets (CSS Transforms 1) as an attribute has them.

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

fn function(name: &str, numbers: &[f64]) -> Option<String> {
    let listed = |name: &str| {
        let all: Vec<String> = numbers.iter().map(f64::to_string).collect();
        format!("{name}({})", all.join(" "))
    };
    Some(match (name, numbers) {
        ("translate" | "scale", [_] | [_, _]) => listed(name),
        ("rotate", [_]) => listed("rotate"),
        ("skewx", [_]) => listed("skewX"),
        ("skewy", [_]) => listed("skewY"),
        ("matrix", [_, _, _, _, _, _]) => listed("matrix"),
        ("translatex", [x]) => format!("translate({x} 0)"),
        ("translatey", [y]) => format!("translate(0 {y})"),
        ("scalex", [x]) => format!("scale({x} 1)"),
        ("scaley", [y]) => format!("scale(1 {y})"),
        _ => return None,
    })
}

fn number(word: &str, angle: bool) -> Option<f64> {
    let word = word.to_ascii_lowercase();
    let units: &[(&str, f64)] = if angle {
        &[("grad", 0.9), ("deg", 1.0), ("rad", 180.0 / std::f64::consts::PI), ("turn", 360.0)]
    } else {
        &[("px", 1.0), ("mm", 96.0 / 25.4), ("cm", 96.0 / 2.54), ("in", 96.0), ("pt", 96.0 / 72.0)]
    };
    let (number, factor) =
        units.iter().find_map(|(unit, factor)| Some((word.strip_suffix(unit)?, *factor))).unwrap_or((&word, 1.0));
    number.parse::<f64>().ok().map(|number| number * factor).filter(|number| number.is_finite())
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

//! Families of fonts that drawings ask for, and those of the report that take their places.

use unicode_normalization::UnicodeNormalization;

/// From this weight on, letters are bold: there is nothing between the two weights of BIZ UDGothic.
const BOLD: u16 = 600;

const GOTHIC: &str = "BIZ UDGothic";
const MINCHO: &str = "BIZ UDMincho";

/// Parts of the names of fonts with serifs, which no other fonts have in theirs.
const SERIFS: [&str; 24] = [
    "mincho",
    "明朝",
    "serif",
    "times",
    "georgia",
    "garamond",
    "cambria",
    "palatino",
    "century",
    "bookman",
    "book antiqua",
    "baskerville",
    "caslon",
    "didot",
    "bodoni",
    "constantia",
    "batang",
    "simsun",
    "mingliu",
    "song",
    "ming",
    "roman",
    "教科書",
    "kyokasho",
];

/// The families by which letters are set: those that the drawing names, as far as there are such fonts, and then one of
/// the report's. Mincho has no bold; its place takes Gothic, as in the report's own texts.
pub(super) fn families(asked: &str, weight: u16) -> String {
    let is_bold = weight >= BOLD;
    let names: Vec<String> = super::syntax::parts(asked, ',')
        .into_iter()
        .map(|part| asked[part].trim().trim_matches(['"', '\'']).trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let has_serifs = names.first().is_some_and(|name| has_serifs(name));
    let stand_in = if has_serifs && !is_bold { MINCHO } else { GOTHIC };
    let mut families: Vec<String> = names
        .iter()
        .filter(|name| !(is_generic(name) || is_bold && is_ours_without_bold(name)))
        .map(|name| format!("'{}'", name.replace(['\'', '"', '\\'], "")))
        .collect();
    families.push(format!("'{stand_in}'"));
    families.dedup();
    families.join(", ")
}

fn has_serifs(name: &str) -> bool {
    let name: String = name.nfkc().flat_map(char::to_lowercase).collect();
    SERIFS.iter().any(|part| name.contains(part)) && !name.contains("sans") && !name.contains("gothic")
}

fn is_generic(name: &str) -> bool {
    const GENERIC: [&str; 13] = [
        "serif",
        "sans-serif",
        "monospace",
        "cursive",
        "fantasy",
        "system-ui",
        "ui-serif",
        "ui-sans-serif",
        "ui-monospace",
        "ui-rounded",
        "emoji",
        "math",
        "fangsong",
    ];
    let name = name.to_ascii_lowercase();
    GENERIC.contains(&name.as_str()) || name.starts_with('-')
}

fn is_ours_without_bold(name: &str) -> bool {
    matches!(name.to_ascii_lowercase().as_str(), "biz udmincho" | "biz udpmincho")
}

/// A weight as a number (CSS Fonts 4, §2.2); nothing for what is none.
pub(super) fn weight(text: &str, outer: u16) -> Option<u16> {
    match text.trim().to_ascii_lowercase().as_str() {
        "normal" | "initial" => Some(400),
        "bold" => Some(700),
        "bolder" => Some(if outer < 350 {
            400
        } else if outer < 550 {
            700
        } else {
            900
        }),
        "lighter" => Some(if outer < 550 {
            100
        } else if outer < 750 {
            400
        } else {
            700
        }),
        "inherit" | "unset" | "revert" => Some(outer),
        number => {
            number.parse::<f64>().ok().filter(|number| (1.0..=1000.0).contains(number)).map(|number| number as u16)
        }
    }
}

/// The parts of `font`: style, weight, size and families (CSS Fonts 4, §4.7); nothing for fonts of the system.
pub(super) fn shorthand(text: &str) -> Option<Vec<(&'static str, String)>> {
    let (mut style, mut boldness) = ("normal".to_owned(), "400".to_owned());
    let mut rest = text.trim();
    loop {
        let (word, behind) = rest.split_once(char::is_whitespace)?;
        let behind = behind.trim_start();
        match word.to_ascii_lowercase().as_str() {
            "normal" | "small-caps" | "condensed" | "expanded" | "semi-condensed" | "semi-expanded" => {}
            word @ ("italic" | "oblique") => style = word.to_owned(),
            word if is_weight(word) => boldness = word.to_owned(),
            size => {
                let (size, families) = size_and_families(size, behind)?;
                return Some(vec![
                    ("font-style", style),
                    ("font-weight", boldness),
                    ("font-size", size.to_owned()),
                    ("font-family", families.to_owned()),
                ]);
            }
        }
        rest = behind;
    }
}

/// Whether a word of `font` is a weight, rather than a size: a number without a unit.
fn is_weight(word: &str) -> bool {
    matches!(word, "bold" | "bolder" | "lighter")
        || (weight(word, 400).is_some() && !word.ends_with(|c: char| c == '%' || c.is_alphabetic()))
}

/// The size and the families of `font`, without the height of lines behind the size; what stands `behind` begins with
/// that where its stroke stands apart.
fn size_and_families<'t>(size: &'t str, behind: &'t str) -> Option<(&'t str, &'t str)> {
    let (size, families) = match size.split_once('/') {
        Some((size, "")) => (size, behind.split_once(char::is_whitespace)?.1),
        Some((size, _)) => (size, behind),
        None => match behind.strip_prefix('/') {
            Some(height) => (size, height.trim_start().split_once(char::is_whitespace)?.1),
            None => (size, behind),
        },
    };
    let families = families.trim();
    (!families.is_empty()).then_some((size, families))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_families_have_their_places_taken() {
        for (asked, weight, expected) in [
            ("", 400, "'BIZ UDGothic'"),
            ("sans-serif", 700, "'BIZ UDGothic'"),
            ("serif", 400, "'BIZ UDMincho'"),
            ("serif", 600, "'BIZ UDGothic'"),
            ("monospace", 400, "'BIZ UDGothic'"),
            ("'ＭＳ 明朝'", 400, "'ＭＳ 明朝', 'BIZ UDMincho'"),
            ("\"ＭＳ ゴシック\", serif", 400, "'ＭＳ ゴシック', 'BIZ UDGothic'"),
            (
                "Yu Gothic,'Yu Gothic_MSFontService',sans-serif",
                400,
                "'Yu Gothic', 'Yu Gothic_MSFontService', 'BIZ UDGothic'",
            ),
            ("'Hiragino Mincho ProN'", 400, "'Hiragino Mincho ProN', 'BIZ UDMincho'"),
            ("Noto Serif JP", 700, "'Noto Serif JP', 'BIZ UDGothic'"),
            ("'Noto Sans CJK JP'", 400, "'Noto Sans CJK JP', 'BIZ UDGothic'"),
            ("Times New Roman", 400, "'Times New Roman', 'BIZ UDMincho'"),
            ("Arial, Helvetica, sans-serif", 400, "'Arial', 'Helvetica', 'BIZ UDGothic'"),
            ("'BIZ UDMincho'", 700, "'BIZ UDGothic'"),
            ("'BIZ UDGothic'", 700, "'BIZ UDGothic'"),
        ] {
            assert_eq!(families(asked, weight), expected, "{asked} {weight}");
        }
    }

    #[test]
    fn the_shorthand_has_all_parts() {
        let part = |text: &str, name: &str| {
            let all = shorthand(text)?;
            all.into_iter().find(|(part, _)| *part == name).map(|(_, value)| value)
        };
        assert_eq!(
            part("italic bold 12px/1.5 'MS Gothic', serif", "font-family").as_deref(),
            Some("'MS Gothic', serif")
        );
        assert_eq!(part("italic bold 12px/1.5 X", "font-weight").as_deref(), Some("bold"));
        assert_eq!(part("600 1em X", "font-weight").as_deref(), Some("600"));
        assert_eq!(part("12pt X Y", "font-size").as_deref(), Some("12pt"));
        assert_eq!(part("12pt / 2 X", "font-family").as_deref(), Some("X"));
        assert_eq!(shorthand("caption"), None);
    }
}

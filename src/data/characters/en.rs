//! Messages about characters that cannot be printed, or not as the text around them.

use super::code_points;
use crate::diagnostic::{Language, listing};
use crate::japanese::{
    is_emoji, is_emoji_of_several, is_flag, is_of_symbol_font, is_private, is_variation_selector, substitute,
};
use crate::limits;

/// A character that no text may hold, in a sign that is more than it where it joins emoji.
pub(crate) fn forbidden(code_point: u32, sign: &str) -> String {
    if is_emoji_of_several(sign) {
        return format!(
            "`{sign}` is several emoji joined by the invisible character U+{code_point:04X}, which cannot be printed"
        );
    }
    format!("this text has the character U+{code_point:04X}, which cannot be printed")
}

pub(crate) fn forbidden_hint(sign: &str) -> &'static str {
    if is_flag(sign) {
        "write the name of the country or region"
    } else if is_emoji_of_several(sign) {
        "use words, or a symbol such as ★ or ○"
    } else {
        "delete it; such characters often come with pasted text"
    }
}

/// A sign that no font has.
pub(crate) fn missing(sign: &str) -> String {
    let mut characters = sign.chars();
    let first = characters.next().unwrap_or_default();
    match characters.next() {
        None => format!("no font has the character `{first}` (U+{:04X})", u32::from(first)),
        Some(second @ ('\u{FE0E}' | '\u{FE0F}')) if characters.next().is_none() => {
            format!(
                "no font has `{first}` as an emoji, which the invisible U+{:04X} after it requires",
                u32::from(second)
            )
        }
        Some(_) if is_emoji(sign) => format!("no font has the emoji `{sign}` ({})", code_points(sign)),
        Some(second) if is_variation_selector(second) => {
            format!("no font has the variant (U+{:04X}) of the character `{first}`", u32::from(second))
        }
        Some(_) => format!("no font has `{sign}` ({}) as one character", code_points(sign)),
    }
}

pub(crate) fn missing_hints(sign: &str, added: &[String]) -> Vec<String> {
    let mut hints = Vec::new();
    if is_of_symbol_font(sign) {
        hints.push(
            "replace it: this is a character of a symbol font such as Wingdings, perhaps pasted from Word or Excel"
                .to_owned(),
        );
    }
    match substitute(sign) {
        Some(written) if sign.starts_with(&written) => {
            hints.push(format!("delete the invisible character, and keep only `{written}`"));
        }
        Some(written) => hints.push(format!("write `{written}` instead")),
        None if is_flag(sign) => hints.push("write the name of the country or region".to_owned()),
        None if is_emoji(sign) => hints.push("use words, or a symbol such as ★ or ○".to_owned()),
        None if is_of_symbol_font(sign) => hints.push("write an ordinary symbol, such as → or ■".to_owned()),
        None if is_private(sign) => {
            hints.push("write the standard character; private characters (外字) work only on the computer where they were made".to_owned());
        }
        None if sign.contains(is_variation_selector) => {
            hints.push("delete the invisible selector after the character, if its usual form is acceptable".to_owned());
        }
        None => hints.push("replace it with another character".to_owned()),
    }
    if !is_of_symbol_font(sign) && !is_emoji(sign) {
        hints.push(
            "or add a font that has it with `--font-path`, and name that font in a custom `typst/theme.typ`".to_owned(),
        );
        hints.extend(unnamed(added));
    }
    hints
}

/// Fonts that were added help only where they are named.
fn unnamed(added: &[String]) -> Option<String> {
    let names = added.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    (!added.is_empty())
        .then(|| format!("to use the fonts that you added ({names}), name them in a custom `typst/theme.typ`"))
}

/// Letters in another style than the text around them.
pub(crate) fn other_style(characters: &str, font: &str) -> String {
    format!("the text font does not have {}, which is printed in the different style of `{font}`", each(characters))
}

pub(crate) fn other_style_hints(font: &str) -> Vec<String> {
    vec![
        "if this looks acceptable, nothing has to be done".to_owned(),
        format!(
            "or add a Mincho font that has it with `--font-path`, and name that font before `{font}` in `mincho` of a custom `typst/theme.typ`"
        ),
    ]
}

fn each(characters: &str) -> String {
    let names: Vec<String> = characters.chars().take(limits::NAMED).map(String::from).collect();
    match characters.chars().count() - names.len() {
        0 => listing(&names, Language::English).replace(" or `", " and `"),
        more => format!("{} and {more} more characters", listing(&names, Language::English).replace(" or `", ", `")),
    }
}

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
        return format!("`{sign}`は複数の絵文字を見えない文字U+{code_point:04X}でつないだもので、印刷できません");
    }
    format!("印刷できない文字U+{code_point:04X}が入っています")
}

pub(crate) fn forbidden_hint(sign: &str) -> &'static str {
    if is_flag(sign) {
        "国や地域の名前を書いてください"
    } else if is_emoji_of_several(sign) {
        "言葉か、★や○などの記号に書き換えてください"
    } else {
        "削除してください。文章を貼り付けたときに紛れ込むことがあります"
    }
}

/// A sign that no font has.
pub(crate) fn missing(sign: &str) -> String {
    let mut characters = sign.chars();
    let first = characters.next().unwrap_or_default();
    match characters.next() {
        None => format!("文字`{first}`（U+{:04X}）を持つフォントがありません", u32::from(first)),
        Some(second @ ('\u{FE0E}' | '\u{FE0F}')) if characters.next().is_none() => {
            format!(
                "`{first}`の後に、絵文字にするかどうかを指定する見えない文字U+{:04X}がありますが、その形を持つフォントがありません",
                u32::from(second)
            )
        }
        Some(_) if is_emoji(sign) => format!("絵文字`{sign}`（{}）を持つフォントがありません", code_points(sign)),
        Some(second) if is_variation_selector(second) => {
            format!("`{first}`の異体字（U+{:04X}）を持つフォントがありません", u32::from(second))
        }
        Some(_) => format!("`{sign}`（{}）を一つの文字として持つフォントがありません", code_points(sign)),
    }
}

pub(crate) fn missing_hints(sign: &str, added: &[String]) -> Vec<String> {
    let mut hints = Vec::new();
    if is_of_symbol_font(sign) {
        hints.push(
            "別の文字に書き換えてください。Wingdingsなどの記号用フォントの文字で、WordやExcelから貼り付けると入ることがあります".to_owned(),
        );
    }
    match substitute(sign) {
        Some(written) if sign.starts_with(&written) => {
            hints.push(format!("見えない文字を削除し、`{written}`だけにしてください"));
        }
        Some(written) => hints.push(format!("`{written}`と書いてください")),
        None if is_flag(sign) => hints.push("国や地域の名前を書いてください".to_owned()),
        None if is_emoji(sign) => hints.push("言葉か、★や○などの記号に書き換えてください".to_owned()),
        None if is_of_symbol_font(sign) => hints.push("→や■などの普通の記号に書き換えてください".to_owned()),
        None if is_private(sign) => {
            hints.push("標準の文字に書き換えてください。外字は、作られたパソコンでしか正しく表示されません".to_owned());
        }
        None if sign.contains(is_variation_selector) => {
            hints.push("通用の字体でよければ、文字の後の見えない異体字セレクタを削除してください".to_owned());
        }
        None => hints.push("別の文字にしてください".to_owned()),
    }
    if !is_of_symbol_font(sign) && !is_emoji(sign) {
        hints.push(
            "その文字が必要なときは、それを持つフォントを`--font-path`で加え、独自の`typst/theme.typ`にそのフォントの名前を書いてください"
                .to_owned(),
        );
        hints.extend(unnamed(added));
    }
    hints
}

/// Fonts that were added help only where they are named.
fn unnamed(added: &[String]) -> Option<String> {
    let names = added.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、");
    (!added.is_empty())
        .then(|| format!("加えたフォント（{names}）を使うには、独自の`typst/theme.typ`にその名前を書いてください"))
}

/// Letters in another style than the text around them.
pub(crate) fn other_style(characters: &str, font: &str) -> String {
    format!("本文のフォントにない文字{}が、周りと違う書体（`{font}`）で印刷されます", each(characters))
}

pub(crate) fn other_style_hints(font: &str) -> Vec<String> {
    vec![
        "このままでよければ、対応は要りません".to_owned(),
        format!(
            "書体をそろえるには、その文字を持つ明朝体のフォントを`--font-path`で加え、独自の`typst/theme.typ`の`mincho`で、`{font}`より前にその名前を書いてください"
        ),
    ]
}

fn each(characters: &str) -> String {
    let names: Vec<String> = characters.chars().take(limits::NAMED).map(String::from).collect();
    match characters.chars().count() - names.len() {
        0 => listing(&names, Language::Japanese),
        more => format!("{}（ほか{more}字）", listing(&names, Language::Japanese)),
    }
}

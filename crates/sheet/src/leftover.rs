//! What spreadsheets and web pages leave in texts that were copied from them.

use std::ops::Range;

/// The values that spreadsheets show where a formula has no result (ISO/IEC 29500-1 §18.17.3, and those added since).
const ERRORS: [&str; 16] = [
    "#REF!",
    "#N/A",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#PYTHON!",
    "#GETTING_DATA",
];

/// The error of a spreadsheet that a text holds: `#REF!`, `Err:502`. `#N/A` is one only as the whole text.
pub fn error_value(text: &str) -> Option<&str> {
    let whole = text.trim();
    if whole.len() <= 8
        && whole.strip_prefix("Err:").is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()))
    {
        return Some(whole);
    }
    let error = text.match_indices('#').find_map(|(start, _)| error_at(&text[start..]))?;
    (!error.eq_ignore_ascii_case("#N/A") || whole.len() == error.len()).then_some(error)
}

/// The error that a text begins with.
fn error_at(text: &str) -> Option<&str> {
    ERRORS.iter().find_map(|error| text.get(..error.len()).filter(|part| part.eq_ignore_ascii_case(error)))
}

/// The names of entities that are found in text from web pages.
const ENTITIES: [&str; 20] = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "copy", "reg", "yen", "deg", "times", "ndash", "mdash", "hellip",
    "lsquo", "rsquo", "ldquo", "rdquo", "ensp", "emsp",
];

/// The names of tags that are found in text from web pages.
const TAGS: [&str; 18] = [
    "br", "p", "b", "i", "u", "a", "strong", "em", "span", "div", "font", "td", "tr", "th", "table", "sup", "sub", "li",
];

/// The first entity or tag of HTML in a text, such as `&nbsp;` and `<br>`.
pub fn markup(text: &str) -> Option<Range<usize>> {
    text.match_indices(['&', '<']).find_map(|(start, sign)| {
        let rest = &text[start + 1..];
        let length = if sign == "&" { entity(rest) } else { tag(rest) }?;
        Some(start..start + 1 + length)
    })
}

/// The length of an entity behind its `&`.
fn entity(rest: &str) -> Option<usize> {
    // No name is longer, and a text of ampersands is gone through once.
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = rest.get(..end)?;
    let number = name.strip_prefix('#').is_some_and(|code| {
        let hex = code.strip_prefix(['x', 'X']);
        let digits = hex.unwrap_or(code);
        !digits.is_empty() && digits.chars().all(|c| c.is_digit(if hex.is_some() { 16 } else { 10 }))
    });
    (number || ENTITIES.contains(&name)).then_some(end + 1)
}

/// The length of a tag behind its `<`.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let skipped = rest.len() - name.len();
    let length = name.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    if !TAGS.iter().any(|tag| name.get(..length).is_some_and(|typed| typed.eq_ignore_ascii_case(tag))) {
        return None;
    }
    let behind = &name[length..];
    let end = behind.bytes().take(200).position(|byte| matches!(byte, b'>' | b'<'))?;
    let attributes = behind.get(..end)?;
    let plain =
        attributes.trim_matches([' ', '/']).is_empty() || (attributes.starts_with(' ') && attributes.contains('='));
    (plain && behind.as_bytes()[end] == b'>').then_some(skipped + length + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_spreadsheets_are_found() {
        for text in ["#REF!", " #N/A ", "#n/a", "#DIV/0!", "合計#REF!件", "#NAME?", "Err:502", "#SPILL!"] {
            assert!(error_value(text).is_some(), "{text}");
        }
        for text in ["", "#", "＃", "#1", "#N/Aの扱い", "C#とF#", "Err:5", "参照エラー", "A#B"] {
            assert_eq!(error_value(text), None, "{text}");
        }
    }

    #[test]
    fn markup_of_web_pages_is_found() {
        for (text, found) in [
            ("甲&nbsp;乙", "&nbsp;"),
            ("R&amp;D", "&amp;"),
            ("&#12354;", "&#12354;"),
            ("&#x3042;", "&#x3042;"),
            ("一行目<br>二行目", "<br>"),
            ("<BR />", "<BR />"),
            ("</td>", "</td>"),
            ("<a href=\"x\">", "<a href=\"x\">"),
        ] {
            assert_eq!(markup(text).map(|range| &text[range]), Some(found), "{text}");
        }
        for text in
            ["", "R&D", "Q&A;", "a<b", "p<0.05", "5<b>3", "A&B;C", "&;", "<>", "<株>", "x < p > y", "if a<b and c>d"]
        {
            let found = markup(text).map(|range| &text[range]);
            assert!(found.is_none() || text == "5<b>3", "{text}: {found:?}");
        }
    }
}

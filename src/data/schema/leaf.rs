//! The forms of texts, numbers, dates and ids.

use std::collections::BTreeSet;

use super::{Json, Schemas, json};
use crate::data::characters::is_unprintable;
use crate::limits;

/// A form that is defined once, with what an editor says where a value has another.
fn form(schemas: &mut Schemas, name: &str, english: [&str; 3], kind: &str, rules: Vec<(&str, Json)>) -> Json {
    schemas.define(name, |schemas| {
        let [title, description, refusal] = schemas.words().of_form(name, english);
        let mut entries = vec![
            ("title".to_owned(), Json::Text(title)),
            ("description".to_owned(), Json::Text(description)),
            ("type".to_owned(), json!(kind)),
        ];
        entries.extend(rules.into_iter().map(|(key, rule)| (key.to_owned(), rule)));
        entries.push(("errorMessage".to_owned(), Json::Text(refusal)));
        Json::Object(entries)
    })
}

/// The marks of texts, for whoever types one.
const MARKS: &str = "**bold**, ^[a note], [text](https://…), {ruby|reading}, 10^{12}, CO_{2}, {|} where a line may be broken, and {+} \
                     where it must not be broken. A backslash before a mark makes it literal.";
/// What is said of a text with marks that has another form.
const REFUSED: &str = "Write one line of text in quotes: not empty, without line breaks, tabs or control characters; \
                       links begin with https://, http:// or mailto:.";

/// One line that may hold marks, such as a title.
pub(in crate::data) fn text(schemas: &mut Schemas) -> Json {
    let description = format!("A short text of one line, which can have marks: {MARKS}");
    with_marks(schemas, "Text", ["Text", &description, REFUSED])
}

/// One line of running text, with marks.
pub(in crate::data) fn inline(schemas: &mut Schemas) -> Json {
    let description = format!("A text of one line, which can have marks: {MARKS}");
    with_marks(schemas, "Inline", ["Running text", &description, REFUSED])
}

fn with_marks(schemas: &mut Schemas, name: &str, english: [&str; 3]) -> Json {
    let refused = format!("{}|{}", unprintable(&[]), bad_link());
    let rules = vec![("pattern", json!(r"\S")), ("not", json!({ "pattern": refused }))];
    form(schemas, name, english, "string", rules)
}

/// What is said of a cell's text that has another form.
const CELL_REFUSED: &str =
    "Write a text in quotes, without tabs or control characters; links begin with https://, http:// or mailto:.";

/// The text of a cell, of one line or several, with marks; or nothing.
pub(in crate::data) fn cell_text(schemas: &mut Schemas) -> Json {
    let description =
        format!("A text in which \\n begins a new line, and which can have marks: {MARKS} \"\" leaves the cell empty.");
    // A line break is printable here, but a carriage return only before one.
    let refused = format!("{}|\\r(?!\\n)|{}", unprintable(&['\n', '\r']), bad_link());
    let rules = vec![("not", json!({ "pattern": refused }))];
    form(schemas, "CellText", ["Text of a cell", &description, CELL_REFUSED], "string", rules)
}

/// One line that is not set: read aloud, or compared with a text that is.
pub(in crate::data) fn plain_text(schemas: &mut Schemas) -> Json {
    let english = [
        "Plain text",
        "A text of one line.",
        "Write one line of text in quotes: not empty, without line breaks, tabs or control characters.",
    ];
    let rules = vec![("pattern", json!(r"\S")), ("not", json!({ "pattern": (unprintable(&[])) }))];
    form(schemas, "PlainText", english, "string", rules)
}

/// An exact decimal number.
///
/// How many digits stand after the point is not said: `multipleOf` fails on binary fractions.
pub(in crate::data) fn number(schemas: &mut Schemas) -> Json {
    let english = [
        "Number",
        "A number such as 1376 or 13.17, without quotes or separators; at most 9 digits after the decimal point.",
        "Write a number without quotes or separators, such as 1376, with at most 18 digits.",
    ];
    let largest = i64::try_from(limits::NUMBER).unwrap_or(i64::MAX);
    let rules = vec![("exclusiveMinimum", json!(-largest)), ("exclusiveMaximum", json!(largest))];
    form(schemas, "Number", english, "number", rules)
}

/// A number that is drawn.
pub(in crate::data) fn measure(schemas: &mut Schemas) -> Json {
    number(schemas)
}

/// A date of a year, a month or a day that exists.
pub(in crate::data) fn date(schemas: &mut Schemas) -> Json {
    let english = [
        "Date",
        "A year, month or day, as precise as it is known: \"2019\", \"2019-03\" or \"2019-03-31\"; a fiscal year: \"FY2018\".",
        "Write an existing date in quotes: \"2019\", \"2019-03\", \"2019-03-31\" or \"FY2018\".",
    ];
    let month = "(?:0[1-9]|1[0-2])";
    let long = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])";
    let short = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)";
    let february = "02-(?:0[1-9]|1[0-9]|2[0-8])";
    // Every fourth year is a leap year, of full centuries every fourth.
    let fourth = "(?:[2468][048]|[13579][26])";
    let leap = format!("(?:[1-9][0-9](?:0[48]|{fourth})|{fourth}00)");
    let pattern =
        format!("^(?:[1-9][0-9]{{3}}(?:-(?:{month}|{long}|{short}|{february}))?|{leap}-02-29|FY[1-9][0-9]{{3}})$");
    let rules =
        vec![("pattern", Json::Text(pattern)), ("examples", json!(["2019", "2019-03", "2019-03-31", "FY2018"]))];
    form(schemas, "Date", english, "string", rules)
}

/// An id.
pub(in crate::data) fn id(schemas: &mut Schemas) -> Json {
    let english = [
        "Id",
        "A name for references, which is not printed: lower-case letters, digits and hyphens, such as \"licensed-out\".",
        "Write an id: at most 64 lower-case letters a–z, digits and hyphens, beginning with a letter.",
    ];
    form(schemas, "Id", english, "string", vec![("pattern", json!("^[a-z][a-z0-9-]{0,63}$"))])
}

/// A path within the report's folder.
pub(in crate::data) fn path(schemas: &mut Schemas) -> Json {
    let english = [
        "Path",
        "The path of a file in the report's folder, such as \"pictures/weir.png\".",
        "Write a path in the report's folder, such as \"pictures/weir.png\", without \"..\".",
    ];
    // Each name as `is_plain_path` wants it; control characters are refused below.
    let pattern = r"^(?=.*\S)(?!\.)[^/\\:]*[^/\\:. ](?:/(?!\.)[^/\\:]*[^/\\:. ])*$";
    let rules = vec![("pattern", json!(pattern)), ("not", json!({ "pattern": (unprintable(&[])) }))];
    form(schemas, "Path", english, "string", rules)
}

/// `true` or `false`.
pub(in crate::data) fn flag() -> Json {
    json!({ "type": "boolean" })
}

/// A link of plain text, not inside other marks, that leads neither to the web nor to an address.
///
/// What stands before it may hold anything but marks that could make it literal. Links within
/// more intricate marks are judged only when the report is loaded.
fn bad_link() -> String {
    let scheme = format!("(?:{}{}?{}|{})", any_width("http"), any_width("s"), any_width("://"), any_width("mailto:"));
    format!(
        r#"^(?:[^\\{{\]]|\](?!\()|\]\({scheme}[^\s"\\()\[\]{{}}*]+\))*\[[^\\\[\]{{}}*^()]+\]\((?!{scheme}[^\s"\\)]+\))[^\\\[\]{{}}*()]+\)"#
    )
}

/// A pattern for a word of ASCII in half-width or full-width letters, small or large.
fn any_width(word: &str) -> String {
    let classes = word.chars().map(|c| {
        let cases = [c, c.to_ascii_uppercase()];
        // Full-width forms stand in the order of ASCII (U+FF01 to U+FF5E for U+0021 to U+007E).
        let wide = cases.iter().filter_map(|c| char::from_u32(u32::from(*c) + 0xFEE0));
        let forms: BTreeSet<char> = wide.chain(cases).collect();
        format!("[{}]", forms.into_iter().collect::<String>())
    });
    classes.collect()
}

/// A class of all characters that no text may hold.
///
/// Beyond the Basic Multilingual Plane they stand for themselves, because no escape is common
/// to all dialects of regular expressions.
fn unprintable(except: &[char]) -> String {
    let mut class = String::from("[");
    let mut all = (0..=u32::from(char::MAX))
        .filter_map(char::from_u32)
        .filter(|c| is_unprintable(*c) && !except.contains(c))
        .peekable();
    while let Some(first) = all.next() {
        let mut last = first;
        while let Some(next) = all.next_if(|next| u32::from(*next) == u32::from(last) + 1) {
            last = next;
        }
        push(&mut class, first);
        if last != first {
            class.push('-');
            push(&mut class, last);
        }
    }
    class.push(']');
    class
}

fn push(class: &mut String, c: char) {
    match u32::from(c) {
        code @ 0..=0xFFFF => class.push_str(&format!("\\u{code:04X}")),
        _ => class.push(c),
    }
}

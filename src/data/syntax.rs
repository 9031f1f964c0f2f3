//! What is wrong with text that is not JSON, and what to write instead.
//!
//! The parser tells what it did not expect. What was meant is seen by the word at that place, which may be a number as
//! people type it, a date, or a word of another language.

use std::ops::Range;

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::{ParseError, ParseErrorKind as Kind};

use crate::diagnostic::{AnyProblem, Language, Reason, Words, problems, reason};
use crate::japanese::{TypedNumber, guessed_date, typed_number};

const DOUBLE_QUOTES: Words =
    Words::new(r#"write double quotes `"` around texts"#, r#"文字列は二重引用符`"`で囲んでください"#);
const NO_COMMENTS: Words =
    Words::new("delete it: JSON has no comments", "削除してください。JSONにコメントはありません");
const OUT_OF_PLACE: Words = Words::new("this does not belong here", "ここに書けないものがあります");
const SINGLE_QUOTES: Words = Words::new("single quotes are not allowed", "一重引用符は使えません");
const KEY_NOT_IN_QUOTES: Words = Words::new("a key must be in double quotes", "キーが二重引用符で囲まれていません");
const NUMBER_MALFORMED: Words = Words::new("this is not a valid number", "数値の書き方が正しくありません");
const COMMENTS_NOT_ALLOWED: Words = Words::new("comments are not allowed", "コメントは書けません");

/// The problem that an error of the parser stands for, and the range to show.
pub(super) fn problem(error: &ParseError, text: &str) -> (Range<usize>, AnyProblem) {
    let start = error.range().start.min(text.len());
    // An error that runs to the end of the file is shown where it begins.
    let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let shown = start..error.range().end.clamp(start, line_end);
    let kind = error.kind();
    let within_text = matches!(kind, Kind::String(_) | Kind::UnterminatedArray | Kind::UnterminatedObject);
    let found = if within_text { None } else { mistaken(text, start) };
    match found {
        Some((range, reason, remedy)) => (range, JsonSyntax { reason, remedy }.into()),
        None => (shown, JsonSyntax { reason: reason(kind).into(), remedy: remedy(kind).into() }.into()),
    }
}

/// Whether a word is a number as JSON has it, after which something else is wrong.
fn is_sound(typed: &str, number: &TypedNumber) -> bool {
    number.unit.is_empty() && number.digits.eq_ignore_ascii_case(typed)
}

/// The digits on both sides of blanks in a number such as 1 376, and their range.
fn parted_by_blanks(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let digits = |part: &str| part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let after = text[at..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let end = text.len() - after.len() + digits(after);
    let (first, second) = (&before[start..], &after[..digits(after)]);
    let grouped = (1..=3).contains(&first.len()) && second.len() == 3 && before.len() < text.len() - after.len();
    grouped.then(|| (start..end, format!("{first}{second}")))
}

/// Characters that end a word outside of texts.
fn ends(c: char) -> bool {
    c.is_whitespace() || "\",:{}[]，、：；;｛｝［］＂“”„「」『』'‘’＇=#".contains(c)
}

/// The word round a place, if it is not within a text. A number with separators is one word.
fn word(text: &str, at: usize) -> Range<usize> {
    let separates = |place: usize, c: char| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        matches!(c, ',' | '，')
            && digit(text[..place].chars().next_back())
            && digit(text[place + c.len_utf8()..].chars().next())
    };
    let (mut start, mut end) = (at, at);
    while let Some(c) = text[..start].chars().next_back()
        && (!ends(c) || separates(start - c.len_utf8(), c))
    {
        start -= c.len_utf8();
    }
    while let Some(c) = text[end..].chars().next()
        && (!ends(c) || separates(end, c))
    {
        end += c.len_utf8();
    }
    start..end
}

/// What was meant at a place where the parser stopped, if that can be told: what to show, why, and what to write.
fn mistaken(text: &str, at: usize) -> Option<(Range<usize>, Reason, Reason)> {
    let found = text[at..].chars().next()?;
    let sign = at..at + found.len_utf8();
    if let Some((range, digits)) = parted_by_blanks(text, at) {
        return Some((
            range,
            NUMBER_MALFORMED.into(),
            reason!(
                "write `{name}` without separators; they are added in print",
                "桁区切りを付けずに`{name}`と書いてください。桁区切りは印刷のときに付きます",
                name = digits
            ),
        ));
    }
    let range = word(text, at);
    let typed = text.get(range.clone()).unwrap_or_default();
    let known = |reason: Words, remedy: Words| Some((sign.clone(), reason.into(), remedy.into()));
    match found {
        '“' | '”' | '„' | '＂' | '「' | '『' => {
            return known(
                Words::new("this is not a straight quotation mark", "半角の引用符ではありません"),
                Words::new(r#"write straight quotes: `"`"#, r#"半角の引用符`"`で書いてください"#),
            );
        }
        '\'' | '‘' | '’' | '＇' | '`' => return known(SINGLE_QUOTES, DOUBLE_QUOTES),
        '，' if typed_number(typed).is_some() => {}
        '，' | '、' | '：' | '｛' | '｝' | '［' | '］' => {
            return known(
                Words::new("this character is full-width", "記号が全角です"),
                Words::new(
                    "write a half-width character: `,` `:` `{` `}` `[` `]`",
                    "半角で書いてください（`,` `:` `{` `}` `[` `]`）",
                ),
            );
        }
        '#' | '＃' => return known(COMMENTS_NOT_ALLOWED, NO_COMMENTS),
        '/' if text[at..].starts_with("//") || text[at..].starts_with("/*") => {
            return known(COMMENTS_NOT_ALLOWED, NO_COMMENTS);
        }
        ';' | '；' => return known(OUT_OF_PLACE, Words::new("write a comma `,`", "コンマ`,`で区切ってください")),
        '=' | '＝' => {
            return known(
                OUT_OF_PLACE,
                Words::new("write a colon `:` between key and value", "キーと値の間はコロン`:`で区切ってください"),
            );
        }
        c if c.is_whitespace() && !c.is_ascii_whitespace() || c == '\u{FEFF}' => {
            let code = format!("U+{:04X}", u32::from(c));
            return Some((
                sign,
                reason!(
                    "there is a blank that JSON does not allow, {name}",
                    "JSONでは使えない空白（{name}）があります",
                    name = code
                ),
                Words::new("write a half-width blank, or delete it", "半角の空白にするか、削除してください").into(),
            ));
        }
        _ => {}
    }
    // Behind a text, a word is more of the text, which holds a quotation mark; and a word of JSON is well by itself.
    if text[..range.start].trim_end().ends_with('"') || ["true", "false", "null"].contains(&typed) {
        return None;
    }
    if let Some(date) = guessed_date(typed).filter(|_| !typed.chars().all(|c| c.is_ascii_digit())) {
        return Some((
            range,
            reason!("the date `{name}` is not in quotes", "日付`{name}`に引用符がありません", name = typed.to_owned()),
            reason!("write `\"{name}\"`", "`\"{name}\"`と書いてください", name = date),
        ));
    }
    if let Some(number) = typed_number(typed).filter(|number| !is_sound(typed, number)) {
        let reason = NUMBER_MALFORMED.into();
        let write = match () {
            () if !number.unit.is_empty() => reason!(
                "write `{first}` without the unit `{second}`",
                "単位の`{second}`を付けずに、`{first}`と書いてください",
                first = number.digits,
                second = number.unit
            ),
            () if typed.starts_with('0') => reason!(
                "write `{digits}`; put it in quotes if it is a code",
                "`{digits}`と書いてください。番号やコードなら引用符で囲んでください",
                digits = number.digits
            ),
            () if typed.contains([',', '，']) => reason!(
                "write `{digits}` without separators; they are added in print",
                "桁区切りを付けずに`{digits}`と書いてください。桁区切りは印刷のときに付きます",
                digits = number.digits
            ),
            () => reason!("write `{digits}`", "`{digits}`と書いてください", digits = number.digits),
        };
        return Some((range, reason, write));
    }
    // Half of what was typed may be sound: `nullable` begins with a word of JSON.
    let remedy = match typed.to_ascii_lowercase().trim_start_matches(['-', '+']) {
        "true" | "yes" | "on" => Words::new("write `true` in lower case", "小文字で`true`と書いてください"),
        "false" | "no" | "off" => Words::new("write `false` in lower case", "小文字で`false`と書いてください"),
        "null" | "none" | "nil" | "undefined" | "na" | "n/a" | "#n/a" | "nan" | "inf" | "infinity" => Words::new(
            "write `null` if there is no value, or remove the key",
            "値がないときは`null`と書くか、キーごと削除してください",
        ),
        // A word in the place of a key, or of a value.
        plain if plain.starts_with(char::is_alphabetic) => {
            let key = text[range.end..].trim_start().starts_with(':');
            let reason = if key {
                KEY_NOT_IN_QUOTES.into()
            } else {
                reason!("JSON has no value `{name}`", "JSONに`{name}`という値はありません", name = typed.to_owned())
            };
            return Some((
                range,
                reason,
                Words::new(
                    r#"put texts and keys in double quotes `"`"#,
                    r#"文字列とキーは二重引用符`"`で囲んでください"#,
                )
                .into(),
            ));
        }
        _ => return None,
    };
    Some((
        range,
        reason!("JSON has no value `{name}`", "JSONに`{name}`という値はありません", name = typed.to_owned()),
        remedy.into(),
    ))
}

/// What to do where only the parser's own reason is known.
fn remedy(kind: &Kind) -> Words {
    match kind {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => NO_COMMENTS,
        Kind::TrailingCommasNotAllowed => {
            Words::new("delete the comma after the last entry", "最後の項目の後のコンマを削除してください")
        }
        Kind::ExpectedComma => Words::new(
            r#"put a comma after the previous entry; within a text, write quotes as 「」 or `\"`"#,
            r#"前の項目の後にコンマを入れてください。文字列の中の引用符は「」か`\"`と書いてください"#,
        ),
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            Words::new("close the text with `\"` on the same line", "文字列を同じ行のうちに`\"`で閉じてください")
        }
        Kind::String(_) => Words::new(
            "write `\\\\` for a backslash; other escapes are `\\\"` and `\\n`",
            "円記号（バックスラッシュ）は`\\\\`と二つ重ねて書いてください",
        ),
        Kind::SingleQuotedStringsNotAllowed => DOUBLE_QUOTES,
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::HexadecimalNumbersNotAllowed => Words::new(
            "write digits with at most one decimal point, such as `12.5`",
            "`12.5`のように、数字と一つまでの小数点で書いてください",
        ),
        Kind::NestingDepthExceeded => {
            Words::new("move the innermost entries up some levels", "いちばん内側の項目を浅い段に移してください")
        }
        Kind::UnterminatedArray => Words::new("close it with `]`", "`]`で閉じてください"),
        Kind::UnterminatedObject => Words::new("close it with `}`", "`}`で閉じてください"),
        _ => Words::new(
            "look for a missing comma, quotation mark or bracket just before this place",
            "この直前に、コンマ、引用符、括弧の抜けがないか確かめてください",
        ),
    }
}

/// The parser's reason in words of ours.
fn reason(kind: &Kind) -> Words {
    match kind {
        Kind::CommentsNotAllowed => COMMENTS_NOT_ALLOWED,
        Kind::UnterminatedCommentBlock => Words::new("a comment is not closed", "コメントが閉じていません"),
        Kind::ExpectedColonAfterObjectKey => {
            Words::new("a colon is missing after a key", "キーの後にコロン`:`がありません")
        }
        Kind::ExpectedObjectValue => Words::new("a value is missing after a colon", "コロンの後に値がありません"),
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => NUMBER_MALFORMED,
        Kind::ExpectedStringObjectProperty => KEY_NOT_IN_QUOTES,
        Kind::ExpectedComma => Words::new("a comma is missing", "コンマがありません"),
        Kind::MultipleRootJsonValues => {
            Words::new("something follows after the end", "終わりの後に余分なものがあります")
        }
        Kind::SingleQuotedStringsNotAllowed => SINGLE_QUOTES,
        Kind::String(_) => Words::new(
            "this text has no closing quotation mark, or has an invalid escape",
            "文字列が閉じていないか、エスケープ（`\\`で始まる書き方）が正しくありません",
        ),
        Kind::TrailingCommasNotAllowed => {
            Words::new("there is a comma after the last entry", "最後の項目の後にコンマがあります")
        }
        Kind::UnexpectedCloseBrace | Kind::UnexpectedCloseBracket => {
            Words::new("this closing bracket has no opening bracket", "この閉じ括弧に対応する開き括弧がありません")
        }
        Kind::UnterminatedArray => Words::new("a list is not closed", "リストが閉じていません"),
        Kind::UnterminatedObject => Words::new("an object is not closed", "オブジェクトが閉じていません"),
        Kind::NestingDepthExceeded => Words::new("brackets are nested too deep", "括弧の入れ子が深すぎます"),
        _ => OUT_OF_PLACE,
    }
}

problems! {
    /// Not valid JSON.
    K0101 error JsonSyntax { reason: Reason, remedy: Reason }
    en: { format!("this is not valid JSON: {}", reason.text(Language::English)) },
        hint { remedy.text(Language::English) };
    ja: { format!("JSONとして正しくありません: {}", reason.text(Language::Japanese)) },
        hint { remedy.text(Language::Japanese) };
}

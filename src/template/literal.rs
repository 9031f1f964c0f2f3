//! Data as Typst string literals, which no text can break out of.

use std::fmt::Write;

/// The text as a Typst string literal with its quotes.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => escape(c, &mut out),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Like [`string`], but also plain text where markup is expected instead of code.
///
/// Every character that means something in markup is escaped, which a string literal reads as
/// the same character. The quotes are then printed, so that the mistake shows.
pub fn guarded_string(text: &str) -> String {
    let mut out = String::from('"');
    let mut before = None;
    for c in text.chars() {
        // Three dots are an ellipsis in markup; a single one stays, for paths and numbers are full of them.
        let dots = c == '.' && before == Some('.');
        before = Some(c);
        if dots || c.is_control() || "\"'\\#*_$@<>[]{}/~-=+`:|^".contains(c) {
            escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out.push('"');
    out
}

/// The text as an expression that prints it and keeps the span of the literal on every glyph.
///
/// The semicolon ends the expression; without it a bracket that follows would be taken as
/// arguments of a call. Cells of tables may have line breaks.
pub fn expression(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| format!("#({});", string(line))).collect();
    lines.join("#linebreak();")
}

/// The text with every character escaped, safe in markup and inside a string literal, and an
/// error anywhere else. It stands for a plain `{{x}}`, of which the place is not known.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 8);
    text.chars().for_each(|c| escape(c, &mut out));
    out
}

fn escape(c: char, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_hold_anything() {
        assert_eq!(string(r#"a"b\c"#), r#""a\"b\\c""#);
        assert_eq!(expression("#panic()"), r##"#("#panic()");"##);
        assert_eq!(expression("a\nb"), r##"#("a");#linebreak();#("b");"##);
        assert_eq!(guarded_string("#a, 「b」"), r#""\u{23}a, 「b」""#);
        assert_eq!(guarded_string("a.b..."), r#""a.b.\u{2e}\u{2e}""#);
        assert_eq!(escaped("#a"), r"\u{23}\u{61}");
    }
}

//! Texts: inline marks, and literals of Typst.

use kakugi::japanese::{self, InlineSpan, broken_mark, parse_inline, phrases, plain, width_in_em};
use kakugi::template::literal;
use typst::syntax::ast::Expr;
use typst::syntax::{SyntaxKind, parse, parse_code};

/// Checks that all parts of runs stand in the text one behind the other.
fn in_order(runs: &[InlineSpan<'_>], text: &str, mut at: usize) -> usize {
    for run in runs {
        let part = |part: &str, at: usize| {
            let start = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
            assert!(start >= at && text.get(start..start + part.len()) == Some(part), "{part:?} of {text:?}");
            start + part.len()
        };
        at = match run {
            InlineSpan::Text(text) | InlineSpan::Super(text) | InlineSpan::Sub(text) => part(text, at),
            InlineSpan::Ruby(base, reading) => {
                let at = part(base, at);
                part(reading, at)
            }
            InlineSpan::Link(inner, target) => part(target, in_order(inner, text, at)),
            InlineSpan::Bold(inner) | InlineSpan::Note(inner) => in_order(inner, text, at),
            InlineSpan::MayBreak | InlineSpan::NoBreak => at,
        };
    }
    at
}

/// Runs are parts of the text in its order; what no mark opens is plain; backslashes keep any text as it is.
pub fn inline(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    in_order(&parse_inline(text), text, 0);
    if let Some(range) = broken_mark(text) {
        assert!(!text[range].is_empty());
    }
    if !text.contains(['*', '[', '{']) {
        assert_eq!(parse_inline(text), if text.is_empty() { vec![] } else { vec![InlineSpan::Text(text)] });
    }
    let literal = japanese::literal(text);
    assert!(parse_inline(&literal).iter().all(|run| matches!(run, InlineSpan::Text(_))));
    assert_eq!(plain(&literal), text);
    assert_eq!(phrases(text).concat(), text);
    assert!(width_in_em(text) >= 0.0);
}

/// Any text becomes one string of Typst that has this text as its value, in code and in markup.
pub fn escaping(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let escaped = format!("\"{}\"", literal::escaped(text));
    for string in [literal::string(text), literal::guarded_string(text), escaped] {
        let code = parse_code(&string);
        assert!(code.errors_and_warnings().0.is_empty(), "{string}");
        let values: Vec<Expr<'_>> = code.children().filter_map(|node| node.cast()).collect();
        let [Expr::Str(value)] = values[..] else { panic!("{string} is {code:?}") };
        assert_eq!(value.get(), text, "{string}");
    }
    // What stands around an expression must not become a part of it, which has a string for each line.
    let blank = vec!["#(\"\");"; text.split('\n').count()].join("#linebreak();");
    for (before, after) in [("[", "]"), ("#f[", "][(x)]"), ("a ", "(x)[y].z"), ("*", "*"), ("- ", "\n= x")] {
        let markup = |expression: &str| parse(&format!("{before}{expression}{after}"));
        let (one, other) = (markup(&literal::expression(text)), markup(&blank));
        assert_eq!(kinds(&one), kinds(&other), "{text:?} between {before:?} and {after:?}");
    }
    // In markup, escaped text is text.
    let markup = parse(&literal::escaped(text));
    assert!(markup.children().all(|node| node.kind() == SyntaxKind::Escape), "{markup:?}");
    // Guarded text is text between quotes of print.
    let markup = parse(&literal::guarded_string(text));
    let harmless = [SyntaxKind::Text, SyntaxKind::Escape, SyntaxKind::SmartQuote, SyntaxKind::Space];
    assert!(markup.children().all(|node| harmless.contains(&node.kind())), "{markup:?}");
}

/// The kinds of all nodes, as a tree in brackets.
fn kinds(node: &typst::syntax::SyntaxNode) -> String {
    let inner: String = node.children().map(kinds).collect();
    format!("{:?}({inner})", node.kind())
}

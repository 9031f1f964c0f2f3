//! Words with a reading above them (ルビ), as Typst source.

use super::literal::expression;
use crate::japanese::{InlineSpan, is_variation_selector};

/// How far a reading that is longer than its word may reach over a neighbour, in em of the word: no farther than half the
/// neighbour, and less than a character of the reading (JLREQ §3.3.8).
const REACH: f64 = 0.5;
/// What may not begin a line (JLREQ cl-05, cl-09 to cl-11 and others): behind a box the rules for the end of a line do not
/// know it.
const NO_START: &str = "・：；〜～ー々〻ヽヾゝゞ‐–゠ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥―％%℃";

/// The source of a word and its reading, at a place among runs.
///
/// The word comes in the pieces between which it may be spread, and with what the component cannot see: how far the
/// reading may reach over the neighbours.
pub(super) fn ruby(base: &str, reading: &str, runs: &[InlineSpan<'_>], at: usize) -> String {
    let before = at.checked_sub(1).and_then(|before| reach(runs, before, |text| text.chars().next_back(), over_before));
    let after = reach(runs, at + 1, |text| text.chars().next(), over_after);
    let named = |name: &str, reach: Option<f64>| reach.map_or(String::new(), |reach| format!("{name}: {reach}, "));
    let pieces: String = pieces(base).iter().map(|piece| format!("[{}], ", expression(piece))).collect();
    // A reading that reaches over what follows needs it on its own line.
    let follows = match runs.get(at + 1) {
        Some(InlineSpan::Text(text)) => after.is_some() || text.starts_with(|c| NO_START.contains(c)),
        _ => false,
    };
    let joined = if follows { "#no-break;" } else { "" };
    let (before, after) = (named("before", before), named("after", after));
    format!("#ruby([{}], {before}{after}{pieces});{joined}", expression(reading))
}

/// How far a reading may reach over a neighbour that is plain text.
fn reach(
    runs: &[InlineSpan<'_>],
    at: usize,
    edge: impl Fn(&str) -> Option<char>,
    over: impl Fn(char) -> f64,
) -> Option<f64> {
    let InlineSpan::Text(text) = runs.get(at)? else { return None };
    let reach = over(edge(text)?);
    let ruby =
        |at: Option<usize>| at.and_then(|at| runs.get(at)).is_some_and(|run| matches!(run, InlineSpan::Ruby(..)));
    // A single character between two words is shared by both readings.
    let shared = text.chars().count() == 1 && ruby(at.checked_sub(1)) && ruby(Some(at + 1));
    (reach > 0.0).then_some(if shared { reach / 2.0 } else { reach })
}

/// Readings may reach over hiragana, and over the blank half of punctuation, never over other characters, to which they
/// would seem to belong.
fn over_hiragana(c: char) -> f64 {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ー' => REACH,
        '・' => REACH / 2.0,
        _ => 0.0,
    }
}

fn over_before(c: char) -> f64 {
    if "（〔［｛〈《「『【".contains(c) { REACH } else { over_hiragana(c) }
}

fn over_after(c: char) -> f64 {
    if "）〕］｝〉》」』】、。，．".contains(c) { REACH } else { over_hiragana(c) }
}

/// The pieces of a word between which space may be: characters, but Latin words and numbers whole.
fn pieces(base: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut last = None;
    for (at, c) in base.char_indices() {
        let joined = last.is_some_and(|last| is_latin(last) && is_latin(c)) || joins(c);
        if at > 0 && !joined {
            starts.push(at);
        }
        last = Some(c);
    }
    let ends = starts.iter().copied().skip(1).chain([base.len()]);
    starts.iter().zip(ends).map(|(start, end)| &base[*start..end]).collect()
}

/// Latin letters, digits and what stands between them.
fn is_latin(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Whether a character has its form with the one before it.
fn joins(c: char) -> bool {
    is_variation_selector(c) || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::parse_inline;

    fn source(text: &str) -> String {
        let runs = parse_inline(text);
        let each = runs.iter().enumerate().map(|(at, run)| match run {
            InlineSpan::Ruby(base, reading) => ruby(base, reading, &runs, at),
            _ => String::new(),
        });
        each.collect()
    }

    #[test]
    fn latin_words_and_numbers_are_pieces() {
        assert_eq!(pieces("令和12年度"), ["令", "和", "12", "年", "度"]);
        assert_eq!(pieces("COVID-19対策"), ["COVID-19", "対", "策"]);
        assert_eq!(pieces("New York"), ["New York"]);
        assert_eq!(pieces("葛\u{E0100}城"), ["葛\u{E0100}", "城"]);
        assert_eq!(pieces("か\u{309A}が"), ["か\u{309A}", "が"]);
    }

    #[test]
    fn readings_reach_over_kana_and_the_blanks_of_punctuation_only() {
        let reading = r##"#ruby([#("せき");], "##;
        for (text, reaches) in [
            ("{堰|せき}", ""),
            ("川{堰|せき}川", ""),
            ("の{堰|せき}を", "before: 0.5, after: 0.5, "),
            ("（{堰|せき}）", "before: 0.5, after: 0.5, "),
            ("）{堰|せき}（", ""),
            ("ア{堰|せき}。", "after: 0.5, "),
            ("・{堰|せき}A", "before: 0.25, "),
        ] {
            let joined = if reaches.contains("after") { "#no-break;" } else { "" };
            assert_eq!(source(text), format!(r##"{reading}{reaches}[#("堰");], );{joined}"##), "{text}");
        }
        let both = source("{堰|せき}と{堰|せき}");
        assert!(both.contains("after: 0.25, ") && both.contains("before: 0.25, "), "{both}");
        assert!(source("{堰|せき}〜").ends_with("#no-break;"));
    }
}

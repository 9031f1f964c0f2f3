//! Marks that were typed in full-width characters, as a Japanese keyboard offers them first, and so are no marks.

use std::ops::Range;

use super::{DEPTH, InlineSpan, Step, step};
use crate::address::Address;

/// A text with its full-width signs of marks made half-width.
struct Narrowed {
    text: String,
    /// Where each of its bytes, and its end, stands in the original.
    places: Vec<usize>,
}

/// The first mark that a text would hold if its signs were half-width: the part of it that is not, and that part in
/// half-width characters.
pub fn wide_mark(text: &str) -> Option<(Range<usize>, String)> {
    text.contains(is_wide).then(|| Narrowed::new(text).first_wide_sign(0..usize::MAX, DEPTH, text)).flatten()
}

fn narrow(c: char) -> Option<char> {
    Some(match c {
        '＊' => '*',
        '＾' => '^',
        '＿' => '_',
        '｛' => '{',
        '｝' => '}',
        '｜' => '|',
        '＋' => '+',
        '［' => '[',
        '］' => ']',
        '（' => '(',
        '）' => ')',
        _ => return None,
    })
}

fn is_wide(c: char) -> bool {
    narrow(c).is_some()
}

impl Narrowed {
    fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::with_capacity(original.len() + 1);
        for (offset, c) in original.char_indices() {
            let c = narrow(c).unwrap_or(c);
            places.extend((0..c.len_utf8()).map(|byte| offset + byte));
            text.push(c);
        }
        places.push(original.len());
        Self { text, places }
    }

    /// The first full-width sign of a mark within a range.
    fn first_wide_sign(&self, within: Range<usize>, depth: usize, original: &str) -> Option<(Range<usize>, String)> {
        let (mut offset, end) = (within.start, within.end.min(self.text.len()));
        while offset < end {
            match step(&self.text[offset..end], depth) {
                Step::Plain(length) => offset += length,
                Step::Marked { run: InlineSpan::Link(_, target), .. } if Address::parse(target).is_err() => offset += 1,
                Step::Marked { backslashes, run, length, inner } => {
                    let mark = offset + backslashes;
                    offset = mark + length;
                    let inner = mark + inner.start..mark + inner.end;
                    // What a backslash keeps literal is meant so.
                    let meant = backslashes % 2 == 0 && is_likely(&run);
                    let sign = meant.then(|| self.wide_sign(&run, mark..offset, &inner, original)).flatten();
                    let sign = sign.or_else(|| self.first_wide_sign(inner, depth.saturating_sub(1), original));
                    if sign.is_some() {
                        return sign;
                    }
                }
            }
        }
        None
    }

    /// Where a range of the narrowed text is in the original.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.places[range.start]..self.places[range.end]
    }

    /// The first sign of a mark that is full-width in the original.
    fn wide_sign(
        &self,
        run: &InlineSpan<'_>,
        mark: Range<usize>,
        inner: &Range<usize>,
        original: &str,
    ) -> Option<(Range<usize>, String)> {
        let (opening, closing) = (mark.start..mark.start + 1, mark.end - 1..mark.end);
        let signs = match run {
            InlineSpan::Bold(_) | InlineSpan::Note(_) => vec![mark.start..inner.start, inner.end..mark.end],
            InlineSpan::Link(..) => vec![opening, inner.end..inner.end + 2, closing],
            InlineSpan::Super(_) | InlineSpan::Sub(_) => vec![mark.start..mark.start + 2, closing],
            InlineSpan::Ruby(base, _) => {
                let bar = opening.end + base.len();
                vec![opening, bar..bar + 1, closing]
            }
            InlineSpan::MayBreak | InlineSpan::NoBreak | InlineSpan::Text(_) => vec![mark.clone()],
        };
        let wide = signs.into_iter().find(|sign| original[self.original(sign)].contains(is_wide))?;
        // Braces are told with what they hold; alone they look like any others.
        if let InlineSpan::Ruby(..) = run {
            let typed = &original[self.original(&mark)];
            return Some((self.original(&mark), typed.replace('｛', "{").replace('｜', "|").replace('｝', "}")));
        }
        Some((self.original(&wide), self.text[wide].to_owned()))
    }
}

/// Whether full-width signs are likely to be meant as the mark that they look like: not 「＊＊市」 twice, where names are
/// left out, nor 「0.52＊＊、0.61＊＊」, nor a set ｛x｜x＞0｝.
fn is_likely(run: &InlineSpan<'_>) -> bool {
    match run {
        InlineSpan::Bold(inner) => {
            let text = super::plain_runs(inner);
            let first = text.chars().next().unwrap_or(' ');
            text.chars().count() > 1 && (first.is_alphanumeric() || "「『（【〈《".contains(first))
        }
        InlineSpan::Ruby(_, reading) => reading.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヿ' | '　' | ' ')),
        _ => true,
    }
}

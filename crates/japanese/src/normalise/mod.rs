//! Text as it is typed, made into text as it is set.
//!
//! Each rule has a name by which a report switches it off, and leaves a [`TextChange`] wherever it
//! changed something. The meaning never changes: there is no NFKC, which would turn ① into 1
//! and ㈱ into (株), and a name's variant of a kanji stays that variant.

mod compose;
mod digits;
mod latin;
mod rules;
mod width;

use std::borrow::Cow;
use std::ops::Range;

use super::inline::{printed, targets};

macro_rules! rules {
    ($( $(#[doc = $doc:literal])+ $variant:ident, $field:ident = $default:literal; )*) => {
        /// A rule of normalisation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum TextRule { $( $(#[doc = $doc])+ $variant, )* }

        impl TextRule {
            /// The name by which reports and traces speak of the rule.
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => stringify!($field), )* }
            }
        }

        /// Which rules hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct TextRules {
            $( $(#[doc = $doc])+ pub $field: bool, )*
            /// Whether a single full-width digit stays as it is, because the report's style wants it so.
            pub keep_single_digits: bool,
        }

        impl Default for TextRules {
            fn default() -> Self {
                Self { $( $field: $default, )* keep_single_digits: false }
            }
        }

        impl TextRules {
            fn holds(&self, rule: TextRule) -> bool {
                match rule { $( TextRule::$variant => self.$field, )* }
            }
        }
    };
}

rules! {
    /// Line breaks are taken out between Japanese characters, and are a blank elsewhere.
    LineBreaks, line_breaks = true;
    /// Half-width katakana become full-width, voicing marks joined.
    HalfwidthKana, halfwidth_kana = true;
    /// Full-width digits and letters become half-width, and so do signs within Latin words and addresses.
    WideLatin, wide_latin = true;
    /// Kangxi and other radicals, which come along when PDF files are copied, become kanji.
    Radicals, radicals = true;
    /// ～ (U+FF5E), which may start a line, becomes the wave dash 〜 (U+301C), which may not (JLREQ cl-03).
    Tilde, tilde = true;
    /// — (U+2014), half an em wide in Japanese fonts, becomes ― (U+2015).
    Dash, dash = true;
    /// Characters are composed (NFC), except that compatibility ideographs of names stay.
    Compose, compose = true;
    /// Blanks between Japanese and Latin characters are taken out.
    LatinSpace, latin_space = false;
    /// Digits that stand alone in Japanese text become full-width.
    SingleDigits, single_digits = false;
    /// Blanks in a row become one, and none behind 。 and 、.
    Blanks, blanks = true;
    /// White space at both ends is taken out, also U+3000.
    Ends, ends = true;
}

/// What a rule changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The rule.
    pub rule: TextRule,
    /// The bytes of the text as typed that it concerned.
    pub range: Range<usize>,
    /// What stood there, after the rules before.
    pub from: String,
    /// What stands there instead.
    pub to: String,
}

/// A character with the bytes of the typed text that it comes from.
#[derive(Clone, Debug)]
struct TypedCharacter {
    c: char,
    from: Range<usize>,
    /// Part of a link's target, which no rule may change.
    fixed: bool,
    /// Part of a mark, such as the asterisks of bold type, and not of what is printed.
    mark: bool,
}

impl TypedCharacter {
    /// The character as rules see it.
    fn seen(&self) -> char {
        if self.fixed { '\0' } else { self.c }
    }

    /// Whether it is white space that rules may change.
    fn is_white(&self) -> bool {
        self.seen().is_whitespace()
    }
}

/// Brings a text into the form in which it is set, by the rules that hold unless a report says otherwise.
pub fn normalise(text: &str) -> Cow<'_, str> {
    match normalise_with(text, &TextRules::default()) {
        (_, changes) if changes.is_empty() => Cow::Borrowed(text),
        (changed, _) => Cow::Owned(changed),
    }
}

/// A name in composed characters (NFC), except that compatibility ideographs stay.
pub fn composed(name: &str) -> String {
    let off = TextRules {
        line_breaks: false,
        halfwidth_kana: false,
        wide_latin: false,
        radicals: false,
        tilde: false,
        dash: false,
        compose: true,
        latin_space: false,
        single_digits: false,
        blanks: false,
        ends: false,
        keep_single_digits: false,
    };
    if name.is_ascii() { name.to_owned() } else { normalise_with(name, &off).0 }
}

/// Brings a plain text into the form in which it is set, and tells what changed.
pub fn normalise_with(text: &str, rules: &TextRules) -> (String, Vec<TextChange>) {
    apply(text, &[], std::slice::from_ref(&(0..text.len())), rules)
}

/// Like [`normalise_with`], for a text that may hold marks: the targets of its links stay as they are.
pub fn normalise_inline(text: &str, rules: &TextRules) -> (String, Vec<TextChange>) {
    apply(text, &targets(text), &printed(text), rules)
}

fn apply(text: &str, fixed: &[Range<usize>], printed: &[Range<usize>], rules: &TextRules) -> (String, Vec<TextChange>) {
    let signs = text.char_indices().map(|(offset, c)| TypedCharacter {
        c,
        from: offset..offset + c.len_utf8(),
        fixed: fixed.iter().any(|range| range.contains(&offset)),
        mark: !printed.iter().any(|range| range.contains(&offset)),
    });
    let mut work = Normaliser { signs: signs.collect(), changes: Vec::new(), rules, length: text.len() };
    // The order matters: what one rule makes may be what a later one looks for, never an earlier one.
    work.pass(TextRule::LineBreaks, rules::line_break);
    work.pass(TextRule::HalfwidthKana, width::kana);
    work.pass(TextRule::WideLatin, latin::sign);
    work.pass(TextRule::WideLatin, |signs, index| width::latin(signs, index, rules.keep_single_digits));
    work.pass(TextRule::Radicals, rules::radical);
    work.pass(TextRule::Tilde, rules::tilde);
    work.pass(TextRule::Dash, rules::dash);
    work.pass(TextRule::Compose, compose::composed);
    work.pass(TextRule::Blanks, rules::blanks);
    work.pass(TextRule::LatinSpace, rules::latin_space);
    // Characters between which a blank was taken out may be the parts of one.
    work.pass(TextRule::Compose, compose::composed);
    work.pass(TextRule::SingleDigits, digits::widened);
    work.pass(TextRule::Ends, rules::end);
    let mut text: String = work.signs.iter().map(|sign| sign.c).collect();
    // Texts are held as long as the report.
    text.shrink_to_fit();
    (text, work.changes)
}

/// How many characters a rule replaces, and by what.
type Replaced = Option<(usize, String)>;

struct Normaliser<'a> {
    signs: Vec<TypedCharacter>,
    changes: Vec<TextChange>,
    rules: &'a TextRules,
    length: usize,
}

impl Normaliser<'_> {
    /// Goes once over the text. `replace` is asked at each character what is to stand there.
    fn pass(&mut self, rule: TextRule, replace: impl Fn(&[TypedCharacter], usize) -> Replaced) {
        if !self.rules.holds(rule) {
            return;
        }
        // Most rules find nothing in most texts, which then stay where they are.
        let Some(first) = (0..self.signs.len()).find(|index| replace(&self.signs, *index).is_some()) else { return };
        let before = std::mem::take(&mut self.signs);
        self.signs.extend_from_slice(&before[..first]);
        let mut index = first;
        // Whether the character before was changed, too, so that both are told as one change.
        let mut goes_on = false;
        while index < before.len() {
            let Some((count, to)) = replace(&before, index) else {
                self.signs.push(before[index].clone());
                index += 1;
                goes_on = false;
                continue;
            };
            let old = &before[index..(index + count.max(1)).min(before.len())];
            let start = old.iter().map(|sign| sign.from.start).min().unwrap_or(self.length);
            let end = old.iter().map(|sign| sign.from.end).max().unwrap_or(self.length);
            self.signs.extend(to.chars().map(|c| TypedCharacter { c, from: start..end, fixed: false, mark: false }));
            let from: String = old.iter().map(|sign| sign.c).collect();
            match self.changes.last_mut().filter(|_| goes_on) {
                Some(last) => {
                    last.range = last.range.start.min(start)..last.range.end.max(end);
                    last.from.push_str(&from);
                    last.to.push_str(&to);
                }
                None => self.changes.push(TextChange { rule, range: start..end, from, to }),
            }
            index += old.len();
            goes_on = true;
        }
    }
}

#[cfg(test)]
mod tests;

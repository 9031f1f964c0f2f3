//! A text as clauses: its tokens, and what is known of each from those around it.

use std::ops::Range;

use kakugi_japanese::DateStamp;
use rust_decimal::Decimal;

use super::Reader;
use super::token::{TextToken, TokenKind};
use super::word::Word;

/// So many tokens around a label are looked at. A clause that needs more says too much to be understood.
pub(super) const STEPS: usize = 48;

/// A text that is cut into tokens.
pub(super) struct Clauses<'t> {
    pub(super) reader: &'t Reader,
    text: &'t str,
    tokens: &'t [TextToken],
    /// For each token, the last date before it that a clause is about.
    pub(super) topics: Vec<Option<DateStamp>>,
    /// For each token, whether its sentence has spoken of another time.
    pub(super) contrasts: Vec<bool>,
    /// For each token that is a bracket, the index of the one that belongs to it.
    partners: Vec<Option<usize>>,
}

/// A number that is counted in a unit of a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct CountedNumber {
    pub value: Decimal,
    /// The place value of its last digit.
    pub step: Decimal,
    /// The unit, by its number.
    pub unit: usize,
}

impl<'t> Clauses<'t> {
    pub fn new(reader: &'t Reader, text: &'t str, tokens: &'t [TextToken]) -> Self {
        let mut clauses = Self {
            reader,
            text,
            tokens,
            topics: Vec::new(),
            contrasts: Vec::new(),
            partners: vec![None; tokens.len()],
        };
        let (mut topic, mut contrast) = (None, false);
        let mut open = Vec::new();
        for index in 0..=tokens.len() {
            clauses.topics.push(topic);
            clauses.contrasts.push(contrast);
            let heads = index == 0 || matches!(clauses.word(index - 1), Some(Word::Comma | Word::Stop | Word::Quiet));
            match tokens.get(index).map(|token| token.kind) {
                Some(TokenKind::When(stamp)) if heads && clauses.ends_topic(index + 1) => topic = Some(stamp),
                Some(TokenKind::Word(Word::Elsewhen)) if clauses.word(index + 1) == Some(Word::Topic) => {
                    contrast = true
                }
                Some(TokenKind::Word(Word::Stop)) => contrast = false,
                Some(TokenKind::Word(Word::Open)) => open.push(index),
                Some(TokenKind::Word(Word::Close)) => {
                    if let Some(first) = open.pop() {
                        (clauses.partners[first], clauses.partners[index]) = (Some(index), Some(first));
                    }
                }
                _ => {}
            }
        }
        clauses
    }
}

impl Clauses<'_> {
    /// Whether a word makes what stands before it what the clause is about.
    fn ends_topic(&self, index: usize) -> bool {
        matches!(self.word(index), Some(Word::Topic | Word::Comma | Word::Link))
    }

    pub(super) fn kind(&self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::Word(Word::Stop), |token| token.kind)
    }

    pub(super) fn word(&self, index: usize) -> Option<Word> {
        if let TokenKind::Word(word) = self.kind(index) { Some(word) } else { None }
    }

    pub(super) fn text_of(&self, index: usize) -> &str {
        self.tokens.get(index).and_then(|token| self.text.get(token.range.clone())).unwrap_or_default()
    }

    pub(super) fn text(&self) -> &str {
        self.text
    }

    pub(super) fn count(&self) -> usize {
        self.tokens.len()
    }

    /// Where a token begins.
    pub(super) fn start(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(self.text.len(), |token| token.range.start)
    }

    pub(super) fn is_quiet(&self, index: usize) -> bool {
        matches!(self.kind(index), TokenKind::Space | TokenKind::Word(Word::Quiet))
    }

    pub(super) fn is_sign(&self, index: usize) -> bool {
        matches!(self.word(index), Some(Word::Sign))
    }

    /// Whether the text goes on with a word from a token on.
    pub(super) fn goes_on(&self, index: usize, word: &str) -> bool {
        self.tokens
            .get(index)
            .and_then(|token| self.text.get(token.range.start..))
            .is_some_and(|text| text.starts_with(word))
    }

    /// The other bracket of a pair.
    pub(super) fn partner(&self, bracket: usize) -> Option<usize> {
        self.partners.get(bracket).copied().flatten()
    }

    /// Whether a clause may begin at a token.
    pub(super) fn may_begin_clause(&self, index: usize) -> bool {
        index == 0
            || matches!(self.word(index - 1), Some(Word::Stop | Word::Comma | Word::Quiet))
            || self.is_quiet(index - 1)
    }

    /// The next token, from this one on, that is neither a blank nor a quotation mark.
    pub(super) fn skip_quiet(&self, mut index: usize) -> usize {
        while index < self.tokens.len() && self.is_quiet(index) {
            index += 1;
        }
        index
    }

    /// A number in a unit of a form.
    pub(super) fn counted(&self, index: usize, form: usize) -> Option<CountedNumber> {
        let TokenKind::Number { value, step, unit: Some(unit), .. } = self.kind(index) else { return None };
        let is_of_form = self.reader.form_units.get(form).is_some_and(|units| units.contains(&unit));
        is_of_form.then_some(CountedNumber { value, step, unit })
    }

    /// A number without a unit behind a sign, where the label or what stands behind it names the unit: 「相談件数：1,367」.
    pub(super) fn bare_number(&self, index: usize, form: usize) -> Option<CountedNumber> {
        let TokenKind::Number { value, step, unit: None, .. } = self.kind(index) else { return None };
        let before = index.checked_sub(1).map(|before| self.kind(before));
        let set_apart =
            matches!(before, Some(TokenKind::Space | TokenKind::Word(Word::Sign | Word::Close | Word::About)));
        let ends = matches!(
            self.kind(index + 1),
            TokenKind::Space | TokenKind::Word(Word::Stop | Word::Comma | Word::Close | Word::Open)
        );
        let mut units = self.reader.form_units.get(form)?.iter();
        let unit = *units.next().filter(|_| units.next().is_none())?;
        let in_ones = self.reader.subjects(form, unit).iter().all(|subject| self.reader.is_in_ones(*subject));
        (set_apart && ends && in_ones).then_some(CountedNumber { value, step, unit })
    }

    /// Whether a token names a unit of a form, as 件数 does.
    pub(super) fn names_unit(&self, index: usize, form: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        let skipped = if self.text_of(index).starts_with('の') { 'の'.len_utf8() } else { 0 };
        let unit = self.reader.units.unit_at(self.text, token.range.start + skipped).map(|(unit, _)| unit);
        unit.is_some_and(|unit| self.reader.form_units.get(form).is_some_and(|units| units.contains(&unit)))
    }

    /// Whether 約 stands before a number.
    pub(super) fn is_about(&self, index: usize) -> bool {
        (0..index).rev().find(|index| !self.is_quiet(*index)).is_some_and(|index| self.word(index) == Some(Word::About))
    }

    /// The bytes of a number up to the end of a token behind it, with 約 before it.
    pub(super) fn written(&self, index: usize, end: usize) -> Range<usize> {
        let start = if self.is_about(index) { index.saturating_sub(1) } else { index };
        self.range(start).start..self.range(end.max(index)).end
    }

    /// The bytes of a token.
    fn range(&self, index: usize) -> Range<usize> {
        self.tokens.get(index).map(|token| token.range.clone()).unwrap_or_default()
    }
}

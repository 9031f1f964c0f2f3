//! What stands between a label and its numbers, or between two of them, and may be passed over.

use super::clauses::{Clauses, STEPS};
use super::token::TokenKind;
use super::word::Word;

/// So many tokens are looked at for a further number, or for what a number is compared with.
const NEAR: usize = 8;

impl Clauses<'_> {
    /// Where another number of the same label follows, which says what it is: 「、目標は1,500件」, 「（達成率91.7％）」.
    pub(super) fn further_number(&self, from: usize) -> Option<usize> {
        for index in from..from + NEAR {
            match self.kind(index) {
                TokenKind::Space | TokenKind::When(_) => {}
                TokenKind::Word(
                    Word::Comma | Word::Dot | Word::Open | Word::Close | Word::Sign | Word::Quiet | Word::Of,
                ) => {}
                TokenKind::Word(Word::Link) if self.text_of(index) == "で" => {}
                TokenKind::Word(Word::Measure | Word::Target | Word::Rate) if index > from => return Some(from),
                // 「1,500件の目標に対し、達成率は」
                TokenKind::Word(Word::Target) if self.word(index + 1) == Some(Word::Versus) => return Some(from),
                _ => return None,
            }
        }
        None
    }

    /// Whether the number of a label is in brackets and something is done that may be done to some of all.
    pub(super) fn acts_on_bracket(&self, close: usize) -> bool {
        self.word(close) == Some(Word::Close)
            && self.word(close + 1) == Some(Word::Object)
            && self.word(close + 2) != Some(Word::Doing)
    }

    /// Whether a word is all that a pair of brackets holds.
    pub(super) fn is_bracketed(&self, index: usize) -> bool {
        index > 0 && self.word(index - 1) == Some(Word::Open) && self.word(index + 1) == Some(Word::Close)
    }

    /// What follows a number of another unit, and whether the number is a change: 「28業種37社」, 「5％増の1,376件」. `None`
    /// where nothing can follow.
    pub(super) fn other_number(&self, index: usize) -> Option<(usize, bool)> {
        let TokenKind::Number { unit, .. } = self.kind(index) else { return None };
        let mut next = index + 1;
        if self.kind(next) == TokenKind::Rest && unit.is_none() && self.text_of(next).chars().count() <= 5 {
            next += 1;
        }
        match self.kind(next) {
            TokenKind::Word(Word::Change) => Some((self.behind_change(next), true)),
            TokenKind::Word(Word::Comma | Word::Dot | Word::Of) => Some((next + 1, false)),
            TokenKind::Number { .. } | TokenKind::Space | TokenKind::Word(Word::Open | Word::Sign | Word::Close) => {
                Some((next, false))
            }
            _ => None,
        }
    }

    /// Behind 「前年度から」, 「前年度比」 or 「前年度の100件から」, if a number may follow there.
    pub(super) fn behind_comparison(&self, from: usize, form: usize) -> Option<usize> {
        let mut index = from;
        let mut compared = false;
        for _ in 0..NEAR {
            match self.kind(index) {
                TokenKind::Word(Word::From | Word::Compared) => compared = true,
                TokenKind::Word(Word::Versus | Word::Over | Word::Under) if index > from => compared = true,
                TokenKind::Word(Word::Elsewhen | Word::Of) | TokenKind::When(_) | TokenKind::Space if !compared => {}
                TokenKind::Number { .. } if !compared && index > from && self.counted(index, form).is_some() => {}
                TokenKind::Word(Word::Of | Word::Comma | Word::Topic | Word::With) | TokenKind::Space if compared => {}
                _ => break,
            }
            index += 1;
        }
        compared.then_some(index)
    }

    /// Behind 「増加し、」.
    pub(super) fn behind_change(&self, mut index: usize) -> usize {
        while matches!(
            self.word(index),
            Some(Word::Change | Word::Being | Word::Of | Word::Comma | Word::Link | Word::With)
        ) || self.kind(index) == TokenKind::Space
            || (self.kind(index) == TokenKind::Rest
                && matches!(
                    self.text_of(index),
                    "して" | "て" | "している" | "った" | "り" | "え" | "り続け" | "え続け"
                ))
        {
            index += 1;
        }
        index
    }

    /// The next number in a unit of a form, if nothing but dates and adverbs stands before it.
    pub(super) fn next_number(&self, index: usize, form: usize) -> Option<usize> {
        let next = (index..index + STEPS).find(|index| {
            !matches!(
                self.kind(*index),
                TokenKind::Space
                    | TokenKind::When(_)
                    | TokenKind::Word(
                        Word::Of | Word::Comma | Word::About | Word::Whole | Word::Quiet | Word::Elsewhen | Word::Now
                    )
            )
        })?;
        self.counted(next, form).map(|_| next)
    }
}

//! What a folded text is cut into.

use std::ops::Range;

use kakugi_japanese::DateStamp;
use rust_decimal::Decimal;

use super::word::Word;

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// A wording of a label, by its number.
    Label(usize),
    /// The name of whoever the text is about.
    Name,
    /// A number, with its unit if that is a known one.
    /// `more` where 余 stands between both.
    Number {
        value: Decimal,
        step: Decimal,
        unit: Option<usize>,
        more: bool,
    },
    When(DateStamp),
    Word(Word),
    Space,
    /// Anything else.
    Rest,
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub(super) struct TextToken {
    pub kind: TokenKind,
    pub range: Range<usize>,
}

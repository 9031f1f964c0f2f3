//! Labels and numbers that stand alone: in cells of tables, boxes of diagrams and heads of columns.

use kakugi_japanese::DateStamp;
use rust_decimal::Decimal;

use super::fold::{Folded, fold};
use super::label::Nearness;
use super::token::{TextToken, TokenKind};
use super::word::Word;
use super::{Claim, Qualifier, Reader, Role, StatedNumber};

/// A text that is nothing but a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The subjects that it may mean.
    pub subjects: Vec<usize>,
    /// Dates that it gives besides.
    pub stamps: Vec<DateStamp>,
    /// Whether it speaks of targets.
    pub target: bool,
}

/// What the head of a column says of the numbers below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Dates that it gives.
    pub stamps: Vec<DateStamp>,
    /// Whether it speaks of targets.
    pub target: bool,
    /// Whether it says nothing but that there are numbers: 実績, 件数, 2018年度末.
    pub plain: bool,
}

impl Reader {
    /// A text that is a label, perhaps with a word that says that it is a number, a unit in brackets, or a date.
    pub fn title(&self, text: &str) -> Option<Title> {
        let folded = fold(text);
        let tokens = self.tokens(&folded);
        let mut label = None;
        let mut title = Title { subjects: Vec::new(), stamps: Vec::new(), target: false };
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Label(form) if label.is_none() => label = Some(form),
                TokenKind::When(stamp) => title.stamps.push(stamp),
                TokenKind::Word(Word::Target) => title.target = true,
                TokenKind::Space | TokenKind::Name => {}
                TokenKind::Word(
                    Word::Measure
                    | Word::Whole
                    | Word::Quiet
                    | Word::Of
                    | Word::Open
                    | Word::Close
                    | Word::Course
                    | Word::Sign
                    | Word::Link,
                ) => {}
                TokenKind::Rest if self.is_unit(&folded, &tokens, index) || is_mark(&folded[token.range.clone()]) => {}
                _ => return None,
            }
        }
        let form = self.forms.get(label?)?;
        title.subjects.clone_from(&form.subjects);
        (form.nearness < Nearness::Done).then_some(title)
    }

    /// What the head of a column, or the name of a series, says.
    pub fn head(&self, text: &str) -> Head {
        let folded = fold(text);
        let tokens = self.tokens(&folded);
        let mut head = Head { stamps: Vec::new(), target: false, plain: true };
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::When(stamp) => head.stamps.push(stamp),
                TokenKind::Word(Word::Target) => head.target = true,
                TokenKind::Space
                | TokenKind::Word(
                    Word::Measure
                    | Word::Whole
                    | Word::Quiet
                    | Word::Open
                    | Word::Close
                    | Word::Sign
                    | Word::Of
                    | Word::Link,
                ) => {}
                TokenKind::Rest if self.is_unit(&folded, &tokens, index) || is_mark(&folded[token.range.clone()]) => {}
                _ => head.plain = false,
            }
        }
        head
    }

    /// What a title above texts says of when they are: its dates, and whether it speaks of another time or of a goal.
    pub fn scope(&self, text: &str) -> (Vec<DateStamp>, bool) {
        let mut stamps = Vec::new();
        let mut other = false;
        for token in self.tokens(&fold(text)) {
            match token.kind {
                TokenKind::When(stamp) => stamps.push(stamp),
                TokenKind::Word(Word::Elsewhen | Word::Plan | Word::Target | Word::Per | Word::Other) => other = true,
                _ => {}
            }
        }
        (stamps, other)
    }

    /// What a text claims that stands beside a title and is nothing but a number: 「1,367件」, 「約1,400件（2019年3月末）」.
    /// `unit` is that of a bare number.
    pub fn beside(&self, title: &Title, text: &str, unit: Option<&str>) -> Option<Claim> {
        let folded = Folded::new(text);
        let tokens = self.tokens(&folded.text);
        let mut stamps = title.stamps.clone();
        // The number, and the unit in which it is counted.
        let mut number: Option<(StatedNumber, usize)> = None;
        let mut about = false;
        for token in &tokens {
            match token.kind {
                TokenKind::Number { value, step, unit: stated, more } if number.is_none() => {
                    let (counted, scale) = match (stated, unit) {
                        (Some(stated), _) => (stated, Decimal::ONE),
                        (None, Some(unit)) => self.units.of(unit)?,
                        (None, None) => return None,
                    };
                    let qualifier = match (about, more) {
                        (true, _) => Qualifier::About,
                        (false, true) => Qualifier::Somewhat,
                        (false, false) => Qualifier::Exactly,
                    };
                    let (value, step) = (value.checked_mul(scale)?, step.checked_mul(scale)?);
                    number = Some((StatedNumber { value, step, qualifier }, counted));
                }
                TokenKind::When(stamp) => stamps.push(stamp),
                TokenKind::Word(Word::About) => about = true,
                TokenKind::Space
                | TokenKind::Word(Word::Whole | Word::Quiet | Word::Open | Word::Close | Word::Measure) => {}
                TokenKind::Word(word) => {
                    number.as_mut()?.0.qualifier = word.qualifier_of_number_before()?;
                }
                TokenKind::Rest if is_mark(&folded.text[token.range.clone()]) => {}
                _ => return None,
            }
        }
        let (amount, counted) = number?;
        let subjects = title.subjects.iter().copied().filter(|subject| self.measured_unit(*subject) == Some(counted));
        let subjects: Vec<usize> = subjects.collect();
        let role = if title.target { Role::Target } else { Role::Value };
        let written = 0..text.len();
        let claim =
            Claim { subjects, role, amount, written, stamps, earlier: None, base: None, sure: true, short: false };
        (!claim.subjects.is_empty()).then_some(claim)
    }

    /// Whether a text is a unit in which a subject is counted.
    pub fn knows_unit(&self, text: &str) -> bool {
        self.units.of(text).is_some()
    }

    /// Whether a token is a unit in brackets.
    fn is_unit(&self, text: &str, tokens: &[TextToken], index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before)).map(|token| token.kind);
        let behind = tokens.get(index + 1).map(|token| token.kind);
        let bracketed = before == Some(TokenKind::Word(Word::Open)) && behind == Some(TokenKind::Word(Word::Close));
        let inner = tokens.get(index).and_then(|token| text.get(token.range.clone())).unwrap_or_default();
        let inner = inner.strip_prefix("単位").unwrap_or(inner).trim_start_matches(':');
        bracketed && self.units.of(inner).is_some()
    }
}

/// Whether a text holds no letters.
fn is_mark(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

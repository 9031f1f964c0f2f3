//! What stands behind a number that may belong to a label: 「1,376件に増加」, 「1,500件とする計画」, 「1,376件（2019年3月末）」.

use super::Qualifier;
use super::aim::Aim;
use super::clauses::{Clauses, STEPS};
use super::tail::{FinalNumber, Tail};
use super::token::TokenKind;
use super::word::Word;

/// So many tokens behind a number are searched for what dates it or makes a plan of it.
const AFTERWORDS: usize = 9;

/// A number, with what is known of it before what stands behind it is read.
#[derive(Clone, Copy)]
pub(super) struct NumberInClause {
    /// The token that is the number.
    pub number: usize,
    /// The form of the label that it may belong to.
    pub form: usize,
    /// Whether は stands between both.
    pub topic: bool,
    /// Whether a target is spoken of.
    pub target: bool,
    /// Whether it is said from what the number came.
    pub moved: bool,
}

impl NumberInClause {
    /// Reads what stands behind the number.
    pub fn tail(self, clauses: &Clauses<'_>) -> Tail {
        let reading = match TailReading::of(self, clauses) {
            Ok(reading) => reading,
            Err(next) => return Tail::Base(next),
        };
        let tail = reading.tail();
        let Tail::Final(mut number) = tail else { return tail };
        if clauses.aimed(number.end + 1).is_some() {
            return Tail::Final(number);
        }
        // What the clause goes on to say may date the number, or make a plan of it.
        for index in number.end + 1..=number.end + AFTERWORDS {
            match clauses.kind(index) {
                TokenKind::When(stamp) => number.stamps.push(stamp),
                TokenKind::Word(Word::Plan | Word::Elsewhen) => number.unsure = true,
                TokenKind::Word(Word::Comma | Word::Stop | Word::Open | Word::Close | Word::Dot | Word::Sign) => break,
                TokenKind::Number { .. } | TokenKind::Label(_) | TokenKind::Space => break,
                _ => {}
            }
        }
        Tail::Final(number)
    }
}

/// A number with the words that bound it, and the token behind them.
struct TailReading<'c, 't> {
    clauses: &'c Clauses<'t>,
    number: NumberInClause,
    qualifier: Qualifier,
    /// The last token that belongs to the number.
    end: usize,
}

impl<'c, 't> TailReading<'c, 't> {
    /// Reads the words that bound a number. An error is where another number follows that this one is compared with.
    fn of(number: NumberInClause, clauses: &'c Clauses<'t>) -> Result<Self, usize> {
        let mut reading = Self { clauses, number, qualifier: clauses.qualifier_of(number.number), end: number.number };
        while let Some(qualifier) = clauses.word(reading.end + 1).and_then(Word::qualifier_of_number_before) {
            let next = reading.end + 2;
            if matches!(qualifier, Qualifier::Over | Qualifier::Under)
                && clauses.next_number(next, number.form).is_some()
            {
                return Err(next);
            }
            (reading.qualifier, reading.end) = (qualifier, reading.end + 1);
        }
        Ok(reading)
    }

    /// The number of the label, which may be of something else if `unsure`.
    fn value(&self, unsure: bool) -> Tail {
        let Self { qualifier, end, .. } = *self;
        Tail::Final(FinalNumber { unsure, qualifier, stamps: Vec::new(), target: self.number.target, end })
    }

    /// The target of the label, which may be of something else if `unsure`.
    fn target(&self, unsure: bool) -> Tail {
        let Self { qualifier, end, .. } = *self;
        Tail::Final(FinalNumber { unsure, qualifier, stamps: Vec::new(), target: true, end })
    }

    fn tail(&self) -> Tail {
        let clauses = self.clauses;
        let index = self.end + 1;
        match clauses.aimed(index) {
            Some(Aim::Goal) => return self.target(false),
            Some(Aim::Plan) => return Tail::Aimed { unsure: false, qualifier: self.qualifier, end: self.end },
            Some(Aim::Deed) => return Tail::Aimed { unsure: true, qualifier: self.qualifier, end: self.end },
            None => {}
        }
        match clauses.kind(index) {
            TokenKind::Space => match clauses.kind(clauses.skip_quiet(index)) {
                TokenKind::Word(Word::Target) if clauses.further_number(index).is_some() => self.value(false),
                TokenKind::Word(Word::Change | Word::Target | Word::Plan | Word::Per) => Tail::Nothing,
                _ => self.value(false),
            },
            TokenKind::When(_) | TokenKind::Name | TokenKind::Number { .. } | TokenKind::Label(_) => self.value(true),
            // Signs and numbers of notes say nothing.
            TokenKind::Rest => self.value(clauses.text_of(index).chars().any(char::is_alphanumeric)),
            TokenKind::Word(word) => self.behind_word(word, index),
        }
    }

    fn behind_word(&self, word: Word, index: usize) -> Tail {
        let (clauses, target) = (self.clauses, self.number.target);
        let behind = clauses.kind(index + 1);
        match word {
            // 「目標（1,500件）に対し」 goes on to what came of it.
            Word::Close if target && clauses.word(index + 1) == Some(Word::Versus) => Tail::Base(index + 2),
            // 「1,000件達成を記念し」 speaks of the day on which there were so many.
            Word::Doing | Word::Reaching | Word::Target if behind == TokenKind::Word(Word::Object) && !target => {
                Tail::Nothing
            }
            // 「10件中9件」 may count any ten.
            Word::Part if matches!(behind, TokenKind::Number { .. }) => self.value(clauses.text_of(index) == "中"),
            Word::Stop
            | Word::Comma
            | Word::Close
            | Word::Quiet
            | Word::Doing
            | Word::Being
            | Word::Reaching
            | Word::Part
            | Word::Including
            | Word::Sign
            | Word::Dot
            | Word::Conjunction
            | Word::Measure => self.value(false),
            Word::Open => self.behind_bracket(index),
            Word::Topic | Word::Object | Word::Link | Word::With | Word::Of | Word::From => {
                self.behind_particle(word, index, behind)
            }
            Word::Versus if clauses.next_number(index + 1, self.number.form).is_some() || target => {
                Tail::Base(index + 1)
            }
            Word::Versus => self.value(false),
            Word::Change => Tail::On(clauses.behind_change(index)),
            Word::Target | Word::Toward => self.target(word == Word::Toward),
            Word::Amounting => self.value(!matches!(behind, TokenKind::Word(Word::Stop | Word::Comma | Word::Close))),
            Word::Such | Word::Course | Word::About | Word::Concerning | Word::Whole | Word::Now => self.value(true),
            Word::Means | Word::Since => self.value(false),
            Word::Compared
            | Word::Per
            | Word::Plan
            | Word::Not
            | Word::Elsewhen
            | Word::Range
            | Word::And
            | Word::Each
            | Word::Other
            | Word::Rate => Tail::Nothing,
            Word::AboutBehind
            | Word::AtLeast
            | Word::Over
            | Word::Under
            | Word::AtMost
            | Word::Somewhat
            | Word::Nearly => self.value(true),
        }
    }

    /// Behind は, を, に, と, の or から, by what follows on it.
    fn behind_particle(&self, particle: Word, index: usize, behind: TokenKind) -> Tail {
        let clauses = self.clauses;
        match particle {
            Word::Topic if clauses.text_of(index) == "も" => self.value(false),
            Word::Topic => {
                self.value(self.number.topic || !matches!(behind, TokenKind::Word(Word::Being | Word::Doing)))
            }
            Word::Object => match behind {
                // What is aimed at may be more than the target of today.
                TokenKind::Word(Word::Target) => self.target(clauses.text_of(index + 1) == "目指"),
                TokenKind::Word(Word::Plan | Word::Per) => Tail::Nothing,
                TokenKind::Word(Word::Doing) => self.value(false),
                _ => self.value(true),
            },
            Word::Link => self.behind_link(clauses.text_of(index), behind),
            Word::With => match behind {
                TokenKind::Number { .. } | TokenKind::Word(Word::Plan | Word::Target) => Tail::Nothing,
                TokenKind::Word(Word::Comma | Word::Being | Word::Reaching | Word::Doing) => self.value(false),
                _ => self.value(true),
            },
            Word::Of => match behind {
                TokenKind::Word(Word::Change) => Tail::On(clauses.behind_change(index + 1)),
                TokenKind::Word(Word::Part | Word::Measure) => self.value(false),
                TokenKind::Word(Word::Target) => self.target(false),
                TokenKind::Word(Word::Plan) => Tail::Nothing,
                _ => self.value(true),
            },
            // Behind 「1,300件から」, only 「1,376件に増加」 says what it came to.
            _ => match clauses.next_number(index + 1, self.number.form) {
                Some(next) if matches!(clauses.word(next + 1), Some(Word::Link | Word::Reaching)) => {
                    Tail::On(index + 1)
                }
                _ => Tail::Nothing,
            },
        }
    }

    /// Behind に, で, まで and the like.
    fn behind_link(&self, link: &str, behind: TokenKind) -> Tail {
        match (link, behind) {
            ("で", TokenKind::Word(Word::Not)) => Tail::Nothing,
            ("で", TokenKind::Word(Word::Comma | Word::Stop | Word::Being)) => self.value(false),
            ("に" | "へ" | "へと" | "まで", TokenKind::Word(Word::Change | Word::Reaching)) => self.value(false),
            ("に" | "へ" | "へと" | "まで", _) if self.number.moved => self.value(false),
            ("に" | "へ", TokenKind::Word(Word::Stop | Word::Comma | Word::Close)) => self.value(false),
            ("まで" | "までに" | "までで", _) => Tail::Nothing,
            (_, TokenKind::Word(Word::Plan | Word::Target)) => Tail::Nothing,
            _ => self.value(true),
        }
    }

    /// Behind a number with a bracket, which may say of when the number is, or that it is a target.
    fn behind_bracket(&self, open: usize) -> Tail {
        let clauses = self.clauses;
        let close = clauses.partner(open).unwrap_or(clauses.count());
        let inner: Vec<TokenKind> = (open + 1..close.min(open + 1 + STEPS)).map(|index| clauses.kind(index)).collect();
        let (mut unsure, mut stamps, mut target) = (false, Vec::new(), self.number.target);
        // A number of its own makes it a statement of its own.
        let is_statement = inner.iter().any(|kind| matches!(kind, TokenKind::Number { .. }));
        for kind in inner.into_iter().filter(|_| !is_statement) {
            match kind {
                TokenKind::When(stamp) => stamps.push(stamp),
                TokenKind::Word(Word::Elsewhen | Word::Plan | Word::Range | Word::Per) => return Tail::Nothing,
                TokenKind::Word(Word::Target) => target = true,
                TokenKind::Word(Word::Now) => unsure = true,
                _ => {}
            }
        }
        Tail::Final(FinalNumber { unsure, qualifier: self.qualifier, stamps, target, end: self.end })
    }
}

impl Clauses<'_> {
    /// How 約 before a number or 余 within it bounds the number.
    pub(super) fn qualifier_of(&self, number: usize) -> Qualifier {
        match self.kind(number) {
            _ if self.is_about(number) => Qualifier::About,
            TokenKind::Number { more: true, .. } => Qualifier::Somewhat,
            _ => Qualifier::Exactly,
        }
    }
}

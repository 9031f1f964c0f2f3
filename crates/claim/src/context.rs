//! What a clause says before a label or a number that may make it speak of something else.

use kakugi_japanese::DateStamp;

use super::clauses::{Clauses, STEPS};
use super::token::TokenKind;
use super::word::Word;

/// What was found before a phrase.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Dates and periods of the clause.
    pub stamps: Vec<DateStamp>,
    /// The date of an earlier clause.
    pub earlier: Option<DateStamp>,
    /// Whether the phrase may be of a part, or of somebody else.
    pub unsure: bool,
    /// Whether a target is spoken of.
    pub target: bool,
}

/// What one step back comes to.
enum BackStep {
    /// It goes on before this place.
    To(usize),
    /// There the clause begins.
    Begins(usize),
    /// There is something before that may narrow the meaning.
    Narrowed(usize),
    /// The phrase means something else.
    Else,
}

impl Clauses<'_> {
    /// What stands before the phrase that begins at a token. `None` where the phrase is of another thing or time.
    pub(super) fn context(&self, phrase: usize) -> Option<Context> {
        let mut context = Context::default();
        let mut index = phrase;
        let mut fresh = false;
        for _ in 0..STEPS {
            if index == 0 {
                break;
            }
            let comma = self.word(index - 1) == Some(Word::Comma);
            match if comma { BackStep::To(index - 1) } else { self.step(index, fresh, &mut context) } {
                BackStep::To(next) => index = next,
                BackStep::Begins(next) => {
                    index = next;
                    break;
                }
                BackStep::Narrowed(next) => {
                    context.unsure = true;
                    self.rest_of_clause(next, &mut context)?;
                    index = next;
                    break;
                }
                BackStep::Else => return None,
            }
            fresh = comma || (fresh && self.is_quiet(index));
        }
        context.earlier = self.topics.get(index).copied().flatten();
        context.unsure |= self.contrasts.get(index).copied().unwrap_or(false);
        Some(context)
    }

    /// Looks at the token before a place; `fresh` behind a comma, where an earlier clause may end.
    fn step(&self, index: usize, fresh: bool, context: &mut Context) -> BackStep {
        let before = index - 1;
        match self.kind(before) {
            TokenKind::Space | TokenKind::Name => BackStep::To(before),
            TokenKind::When(stamp) => {
                context.stamps.push(stamp);
                BackStep::To(before)
            }
            TokenKind::Number { .. } if fresh => BackStep::Begins(index),
            TokenKind::Number { .. } => BackStep::Narrowed(before),
            // 「A、Bは」 speaks of both.
            TokenKind::Label(_) if fresh => BackStep::Else,
            TokenKind::Label(_) => BackStep::Narrowed(before),
            TokenKind::Rest => self.rest(before, index, fresh),
            TokenKind::Word(word) => self.step_over(word, before, index, fresh, context),
        }
    }

    fn step_over(&self, word: Word, before: usize, index: usize, fresh: bool, context: &mut Context) -> BackStep {
        match word {
            Word::Stop | Word::Means => BackStep::Begins(index),
            // 「2014年度の発足以来」 tells since when, not for when.
            Word::Since => BackStep::Begins(index),
            Word::Quiet | Word::Whole | Word::Conjunction | Word::About | Word::Sign | Word::Comma => {
                BackStep::To(before)
            }
            Word::Measure if fresh || self.is_sign(index) => BackStep::To(before),
            Word::Of | Word::Topic | Word::Link | Word::With => self.behind_particle(before, fresh, context),
            Word::Dot => match before.checked_sub(1).map(|index| self.kind(index)) {
                None
                | Some(
                    TokenKind::Word(Word::Stop | Word::Quiet | Word::Open)
                    | TokenKind::Space
                    | TokenKind::Number { .. },
                ) => BackStep::Begins(index),
                Some(TokenKind::Word(Word::Close)) => BackStep::Begins(index),
                Some(_) => BackStep::Else,
            },
            Word::Open => self.behind_bracket(before, index),
            Word::Close => match self.partner(before) {
                // 「（１）相談は」
                Some(open) if before - open <= 2 && self.may_begin_clause(open) => BackStep::Begins(open),
                _ if fresh => BackStep::Begins(index),
                Some(open) => BackStep::Narrowed(open),
                None => BackStep::Narrowed(before),
            },
            Word::Target => {
                context.target = true;
                BackStep::To(before)
            }
            Word::Now => {
                context.unsure = true;
                BackStep::To(before)
            }
            Word::Elsewhen | Word::Per | Word::Each | Word::Other | Word::And | Word::Rate | Word::Range => {
                BackStep::Else
            }
            Word::Plan if !fresh => BackStep::Else,
            Word::Doing
            | Word::Being
            | Word::Reaching
            | Word::Change
            | Word::Versus
            | Word::Compared
            | Word::Including
            | Word::Toward
            | Word::AtLeast
            | Word::Over
            | Word::Under
            | Word::AtMost
            | Word::AboutBehind
            | Word::Somewhat
            | Word::Nearly
            | Word::Object
                if fresh =>
            {
                BackStep::Begins(index)
            }
            _ => BackStep::Narrowed(before),
        }
    }

    /// What stands before の, は, に or と.
    fn behind_particle(&self, particle: usize, fresh: bool, context: &mut Context) -> BackStep {
        let Some(before) = particle.checked_sub(1) else { return BackStep::Narrowed(particle) };
        let word = self.word(particle);
        match self.kind(before) {
            TokenKind::When(stamp) => {
                context.stamps.push(stamp);
                BackStep::To(before)
            }
            TokenKind::Name | TokenKind::Word(Word::Whole | Word::Measure | Word::Conjunction) => BackStep::To(before),
            TokenKind::Word(Word::Target) => {
                context.target = true;
                BackStep::To(before)
            }
            TokenKind::Word(Word::Now) => {
                context.unsure = true;
                BackStep::To(before)
            }
            TokenKind::Word(Word::Elsewhen | Word::Other | Word::Per | Word::Each) => BackStep::Else,
            TokenKind::Label(_) if word == Some(Word::With) => BackStep::Else,
            TokenKind::Rest if fresh && word == Some(Word::With) => BackStep::Begins(particle + 1),
            TokenKind::Number { .. } | TokenKind::Word(Word::Reaching | Word::Being | Word::Doing | Word::Change)
                if fresh && word != Some(Word::Of) =>
            {
                BackStep::Begins(particle + 1)
            }
            _ => BackStep::Narrowed(particle),
        }
    }

    /// What stands before a bracket in which the phrase is the first.
    fn behind_bracket(&self, open: usize, index: usize) -> BackStep {
        let Some(before) = open.checked_sub(1) else { return BackStep::Begins(index) };
        match self.kind(before) {
            TokenKind::Number { .. } | TokenKind::Space | TokenKind::Name | TokenKind::Label(_) => {
                BackStep::Begins(index)
            }
            TokenKind::Word(Word::Elsewhen) => BackStep::Else,
            TokenKind::Word(Word::Part | Word::Per | Word::Other) => BackStep::Narrowed(open),
            TokenKind::Word(_) => BackStep::Begins(index),
            TokenKind::When(_) => BackStep::To(open),
            TokenKind::Rest => BackStep::Narrowed(open),
        }
    }

    /// What stands before, where it is none of the known words.
    fn rest(&self, before: usize, index: usize, fresh: bool) -> BackStep {
        let text = self.text_of(before);
        let last = text.chars().next_back().unwrap_or(' ');
        if !text.contains(|c: char| c.is_alphabetic()) {
            // Numbers of lists and bullets.
            let numbered = before > 0
                && matches!(self.kind(before - 1), TokenKind::Number { .. })
                && self.may_begin_clause(before - 1);
            return if numbered { BackStep::Begins(index) } else { BackStep::To(before) };
        }
        let hiragana = matches!(last, 'ぁ'..='ゖ');
        if fresh {
            // A clause that ends with a verb is one of its own; one that ends with a noun may be the first of a list.
            let verb = hiragana && last != 'な';
            return if verb || self.is_clause(before) { BackStep::Begins(index) } else { BackStep::Narrowed(before) };
        }
        // 新規相談 is no 相談.
        if hiragana { BackStep::Narrowed(before) } else { BackStep::Else }
    }

    /// Whether the clause that ends at a token says what was done, or how much there is.
    fn is_clause(&self, end: usize) -> bool {
        let kinds = (0..=end).rev().take(STEPS).map(|index| self.kind(index));
        let mut of_clause = kinds.take_while(|kind| !matches!(kind, TokenKind::Word(Word::Comma | Word::Stop)));
        of_clause.any(|kind| matches!(kind, TokenKind::Word(Word::Object) | TokenKind::Number { .. }))
    }

    /// Looks for another time in what else stands before in the clause. `None` where there is one.
    fn rest_of_clause(&self, end: usize, context: &mut Context) -> Option<()> {
        for index in (0..end).rev().take(STEPS) {
            match self.kind(index) {
                TokenKind::When(stamp) => context.stamps.push(stamp),
                TokenKind::Word(Word::Elsewhen | Word::Per | Word::Each) => return None,
                TokenKind::Word(Word::Target) => context.target = true,
                TokenKind::Word(Word::Comma | Word::Stop | Word::Open) => break,
                _ => {}
            }
        }
        Some(())
    }
}

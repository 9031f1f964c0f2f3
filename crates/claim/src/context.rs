//! What a clause says before a label or a number that may make it speak of something else.

use kakugi_japanese::Stamp;

use super::clauses::{Clauses, STEPS};
use super::token::Kind;
use super::word::Word;

/// What was found before a phrase.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Dates and periods of the clause.
    pub stamps: Vec<Stamp>,
    /// The date of an earlier clause.
    pub earlier: Option<Stamp>,
    /// Whether the phrase may be of a part, or of somebody else.
    pub unsure: bool,
    /// Whether a target is spoken of.
    pub target: bool,
}

/// What one step back comes to.
enum Step {
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
        let mut at = phrase;
        let mut fresh = false;
        for _ in 0..STEPS {
            if at == 0 {
                break;
            }
            let comma = self.word(at - 1) == Some(Word::Comma);
            match if comma { Step::To(at - 1) } else { self.step(at, fresh, &mut context) } {
                Step::To(next) => at = next,
                Step::Begins(next) => {
                    at = next;
                    break;
                }
                Step::Narrowed(next) => {
                    context.unsure = true;
                    self.rest_of_clause(next, &mut context)?;
                    at = next;
                    break;
                }
                Step::Else => return None,
            }
            fresh = comma || (fresh && self.is_quiet(at));
        }
        context.earlier = self.topics.get(at).copied().flatten();
        context.unsure |= self.contrasts.get(at).copied().unwrap_or(false);
        Some(context)
    }

    /// Looks at the token before a place; `fresh` behind a comma, where an earlier clause may end.
    fn step(&self, at: usize, fresh: bool, context: &mut Context) -> Step {
        let before = at - 1;
        match self.kind(before) {
            Kind::Space | Kind::Name => Step::To(before),
            Kind::When(stamp) => {
                context.stamps.push(stamp);
                Step::To(before)
            }
            Kind::Number { .. } if fresh => Step::Begins(at),
            Kind::Number { .. } => Step::Narrowed(before),
            // 「A、Bは」 speaks of both.
            Kind::Label(_) if fresh => Step::Else,
            Kind::Label(_) => Step::Narrowed(before),
            Kind::Rest => self.rest(before, at, fresh),
            Kind::Word(word) => self.step_over(word, before, at, fresh, context),
        }
    }

    fn step_over(&self, word: Word, before: usize, at: usize, fresh: bool, context: &mut Context) -> Step {
        match word {
            Word::Stop | Word::Means => Step::Begins(at),
            // 「2014年度の発足以来」 tells since when, not for when.
            Word::Since => Step::Begins(at),
            Word::Quiet | Word::Whole | Word::Conjunction | Word::About | Word::Sign | Word::Comma => Step::To(before),
            Word::Measure if fresh || self.is_sign(at) => Step::To(before),
            Word::Of | Word::Topic | Word::Link | Word::With => self.behind_particle(before, fresh, context),
            Word::Dot => match before.checked_sub(1).map(|at| self.kind(at)) {
                None | Some(Kind::Word(Word::Stop | Word::Quiet | Word::Open) | Kind::Space | Kind::Number { .. }) => {
                    Step::Begins(at)
                }
                Some(Kind::Word(Word::Close)) => Step::Begins(at),
                Some(_) => Step::Else,
            },
            Word::Open => self.behind_bracket(before, at),
            Word::Close => match self.partner(before) {
                // 「（１）相談は」
                Some(open) if before - open <= 2 && self.may_begin_clause(open) => Step::Begins(open),
                _ if fresh => Step::Begins(at),
                Some(open) => Step::Narrowed(open),
                None => Step::Narrowed(before),
            },
            Word::Target => {
                context.target = true;
                Step::To(before)
            }
            Word::Now => {
                context.unsure = true;
                Step::To(before)
            }
            Word::Elsewhen | Word::Per | Word::Each | Word::Other | Word::And | Word::Rate | Word::Range => Step::Else,
            Word::Plan if !fresh => Step::Else,
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
                Step::Begins(at)
            }
            _ => Step::Narrowed(before),
        }
    }

    /// What stands before の, は, に or と.
    fn behind_particle(&self, particle: usize, fresh: bool, context: &mut Context) -> Step {
        let Some(before) = particle.checked_sub(1) else { return Step::Narrowed(particle) };
        let word = self.word(particle);
        match self.kind(before) {
            Kind::When(stamp) => {
                context.stamps.push(stamp);
                Step::To(before)
            }
            Kind::Name | Kind::Word(Word::Whole | Word::Measure | Word::Conjunction) => Step::To(before),
            Kind::Word(Word::Target) => {
                context.target = true;
                Step::To(before)
            }
            Kind::Word(Word::Now) => {
                context.unsure = true;
                Step::To(before)
            }
            Kind::Word(Word::Elsewhen | Word::Other | Word::Per | Word::Each) => Step::Else,
            Kind::Label(_) if word == Some(Word::With) => Step::Else,
            Kind::Rest if fresh && word == Some(Word::With) => Step::Begins(particle + 1),
            Kind::Number { .. } | Kind::Word(Word::Reaching | Word::Being | Word::Doing | Word::Change)
                if fresh && word != Some(Word::Of) =>
            {
                Step::Begins(particle + 1)
            }
            _ => Step::Narrowed(particle),
        }
    }

    /// What stands before a bracket in which the phrase is the first.
    fn behind_bracket(&self, open: usize, at: usize) -> Step {
        let Some(before) = open.checked_sub(1) else { return Step::Begins(at) };
        match self.kind(before) {
            Kind::Number { .. } | Kind::Space | Kind::Name | Kind::Label(_) => Step::Begins(at),
            Kind::Word(Word::Elsewhen) => Step::Else,
            Kind::Word(Word::Part | Word::Per | Word::Other) => Step::Narrowed(open),
            Kind::Word(_) => Step::Begins(at),
            Kind::When(_) => Step::To(open),
            Kind::Rest => Step::Narrowed(open),
        }
    }

    /// What stands before, where it is none of the known words.
    fn rest(&self, before: usize, at: usize, fresh: bool) -> Step {
        let text = self.text_of(before);
        let last = text.chars().next_back().unwrap_or(' ');
        if !text.contains(|c: char| c.is_alphabetic()) {
            // Numbers of lists and bullets.
            let numbered =
                before > 0 && matches!(self.kind(before - 1), Kind::Number { .. }) && self.may_begin_clause(before - 1);
            return if numbered { Step::Begins(at) } else { Step::To(before) };
        }
        let hiragana = matches!(last, 'ぁ'..='ゖ');
        if fresh {
            // A clause that ends with a verb is one of its own; one that ends with a noun may be the first of a list.
            let verb = hiragana && last != 'な';
            return if verb || self.is_clause(before) { Step::Begins(at) } else { Step::Narrowed(before) };
        }
        // 新規相談 is no 相談.
        if hiragana { Step::Narrowed(before) } else { Step::Else }
    }

    /// Whether the clause that ends at a token says what was done, or how much there is.
    fn is_clause(&self, end: usize) -> bool {
        let kinds = (0..=end).rev().take(STEPS).map(|at| self.kind(at));
        let mut own = kinds.take_while(|kind| !matches!(kind, Kind::Word(Word::Comma | Word::Stop)));
        own.any(|kind| matches!(kind, Kind::Word(Word::Object) | Kind::Number { .. }))
    }

    /// Looks for another time in what else stands before in the clause. `None` where there is one.
    fn rest_of_clause(&self, end: usize, context: &mut Context) -> Option<()> {
        for at in (0..end).rev().take(STEPS) {
            match self.kind(at) {
                Kind::When(stamp) => context.stamps.push(stamp),
                Kind::Word(Word::Elsewhen | Word::Per | Word::Each) => return None,
                Kind::Word(Word::Target) => context.target = true,
                Kind::Word(Word::Comma | Word::Stop | Word::Open) => break,
                _ => {}
            }
        }
        Some(())
    }
}

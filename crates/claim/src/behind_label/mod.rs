//! Claims of a label with a number behind it, or with several: 「相談：目標1,500件、実績1,376件」.

mod number;

use std::ops::Range;

use kakugi_japanese::DateStamp;

use super::aim::ResultCue;
use super::clauses::{Clauses, CountedNumber, STEPS};
use super::context::Context;
use super::token::TokenKind;
use super::word::Word;
use super::{Claim, Qualifier, Role, StatedNumber};

/// So many letters that are no known words may stand between a label and its number.
const STRANGE: usize = 40;

/// Goes through what stands behind a label, token by token, and makes claims of the numbers in it.
pub(super) struct LabelReading<'c, 't> {
    clauses: &'c Clauses<'t>,
    form: usize,
    context: Context,
    /// Whether the label is only called by the noun at its end.
    short: bool,
    /// The verb that has to follow the number.
    verb: Option<&'static str>,
    /// Whether the label leads on to another thing: 「相談への」, 「相談のための」.
    leads_on: bool,
    /// Whether something is done with the label: 「相談を」.
    is_object: bool,
    /// What the next number is.
    role: Role,
    /// Whether the next number may be of a part, or of something else.
    unsure: bool,
    /// Dates behind the label that belong to the next number.
    stamps: Vec<DateStamp>,
    /// What the next number is compared with, if that is called the target.
    base: Option<StatedNumber>,
    /// Whether は stands behind the label.
    topic: bool,
    /// Whether it is said from what the number came.
    moved: bool,
    /// Whether no number has been claimed yet.
    first: bool,
    /// Letters so far that are no known words.
    strange: usize,
    /// Brackets that are open.
    depth: usize,
    /// Whether the unit is named, so that the number needs none: 「相談件数：」.
    unit_named: bool,
    /// What makes the number what the label's number came to: 「4年間で1,376件に増加」, 「増加し、1,376件となった」.
    result: Option<ResultCue>,
    claims: Vec<Claim>,
}

impl<'c, 't> LabelReading<'c, 't> {
    /// The claims of a label with numbers behind it; `introduced` says whether its whole name stands before in the text.
    pub fn claims(clauses: &'c Clauses<'t>, label: usize, form: usize, introduced: bool) -> Vec<Claim> {
        Self::begin(clauses, label, form, introduced).map(|reading| reading.read(label)).unwrap_or_default()
    }

    fn begin(clauses: &'c Clauses<'t>, label: usize, form: usize, introduced: bool) -> Option<Self> {
        let context = clauses.context(label)?;
        let short = clauses.reader.is_short(form);
        let next = clauses.skip_quiet(label + 1);
        let behind = clauses.word(next);
        if short && !matches!(behind, Some(Word::Topic | Word::Sign)) {
            return None;
        }
        let verb = clauses.reader.verb(form);
        if verb.is_some() && behind != Some(Word::Object) {
            return None;
        }
        let leads_on = matches!(
            clauses.kind(next),
            TokenKind::Rest
                | TokenKind::Word(Word::Of | Word::Link | Word::With | Word::From | Word::Versus | Word::Concerning)
        );
        Some(Self {
            clauses,
            form,
            short: short && !introduced,
            verb,
            leads_on,
            is_object: behind == Some(Word::Object),
            role: if context.target { Role::Target } else { Role::Value },
            unsure: context.unsure,
            stamps: Vec::new(),
            base: None,
            topic: false,
            moved: false,
            first: true,
            strange: 0,
            depth: 0,
            unit_named: clauses.text_of(label).ends_with(['数', '率', '額', '量']),
            result: None,
            claims: Vec::new(),
            context,
        })
    }

    fn read(mut self, label: usize) -> Vec<Claim> {
        let mut index = label + 1;
        for _ in 0..STEPS {
            let next = match self.clauses.kind(index) {
                TokenKind::Space | TokenKind::Name => Some(index + 1),
                TokenKind::When(stamp) => {
                    self.stamps.push(stamp);
                    Some(index + 1)
                }
                TokenKind::Label(_) => None,
                TokenKind::Rest => self.pass_letters(index, index == label + 1),
                TokenKind::Number { .. } => self.read_number(index),
                TokenKind::Word(word) => self.read_word(word, index),
            };
            let Some(next) = next else { break };
            index = next;
        }
        self.claims
    }

    /// Passes over letters that are no known words. `None` where there are too many, or they make the label another thing.
    fn pass_letters(&mut self, index: usize, touches_label: bool) -> Option<usize> {
        let text = self.clauses.text_of(index);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if self.depth > 0 {
            self.unit_named |= self.clauses.names_unit(index, self.form);
            if self.unit_named {
                return Some(index + 1);
            }
        }
        // 相談員 is no 相談.
        if letters > 0 && touches_label && !text.starts_with(|c: char| matches!(c, 'ぁ'..='ゖ')) {
            return None;
        }
        self.strange += letters;
        self.unsure |= letters > 0;
        let is_other = self.strange > STRANGE || (self.leads_on && letters > 0 && self.depth == 0);
        (!is_other).then_some(index + 1)
    }

    /// Reads a known word between the label and its number; gives where to go on, if the number may still follow.
    fn read_word(&mut self, word: Word, index: usize) -> Option<usize> {
        let clauses = self.clauses;
        let text = clauses.text_of(index);
        match word {
            // 「相談に当たる職員は」 speaks of the staff.
            Word::Topic if self.strange > 0 && self.depth == 0 => return None,
            Word::Topic => self.topic = true,
            // 「目標まで100件」 is what is missing.
            Word::Link if text.starts_with("まで") && clauses.is_goal(index) => return None,
            Word::Doing if self.leads_on || text == "を含む" => return None,
            Word::Reaching if self.topic && self.first && matches!(text, "に減" | "に増") => {
                self.result = self.result.max(Some(ResultCue::Change));
                return Some(clauses.behind_change(index + 1));
            }
            Word::Change if self.topic && self.first => {
                self.result = self.result.max(Some(ResultCue::Change));
                return Some(clauses.behind_change(index));
            }
            Word::Object
            | Word::Of
            | Word::Link
            | Word::Sign
            | Word::Comma
            | Word::Quiet
            | Word::Measure
            | Word::Whole
            | Word::About
            | Word::Concerning
            | Word::Doing
            | Word::Conjunction
            | Word::Amounting
            | Word::Means
            | Word::Dot => {
                // 「相談を実施し、1,367件に」
                let is_clause = matches!(word, Word::Doing | Word::Conjunction | Word::Means);
                self.unsure |= is_clause && !clauses.is_bracketed(index);
                self.unit_named |= word == Word::Measure && clauses.names_unit(index, self.form);
                // A second number of 「実績」 is no target any more.
                if word == Word::Measure && !self.first {
                    self.role = Role::Value;
                }
            }
            Word::Since => {
                self.stamps.pop();
            }
            Word::Now => self.unsure = true,
            Word::Open => self.depth += 1,
            Word::Close if self.depth > 0 => self.depth -= 1,
            Word::Close => self.unsure = true,
            Word::Target => self.role = Role::Target,
            Word::Rate => self.role = Role::Rate,
            Word::Elsewhen | Word::From | Word::Compared => {
                let next = clauses.behind_comparison(index, self.form)?;
                self.moved |= clauses.word(next - 1) == Some(Word::From);
                return Some(next);
            }
            Word::Versus if self.role != Role::Target && self.first && !self.topic => return None,
            Word::Versus if self.role == Role::Target => self.role = Role::Value,
            Word::Versus => {}
            _ => return None,
        }
        Some(index + 1)
    }

    /// Adds the claim of a number; `tokens` are its token and the last that belongs to it. The dates before the label are those
    /// of its value, and of a target if it is the `first` number and has none of its own.
    fn push(
        &mut self,
        role: Role,
        number: CountedNumber,
        qualifier: Qualifier,
        tokens: Range<usize>,
        unsure: bool,
        first: bool,
    ) {
        let is_dated_before = role == Role::Value || (first && self.stamps.is_empty());
        let before = if is_dated_before { self.context.stamps.as_slice() } else { &[] };
        let claim = self.clauses.claim(self.form, role, number, qualifier, tokens.start, &self.context);
        self.claims.push(Claim {
            written: self.clauses.written(tokens.start, tokens.end),
            stamps: [before, &self.stamps].concat(),
            base: self.base,
            sure: !unsure,
            short: self.short,
            ..claim
        });
    }
}

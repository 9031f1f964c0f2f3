//! The numbers behind a label.

use super::LabelReading;
use crate::aim::ResultCue;
use crate::behind_number::NumberInClause;
use crate::clauses::CountedNumber;
use crate::tail::{FinalNumber, Tail};
use crate::token::TokenKind;
use crate::word::Word;
use crate::{Qualifier, Role, StatedNumber};

impl LabelReading<'_, '_> {
    /// Reads a number; gives where to go on, if more may follow.
    pub(super) fn read_number(&mut self, index: usize) -> Option<usize> {
        let clauses = self.clauses;
        // 「施設を運営する45か所」 are the places that run them.
        let is_of_verb = clauses.word(index - 1).is_none() && clauses.text_of(index - 1).ends_with(['る', 'た']);
        if (self.leads_on || self.is_object) && is_of_verb {
            return None;
        }
        let bare = if self.unit_named { clauses.bare_number(index, self.form) } else { None };
        let Some(number) = clauses.counted(index, self.form).or(bare) else { return self.read_other_number(index) };
        let target = self.role == Role::Target;
        let tail = NumberInClause { number: index, form: self.form, topic: self.topic, target, moved: self.moved }
            .tail(clauses);
        match tail {
            Tail::Nothing => None,
            Tail::Aimed { unsure, qualifier, end } => {
                let dated = !self.context.stamps.is_empty() || !self.stamps.is_empty();
                if dated && !self.unsure && self.verb.is_none() {
                    self.push(Role::Target, number, qualifier, index..end, unsure, self.first);
                }
                None
            }
            Tail::On(next) => {
                if clauses.word(next - 1) == Some(Word::From) {
                    self.moved = true;
                    self.stamps.clear();
                }
                Some(next)
            }
            Tail::Base(next) => {
                if target {
                    // A target that is only compared with has no dates but its own.
                    self.push(Role::Target, number, Qualifier::Exactly, index..index, self.unsure, false);
                    self.base =
                        Some(StatedNumber { value: number.value, step: number.step, qualifier: Qualifier::Exactly });
                }
                self.role = Role::Value;
                self.stamps.clear();
                Some(next)
            }
            Tail::Final(tail) => self.read_final_number(index, number, tail),
        }
    }

    /// Claims a number of the label.
    fn read_final_number(&mut self, index: usize, number: CountedNumber, tail: FinalNumber) -> Option<usize> {
        let clauses = self.clauses;
        let behind = tail.end + 1;
        if self.role == Role::Rate || self.verb.is_some_and(|verb| !clauses.goes_on(behind, verb)) {
            return None;
        }
        let role = if tail.target { Role::Target } else { self.role };
        let mut unsure = self.unsure || tail.unsure || (self.depth > 0 && clauses.acts_on_bracket(behind));
        if self.is_object && self.strange > 0 && !clauses.is_done(behind) {
            return None;
        }
        match self.result {
            Some(_) if !tail.target && !clauses.comes_to(behind) => return None,
            // What is reached within years may be the sum of them.
            Some(ResultCue::Years) => unsure |= !clauses.moves_to(behind),
            _ => {}
        }
        if unsure && role == Role::Target && clauses.aim_behind(behind).is_some() {
            return None;
        }
        self.stamps.extend(tail.stamps);
        self.push(role, number, tail.qualifier, index..tail.end, unsure, self.first);
        let next = clauses.further_number(behind)?;
        (self.role, self.first, self.topic) = (Role::Value, false, false);
        self.stamps.clear();
        Some(next)
    }

    /// Reads a number that is in no unit of the label: an achievement rate ends the reading, others are passed over.
    fn read_other_number(&mut self, index: usize) -> Option<usize> {
        let clauses = self.clauses;
        let TokenKind::Number { value, step, unit, .. } = clauses.kind(index) else { return None };
        if self.role == Role::Rate && unit.is_some() && unit == clauses.reader.percent {
            let rate = NumberInClause { number: index, form: self.form, topic: false, target: false, moved: false };
            if let Tail::Final(tail) = rate.tail(clauses) {
                let number = CountedNumber { value, step, unit: unit? };
                self.push(Role::Rate, number, tail.qualifier, index..tail.end, self.unsure || tail.unsure, self.first);
                // A rate is in per cent, whatever the unit of its label is.
                let subjects = clauses.reader.forms.get(self.form).map(|form| form.subjects.clone());
                if let (Some(claim), Some(subjects)) = (self.claims.last_mut(), subjects) {
                    claim.subjects = subjects;
                }
            }
            return None;
        }
        if let Some((next, cue)) = clauses.result_cue(index) {
            self.result = self.result.max(Some(cue));
            return Some(next);
        }
        let (next, is_change) = clauses.other_number(index)?;
        self.unsure |= !is_change;
        Some(next)
    }
}

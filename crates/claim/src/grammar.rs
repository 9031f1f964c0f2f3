//! How numbers belong to labels: all claims of a text.

use std::collections::BTreeSet;

use super::behind_label::LabelReading;
use super::clauses::{Clauses, CountedNumber};
use super::context::Context;
use super::token::TokenKind;
use super::{Claim, Qualifier, Role, StatedNumber};

impl Clauses<'_> {
    /// All claims of the text, in the order of their labels; those that are said with a verb come first.
    pub fn claims(&self) -> Vec<Claim> {
        let mut claims = self.deeds();
        // A label that was given whole may be called by its noun thereafter.
        let mut introduced: BTreeSet<usize> = BTreeSet::new();
        for index in 0..self.count() {
            let TokenKind::Label(form) = self.kind(index) else { continue };
            let subject = self.reader.forms.get(form).and_then(|form| form.subjects.first());
            let is_whole = !self.reader.is_short(form);
            if is_whole {
                claims.extend(self.number_before(index, form));
            }
            let is_introduced = subject.is_some_and(|subject| introduced.contains(subject));
            claims.extend(LabelReading::claims(self, index, form, is_introduced));
            if is_whole {
                introduced.extend(subject);
            }
        }
        claims
    }

    /// The claim of a number alone, as what stands before its phrase has it.
    pub(super) fn claim(
        &self,
        form: usize,
        role: Role,
        number: CountedNumber,
        qualifier: Qualifier,
        index: usize,
        context: &Context,
    ) -> Claim {
        Claim {
            subjects: self.reader.subjects(form, number.unit),
            role,
            amount: StatedNumber { value: number.value, step: number.step, qualifier },
            written: self.written(index, index),
            stamps: context.stamps.clone(),
            earlier: context.earlier,
            base: None,
            sure: !context.unsure,
            short: false,
        }
    }
}

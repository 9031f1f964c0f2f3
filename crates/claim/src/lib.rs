//! What texts claim of numbers that have a label: 「相談は1,367件」, 「1,367件の相談」, 「相談（目標1,500件）」.
//!
//! A text is folded to one spelling (`fold`) and cut into labels, numbers with units, dates and words that are known
//! (`cut`, `words`). A small grammar then looks how a number belongs to the label before it or behind it
//! (`before_label`, `behind_label`) and what the clause says before both (`context`). Each wording that it knows is either sure to speak of
//! the label as a whole, or may speak of a part, of another day or of somebody else; every other is passed over.
//!
//! The work is linear in the text: labels and words are found by one automaton, and what is looked at around a label has
//! a limit.
//!
//! ```
//! use kakugi_claim::{ClaimSetting, Fact, Reader, Role, Subject};
//!
//! let subjects = [Subject { label: "相談".to_owned(), unit: "件".to_owned() }];
//! let reader = Reader::new(&subjects, &["創薬支援協議会"]);
//! let claims = reader.claims("令和元年度の相談は1,367件に達した。");
//! assert_eq!(claims[0].role, Role::Value);
//! assert!(claims[0].sure);
//! ```

mod aim;
mod before_label;
mod behind_label;
mod behind_number;
mod between;
mod clauses;
mod context;
mod cut;
mod deed;
mod fold;
mod grammar;
mod label;
mod search;
mod stated_number;
mod structure;
mod tail;
#[cfg(test)]
mod tests;
mod token;
mod unit;
mod verdict;
mod word;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use kakugi_japanese::DateStamp;
use rust_decimal::Decimal;

pub use stated_number::{Qualifier, StatedNumber};
pub use structure::{Head, Title};
pub use verdict::{ClaimSetting, Fact, TargetNumber};

use deed::{Deed, deeds};
use fold::{Folded, fold};
use label::{Form, Nearness};
use search::Patterns;
use token::TokenKind;
use unit::Units;

/// A number that texts may speak of.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What it counts.
    pub label: String,
    /// In what unit.
    pub unit: String,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The number itself.
    Value,
    /// The number that is to be reached (目標).
    Target,
    /// The number in per cent of what is to be reached (達成率).
    Rate,
}

/// What a text says of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The subjects that its label may mean, all of one label and of the unit of the claim.
    pub subjects: Vec<usize>,
    /// What it is about.
    pub role: Role,
    /// The number, in the smallest unit.
    pub amount: StatedNumber,
    /// Where the number stands in the text, with its unit and what bounds it.
    pub written: Range<usize>,
    /// The dates and periods that the clause gives.
    pub stamps: Vec<DateStamp>,
    /// A date or period that an earlier clause gives.
    pub earlier: Option<DateStamp>,
    /// What the number is compared with, if that is called the target.
    pub base: Option<StatedNumber>,
    /// Whether the clause speaks of the label as a whole, as far as words can tell.
    pub sure: bool,
    /// Whether the label is only called by the noun at its end, and nowhere before by its whole name.
    pub short: bool,
}

/// Finds claims about a set of subjects.
pub struct Reader {
    units: Units,
    /// The unit of each subject, and what it multiplies.
    measures: Vec<Option<(usize, Decimal)>>,
    forms: Vec<Form>,
    /// The units of the subjects of each form.
    form_units: Vec<BTreeSet<usize>>,
    /// The unit that texts may give instead of that of a subject: 施設 for か所.
    others: Vec<Option<usize>>,
    /// How sentences say labels with a verb.
    deeds: Vec<Deed>,
    /// Wordings of labels, and names.
    patterns: Patterns,
    percent: Option<usize>,
}

impl Reader {
    /// A reader for subjects; `names` are those of whoever the texts are about.
    pub fn new(subjects: &[Subject], names: &[&str]) -> Self {
        let stated = subjects.iter().map(|subject| subject.unit.as_str());
        let others: Vec<Option<&str>> =
            subjects.iter().map(|subject| unit::other(&subject.unit, &subject.label)).collect();
        let units = Units::new(stated.chain(["％"]).chain(others.iter().copied().flatten()));
        let others: Vec<Option<usize>> = others.into_iter().map(|other| Some(units.of(other?)?.0)).collect();
        let measures: Vec<_> = subjects.iter().map(|subject| units.of(&subject.unit)).collect();
        let pairs = subjects.iter().map(|subject| (subject.label.as_str(), subject.unit.as_str()));
        let (mut patterns, mut forms, mut form_units) = (Vec::new(), Vec::new(), Vec::new());
        for (wording, form) in label::forms(pairs) {
            patterns.push((wording, TokenKind::Label(forms.len())));
            let units = form.subjects.iter().filter_map(|subject| measures.get(*subject).copied().flatten());
            let other_units = form.subjects.iter().filter_map(|subject| others.get(*subject).copied().flatten());
            form_units.push(units.map(|(unit, _)| unit).chain(other_units).collect());
            forms.push(form);
        }
        let common = [
            "本協議会",
            "当協議会",
            "同協議会",
            "協議会",
            "本会議",
            "本事業",
            "当事業",
            "政府",
            "我が国",
            "わが国",
            "国",
        ];
        let names = names.iter().copied().chain(common).map(fold).filter(|name| !name.is_empty());
        patterns.extend(names.map(|name| (name, TokenKind::Name)));
        let patterns = Patterns::new(patterns.into_iter());
        let percent = units.of("％").map(|(unit, _)| unit);
        let deeds = deeds(subjects.iter().map(|subject| subject.label.as_str()), &forms);
        Self { units, measures, forms, form_units, others, deeds, patterns, percent }
    }

    /// What a text claims.
    pub fn claims(&self, text: &str) -> Vec<Claim> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let tokens = self.tokens(&folded.text);
        let clauses = clauses::Clauses::new(self, &folded.text, &tokens);
        let mut claims = clauses.claims();
        for claim in &mut claims {
            claim.written = folded.original(&claim.written);
        }
        claims
    }

    /// A number of a subject in the smallest unit, and the place value of its last digit.
    pub fn measure(&self, subject: usize, number: Decimal) -> Option<(Decimal, Decimal)> {
        let (_, scale) = self.measures.get(subject).copied().flatten()?;
        Some((number.checked_mul(scale)?, Decimal::new(1, number.scale()).checked_mul(scale)?))
    }

    /// The subjects of a form that are counted in a unit.
    fn subjects(&self, form: usize, unit: usize) -> Vec<usize> {
        let subjects = self.forms.get(form).into_iter().flat_map(|form| form.subjects.iter().copied());
        subjects.filter(|subject| self.is_counted_in(*subject, unit)).collect()
    }

    /// Whether a subject has a unit, or may be given in it.
    fn is_counted_in(&self, subject: usize, unit: usize) -> bool {
        self.measured_unit(subject) == Some(unit) || self.others.get(subject).copied().flatten() == Some(unit)
    }

    /// The unit of a subject, whatever it multiplies.
    fn measured_unit(&self, subject: usize) -> Option<usize> {
        self.measures.get(subject).copied().flatten().map(|(unit, _)| unit)
    }

    /// Whether a subject is counted in ones, not in thousands or millions.
    fn is_in_ones(&self, subject: usize) -> bool {
        self.measure(subject, Decimal::ONE).is_some_and(|(one, _)| one == Decimal::ONE)
    }

    /// The verb that has to follow a form.
    fn verb(&self, form: usize) -> Option<&'static str> {
        self.forms.get(form)?.verb
    }

    fn is_short(&self, form: usize) -> bool {
        self.forms.get(form).is_some_and(|form| form.nearness == Nearness::Short)
    }
}

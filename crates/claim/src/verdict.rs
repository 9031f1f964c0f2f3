//! Whether what is claimed of a number contradicts it.

use kakugi_japanese::{Date, DateStamp, Precision};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Claim, Qualifier, Reader, Role, StatedNumber};

/// What is known of a subject.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// The number, in the subject's unit, if it is known.
    pub value: Option<Decimal>,
    /// Whether it is rounded.
    pub approximate: bool,
    /// The day up to which was counted.
    pub as_of: Option<Date>,
    /// What is to be reached.
    pub goal: Option<TargetNumber>,
}

/// A number that is to be reached.
#[derive(Clone, Copy, Debug)]
pub struct TargetNumber {
    /// The number, in the subject's unit.
    pub value: Decimal,
    /// By when.
    pub by: Date,
    /// What the achievement rate is a quotient of, if there is one: the way that has been made, and the whole way.
    pub way: Option<(Decimal, Decimal)>,
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClaimSetting {
    /// In a place that may be about a part or another time.
    pub narrow: bool,
}

/// How the date of a claim is to that of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Same,
    /// It may be the same.
    Doubtful,
    Other,
}

impl Reader {
    /// The subject that a claim contradicts. Facts are given in the order of the subjects.
    ///
    /// Where a claim may be about something else, it counts only if its number looks like the subject's with a slip of
    /// the pen. A claim that agrees with any subject of its label, of whatever day, contradicts none.
    pub fn contradicted(&self, claim: &Claim, facts: &[Fact], setting: ClaimSetting) -> Option<usize> {
        let known: Vec<(usize, Fact)> =
            claim.subjects.iter().filter_map(|subject| Some((*subject, *facts.get(*subject)?))).collect();
        // A number that is not yet known may be what the claim says.
        let awaits_value = claim.role == Role::Value && known.iter().any(|(_, fact)| fact.value.is_none());
        if awaits_value || known.iter().any(|(subject, fact)| self.agrees(claim, *subject, fact)) {
            return None;
        }
        let rated = known.iter().filter_map(|(subject, fact)| Some((relation(claim, fact)?, *subject, *fact)));
        let (relation, subject, fact) = rated.min_by_key(|(relation, ..)| *relation)?;
        if relation == Relation::Other {
            return None;
        }
        // Who names the target of a label by its noun can mean no other.
        let anchored = claim.base.is_some_and(|base| {
            self.expected_number(Role::Target, subject, &fact).is_some_and(|(target, step)| base.agrees(target, step))
        });
        let short = claim.short && !anchored;
        let other_number = self.is_other_number(claim, subject, &fact);
        let sure = claim.sure && relation == Relation::Same && !setting.narrow && !short && !other_number;
        let is_slip = self.expected_number(claim.role, subject, &fact).is_some_and(|(actual, _)| {
            // A target of less or more digits that may be another is likely to be that of a part, or of what is added.
            let may_be_another = claim.role == Role::Target && !claim.sure;
            let same_length = claim.amount.value.trunc().to_string().len() == actual.trunc().to_string().len();
            (same_length || !may_be_another) && claim.amount.is_slip_of(actual)
        });
        (sure || is_slip).then_some(subject)
    }

    /// What a claim should say, in the smallest unit, and the place value of its last digit.
    fn expected_number(&self, role: Role, subject: usize, fact: &Fact) -> Option<(Decimal, Decimal)> {
        match role {
            Role::Value => self.measure(subject, fact.value?),
            Role::Target => self.measure(subject, fact.goal?.value),
            Role::Rate => {
                let (made, whole) = fact.goal?.way?;
                let rate = made.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
                let rate = rate.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero);
                Some((rate, Decimal::new(1, 6)))
            }
        }
    }

    fn agrees(&self, claim: &Claim, subject: usize, fact: &Fact) -> bool {
        let Some((actual, step)) = self.expected_number(claim.role, subject, fact) else { return false };
        let near = fact.approximate
            && claim.role != Role::Target
            && StatedNumber { value: actual, step, qualifier: Qualifier::About }
                .agrees(claim.amount.value, claim.amount.step);
        near || claim.amount.agrees(actual, step)
    }

    /// Whether a claim gives the target where the value is expected, or the value for the target.
    fn is_other_number(&self, claim: &Claim, subject: usize, fact: &Fact) -> bool {
        let other = match claim.role {
            Role::Value => Role::Target,
            Role::Target => Role::Value,
            Role::Rate => return false,
        };
        let plain = matches!(claim.amount.qualifier, Qualifier::Exactly | Qualifier::About);
        plain
            && self
                .expected_number(other, subject, fact)
                .is_some_and(|(number, step)| claim.amount.agrees(number, step))
    }
}

/// How the dates of a claim are to the date of a fact; `None` where the fact has no such number.
fn relation(claim: &Claim, fact: &Fact) -> Option<Relation> {
    if claim.role != Role::Value {
        let goal = fact.goal.filter(|goal| claim.role == Role::Target || goal.way.is_some())?;
        let by_then = claim.stamps.iter().all(|stamp| match stamp {
            DateStamp::UpTo(date) | DateStamp::Within(date) | DateStamp::Span(_, date) => date.overlaps(&goal.by),
            DateStamp::Month(_) | DateStamp::Open => true,
        });
        let same = claim.role == Role::Rate || by_then;
        return Some(if same { Relation::Same } else { Relation::Other });
    }
    let stamped = claim.stamps.iter().map(|stamp| date_relation(stamp, fact.as_of)).max().unwrap_or(Relation::Same);
    let earlier = claim.earlier.filter(|_| claim.stamps.is_empty());
    let earlier = earlier.map_or(Relation::Same, |stamp| date_relation(&stamp, fact.as_of).min(Relation::Doubtful));
    Some(stamped.max(earlier))
}

fn date_relation(stamp: &DateStamp, as_of: Option<Date>) -> Relation {
    let Some(as_of) = as_of else {
        // Of what day the number is nobody has said; a number of a year is no sum of all years.
        return if matches!(stamp, DateStamp::Within(_)) { Relation::Other } else { Relation::Doubtful };
    };
    match stamp {
        DateStamp::UpTo(date) if date.overlaps(&as_of) => Relation::Same,
        DateStamp::Within(date) if date.overlaps(&as_of) => {
            let is_year = matches!(date.precision(), Precision::Year | Precision::FiscalYear);
            if is_year && *date == as_of { Relation::Same } else { Relation::Doubtful }
        }
        DateStamp::Span(_, to) if to.end().overlaps(&as_of) || to.overlaps(&as_of) => Relation::Doubtful,
        DateStamp::Month(month) => {
            let (_, own, _) = as_of.first_day();
            let known = matches!(as_of.precision(), Precision::Month | Precision::Day);
            match known {
                true if i64::from(own) == i64::from(*month) => Relation::Same,
                true => Relation::Other,
                false => Relation::Doubtful,
            }
        }
        DateStamp::Open => Relation::Doubtful,
        DateStamp::UpTo(_) | DateStamp::Within(_) | DateStamp::Span(..) => Relation::Other,
    }
}

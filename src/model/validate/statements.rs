//! Sentences that give a metric another value than the metric itself.
//!
//! Only what can hardly mean anything else is compared: a clause that begins with the metric's
//! label and goes on with a number in its unit (「相談件数は1,560件。」), and a box of a diagram
//! that bears the label and has a number in the unit as its note. It still may count up to
//! another day, so it warns.

use rust_decimal::Decimal;

use super::super::{Block, Content, Metric};
use super::Check;
use super::prose::Prose;
use super::totals::{amount, is_near};
use crate::diagnostic::{Diagnostic, Problem, Term};
use crate::japanese::{grouped, number_before, plain};
use crate::mark::DatumId;

impl Check<'_> {
    /// Compares what is said with the metrics of the same council.
    pub(super) fn statements(&mut self, metrics: &[&Metric], blocks: &[&Block], prose: &Prose) {
        let mut stated: Vec<(&Metric, Decimal, DatumId)> = Vec::new();
        for said in &prose.said {
            let found = metrics.iter().filter_map(|metric| Some((*metric, number_of(metric, &said.text)?, said.datum)));
            stated.extend(found);
        }
        for block in blocks {
            let Content::Diagram(diagram) = &block.content else { continue };
            for node in &diagram.nodes {
                let Some(note) = &node.note else { continue };
                let words = plain(&note.text);
                let Some((value, unit)) = amount(&words) else { continue };
                let named =
                    metrics.iter().filter(|metric| metric.label.text == node.label.text && metric.unit.text == unit);
                stated.extend(named.map(|metric| (*metric, value, note.datum)));
            }
        }
        for (metric, value, datum) in &stated {
            // Several metrics may have the same label, each up to another day.
            let alike = |other: &&&Metric| other.label.text == metric.label.text && other.unit.text == metric.unit.text;
            let agrees = |other: &&Metric| {
                other.number().is_none_or(|number| number == *value || (other.approximate && is_near(number, *value)))
            };
            if metrics.iter().filter(alike).any(agrees) {
                continue;
            }
            let Some(number) = metric.value.number else { continue };
            let unit = &metric.unit.text;
            let problem = Problem::StatementDiffers {
                label: metric.label.text.clone(),
                stated: format!("{}{unit}", grouped(*value)),
                value: format!("{}{unit}", grouped(number.value)),
            };
            let mut diagnostic = Diagnostic::new(self.place(*datum), problem);
            if let Some(place) = self.place(number.datum) {
                diagnostic = diagnostic.with_related(place, Term::TheMetric);
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The value that a sentence gives to a metric.
fn number_of(metric: &Metric, text: &str) -> Option<Decimal> {
    let label = metric.label.text.as_str();
    text.match_indices(label).find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + label.len()..]);
        // A number before the label may say up to when, or of what, is counted.
        let sentence = before.rsplit('。').next().unwrap_or_default();
        let begins = sentence.is_empty() || sentence.ends_with(['、', '「', '：', '・', '（']);
        if !begins || sentence.contains(|c: char| c.is_numeric()) {
            return None;
        }
        let number = after.trim_start_matches(['」', 'は', 'が', '：', '、', '約', '計']);
        let (value, rest) = number_before(number)?;
        let rest = rest.strip_prefix(metric.unit.text.as_str())?;
        // 「件から」 or 「件増」 say something else than how many there are.
        let ends = rest.is_empty() || rest.starts_with(['。', '、', '）', '」']);
        crate::data::within_limits(value).filter(|_| ends)
    })
}

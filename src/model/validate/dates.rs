//! Dates that contradict each other.
//!
//! What nobody can have done is an error: to count, or to establish a council, after the date of the
//! report. What is merely odd warns. Dates are compared by all that they may mean, so that
//! 2019 never lies before or after 2019-03.

mod problems;

pub use problems::{
    AsOfAfterReport, AsOfBefore, EstablishedAfterReport, EventAfterReport, PeriodBeyondReport, PeriodReversed,
    PhasesReversed, SpanReversed, TargetOver,
};
use std::collections::BTreeMap;

use super::super::{Block, Content, Council, Diagram, DiagramKind, Metric, ReportHead};
use super::Validation;
use super::prose::{Prose, Sentence};
use crate::data::When;
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Words};
use crate::japanese::{Date, mentions, reversed_span};
use crate::mark::DatumId;

const DATE_OF_REPORT: Words = Words::new("the date of the report", "報告書の日付");

/// Words by which a date to come is known to be meant, also where they stand in a title above it.
const PLANS: [&str; 9] = ["予定", "計画", "見込", "目標", "今後", "将来", "工程", "スケジュール", "実現イメージ"];
/// Words that do so only in the same sentence, row or box; as titles they head what was done, too.
const INTENTS: [&str; 8] = ["目指", "以降", "まで", "期限", "検討", "方針", "（案）", "に向け"];

impl Validation<'_> {
    /// Compares all dates with that of the report and with its period.
    pub(super) fn check_dates(&mut self, head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) {
        self.check_period(head);
        head.as_of.iter().for_each(|as_of| self.check_as_of(head, None, *as_of));
        head.documents
            .iter()
            .filter_map(|document| document.as_of)
            .for_each(|as_of| self.check_as_of(head, None, as_of));
        self.check_dates_of_blocks(head, None, &head.blocks());
        let mut prose = Prose::default();
        prose.head(head);
        prose.further_documents(head);
        let forms = head.section_forms();
        for council in councils.values().flatten() {
            self.check_established(head, council);
            if let Some(results) = &council.results {
                results.as_of.iter().for_each(|as_of| self.check_as_of(head, Some(council), *as_of));
                self.check_dates_of_metrics(head, Some(council), &results.metrics, results.as_of.or(head.as_of));
            }
            for section in &council.sections {
                section.as_of.iter().for_each(|as_of| self.check_as_of(head, Some(council), *as_of));
                self.check_dates_of_metrics(head, Some(council), &section.metrics, section.as_of.or(head.as_of));
            }
            self.check_dates_of_blocks(head, Some(council), &council.blocks());
            prose.council(council, &forms);
            prose.summary(council);
        }
        prose.sentences.iter().for_each(|sentence| self.check_events(head, sentence));
    }

    fn check_period(&mut self, head: &ReportHead) {
        let Some(period) = &head.period else { return };
        let (from, to) = (&period.from, &period.to);
        if to.date.is_before(&from.date) {
            let problem = PeriodReversed { from: from.date.to_string(), to: to.date.to_string() };
            self.diagnostics.push(
                Diagnostic::at(to.place.clone(), problem)
                    .with_related(from.place.clone(), Words::new("the start", "始まり")),
            );
        }
        if head.date.date.is_before(&to.date) {
            let problem = PeriodBeyondReport { to: to.date.to_string(), date: head.date.date.to_string() };
            self.report_beside(Some(to.place.clone()), problem.into(), head.date.datum, DATE_OF_REPORT);
        }
    }

    /// A diagnostic at a place, explained by another datum.
    fn report_beside(&mut self, place: Option<Place>, problem: AnyProblem, other: DatumId, remark: Words) {
        let mut diagnostic = Diagnostic::new(place, problem);
        if let Some(other) = self.place(other) {
            diagnostic = diagnostic.with_related(other, remark);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Checks a day up to which was counted.
    fn check_as_of(&mut self, head: &ReportHead, council: Option<&Council>, as_of: When) {
        let place = self.place(as_of.datum);
        let written = as_of.date.to_string();
        if head.date.date.is_before(&as_of.date) {
            let problem = AsOfAfterReport { as_of: written, date: head.date.date.to_string() };
            self.report_beside(place, problem.into(), head.date.datum, DATE_OF_REPORT);
            return;
        }
        if let Some(period) = head.period.as_ref().filter(|period| as_of.date.is_before(&period.from.date)) {
            let start = period.from.date.to_string();
            let problem = AsOfBefore {
                as_of: written,
                start,
                what: Words::new("the period of the report", "報告書の対象期間の始まり"),
            };
            self.diagnostics.push(
                Diagnostic::new(place, problem)
                    .with_related(period.from.place.clone(), Words::new("the start of the period", "対象期間の始まり")),
            );
        } else if let Some(established) = council
            .and_then(|council| council.established)
            .filter(|established| as_of.date.is_before(&established.date))
        {
            let start = established.date.to_string();
            let problem =
                AsOfBefore {
                    as_of: written, start, what: Words::new("the council was established", "協議会の設置")
                };
            self.report_beside(place, problem.into(), established.datum, Words::new("established here", "設置"));
        }
    }

    fn check_established(&mut self, head: &ReportHead, council: &Council) {
        let Some(established) = council.established else { return };
        if head.date.date.is_before(&established.date) {
            let date = head.date.date.to_string();
            let problem = EstablishedAfterReport { established: established.date.to_string(), date };
            self.report_beside(self.place(established.datum), problem.into(), head.date.datum, DATE_OF_REPORT);
        }
    }

    fn check_dates_of_blocks(&mut self, head: &ReportHead, council: Option<&Council>, blocks: &[&Block]) {
        for block in blocks {
            match &block.content {
                Content::Metrics(cards) => self.check_dates_of_metrics(head, council, &cards.metrics, head.as_of),
                Content::Chart(chart) => chart.as_of.iter().for_each(|as_of| self.check_as_of(head, council, *as_of)),
                Content::Diagram(diagram) => self.check_phases(diagram),
                Content::Gantt(gantt) => gantt.as_of.iter().for_each(|as_of| self.check_as_of(head, council, *as_of)),
                Content::Section(_)
                | Content::Paragraph(_)
                | Content::List(_)
                | Content::Numbered(_)
                | Content::Table(_)
                | Content::Case(_)
                | Content::Map(_)
                | Content::Picture(_)
                | Content::Columns(_)
                | Content::Unavailable(_)
                | Content::Own(_) => {}
            }
        }
    }

    /// A target whose date is over is a thing to report if it was met. If it was missed, readers
    /// want to know what became of it; without a note, the date is likely mistyped.
    fn check_dates_of_metrics(
        &mut self,
        head: &ReportHead,
        council: Option<&Council>,
        metrics: &[Metric],
        common: Option<When>,
    ) {
        for metric in metrics {
            metric.as_of.iter().for_each(|as_of| self.check_as_of(head, council, *as_of));
            let Some((target, as_of)) = metric.target.as_ref().zip(metric.as_of.or(common)) else { continue };
            let missed = metric.met() == Some(false);
            if target.by.date.is_before(&as_of.date) && missed && target.note.is_none() {
                let problem = TargetOver { by: target.by.date.to_string(), as_of: as_of.date.to_string() };
                self.report_beside(
                    self.place(target.by.datum),
                    problem.into(),
                    as_of.datum,
                    Words::new("the as-of date", "時点"),
                );
            }
        }
    }

    /// Phases that are named by dates stand in their order.
    fn check_phases(&mut self, diagram: &Diagram) {
        if diagram.kind != DiagramKind::Phases {
            return;
        }
        let dated = diagram.nodes.iter().filter_map(|node| {
            let first = mentions(&node.label.text).into_iter().next()?;
            Some((first.date, node.label.datum))
        });
        let dated: Vec<(Date, DatumId)> = dated.collect();
        for ((before, before_datum), (date, datum)) in dated.iter().zip(dated.iter().skip(1)) {
            if date.is_before(before) {
                let problem = PhasesReversed { earlier: date.to_string(), later: before.to_string() };
                let remark = Words::new("the phase before", "前の段階");
                self.report_beside(self.place(*datum), problem.into(), *before_datum, remark);
            }
        }
    }

    /// Months and days of sentences: what lies behind the report and is not called a plan.
    fn check_events(&mut self, head: &ReportHead, sentence: &Sentence) {
        if let Some(span) = reversed_span(&sentence.text) {
            self.report_at(sentence.datum, SpanReversed { span: span.to_owned() }.into());
        }
        let later = mentions(&sentence.text).into_iter().find(|mention| head.date.date.is_before(&mention.date));
        if let Some(mention) = later.filter(|_| !is_planned(sentence)) {
            let event = sentence.text[mention.range].to_owned();
            let problem = EventAfterReport { event, date: head.date.date.to_string() };
            self.report_beside(self.place(sentence.datum), problem.into(), head.date.datum, DATE_OF_REPORT);
        }
    }
}

/// Whether a sentence is about what is to come.
fn is_planned(sentence: &Sentence) -> bool {
    let beside = [&sentence.text, &sentence.beside];
    PLANS.iter().chain(&INTENTS).any(|word| beside.iter().any(|text| text.contains(word)))
        || PLANS.iter().any(|word| sentence.above.contains(word))
}

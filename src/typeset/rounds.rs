//! Rounds of layout until the pages are as they say of themselves.

use std::iter;

use typst::World;
use typst::comemo::{Constraint, Track};
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::engine::Sink;
use typst::foundations::{Content, Output, StyleChain, Target, TargetElem};
use typst::introspection::{EmptyIntrospector, Introspector, MAX_ITERS, analyze};
use typst_layout::PagedDocument;

use super::balance::{Balance, Outcome};
use super::closed_world::{ClosedWorld, evaluate};
use super::{EditionSetting, Files};

/// A round of layout.
struct Round {
    document: PagedDocument,
    sink: Sink,
    /// Whether its pages are those that it was told of.
    is_settled: bool,
}

impl ClosedWorld {
    /// Lays a document out whose parts are balanced. Each round begins with what the one before tells of the pages, as Typst does
    /// it, also if parts stand otherwise in it.
    pub(super) fn compile_balanced(
        &mut self,
        files: &Files,
        balance: &mut Balance,
        round_done: &dyn Fn(),
    ) -> Warned<SourceResult<PagedDocument>> {
        let mut sink = Sink::new();
        let output = self.rounds(files, balance, round_done, &mut sink).map_err(without_repetitions);
        Warned { output, warnings: sink.warnings() }
    }

    fn rounds(
        &mut self,
        files: &Files,
        balance: &mut Balance,
        round_done: &dyn Fn(),
        sink: &mut Sink,
    ) -> SourceResult<PagedDocument> {
        let mut before: Option<PagedDocument> = None;
        loop {
            let mut evaluation = Sink::new();
            let content = self.content(files, balance.files(), &mut evaluation)?;
            match self.settle(files, &content, before, balance, round_done)? {
                Settling::Settled(document, layout) => {
                    sink.extend_from_sink(evaluation);
                    sink.extend_from_sink(layout);
                    let delayed = sink.delayed();
                    return if delayed.is_empty() { Ok(document) } else { Err(delayed) };
                }
                Settling::Unbalanced(document) => before = Some(document),
            }
        }
    }

    /// Lays the pages out until they are as they say, or parts are to stand otherwise.
    fn settle(
        &mut self,
        files: &Files,
        content: &Content,
        before: Option<PagedDocument>,
        balance: &mut Balance,
        round_done: &dyn Fn(),
    ) -> SourceResult<Settling> {
        let mut history: Vec<PagedDocument> = before.into_iter().collect();
        let first = history.len();
        loop {
            let Round { document, mut sink, is_settled } = self.round(content, introspector(history.last()))?;
            round_done();
            if self.is_unbalanced(files, &document, balance) {
                return Ok(Settling::Unbalanced(document));
            }
            if is_settled {
                return Ok(Settling::Settled(document, sink));
            }
            if history.len() - first == MAX_ITERS - 1 {
                for warning in self.unsettled(&history, &document, &sink) {
                    sink.warn(warning);
                }
                return Ok(Settling::Settled(document, sink));
            }
            history.push(document);
        }
    }

    /// Whether parts are to stand otherwise than they do in a document.
    fn is_unbalanced(&mut self, files: &Files, document: &PagedDocument, balance: &mut Balance) -> bool {
        let mut outcome = balance.look(document);
        loop {
            match outcome {
                Outcome::Stands => return false,
                Outcome::Again => return true,
                Outcome::Measure(asked) => {
                    let measured = self.content(files, asked, &mut Sink::new());
                    let measured = measured.and_then(|content| self.round(&content, document.introspector().as_ref()));
                    outcome = balance.measured(measured.as_ref().ok().map(|round| &round.document));
                    // If the parts stand as they should, the rounds go on with the files that they began with.
                    self.turn_to(with(files, balance.files()), EditionSetting::default());
                }
            }
        }
    }

    /// What the main source comes to with these files.
    fn content(&mut self, files: &Files, told: Files, sink: &mut Sink) -> SourceResult<Content> {
        self.turn_to(with(files, told), EditionSetting::default());
        let (module, evaluation) = self.with_engine(|engine| evaluate(engine, &self.main));
        sink.extend_from_sink(evaluation);
        Ok(module?.content())
    }

    /// Lays content out once, with what an earlier layout tells of the pages.
    fn round(&self, content: &Content, before: &dyn Introspector) -> SourceResult<Round> {
        let constraint = Constraint::new();
        let (document, sink) = self.with_engine_after(before.track_with(&constraint), |engine| {
            let target = TargetElem::target.set(Target::Paged).wrap();
            let styles = StyleChain::new(&engine.library.styles);
            PagedDocument::create(engine, content, styles.chain(&target))
        });
        let document = document?;
        let is_settled = constraint.validate(introspector(Some(&document)));
        Ok(Round { document, sink, is_settled })
    }

    /// What differs between the last rounds of a document that does not settle.
    fn unsettled(&self, history: &[PagedDocument], last: &PagedDocument, sink: &Sink) -> EcoVec<SourceDiagnostic> {
        let empty = iter::repeat_n(introspector(None), MAX_ITERS + 1);
        let rounds = history.iter().chain([last]).map(|document| introspector(Some(document)));
        let known: Vec<&dyn Introspector> = empty.chain(rounds).collect();
        match known.last_chunk() {
            Some(last) => analyze((self as &dyn World).track(), *last, sink.introspections()),
            None => EcoVec::new(),
        }
    }
}

/// How rounds of layout end.
enum Settling {
    /// The pages are as they say, or as near to that as they come.
    Settled(PagedDocument, Sink),
    /// Parts are to stand otherwise.
    Unbalanced(PagedDocument),
}

fn introspector(document: Option<&PagedDocument>) -> &dyn Introspector {
    const NOTHING: &EmptyIntrospector = &EmptyIntrospector;
    match document {
        Some(document) => document.introspector().as_ref(),
        None => NOTHING,
    }
}

fn with(files: &Files, others: Files) -> Files {
    let mut all = files.clone();
    all.extend(others);
    all
}

/// The errors, each told once.
fn without_repetitions(mut errors: EcoVec<SourceDiagnostic>) -> EcoVec<SourceDiagnostic> {
    let mut told: Vec<SourceDiagnostic> = Vec::new();
    errors.retain(|error| {
        let is_new = !told.iter().any(|other| other.span == error.span && other.message == error.message);
        if is_new {
            told.push(error.clone());
        }
        is_new
    });
    errors
}

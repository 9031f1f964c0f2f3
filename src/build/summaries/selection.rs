//! The summaries that a document shows.

use std::collections::BTreeMap;

use super::FittedSummary;
use crate::template::Document;

/// The summaries that a document shows, by the places of their councils.
pub(in super::super) struct SummarySelection<'a>(pub(super) BTreeMap<usize, &'a FittedSummary>);

impl<'a> SummarySelection<'a> {
    /// That of one council alone.
    pub(super) fn one(index: usize, summary: &'a FittedSummary) -> Self {
        Self([(index, summary)].into())
    }

    /// The summary of a council, if it is there.
    pub fn get(&self, index: usize) -> Option<&'a FittedSummary> {
        self.0.get(&index).copied()
    }

    /// All summaries that are there.
    pub fn all(&self) -> impl Iterator<Item = &'a FittedSummary> {
        self.0.values().copied()
    }

    /// The sizes of type that a document needs, in per cent, each once.
    pub fn scales(&self, document: Document) -> Vec<u32> {
        let mut scales: Vec<u32> = match document {
            Document::Briefing | Document::Comparison | Document::Further(..) => Vec::new(),
            Document::Summary(index) => self.get(index).map(FittedSummary::scale).into_iter().collect(),
            // The cover stands in the theme's own size.
            Document::Set => self.all().map(FittedSummary::scale).chain([100]).collect(),
        };
        scales.sort_unstable();
        scales.dedup();
        scales
    }
}

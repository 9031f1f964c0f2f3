//! The layouts of summaries that were found before.

use typst::utils::hash128;

use super::super::Builder;
use super::memory::Memory;
use crate::data::HEAD;
use crate::fit::{Cut, FitResult};
use crate::model::SummaryContent;
use crate::template::{Document, SummaryLayout};

/// The layouts of summaries, by digests of what they follow from.
pub(in crate::build) type KnownFits = Memory<KnownFit>;

/// What a search for a summary's layout has found; nothing where it fits in none that was looked for.
pub(in crate::build) type KnownFit = Option<FoundFit>;

/// A layout of a summary, without its pages.
#[derive(Clone)]
pub(in crate::build) struct FoundFit {
    pub fit_result: Option<FitResult>,
    pub cuts: Vec<Cut>,
    pub left_out: Vec<String>,
}

impl Builder<'_> {
    /// A digest of everything from which the layout of a summary follows, in one size of type or in that which suits it best;
    /// nothing if nothing is left to later builds.
    ///
    /// A summary shows its council and the head of the report. What it shows of an earlier report depends on more than these,
    /// and is read off its source.
    pub(in crate::build) fn fit_digest(
        &self,
        index: usize,
        content: &SummaryContent,
        size: Option<u32>,
    ) -> Option<u128> {
        self.warm?;
        let filed = self.report.councils.get(index)?;
        let mut paths = filed.paths();
        paths.insert(HEAD.to_owned());
        let files: Vec<_> = paths.iter().map(|path| (path, self.report.files.get(path))).collect();
        let compared = match self.comparison {
            Some(_) => Some(self.plain_source(index, content)?),
            None => None,
        };
        let place = (index, self.report.councils.len());
        Some(hash128(&(place, files, compared, content.left_out, size, self.dropping)))
    }

    /// The source of a summary whose parts stand as they come.
    fn plain_source(&self, index: usize, content: &SummaryContent) -> Option<String> {
        let sheet = |_: usize| Some((content.clone(), SummaryLayout::plain(content)));
        let document = Document::Summary(index);
        let rendered = self.templates.render_fitted(self.report, document, &sheet, self.comparison, self.stamp);
        Some(rendered.ok()?.source)
    }
}

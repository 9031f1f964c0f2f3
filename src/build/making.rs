//! All documents that are asked for, with the layouts of their summaries.

use super::summaries::{FittedSummaries, SummaryRequest, SummarySelection};
use super::{Builder, BuiltDocument, without_repetitions};
use crate::diagnostic::Diagnostic;
use crate::internal::InternalError;
use crate::observe::{Stage, StageSpan};
use crate::template::Document;
use crate::typeset::Typesetter;

impl Builder<'_> {
    /// Makes the documents on all cores.
    ///
    /// # Errors
    /// All errors of all documents, in the order of the documents.
    pub fn build(&self, documents: &[Document]) -> Result<Vec<BuiltDocument>, Vec<Diagnostic>> {
        self.build_each(documents, &|built| built)
    }

    /// Makes the documents on all cores, and hands each over as soon as it is finished, so that not all of them have to be
    /// held at once. What `keep` makes of them comes back in the order of the documents. A summary of a large report may
    /// come a second time, in the size that turned out to be the common one; then the second one counts.
    ///
    /// # Errors
    /// All errors of all documents, in the order of the documents.
    pub fn build_each<T: Send>(
        &self,
        documents: &[Document],
        keep: &(dyn Fn(BuiltDocument) -> T + Sync),
    ) -> Result<Vec<T>, Vec<Diagnostic>> {
        let (mut kept, mut errors) = (Vec::new(), Vec::new());
        for result in self.build_separately(documents, keep)? {
            match result {
                Ok(document) => kept.push(document),
                Err(found) => errors.extend(found),
            }
        }
        if errors.is_empty() { Ok(kept) } else { Err(without_repetitions(errors)) }
    }

    /// Makes the documents like [`build_each`](Self::build_each), and gives the errors of each instead of it.
    ///
    /// # Errors
    /// What keeps all documents from being made.
    pub fn build_separately<T: Send>(
        &self,
        documents: &[Document],
        keep: &(dyn Fn(BuiltDocument) -> T + Sync),
    ) -> Result<Vec<Result<T, Vec<Diagnostic>>>, InternalError> {
        let package = if self.screen { self.package()? } else { None };
        let package = package.as_ref();
        let make = |document: Document, summaries: &SummarySelection<'_>, typesetter: &mut Typesetter| {
            let path = document.pdf_path(self.report);
            let _span = StageSpan::enter(self.observer, Stage::Document, &path);
            Ok(keep(self.document(document, summaries, package, typesetter)?))
        };
        let mut fitted = FittedSummaries::default();
        if documents.iter().any(|document| document.shows_summaries()) {
            let request = SummaryRequest {
                is_wanted: &|index| documents.contains(&Document::Summary(index)),
                finish: &|index, summaries, typesetter| make(Document::Summary(index), summaries, typesetter),
            };
            fitted = self.fitted_summaries(package, &request);
        }
        let open: Vec<Document> = documents.iter().copied().filter(|document| !fitted.has(*document)).collect();
        let summaries = fitted.selection();
        let made = self.on_all_cores(&open, &|document, typesetter| make(*document, &summaries, typesetter));
        let mut made = open.into_iter().zip(made).peekable();
        let mut finished = fitted.finished;
        let results = documents.iter().filter_map(|document| {
            let result = match document {
                Document::Summary(index) => finished.remove(index),
                Document::Briefing | Document::Set | Document::Comparison | Document::Further(..) => None,
            };
            // What was made last is in the order of the documents, too.
            let made_last = || made.next_if(|(open, _)| open == document).map(|(_, result)| result);
            result.or_else(made_last)
        });
        Ok(results.collect())
    }
}

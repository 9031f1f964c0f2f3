//! Documents that a report lists besides: their ids become names of files beside others.

use super::references::{RESERVED, ReservedName};
use super::{NothingBelow, Validation};
use crate::data::Fields as _;
use crate::diagnostic::{Diagnostic, Term, Words, problems};
use crate::model::{FurtherDocument, ReportHead};

/// The names of the other documents, and of the folders beside them.
const TAKEN: [&str; 6] = ["briefing", "summaries", "comparison", "print", "png", "typst"];

impl Validation<'_> {
    pub(super) fn check_further_documents(&mut self, head: &ReportHead) {
        self.check_unique_ids(head.documents.iter().map(|document| &document.id), FurtherDocument::NAME);
        for document in &head.documents {
            let id = &document.id;
            if RESERVED.contains(&id.name.as_str()) {
                self.report(id.place.clone(), ReservedName { id: id.name.clone(), what: FurtherDocument::NAME }.into());
            }
            if TAKEN.contains(&id.name.as_str()) {
                self.report(id.place.clone(), TakenName { id: id.name.clone() }.into());
            }
            // A summary is called by its council.
            if let Some(council) = head.councils.iter().find(|council| council.name == id.name) {
                let problem = TakenName { id: id.name.clone() };
                let error = Diagnostic::at(id.place.clone(), problem);
                self.diagnostics.push(error.with_related(council.place.clone(), Term::FirstHere));
            }
            if document.is_empty() && !document.is_per_council() && document.has_usual_template() {
                let what = Words::new("this document", "この文書");
                self.report_at(document.title.datum, NothingBelow { what }.into());
            }
        }
    }
}

problems! {
    /// Id of a further document that something else has.
    K0298 error TakenName { id: String }
    en: "`{id}` cannot be the id of a further document: another document or a folder beside it has this name",
        hint "choose another id; it must not be the id of a council, `briefing`, `summaries`, `comparison`, `print`, \
            `png` or `typst`";
    ja: "`{id}`は、ほかの文書やフォルダーの名前なので、その他の文書のidとして使えません",
        hint "別のidにしてください。協議会のidと、`briefing`、`summaries`、`comparison`、`print`、`png`、`typst`は使えません";
}

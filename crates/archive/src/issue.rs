//! What is issued, and whether it can be the next version of a report.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::object::StoredObject;
use crate::record::Description;
use kakugi_diagnostic::{AnyProblem, Diagnostic, Sources, problems};

/// What a version is to hold.
pub struct Issue {
    /// The files, by their path in the version; the same report has to give the same bytes.
    pub content: BTreeMap<String, Vec<u8>>,
    /// What the report is.
    pub report: Description,
    /// How it was made.
    pub made: Value,
    /// Why it is issued; a further version needs a reason.
    pub reason: Option<String>,
}

impl Issue {
    /// Makes sure that this can be the next version of an object.
    ///
    /// # Errors
    /// An object that is another report, or no reason.
    pub(crate) fn check_succession(&self, object: &StoredObject, sources: &mut Sources) -> Result<(), Diagnostic> {
        let id = object.id.clone();
        let theirs = object.record(object.head(), sources)?.report;
        let ours = &self.report;
        let problem: AnyProblem = if theirs.date.get(..4) != ours.date.get(..4)
            || (theirs.title != ours.title && theirs.issuer != ours.issuer)
        {
            OtherReport { id, theirs: theirs.title, ours: ours.title.clone() }.into()
        } else if self.reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
            ReasonMissing { id, version: object.head() + 1 }.into()
        } else {
            return Ok(());
        };
        Err(Diagnostic::nowhere(problem))
    }
}

problems! {
    /// Reason missing.
    K0703 error ReasonMissing { id: String, version: usize }
    en: "`{id}` was issued before, but no reason is given for version {version}",
        hint "give the reason for the reissue with `--reason \"…\"`";
    ja: "`{id}`は発行済みですが、第{version}版の再発行の理由がありません",
        hint "再発行の理由を`--reason \"…\"`で指定してください";

    /// Another report.
    K0705 error OtherReport { id: String, theirs: String, ours: String }
    en: "`{id}` in the store is a different report: `{theirs}`, not `{ours}`",
        hint "give this report a name that no other report has, with `--id`";
    ja: "保存庫の`{id}`は別の報告書です（保存庫のものは`{theirs}`、今回のものは`{ours}`）",
        hint "ほかの報告書と重ならない名前を`--id`で指定してください";
}

//! What can be wrong with the earlier report.

use crate::diagnostic::problems;

problems! {
    /// Compared with a later report.
    K0261 warning PreviousIsLater
    en: "the report that this one is compared with is the later one",
        hint "give the earlier report as the previous one, or mend the dates of the reports";
    ja: "比較の相手とした報告書のほうが、後のものです",
        hint "前の報告書を比較の相手とするか、報告書の日付を直してください";
}

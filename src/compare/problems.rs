//! What can be wrong with the earlier report.

use crate::diagnostic::problems;

problems! {
    /// Compared with a later report.
    K0261 warning PreviousIsLater
    en: "the report given as the earlier one is dated later than this one",
        hint "give the earlier report first, or fix the dates of the reports";
    ja: "前のものとして指定した報告書の日付が、この報告書より後です",
        hint "日付が前の報告書を指定するか、報告書の日付を直してください";
}

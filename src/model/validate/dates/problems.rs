//! What can be wrong with dates that belong together.

use crate::diagnostic::{Language, Words, problems};

problems! {
    /// As-of date after the report.
    K0240 error AsOfAfterReport { as_of: String, date: String }
    en: "the as-of date {as_of} is after the date of the report, {date}",
        hint "fix the as-of date, or `date` in `report.json`";
    ja: "時点（{as_of}）が、報告書の日付（{date}）より後です",
        hint "時点か、`report.json`の`date`を直してください";

    /// As-of date before the beginning.
    K0241 warning AsOfBefore { as_of: String, start: String, what: Words }
    en: { format!("the as-of date {as_of} is before {}, {start}", what.text(Language::English)) },
        hint "fix the as-of date, or the date that it is compared with";
    ja: { format!("時点（{as_of}）が、{}（{start}）より前です", what.text(Language::Japanese)) },
        hint "時点か、比べた日付を直してください";

    /// Period that ends before it begins.
    K0242 error PeriodReversed { from: String, to: String }
    en: "the period ends in {to}, before its beginning in {from}",
        hint "swap `from` and `to`";
    ja: "対象期間の終わり（{to}）が、始まり（{from}）より前です",
        hint "`from`と`to`を入れ替えてください";

    /// Period that ends after the report.
    K0243 warning PeriodBeyondReport { to: String, date: String }
    en: "the period ends in {to}, after the date of the report, {date}",
        hint "fix `to` or `date`";
    ja: "対象期間の終わり（{to}）が、報告書の日付（{date}）より後です",
        hint "`to`か`date`を直してください";

    /// Target that was missed without a word.
    K0244 warning TargetOver { by: String, as_of: String }
    en: "the target date {by} is before the as-of date {as_of}, but the target is not met",
        hint "fix the date; if it is right, explain in `note` of the target what became of it";
    ja: "目標の期限（{by}）が時点（{as_of}）より前ですが、目標に達していません",
        hint "期限を直してください。期限が正しければ、目標がどうなったかを目標の`note`に書いてください";

    /// Council established after the report.
    K0245 error EstablishedAfterReport { established: String, date: String }
    en: "the council was established in {established}, after the date of the report, {date}",
        hint "fix `established`, or `date` in `report.json`";
    ja: "協議会の設置の日（{established}）が、報告書の日付（{date}）より後です",
        hint "`established`か、`report.json`の`date`を直してください";

    /// Event after the report.
    K0246 warning EventAfterReport { event: String, date: String }
    en: "{event} is after the date of the report, {date}, but is not marked as planned",
        hint "fix the date, or add 予定 if it is planned";
    ja: "{event}は報告書の日付（{date}）より後ですが、予定であることが書かれていません",
        hint "日付を直すか、予定であれば「予定」と書き加えてください";

    /// Span that ends before it begins.
    K0247 warning SpanReversed { span: String }
    en: "`{span}` ends before it begins",
        hint "swap the two dates, or fix them";
    ja: "「{span}」の終わりが始まりより前です",
        hint "前後を入れ替えるか、日付を直してください";

    /// Phases out of their order.
    K0248 warning PhasesReversed { earlier: String, later: String }
    en: "the phase of {earlier} is placed after the phase of {later}",
        hint "fix the date, or put the phases in order of time";
    ja: "{earlier}の段階が{later}の段階の後に置かれています",
        hint "日付を直すか、段階を時期の順に並べてください";
}

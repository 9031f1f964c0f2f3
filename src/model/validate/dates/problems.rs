//! What can be wrong with dates that belong together.

use crate::diagnostic::{Language, Words, problems};

problems! {
    /// As-of date after the report.
    K0240 error AsOfAfterReport { as_of: String, date: String }
    en: "the as-of date {as_of} lies after the date of the report, {date}",
        hint "nobody can have counted up to then yet: mend the as-of date, or `date` in `report.json`";
    ja: "基準日{as_of}が報告書の日付{date}より後です",
        hint "まだ集計できない日付です。基準日か、`report.json`の`date`を直してください";

    /// As-of date before the beginning.
    K0241 warning AsOfBefore { as_of: String, start: String, what: Words }
    en: { format!("the as-of date {as_of} lies before {}, {start}", what.text(Language::English)) },
        hint "mend the as-of date, or the date that it is compared with";
    ja: { format!("基準日{as_of}が{}（{start}）より前です", what.text(Language::Japanese)) },
        hint "基準日か、比べる日付を直してください";

    /// Period that ends before it begins.
    K0242 error PeriodReversed { from: String, to: String }
    en: "the period ends in {to}, before it begins in {from}",
        hint "swap `from` and `to`";
    ja: "対象期間の終わり{to}が始まり{from}より前です",
        hint "`from`と`to`を入れ替えてください";

    /// Period that ends after the report.
    K0243 warning PeriodBeyondReport { to: String, date: String }
    en: "the period ends in {to}, after the date of the report, {date}",
        hint "mend `to`, or `date`";
    ja: "対象期間の終わり{to}が報告書の日付{date}より後です",
        hint "`to`か`date`を直してください";

    /// Target that was missed without a word.
    K0244 warning TargetOver { by: String, as_of: String }
    en: "the target's date {by} lies before the as-of date {as_of}, and the target is not met",
        hint "mend the date; if it is right, say in the target's `note` what became of the target";
    ja: "目標の期限{by}が基準日{as_of}より前ですが、目標に達していません",
        hint "期限を直してください。正しければ、目標がどうなったかを目標の`note`に書いてください";

    /// Council established after the report.
    K0245 error EstablishedAfterReport { established: String, date: String }
    en: "the council was established in {established}, after the date of the report, {date}",
        hint "mend `established`, or `date` in `report.json`";
    ja: "協議会の設置{established}が報告書の日付{date}より後です",
        hint "`established`か、`report.json`の`date`を直してください";

    /// Event after the report.
    K0246 warning EventAfterReport { event: String, date: String }
    en: "{event} lies after the date of the report, {date}, but is not said to be planned",
        hint "mend the date, or add 予定 to what is planned";
    ja: "{event}は報告書の日付{date}より後ですが、予定であると書かれていません",
        hint "日付を直すか、予定であれば「予定」と書き加えてください";

    /// Span that ends before it begins.
    K0247 warning SpanReversed { span: String }
    en: "`{span}` ends before it begins",
        hint "swap the two dates, or mend them";
    ja: "「{span}」の終わりが始まりより前です",
        hint "前後を入れ替えるか、日付を直してください";

    /// Phases out of their order.
    K0248 warning PhasesReversed { earlier: String, later: String }
    en: "the phase of {earlier} comes after that of {later}",
        hint "mend the date, or put the phases in their order";
    ja: "{earlier}の段階が{later}の段階の後に置かれています",
        hint "日付を直すか、段階を時期の順に並べてください";
}

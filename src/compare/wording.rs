//! What changes and the places of changes are called, in each language.

use super::change::{ChangeKind, ChangeSide, ReportChange, Subject};
use super::movement::{TargetOutcome, Trend};
use super::value::ReportValue;
use crate::data::LeafValue;
use crate::diagnostic::Language;
use crate::diagnostic::Language::{English, Japanese};
use crate::japanese::plain;

/// The name of a key, where it helps to find the place.
pub fn field(key: &str, language: Language) -> Option<&'static str> {
    let [english, japanese] = match key {
        "title" => ["title", "表題"],
        "subtitle" => ["subtitle", "副題"],
        "issuer" => ["issuer", "作成者"],
        "presented_to" => ["recipient", "提出先"],
        "date" => ["date", "日付"],
        "period" => ["period", "対象期間"],
        "summary_page" => ["paper size of summaries", "一枚紙の用紙"],
        "framing" => ["overview", "概要"],
        "style" => ["style", "書き方"],
        "name" => ["name", "名称"],
        "short_name" => ["short name", "略称"],
        "established" => ["established", "設置"],
        "message" => ["message", "要点"],
        "highlight" => ["highlight", "代表的な成果"],
        "purpose" => ["purpose", "設置の目的"],
        "achievements" => ["achievements", "主な成果"],
        "results" => ["results", "実績"],
        "issues" => ["issues", "課題と今後の対応"],
        "sections" => ["sections", "節"],
        "groups" => ["groups", "部"],
        "appendices" => ["appendices", "参考資料"],
        "documents" => ["further documents", "その他の文書"],
        "template" => ["template", "テンプレート"],
        "paper" => ["paper size", "用紙"],
        "of" => ["scope", "作成の単位"],
        "mark" => ["mark", "資料番号"],
        "units" => ["units", "単位となるもの"],
        "heading" => ["heading", "見出し"],
        "reference" => ["reference", "参考"],
        "summary" => ["summary", "一枚紙"],
        "metrics" => ["metrics", "実績"],
        "label" => ["label", "項目名"],
        "unit" => ["unit", "単位"],
        "approximate" => ["approximate", "「約」の有無"],
        "as_of" => ["as of", "時点"],
        "pending" => ["pending value", "未確定の値"],
        "better" => ["direction", "望ましい方向"],
        "baseline" => ["baseline", "基準値"],
        "target" => ["target", "目標"],
        "by" => ["by", "期限"],
        "note" => ["note", "備考"],
        "notes" => ["notes", "注"],
        "total" => ["total", "合計"],
        "total_differs" => ["remark on totals", "合計の注記"],
        "source" => ["source", "出典"],
        "alt" => ["alternative text", "代替テキスト"],
        "caption" => ["caption", "説明文"],
        "id" => ["id", "id"],
        "kind" => ["kind", "種類"],
        "numbering" => ["numbering", "番号の形"],
        "priority" => ["priority", "優先度"],
        "repeated" => ["repeated", "再掲"],
        "counts" => ["counts", "数え方"],
        "councils" => ["councils", "協議会"],
        "file" => ["picture", "画像"],
        _ => return None,
    };
    Some(if language == English { english } else { japanese })
}

/// What a thing is.
pub fn subject(subject: Subject, side: Option<&ChangeSide>, language: Language) -> &'static str {
    let block = side.and_then(|side| side.block.as_deref()).unwrap_or_default();
    let [english, japanese] = match (subject, block) {
        (Subject::Council, _) => ["council", "協議会"],
        (Subject::Metric, _) => ["metric", "指標"],
        (Subject::Item, _) => ["item", "項目"],
        (Subject::Reference, _) => ["reference page", "参考ページ"],
        (Subject::Block, "section") => ["section", "節"],
        (Subject::Block, "paragraph") => ["paragraph", "段落"],
        (Subject::Block, "list" | "numbered") => ["list", "箇条書き"],
        (Subject::Block, "table") => ["table", "表"],
        (Subject::Block, "chart") => ["chart", "グラフ"],
        (Subject::Block, "case") => ["case", "事例"],
        (Subject::Block, "diagram") => ["diagram", "図"],
        (Subject::Block, "map") => ["map", "地図"],
        (Subject::Block, "picture") | (Subject::Picture, _) => ["picture", "画像"],
        (Subject::Block, _) => ["block", "ブロック"],
        (Subject::Row, _) => ["row", "行"],
        (Subject::Column, _) => ["column", "列"],
        (Subject::Category, _) => ["category", "区分"],
        (Subject::Series, _) => ["series", "系列"],
        (Subject::Node, _) => ["box", "枠"],
        (Subject::Arrow, _) => ["arrow", "矢印"],
        (Subject::Country, _) => ["country", "国"],
        (Subject::Note, _) => ["note", "注"],
        (Subject::Field, _) => ["entry", "記載"],
    };
    if language == English { english } else { japanese }
}

/// The heading above changes of a kind.
pub(super) fn kind(kind: ChangeKind, language: Language) -> &'static str {
    let [english, japanese] = match kind {
        ChangeKind::Number => ["numbers", "数値"],
        ChangeKind::Reworded => ["reworded", "書換え"],
        ChangeKind::Added => ["added", "追加"],
        ChangeKind::Removed => ["removed", "削除"],
        ChangeKind::Date => ["dates", "日付"],
        ChangeKind::Order => ["order", "順序"],
        ChangeKind::Picture => ["pictures", "画像"],
        ChangeKind::Other => ["other", "その他"],
    };
    if language == English { english } else { japanese }
}

/// What became of a target.
pub(super) fn outcome(outcome: TargetOutcome, language: Language) -> &'static str {
    let [english, japanese] = match outcome {
        TargetOutcome::Met => ["target met", "目標達成"],
        TargetOutcome::StillMet => ["target met as before", "目標達成済み"],
        TargetOutcome::NotMet => ["target not met", "目標未達"],
        TargetOutcome::NoLongerMet => ["target no longer met", "目標達成から未達へ"],
        TargetOutcome::Dropped => ["target dropped", "目標なし"],
    };
    if language == English { english } else { japanese }
}

/// Whether a number has become better.
pub(super) fn trend(trend: Trend, language: Language) -> &'static str {
    let [english, japanese] = match trend {
        Trend::Improved => ["improved", "改善"],
        Trend::Worsened => ["worsened", "悪化"],
    };
    if language == English { english } else { japanese }
}

pub(super) fn points(language: Language) -> &'static str {
    if language == English { "points" } else { "ポイント" }
}

pub(super) fn by_label(language: Language) -> &'static str {
    if language == English { "(matched by label)" } else { "（項目名で対応付け）" }
}

pub(super) fn order(language: Language) -> &'static str {
    if language == English { "in another order" } else { "並び順を変更" }
}

pub(super) fn whole_report(language: Language) -> &'static str {
    if language == English { "The whole report" } else { "報告書全体" }
}

pub(super) fn nothing(language: Language) -> &'static str {
    match language {
        English => "There are no differences between the two reports.",
        Japanese => "二つの報告書に違いはありません。",
    }
}

/// A count of changes.
pub(super) fn total(counts: &[(ChangeKind, usize)], language: Language) -> String {
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let each = counts.iter().filter(|(_, count)| *count > 0);
    match language {
        English => {
            let each: Vec<String> = each.map(|(of, count)| format!("{} {count}", kind(*of, language))).collect();
            format!("{all} change{}: {}", if all == 1 { "" } else { "s" }, each.join(", "))
        }
        Japanese => {
            let each: Vec<String> = each.map(|(of, count)| format!("{}{count}", kind(*of, language))).collect();
            format!("変更{all}件（{}）", each.join("、"))
        }
    }
}

/// The way to a change, as far as it has names: `主な成果`; `地区別の点検`, `上流`. Long names are cut.
pub fn path(change: &ReportChange, language: Language) -> Vec<ReportValue> {
    let last = change.steps.len().saturating_sub(1);
    let sides = [&change.after, &change.before].into_iter().flatten();
    let own: Vec<&ReportValue> = sides.filter_map(|side| side.parts.first()).collect();
    let mut names: Vec<ReportValue> = Vec::new();
    for (at, step) in change.steps.iter().enumerate() {
        let name = match &step.head {
            // What is called by the very text that has changed has no other name.
            Some(head) => Some(head)
                .filter(|head| !own.contains(head))
                .map(|head| ReportValue { value: LeafValue::Text(short(&head.text())), ..head.clone() }),
            // Metrics and reference pages are known by their own names.
            None if matches!(step.key.as_str(), "metrics" | "reference") && at < last => None,
            None => field(&step.key, language).map(|name| ReportValue::setting(LeafValue::Text(name.to_owned()))),
        };
        names.extend(name.filter(|name| names.last().is_none_or(|last| last.text() != name.text())));
    }
    names
}

/// The same in one line.
pub(super) fn place(change: &ReportChange, language: Language) -> String {
    let names: Vec<String> = path(change, language).iter().map(|name| name.text().into_owned()).collect();
    names.join(if language == English { " / " } else { "　" })
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const MOST: usize = 24;
    let plain = plain(text);
    if plain.chars().count() <= MOST { plain } else { plain.chars().take(MOST - 1).chain(['…']).collect() }
}

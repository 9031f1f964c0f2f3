//! Messages on print editions and printers' profiles, in Japanese.

use super::choice;
use super::preflight;
use crate::diagnostic::{PressRule, PrintProblem};
use crate::language::Language;

/// What is wrong, in one sentence without a full stop.
pub(in crate::diagnostic) fn message(problem: &PrintProblem) -> String {
    match problem {
        PrintProblem::PreflightFinds { document, sheet, finding } => {
            let sheet = sheet.map_or_else(String::new, |sheet| format!("（{sheet}枚目）"));
            format!("`{document}`の印刷版{sheet}：{}", preflight::message(finding))
        }
        PrintProblem::UnknownPrinter { name, .. } => format!("印刷所の設定`{name}`はありません"),
        PrintProblem::Toml { reason } => {
            format!("TOMLとして正しくありません（{}）", reason.lines().next().unwrap_or_default())
        }
        PrintProblem::OutOfRange { key, least, most } => format!("`{key}`の値は{least}から{most}までです"),
        PrintProblem::OutputProfile { path, reason } => {
            format!("`{path}`は出力プロファイルにできません。{}", reason.text(Language::Japanese))
        }
        PrintProblem::ConditionUnknown { condition, printer } => {
            format!("`{printer}`の印刷条件`{condition}`のプロファイルは内蔵されていません")
        }
        PrintProblem::NotForPress { document, rule, sheets } => {
            let numbers = sheets.iter().map(usize::to_string).collect::<Vec<_>>().join("、");
            let place = if sheets.is_empty() { String::new() } else { format!("（{numbers}枚目）") };
            let rule = rule.text(Language::Japanese);
            format!("`{document}`の印刷版{place}は、次の検査に合格しません：{rule}")
        }
        PrintProblem::EditionsDiffer { document, sheet } => {
            format!("`{document}`の{sheet}枚目の組み方が、印刷版と画面用とで違います")
        }
    }
}

/// What to do about it, one remedy a line.
pub(in crate::diagnostic) fn hints(problem: &PrintProblem) -> Vec<String> {
    match problem {
        PrintProblem::PreflightFinds { finding, .. } => preflight::hints(finding),
        PrintProblem::UnknownPrinter { name, known } => choice(name, known),
        PrintProblem::Toml { .. } => {
            vec!["一行に一つ`キー = 値`と書き、文字列は二重引用符で囲んでください".to_owned()]
        }
        PrintProblem::OutOfRange { key: "page_multiple", .. } => vec!["整数で書いてください".to_owned()],
        PrintProblem::OutOfRange { .. } => vec!["この範囲の数値を書いてください".to_owned()],
        PrintProblem::OutputProfile { .. } => {
            vec!["印刷所に、CMYK用で種別が`prtr`のプロファイルを問い合わせてください".to_owned()]
        }
        PrintProblem::ConditionUnknown { .. } => {
            vec!["印刷所のプロファイルを`--output-icc FILE`で指定してください".to_owned()]
        }
        PrintProblem::NotForPress { rule, .. } => vec![
            match rule {
                PressRule::Colours | PressRule::Gradients => {
                    "独自のテンプレートでは`colour(\"navy\")`のようにテーマの色を使ってください"
                }
                PressRule::Pictures => "画像を1色8ビットのPNGかJPEGで保存し直してください",
                PressRule::Ink => "`theme.typ`の色のインキを減らすか、別の印刷所の設定を選んでください",
                _ => "独自のテンプレートが原因です。独自のテンプレートがなければ、このプログラムの誤りです",
            }
            .to_owned(),
        ],
        PrintProblem::EditionsDiffer { .. } => {
            vec!["独自のテンプレートでは、`edition`によって色だけを変え、長さは変えないでください".to_owned()]
        }
    }
}

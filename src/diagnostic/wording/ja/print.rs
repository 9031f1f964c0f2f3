//! Messages on print editions and printers' profiles, in Japanese.

use super::choice;
use super::preflight;
use crate::diagnostic::{PreflightProblem, PrintProblem};
use crate::language::Language;

/// What is wrong, in one sentence without a full stop.
pub(in crate::diagnostic) fn message(problem: &PrintProblem) -> String {
    match problem {
        PrintProblem::PreflightFinds { document, sheets, finding, .. } => {
            let numbers = sheets.iter().map(usize::to_string).collect::<Vec<_>>().join("、");
            let place = if sheets.is_empty() { String::new() } else { format!("（{numbers}枚目）") };
            format!("`{document}`の印刷版{place}：{}", preflight::message(finding))
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
        PrintProblem::NotForPress { document } => format!("`{document}`の印刷版を読み直せません"),
        PrintProblem::EditionsDiffer { document, sheet } => {
            format!("`{document}`の{sheet}枚目の組み方が、印刷版と画面用とで違います")
        }
    }
}

/// What to do about it, one remedy a line.
pub(in crate::diagnostic) fn hints(problem: &PrintProblem) -> Vec<String> {
    match problem {
        PrintProblem::PreflightFinds { finding, held: true, .. } => held(finding),
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
        PrintProblem::NotForPress { .. } => {
            vec!["このプログラムの誤りです。お知らせください".to_owned()]
        }
        PrintProblem::EditionsDiffer { .. } => {
            vec!["独自のテンプレートでは、`edition`によって色だけを変え、長さは変えないでください".to_owned()]
        }
    }
}

/// The same for what keeps a file of ours from being written.
fn held(finding: &PreflightProblem) -> Vec<String> {
    let remedies: &[&str] = match finding {
        PreflightProblem::ForeignColour { .. } => &[
            "独自のテンプレートでは`colour(\"navy\")`のようにテーマの色を使ってください",
            "画像は1色8ビットのPNGかJPEGで保存し直してください",
        ],
        PreflightProblem::ObjectInk { .. } => &["`theme.typ`の色のインキを減らすか、別の印刷所の設定を選んでください"],
        _ => &["独自のテンプレートが原因です。独自のテンプレートがなければ、このプログラムの誤りです"],
    };
    remedies.iter().map(|remedy| (*remedy).to_owned()).collect()
}

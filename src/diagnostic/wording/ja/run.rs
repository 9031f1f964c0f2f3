//! Why a run had to be ended, in Japanese.

use crate::diagnostic::wording::{spans, suspects};
use crate::diagnostic::{Doing, RunProblem};
use crate::language::Language;
use crate::observe::Stage;

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Document => "文書の作成",
        Stage::Load => "報告書の読み込み",
        Stage::Templates => "テンプレートの読み込み",
        Stage::Fonts => "フォントの読み込み",
        Stage::Package => "元データの格納か取り出し",
        Stage::Fit => "一枚紙の割り付け",
        Stage::Balance => "各部分の高さの測定",
        Stage::Template => "テンプレートへの差し込み",
        Stage::Typeset => "組版",
        Stage::Gates => "紙面の点検",
        Stage::Export => "PDFの作成",
        Stage::Conformance => "PDFの規格の検査",
        Stage::Press => "印刷版の作成か点検",
        Stage::Write => "ファイルの書き出し",
    }
}

fn doing(doing: &Doing) -> String {
    let what = doing.stage.map_or("開始", stage);
    let of = doing.of.as_ref().map(|of| format!("`{of}`の")).unwrap_or_default();
    let place = doing.place.as_ref().map(|place| format!("、`{place}`")).unwrap_or_default();
    format!("{of}{what}{place}")
}

pub(in crate::diagnostic) fn message(problem: &RunProblem) -> String {
    match problem {
        RunProblem::TimeUp { seconds, doing: what } => {
            format!("一つの処理が{seconds}秒を超えたため打ち切りました（{}）", doing(what))
        }
        RunProblem::Exhausted { mebibytes: 0, doing: what } => {
            format!("メモリーか、入れ子の呼び出しのための領域を使い切りました（{}）", doing(what))
        }
        RunProblem::Exhausted { mebibytes, doing: what } => {
            format!(
                "メモリー（上限{mebibytes}メガバイト）か、入れ子の呼び出しのための領域を使い切りました（{}）",
                doing(what)
            )
        }
        RunProblem::Killed { signal, doing: what } => {
            format!("外から止められました（シグナル{signal}、{}）", doing(what))
        }
        RunProblem::NotDrawn { path, pages, reason } => {
            let pages = spans(pages, "、", "～");
            format!("`{path}`の{pages}ページを画像にできません（{}）", reason.text(Language::Japanese))
        }
        RunProblem::Panicked { doing: what, .. } => {
            format!("このプログラム自身の誤りで止まりました（{}）", doing(what))
        }
    }
}

pub(in crate::diagnostic) fn hints(problem: &RunProblem) -> Vec<String> {
    let doing = match problem {
        RunProblem::TimeUp { doing, .. } | RunProblem::Exhausted { doing, .. } => doing,
        RunProblem::Killed { .. } => {
            return vec![
                "メモリーが足りないときにも起こります。ほかのソフトを終了して、もう一度実行してください".to_owned(),
            ];
        }
        RunProblem::NotDrawn { .. } => {
            return vec!["点検の結果に漏れはありません。このページは別のソフトで見てください".to_owned()];
        }
        RunProblem::Panicked { at, .. } => {
            let with = at.as_ref().map(|at| format!("（プログラムの中の場所: `{at}`）")).unwrap_or_default();
            return vec![format!("このプログラムの担当者に知らせてください{with}")];
        }
    };
    let look = |files: Vec<String>| {
        let files: Vec<String> = files.iter().map(|file| format!("`{file}`")).collect();
        (!files.is_empty()).then(|| format!("{}に、終わらない繰り返しがないか確かめてください", files.join("、")))
    };
    let look = match doing.stage {
        Some(Stage::Template) if doing.place.is_none() => look(suspects(doing, ".hbs")),
        Some(Stage::Template) if !doing.changed.is_empty() => {
            Some("そこに、二重三重の繰り返しがないか確かめてください".to_owned())
        }
        Some(Stage::Balance | Stage::Typeset | Stage::Fit) => look(suspects(doing, ".typ")),
        _ => None,
    };
    let more = match problem {
        RunProblem::TimeUp { .. } => "時間がかかるだけなら、`--timeout 秒数`で延ばせます（0で無制限）",
        _ => "多く使うだけなら、`--memory メガバイト数`で増やせます（0で無制限）",
    };
    look.into_iter().chain([more.to_owned()]).collect()
}

//! Messages on archive editions and the archive, in Japanese.

use super::{JAPANESE, choice};
use crate::diagnostic::ArchiveProblem;

/// What is wrong, in one sentence without a full stop.
pub(in crate::diagnostic) fn message(problem: &ArchiveProblem) -> String {
    match problem {
        ArchiveProblem::Nonconforming { document, clause, message, .. } => {
            format!("`{document}`は{clause}に適合していません（`{message}`）")
        }
        ArchiveProblem::NotJudged { document, profile, message, .. } => {
            format!("`{document}`が{profile}に適合するかどうか判定できません（`{message}`）")
        }
        ArchiveProblem::PageSize { document, pages, key, found, asked } => {
            let numbers = pages.iter().map(usize::to_string).collect::<Vec<_>>().join("、");
            match found {
                Some(found) => {
                    format!(
                        "`{document}`の{numbers}ページの大きさ（`{key}`）が、`{asked}`ではなく`{found}`になっています"
                    )
                }
                None => format!("`{document}`の{numbers}ページの大きさ（`{key}`）が、`{asked}`になっていません"),
            }
        }
        ArchiveProblem::NotAStore { path } => format!("`{path}`は記録保存庫ではありません"),
        ArchiveProblem::StoreBusy { path } => format!("記録保存庫`{path}`は、ほかの人が変更しているところです"),
        ArchiveProblem::ReasonMissing { id, version } => {
            format!("`{id}`は発行済みですが、第{version}版の再発行の理由がありません")
        }
        ArchiveProblem::BadName { name, rule } => {
            format!("`{name}`という名前は保存庫では使えません。{}", rule.text(JAPANESE))
        }
        ArchiveProblem::OtherReport { id, theirs, ours } => {
            format!("保存庫の`{id}`は別の報告書です（`{theirs}`。今回のものは`{ours}`）")
        }
        ArchiveProblem::UnknownObject { id, .. } => format!("保存庫に`{id}`という報告書はありません"),
        ArchiveProblem::UnknownVersion { id, version, .. } => format!("`{id}`に第{version}版はありません"),
        ArchiveProblem::Altered { path } => format!("`{path}`は保存したときの内容と違います"),
        ArchiveProblem::Lost { path } => format!("`{path}`がありません"),
        ArchiveProblem::Stray { path } => format!("`{path}`は保存庫のものではありません"),
        ArchiveProblem::BrokenRecord { path, reason } => {
            format!("記録`{path}`が壊れています（{}）", reason.text(JAPANESE))
        }
        ArchiveProblem::ChainBroken { path, witness } => {
            format!("`{path}`と`{witness}`が食い違っています。どちらかが後から変えられています")
        }
        ArchiveProblem::LeftByAKilledRun { path } => format!("`{path}`は、途中で止まった処理が残したものです"),
        ArchiveProblem::EventNotRecorded { id, reason } => {
            format!("`{id}`についてしたことを、保存庫に記録できませんでした（{}）", reason.text(JAPANESE))
        }
        ArchiveProblem::StoreUnwritable { path, reason } => {
            format!("保存庫の`{path}`に書き込めません（{}）", reason.text(JAPANESE))
        }
        ArchiveProblem::RebuildDiffers { document } => {
            format!("保存されたデータから作り直した`{document}`が、保存された文書と一致しません")
        }
        ArchiveProblem::NotRebuilt { id, version, theirs, ours } => {
            format!(
                "`{id}`の第{version}版は`{theirs}`で作られています。これは`{ours}`なので、作り直しての比較はしていません"
            )
        }
        ArchiveProblem::NothingAttached { path } => format!("`{path}`に報告書のデータは添付されていません"),
        ArchiveProblem::AttachmentBroken { path, reason } => {
            format!("`{path}`のデータを取り出せません（{}）", reason.text(JAPANESE))
        }
        ArchiveProblem::TargetNotEmpty { path } => format!("フォルダー`{path}`は空ではありません"),
        ArchiveProblem::PartOnly { path } => {
            format!("`{path}`にあるのは一つの協議会のデータで、報告書全体ではありません")
        }
        ArchiveProblem::OtherTool { theirs, ours } => {
            format!("データは`{theirs}`で保存され、これは`{ours}`です。文書が同じにならないことがあります")
        }
        ArchiveProblem::StagedDamaged { id, kept } => format!(
            "`{id}`に版を追加している間に中断され、その版は壊れています。前の版までを元に戻し、壊れた版は`{kept}`に残しました"
        ),
        ArchiveProblem::ReportGone { id, version } => {
            format!("報告書`{id}`がありません。保存庫には第{version}版まであったはずです")
        }
        ArchiveProblem::VersionGone { id, version, head } => {
            format!("`{id}`の第{version}版がありません。フォルダーにあるのは第{head}版までです")
        }
        ArchiveProblem::EventsOutOfOrder { path, time, witness, before } => {
            format!("`{path}`の日時は`{time}`ですが、その前の`{witness}`の日時は`{before}`です")
        }
        ArchiveProblem::ClockBehind { id, now, last } => {
            format!("`{id}`について`{now}`にすることを、`{last}`にしたことの後には記録できません")
        }
        ArchiveProblem::DataDiffer { path } => {
            format!("`{path}`の`data.json`が、報告書のファイルのデータと一致しません")
        }
        ArchiveProblem::NotAsMade { path } => {
            format!("`{path}`が、この版の文書とデータから得られるものと一致しません")
        }
        ArchiveProblem::WithinStore { path } => {
            format!("`{path}`は記録保存庫の中にあります。保存庫にはほかのものを置けません")
        }
    }
}

/// What to do about it, one remedy a line.
pub(in crate::diagnostic) fn hints(problem: &ArchiveProblem) -> Vec<String> {
    let hint = |text: &str| vec![text.to_owned()];
    let restore = "自動では直りません。保存庫には手を加えず、このファイルを控え（バックアップ）から戻してください";
    match problem {
        ArchiveProblem::NotAStore { .. } => {
            hint("記録保存庫のフォルダーを`--store`で指定してください。新しい保存庫は、`kakugi archive add`で空のフォルダーに作ります")
        }
        ArchiveProblem::StoreBusy { .. } => hint("終わるのを待って、もう一度実行してください"),
        ArchiveProblem::ReasonMissing { .. } => hint("再発行の理由を`--reason \"…\"`で書いてください"),
        ArchiveProblem::BadName { .. } => hint("名前を変えてください。報告書の名前は`--id`で指定できます"),
        ArchiveProblem::OtherReport { .. } => hint("`--id`で、この報告書だけの名前を付けてください"),
        ArchiveProblem::UnknownObject { id, known } => choice(id, known),
        ArchiveProblem::UnknownVersion { head, .. } => vec![format!("あるのは第1版から第{head}版までです")],
        ArchiveProblem::Altered { .. } | ArchiveProblem::Lost { .. } => hint(restore),
        ArchiveProblem::BrokenRecord { .. } => hint(restore),
        ArchiveProblem::ChainBroken { .. } => {
            hint("両方を控え（バックアップ）と比べ、発行のときに書き留めた指紋とも比べてください")
        }
        ArchiveProblem::Stray { .. } => hint("だれが置いたかを確かめ、保存庫の外に移してください"),
        ArchiveProblem::LeftByAKilledRun { .. } => hint("次に`kakugi archive add`を実行したときに片付きます"),
        ArchiveProblem::EventNotRecorded { .. } => {
            hint("別の所に書き留めるか、保存庫に書き込める環境でもう一度実行してください")
        }
        ArchiveProblem::StoreUnwritable { .. } => {
            hint("保存庫は元のままです。空き容量を増やすか、書込みの権限を確かめて、もう一度実行してください")
        }
        ArchiveProblem::RebuildDiffers { .. } => {
            hint("独自のフォントで作った文書なら、`--font-path`で指定してください。正しいのは保存された文書です")
        }
        ArchiveProblem::NotRebuilt { theirs, .. } => {
            vec![format!("文書も比較するには、`{theirs}`で`verify`を実行してください")]
        }
        ArchiveProblem::NothingAttached { .. } => hint("`kakugi build`が作る保存用のPDFを指定してください"),
        ArchiveProblem::AttachmentBroken { .. } => {
            hint("同じPDFの別の控え、できれば保存庫にあるものを使ってください")
        }
        ArchiveProblem::TargetNotEmpty { .. } => hint("新しいフォルダーを指定してください"),
        ArchiveProblem::PartOnly { .. } => {
            hint("`briefing.pdf`を指定してください（文字の大きさは全協議会から決まります）。この協議会のデータは`extract`で取り出せます")
        }
        ArchiveProblem::OtherTool { theirs, .. } => {
            vec![format!("`{theirs}`を使えば、1バイトも違わない文書になります")]
        }
        ArchiveProblem::StagedDamaged { .. } => hint(
            "もう一度実行し、`archive add`でその版を追加し直してください。壊れた版は、要らなくなったら保存庫の外に移してください",
        ),
        ArchiveProblem::ReportGone { .. } | ArchiveProblem::VersionGone { .. } => hint(
            "だれが保存庫を変えたかを確かめ、フォルダーを控え（バックアップ）から戻してください。わざと取り出したときは、\
             `kakugi explain K0724`を見てください",
        ),
        ArchiveProblem::EventsOutOfOrder { .. } => hint(
            "時計が狂っていたのか、だれかが書いたのかを確かめてください。両方を控え（バックアップ）と比べてください",
        ),
        ArchiveProblem::ClockBehind { .. } => hint(
            "このコンピューターの時計を合わせるか、`SOURCE_DATE_EPOCH`の指定をやめて、もう一度実行してください。\
             時計が正しいときは、`kakugi explain K0727`を見てください",
        ),
        ArchiveProblem::DataDiffer { .. } => hint(
            "別の控え、できれば保存庫にあるものを使ってください。文書の元になるのは、報告書のファイルです",
        ),
        ArchiveProblem::NotAsMade { .. } => hint(
            "自動では直りません。控え（バックアップ）と比べ、だれが保存庫を変えたかを確かめてください",
        ),
        ArchiveProblem::WithinStore { .. } => hint("保存庫の外のフォルダーを指定してください"),
        ArchiveProblem::PageSize { .. } => vec![
            "自分のテンプレートや部品では、紙面の大きさを変えないか、報告書の`summary_page`に合わせてください。\
             自分のものがなければ、プログラムの不具合です"
                .to_owned(),
        ],
        ArchiveProblem::Nonconforming { own: false, .. } => {
            hint("作成元のソフトで直してください。`kakugi build`が作るファイルは適合しています")
        }
        ArchiveProblem::NotJudged { own: false, .. } => {
            hint("作成元のソフトで開き、保存し直してください。読めないファイルでは何も確かめられません")
        }
        ArchiveProblem::Nonconforming { .. } | ArchiveProblem::NotJudged { .. } => vec![
            "独自の部品やテンプレートを使っている場合は、まずそれを調べてください。使っていない場合は、プログラムの不具合です".to_owned(),
        ],
    }
}

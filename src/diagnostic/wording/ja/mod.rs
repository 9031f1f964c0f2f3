//! The catalogue of messages in Japanese.

mod character;
mod figures;
mod links;
pub(super) mod preflight;
pub(super) mod print;
pub(super) mod run;

use std::io::ErrorKind;

use super::{CountryGuess, count, few, valid_id};
use crate::diagnostic::{Problem, Reason, Term, Thing, nearest};
use crate::japanese::{TypedNumber, guessed_date};
use crate::language::Language;

const JAPANESE: Language = Language::Japanese;

/// A list of names.
fn listing<S: AsRef<str>>(names: &[S]) -> String {
    kakugi_diagnostic::listing(names, JAPANESE)
}

/// The hint for a name that is not among those accepted.
fn choice<S: AsRef<str>>(word: &str, names: &[S]) -> Vec<String> {
    kakugi_diagnostic::choice(word, names, JAPANESE)
}

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &Problem) -> String {
    match problem {
        Problem::JsonSyntax { reason, .. } => format!("JSONとして正しくありません: {}", reason.text(JAPANESE)),
        Problem::DuplicateKey { key } => format!("同じオブジェクトにキー`{key}`が二つあります"),
        Problem::UnknownKey { key, owner, .. } => format!("{}に`{key}`というキーはありません", owner.text(JAPANESE)),
        Problem::MissingKey { key, owner } => format!("{}にキー`{key}`がありません", owner.text(JAPANESE)),
        Problem::WrongType { expected, found, .. } => {
            format!("{}を書くところに{}があります", expected.text(JAPANESE), found.text(JAPANESE))
        }
        Problem::UnknownChoice { value, what, .. } => {
            format!("`{value}`という{}はありません", what.text(JAPANESE))
        }
        Problem::BadDate { value } => format!("`{value}`は日付ではありません"),
        Problem::BadNumber { value } => {
            format!("数値`{value}`は長すぎます（全体で18桁、小数点以下9桁まで）")
        }
        Problem::BadId { value } => format!("`{value}`はidとして使えません"),
        Problem::NothingButMarks => "注や改行の目印だけで、本文がありません".to_owned(),
        Problem::EmptyText | Problem::EmptyCell => "文字列が空です".to_owned(),
        Problem::BrokenMark { mark, meant: None } => {
            format!("記号`{mark}`が対になっていないので、このまま印刷されます")
        }
        Problem::BrokenMark { mark, meant: Some(_) } => {
            format!("記号`{mark}`に全角の文字があるので、このまま印刷されます")
        }
        Problem::LineBreakInText => "文字列に改行かタブが入っています".to_owned(),
        Problem::ForbiddenCharacter { code_point, sign } => character::forbidden(*code_point, sign),
        Problem::BadLink { target, flaw } => links::message(target, *flaw),
        Problem::MarkReadAloud { mark } => {
            format!("代替テキストでは記号を使えないため、`{mark}`はこのまま読み上げられます")
        }
        Problem::EmptyList => "リストが空です".to_owned(),
        Problem::TooDeep { limit } => format!("箇条書きや節の入れ子が{limit}段を超えています"),
        Problem::OverLimit { what, limit, .. } => what.text(JAPANESE).replace("{}", &count(*limit)),
        Problem::LongTable { rows, .. } => {
            format!("この表は{}行あり、組版に時間がかかります", count(*rows))
        }
        Problem::ReservedName { id } => {
            format!("`{id}`は協議会のidとして使えません。Windowsが予約している名前で、ファイル名にできません")
        }
        Problem::HiddenFile { path } => format!("`{path}`は隠しファイルで、報告書には使えません"),
        Problem::WordsForNumber { words, .. } => format!("数値が必要ですが、「{words}」という文字があります"),
        Problem::ValueUnsaid => "値が`null`ですが、代わりに印刷する文字（`pending`）がありません".to_owned(),
        Problem::PendingBesideValue => "値があるのに、値が未確定のときに印刷する文字（`pending`）もあります".to_owned(),
        Problem::BaselineWithoutTarget => {
            "基準値がありますが、目標がありません。達成率は基準値から目標までの間で計算します".to_owned()
        }
        Problem::BaselineAtTarget => "基準値と目標値が同じなので、達成率を計算できません".to_owned(),
        Problem::BaselineBeyondTarget { lower: true } => {
            "少ないほどよい指標ですが、基準値が目標値を下回っています".to_owned()
        }
        Problem::BaselineBeyondTarget { lower: false } => {
            "多いほどよい指標ですが、基準値が目標値を上回っています".to_owned()
        }
        Problem::DirectionUnsaid { label, fault: true } => {
            format!("「{label}」は、多いほどよいか少ないほどよいかの記載がなく、目標値が0以下のため判断できません")
        }
        Problem::DirectionUnsaid { label, .. } => {
            format!("「{label}」は少ないほどよい指標とみられますが、その記載がないため、達成や達成率を印刷しません")
        }
        Problem::UnknownCouncil { id, .. } => format!("協議会`{id}`のファイルがありません"),
        Problem::UnlistedCouncil { id } => {
            format!("協議会`{id}`は`report.json`に挙げられていないため、印刷されません")
        }
        Problem::UnknownMetric { id, .. } => format!("この協議会に指標`{id}`はありません"),
        Problem::UnknownBlock { id, .. } => format!("この協議会に`{id}`というidのブロックはありません"),
        Problem::UnknownColumn { title, .. } => format!("表に`{title}`という列はありません"),
        Problem::UnknownNode { id, .. } => format!("図に枠`{id}`はありません"),
        Problem::NotATable { id } => format!("ブロック`{id}`は表ではないので、列を選べません"),
        Problem::DuplicateId { id, what } => {
            format!("{}`{id}`が二度使われています", what.text(JAPANESE))
        }
        Problem::HighlightNeedsOne => "代表的な成果には`metric`と`text`のどちらか一つだけが必要です".to_owned(),
        Problem::RowWidth { expected, found } => {
            format!("この行のセルは{found}個ですが、表の列は{expected}個です")
        }
        Problem::SeriesLength { expected, found } => {
            format!("この系列の値は{found}個ですが、グラフの項目は{expected}個です")
        }
        Problem::DirectionCount { expected, found } => {
            format!("`better`は{found}個ですが、グラフの項目は{expected}個です")
        }
        Problem::ChartSeries { kind, needs } => {
            format!("`{kind}`のグラフに必要なのは、{}です", needs.text(JAPANESE))
        }
        Problem::ChartCategories { limit, found } => {
            format!("このグラフの項目は{found}個で、読み取れる上限の{limit}個を超えています")
        }
        Problem::SeriesWithoutName => "複数の系列の中に、名前のない系列があります".to_owned(),
        Problem::SlopeNeedsTwo => {
            "スロープグラフは二つの項目を結ぶもので、どの系列にも両方の値が必要です".to_owned()
        }
        Problem::NodeCount { kind, needs } => format!("`{kind}`の図に必要なのは、{}です", needs.text(JAPANESE)),
        Problem::EdgeUnfit { kind } => format!("`{kind}`の図では、この矢印は描かれません"),
        Problem::EdgeToItself => "この矢印は始点と終点が同じです".to_owned(),
        Problem::ItemsUnfit { kind } => format!("`{kind}`の図には、枠の下に項目を置く場所がありません"),
        Problem::ChartWithoutData => "このグラフにはデータがありません".to_owned(),
        Problem::ChartDataTwice => "このグラフには自分のデータと表から取るデータの両方があります".to_owned(),
        Problem::TableWithoutRows => "この表には行がありません".to_owned(),
        Problem::TableRowsTwice => "この表には自分の行とCSVファイルの行の両方があります".to_owned(),
        Problem::NotANumber { found, why, more, .. } => figures::message(found, *why, *more),
        Problem::NotAText => "項目の名前になる文字列がありません".to_owned(),
        Problem::Csv { reason, .. } => format!("CSVの表として正しくありません: {}", reason.text(JAPANESE)),
        Problem::CsvHead { head, .. } => format!("CSVファイルに`{head}`という列はありません"),
        Problem::CsvNoHeads { .. } => "CSVファイルの1行目に、表の列の見出しが一つもありません".to_owned(),
        Problem::CsvHeadTwice { head, columns } => {
            let places: Vec<String> = columns.iter().map(|column| format!("{column}列目")).collect();
            format!("CSVファイルに`{head}`という列が{}つあります（{}）", columns.len(), places.join("、"))
        }
        Problem::CharacterSet { likely, damaged: true } => {
            format!("{}のファイルですが、ここの文字が壊れています", likely.join("か"))
        }
        Problem::CharacterSet { likely, .. } if likely.is_empty() => "このファイルの文字コードが分かりません".to_owned(),
        Problem::CharacterSet { likely, .. } if likely.as_slice() == ["UTF-16"] => {
            "このファイルの文字コードはUTF-16です（Excelの「Unicodeテキスト」など）。CSVではありません".to_owned()
        }
        Problem::CharacterSet { likely, .. } if likely.len() == 1 => {
            format!("このファイルの文字コードは{}のようです。この文字コードは読めません", likely.join(""))
        }
        Problem::CharacterSet { likely, .. } => {
            format!("このファイルの文字コードを一つに決められません（{}のようです）", likely.join("か"))
        }
        Problem::ErrorValue { found } => format!("セルに、表計算ソフトのエラー`{found}`が入っています"),
        Problem::MergedCells { column, blank } => {
            format!("列`{column}`に、結合されたセルの残りと思われる空欄が{blank}つあります")
        }
        Problem::BracketsAsMinus { found, more } => {
            format!("`{found}`を負の数として読みました{}", figures::and_more(*more))
        }
        Problem::FillDownNumbers => "数値の列では`fill_down`を使えません".to_owned(),
        Problem::MarkupLeftOver { found } => format!("ウェブページの記号`{found}`が残っています。そのまま印刷されます"),
        Problem::Padding { blanks } => format!("{blanks}個続く空白は、詰めて印刷します"),
        Problem::LowResolution { path, ppi, .. } => {
            format!("画像`{path}`は、印刷される大きさでは1インチあたり{ppi}画素しかありません")
        }
        Problem::AsOfAfterReport { as_of, date } => format!("基準日{as_of}が報告書の日付{date}より後です"),
        Problem::AsOfBefore { as_of, start, what } => {
            format!("基準日{as_of}が{}（{start}）より前です", what.text(JAPANESE))
        }
        Problem::PeriodReversed { from, to } => format!("対象期間の終わり{to}が始まり{from}より前です"),
        Problem::PeriodBeyondReport { to, date } => format!("対象期間の終わり{to}が報告書の日付{date}より後です"),
        Problem::TargetOver { by, as_of } => {
            format!("目標の期限{by}が基準日{as_of}より前ですが、目標に達していません")
        }
        Problem::EstablishedAfterReport { established, date } => {
            format!("協議会の設置{established}が報告書の日付{date}より後です")
        }
        Problem::EventAfterReport { event, date } => {
            format!("{event}は報告書の日付{date}より後ですが、予定であると書かれていません")
        }
        Problem::SpanReversed { span } => format!("「{span}」の終わりが始まりより前です"),
        Problem::PhasesReversed { earlier, later } => format!("{earlier}の段階が{later}の段階の後に置かれています"),
        Problem::TotalNotTheSum { column, total, sum, unstated } => {
            let stated = if *unstated { "記載のある値の" } else { "" };
            format!("列「{column}」の合計は{total}ですが、{stated}和は{sum}です")
        }
        Problem::TotalOfPending { column, total, words } => {
            format!("列「{column}」の合計は{total}ですが、「{words}」のセルがあります")
        }
        Problem::TotalNoDifference => "どの合計も列の和と同じですが、異なるという注記があります".to_owned(),
        Problem::CountDiffers { counted, value } => format!("指標は{value}ですが、表から数えると{counted}です"),
        Problem::CountOfPending { value, words } => {
            format!("指標は{value}ですが、表に「{words}」のセルがあります")
        }
        Problem::CountKnown { counted, words } => format!("指標は「{words}」ですが、表から数えると{counted}です"),
        Problem::CountsNoTable { id, .. } => format!("ブロック`{id}`は表ではないので、数えられません"),
        Problem::PreviousIsLater => "比較の相手とした報告書のほうが、後のものです".to_owned(),
        Problem::MetricByLabel { label, before, after } => {
            format!("「{label}」の識別名は`{after}`ですが、前回の報告書では`{before}`なので、項目名で対応付けました")
        }
        Problem::MetricUnitChanged { label, before, after } => {
            format!("「{label}」の単位は{after}ですが、前回の報告書では{before}なので、増減を示せません")
        }
        Problem::NotInArchive { id, store } => format!("保存庫`{store}`に報告書`{id}`はありません"),
        Problem::UnknownCategory { text, .. } => format!("この列に「{text}」というセルはありません"),
        Problem::RepeatedNowhere { .. } => "再掲とありますが、最初に述べた箇所が報告書のどこにもありません".to_owned(),
        Problem::RepeatedFirst => "再掲とありますが、再掲でないほうの項目より前にあります".to_owned(),
        Problem::RepeatedNotCompared { count } => {
            format!("再掲とした項目が多すぎるため、ここからの{count}件は最初に述べた箇所と照合していません")
        }
        Problem::DuplicateTitle { title, what } => format!("{}「{title}」が二つあります", what.text(JAPANESE)),
        Problem::NothingBelow { what } => {
            format!("{}に中身がないので、見出しだけが印刷されます", what.text(JAPANESE))
        }
        Problem::ShareAboveWhole { value } => format!("割合が{value}％で、全体を超えています"),
        Problem::SharesNotWhole { category, sum } => format!("「{category}」の構成比の和が{sum}％です"),
        Problem::StatementDiffers { label, stated, value } => {
            format!("{label}について「{stated}」と書かれていますが、指標は{value}です")
        }
        Problem::TargetStatementDiffers { label, stated, value } => {
            format!("{label}の目標について「{stated}」と書かれていますが、指標の目標は{value}です")
        }
        Problem::RateStatementDiffers { label, stated, value } => {
            format!("{label}の達成率について「{stated}」と書かれていますが、指標から計算すると{value}です")
        }
        Problem::UnknownCountry { code, .. } => format!("地図に国`{code}`はありません"),
        Problem::NegativeShare => "負の値は全体に占める割合になりません".to_owned(),
        Problem::WidthCount { expected, found } => format!("列が{expected}個あるのに、幅が{found}個あります"),
        Problem::NotPositive { what } => format!("{}は0より大きくなければなりません", what.text(JAPANESE)),
        Problem::FileMissing { path, .. } => format!("ファイル`{path}`がありません"),
        Problem::FileNamedOtherwise { path, real } => {
            format!("ファイルの名前は`{path}`ではなく`{real}`です。多くのサーバーでは別の名前になります")
        }
        Problem::StrayFile { path, .. } => format!("ファイル`{path}`は読み込みません。名前の終わりが`.json`ではないためです"),
        Problem::FileOutside { path, .. } => {
            format!("ファイル`{path}`が報告書のフォルダーの中にあると確かめられません")
        }
        Problem::PictureUnreadable { path, reason } => {
            format!("画像`{path}`を読めません: {}", reason.text(JAPANESE))
        }
        Problem::PictureIncomplete { path, reason } => {
            format!("画像`{path}`の一部が欠けるか、違って印刷されます: {}", reason.text(JAPANESE))
        }
        Problem::PictureDiffers { path, reason } => {
            format!("画像`{path}`は、元の見え方と違って印刷されます: {}", reason.text(JAPANESE))
        }
        Problem::TemplateSyntax { reason } => {
            format!("テンプレートの書き方が正しくありません: {}", reason.text(JAPANESE))
        }
        Problem::TemplateTripleStash => {
            "このテンプレートは`{{{`か`{{&`でデータをマークアップとして出力するか、`{{#*`で部分テンプレートを定義しています".to_owned()
        }
        Problem::TemplateCycle { path } => format!("テンプレートが互いに取り込み合っています: `{path}`"),
        Problem::TemplateMissing { name } => format!("テンプレート`{name}`がありません"),
        Problem::TemplateRender { reason } => {
            format!("このテンプレートにデータを差し込めません: {}", reason.text(JAPANESE))
        }
        Problem::TemplateTooDeep { limit } => {
            format!("このテンプレートのブロックか式の入れ子が{limit}段を超えています")
        }
        Problem::StrangeLink { target, .. } => {
            format!("リンク先`{target}`が、ウェブページでもメールの宛先でもありません")
        }
        Problem::StrangeAttachment { name } => {
            format!("添付されたファイル`{name}`は、文書に添えるものではありません")
        }
        Problem::TemplateUnknownFile { name } => {
            format!("`{name}`が置き換えるテンプレートや部品はありません")
        }
        Problem::Typst { message, .. } => format!("組版（Typst）の誤り: {message}"),
        Problem::TypstWarning { message, .. } => format!("組版（Typst）の注意: {message}"),
        Problem::SummaryTooLong { council, .. } => {
            format!("`{council}`の一枚紙が、文字を最も小さくしても1ページに収まりません")
        }
        Problem::SummaryLeavesOut { council, items } => {
            let items: Vec<String> = items.iter().map(|item| format!("「`{item}`」")).collect();
            format!("`{council}`の一枚紙に収まらないため、{}を省きました", items.concat())
        }
        Problem::MissingGlyph { sign, .. } => character::missing(sign),
        Problem::OtherStyle { characters, font } => character::other_style(characters, font),
        Problem::OutsidePage { document, page } => {
            format!("この文字列が`{document}`の{page}ページ目の紙面からはみ出します")
        },
        Problem::NotPrinted { pointer } => format!("`{pointer}`はどの文書にも印刷されません"),
        Problem::SmallType { size } => format!("この文字列は{size}ポイントで、7ポイントより小さくなっています"),
        Problem::HeadingAlone { document, page } => {
            format!("この見出しが`{document}`の{page}ページ目の下端に取り残されています")
        },
        Problem::NotConverged => "組版が収束しません。組み直すたびにページが変わります".to_owned(),
        Problem::OutsideBlock { document, page } => {
            format!("この文字列が`{document}`の{page}ページ目でセル、段、図からはみ出します")
        },
        Problem::Overprint { document, page } => {
            format!("この文字列が`{document}`の{page}ページ目で別の文字列に重なります")
        },
        Problem::PdfExport { message } => format!("PDFを書き出せません: {message}"),
        Problem::Unreadable { path, reason } if reason.kind() == Some(ErrorKind::IsADirectory) => {
            format!("`{path}`はファイルではなくフォルダーです")
        }
        Problem::Unreadable { path, reason } => format!("`{path}`を読めません: {}", reason.text(JAPANESE)),
        Problem::NotAReport { path, .. } => {
            format!("`{path}`は報告書のフォルダーではありません（`report.json`がありません）")
        }
        Problem::UnknownCouncilArgument { id, .. } => format!("この報告書に協議会`{id}`はありません"),
        Problem::Unwritable { path, reason } => format!("`{path}`に書き込めません: {}", reason.text(JAPANESE)),
        Problem::FontUnreadable { path, reason } => {
            format!("フォント`{path}`を読めません: {}", reason.text(JAPANESE))
        }
        Problem::NoFont { path } => format!("`{path}`にフォントがありません"),
        Problem::SetLeftOut { councils } => format!("{councils}の協議会の一枚紙は、一つの文書にまとめていません"),
        Problem::FileChanged { path } => format!("`{path}`は、読み込んだ後に変更されています"),
        Problem::EditUnfit { path, pointer, reason } => {
            format!("`{path}`の`{pointer}`を編集できません: {}", reason.text(JAPANESE))
        }
        Problem::LeftBehind { path } => format!("`{path}`は以前の実行で作られたもので、どの協議会のものでもありません"),
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &Problem) -> Vec<String> {
    let hint = |text: &str| vec![text.to_owned()];
    match problem {
        Problem::JsonSyntax { remedy, .. } => vec![remedy.text(JAPANESE)],
        Problem::DuplicateKey { .. } => hint("どちらか一方を残してください。JSONでは片方が黙って捨てられます"),
        Problem::UnknownKey { key, accepted, .. } => choice(key, accepted),
        Problem::MissingKey { key: "unit", .. } => {
            hint("単位のない数値では意味が伝わりません。`\"unit\": \"件\"`のように単位を加えてください")
        }
        Problem::MissingKey { key, .. } => vec![format!("ここに`\"{key}\": …`を加えてください")],
        Problem::UnknownChoice { value, accepted, .. } => choice(value, accepted),
        Problem::BadDate { value } => match guessed_date(value) {
            Some(date) => vec![format!("`{date}`と書いてください")],
            None => hint(
                "実在する日付を西暦で書いてください（`2019-03-31`、`2019-03`、`2019`のどれかの形。年度は`FY2018`）",
            ),
        },
        Problem::BadNumber { .. } => hint("丸めるか、億などの大きな単位を使って文字列で書いてください"),
        Problem::BadId { value } => {
            let mut hints = vec!["半角の英小文字、数字、ハイフンで、英小文字から始めてください".to_owned()];
            hints.extend(valid_id(value).map(|id| format!("例: `{id}`")));
            hints
        }
        Problem::NothingButMarks => hint("注`^[…]`や目印`{|}`の前に、本文を書いてください"),
        Problem::EmptyText => hint("内容を書いてください。省略できるキーなら、キーごと削除してください"),
        Problem::EmptyCell => hint("出典に値のないセルには、引用符なしで`null`と書いてください。「－」と印刷されます"),
        Problem::BrokenMark { meant: Some(meant), .. } => {
            vec![format!("半角で`{meant}`と書いてください。文字のつもりなら、直す必要はありません")]
        }
        Problem::BrokenMark { .. } => hint("記号を閉じてください。文字のつもりなら、直す必要はありません"),
        Problem::LineBreakInText => hint("二つの項目か段落に分けてください。行は組版のときに折り返されます"),
        Problem::ForbiddenCharacter { sign, .. } => hint(character::forbidden_hint(sign)),
        Problem::BadLink { flaw, .. } => hint(links::hint(*flaw)),
        Problem::MarkReadAloud { .. } => hint("図を見られない人に読み上げる文だけを、記号を使わずに書いてください"),
        Problem::EmptyList => hint("項目を加えてください。省略できるキーなら、キーごと削除してください"),
        Problem::TooDeep { .. } => hint("いちばん内側の項目を一段浅くしてください"),
        Problem::OverLimit { remedy, .. } => hint(remedy.text(JAPANESE)),
        Problem::LongTable { split: false, .. } => {
            hint("`\"split\": true`を加えてください。分けて組むので、時間とメモリーが少なくて済みます")
        }
        Problem::LongTable { .. } => hint("終わるまで待つか、載せる行を選んでください"),
        Problem::ReservedName { .. } => hint("`con-council`のような別のidにし、ファイル名も変えてください"),
        Problem::HiddenFile { .. } => hint("ピリオドで始まらない名前にし、隠しフォルダーの外に置いてください"),
        Problem::WordsForNumber { words, metric: true } => vec![format!(
            "まだ分からない値なら、`\"value\": null, \"pending\": \"{words}\"`と書いてください。「{words}」と印刷されます"
        )],
        Problem::WordsForNumber { words, metric: false } => vec![format!(
            "まだ分からない値なら、`{{ \"pending\": \"{words}\" }}`と書いてください。「{words}」と印刷されます"
        )],
        Problem::ValueUnsaid => hint("`\"value\": null, \"pending\": \"集計中\"`と書くか、数値を書いてください"),
        Problem::PendingBesideValue => hint("`pending`を削除するか、値を`null`にしてください"),
        Problem::BaselineWithoutTarget => hint("目標（`target`）を加えるか、`baseline`を削除してください"),
        Problem::BaselineAtTarget => hint("どちらかを直すか、`baseline`を削除してください"),
        Problem::BaselineBeyondTarget { lower: true } => {
            hint("どちらかを直してください。多いほどよい指標なら、`\"better\": \"lower\"`を削除してください")
        }
        Problem::BaselineBeyondTarget { lower: false } => {
            hint("どちらかを直してください。少ないほどよい指標なら、`\"better\": \"lower\"`と書いてください")
        }
        Problem::DirectionUnsaid { .. } => hint(
            "少ないほどよい指標なら`\"better\": \"lower\"`、多いほどよい指標なら`\"better\": \"higher\"`と書いてください",
        ),
        Problem::UnknownCouncil { id, stray: Some(stray), .. } => {
            vec![format!("`councils/{stray}`の名前を`{id}.json`に変えてください")]
        }
        Problem::UnknownCouncil { id, known, .. } => {
            let mut hints = vec![format!("`councils/{id}.json`を加えるか、一覧からこのidを削除してください")];
            hints.extend(nearest(id, known).map(|name| format!("`{name}`ではありませんか")));
            hints
        }
        Problem::UnlistedCouncil { id } if id.bytes().any(|b| !matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) => {
            hint("ファイル名を、英小文字から始まる半角の英小文字、数字、ハイフンに変えてください")
        }
        Problem::UnlistedCouncil { .. } => {
            hint("`report.json`の`councils`にidを加えるか、ファイルを別の場所に移してください")
        }
        Problem::UnknownMetric { id, known } | Problem::UnknownBlock { id, known } => choice(id, known),
        Problem::UnknownColumn { title, known } => choice(title, known),
        Problem::UnknownNode { id, known } => choice(id, known),
        Problem::NotATable { id } => vec![
            format!("一枚紙では、列を選ばずに`\"{id}\"`とだけ書いてください"),
            "グラフの`from`では、数値のある表の`id`を書いてください".to_owned(),
        ],
        Problem::DuplicateId { what: Term::Council, .. } => hint("どちらか一方を削除してください"),
        Problem::DuplicateId { .. } => hint("別々の名前にしてください。ほかの場所からこの名前で参照されます"),
        Problem::HighlightNeedsOne => hint("`results`の指標を指定するか、短い文を書いてください"),
        Problem::RowWidth { expected, found } if found < expected => {
            hint("出典に値のないセルには`null`を書いてください")
        }
        Problem::RowWidth { .. } => hint("余分なセルを削除するか、列を加えてください"),
        Problem::SeriesLength { expected, found } if found < expected => hint("欠けている値には`null`を書いてください"),
        Problem::SeriesLength { .. } => hint("余分な値を削除するか、項目を加えてください"),
        Problem::DirectionCount { .. } => hint("項目ごとに一つずつ書くか、全項目に共通の一つを書いてください"),
        Problem::ChartSeries { .. } => hint("系列を加減するか、別の`kind`を選んでください"),
        Problem::ChartCategories { .. } => hint("項目をまとめるか、二つのグラフに分けてください"),
        Problem::SeriesWithoutName => hint("凡例に示す名前を`\"name\": …`で加えてください"),
        Problem::SlopeNeedsTwo => hint("最初と最新の値だけにするか、`line`を選んでください"),
        Problem::NodeCount { .. } => hint("枠を加減するか、別の`kind`を選んでください"),
        Problem::EdgeUnfit { kind: "cycle" } => {
            hint("矢印は各枠から次の枠へ向かいます。そこに付ける説明だけを書いてください")
        }
        Problem::EdgeUnfit { .. } => hint("削除するか、`flow`を選んでください"),
        Problem::EdgeToItself => hint("別の枠を終点にしてください"),
        Problem::ItemsUnfit { .. } => hint("短い`note`にするか、`phases`を選んでください"),
        Problem::ChartWithoutData => hint("`categories`と`series`を加えるか、`from`で表から取ってください"),
        Problem::ChartDataTwice => hint("`from`か、`categories`と`series`の、どちらかだけにしてください"),
        Problem::TableWithoutRows => hint("`rows`を加えるか、`csv`でファイルを指定してください"),
        Problem::TableRowsTwice => hint("`csv`か`rows`のどちらかだけにしてください"),
        Problem::NotANumber { found, why, write, .. } => hint(&figures::hint(found, *why, write.as_deref())),
        Problem::NotAText => hint("セルに書き入れてください。空のセルは項目の名前になりません"),
        Problem::Csv { remedy, .. } => hint(remedy.text(JAPANESE)),
        Problem::CsvHead { head, known } => choice(head, known),
        Problem::CsvNoHeads { wanted, known } => vec![
            format!("表の列は{}ですが、1行目は{}です", listing(wanted), listing(&few(known))),
            "ファイルの1行目に見出しを書くか、表の列の名前を直してください".to_owned(),
        ],
        Problem::CsvHeadTwice { head, .. } => vec![
            "ファイルの見出しを別々の名前にしてください".to_owned(),
            format!(
                "名前を変えられないときは、表の列を同じ数だけ並べ、それぞれに`\"head\": \"{head}\"`と別々の`title`を書いてください。左から順に対応します"
            ),
        ],
        Problem::CharacterSet { .. } => hint(Term::SaveAsCsv.text(JAPANESE)),
        Problem::ErrorValue { .. } => hint("表計算ソフトで数式を直し、保存し直してください"),
        Problem::MergedCells { .. } => vec![
            "結合されたセルなら、列に`\"fill_down\": true`を加えてください。上のセルと同じ内容を印刷します".to_owned(),
            "出典に記載がないのなら、`\"fill_down\": false`を加えてください。「－」と印刷します".to_owned(),
        ],
        Problem::BracketsAsMinus { .. } => {
            hint("負の数なら`-5`のように書いてください。内数や再掲なら、列を分けてください")
        }
        Problem::FillDownNumbers => {
            hint("`fill_down`を削除し、行ごとに数値を書いてください。同じ数値を繰り返すと、合計が大きくなります")
        }
        Problem::MarkupLeftOver { .. } => hint("本来の文字に直すか、削除してください"),
        Problem::Padding { .. } => hint("空白を削除してください。文字の位置をそろえるには、箇条書きか表を使います"),
        Problem::LowResolution { .. } => {
            hint("画素数の多い画像を使ってください。印刷所の求めは1インチあたり300画素、少なくとも150画素です")
        }
        Problem::AsOfAfterReport { .. } => {
            hint("まだ集計できない日付です。基準日か、`report.json`の`date`を直してください")
        }
        Problem::AsOfBefore { .. } => hint("基準日か、比べる日付を直してください"),
        Problem::PeriodReversed { .. } => hint("`from`と`to`を入れ替えてください"),
        Problem::PeriodBeyondReport { .. } => hint("`to`か`date`を直してください"),
        Problem::TargetOver { .. } => {
            hint("期限を直してください。正しければ、目標がどうなったかを目標の`note`に書いてください")
        }
        Problem::EstablishedAfterReport { .. } => hint("`established`か、`report.json`の`date`を直してください"),
        Problem::EventAfterReport { .. } => hint("日付を直すか、予定であれば「予定」と書き加えてください"),
        Problem::SpanReversed { .. } => hint("前後を入れ替えるか、日付を直してください"),
        Problem::PhasesReversed { .. } => hint("日付を直すか、段階を時期の順に並べてください"),
        Problem::TotalNotTheSum { unstated: true, .. } => {
            hint("合計かセルを直してください。合計が和より大きくてよいのは、記載のないセルがあるときだけです")
        }
        Problem::TotalNotTheSum { .. } => vec![
            "合計かセルを直してください".to_owned(),
            "出典のとおりなら、理由を`total_differs`に書いてください。表の下に印刷されます".to_owned(),
            "平均や率のように和ではない列なら、列に`\"summed\": false`を加えてください".to_owned(),
        ],
        Problem::TotalOfPending { words, .. } => vec![
            format!("合計も`{{ \"pending\": \"{words}\" }}`としてください"),
            "そのセルを除いた合計なら、その旨を`total_differs`に書いてください。表の下に印刷されます".to_owned(),
        ],
        Problem::TotalNoDifference => hint("`total_differs`を削除してください"),
        Problem::CountDiffers { .. } => {
            hint("値か表を直してください。数える対象が違うなら、`counts`を削除してください")
        }
        Problem::CountOfPending { words, .. } => vec![format!(
            "指標も`\"value\": null, \"pending\": \"{words}\"`としてください。数える対象が違うなら、`counts`を削除してください"
        )],
        Problem::CountKnown { counted, .. } => {
            let counted = counted.replace(',', "");
            vec![format!("値を{counted}としてください。数える対象が違うなら、`counts`を削除してください")]
        }
        Problem::CountsNoTable { id, known } => choice(id, known),
        Problem::PreviousIsLater => hint("前の報告書を比較の相手とするか、報告書の日付を直してください"),
        Problem::MetricByLabel { before, .. } => {
            vec![format!("前回と同じ`{before}`にしてください。同じ指標であることは、識別名で見分けます")]
        }
        Problem::MetricUnitChanged { .. } => {
            hint("前回と同じ単位で書くか、数える対象が変わったのなら、新しい識別名を付けてください")
        }
        Problem::NotInArchive { .. } => {
            hint("`kakugi archive list`で表示される報告書か、報告書のフォルダーを指定してください")
        }
        Problem::UnknownCategory { text, known } => choice(text, known),
        Problem::RepeatedNowhere { near: true } => hint("最初の箇所と同じ言葉で書くか、`repeated`を削除してください"),
        Problem::RepeatedNowhere { near: false } => hint("`repeated`を削除してください"),
        Problem::RepeatedFirst => hint("`repeated`を後のほうの項目に移してください"),
        Problem::RepeatedNotCompared { .. } => {
            hint("最初の箇所があることを目で確かめるか、再掲とする項目を減らしてください")
        }
        Problem::DuplicateTitle { .. } => {
            hint("見分けられる名前にしてください。読み手には名前しか手がかりがありません")
        }
        Problem::NothingBelow { .. } => hint("中身を書くか、全体を削除してください"),
        Problem::ShareAboveWhole { .. } => hint("値か単位を直してください"),
        Problem::SharesNotWhole { .. } => hint("構成比を直すか、「その他」を加えてください"),
        Problem::StatementDiffers { .. }
        | Problem::TargetStatementDiffers { .. }
        | Problem::RateStatementDiffers { .. } => hint("どちらかを直すか、数える対象の違いを書いてください"),
        Problem::UnknownCountry { code, known } => vec![match CountryGuess::of(code, known) {
            CountryGuess::Capitals(code) => format!("`{code}`ではありませんか"),
            CountryGuess::SameLetter(near) => {
                format!("ISO 3166-1の国コードを大文字2字で書いてください。この文字で始まるもの: {}", listing(&near))
            }
            CountryGuess::Nothing => "ISO 3166-1の国コードを大文字2字で書いてください（例: `KH`）".to_owned(),
        }],
        Problem::NegativeShare => hint("`stacked_bar`を選んでください"),
        Problem::WidthCount { .. } => hint("列ごとに一つの幅を書くか、`widths`を削除して等幅にしてください"),
        Problem::FileMissing { near: Some(near), .. } => vec![format!("`{near}`ではありませんか")],
        Problem::FileNamedOtherwise { real, .. } => vec![format!("`{real}`と書いてください")],
        Problem::StrayFile { meant: Some(meant), .. } => {
            vec![format!("名前を`{meant}`に変えるか、別の場所に移してください")]
        }
        Problem::StrayFile { .. } => hint("別の場所に移してください"),
        Problem::FileMissing { .. } => hint("パスは`report.json`のあるフォルダーから書いてください"),
        Problem::FileOutside { near: Some(near), .. } => vec![format!("`{near}`と書いてください")],
        Problem::FileOutside { path, .. } if path.contains('\\') => {
            vec![format!("フォルダーの区切りは`/`で書いてください: `{}`", path.replace('\\', "/"))]
        }
        Problem::FileOutside { .. } => {
            hint("報告書のフォルダーに写し、`pictures/name.png`のように`.`や`..`のないパスで書いてください")
        }
        Problem::PictureUnreadable { reason: Reason::Figures(Term::NoSuchPage, [_, pages]), .. } if pages == "1" => {
            hint("`\"page\": 1`と書くか、`page`を削除してください")
        }
        Problem::PictureUnreadable { reason: Reason::Figures(Term::NoSuchPage, [_, pages]), .. } => {
            vec![format!("`page`は1から{pages}までの数で書いてください")]
        }
        Problem::PictureUnreadable { reason: Reason::Known(Term::PagesCounted | Term::OnlyPdfHasPages), .. } => {
            Vec::new()
        }
        Problem::PictureUnreadable { .. } => hint("PNG、JPEG、GIF、WebP、SVG、PDFのどれかで保存し直してください"),
        Problem::PictureIncomplete { .. } => hint("画像を作ったソフトで直すか、PNGで保存し直してください"),
        Problem::PictureDiffers { .. } => hint("紙面の画像を確かめてください。そのままでよければ、対応は要りません"),
        Problem::TemplateTripleStash => hint("`{{text x}}`などのヘルパーを使ってください"),
        Problem::TemplateCycle { .. } => hint("入れ子のデータには`{{render items}}`を使ってください"),
        Problem::TemplateTooDeep { .. } => hint("内側のブロックを部分テンプレートに移してください"),
        Problem::StrangeLink { suspects, .. } => {
            let suspects = (!suspects.is_empty()).then(|| format!("{}を調べてください", listing(suspects)));
            let allowed =
                "テンプレートや部品のリンク先には、`https:`、`http:`、`mailto:`のアドレスだけを使ってください";
            suspects.into_iter().chain([allowed.to_owned()]).collect()
        }
        Problem::StrangeAttachment { .. } => hint(
            "`pdf.attach`を外してください。文書に添えるのは、プログラム自身が作る`source.zip`と`data.json`だけです",
        ),
        Problem::TemplateUnknownFile { .. } => hint("置き換えたいファイルと同じ名前にしてください"),
        Problem::Typst { hints, .. } | Problem::TypstWarning { hints, .. } => hints.clone(),
        Problem::SummaryTooLong { cuts, .. } if cuts.is_empty() => {
            hint("`summary.achievements`を短くするか、`summary.show`のブロックを減らしてください")
        }
        Problem::SummaryTooLong { cuts, .. } => {
            let all = cuts.iter().map(|cut| cut.text(JAPANESE));
            all.chain([
                "省いてよい項目に`\"priority\": \"low\"`と書き、`--allow-drop`を付けて作ることもできます".to_owned()
            ])
            .collect()
        }
        Problem::SummaryLeavesOut { .. } => hint("ほかの項目を短くするか、省く項目を`priority`で選んでください"),
        Problem::OutsidePage { .. } => hint("短くするか、改行してよいところに`{|}`を入れてください"),
        Problem::MissingGlyph { sign, added } => character::missing_hints(sign, added),
        Problem::OtherStyle { font, .. } => character::other_style_hints(font),
        Problem::NotPrinted { .. } => hint("テンプレートでその部品を呼び出すか、データから削除してください"),
        Problem::SmallType { .. } => {
            hint("場所を広げるか、言葉を減らしてください。読むには少なくとも7ポイントが要ります")
        }
        Problem::HeadingAlone { .. } => hint("見出しを次の内容と離れないようにしてください（`block(sticky: true)`）"),
        Problem::NotConverged => hint("自分の測定結果に左右されるものを測っている部品がないか確かめてください"),
        Problem::OutsideBlock { .. } => {
            hint("短くするか、改行してよいところに`{|}`を入れるか、列や図の幅を広げてください")
        }
        Problem::Overprint { .. } => hint("短くするか、列や図の幅を広げるか、載せるものを減らしてください"),
        Problem::NotAReport { near: Some(near), path } => vec![match near.strip_suffix("/report.json") {
            Some(folder) => format!("中のフォルダー`{folder}`にあります。`{path}/{folder}`を指定してください"),
            None => format!("`{near}`の名前を`report.json`に変えてください"),
        }],
        Problem::NotAReport { .. } => hint("`report.json`のあるフォルダーを指定してください（例: `data/2019`）"),
        Problem::UnknownCouncilArgument { id, known } => choice(id, known),
        Problem::Unwritable { reason: Reason::Known(Term::NamesAFolder), .. } => {
            hint("その後にファイルの名前まで書いてください（例: `changes.pdf`）")
        }
        Problem::Unwritable { reason: Reason::Known(Term::NoPlainFile), .. } => {
            hint("新しいファイルか、置き換えてよいファイルの名前にしてください")
        }
        Problem::Unwritable { reason, .. } => hint(match reason.kind() {
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                "ディスクの空きを増やすか、`-o`などで別の場所を指定してください"
            }
            Some(ErrorKind::FileTooLarge) => "ファイルの大きさの制限を緩めるか、`-o`などで別の場所を指定してください",
            Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                "開いているソフトを閉じるか、書き込みの権限をもらうか、`-o`などで別の場所を指定してください"
            }
            Some(ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists) => {
                "同じ名前のものを移すか、`-o`などで別の場所を指定してください"
            }
            _ => "`-o`などで別の場所を指定してください",
        }),
        Problem::SetLeftOut { .. } => hint(
            "必要であれば`--only set`で作成してください。1ページにつき約6MBのメモリを使うため、`--memory`の変更が必要なこともあります",
        ),
        Problem::FileChanged { .. } => hint("報告書を読み込み直してから、もう一度変更してください"),
        Problem::EditUnfit { reason: Reason::Named(Term::EditNotInSet, _), .. } => {
            hint("別の文字を使うか、ファイルをUTF-8で保存し直してください")
        }
        Problem::EditUnfit { .. } => hint("報告書を読み込み直し、今の内容を確かめてください"),
        Problem::LeftBehind { .. } => hint("誤って送られないように、削除してください"),
        Problem::NoFont { .. } => hint("`.ttf`、`.otf`、`.ttc`のファイルを置いてください"),
        Problem::WrongType { instead: Some(TypedNumber { digits, unit }), .. } if unit.is_empty() => {
            vec![format!("`{digits}`と書いてください")]
        }
        Problem::WrongType { instead: Some(TypedNumber { digits, unit }), .. } => {
            vec![format!("`{digits}`と書いてください。`{unit}`は数値に含めません")]
        }
        Problem::WrongType { expected: Term::NumberWithoutQuotes, found: Term::AText, .. } => {
            hint("引用符も桁区切りも付けずに、`1376`のように数字を書いてください")
        }
        Problem::WrongType {
            expected: Term::NumberWithoutQuotes,
            found: Term::ABoolean | Term::AnArray | Term::AnObject,
            ..
        } => hint("`1376`のように数字を書いてください"),
        Problem::WrongType { expected: Term::BooleanWithoutQuotes, .. } => hint("`true`か`false`と書いてください"),
        Problem::WrongType { expected: Term::AnArray, .. } => hint("`[\"…\"]`のように角括弧で囲んでください"),
        Problem::WrongType { found: Term::ANull, .. } => hint("省略できるキーなら、キーごと削除してください"),
        Problem::WrongType { .. }
        | Problem::NotPositive { .. }
        | Problem::TemplateSyntax { .. }
        | Problem::TemplateMissing { .. }
        | Problem::TemplateRender { .. }
        | Problem::PdfExport { .. }
        | Problem::Unreadable { .. }
        | Problem::FontUnreadable { .. } => Vec::new(),
    }
}

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing) -> String {
    preflight::thing(thing)
}

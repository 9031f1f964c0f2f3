//! Help in the user's language.

use clap::{Arg, ArgAction, Command};
use kakugi::diagnostic::Language;

/// The command with its help in a language; English is what the declarations say.
pub(super) fn localised(command: Command, language: Language) -> Command {
    match language {
        Language::English => command,
        Language::Japanese => japanese(command, ""),
    }
}

const TEMPLATE: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}";

fn japanese(mut command: Command, above: &str) -> Command {
    let verb_name = command.get_name().to_owned();
    let name = name(above, &verb_name).to_owned();
    if let Some(about) = verb(&name) {
        command = command.about(about);
    }
    command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド")
        .disable_help_flag(true)
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "引数" } else { "オプション" };
            let help = argument_help(&name, &argument);
            let argument = argument.help_heading(heading).hide_possible_values(true).hide_default_value(true);
            match help {
                Some(help) => argument.help(help),
                None => argument,
            }
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading("オプション")
                .help("この説明を表示する"),
        );
    if name == "kakugi" {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command
            .disable_version_flag(true)
            .arg(version.help_heading("オプション").help("プログラムのバージョンを表示する"));
    }
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    verbs.iter().fold(command, |command, verb| command.mut_subcommand(verb, |command| japanese(command, &verb_name)))
}

/// What an argument is for, with the values and the default of its declaration.
fn argument_help(verb: &str, argument: &Arg) -> Option<String> {
    let mut help = text(verb, argument.get_id().as_str())?.to_owned();
    if help == ANSWER_FORMAT {
        let names: Vec<String> =
            argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        help.push_str(&format!("（{}）", names.join("、")));
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if argument.get_action().takes_values() && !defaults.is_empty() {
        help.push_str(&format!(" [既定値: {}]", defaults.join("、")));
    }
    Some(help)
}

/// The help of all arguments that choose in what form an answer is written.
const ANSWER_FORMAT: &str = "出力の形式";

/// The name by which a verb's help is found; one verb has a namesake above it.
fn name<'a>(above: &str, verb: &'a str) -> &'a str {
    match (above, verb) {
        ("archive", "check") => "archive check",
        _ => verb,
    }
}

/// What a verb does.
fn verb(name: &str) -> Option<&'static str> {
    Some(match name {
        "kakugi" => "協議会の成果を閣議などに説明する資料を、JSONのデータからPDFに組版する",
        "build" => "報告書の説明資料と一枚紙を組版する",
        "archive check" => "PDFが用途ごとの規格に適合しているかを調べる",
        "diff" => "二つの報告書の違いを示す",
        "check" => "何も書き出さずに、報告書の誤りと注意をすべて調べる",
        "trace" => "紙面の文字がどのデータによるものか、データがどこに印刷されるかを示す",
        "explain" => "`K0103`のような番号の意味と直し方を示す",
        "preflight" => "PDFファイルを、印刷所が製版の前に行うのと同じように点検する",
        "schema" => "エディターでの入力補助と検査に使うJSON Schemaを書き出す",
        "archive" => "発行した報告書を、後からの変更が分かる形で保存する",
        "add" => "報告書の文書を作り、保存庫に追加する",
        "list" => "保存庫の報告書の一覧を表示する",
        "show" => "報告書の版、ファイル、操作の記録を表示する",
        "verify" => "保存した内容が1バイトも変わっていないことを確かめる",
        "extract" => "PDFからデータを取り出す",
        "rebuild" => "保存庫またはPDFのデータから文書を作り直す",
        "export" => "報告書を引渡し用の一式（BagIt）として書き出す",
        "register" => "意図して報告書を取り除いた後に、台帳を書き直す",
        _ => return None,
    })
}

/// What an argument is for.
fn text(verb: &str, id: &str) -> Option<&'static str> {
    Some(match id {
        "previous" if verb == "build" => {
            "この報告書からの変更点を文書に示す（報告書のフォルダー、または`archive:`に続けて保存庫での名前）"
        }
        "previous" => "前の報告書（フォルダー、または`archive:`に続けて保存庫での名前）",
        "current" => "後の報告書（指定の仕方は前の報告書と同じ）",
        "store" => "保存庫のフォルダー",
        "pdf" => "変更点をまとめたPDFも、このファイルに書き出す",
        "output" if verb == "schema" => "`report.schema.json`と`council.schema.json`をこのフォルダーに書き出す",
        "report" if verb == "preflight" => {
            "このファイルの元になった報告書のフォルダー（指摘した箇所ごとに、データの場所を示す）"
        }
        "png" if verb == "preflight" => "指摘した箇所に印を付けた各ページの画像（PNG）も、このフォルダーに書き出す",
        "output_icc" => "印刷所のICCプロファイル [既定値: FOGRA39（コート紙のオフセット印刷）]",
        "colour" => "印刷用のPDFのインキ（process: 4色、grey: 墨1色）",
        "file" if verb == "preflight" => "PDFファイル（ほかのソフトで作ったものでもよい）",
        "printer" => "印刷所の設定（offset-coated、offset-uncoated、office、またはTOMLファイル）",
        "edition" if verb == "archive check" => {
            "適用する規格（archive: PDF/A-3aとPDF/UA-1、archive-2a: PDF/A-2aとPDF/UA-1）"
        }
        "file" => "保存用のPDF",
        "output" if verb == "extract" => "データの書き出し先（新しいフォルダーか、空のフォルダー）",
        "output" if verb == "rebuild" => "文書の書き出し先（新しいフォルダーか、空のフォルダー）",
        "id" if verb == "add" => "保存庫での報告書の名前 [既定値: 報告書のフォルダーの名前]",
        "id" if verb == "verify" => "保存庫での報告書の名前 [既定値: すべての報告書]",
        "id" => "保存庫での報告書の名前",
        "reason" if verb == "register" => "台帳を書き直す理由",
        "reason" => "再発行の理由（第2版から必要）",
        "by" => "操作する人（`名前`または`名前 <メールアドレス>`） [既定値: 環境変数`KAKUGI_BY`、なければログイン名]",
        "version" => "版の番号 [既定値: 最新の版]",
        "bytes_only" => "バイト列だけを比べ、規格の検査と文書の作り直しは行わない",
        "what" => "保存庫での報告書の名前、または保存用のPDF",
        "bagit" => "BagIt（RFC 8493）の書き出し先（新しいフォルダーか、空のフォルダー）",
        "timeout" => "一つの処理（テンプレートへの差し込みなど）にかけてよい秒数（0で無制限）",
        "memory" => "使ってよいメモリーの量（単位はMiB、0で無制限）",
        "lang" => "メッセージの言語（en: 英語、ja: 日本語） [既定値: ロケールによる]",
        "report" => "報告書のフォルダー（`data/2019`など）",
        "output" => "文書の書き出し先 [既定値: `out/`の下の、報告書のフォルダーと同じ名前のフォルダー]",
        "edition" => {
            "文書の用途。archive: 保存用（PDF/A-3aとPDF/UA-1、元のデータを添付）、archive-2a: 保存用（PDF/A-2aとPDF/UA-1、添付なし）、print: 印刷用、all: archiveとprintの両方"
        }
        "only" => "この種類の文書だけを作る（briefing: 説明資料、summaries: 一枚紙、set: 一枚紙をまとめたもの）",
        "council" => "この協議会の一枚紙だけを作る（複数指定できる）",
        "timings" => "各段階にかかった時間を最後に表示する",
        "timings_file" => "各段階の実行時刻を、プロファイラー用の形式（Trace Event Format）でこのファイルに書き出す",
        "allow_drop" => "一枚紙が1ページに収まらないとき、`priority`に従って項目を省く",
        "png" => "各ページの画像（PNG、150dpi）も、書き出し先の`png/`に書き出す",
        "emit_typst" => "生成したTypstのソースも、書き出し先の`typst/`に書き出す",
        "templates" => "独自のテンプレートと部品のフォルダー（内蔵のものと同じ名前のファイルは、こちらを使う）",
        "font_path" => "内蔵のフォントに加えて使うフォントのフォルダー（複数指定できる）",
        "quiet" if matches!(verb, "check" | "trace") => "途中経過を表示しない",
        "quiet" if verb == "build" => "誤りだけを表示する",
        "quiet" => "誤りと注意だけを表示する",
        "format" => ANSWER_FORMAT,
        "strict" => "注意も誤りとして扱い、一つでもあれば終了コード1で終わる",
        "name" => "このスキーマだけを表示する（report、council）",
        "code" => "番号（`K0103`など） [既定値: すべての番号の一覧]",
        "all" => "すべての番号の説明をMarkdownで表示する",
        "text" => "探す文字列（空白は無視する）",
        "at" => "紙面の位置（`文書:ページ:x,y`。x,yはページの左上からの位置で、単位はポイント）",
        "pointer" => "データの場所（`councils/x.json#/results/metrics/0`など。その下の値もすべて含む）",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn without_help(command: &Command, above: &str, missing: &mut Vec<String>) {
        let own = name(above, command.get_name());
        if verb(own).is_none() {
            missing.push(own.to_owned());
        }
        let arguments = command.get_arguments().map(|argument| argument.get_id().as_str());
        missing.extend(
            arguments.filter(|id| !matches!(*id, "help" | "version") && text(own, id).is_none()).map(str::to_owned),
        );
        command.get_subcommands().for_each(|verb| without_help(verb, command.get_name(), missing));
    }

    #[test]
    fn every_verb_and_argument_has_help_in_japanese() {
        let mut missing = Vec::new();
        without_help(&super::super::CommandLine::command(), "", &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }
}

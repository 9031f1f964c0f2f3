//! The words of the help in Japanese.

use kakugi::diagnostic::Language;

use super::super::defaults::printers;

/// What a verb does.
pub(super) fn verb_text(name: &str) -> Option<&'static str> {
    Some(match name {
        "kakugi" => "協議会等の目的、成果、実績をまとめた説明資料と一枚紙のPDFを、JSONのデータから作成する",
        "build" => "報告書の説明資料と一枚紙を作成する",
        "archive check" => "PDFが用途ごとの規格に適合しているかを調べる",
        "diff" => "二つの報告書の違いを示す",
        "plan" => "複数のコンピューターで分担して文書を作るために、全体に共通する事柄を決める",
        "check" => "報告書の誤りと注意をすべて調べる（ファイルは書き出さない）",
        "trace" => "紙面の文字の元になったデータや、データが印刷される箇所を示す",
        "explain" => "`K0103`のような番号の意味と直し方を示す",
        "preflight" => "PDFファイルが印刷に適しているかを、製版前の印刷所と同じように点検する",
        "schema" => "エディターでの入力補助と検査に使うJSON Schemaを書き出す",
        "archive" => "発行した報告書を、後から変更されたら分かるように保存する",
        "add" => "報告書の文書を作成し、保存庫に追加する",
        "list" => "保存庫の報告書の一覧を表示する",
        "show" => "報告書の版、ファイル、操作の記録を表示する",
        "verify" => "保存した内容が1バイトも変わっていないことを確かめる",
        "extract" => "PDFに添付されたデータを取り出す",
        "rebuild" => "保存庫またはPDFのデータから文書を作り直す",
        "export" => "報告書を引渡し用の一式（BagIt）として書き出す",
        "register" => "意図して報告書を取り除いた後に、台帳を書き直す",
        _ => return None,
    })
}

/// What an argument is for.
pub(super) fn argument_text(verb: &str, id: &str) -> Option<String> {
    if id == "printer" {
        return Some(printers(Language::Japanese));
    }
    fixed_text(verb, id).map(str::to_owned)
}

fn fixed_text(verb: &str, id: &str) -> Option<&'static str> {
    Some(match id {
        "previous" if matches!(verb, "build" | "plan") => {
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
        "output_icc" => "印刷所のICCプロファイル",
        "colour" => "印刷用のPDFのインキ",
        "file" if matches!(verb, "preflight" | "archive check") => "PDFファイル（ほかのソフトで作ったものでもよい）",
        "edition" if verb == "archive check" => "適用する規格",
        "file" => "保存用のPDF",
        "output" if verb == "plan" => "計画の書き出し先のファイル",
        "output" if verb == "extract" => "データの書き出し先（新しいフォルダーか、空のフォルダー）",
        "output" if verb == "rebuild" => "文書の書き出し先（新しいフォルダーか、空のフォルダー）",
        "id" => "保存庫での報告書の名前",
        "reason" if verb == "register" => "台帳を書き直す理由",
        "reason" => "再発行の理由（第2版から必要）",
        "by" => "操作する人（`名前`または`名前 <メールアドレス>`）",
        "version" => "版の番号",
        "bytes_only" => "バイト列だけを比べ、規格の検査と文書の作り直しは行わない",
        "what" => "保存庫での報告書の名前、または保存用のPDF",
        "bagit" => "BagIt（RFC 8493）の書き出し先（新しいフォルダーか、空のフォルダー）",
        "timeout" => "一つの処理（テンプレートへの差し込みなど）にかけてよい秒数（0で無制限）",
        "memory" => "使ってよいメモリーの量（単位はMiB、0で無制限）",
        "lang" => "メッセージの言語",
        "report" => "報告書のフォルダー（`data/2019`など）",
        "output" => "文書の書き出し先",
        "edition" => "文書の用途",
        "only" => "この種類の文書だけを作る",
        "council" => "この協議会の一枚紙だけを作る（複数指定できる）",
        "document" => "`report.json`の`documents`にあるうち、この文書だけを作る（複数指定できる）",
        "shard" => "文書のうち、`2/5`のように指定した分担だけを、`--plan`のレイアウトで作る",
        "plan" => "一枚紙のレイアウトを、`kakugi plan`が書き出したこのファイルから取る",
        "timings" => "各段階にかかった時間を最後に表示する",
        "timings_file" => "各段階の実行時刻を、プロファイラー用の形式（Trace Event Format）でこのファイルに書き出す",
        "allow_drop" => "一枚紙が1ページに収まらないとき、`priority`に従って項目を省く",
        "keep_going" => "誤りのないものを作り、誤りのある協議会は載せない（文書には未完成であることを示す）",
        "png" => "各ページの画像（PNG、150dpi）も、書き出し先の`png/`に書き出す",
        "emit_typst" => "生成したTypstのソースも、書き出し先の`typst/`に書き出す",
        "templates" => "独自のテンプレートと部品のフォルダー（内蔵のものと同じ名前のファイルは、こちらを使う）",
        "font_path" if matches!(verb, "verify" | "rebuild") => {
            "文書を作ったときに使った独自のフォントのフォルダー（複数指定できる）"
        }
        "font_path" => "内蔵のフォントに加えて使うフォントのフォルダー（複数指定できる）",
        "quiet" if matches!(verb, "check" | "trace") => "途中経過を表示しない",
        "quiet" if verb == "build" => "誤りだけを表示する",
        "quiet" => "誤りと注意だけを表示する",
        "format" => "出力の形式",
        "strict" => "注意も誤りとして扱い、一つでもあれば終了コード1で終わる",
        "name" => "このスキーマだけを表示する",
        "code" => "番号（`K0103`など）",
        "all" => "すべての番号の説明をMarkdownで表示する",
        "text" => "探す文字列（空白は無視する）",
        "at" => "紙面の位置（`briefing:7:320,410`のように、文書、ページ、ページの左上からの位置。単位はポイント）",
        "pointer" => "データの場所（`councils/x.json#/results/metrics/0`など。その下の値もすべて含む）",
        _ => return None,
    })
}

/// What a value of an argument means.
pub(super) fn value_text(verb: &str, id: &str, value: &str) -> Option<&'static str> {
    Some(match (id, value) {
        ("lang", "en") => "英語",
        ("lang", "ja") => "日本語",
        ("edition", "archive") if verb == "archive check" => "PDF/A-3aとPDF/UA-1",
        ("edition", "archive-2a") if verb == "archive check" => "PDF/A-2aとPDF/UA-1",
        ("edition", "archive") => "保存用（PDF/A-3aとPDF/UA-1、元のデータを添付）",
        ("edition", "archive-2a") => "保存用（PDF/A-2aとPDF/UA-1、添付なし）",
        ("edition", "print") => "印刷用",
        ("edition", "all") => "`archive`と`print`の両方",
        ("colour", "process") => "4色",
        ("colour", "grey") => "墨1色",
        ("only", "briefing") => "説明資料",
        ("only", "summaries") => "一枚紙（協議会が100までなら、まとめたものも）",
        ("only", "set") => "一枚紙をまとめたもの",
        ("format", "text") => "人が読む文章",
        ("format", "json") => "ほかのプログラムに渡すJSON",
        ("format", "sarif") => "エディターやコード管理サービスに渡すSARIF 2.1.0",
        ("name", "report") => "`report.json`",
        ("name", "council") => "`councils/<id>.json`",
        _ => return None,
    })
}

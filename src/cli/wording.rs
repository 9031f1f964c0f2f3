//! The words of the command line itself, in each language.

use kakugi::diagnostic::Language;
use kakugi::diagnostic::Language::{English, Japanese};
use kakugi::japanese::{TextChange, grouped};

/// `1 page`, `2 pages`.
pub(super) fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// `12 kB`, `1.4 MB`, in powers of ten; in Japanese, units follow their number without a blank.
pub(super) fn size(bytes: usize, language: Language) -> String {
    let blank = if language == English { " " } else { "" };
    match bytes {
        0..1_000 => format!("{bytes}{blank}B"),
        1_000..1_000_000 => format!("{}{blank}kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{}{blank}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// What precedes the message of a wrong command line.
pub(super) fn error(message: &str, language: Language) -> String {
    match language {
        English => format!("error: {message}"),
        Japanese => format!("誤り: {message}"),
    }
}

pub(super) fn no_such_document(language: Language) -> &'static str {
    match language {
        English => {
            "the report given by `--report` has no document with the name of this file; give the file under the name that `kakugi build` gave it"
        }
        Japanese => {
            "`--report`の報告書に、このファイルと同じ名前の文書はありません。`kakugi build`が付けた名前のファイルを指定してください"
        }
    }
}

pub(super) fn bad_epoch(value: &str, language: Language) -> String {
    match language {
        English => format!("`SOURCE_DATE_EPOCH` is `{value}`, which is not a number of seconds since 1970"),
        Japanese => format!("環境変数`SOURCE_DATE_EPOCH`の値`{value}`は、1970年1月1日からの秒数ではありません"),
    }
}

pub(super) fn council_without_summaries(language: Language) -> &'static str {
    match language {
        English => "`--council` selects single summaries; with it, `--only` can only be `summaries`",
        Japanese => "`--council`は個々の一枚紙を選ぶものなので、一緒に使える`--only`は`--only summaries`だけです",
    }
}

/// Said before it begins, so that users know what they wait for.
pub(super) fn long_table(rows: usize, language: Language) -> String {
    let rows = grouped(rows.into());
    match language {
        English => format!("typesetting a table of {rows} rows, which takes a while (K0265)"),
        Japanese => format!("{rows}行の表を組版するため、時間がかかります（K0265）"),
    }
}

pub(super) fn typeset(name: &str, language: Language) -> String {
    match language {
        English => format!("typeset {name}"),
        Japanese => format!("組版が終わりました: {name}"),
    }
}

pub(super) fn written(path: &str, pages: usize, blank: usize, bytes: usize, language: Language) -> String {
    match language {
        English => {
            let blank = if blank > 0 { format!(" ({blank} of them blank, at the end)") } else { String::new() };
            format!("{path}  {}{blank}, {}", plural(pages, "page"), size(bytes, language))
        }
        Japanese => {
            let blank = if blank > 0 { format!("（うち末尾の白紙{blank}ページ）") } else { String::new() };
            format!("{path}  {pages}ページ{blank}、{}", size(bytes, language))
        }
    }
}

pub(super) fn pictures_written(folder: &str, language: Language) -> String {
    match language {
        English => format!("{folder}  pictures of the pages"),
        Japanese => format!("{folder}  各ページの画像"),
    }
}

pub(super) fn sources_written(folder: &str, language: Language) -> String {
    match language {
        English => format!("{folder}  generated sources"),
        Japanese => format!("{folder}  生成したTypstのソース"),
    }
}

/// The last line after diagnostics; `shown` is less than both together if some were left out.
pub(super) fn total(errors: usize, warnings: usize, shown: usize, language: Language) -> String {
    let cut = shown < errors + warnings;
    match language {
        English => {
            let counts: Vec<String> = [(errors, "error"), (warnings, "warning")]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| plural(count, word))
                .collect();
            let more = if cut { format!(", the first {shown} shown") } else { String::new() };
            format!("{}{more}", counts.join(", "))
        }
        Japanese => {
            let counts: Vec<String> = [(errors, "誤り"), (warnings, "注意")]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| format!("{word}{count}件"))
                .collect();
            let more = if cut { format!("（最初の{shown}件を表示）") } else { String::new() };
            format!("{}{more}", counts.join("、"))
        }
    }
}

pub(super) fn nothing_written(language: Language) -> &'static str {
    match language {
        English => "; nothing is written",
        Japanese => "。何も書き出していません",
    }
}

pub(super) fn nothing_found(documents: usize, language: Language) -> String {
    match language {
        English => format!("{} checked, no errors or warnings", plural(documents, "document")),
        Japanese => format!("{documents}件の文書を調べました。誤りも注意もありません"),
    }
}

/// What is said when a signal ends the run.
pub(super) fn interrupted(signal: &str, language: Language) -> String {
    match language {
        English => format!("interrupted ({signal}); every file is either unchanged or complete"),
        Japanese => format!("中断しました（{signal}）。どのファイルも、元のままか、完成しているかのどちらかです"),
    }
}

pub(super) fn how_to_explain(code: &str, language: Language) -> String {
    match language {
        English => format!("for details, run `kakugi explain {code}`"),
        Japanese => format!("詳しい説明は`kakugi explain {code}`で表示します"),
    }
}

pub(super) fn unknown_code(code: &str, nearest: Option<&str>, language: Language) -> String {
    match (language, nearest) {
        (English, Some(near)) => format!("there is no code `{code}`; did you mean `{near}`?"),
        (English, None) => format!("there is no code `{code}`; `kakugi explain` lists all codes"),
        (Japanese, Some(near)) => format!("`{code}`という番号はありません。`{near}`ではありませんか"),
        (Japanese, None) => format!("`{code}`という番号はありません。一覧は`kakugi explain`で表示します"),
    }
}

pub(super) fn text_not_printed(text: &str, language: Language) -> String {
    match language {
        English => format!("no document prints `{text}`"),
        Japanese => format!("`{text}`は、どの文書にも印刷されていません"),
    }
}

pub(super) fn nothing_at_point(document: &str, page: usize, language: Language) -> String {
    match language {
        English => format!("nothing is printed at this place on page {page} of `{document}`"),
        Japanese => format!("`{document}`の{page}ページのこの位置には、何も印刷されていません"),
    }
}

pub(super) fn datum_not_printed(file: &str, pointer: &str, language: Language) -> String {
    match language {
        English => format!("no document prints `{file}#{pointer}`"),
        Japanese => format!("`{file}#{pointer}`は、どの文書にも印刷されていません"),
    }
}

/// Where a text is printed; `at` is its top left corner in points.
pub(super) fn printed(text: &str, document: &str, page: usize, at: [f64; 2], language: Language) -> String {
    let [x, y] = at;
    match language {
        English => format!("{text}  {document}, page {page}, at {x:.0},{y:.0} pt"),
        Japanese => format!("{text}  {document}の{page}ページ目、{x:.0},{y:.0}ポイント"),
    }
}

pub(super) fn datum(place: &str, pointer: &str, computed: bool, language: Language) -> String {
    let word = match (language, computed) {
        (English, false) => "prints",
        (English, true) => "computed from",
        (Japanese, false) => "データ:",
        (Japanese, true) => "計算元:",
    };
    format!("  {word} {place} {pointer}")
}

/// What normalisation changed in a text, by which rule.
pub(super) fn changed(change: &TextChange, language: Language) -> String {
    let (rule, from, to) = (change.rule.name(), &change.from, &change.to);
    match language {
        English => format!("  changed by the rule `{rule}`: `{from}` to `{to}`"),
        Japanese => format!("  規則`{rule}`による変更: `{from}` → `{to}`"),
    }
}

pub(super) fn more_data(count: usize, language: Language) -> String {
    match language {
        English => format!("  and from {count} more"),
        Japanese => format!("  ほか{count}件"),
    }
}

pub(super) fn template_word(language: Language) -> &'static str {
    match language {
        English => "  fixed text of a template",
        Japanese => "  テンプレートに書かれた文字",
    }
}

pub(super) fn component_word(language: Language) -> &'static str {
    match language {
        English => "  added by a component, such as a page number",
        Japanese => "  部品が付けたもの（ページ番号など）",
    }
}

pub(super) fn by_template(place: &str, language: Language) -> String {
    match language {
        English => format!("  by {place}"),
        Japanese => format!("  テンプレート: {place}"),
    }
}

pub(super) fn how_to_write_schemas(language: Language) -> &'static str {
    match language {
        English => "print one:   kakugi schema council\nwrite both:  kakugi schema -o schemas",
        Japanese => "一つを表示する:   kakugi schema council\n両方を書き出す:   kakugi schema -o schemas",
    }
}

pub(super) fn unknown_document(name: &str, known: &[String], language: Language) -> String {
    match language {
        English => format!("there is no document `{name}`; there are {}", known.join(", ")),
        Japanese => format!("`{name}`という文書はありません。あるのは{}です", known.join("、")),
    }
}

pub(super) fn unknown_page(document: &str, page: usize, first: usize, last: usize, language: Language) -> String {
    let is_cover = first == 0;
    match language {
        English => {
            let cover = if is_cover { " (0 is the cover)" } else { "" };
            format!("`{document}` has no page {page}; its pages are {first} to {last}{cover}")
        }
        Japanese => {
            let cover = if is_cover { "。0は表紙です" } else { "" };
            format!("`{document}`に{page}ページはありません（あるのは{first}ページから{last}ページまで{cover}）")
        }
    }
}

pub(super) fn unknown_pointer(file: &str, pointer: &str, language: Language) -> String {
    match language {
        English => format!("the report has no datum at `{file}#{pointer}`"),
        Japanese => format!("報告書に`{file}#{pointer}`というデータはありません"),
    }
}

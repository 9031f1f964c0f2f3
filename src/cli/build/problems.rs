//! What can be wrong with what is asked for, and with what an earlier run left.

use kakugi::diagnostic::{Language, choice, problems};

problems! {
    /// Unknown council on the command line.
    K0503 error UnknownCouncilArgument { id: String, known: Vec<String> }
    en: "the report has no council `{id}`",
        hints { choice(id, known, Language::English) };
    ja: "この報告書に協議会`{id}`はありません",
        hints { choice(id, known, Language::Japanese) };

    /// Unknown further document on the command line.
    K0520 error UnknownDocumentArgument { id: String, known: Vec<String> }
    en: "the report lists no document `{id}` in `documents`",
        hints { if known.is_empty() { Vec::new() } else { choice(id, known, Language::English) } };
    ja: "この報告書の`documents`に文書`{id}`はありません",
        hints { if known.is_empty() { Vec::new() } else { choice(id, known, Language::Japanese) } };

    /// Documents without everything.
    K0519 error NotComplete { councils: Vec<String>, documents: Vec<String> }
    en: {
            match (councils.is_empty(), documents.is_empty()) {
                (false, true) => format!("not complete: councils with errors are left out ({})", councils.join(", ")),
                (true, false) => format!("not complete: documents with errors are missing ({})", documents.join(", ")),
                _ => format!(
                    "not complete: councils with errors are left out ({}), and documents are missing ({})",
                    councils.join(", "),
                    documents.join(", "),
                ),
            }
        },
        hint "do not pass the documents on; fix the errors and build again";
    ja: {
            let councils =
                (!councils.is_empty()).then(|| format!("誤りのある協議会（{}）は載せていません", councils.join("、")));
            let documents =
                (!documents.is_empty()).then(|| format!("誤りのある文書（{}）は作っていません", documents.join("、")));
            format!("未完成です。{}", [councils, documents].into_iter().flatten().collect::<Vec<String>>().join("。"))
        },
        hint "このまま配らず、誤りを直して作り直してください";

    /// Summary left from an earlier run.
    K0507 warning LeftBehind { path: String }
    en: "`{path}` is left over from an earlier run and belongs to no council",
        hint "delete it, so that nobody sends it by mistake";
    ja: "`{path}`は以前の実行で作られたもので、どの協議会のものでもありません",
        hint "誤って送られないように、削除してください";
}

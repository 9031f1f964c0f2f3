//! What can be wrong with what is asked for, and with what an earlier run left.

use kakugi::diagnostic::{Language, choice, problems};

problems! {
    /// Unknown council on the command line.
    K0503 error UnknownCouncilArgument { id: String, known: Vec<String> }
    en: "the report has no council `{id}`",
        hints { choice(id, known, Language::English) };
    ja: "この報告書に協議会`{id}`はありません",
        hints { choice(id, known, Language::Japanese) };

    /// Summary left from an earlier run.
    K0507 warning LeftBehind { path: String }
    en: "`{path}` is left over from an earlier run and belongs to no council",
        hint "delete it, so that nobody sends it by mistake";
    ja: "`{path}`は以前の実行で作られたもので、どの協議会のものでもありません",
        hint "誤って送られないように、削除してください";
}

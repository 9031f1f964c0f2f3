//! What holds where an argument is not given, for the code and for the help in both languages.

use kakugi::diagnostic::Language;
use kakugi::diagnostic::Language::{English, Japanese};
use kakugi::printer::PrintingHouse;

/// Folder of the store.
pub(super) const STORE: &str = "archive";
/// Folder in which each report has one for its documents.
pub(super) const OUTPUT: &str = "out";
/// Printer's profile.
pub(super) const PRINTER: &str = "offset-coated";
/// The output condition whose ICC profile is bundled.
pub(super) const CONDITION: &str = "FOGRA39";
/// The environment variable that names who does something to the store.
pub(super) const ACTOR_VARIABLE: &str = "KAKUGI_BY";

/// What holds without an argument whose default is not a value that could be typed.
pub(super) fn described_default(verb: &str, id: &str, language: Language) -> Option<String> {
    let (english, japanese) = match (verb, id) {
        (_, "lang") => ("that of the locale".to_owned(), "OSの言語の設定".to_owned()),
        ("build", "output") => (
            format!("`{OUTPUT}/` and the name of the report's folder"),
            format!("`{OUTPUT}/`の下の、報告書のフォルダーと同じ名前のフォルダー"),
        ),
        (_, "output_icc") => {
            (format!("{CONDITION}, offset on coated paper"), format!("{CONDITION}（コート紙のオフセット印刷）"))
        }
        ("add", "id") => ("the name of the report's folder".to_owned(), "報告書のフォルダーの名前".to_owned()),
        ("verify", "id") => ("all reports".to_owned(), "すべての報告書".to_owned()),
        ("show" | "export" | "rebuild", "version") => ("the newest".to_owned(), "最新の版".to_owned()),
        (_, "by") => (
            format!("the environment variable `{ACTOR_VARIABLE}`, or else the login name"),
            format!("環境変数`{ACTOR_VARIABLE}`、なければログイン名"),
        ),
        ("explain", "code") => ("a list of all codes".to_owned(), "すべての番号の一覧".to_owned()),
        _ => return None,
    };
    Some(match language {
        English => english,
        Japanese => japanese,
    })
}

/// What can be given as a printer's profile.
pub(super) fn printers(language: Language) -> String {
    let names = PrintingHouse::names();
    match language {
        English => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("Printer's profile: {}, or a TOML file", names.join(", "))
        }
        Japanese => format!("印刷所の設定（{}、またはTOMLファイル）", names.join("、")),
    }
}

//! How files of a store can differ from what was put into it.

use kakugi_diagnostic::{Language, problems};

use crate::RESTORE;

problems! {
    /// Altered file.
    K0708 error AlteredFile { path: String }
    en: "`{path}` has changed since it was stored",
        hint { RESTORE.text(Language::English) };
    ja: "`{path}`の内容が、保存したときから変わっています",
        hint { RESTORE.text(Language::Japanese) };

    /// Missing file.
    K0709 error MissingFile { path: String }
    en: "`{path}` is missing",
        hint { RESTORE.text(Language::English) };
    ja: "`{path}`がありません",
        hint { RESTORE.text(Language::Japanese) };

    /// Stray file.
    K0710 error StrayFile { path: String }
    en: "`{path}` does not belong to the store",
        hint "find out who put it there, and move it out of the store";
    ja: "`{path}`は保存庫のものではありません",
        hint "誰が置いたかを確かめ、保存庫の外に移してください";
}

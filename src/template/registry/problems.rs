//! What can be wrong with templates that are filled.

use crate::diagnostic::{Language, Reason, problems};

problems! {
    /// Templates that include each other.
    K0303 error TemplateCycle { path: String }
    en: "these templates include each other: `{path}`",
        hint "for nested data, use `{{{{render items}}}}`";
    ja: "テンプレートが互いを取り込んでいます: `{path}`",
        hint "入れ子のデータには`{{{{render items}}}}`を使ってください";

    /// Missing template.
    K0304 error TemplateMissing { name: String }
    en: "there is no template `{name}`";
    ja: "テンプレート`{name}`がありません";

    /// Template that cannot be filled.
    K0305 error TemplateRender { reason: Reason }
    en: { format!("this template cannot be filled: {}", reason.text(Language::English)) };
    ja: { format!("このテンプレートにデータを差し込めません: {}", reason.text(Language::Japanese)) };
}

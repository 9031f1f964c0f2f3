//! What can be wrong with the tags of a template.

use crate::diagnostic::{Language, Reason, problems};

problems! {
    /// Template that cannot be parsed.
    K0301 error TemplateSyntax { reason: Reason }
    en: { format!("this template cannot be parsed: {}", reason.text(Language::English)) };
    ja: { format!("テンプレートの書き方が正しくありません: {}", reason.text(Language::Japanese)) };

    /// Template that prints data as markup.
    K0302 error TemplateTripleStash
    en: "this template prints data as markup with `{{{{{{` or `{{{{&`, or defines partials with `{{{{#*`",
        hint "use `{{{{text x}}}}` or another helper instead";
    ja: "このテンプレートは`{{{{{{`か`{{{{&`でデータをマークアップとして出力するか、`{{{{#*`で部分テンプレートを定義\
        しています",
        hint "`{{{{text x}}}}`などのヘルパーを使ってください";

    /// Template nested too deeply.
    K0307 error TemplateTooDeep { limit: usize }
    en: "blocks or expressions are nested more than {limit} deep in this template",
        hint "move the inner blocks to a partial";
    ja: "このテンプレートのブロックか式の入れ子が{limit}段を超えています",
        hint "内側のブロックを部分テンプレートに移してください";
}

//! What can be wrong with values of JSON, whatever record they belong to.

use crate::diagnostic::{Language, Reason, Words, problems};
use crate::japanese::count;

problems! {
    /// Duplicate key.
    K0102 error DuplicateKey { key: String }
    en: "this object has the key `{key}` twice",
        hint "keep one of the two; in JSON, the other would be dropped silently";
    ja: "同じオブジェクトにキー`{key}`が二つあります",
        hint "どちらか一方だけを残してください。このままでは、JSONでは一方が何の表示もなく失われます";

    /// Empty list.
    K0114 error EmptyList
    en: "this list is empty",
        hint "add an entry, or remove the key if it is optional";
    ja: "リストが空です",
        hint "項目を加えるか、省略できるキーなら、キーごと削除してください";

    /// Nested too deep.
    K0115 error TooDeep { limit: usize }
    en: "lists and sections are nested more than {limit} deep",
        hint "move the innermost entries one level up";
    ja: "箇条書きや節の入れ子が{limit}段を超えています",
        hint "いちばん内側の項目を1段浅くしてください";

    /// More than can be set.
    K0117 error OverLimit { what: fn(&str) -> Reason, remedy: Words, limit: usize }
    en: { what(&count(*limit)).text(Language::English) },
        hint { remedy.text(Language::English) };
    ja: { what(&count(*limit)).text(Language::Japanese) },
        hint { remedy.text(Language::Japanese) };
}

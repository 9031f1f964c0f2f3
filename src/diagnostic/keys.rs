//! What can be wrong with keys and their values, in JSON and in TOML alike.

use kakugi_diagnostic::{Language, Words, choice, problems};

use super::Term;
use crate::japanese::{TypedNumber, typed_number};

impl WrongType {
    /// A value of the wrong type, given as it was typed if it is a text or a number.
    pub fn of(expected: Words, found: Words, typed: &str) -> Self {
        let instead = match (expected, found) {
            (Term::NumberWithoutQuotes, Term::AText) => typed_number(typed),
            (Term::BooleanWithoutQuotes, Term::AText | Term::ANumber) => {
                let typed = typed.trim().to_lowercase();
                let yes = ["true", "yes", "on", "1", "はい", "あり", "有", "○", "可"].contains(&typed.as_str());
                let no = ["false", "no", "off", "0", "いいえ", "なし", "無", "×", "否"].contains(&typed.as_str());
                (yes || no).then(|| TypedNumber { digits: yes.to_string(), unit: String::new() })
            }
            (Term::TextInQuotes | Term::IdInQuotes | Term::DateInQuotes, Term::ANumber) => {
                Some(TypedNumber { digits: format!("\"{typed}\""), unit: String::new() })
            }
            _ => None,
        };
        Self { expected, found, instead }
    }
}

problems! {
    /// Unknown key.
    K0103 error UnknownKey { key: String, owner: Words, accepted: Vec<&'static str> }
    en: { format!("{} has no key `{key}`", owner.text(Language::English)) },
        hints { choice(key, accepted, Language::English) };
    ja: { format!("{}に`{key}`というキーはありません", owner.text(Language::Japanese)) },
        hints { choice(key, accepted, Language::Japanese) };

    /// Missing key.
    K0104 error MissingKey { key: &'static str, owner: Words }
    en: { format!("{} lacks the key `{key}`", owner.text(Language::English)) },
        hints {
            match *key {
                "unit" => vec!["add the unit of the number, such as `\"unit\": \"件\"`".to_owned()],
                _ => vec![format!("add `\"{key}\": …` here")],
            }
        };
    ja: { format!("{}にキー`{key}`がありません", owner.text(Language::Japanese)) },
        hints {
            match *key {
                "unit" => vec!["`\"unit\": \"件\"`のように、数値の単位を加えてください".to_owned()],
                _ => vec![format!("ここに`\"{key}\": …`を加えてください")],
            }
        };

    /// Value of the wrong type.
    K0105 error WrongType { expected: Words, found: Words, instead: Option<TypedNumber> }
    en: { format!("expected {}, found {}", expected.text(Language::English), found.text(Language::English)) },
        hints {
            match (instead, *expected, *found) {
                (Some(TypedNumber { digits, unit }), _, _) if unit.is_empty() => vec![format!("write `{digits}`")],
                (Some(TypedNumber { digits, unit }), _, _) => {
                    vec![format!("write `{digits}` without the unit `{unit}`")]
                }
                (_, Term::NumberWithoutQuotes, Term::AText) => {
                    vec!["write digits without quotes or separators, such as `1376`".to_owned()]
                }
                (_, Term::NumberWithoutQuotes, Term::ABoolean | Term::AnArray | Term::AnObject) => {
                    vec!["write digits, such as `1376`".to_owned()]
                }
                (_, Term::BooleanWithoutQuotes, _) => vec!["write `true` or `false`".to_owned()],
                (_, Term::AnArray, _) => vec!["put it in brackets: `[\"…\"]`".to_owned()],
                (_, _, Term::ANull) => vec!["if the key is optional, remove it".to_owned()],
                (_, _, _) => Vec::new(),
            }
        };
    ja: { format!("{}を書くところに{}があります", expected.text(Language::Japanese), found.text(Language::Japanese)) },
        hints {
            match (instead, *expected, *found) {
                (Some(TypedNumber { digits, unit }), _, _) if unit.is_empty() => {
                    vec![format!("`{digits}`と書いてください")]
                }
                (Some(TypedNumber { digits, unit }), _, _) => {
                    vec![format!("単位の`{unit}`を付けずに、`{digits}`と書いてください")]
                }
                (_, Term::NumberWithoutQuotes, Term::AText) => {
                    vec!["引用符も桁区切りも付けずに、`1376`のように数字を書いてください".to_owned()]
                }
                (_, Term::NumberWithoutQuotes, Term::ABoolean | Term::AnArray | Term::AnObject) => {
                    vec!["`1376`のように数字を書いてください".to_owned()]
                }
                (_, Term::BooleanWithoutQuotes, _) => vec!["`true`か`false`と書いてください".to_owned()],
                (_, Term::AnArray, _) => vec!["`[\"…\"]`のように角括弧で囲んでください".to_owned()],
                (_, _, Term::ANull) => vec!["省略できるキーなら、キーごと削除してください".to_owned()],
                (_, _, _) => Vec::new(),
            }
        };

    /// Word that is not accepted here.
    K0106 error UnknownChoice { value: String, accepted: Vec<&'static str>, what: Words }
    en: { format!("`{value}` is not a valid {}", what.text(Language::English)) },
        hints { choice(value, accepted, Language::English) };
    ja: { format!("`{value}`は{}として正しくありません", what.text(Language::Japanese)) },
        hints { choice(value, accepted, Language::Japanese) };
}

//! Why an operation cannot be carried out.

use crate::diagnostic::{Language, Reason, Term, Words, problems, reason};
use crate::sheet::FieldRefusal;

/// Why an operation cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The pointer leads to nothing.
    NothingThere,
    /// An object has the key that is to be added.
    KeyThere,
    /// What is to be moved is not in a list.
    NotInList,
    /// The operation is for files of another kind.
    OtherKindOfFile,
    /// The file is not UTF-8 text.
    NotUtf8,
    /// The character set of the file lacks this character.
    NotInCharacterSet(char),
}

impl Refusal {
    fn text(self, language: Language) -> String {
        let reason: Reason = match self {
            Self::NothingThere => Words::new("there is no value at this place", "この箇所に値がありません").into(),
            Self::KeyThere => Words::new("the key already exists", "そのキーはすでにあります").into(),
            Self::NotInList => Words::new("it is not an entry of a list", "リストの項目ではありません").into(),
            Self::OtherKindOfFile => Words::new(
                "this operation is not possible for a file of this kind",
                "この種類のファイルには使えない操作です",
            )
            .into(),
            Self::NotUtf8 => Term::NotUtf8.into(),
            Self::NotInCharacterSet(character) => reason!(
                "the character set of the file does not have `{character}`",
                "ファイルの文字コードに`{character}`がありません",
            ),
        };
        reason.text(language)
    }
}

impl From<FieldRefusal> for Refusal {
    fn from(refusal: FieldRefusal) -> Self {
        match refusal {
            FieldRefusal::NotRead => Self::OtherKindOfFile,
            FieldRefusal::NoField => Self::NothingThere,
            FieldRefusal::NotInCharacterSet(character) => Self::NotInCharacterSet(character),
        }
    }
}

problems! {
    /// Edit that does not fit.
    K0518 error EditUnfit { path: String, pointer: String, refusal: Refusal }
    en: { format!("`{pointer}` of `{path}` cannot be edited: {}", refusal.text(Language::English)) },
        hint {
            match refusal {
                Refusal::NotInCharacterSet(_) => "write another character, or save the file as UTF-8",
                _ => "load the report again to see its present content",
            }
        };
    ja: { format!("`{path}`の`{pointer}`を編集できません: {}", refusal.text(Language::Japanese)) },
        hint {
            match refusal {
                Refusal::NotInCharacterSet(_) => "別の文字を使うか、ファイルをUTF-8で保存し直してください",
                _ => "報告書を読み込み直し、今の内容を確かめてください",
            }
        };
}

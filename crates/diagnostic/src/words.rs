//! Words within messages that are not names from the data.

use std::io::ErrorKind;

use crate::Language;

/// A word or phrase in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    english: &'static str,
    japanese: &'static str,
}

impl Words {
    /// A phrase in English and in Japanese.
    pub const fn new(english: &'static str, japanese: &'static str) -> Self {
        Self { english, japanese }
    }

    /// The words in a language.
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Japanese => self.japanese,
        }
    }

    /// The words without an article.
    pub fn bare(self, language: Language) -> &'static str {
        let text = self.text(language);
        ["a ", "an ", "the "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
    }
}

/// Why something could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// In words of ours.
    Known(Words),
    /// In words of ours that name something; [`reason!`](crate::reason) and [`reasons!`](crate::reasons) make them.
    Told {
        /// The reason in English.
        english: String,
        /// The reason in Japanese.
        japanese: String,
    },
    /// What the operating system says.
    System(ErrorKind, String),
    /// What another library says, in its own words.
    Foreign(String),
}

/// A [`Reason`] by a format string in English and one in Japanese.
///
/// ```
/// use kakugi_diagnostic::{Language, reason};
///
/// let limit = 64;
/// let reason = reason!("it is larger than {limit} MB", "{limit}MBを超えています");
/// assert_eq!(reason.text(Language::Japanese), "64MBを超えています");
/// ```
#[macro_export]
macro_rules! reason {
    ($english:literal, $japanese:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $( let $name = $value; )*
        $crate::Reason::Told { english: format!($english), japanese: format!($japanese) }
    }};
}

/// Declares functions that make a [`Reason`] of what it is about: for each its arguments, and a format string in English and
/// one in Japanese.
///
/// ```
/// use kakugi_diagnostic::{Language, reasons};
///
/// reasons! {
///     page_blank(page: usize)
///     en: "its page {page} is blank";
///     ja: "{page}ページには何も描かれていません";
/// }
///
/// assert_eq!(page_blank(3).text(Language::English), "its page 3 is blank");
/// ```
#[macro_export]
macro_rules! reasons {
    ($(
        $(#[$attribute:meta])*
        $visibility:vis $name:ident($( $argument:ident: $type:ty ),+ $(,)?)
        en: $english:literal;
        ja: $japanese:literal;
    )*) => { $(
        $(#[$attribute])*
        $visibility fn $name($( $argument: $type ),+) -> $crate::Reason {
            $crate::Reason::Told { english: format!($english), japanese: format!($japanese) }
        }
    )* };
}

impl Reason {
    /// The reason in a language, as far as its words are ours.
    pub fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Known(words), _) => words.text(language).to_owned(),
            (Self::Told { english, .. }, Language::English) => english.clone(),
            (Self::Told { japanese, .. }, Language::Japanese) => japanese.clone(),
            (Self::System(_, text), Language::English) | (Self::Foreign(text), _) => text.clone(),
            (Self::System(kind, text), Language::Japanese) => {
                in_japanese(*kind).map_or_else(|| text.clone(), str::to_owned)
            }
        }
    }

    /// What kind of error the operating system found.
    pub fn kind(&self) -> Option<ErrorKind> {
        if let Self::System(kind, _) = self { Some(*kind) } else { None }
    }
}

impl From<Words> for Reason {
    fn from(words: Words) -> Self {
        Self::Known(words)
    }
}

impl From<&std::io::Error> for Reason {
    fn from(e: &std::io::Error) -> Self {
        Self::System(e.kind(), e.to_string())
    }
}

impl From<std::io::Error> for Reason {
    fn from(e: std::io::Error) -> Self {
        Self::from(&e)
    }
}

impl From<String> for Reason {
    fn from(text: String) -> Self {
        Self::Foreign(text)
    }
}

/// What the operating system's errors are called.
fn in_japanese(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "見つかりません",
        ErrorKind::PermissionDenied => "権限がありません",
        ErrorKind::IsADirectory => "同じ名前のフォルダーがあります",
        ErrorKind::NotADirectory => "フォルダーではありません",
        ErrorKind::AlreadyExists => "同じ名前のファイルがあります",
        ErrorKind::StorageFull => "ディスクの空き容量がありません",
        ErrorKind::QuotaExceeded => "割り当てられた容量を超えました",
        ErrorKind::FileTooLarge => "ファイルの大きさの制限を超えました",
        ErrorKind::ResourceBusy => "使用中です",
        ErrorKind::ReadOnlyFilesystem => "書き込みが禁止されています",
        ErrorKind::InvalidData => "データの形式が正しくありません",
        ErrorKind::InvalidFilename => "使えない名前です",
        _ => return None,
    })
}

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
            (Self::System(kind, text), _) => {
                system_words(*kind).map_or_else(|| text.clone(), |words| words.text(language).to_owned())
            }
            (Self::Foreign(text), _) => text.clone(),
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

/// What errors of the operating system are called, whose own words name numbers and are in English only.
fn system_words(kind: ErrorKind) -> Option<Words> {
    Some(match kind {
        ErrorKind::NotFound => Words::new("it does not exist", "見つかりません"),
        ErrorKind::PermissionDenied => Words::new("you have no permission", "権限がありません"),
        ErrorKind::IsADirectory => Words::new("a folder has this name", "同じ名前のフォルダーがあります"),
        ErrorKind::NotADirectory => Words::new("it is not a folder", "フォルダーではありません"),
        ErrorKind::AlreadyExists => Words::new("a file has this name", "同じ名前のファイルがあります"),
        ErrorKind::StorageFull => Words::new("the disk is full", "ディスクの空き容量がありません"),
        ErrorKind::QuotaExceeded => Words::new("your disk quota is exceeded", "割り当てられた容量を超えました"),
        ErrorKind::FileTooLarge => {
            Words::new("the limit on the size of files is exceeded", "ファイルの大きさの制限を超えました")
        }
        ErrorKind::ResourceBusy => Words::new("it is in use", "使用中です"),
        ErrorKind::ReadOnlyFilesystem => Words::new("the disk is write-protected", "書き込みが禁止されています"),
        ErrorKind::InvalidData => Words::new("its data have the wrong form", "データの形式が正しくありません"),
        ErrorKind::InvalidFilename => Words::new("this name cannot be used", "使えない名前です"),
        _ => return None,
    })
}

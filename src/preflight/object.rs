//! What a finding is about: an object on the page, or something that the file has a name for.

use crate::diagnostic::Language::{self, English, Japanese};

/// What a finding is about, as an object on the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageObject {
    /// A text, its font and its size in points.
    Text {
        /// The letters, as far as the file tells them.
        text: String,
        /// The name of the font.
        font: String,
        /// The size in points.
        size: String,
    },
    /// A line along a path, with its width in points.
    Line {
        /// The width in points.
        width: String,
    },
    /// A filled path.
    Area,
    /// A picture of so many pixels.
    Picture {
        /// Pixels from left to right.
        width: i64,
        /// Pixels from top to bottom.
        height: i64,
    },
    /// A gradient.
    Shading,
    /// A form or group.
    Form,
    /// Something that the file itself has a name for.
    Named {
        /// What it is.
        kind: NamedKind,
        /// The name.
        name: String,
    },
}

/// What a file has a name for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum NamedKind {
    Form,
    Pattern,
    Letter,
    Font,
    Metadata,
}

impl PageObject {
    /// A number for each kind of object.
    pub(super) fn kind(&self) -> usize {
        match self {
            Self::Text { .. } => 0,
            Self::Line { .. } => 1,
            Self::Area => 2,
            Self::Picture { .. } => 3,
            Self::Shading => 4,
            Self::Form => 5,
            Self::Named { .. } => 6,
        }
    }

    /// The object in words.
    pub fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Text { text, font, size }, English) => format!("text “{text}” ({font}, {size} pt)"),
            (Self::Text { text, font, size }, Japanese) => format!("文字「{text}」（{font}、{size}ポイント）"),
            (Self::Line { width }, English) => format!("line of {width} pt"),
            (Self::Line { width }, Japanese) => format!("{width}ポイントの線"),
            (Self::Area, English) => "filled area".to_owned(),
            (Self::Area, Japanese) => "塗り".to_owned(),
            (Self::Picture { width, height }, English) => format!("picture of {width} × {height} pixels"),
            (Self::Picture { width, height }, Japanese) => format!("{width}×{height}画素の画像"),
            (Self::Shading, English) => "gradient".to_owned(),
            (Self::Shading, Japanese) => "グラデーション".to_owned(),
            (Self::Form, English) => "group".to_owned(),
            (Self::Form, Japanese) => "グループ".to_owned(),
            (Self::Named { kind, name }, English) => format!("{} `{name}`", kind.word(English)),
            (Self::Named { kind, name }, Japanese) => format!("{}`{name}`", kind.word(Japanese)),
        }
    }
}

impl NamedKind {
    fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Form, English) => "form",
            (Self::Form, Japanese) => "フォーム",
            (Self::Pattern, English) => "pattern",
            (Self::Pattern, Japanese) => "パターン",
            (Self::Letter, English) => "Type 3 font",
            (Self::Letter, Japanese) => "Type 3フォント",
            (Self::Font, English) => "font",
            (Self::Font, Japanese) => "フォント",
            (Self::Metadata, English) => "metadata",
            (Self::Metadata, Japanese) => "メタデータ",
        }
    }
}

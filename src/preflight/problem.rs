//! What can be wrong with a file for the printing house.

use super::wording::{en, ja};
use crate::diagnostic::{Language, Severity};

/// A finding of preflight (入稿前の点検).
///
/// Codes are stable: K090x and K091x the file, K092x pages, K093x type, K094x colour, K095x overprint and
/// lines, K096x pictures, K097x transparency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant's fields are what its message is about")]
pub enum PreflightProblem {
    Damaged { what: Damage },
    Encrypted,
    Version { found: String },
    Identification { found: Option<String> },
    Trapped,
    OutputIntents { found: usize },
    NoOutputProfile,
    OutputProfileKind { found: String },
    OutputCondition { found: String, wanted: String },
    Annotation { kind: String },
    Form,
    Action { kind: String },
    EmbeddedFile,
    Layers,
    CutShort { what: Limit },
    Unsaid { what: Statement },
    Compression { filter: String },
    NoTrimBox,
    NoBleedBox,
    BoxOutside { inner: &'static str, outer: &'static str },
    Bleed { side: Side, found: String, wanted: String },
    PageSize { found: String, first: String },
    Turned,
    PageCount { found: usize, multiple: usize },
    BlankPage,
    ShortOfBleed { side: Side, found: String, wanted: String },
    FontNotEmbedded { font: String },
    SmallType { found: String, wanted: String },
    SafeArea { found: String, wanted: String },
    ForeignColour { space: String },
    ForeignSpot { name: String, space: String },
    NotGrey,
    FourPlateBlack,
    RichBlackType { found: String, wanted: String },
    Registration,
    ObjectInk { found: String, wanted: String },
    PageInk { found: String, wanted: String, area: String },
    WhiteOverprint,
    KnockOut,
    Overprints,
    ThinLine { found: String, wanted: String },
    Hairline,
    ThinFill { found: String, wanted: String },
    Resolution { found: String, wanted: String },
    BitmapResolution { found: String, wanted: String },
    PictureUnreadable,
    BlendSpace { space: String },
    Transfer,
    PostScript,
    External { key: &'static str },
}

/// What is damaged in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// The table that says where objects are.
    References,
    /// The tree of pages.
    PageTree,
    /// The content of a page cannot be read.
    Content,
    /// Saved and restored states do not match.
    States,
    /// A picture, font or other resource that is not there.
    Resource,
}

/// What a file for print says of itself, in its trailer and its metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statement {
    /// The two identifiers of the file.
    Identifier,
    /// When it was made and changed.
    Dates,
    /// Its title.
    Title,
}

/// Why a check was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// There is too much in it.
    Work,
    /// Forms are nested too deep, or contain themselves.
    Depth,
}

/// A side of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

/// What a finding is about, as an object on the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
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
        part: Part,
        /// The name.
        name: String,
    },
}

/// What a file has a name for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Part {
    Form,
    Pattern,
    Letter,
    Font,
    Metadata,
}

impl PreflightProblem {
    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::CutShort { .. }
            | Self::Turned
            | Self::PageSize { .. }
            | Self::BlankPage
            | Self::ShortOfBleed { .. }
            | Self::Overprints
            | Self::ForeignSpot { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The stable code of this kind of problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damaged { .. } => "K0901",
            Self::Encrypted => "K0902",
            Self::Version { .. } => "K0903",
            Self::Identification { .. } => "K0904",
            Self::Trapped => "K0905",
            Self::OutputIntents { .. } => "K0906",
            Self::NoOutputProfile => "K0907",
            Self::OutputProfileKind { .. } => "K0908",
            Self::OutputCondition { .. } => "K0909",
            Self::Annotation { .. } => "K0910",
            Self::Form => "K0911",
            Self::Action { .. } => "K0912",
            Self::EmbeddedFile => "K0913",
            Self::Layers => "K0914",
            Self::CutShort { .. } => "K0915",
            Self::Unsaid { .. } => "K0916",
            Self::Compression { .. } => "K0917",
            Self::NoTrimBox => "K0920",
            Self::NoBleedBox => "K0921",
            Self::BoxOutside { .. } => "K0922",
            Self::Bleed { .. } => "K0923",
            Self::PageSize { .. } => "K0924",
            Self::Turned => "K0925",
            Self::PageCount { .. } => "K0926",
            Self::BlankPage => "K0927",
            Self::ShortOfBleed { .. } => "K0928",
            Self::FontNotEmbedded { .. } => "K0930",
            Self::SmallType { .. } => "K0931",
            Self::SafeArea { .. } => "K0932",
            Self::ForeignColour { .. } => "K0940",
            Self::ForeignSpot { .. } => "K0941",
            Self::NotGrey => "K0942",
            Self::FourPlateBlack => "K0943",
            Self::RichBlackType { .. } => "K0944",
            Self::Registration => "K0945",
            Self::ObjectInk { .. } => "K0946",
            Self::PageInk { .. } => "K0947",
            Self::WhiteOverprint => "K0950",
            Self::KnockOut => "K0951",
            Self::Overprints => "K0952",
            Self::ThinLine { .. } => "K0953",
            Self::Hairline => "K0954",
            Self::ThinFill { .. } => "K0955",
            Self::Resolution { .. } => "K0960",
            Self::BitmapResolution { .. } => "K0961",
            Self::PictureUnreadable => "K0962",
            Self::BlendSpace { .. } => "K0970",
            Self::Transfer => "K0971",
            Self::PostScript => "K0972",
            Self::External { .. } => "K0973",
        }
    }

    /// The key of the printer's profile that asks for it.
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Damaged { .. } | Self::CutShort { .. } | Self::PictureUnreadable => return None,
            Self::OutputCondition { .. } => "condition",
            Self::NoBleedBox | Self::Bleed { .. } | Self::ShortOfBleed { .. } => "bleed",
            Self::PageCount { .. } | Self::BlankPage => "page_multiple",
            Self::SmallType { .. } => "minimal_type",
            Self::SafeArea { .. } => "safe_area",
            Self::ForeignColour { .. } | Self::ForeignSpot { .. } | Self::NotGrey | Self::BlendSpace { .. } => {
                "colours"
            }
            Self::FourPlateBlack | Self::RichBlackType { .. } => "rich_black_type",
            Self::Registration => "colours",
            Self::ObjectInk { .. } | Self::PageInk { .. } => "ink_limit",
            Self::WhiteOverprint | Self::KnockOut | Self::Overprints => "overprint",
            Self::ThinLine { .. } | Self::Hairline | Self::ThinFill { .. } => "minimal_line",
            Self::Resolution { .. } => "resolution",
            Self::BitmapResolution { .. } => "bitmap_resolution",
            Self::PageSize { .. } | Self::Turned | Self::FontNotEmbedded { .. } | Self::Encrypted => return None,
            _ => "standard",
        })
    }
}

impl kakugi_diagnostic::Problem for PreflightProblem {
    fn code(&self) -> &'static str {
        Self::code(self)
    }

    fn severity(&self) -> Severity {
        Self::severity(self)
    }

    fn message(&self, language: Language) -> String {
        match language {
            Language::English => en::message(self),
            Language::Japanese => ja::message(self),
        }
    }

    fn hints(&self, language: Language) -> Vec<String> {
        match language {
            Language::English => en::hints(self),
            Language::Japanese => ja::hints(self),
        }
    }
}

impl Thing {
    /// A number for each kind of object.
    pub(crate) fn kind(&self) -> usize {
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
        match language {
            Language::English => en::thing(self),
            Language::Japanese => ja::thing(self),
        }
    }
}

//! For whom a file is made.

use kakugi_pdf::conformance::ArchivalLevel;
use typst_pdf::{PdfStandard, PdfStandards};

use crate::internal::{ExpectInternal, InternalError};

/// An edition of the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// For screen, mail and records: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once, with everything that the
    /// document was made from attached.
    #[default]
    Archive,
    /// The same without attachments, for archives that take PDF/A-2a (ISO 19005-2) only.
    Archive2a,
}

impl Edition {
    /// The name by which users ask for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Archive2a => "archive-2a",
        }
    }

    /// Whether its files carry what they were made from.
    pub fn attaches(self) -> bool {
        self == Self::Archive
    }

    /// The level of PDF/A that its files keep.
    pub fn archival_level(self) -> ArchivalLevel {
        match self {
            Self::Archive => ArchivalLevel::A3a,
            Self::Archive2a => ArchivalLevel::A2a,
        }
    }

    /// The standards that its files keep, which go together, as every build shows.
    pub(super) fn standards(self) -> Result<PdfStandards, InternalError> {
        let level = match self {
            Self::Archive => PdfStandard::A_3a,
            Self::Archive2a => PdfStandard::A_2a,
        };
        PdfStandards::new(&[level, PdfStandard::Ua_1]).internal("the standards of an edition exclude each other")
    }
}

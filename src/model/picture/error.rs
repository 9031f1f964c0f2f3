//! Why pictures cannot be read.

use crate::diagnostic::{Language, Reason, Words, reasons};

reasons! {
    no_such_page(page: usize, pages: usize)
    en: "it has no page {page}; the last is page {pages}";
    ja: "{page}ページはありません。最後は{pages}ページです";
}

/// Why a picture cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// Its file has no page of this number, counted from 1.
    NoSuchPage {
        /// The page that is asked for.
        page: usize,
        /// How many pages the file has.
        pages: usize,
    },
    /// The number of the page is not a number from 1 on.
    PageNotCounted,
    /// A page is asked for, but the file is not a PDF.
    OnlyPdfHasPages,
    /// Something else.
    Other(Reason),
}

impl PictureError {
    /// The error in words.
    pub fn text(&self, language: Language) -> String {
        let reason = match self {
            Self::NoSuchPage { page, pages } => no_such_page(*page, *pages),
            Self::PageNotCounted => {
                Words::new("`page` must be a whole number from 1", "`page`は1以上の整数で書きます").into()
            }
            Self::OnlyPdfHasPages => Words::new(
                "only a PDF has pages; remove `page`",
                "ページがあるのはPDFだけです。`page`を削除してください",
            )
            .into(),
            Self::Other(reason) => return reason.text(language),
        };
        reason.text(language)
    }
}

impl<R: Into<Reason>> From<R> for PictureError {
    fn from(reason: R) -> Self {
        Self::Other(reason.into())
    }
}

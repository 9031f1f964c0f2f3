//! Pictures.

mod error;
mod file;
mod kind;
mod pdf;
mod pixels;
mod remark;
mod svg;
mod words;

pub use error::PictureError;
pub(super) use file::{content, page_error};
pub(super) use remark::{PictureRefusal, Remark};

use super::rules;
use crate::data::{AltText, FilePath, Measure, PrintedChoice, Text, choice, record};

record! {
    /// A picture with its caption.
    Picture, "a picture", "画像" {
        /// The path of the file in the report's folder.
        file: FilePath,
        /// The page of a PDF, counted from 1 [default: 1].
        page: Option<Measure>,
        /// The alternative text, for readers who cannot see the picture.
        alt: AltText,
        /// The caption.
        caption: Option<Text>,
    } where rules::picture()
}

choice! {
    /// The kind of a figure that the source mentions without its data.
    UnavailableKind, "kind of figure", "掲載のないものの種類" {
        /// A drawing.
        Figure = "図",
        /// A photograph.
        Photograph = "写真",
        /// A chart.
        Chart = "グラフ",
        /// A map.
        Map = "地図",
    }
}

record! {
    /// A figure that the source mentions without its data.
    Unavailable, "an unavailable figure", "掲載できない図" {
        /// The kind of figure.
        kind: PrintedChoice<UnavailableKind>,
        /// The title.
        title: Text,
    }
}

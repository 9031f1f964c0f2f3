//! Pictures, and cases that show them.

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
pub(super) use remark::{Refusal, Remark};

use super::{BlockList, Item, rules};
use crate::data::{AltText, FilePath, Inline, Measure, PrintedChoice, Text, choice, record};

record! {
    /// A case with pictures.
    Case, "a case", "事例" {
        /// The number of the case, such as 事例1.
        label: Option<Text>,
        /// The title.
        title: Text,
        /// A summary of the case.
        text: Option<Inline>,
        /// The main points.
        items: Vec<Item> = Vec::new(),
        /// The pictures.
        pictures: Vec<Picture> = Vec::new(),
        /// More blocks.
        blocks: BlockList = Vec::new(),
    }
}

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

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
        /// Its number, such as 事例1.
        label: Option<Text>,
        /// The title.
        title: Text,
        /// What it is about.
        text: Option<Inline>,
        /// Points about it.
        items: Vec<Item> = Vec::new(),
        /// Pictures of it.
        pictures: Vec<Picture> = Vec::new(),
        /// Further blocks.
        blocks: BlockList = Vec::new(),
    }
}

record! {
    /// A picture with its caption.
    Picture, "a picture", "画像" {
        /// Its path within the report's folder.
        file: FilePath,
        /// Which page of a PDF it is, from 1; the first where it is absent.
        page: Option<Measure>,
        /// What a reader who cannot see it is told.
        alt: AltText,
        /// The caption.
        caption: Option<Text>,
    } where rules::picture()
}

choice! {
    /// What the source names without giving its data.
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
    /// A figure that the source names without giving its data.
    Unavailable, "an unavailable figure", "掲載できない図" {
        /// What it is.
        kind: PrintedChoice<UnavailableKind>,
        /// Its title.
        title: Text,
    }
}

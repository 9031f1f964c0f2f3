//! SVG drawings: whole, showing everywhere what they show to their makers, and of a size that can be drawn.
//!
//! The reader that draws them knows less of style sheets than browsers do, and leaves out what it does not know. So a
//! drawing is written anew, with all styles resolved; what cannot be kept is told at its place.

mod cascade;
mod colour;
mod colour_names;
mod css;
mod font;
mod labels;
mod lengths;
mod markup;
mod properties;
mod said;
mod sources;
mod style;
mod transform;
mod variables;
mod weight;
mod write;

use std::sync::Arc;

use roxmltree::{Document, Error, Node, ParsingOptions};

use self::said::Said;
use super::remark::{Refusal, Shown};
use super::words;
use crate::diagnostic::{Words, reasons};
use crate::limits;

reasons! {
    drawing_over_limit(megabytes: usize)
    en: "it is larger than {megabytes} MB; divide it";
    ja: "{megabytes}MBを超えています。分けてください";

    not_well_formed(error: &str)
    en: "it is not well-formed XML (`{error}`)";
    ja: "XMLとして正しくありません（`{error}`）";
}

const PICTURE_NOT_UTF8: Words = Words::new("it is not UTF-8 text", "UTF-8のテキストではありません");

/// Drawing programs put a document type before the drawing. Entities in it are expanded to a fixed limit only.
pub(super) fn options<'i>() -> ParsingOptions<'i> {
    let nodes = u32::try_from(2 * limits::ELEMENTS).unwrap_or(u32::MAX);
    ParsingOptions { allow_dtd: true, nodes_limit: nodes, ..ParsingOptions::default() }
}

/// The drawing as pages show it.
///
/// # Errors
/// Why it cannot be shown.
pub(super) fn prepared(bytes: &Arc<[u8]>) -> Result<Shown, Refusal> {
    if bytes.len() > limits::DRAWING_BYTES {
        return Err(drawing_over_limit(limits::DRAWING_BYTES >> 20).into());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PICTURE_NOT_UTF8)?;
    markup::within_limits(text)?;
    let tree = Document::parse_with_options(text, options());
    let tree = tree.map_err(|e| match e {
        Error::NodesLimitReached => words::TOO_MANY_LINES.into(),
        e => not_well_formed(&e.to_string()),
    })?;
    if tree.root_element().tag_name().name() != "svg" {
        return Err(Words::new("it is not an SVG drawing", "SVGの図ではありません").into());
    }
    for element in tree.descendants().filter(Node::is_element) {
        sources::holds_itself(&element)?;
    }
    weight::Size::new(&tree).check(tree.root_element())?;
    let mut said = Said::new(text);
    let drawing = write::resolved(&tree, &mut said)?;
    let remarks = said.outcome()?;
    Ok(Shown { bytes: drawing.into_bytes().into(), remarks })
}

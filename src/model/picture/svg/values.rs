//! Values of properties as attributes that the reader of drawings knows.

use std::ops::Range;

use roxmltree::Node;

use super::colour::CssColour;
use super::css::Declaration;
use super::elements::{is_root, is_text};
use super::properties::{self, PropertyKind};
use super::style::{AppliedDeclaration, ElementStyle, StyleResolver};
use super::syntax;
use super::{lengths, transform};
use crate::diagnostic::reasons;

reasons! {
    colour_unknown(colour: &str)
    en: "the colour `{colour}` is not valid; write it as `#rrggbb`";
    ja: "色`{colour}`の書き方が正しくありません。`#rrggbb`の形で書いてください";
}

impl StyleResolver<'_, '_, '_> {
    /// A colour; nothing for one that is not known, which is said. `current` is `currentColor`.
    pub fn colour(&mut self, value: &str, range: &Range<usize>, current: CssColour) -> Option<CssColour> {
        // Colours of a printing house may stand behind those of the screen (SVG 1.1, §11.13).
        let plain = value.split(" icc-color(").next().unwrap_or(value);
        let colour = CssColour::read(plain, current);
        if colour.is_none() {
            self.remarks.error_of(range.clone(), colour_unknown, value);
        }
        colour
    }

    /// Adds a property of a kind that is known to the style of an element.
    pub fn property(&mut self, applied: &AppliedDeclaration, element: &Node<'_, '_>, style: &mut ElementStyle) {
        let AppliedDeclaration { declaration, from_sheet } = applied;
        let (name, value) = (declaration.name.as_str(), declaration.value.as_str());
        let Some(kind) = properties::kind(name) else { return };
        // The colour is known before all others.
        if name == "color" {
            return;
        }
        if properties::is_wide(value) {
            let takes_over = value.eq_ignore_ascii_case("inherit")
                || (properties::inherits(name) && !value.eq_ignore_ascii_case("initial"));
            match (takes_over, kind) {
                (true, _) => style.set(name, "inherit"),
                (false, PropertyKind::Paint | PropertyKind::Colour) => style.set(name, properties::initial(name)),
                _ => {}
            }
            return;
        }
        let written = match kind {
            PropertyKind::Paint => self.paint(declaration, style.inherited.colour),
            PropertyKind::Colour => {
                self.colour(value, &declaration.range, style.inherited.colour).map(CssColour::hexadecimal)
            }
            // Attributes of texts may be lists, which only the reader knows how to read.
            PropertyKind::Geometry | PropertyKind::Outline | PropertyKind::Transform if !from_sheet => {
                Some(value.to_owned())
            }
            // What the window is asked for says nothing of the drawing.
            PropertyKind::Geometry if is_root(element) => return,
            PropertyKind::Geometry if value.eq_ignore_ascii_case("auto") || is_text(element) => return,
            PropertyKind::Outline => outline(value),
            PropertyKind::Transform => transform::attribute(value),
            PropertyKind::Length if name == "font-size" && is_root(element) => {
                lengths::known(name, value).map(|size| lengths::root_size(&size))
            }
            PropertyKind::Geometry | PropertyKind::Length => lengths::known(name, value),
            PropertyKind::Word if name.ends_with("opacity") => lengths::opacity(value),
            PropertyKind::Word | PropertyKind::Styled => Some(value.to_owned()),
            PropertyKind::Reference => reference(value),
        };
        match written {
            Some(written) => style.set(name, written),
            // A colour that is not known was told.
            None if matches!(kind, PropertyKind::Paint | PropertyKind::Colour) => {}
            None => self.style_unknown(declaration),
        }
    }

    /// A paint: none, a colour, or a reference to one with what stands in for it.
    fn paint(&mut self, declaration: &Declaration, current: CssColour) -> Option<String> {
        let value = declaration.value.as_str();
        match value.to_ascii_lowercase().as_str() {
            "none" => return Some("none".to_owned()),
            "currentcolor" => return Some("currentColor".to_owned()),
            word @ ("context-fill" | "context-stroke") => return Some(word.to_owned()),
            _ => {}
        }
        if !value.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) {
            return self.colour(value, &declaration.range, current).map(CssColour::hexadecimal);
        }
        let (target, behind) = value[4..].split_once(')')?;
        let target = unquoted(target);
        let fallback = match behind.trim().to_ascii_lowercase().as_str() {
            "" => String::new(),
            "none" => " none".to_owned(),
            "currentcolor" => " currentColor".to_owned(),
            colour => format!(" {}", self.colour(colour, &declaration.range, current)?.hexadecimal()),
        };
        Some(format!("url({target}){fallback}"))
    }
}

/// The outline of a path: what stands in `path("…")`, or nothing at all.
fn outline(value: &str) -> Option<String> {
    match value.strip_prefix("path(").and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => Some(inner.trim().trim_matches(['"', '\'']).to_owned()),
        None => (value == "none").then(String::new),
    }
}

/// A reference to an element of the drawing; nothing for shapes that a style sheet draws by itself.
fn reference(value: &str) -> Option<String> {
    if value.eq_ignore_ascii_case("none") {
        return Some("none".to_owned());
    }
    let words = syntax::parts(value, ' ');
    let first = words.into_iter().map(|word| value[word].trim()).find(|word| !word.is_empty())?;
    let inner = first.strip_prefix("url(").or_else(|| first.strip_prefix("URL("))?.strip_suffix(')')?;
    let target = unquoted(inner);
    target.starts_with('#').then(|| format!("url({target})"))
}

/// What stands in the brackets of `url()`, without quotation marks.
fn unquoted(target: &str) -> &str {
    target.trim().trim_matches(['"', '\'']).trim()
}

//! A drawing written anew, with the style of each element in its attributes.

use roxmltree::{Document, Node};

use super::super::remark::PictureRefusal;
use super::super::words;
use super::cascade::{self, Cascade};
use super::colour::CssColour;
use super::elements::{SVG, is_drawn, is_placed, is_root, is_svg, is_within_text, needs_extension};
use super::labels;
use super::properties::{self, PropertyKind};
use super::remarks::{DrawingRemarks, shortened};
use super::style::{ElementStyle, Inherited, StyleResolver};
use crate::data::unprintable;
use crate::diagnostic::{Words, reasons};

reasons! {
    font_not_used(font: &str)
    en: "its embedded font `{font}` is not used; a font of the report is used instead";
    ja: "埋め込まれたフォント`{font}`は使わず、報告書のフォントで印刷します";

    hidden_character(code: &str)
    en: "one of its texts has the invisible character {code}; delete it";
    ja: "文字の中に、見えない文字{code}があります。削除してください";

    element_unknown(element: &str)
    en: "`{element}` cannot be drawn; save it as ordinary shapes";
    ja: "`{element}`は描画できません。普通の図形として保存してください";
}

const FLOWED_TEXT: Words = Words::new(
    "it has text that flows into a shape; convert it to plain text or paths",
    "枠に流し込まれた文字が入っています。普通の文字かパスに変換してください",
);
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The drawing with all styles resolved.
///
/// # Errors
/// Styles that cannot be resolved with a fair amount of work.
pub(super) fn resolved(tree: &Document<'_>, remarks: &mut DrawingRemarks<'_>) -> Result<String, PictureRefusal> {
    let sheet = cascade::sheets(tree, remarks.text);
    for (rule, range) in &sheet.unknown {
        remarks.error_of(range.clone(), words::style_unknown, rule);
    }
    for (family, range) in &sheet.fonts {
        remarks.note(range.clone(), font_not_used(&shortened(family.trim_matches(['"', '\'']))));
    }
    if let Some(range) = &sheet.moves {
        remarks.note(range.clone(), words::MOVES_BY_STYLE);
    }
    let cascade = Cascade::new(&sheet, tree, remarks);
    let mut writer = DrawingWriter { styles: StyleResolver { cascade, remarks }, out: String::new() };
    writer.element(&tree.root_element(), &Inherited::default())?;
    Ok(writer.out)
}

struct DrawingWriter<'s, 'd, 't> {
    styles: StyleResolver<'s, 'd, 't>,
    out: String,
}

impl DrawingWriter<'_, '_, '_> {
    fn element(&mut self, node: &Node<'_, '_>, outer: &Inherited) -> Result<(), PictureRefusal> {
        let Some(name) = self.written_name(node) else { return Ok(()) };
        let style = self.styles.of(node, outer)?;
        self.start(node, name, &style);
        if let Some(range) = style.flow.clone().filter(|_| name == "text" && !is_placed(node)) {
            self.styles.remarks.error(range, FLOWED_TEXT);
        }
        if node.tag_name().name() == "switch" {
            if let Some(child) = labels::chosen(node, self.styles.remarks) {
                self.element(&child, &style.inherited)?;
            }
        } else {
            for child in node.children() {
                if child.is_element() {
                    self.element(&child, &style.inherited)?;
                } else if child.is_text() && is_within_text(node) {
                    self.text(&child);
                }
            }
        }
        self.out.push_str(&format!("</{name}>"));
        Ok(())
    }

    /// The name under which an element is written; nothing for one that is left out, which is said where it matters.
    fn written_name<'a>(&mut self, node: &Node<'a, '_>) -> Option<&'a str> {
        if !is_svg(node) || needs_extension(node) {
            return None;
        }
        match node.tag_name().name() {
            "a" | "switch" => return Some("g"),
            "animate" | "animateTransform" | "animateMotion" | "animateColor" | "set" | "discard" => {
                self.styles.remarks.note(node.range(), words::MOVES_BY_STYLE);
            }
            "foreignObject" => self.styles.remarks.error(node.range(), words::HOLDS_WEB_TEXT),
            "flowRoot" => {
                let mut texts = node.descendants().filter(Node::is_text).filter_map(|inner| inner.text());
                if texts.any(|text| !text.trim().is_empty()) {
                    self.styles.remarks.error(node.range(), FLOWED_TEXT);
                }
            }
            name @ ("mesh" | "meshgradient" | "meshGradient" | "hatch" | "solidcolor" | "solidColor" | "textArea"
            | "altGlyph" | "video" | "audio" | "canvas" | "iframe" | "embed" | "object") => {
                self.styles.remarks.error_of(node.range(), element_unknown, &format!("<{name}>"));
            }
            name if is_drawn(name) => return Some(name),
            // Neither do browsers draw it.
            _ => {}
        }
        None
    }

    fn start(&mut self, node: &Node<'_, '_>, name: &str, style: &ElementStyle) {
        self.out.push('<');
        self.out.push_str(name);
        if is_root(node) {
            self.attribute("xmlns", SVG);
            self.attribute("xmlns:xlink", XLINK);
        }
        for attribute in node.attributes() {
            let name = attribute.name();
            match attribute.namespace() {
                None if properties::kind(name).is_some() || is_resolved(name) => {}
                None => self.attribute(name, attribute.value()),
                Some(XLINK) if name == "href" => self.attribute("xlink:href", attribute.value()),
                Some(XML) if name == "space" => self.attribute("xml:space", attribute.value()),
                _ => {}
            }
        }
        if style.keeps_blanks && node.attribute((XML, "space")).is_none() {
            self.attribute("xml:space", "preserve");
        }
        let mut styled = String::new();
        for (name, value) in &style.attributes {
            let stays = properties::kind(name) == Some(PropertyKind::Styled)
                || matches!(name.as_str(), "font-kerning" | "image-rendering");
            if stays && value != "inherit" {
                styled.push_str(&format!("{name}:{value};"));
            } else {
                self.attribute(name, value);
            }
        }
        if !styled.is_empty() {
            self.attribute("style", &styled);
        }
        self.out.push('>');
        if let Some(colour) = style.background.filter(|colour| is_root(node) && !colour.is_paper()) {
            self.background(node, colour);
        }
    }

    /// A rectangle below the whole drawing, in the colour of its background.
    fn background(&mut self, root: &Node<'_, '_>, colour: CssColour) {
        let view_box = root.attribute("viewBox").unwrap_or_default();
        let sides: Vec<&str> = view_box.split([' ', ',']).filter(|side| !side.is_empty()).collect();
        let [x, y, width, height] = sides.try_into().unwrap_or(["0", "0", "100%", "100%"]);
        self.out.push_str("<rect");
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height), ("stroke", "none")] {
            self.attribute(name, value);
        }
        self.attribute("fill", &colour.hexadecimal());
        self.out.push_str("/>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    /// A text of the drawing; what turns it round or has no form of its own would show something else.
    fn text(&mut self, node: &Node<'_, '_>) {
        let text = node.text().unwrap_or_default();
        let hidden = text.chars().filter(|c| {
            !matches!(c, '\n' | '\r' | '\t' | '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
        });
        if let Some(c) = hidden.into_iter().find(|c| unprintable(c.encode_utf8(&mut [0; 4])).is_some()) {
            let code = format!("U+{:04X}", u32::from(c));
            self.styles.remarks.error(node.range(), hidden_character(&code));
        }
        // These may break a line, or have none of their own.
        let shown: String =
            text.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')).collect();
        escape(&shown, &mut self.out);
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

/// Attributes that are part of the style, or by which it was chosen what is drawn.
fn is_resolved(name: &str) -> bool {
    matches!(
        name,
        "style"
            | "class"
            | "font-family"
            | "font-weight"
            | "font"
            | "white-space"
            | "requiredFeatures"
            | "requiredExtensions"
            | "systemLanguage"
    )
}

//! A drawing written anew, with the style of each element in its attributes.

use roxmltree::{Document, Node};

use super::super::remark::Refusal;
use super::super::words;
use super::cascade::{self, Cascade};
use super::labels;
use super::properties::{self, Kind};
use super::said::{Said, shortened};
use super::style::{Inherited, Style, Styles};
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
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The drawing with all styles resolved.
///
/// # Errors
/// Styles that cannot be resolved with a fair amount of work.
pub(super) fn resolved(tree: &Document<'_>, said: &mut Said<'_>) -> Result<String, Refusal> {
    let sheet = cascade::sheets(tree, said.text);
    for (rule, range) in &sheet.unknown {
        said.error_of(range.clone(), words::style_unknown, rule);
    }
    for (family, range) in &sheet.fonts {
        said.note(range.clone(), font_not_used(&shortened(family.trim_matches(['"', '\'']))));
    }
    if let Some(range) = &sheet.moves {
        said.note(range.clone(), words::MOVES_BY_STYLE);
    }
    let cascade = Cascade::new(&sheet, tree, said);
    let mut writer = Writer { styles: Styles { cascade, said }, out: String::new() };
    writer.element(&tree.root_element(), &Inherited::default())?;
    Ok(writer.out)
}

/// Whether an element is one of drawings, and not of the program that made this one.
pub(super) fn is_svg(node: &Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace().is_none_or(|own| own == SVG)
}

struct Writer<'s, 'd, 't> {
    styles: Styles<'s, 'd, 't>,
    out: String,
}

impl Writer<'_, '_, '_> {
    fn element(&mut self, node: &Node<'_, '_>, outer: &Inherited) -> Result<(), Refusal> {
        if !is_svg(node) || node.attribute("requiredExtensions").is_some_and(|own| !own.trim().is_empty()) {
            return Ok(());
        }
        let name = node.tag_name().name();
        let name = match name {
            "a" | "switch" => "g",
            "animate" | "animateTransform" | "animateMotion" | "animateColor" | "set" | "discard" => {
                self.styles.said.note(node.range(), words::MOVES_BY_STYLE);
                return Ok(());
            }
            "foreignObject" => {
                self.styles.said.error(node.range(), words::HOLDS_WEB_TEXT);
                return Ok(());
            }
            "flowRoot" => {
                if node
                    .descendants()
                    .any(|inner| inner.is_text() && !inner.text().unwrap_or_default().trim().is_empty())
                {
                    self.styles.said.error(node.range(), FLOWED_TEXT);
                }
                return Ok(());
            }
            "mesh" | "meshgradient" | "meshGradient" | "hatch" | "solidcolor" | "solidColor" | "textArea"
            | "altGlyph" | "video" | "audio" | "canvas" | "iframe" | "embed" | "object" => {
                self.styles.said.error_of(node.range(), element_unknown, &format!("<{name}>"));
                return Ok(());
            }
            known if is_drawn(known) => known,
            // Neither do browsers draw it.
            _ => return Ok(()),
        };
        let (style, inner) = self.styles.of(node, outer)?;
        self.start(node, name, &style);
        if let Some(range) = style.flows.clone().filter(|_| name == "text" && !is_placed(node)) {
            self.styles.said.error(range, FLOWED_TEXT);
        }
        if node.tag_name().name() == "switch" {
            if let Some(child) = labels::chosen(node, self.styles.said) {
                self.element(&child, &inner)?;
            }
        } else {
            for child in node.children() {
                if child.is_element() {
                    self.element(&child, &inner)?;
                } else if child.is_text() && within_text(node) {
                    self.text(&child);
                }
            }
        }
        self.out.push_str(&format!("</{name}>"));
        Ok(())
    }

    fn start(&mut self, node: &Node<'_, '_>, name: &str, style: &Style) {
        self.out.push('<');
        self.out.push_str(name);
        let root = node.parent_element().is_none();
        if root {
            self.attribute("xmlns", SVG);
            self.attribute("xmlns:xlink", XLINK);
        }
        for own in node.attributes() {
            let name = own.name();
            match own.namespace() {
                None if properties::kind(name).is_some() || is_resolved(name) => {}
                None => self.attribute(name, own.value()),
                Some(XLINK) if name == "href" => self.attribute("xlink:href", own.value()),
                Some(XML) if name == "space" => self.attribute("xml:space", own.value()),
                _ => {}
            }
        }
        if style.keeps_blanks && node.attribute((XML, "space")).is_none() {
            self.attribute("xml:space", "preserve");
        }
        let mut styled = String::new();
        for (name, value) in &style.attributes {
            let kept = properties::kind(name) == Some(Kind::Styled)
                || matches!(name.as_str(), "font-kerning" | "image-rendering");
            if kept && value != "inherit" {
                styled.push_str(&format!("{name}:{value};"));
            } else {
                self.attribute(name, value);
            }
        }
        if !styled.is_empty() {
            self.attribute("style", &styled);
        }
        self.out.push('>');
        if let Some(colour) = style.background.filter(|colour| root && !colour.is_paper()) {
            let sides: Vec<&str> = node
                .attribute("viewBox")
                .unwrap_or_default()
                .split([' ', ','])
                .filter(|side| !side.is_empty())
                .collect();
            let [x, y, width, height] = sides.try_into().unwrap_or(["0", "0", "100%", "100%"]);
            self.out.push_str("<rect");
            for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height), ("stroke", "none")] {
                self.attribute(name, value);
            }
            self.attribute("fill", &colour.hexadecimal());
            self.out.push_str("/>");
        }
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
            self.styles.said.error(node.range(), hidden_character(&code));
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

/// Attributes that are part of the style, or have had their say.
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

/// Elements that the reader of drawings draws, or draws with.
fn is_drawn(name: &str) -> bool {
    matches!(
        name,
        "svg"
            | "g"
            | "defs"
            | "symbol"
            | "use"
            | "path"
            | "rect"
            | "circle"
            | "ellipse"
            | "line"
            | "polyline"
            | "polygon"
            | "image"
            | "text"
            | "tspan"
            | "textPath"
            | "tref"
            | "clipPath"
            | "mask"
            | "marker"
            | "pattern"
            | "linearGradient"
            | "radialGradient"
            | "stop"
    )
}

fn within_text(node: &Node<'_, '_>) -> bool {
    node.ancestors().any(|above| above.tag_name().name() == "text")
}

/// Whether a text says where its lines stand.
fn is_placed(text: &Node<'_, '_>) -> bool {
    text.descendants()
        .any(|inner| inner.tag_name().name() == "tspan" && inner.has_attribute("x") && inner.has_attribute("y"))
}

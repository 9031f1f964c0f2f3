//! SVG drawings: whole, showing everywhere what they show to their makers, and of a size that can be drawn.

use std::collections::BTreeMap;

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::picture_file;
use crate::diagnostic::{Reason, Term};
use crate::limits;

/// Drawing programs put a document type before the drawing. Entities in it are expanded to a fixed limit only.
pub(super) fn options<'i>() -> ParsingOptions<'i> {
    let nodes = u32::try_from(2 * limits::ELEMENTS).unwrap_or(u32::MAX);
    ParsingOptions { allow_dtd: true, nodes_limit: nodes, ..ParsingOptions::default() }
}

/// Checks that the bytes are a drawing that holds all it shows, and can be drawn.
///
/// # Errors
/// Why it cannot be shown.
pub(super) fn sound(bytes: &[u8]) -> Result<(), Reason> {
    if bytes.len() > limits::DRAWING_BYTES {
        return Err(Reason::Named(Term::FileOverLimit, (limits::DRAWING_BYTES >> 20).to_string()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Term::PictureNotUtf8)?;
    let tree = Document::parse_with_options(text, options());
    let tree = tree.map_err(|e| match e {
        Error::NodesLimitReached => Term::TooManyLines.into(),
        e => Reason::Named(Term::NotWellFormed, e.to_string()),
    })?;
    if tree.root_element().tag_name().name() != "svg" {
        return Err(Term::NoDrawing.into());
    }
    for element in tree.descendants().filter(Node::is_element) {
        holds_itself(&element)?;
    }
    Size::new(&tree).check(tree.root_element())
}

/// Refuses what would not be shown, would do something, or would be read from elsewhere.
fn holds_itself(element: &Node<'_, '_>) -> Result<(), Reason> {
    let name = element.tag_name().name();
    match name {
        "script" => return Err(Term::HoldsScript.into()),
        "foreignObject" if !element.ancestors().any(|above| above.tag_name().name() == "switch") => {
            return Err(Term::HoldsWebText.into());
        }
        _ => {}
    }
    for attribute in element.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        if key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            return Err(Reason::Named(Term::HoldsHandler, key.to_owned()));
        }
        // Where a link leads is no matter of what is shown; it is not taken into the document.
        match key {
            "href" if name == "a" => {}
            "href" => target(value)?,
            "style" => style(value)?,
            "filter" => filter(value)?,
            _ => references(&plain(value))?,
        }
    }
    if name == "style" {
        style(&sheet(element))?;
    }
    Ok(())
}

/// The text of a style sheet.
fn sheet(element: &Node<'_, '_>) -> String {
    element.children().filter_map(|child| child.text()).collect()
}

/// A style as browsers read it: without escapes and comments, in small letters (CSS Syntax 3, §4.3.7).
fn plain(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            out.extend(c.to_lowercase());
            continue;
        }
        let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let code = u32::from_str_radix(&rest[..digits], 16).ok();
        if let Some(code) = code {
            out.extend(char::from_u32(code).into_iter().flat_map(char::to_lowercase));
            rest = &rest[digits..];
            rest = rest.strip_prefix([' ', '\n', '\t', '\r']).unwrap_or(rest);
        }
    }
    out
}

/// Refuses a style that draws by filters, or refers to something outside.
fn style(style: &str) -> Result<(), Reason> {
    let plain = plain(style);
    for declaration in plain.split([';', '{', '}']) {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        if property.trim() == "filter" {
            filter(value)?;
        }
    }
    references(&plain)
}

/// Refuses a filter: what it costs depends on sizes, radii and rounds in ways that no limit is fair to.
fn filter(value: &str) -> Result<(), Reason> {
    let value = value.trim();
    if value.is_empty() || value.eq_ignore_ascii_case("none") {
        return Ok(());
    }
    Err(Reason::Named(Term::HoldsFilter, value.to_owned()))
}

/// Refuses references of a style, in small letters, to anything outside the drawing.
fn references(plain: &str) -> Result<(), Reason> {
    if plain.contains("@import") {
        return Err(Reason::Named(Term::RefersTo, "@import".to_owned()));
    }
    let outside = |target: &&str| !(target.is_empty() || target.starts_with('#') || target.starts_with("data:"));
    let targets = plain.split("url(").skip(1).map(|part| part.split(')').next().unwrap_or_default());
    match targets.map(|target| target.trim().trim_matches(['"', '\'']).trim()).find(outside) {
        Some(target) => Err(Reason::Named(Term::RefersTo, target.to_owned())),
        None => Ok(()),
    }
}

/// Refuses what an element shows from elsewhere; pictures of pixels may stand in the drawing itself.
fn target(value: &str) -> Result<(), Reason> {
    let value = value.trim();
    if value.is_empty() || value.starts_with('#') {
        return Ok(());
    }
    let Some(data) = value.strip_prefix("data:") else {
        return Err(Reason::Named(Term::RefersTo, value.to_owned()));
    };
    let (kind, content) = data.split_once(',').unwrap_or((data, ""));
    let kind = kind.to_ascii_lowercase();
    if kind.contains("svg") || kind.contains("xml") || kind.starts_with("text/") {
        return Err(Term::HoldsDrawing.into());
    }
    if !kind.ends_with("base64") {
        return Err(Term::PictureInsideBroken.into());
    }
    let bytes = from_base64(content).ok_or(Term::PictureInsideBroken)?;
    // A drawing behind the name of a picture would be read like one.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<') || bytes.starts_with(&[0x1F, 0x8B]) {
        return Err(Term::HoldsDrawing.into());
    }
    picture_file::pixels_within_limits(&bytes)
}

/// Bytes from their Base64 (RFC 4648 §4), white space left out.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            b' ' | b'\n' | b'\r' | b'\t' => continue,
            _ => return None,
        };
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.extend(u8::try_from((held >> bits) & 0xFF));
        }
    }
    Some(out)
}

/// What a part of a drawing comes to once all that it refers to is drawn in its place.
#[derive(Clone, Copy, Default)]
struct Weight {
    elements: usize,
    letters: usize,
    depth: usize,
}

impl Weight {
    fn add(&mut self, other: Self, times: usize) {
        self.elements = self.elements.saturating_add(other.elements.saturating_mul(times));
        self.letters = self.letters.saturating_add(other.letters.saturating_mul(times));
        self.depth = self.depth.max(other.depth);
    }
}

/// Counts what is drawn by reference each time that it is drawn.
struct Size<'a, 'i> {
    named: BTreeMap<&'a str, Node<'a, 'i>>,
    /// What was counted already; nothing for what is being counted, which a drawing must not refer to.
    counted: BTreeMap<u32, Option<Weight>>,
    /// What style sheets refer to, with whether it is a marker.
    sheets: Vec<(String, bool)>,
}

impl<'a, 'i> Size<'a, 'i> {
    fn new(tree: &'a Document<'i>) -> Self {
        let elements = || tree.descendants().filter(Node::is_element);
        let named = elements().filter_map(|element| Some((element.attribute("id")?, element))).collect();
        let styles = elements().filter(|element| element.tag_name().name() == "style");
        let mut sheets: Vec<_> = styles.flat_map(|style| referred(&sheet(&style))).collect();
        sheets.sort();
        sheets.dedup();
        Self { named, counted: BTreeMap::new(), sheets }
    }

    fn check(&mut self, root: Node<'a, 'i>) -> Result<(), Reason> {
        let mut all = self.weight(root, 0)?;
        // Which elements a style sheet means is for whoever draws to find out; it may be any.
        let sheets = std::mem::take(&mut self.sheets);
        let points: usize = root.descendants().map(|element| points(&element)).sum();
        let elements = root.descendants().filter(|element| element.has_attribute("class")).count();
        for (target, marker) in &sheets {
            if let Some(target) = self.named.get(target.as_str()).copied() {
                let weight = self.weight(target, 0)?;
                all.add(weight, if *marker { points } else { elements });
            }
        }
        if all.elements > limits::ELEMENTS {
            return Err(Term::TooManyLines.into());
        }
        if all.letters > limits::DRAWING_TEXT {
            return Err(Reason::Named(Term::TooManyLetters, limits::DRAWING_TEXT.to_string()));
        }
        Ok(())
    }

    fn weight(&mut self, element: Node<'a, 'i>, above: usize) -> Result<Weight, Reason> {
        if above > limits::DRAWING_DEPTH {
            return Err(Term::GroupsTooDeep.into());
        }
        match self.counted.get(&element.id().get()) {
            // What refers to itself is not drawn again.
            Some(None) => return Ok(Weight::default()),
            Some(Some(known)) if above + known.depth <= limits::DRAWING_DEPTH => return Ok(*known),
            Some(Some(_)) => return Err(Term::GroupsTooDeep.into()),
            None => {}
        }
        self.counted.insert(element.id().get(), None);
        let mut weight = Weight { elements: 1, letters: 0, depth: 0 };
        for child in element.children() {
            if child.is_element() {
                let inner = self.weight(child, above + 1)?;
                weight.add(inner, 1);
            } else if child.is_text() && element.tag_name().name() != "style" {
                weight.letters = weight.letters.saturating_add(letters(child.text().unwrap_or_default()));
            }
        }
        for (target, times) in targets(&element) {
            if let Some(target) = self.named.get(target.as_str()).copied() {
                let inner = self.weight(target, above + 1)?;
                weight.add(inner, times);
            }
        }
        weight.depth += 1;
        self.counted.insert(element.id().get(), Some(weight));
        Ok(weight)
    }
}

/// How many letters of a text take room.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// What an element draws by reference, and how often.
fn targets(element: &Node<'_, '_>) -> Vec<(String, usize)> {
    let mut all = Vec::new();
    for attribute in element.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        if key == "href" {
            if element.tag_name().name() == "a" {
                continue;
            }
            all.extend(value.trim().strip_prefix('#').map(|target| (target.to_owned(), 1)));
        } else if key == "style" {
            let times = |marker| if marker { points(element) } else { 1 };
            all.extend(referred(value).into_iter().map(|(target, marker)| (target, times(marker))));
        } else {
            let times = if key.starts_with("marker") { points(element) } else { 1 };
            all.extend(referred(value).into_iter().map(|(target, _)| (target, times)));
        }
    }
    all
}

/// What a style refers to, with whether it is a marker.
fn referred(style: &str) -> Vec<(String, bool)> {
    let mut all = Vec::new();
    for declaration in style.split([';', '{', '}']) {
        let marker = declaration.trim_start().starts_with("marker");
        for part in declaration.split('(').skip(1) {
            let target = part.split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']).trim();
            all.extend(target.strip_prefix('#').map(|target| (target.to_owned(), marker)));
        }
    }
    all
}

/// About how many points a path has, each of which may take a marker: a point takes at least three characters.
fn points(element: &Node<'_, '_>) -> usize {
    let path = element.attribute("d").or_else(|| element.attribute("points")).unwrap_or_default();
    path.len() / 3 + 2 * usize::from(element.tag_name().name() == "line")
}

//! What a drawing comes to once all that it refers to is drawn in its place.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::super::words;
use super::sources::sheet;
use crate::diagnostic::{Reason, reason};
use crate::limits;

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

/// References that lead back to what they stand in; a sound drawing has none.
const CIRCLES: usize = 100;

/// Counts what is drawn by reference each time that it is drawn.
pub(super) struct Size<'a, 'i> {
    named: BTreeMap<&'a str, Node<'a, 'i>>,
    /// What was counted already; nothing for what is being counted, which a drawing must not refer to.
    counted: BTreeMap<u32, Option<Weight>>,
    /// How many references lead back to what they stand in.
    circles: usize,
    /// What style sheets refer to, with whether it is a marker.
    sheets: Vec<(String, bool)>,
}

impl<'a, 'i> Size<'a, 'i> {
    pub fn new(tree: &'a Document<'i>) -> Self {
        let elements = || tree.descendants().filter(Node::is_element);
        let named = elements().filter_map(|element| Some((element.attribute("id")?, element))).collect();
        let styles = elements().filter(|element| element.tag_name().name() == "style");
        let mut sheets: Vec<_> = styles.flat_map(|style| referred(&sheet(&style))).collect();
        sheets.sort();
        sheets.dedup();
        Self { named, counted: BTreeMap::new(), circles: 0, sheets }
    }

    pub fn check(&mut self, root: Node<'a, 'i>) -> Result<(), Reason> {
        let paths = root.descendants().map(|element| coordinates(&element));
        if paths.fold(0, usize::saturating_add) > limits::DRAWING_COORDINATES {
            return Err(words::TOO_MANY_LINES.into());
        }
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
            return Err(words::TOO_MANY_LINES.into());
        }
        if all.letters > limits::DRAWING_TEXT {
            return Err(reason!(
                "its text has more than {limit} characters; shorten it, or save the drawing as PNG",
                "文字が{limit}字を超えています。減らすか、PNGで保存してください",
                limit = limits::DRAWING_TEXT
            ));
        }
        Ok(())
    }

    fn weight(&mut self, element: Node<'a, 'i>, above: usize) -> Result<Weight, Reason> {
        if above > limits::DRAWING_DEPTH {
            return Err(words::GROUPS_TOO_DEEP.into());
        }
        match self.counted.get(&element.id().get()) {
            // What refers to itself is not drawn again. The reader finds such references one by one, beginning anew.
            Some(None) => {
                self.circles += 1;
                let fair = self.circles <= CIRCLES;
                return if fair { Ok(Weight::default()) } else { Err(words::TOO_MANY_LINES.into()) };
            }
            Some(Some(known)) if above + known.depth <= limits::DRAWING_DEPTH => return Ok(*known),
            Some(Some(_)) => return Err(words::GROUPS_TOO_DEEP.into()),
            None => {}
        }
        self.counted.insert(element.id().get(), None);
        let mut weight = Weight { elements: 1, letters: 0, depth: 0 };
        if element.tag_name().name() == "text" {
            let spans = element.descendants().filter(Node::is_element).count();
            if spans > limits::DRAWING_SPANS {
                return Err(reason!(
                    "one of its texts has more than {limit} pieces; join them, or save the drawing as paths or PNG",
                    "一つの文字列が{limit}個を超える部分に分かれています。つなげるか、パスかPNGで保存してください",
                    limit = limits::DRAWING_SPANS
                ));
            }
        }
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

/// How many numbers the path of an element has.
fn coordinates(element: &Node<'_, '_>) -> usize {
    let path = element.attribute("d").or_else(|| element.attribute("points")).unwrap_or_default();
    let mut within = false;
    path.bytes()
        .filter(|byte| {
            let before = std::mem::replace(&mut within, byte.is_ascii_digit() || *byte == b'.');
            within && !before
        })
        .count()
}

//! The style of each element: all that applies to it, as attributes that the reader of drawings knows.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use roxmltree::Node;

use super::super::words;
use super::cascade::Cascade;
use super::colour::Colour;
use super::css::{self, Declaration};
use super::properties::{self, Kind};
use super::said::Said;
use super::{font, lengths, transform, variables};
use crate::diagnostic::{Words, reasons};

reasons! {
    variable_unset(variable: &str)
    en: "the variable `{variable}` has no value";
    ja: "変数`{variable}`に値がありません";

    colour_unknown(colour: &str)
    en: "the colour `{colour}` is not valid; write it as `#rrggbb`";
    ja: "色`{colour}`の書き方が正しくありません。`#rrggbb`の形で書いてください";
}

/// What an element hands down.
#[derive(Clone)]
pub(super) struct Inherited {
    custom: Rc<BTreeMap<String, String>>,
    colour: Colour,
    family: String,
    weight: u16,
}

impl Default for Inherited {
    fn default() -> Self {
        Self { custom: Rc::default(), colour: Colour::BLACK, family: String::new(), weight: 400 }
    }
}

/// The style of an element.
#[derive(Default)]
pub(super) struct Style {
    /// Attributes that say it.
    pub attributes: BTreeMap<String, String>,
    /// What lies below the whole drawing.
    pub background: Option<Colour>,
    /// What flows into a shape of its own, with its place.
    pub flows: Option<Range<usize>>,
    /// Whether blanks are kept.
    pub keeps_blanks: bool,
}

/// Finds the styles of elements.
pub(super) struct Styles<'s, 'd, 't> {
    pub cascade: Cascade<'s>,
    pub said: &'d mut Said<'t>,
}

impl Styles<'_, '_, '_> {
    /// The style of an element, and what its children take over.
    ///
    /// # Errors
    /// More rules than can be compared with so many elements.
    pub fn of(&mut self, element: &Node<'_, '_>, outer: &Inherited) -> Result<(Style, Inherited), Words> {
        let root = element.parent_element().is_none();
        let mut all: Vec<Declaration> = Vec::new();
        for attribute in element.attributes().filter(|own| own.namespace().is_none()) {
            let name = attribute.name();
            let looked_at = properties::kind(name).is_some()
                || matches!(name, "font-family" | "font-weight" | "font" | "white-space");
            // An empty value says nothing.
            if looked_at && !attribute.value().trim().is_empty() {
                let value = attribute.value().trim().to_owned();
                all.push(Declaration { name: name.to_owned(), value, important: false, range: attribute.range() });
            }
        }
        let own = self.cascade.of(element, self.said.text)?;
        let styled_from = all.len();
        all.extend(own);
        let mut inner = outer.clone();
        if all.iter().any(|own| own.name.starts_with("--")) {
            self.cascade.spend(u64::try_from(outer.custom.len()).unwrap_or(u64::MAX))?;
            let mut custom = (*outer.custom).clone();
            custom.extend(
                all.iter().filter(|own| own.name.starts_with("--")).map(|own| (own.name.clone(), own.value.clone())),
            );
            inner.custom = Rc::new(custom);
        }
        // The last of each name counts; the number tells attributes, which have their own grammar, from style sheets.
        let mut last: BTreeMap<String, (Declaration, bool)> = BTreeMap::new();
        for (at, own) in all.into_iter().enumerate().filter(|(_, own)| !own.name.starts_with("--")) {
            let sheet = at >= styled_from;
            for own in self.expanded(own, &inner) {
                last.insert(own.name.clone(), (own, sheet));
            }
        }
        let mut style = Style::default();
        // Colours may be those of the text.
        if let Some((own, _)) = last.get("color") {
            inner.colour = match own.value.to_ascii_lowercase().as_str() {
                "inherit" | "unset" | "revert" | "revert-layer" | "currentcolor" => outer.colour,
                "initial" => Colour::BLACK,
                value => self.colour(value, &own.range, outer.colour).unwrap_or(outer.colour),
            };
            style.attributes.insert("color".to_owned(), inner.colour.hexadecimal());
        }
        for (name, (own, sheet)) in &last {
            self.property(name, own, *sheet, root, element, &inner, &mut style);
        }
        self.letters(&last, root, outer, &mut inner, &mut style);
        Ok((style, inner))
    }

    /// A declaration without variables; several, where it stands for several.
    fn expanded(&mut self, mut own: Declaration, inner: &Inherited) -> Vec<Declaration> {
        match variables::resolved(&own.value, &inner.custom) {
            Ok(value) => own.value = value.trim().to_owned(),
            Err(name) => {
                self.said.error_of(own.range, variable_unset, &name);
                return Vec::new();
            }
        }
        let part = |name: &str, value: String| Declaration { name: name.to_owned(), value, ..own.clone() };
        match own.name.as_str() {
            "marker" => ["marker-start", "marker-mid", "marker-end"].map(|name| part(name, own.value.clone())).into(),
            "font" if properties::is_wide(&own.value) => Vec::new(),
            "font" => match font::shorthand(&own.value) {
                Some(parts) => parts.into_iter().map(|(name, value)| part(name, value)).collect(),
                None => {
                    self.said.error_of(own.range.clone(), words::style_unknown, &format!("font: {}", own.value));
                    Vec::new()
                }
            },
            _ => vec![own],
        }
    }

    fn colour(&mut self, value: &str, range: &Range<usize>, current: Colour) -> Option<Colour> {
        // Colours of a printing house may stand behind those of the screen (SVG 1.1, §11.13).
        let plain = value.split(" icc-color(").next().unwrap_or_default();
        let colour = Colour::read(plain, current);
        if colour.is_none() {
            self.said.error_of(range.clone(), colour_unknown, value);
        }
        colour
    }

    #[allow(clippy::too_many_arguments, reason = "these are what a property is")]
    fn property(
        &mut self,
        name: &str,
        own: &Declaration,
        sheet: bool,
        root: bool,
        element: &Node<'_, '_>,
        inner: &Inherited,
        style: &mut Style,
    ) {
        let value = own.value.as_str();
        let Some(kind) = properties::kind(name) else { return self.other(name, own, root, style) };
        if name == "color" {
            return;
        }
        let keep = |style: &mut Style, value: String| drop(style.attributes.insert(name.to_owned(), value));
        if properties::is_wide(value) {
            let takes_over = value.eq_ignore_ascii_case("inherit")
                || (properties::inherits(name) && !value.eq_ignore_ascii_case("initial"));
            match (takes_over, kind) {
                (true, _) => keep(style, "inherit".to_owned()),
                (false, Kind::Paint | Kind::Colour) => keep(style, properties::initial(name).to_owned()),
                _ => {}
            }
            return;
        }
        let known = match kind {
            Kind::Paint => return self.paint(name, own, inner, style),
            Kind::Colour => self.colour(value, &own.range, inner.colour).map(Colour::hexadecimal),
            // Attributes of texts may be lists, which only the reader knows how to read.
            Kind::Geometry | Kind::Outline | Kind::Transform if !sheet => Some(value.to_owned()),
            // What the window is asked for says nothing of the drawing.
            Kind::Geometry if root => return,
            Kind::Geometry if value.eq_ignore_ascii_case("auto") => return,
            Kind::Geometry if is_text(element) => return,
            Kind::Geometry => lengths::known(name, value),
            Kind::Outline => {
                let inner = value.strip_prefix("path(").and_then(|rest| rest.strip_suffix(')'));
                inner
                    .map(|inner| inner.trim().trim_matches(['"', '\'']).to_owned())
                    .or_else(|| (value == "none").then(String::new))
            }
            Kind::Transform => transform::attribute(value),
            Kind::Length if name == "font-size" && root => {
                lengths::known(name, value).map(|size| lengths::root_size(&size))
            }
            Kind::Length => lengths::known(name, value),
            Kind::Word if name.ends_with("opacity") => lengths::opacity(value),
            Kind::Word => Some(value.to_owned()),
            Kind::Reference => reference(value),
            Kind::Styled => Some(value.to_owned()),
        };
        match known {
            Some(value) => keep(style, value),
            None if matches!(kind, Kind::Colour) => {}
            None => self.said.error_of(own.range.clone(), words::style_unknown, &format!("{name}: {value}")),
        }
    }

    fn paint(&mut self, name: &str, own: &Declaration, inner: &Inherited, style: &mut Style) {
        let value = own.value.as_str();
        let plain = match value.to_ascii_lowercase().as_str() {
            "none" => Some("none".to_owned()),
            "currentcolor" => Some("currentColor".to_owned()),
            "context-fill" | "context-stroke" => Some(value.to_ascii_lowercase()),
            _ => None,
        };
        let found = plain.or_else(|| match value.get(..4).filter(|start| start.eq_ignore_ascii_case("url(")) {
            Some(_) => {
                let (target, rest) = value[4..].split_once(')')?;
                let target = target.trim().trim_matches(['"', '\'']).trim();
                let fallback = match rest.trim().to_ascii_lowercase().as_str() {
                    "" => String::new(),
                    "none" => " none".to_owned(),
                    "currentcolor" => " currentColor".to_owned(),
                    rest => format!(" {}", self.colour(rest, &own.range, inner.colour)?.hexadecimal()),
                };
                Some(format!("url({target}){fallback}"))
            }
            None => self.colour(value, &own.range, inner.colour).map(Colour::hexadecimal),
        });
        if let Some(value) = found {
            style.attributes.insert(name.to_owned(), value);
        }
    }

    /// Properties that are no attributes, but have a bearing on what is seen.
    fn other(&mut self, name: &str, own: &Declaration, root: bool, style: &mut Style) {
        let value = own.value.as_str();
        match name {
            "background" | "background-color" if root && !properties::is_wide(value) => match value {
                "none" => {}
                value => style.background = self.colour(value, &own.range, Colour::BLACK),
            },
            "animation" | "animation-name" if value != "none" => {
                self.said.note(own.range.clone(), words::MOVES_BY_STYLE)
            }
            "white-space" => style.keeps_blanks = matches!(value, "pre" | "pre-wrap" | "break-spaces"),
            "shape-inside" | "inline-size" if !matches!(value, "auto" | "none" | "0") => {
                style.flows = Some(own.range.clone())
            }
            _ if properties::unknown(name, value) => {
                self.said.error_of(own.range.clone(), words::style_unknown, &format!("{name}: {value}"));
            }
            _ => {}
        }
    }

    /// Families and weights, which belong together: not every family has a bold.
    fn letters(
        &mut self,
        last: &BTreeMap<String, (Declaration, bool)>,
        root: bool,
        outer: &Inherited,
        inner: &mut Inherited,
        style: &mut Style,
    ) {
        let value = |name: &str| last.get(name).map(|(own, _)| own);
        if let Some(own) = value("font-weight") {
            match font::weight(&own.value, outer.weight) {
                Some(weight) => inner.weight = weight,
                None => {
                    self.said.error_of(own.range.clone(), words::style_unknown, &format!("font-weight: {}", own.value))
                }
            }
        }
        if let Some(own) = value("font-family") {
            match own.value.to_ascii_lowercase().as_str() {
                "inherit" | "unset" | "revert" | "revert-layer" => {}
                "initial" => inner.family.clear(),
                _ => inner.family.clone_from(&own.value),
            }
        }
        if root || inner.weight != outer.weight || inner.family != outer.family {
            style.attributes.insert("font-family".to_owned(), font::families(&inner.family, inner.weight));
            style.attributes.insert("font-weight".to_owned(), inner.weight.to_string());
        }
        if root {
            style.attributes.entry("font-size".to_owned()).or_insert_with(|| lengths::BROWSER_SIZE.to_string());
        }
    }
}

fn is_text(element: &Node<'_, '_>) -> bool {
    matches!(element.tag_name().name(), "text" | "tspan" | "textPath" | "tref")
}

/// A reference to an element of the drawing; nothing for shapes that a style sheet draws by itself.
fn reference(value: &str) -> Option<String> {
    if value.eq_ignore_ascii_case("none") {
        return Some("none".to_owned());
    }
    let all = css::parts(value, ' ');
    let first = all.into_iter().map(|part| value[part].trim()).find(|part| !part.is_empty())?;
    let inner = first.strip_prefix("url(").or_else(|| first.strip_prefix("URL("))?.strip_suffix(')')?;
    let target = inner.trim().trim_matches(['"', '\'']).trim();
    target.starts_with('#').then(|| format!("url({target})"))
}

//! The style of each element: all that applies to it, as attributes that the reader of drawings knows.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use roxmltree::Node;

use super::super::words;
use super::cascade::Cascade;
use super::colour::CssColour;
use super::css::Declaration;
use super::elements::is_root;
use super::properties;
use super::remarks::DrawingRemarks;
use super::{font, lengths, variables};
use crate::diagnostic::{Words, reasons};

reasons! {
    variable_unset(variable: &str)
    en: "the variable `{variable}` has no value";
    ja: "変数`{variable}`に値がありません";
}

/// What an element hands down.
#[derive(Clone)]
pub(super) struct Inherited {
    variables: Rc<BTreeMap<String, String>>,
    /// The colour that `currentColor` means.
    pub colour: CssColour,
    family: String,
    weight: u16,
}

impl Default for Inherited {
    fn default() -> Self {
        Self { variables: Rc::default(), colour: CssColour::BLACK, family: String::new(), weight: 400 }
    }
}

/// The style of an element.
pub(super) struct ElementStyle {
    /// Attributes that say it.
    pub attributes: BTreeMap<String, String>,
    /// What lies below the whole drawing.
    pub background: Option<CssColour>,
    /// Where it says that text flows into a shape of its own.
    pub flow: Option<Range<usize>>,
    /// Whether blanks are kept.
    pub keeps_blanks: bool,
    /// What children take over.
    pub inherited: Inherited,
}

impl ElementStyle {
    /// A style that says nothing yet, of an element within another.
    fn within(outer: &Inherited) -> Self {
        Self {
            attributes: BTreeMap::new(),
            background: None,
            flow: None,
            keeps_blanks: false,
            inherited: outer.clone(),
        }
    }

    /// Adds an attribute.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.attributes.insert(name.to_owned(), value.into());
    }
}

/// A declaration that applies to an element, with where it is from.
pub(super) struct AppliedDeclaration {
    pub declaration: Declaration,
    /// Whether it is from a style sheet or an attribute `style`: plain attributes have a grammar of their own.
    pub from_sheet: bool,
}

/// Finds the styles of elements.
pub(super) struct StyleResolver<'s, 'd, 't> {
    pub cascade: Cascade<'s>,
    pub remarks: &'d mut DrawingRemarks<'t>,
}

impl StyleResolver<'_, '_, '_> {
    /// The style of an element.
    ///
    /// # Errors
    /// More rules than can be compared with so many elements.
    pub fn of(&mut self, element: &Node<'_, '_>, outer: &Inherited) -> Result<ElementStyle, Words> {
        let mut style = ElementStyle::within(outer);
        let attributes = attributes(element).map(|declaration| AppliedDeclaration { declaration, from_sheet: false });
        let sheets = self.cascade.declarations(element, self.remarks.text)?;
        let sheets = sheets.into_iter().map(|declaration| AppliedDeclaration { declaration, from_sheet: true });
        let (custom, plain): (Vec<_>, Vec<_>) =
            attributes.chain(sheets).partition(|applied| applied.declaration.is_custom());
        if !custom.is_empty() {
            // Each element with variables of its own has a copy of all of them.
            self.cascade.spend(u64::try_from(outer.variables.len()).unwrap_or(u64::MAX))?;
            let mut variables = (*outer.variables).clone();
            variables.extend(custom.into_iter().map(|applied| (applied.declaration.name, applied.declaration.value)));
            style.inherited.variables = Rc::new(variables);
        }
        // The last of each name counts.
        let mut last: BTreeMap<String, AppliedDeclaration> = BTreeMap::new();
        for AppliedDeclaration { declaration, from_sheet } in plain {
            for declaration in self.expanded(declaration, &style.inherited) {
                last.insert(declaration.name.clone(), AppliedDeclaration { declaration, from_sheet });
            }
        }
        // All other colours may be this one.
        if let Some(AppliedDeclaration { declaration, .. }) = last.get("color") {
            style.inherited.colour = match declaration.value.to_ascii_lowercase().as_str() {
                "inherit" | "unset" | "revert" | "revert-layer" | "currentcolor" => outer.colour,
                "initial" => CssColour::BLACK,
                value => self.colour(value, &declaration.range, outer.colour).unwrap_or(outer.colour),
            };
            style.set("color", style.inherited.colour.hexadecimal());
        }
        for applied in last.values() {
            if properties::kind(&applied.declaration.name).is_some() {
                self.property(applied, element, &mut style);
            } else {
                self.unlisted(&applied.declaration, element, &mut style);
            }
        }
        self.letters(&last, element, outer, &mut style);
        Ok(style)
    }

    /// A declaration without variables; several, where it stands for several.
    fn expanded(&mut self, mut declaration: Declaration, inner: &Inherited) -> Vec<Declaration> {
        match variables::resolved(&declaration.value, &inner.variables) {
            Ok(value) => declaration.value = value.trim().to_owned(),
            Err(name) => {
                self.remarks.error_of(declaration.range, variable_unset, &name);
                return Vec::new();
            }
        }
        match declaration.name.as_str() {
            "marker" => ["marker-start", "marker-mid", "marker-end"]
                .map(|name| Declaration { name: name.to_owned(), ..declaration.clone() })
                .into(),
            "font" if properties::is_wide(&declaration.value) => Vec::new(),
            "font" => match font::shorthand(&declaration.value) {
                Some(parts) => parts
                    .into_iter()
                    .map(|(name, value)| Declaration { name: name.to_owned(), value, ..declaration.clone() })
                    .collect(),
                None => {
                    self.style_unknown(&declaration);
                    Vec::new()
                }
            },
            _ => vec![declaration],
        }
    }

    /// Says of a declaration that what it asks for is not known.
    pub fn style_unknown(&mut self, declaration: &Declaration) {
        let written = format!("{}: {}", declaration.name, declaration.value);
        self.remarks.error_of(declaration.range.clone(), words::style_unknown, &written);
    }

    /// Properties that are no attributes, but have a bearing on what is seen.
    fn unlisted(&mut self, declaration: &Declaration, element: &Node<'_, '_>, style: &mut ElementStyle) {
        let (name, value) = (declaration.name.as_str(), declaration.value.as_str());
        match name {
            "background" | "background-color" if is_root(element) && !properties::is_wide(value) => match value {
                "none" => {}
                value => style.background = self.colour(value, &declaration.range, CssColour::BLACK),
            },
            "animation" | "animation-name" if value != "none" => {
                self.remarks.note(declaration.range.clone(), words::MOVES_BY_STYLE);
            }
            "white-space" => style.keeps_blanks = matches!(value, "pre" | "pre-wrap" | "break-spaces"),
            "shape-inside" | "inline-size" if !matches!(value, "auto" | "none" | "0") => {
                style.flow = Some(declaration.range.clone());
            }
            _ if properties::changes_drawing(name, value) => self.style_unknown(declaration),
            _ => {}
        }
    }

    /// Families and weights, which belong together: not every family has a bold.
    fn letters(
        &mut self,
        last: &BTreeMap<String, AppliedDeclaration>,
        element: &Node<'_, '_>,
        outer: &Inherited,
        style: &mut ElementStyle,
    ) {
        if let Some(AppliedDeclaration { declaration, .. }) = last.get("font-weight") {
            match font::weight(&declaration.value, outer.weight) {
                Some(weight) => style.inherited.weight = weight,
                None => self.style_unknown(declaration),
            }
        }
        if let Some(AppliedDeclaration { declaration, .. }) = last.get("font-family") {
            match declaration.value.to_ascii_lowercase().as_str() {
                "inherit" | "unset" | "revert" | "revert-layer" => {}
                "initial" => style.inherited.family.clear(),
                _ => style.inherited.family.clone_from(&declaration.value),
            }
        }
        let (family, weight) = (style.inherited.family.clone(), style.inherited.weight);
        if is_root(element) || weight != outer.weight || family != outer.family {
            style.set("font-family", font::families(&family, weight));
            style.set("font-weight", weight.to_string());
        }
        if is_root(element) {
            style.attributes.entry("font-size".to_owned()).or_insert_with(|| lengths::BROWSER_SIZE.to_string());
        }
    }
}

/// The attributes of an element that are styles.
fn attributes(element: &Node<'_, '_>) -> impl Iterator<Item = Declaration> {
    let plain = element.attributes().filter(|attribute| attribute.namespace().is_none());
    let styles = plain.filter(|attribute| {
        let name = attribute.name();
        let is_style =
            properties::kind(name).is_some() || matches!(name, "font-family" | "font-weight" | "font" | "white-space");
        // An empty value says nothing.
        is_style && !attribute.value().trim().is_empty()
    });
    styles.map(|attribute| Declaration {
        name: attribute.name().to_owned(),
        value: attribute.value().trim().to_owned(),
        important: false,
        range: attribute.range(),
    })
}

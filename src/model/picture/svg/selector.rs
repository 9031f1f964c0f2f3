//! Selectors of style sheets (Selectors 4): which elements they mean, and what comparing them takes.

use roxmltree::Node;
use simplecss::{AttributeOperator, Element, PseudoClass, Selector};

use super::elements::is_root;

/// The strongest thing that the last part of a selector asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SelectorKey<'s> {
    Id(&'s str),
    Class(&'s str),
    Tag(&'s str),
    Any,
}

/// What elements are compared with.
pub(super) enum Matcher<'s> {
    /// The outermost element.
    Root,
    Selector(Selector<'s>),
}

impl<'s> Matcher<'s> {
    /// A selector; nothing for one that the parser does not know, or passes over.
    pub fn parse(text: &'s str) -> Option<Self> {
        if matches!(text, ":root" | "svg:root") {
            return Some(Self::Root);
        }
        let plain = without_attributes(text);
        // The parser passes over some of these, and over others it stops.
        if !plain.split(':').skip(1).all(begins_with_first_child)
            || plain.contains(['~', '(', ')', '\\', '&', '|', '/', '[', ']'])
        {
            return None;
        }
        Selector::parse(text).map(Self::Selector)
    }

    /// Whether an element is one of those that the selector means.
    pub fn matches(&self, element: &Node<'_, '_>) -> bool {
        match self {
            Self::Root => is_root(element),
            Self::Selector(selector) => selector.matches(&SelectorElement(*element)),
        }
    }
}

/// Whether a pseudo-class is `first-child`, the only one that is evaluated; more of the selector may follow.
fn begins_with_first_child(class: &str) -> bool {
    class
        .strip_prefix("first-child")
        .is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// A selector without what it asks of attributes, which may hold any character.
fn without_attributes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once('[') {
        plain.push_str(before);
        rest = inner.split_once(']').map_or("", |(_, after)| after);
    }
    plain + rest
}

/// Whether a selector is of what a drawing that nobody touches never is, or of what is no element of drawings.
pub(super) fn matches_nothing(text: &str) -> bool {
    const STATES: [&str; 12] = [
        ":hover",
        ":active",
        ":focus",
        ":focus-within",
        ":focus-visible",
        ":visited",
        ":target",
        ":checked",
        ":disabled",
        "::selection",
        "::before",
        "::after",
    ];
    let last = last_part(text);
    STATES.iter().any(|state| last.contains(state)) || text.contains(":hover")
}

/// What a selector asks of the element itself, behind what it asks of those above and before it.
fn last_part(selector: &str) -> &str {
    selector.rsplit(|c: char| c.is_whitespace() || matches!(c, '>' | '+')).next().unwrap_or(selector)
}

impl<'s> SelectorKey<'s> {
    /// The key of a selector.
    pub fn of(selector: &'s str) -> Self {
        let last = last_part(selector);
        // Attributes may hold any character.
        if selector.contains('[') || last.contains([']', '"', '\'']) {
            return Self::Any;
        }
        if let Some((_, id)) = last.split_once('#') {
            return Self::Id(identifier(id));
        }
        if let Some((_, class)) = last.split_once('.') {
            return Self::Class(identifier(class));
        }
        match identifier(last) {
            "" | "*" => Self::Any,
            tag => Self::Tag(tag),
        }
    }
}

/// The name that a text begins with.
fn identifier(text: &str) -> &str {
    &text[..text.find(['.', '#', ':']).unwrap_or(text.len())]
}

/// How many times a selector goes up through all elements above.
pub(super) fn descendant_steps(text: &str) -> usize {
    let spaced = text.replace('>', " > ").replace('+', " + ");
    let words: Vec<&str> = spaced.split_ascii_whitespace().collect();
    words.windows(2).filter(|pair| !pair.iter().any(|word| matches!(*word, ">" | "+"))).count()
}

/// An element as the reader of selectors looks at it.
struct SelectorElement<'a, 'i>(Node<'a, 'i>);

impl Element for SelectorElement<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(SelectorElement)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(SelectorElement)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        class == PseudoClass::FirstChild && self.0.prev_sibling_element().is_none()
    }
}

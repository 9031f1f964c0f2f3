//! Which declarations of style sheets apply to an element (CSS Cascading 4).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, Element, PseudoClass, Selector};

use super::css::{Declaration, Origin, Sheet, declarations};
use super::said::Said;
use super::sources;
use crate::diagnostic::{Words, reasons};
use crate::limits;

reasons! {
    selector_unknown(selector: &str)
    en: "the selector `{selector}` of its style sheet is not supported";
    ja: "スタイルシートのセレクター`{selector}`には対応していません";
}

const TOO_MANY_RULES: Words = Words::new(
    "its style sheets have too many rules for its elements; save it with inline styles, or as PNG",
    "スタイルシートの規則が要素の数に対して多すぎます。スタイルを要素に書き込んで保存するか、PNGで保存してください",
);

/// All style sheets of a drawing.
pub(super) fn sheets(tree: &Document<'_>, text: &str) -> Sheet {
    let mut sheet = Sheet::default();
    for style in tree.descendants().filter(|node| node.is_element() && node.tag_name().name() == "style") {
        if style.attribute("type").is_none_or(|kind| kind.is_empty() || kind == "text/css") {
            let own = sources::sheet(&style);
            sheet.read(&own, &Origin::within(text, style.range(), &own));
        }
    }
    sheet
}

/// Rules by what the last part of their selectors asks for, so that most elements are compared with few of them.
pub(super) struct Cascade<'s> {
    rules: Vec<Compiled<'s>>,
    by_key: BTreeMap<Key<'s>, Vec<usize>>,
    /// How deep the drawing is nested.
    depth: u64,
    /// What may still be compared.
    work: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'s> {
    Id(&'s str),
    Class(&'s str),
    Tag(&'s str),
    Any,
}

struct Compiled<'s> {
    matcher: Matcher<'s>,
    specificity: [u8; 3],
    /// What comparing it with an element takes at most.
    cost: u64,
    declarations: &'s [Declaration],
}

enum Matcher<'s> {
    /// The outermost element.
    Root,
    Selector(Selector<'s>),
}

impl<'s> Cascade<'s> {
    pub fn new(sheet: &'s Sheet, tree: &Document<'_>, said: &mut Said<'_>) -> Self {
        let depth = tree.descendants().filter(Node::is_element).map(|node| depth(&node)).max().unwrap_or(1);
        let mut cascade = Self { rules: Vec::new(), by_key: BTreeMap::new(), depth, work: limits::DRAWING_STYLES };
        for rule in &sheet.rules {
            for (selector, range) in &rule.selectors {
                match compiled(selector) {
                    Some(matcher) => cascade.add(selector, matcher, &rule.declarations),
                    None if never(selector) => {}
                    None => said.error_of(range.clone(), selector_unknown, selector),
                }
            }
        }
        cascade
    }

    /// Takes some of the work that is left.
    ///
    /// # Errors
    /// There is not as much left.
    pub fn spend(&mut self, work: u64) -> Result<(), Words> {
        self.work = self.work.checked_sub(work).ok_or(TOO_MANY_RULES)?;
        Ok(())
    }

    fn add(&mut self, text: &'s str, matcher: Matcher<'s>, declarations: &'s [Declaration]) {
        let (specificity, key, steps) = match &matcher {
            Matcher::Root => ([0, 1, 0], Key::Any, 0),
            Matcher::Selector(selector) => (selector.specificity(), key(text), steps(text)),
        };
        let cost = (0..steps).fold(1_u64, |cost, _| cost.saturating_mul(self.depth));
        self.by_key.entry(key).or_default().push(self.rules.len());
        self.rules.push(Compiled { matcher, specificity, cost, declarations });
    }

    /// The declarations for an element, the weaker ones first: its own attributes, those of style sheets, those of its
    /// attribute `style`, and at last the important ones.
    ///
    /// # Errors
    /// More rules than can be compared with so many elements.
    pub fn of(&mut self, element: &Node<'_, '_>, text: &str) -> Result<Vec<Declaration>, Words> {
        let mut matching = Vec::new();
        let classes = element.attribute("class").unwrap_or_default();
        let keys = classes.split_ascii_whitespace().map(Key::Class);
        let keys = keys.chain(element.attribute("id").map(Key::Id));
        let keys = keys.chain([Key::Tag(element.tag_name().name()), Key::Any]);
        for key in keys {
            let Some(rules) = self.by_key.get(&key) else { continue };
            for at in rules {
                let rule = &self.rules[*at];
                self.work = self.work.checked_sub(rule.cost).ok_or(TOO_MANY_RULES)?;
                let matches = match &rule.matcher {
                    Matcher::Root => element.parent_element().is_none(),
                    Matcher::Selector(selector) => selector.matches(&Own(*element)),
                };
                if matches {
                    matching.push((rule.specificity, *at));
                }
            }
        }
        // A class may be named twice.
        matching.sort_unstable();
        matching.dedup();
        let mut found: Vec<Declaration> =
            matching.iter().flat_map(|(_, at)| self.rules[*at].declarations.iter().cloned()).collect();
        if let Some(style) = element.attribute_node("style") {
            let origin = Origin::within(text, style.range_value(), style.value());
            found.extend(declarations(style.value(), 0, &origin));
        }
        found.sort_by_key(|own| own.important);
        Ok(found)
    }
}

fn depth(node: &Node<'_, '_>) -> u64 {
    // Counted elements are nested no deeper than the limit.
    u64::try_from(node.ancestors().take(limits::DRAWING_DEPTH + 2).count()).unwrap_or(u64::MAX)
}

fn compiled(text: &str) -> Option<Matcher<'_>> {
    if matches!(text, ":root" | "svg:root") {
        return Some(Matcher::Root);
    }
    let plain = without_attributes(text);
    let known = plain.split(':').skip(1).all(|class| {
        class
            .strip_prefix("first-child")
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    });
    // The parser passes over some of these, and over others it stops.
    if !known || plain.contains(['~', '(', ')', '\\', '&', '|', '/', '[', ']']) {
        return None;
    }
    Selector::parse(text).map(Matcher::Selector)
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

/// Selectors of what a drawing that nobody touches never is, or of what is no element of drawings.
fn never(text: &str) -> bool {
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
    let last = text.rsplit(|c: char| c.is_whitespace() || matches!(c, '>' | '+')).next().unwrap_or_default();
    STATES.iter().any(|state| last.contains(state)) || text.contains(":hover")
}

/// The strongest thing that the last part of a selector asks for.
fn key(text: &str) -> Key<'_> {
    let last = text.rsplit(|c: char| c.is_whitespace() || matches!(c, '>' | '+')).next().unwrap_or_default();
    // Attributes may hold any character.
    if last.contains(['[', ']', '"', '\'']) || text.contains('[') {
        return Key::Any;
    }
    let ident = |from: usize| {
        let rest = &last[from..];
        &rest[..rest.find(['.', '#', ':']).unwrap_or(rest.len())]
    };
    match (last.find('#'), last.find('.')) {
        (Some(at), _) => Key::Id(ident(at + 1)),
        (None, Some(at)) => Key::Class(ident(at + 1)),
        _ => match ident(0) {
            "" | "*" => Key::Any,
            tag => Key::Tag(tag),
        },
    }
}

/// How many times a selector goes up through all elements above.
fn steps(text: &str) -> usize {
    let spaced = text.replace('>', " > ").replace('+', " + ");
    let words: Vec<&str> = spaced.split_ascii_whitespace().collect();
    words.windows(2).filter(|pair| !pair.iter().any(|word| matches!(*word, ">" | "+"))).count()
}

/// An element as selectors look at it.
struct Own<'a, 'i>(Node<'a, 'i>);

impl Element for Own<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Own)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Own)
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

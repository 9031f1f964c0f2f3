//! Which declarations of style sheets apply to an element (CSS Cascading 4).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::css::{Declaration, StyleSheet, TextOrigin, declarations};
use super::remarks::DrawingRemarks;
use super::selector::{Matcher, SelectorKey, descendant_steps, matches_nothing};
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
pub(super) fn sheets(tree: &Document<'_>, text: &str) -> StyleSheet {
    let mut sheet = StyleSheet::default();
    for style in tree.descendants().filter(|node| node.is_element() && node.tag_name().name() == "style") {
        if style.attribute("type").is_none_or(|kind| kind.is_empty() || kind == "text/css") {
            let rules = sources::sheet(&style);
            sheet.read(&rules, &TextOrigin::within(text, style.range(), &rules));
        }
    }
    sheet
}

/// Rules by what the last part of their selectors asks for, so that most elements are compared with few of them.
pub(super) struct Cascade<'s> {
    rules: Vec<CompiledRule<'s>>,
    by_key: BTreeMap<SelectorKey<'s>, Vec<usize>>,
    /// How deep the drawing is nested.
    depth: u64,
    /// What may still be compared.
    work: u64,
}

/// The declarations of a rule, with one of its selectors.
struct CompiledRule<'s> {
    matcher: Matcher<'s>,
    /// How many ids, classes and names the selector has (Selectors 4, §17).
    specificity: [u8; 3],
    /// What comparing it with an element takes at most.
    cost: u64,
    declarations: &'s [Declaration],
}

impl<'s> Cascade<'s> {
    pub fn new(sheet: &'s StyleSheet, tree: &Document<'_>, remarks: &mut DrawingRemarks<'_>) -> Self {
        let depth = tree.descendants().filter(Node::is_element).map(|node| depth(&node)).max().unwrap_or(1);
        let mut cascade = Self { rules: Vec::new(), by_key: BTreeMap::new(), depth, work: limits::DRAWING_STYLES };
        for rule in &sheet.rules {
            for (selector, range) in &rule.selectors {
                match Matcher::parse(selector) {
                    Some(matcher) => cascade.add(selector, matcher, &rule.declarations),
                    None if matches_nothing(selector) => {}
                    None => remarks.error_of(range.clone(), selector_unknown, selector),
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
            Matcher::Root => ([0, 1, 0], SelectorKey::Any, 0),
            Matcher::Selector(selector) => (selector.specificity(), SelectorKey::of(text), descendant_steps(text)),
        };
        let cost = (0..steps).fold(1_u64, |cost, _| cost.saturating_mul(self.depth));
        self.by_key.entry(key).or_default().push(self.rules.len());
        self.rules.push(CompiledRule { matcher, specificity, cost, declarations });
    }

    /// The declarations for an element, the weaker ones first: its own attributes, those of style sheets, those of its
    /// attribute `style`, and at last the important ones.
    ///
    /// # Errors
    /// More rules than can be compared with so many elements.
    pub fn declarations(&mut self, element: &Node<'_, '_>, text: &str) -> Result<Vec<Declaration>, Words> {
        let classes = element.attribute("class").unwrap_or_default();
        let keys = classes.split_ascii_whitespace().map(SelectorKey::Class);
        let keys = keys.chain(element.attribute("id").map(SelectorKey::Id));
        let keys = keys.chain([SelectorKey::Tag(element.tag_name().name()), SelectorKey::Any]);
        let mut matching = Vec::new();
        for key in keys {
            let Some(rules) = self.by_key.get(&key) else { continue };
            for index in rules {
                let rule = &self.rules[*index];
                self.work = self.work.checked_sub(rule.cost).ok_or(TOO_MANY_RULES)?;
                if rule.matcher.matches(element) {
                    matching.push((rule.specificity, *index));
                }
            }
        }
        // A class may be named twice.
        matching.sort_unstable();
        matching.dedup();
        let mut applied: Vec<Declaration> =
            matching.iter().flat_map(|(_, index)| self.rules[*index].declarations.iter().cloned()).collect();
        if let Some(style) = element.attribute_node("style") {
            let origin = TextOrigin::within(text, style.range_value(), style.value());
            applied.extend(declarations(style.value(), 0, &origin));
        }
        applied.sort_by_key(|declaration| declaration.important);
        Ok(applied)
    }
}

/// How many elements a node is nested in, itself among them.
fn depth(node: &Node<'_, '_>) -> u64 {
    // Counted elements are nested no deeper than the limit.
    u64::try_from(node.ancestors().take(limits::DRAWING_DEPTH + 2).count()).unwrap_or(u64::MAX)
}

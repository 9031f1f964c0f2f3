//! Alternatives within a drawing: which of them is drawn, and whether it says what the others say.
//!
//! Drawing programs of the web write labels as web text, with plain text for readers like ours beside it, often cut.

use roxmltree::Node;

use super::super::words;
use super::elements::{is_svg, needs_extension};
use super::remarks::DrawingRemarks;

use crate::diagnostic::reasons;

reasons! {
    label_differs(label: &str)
    en: "the plain-text fallback of the label “{label}” differs from it; save the drawing without formatted text";
    ja: "ラベル「{label}」の代わりとなる文字列が、元の文字列と違います。書式付きの文字を使わずに保存してください";

    label_cut(label: &str)
    en: "the plain-text fallback of the label “{label}” is truncated; save the drawing without formatted text";
    ja: "ラベル「{label}」の代わりとなる文字列が途中で切れています。書式付きの文字を使わずに保存してください";
}

/// The languages that alternatives are looked for in, in this order; at last any.
const LANGUAGES: [&str; 3] = ["ja", "en", ""];

/// The child of a `switch` that is drawn (SVG 2, §5.8).
pub(super) fn chosen<'a, 'i>(switch: &Node<'a, 'i>, remarks: &mut DrawingRemarks<'_>) -> Option<Node<'a, 'i>> {
    let children: Vec<Node<'_, '_>> = switch.children().filter(Node::is_element).collect();
    let drawn =
        LANGUAGES.iter().find_map(|language| children.iter().find(|child| is_drawn_in(child, language))).copied();
    let web = children.iter().find(|child| child.tag_name().name() == "foreignObject");
    // What comes first is what browsers show.
    if let Some(label) = web.filter(|web| drawn.is_none_or(|drawn| web.range().start < drawn.range().start)) {
        compare(label, drawn.as_ref(), remarks);
    }
    drawn
}

/// Says where what is drawn differs from the web text that browsers show in its place.
fn compare(label: &Node<'_, '_>, drawn: Option<&Node<'_, '_>>, remarks: &mut DrawingRemarks<'_>) {
    let wanted = letters(label);
    if wanted.is_empty() {
        return;
    }
    let Some(drawn) = drawn else { return remarks.error(label.range(), words::HOLDS_WEB_TEXT) };
    // A picture of the label, whose letters nobody can compare.
    if drawn.descendants().any(|inner| inner.tag_name().name() == "image") {
        return;
    }
    let written = letters(drawn);
    if written != wanted {
        let is_cut = wanted.starts_with(written.trim_end_matches(['.', '…']));
        remarks.error_of(drawn.range(), if is_cut { label_cut } else { label_differs }, &wanted);
    }
}

/// Whether a child of a `switch` is drawn for readers of a language; of any, where it is empty.
fn is_drawn_in(child: &Node<'_, '_>, language: &str) -> bool {
    is_svg(child)
        && child.tag_name().name() != "foreignObject"
        && !needs_extension(child)
        && child.attribute("systemLanguage").is_none_or(|listed| names_language(listed, language))
}

/// Whether a list of languages names one, also as that of a country such as `en-GB`.
fn names_language(listed: &str, language: &str) -> bool {
    language.is_empty() || listed.split(',').map(str::trim).any(|name| name.split('-').next() == Some(language))
}

/// All letters of an element, without blanks: lines are broken elsewhere in web text.
fn letters(node: &Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|inner| {
        inner.is_text() && !inner.ancestors().any(|above| matches!(above.tag_name().name(), "style" | "title" | "desc"))
    });
    let characters = texts.filter_map(|text| text.text()).flat_map(str::chars);
    characters.filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}')).collect()
}

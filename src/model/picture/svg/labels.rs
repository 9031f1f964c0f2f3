//! Alternatives within a drawing: which of them is drawn, and whether it says what the others say.
//!
//! Drawing programs of the web write labels as web text, with plain text for readers like ours beside it, often cut.

use roxmltree::Node;

use super::super::words;
use super::said::Said;
use super::write::is_svg;
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
pub(super) fn chosen<'a, 'i>(switch: &Node<'a, 'i>, said: &mut Said<'_>) -> Option<Node<'a, 'i>> {
    let children = || switch.children().filter(Node::is_element);
    let drawn = LANGUAGES.iter().find_map(|language| children().find(|child| passes(child, language)));
    let web = children().find(|child| child.tag_name().name() == "foreignObject");
    // What comes first is what browsers show.
    let label = web.filter(|web| drawn.is_none_or(|drawn| web.range().start < drawn.range().start));
    if let Some(label) = label {
        let wanted = letters(&label);
        match drawn {
            _ if wanted.is_empty() => {}
            None => said.error(label.range(), words::HOLDS_WEB_TEXT),
            Some(drawn) if drawn.descendants().any(|inner| inner.tag_name().name() == "image") => {}
            Some(drawn) => {
                let found = letters(&drawn);
                let cut = found.trim_end_matches(['.', '…']);
                if found != wanted {
                    let term = if wanted.starts_with(cut) { label_cut } else { label_differs };
                    said.error_of(drawn.range(), term, &wanted);
                }
            }
        }
    }
    drawn
}

fn passes(child: &Node<'_, '_>, language: &str) -> bool {
    let speaks = |own: &str| {
        let own = own.trim();
        language.is_empty() || own == language || own.split_once('-').is_some_and(|(own, _)| own == language)
    };
    is_svg(child)
        && child.tag_name().name() != "foreignObject"
        && child.attribute("requiredExtensions").is_none_or(|own| own.trim().is_empty())
        && child.attribute("systemLanguage").is_none_or(|all| all.split(',').any(speaks))
}

/// All letters of an element, without blanks: lines are broken elsewhere in web text.
fn letters(node: &Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|inner| {
        inner.is_text() && !inner.ancestors().any(|above| matches!(above.tag_name().name(), "style" | "title" | "desc"))
    });
    let blank = |c: &char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}');
    texts.filter_map(|text| text.text()).flat_map(str::chars).filter(|c| !blank(c)).collect()
}

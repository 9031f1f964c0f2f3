//! Elements of drawings: which are drawn, and which are text.

use roxmltree::Node;

/// The namespace of drawings.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// Whether an element is one of drawings, and not of the program that made this one.
pub(super) fn is_svg(node: &Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace().is_none_or(|namespace| namespace == SVG)
}

/// Whether it is the outermost element.
pub(super) fn is_root(node: &Node<'_, '_>) -> bool {
    node.parent_element().is_none()
}

/// Elements that the reader of drawings draws, or draws with.
pub(super) fn is_drawn(name: &str) -> bool {
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

/// Whether it is a text, or a part of one.
pub(super) fn is_text(element: &Node<'_, '_>) -> bool {
    matches!(element.tag_name().name(), "text" | "tspan" | "textPath" | "tref")
}

/// Whether it stands in a text, or is one.
pub(super) fn is_within_text(node: &Node<'_, '_>) -> bool {
    node.ancestors().any(|above| above.tag_name().name() == "text")
}

/// Whether a text says where its lines stand.
pub(super) fn is_placed(text: &Node<'_, '_>) -> bool {
    text.descendants()
        .any(|inner| inner.tag_name().name() == "tspan" && inner.has_attribute("x") && inner.has_attribute("y"))
}

/// Whether some program is asked for that can do more than draw.
pub(super) fn needs_extension(node: &Node<'_, '_>) -> bool {
    node.attribute("requiredExtensions").is_some_and(|extensions| !extensions.trim().is_empty())
}

//! Properties that drawings may have, and what becomes of each.

/// What is to be done with the value of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PropertyKind {
    /// A paint: a colour, a gradient or a pattern.
    Paint,
    /// A colour.
    Colour,
    /// A length, a number or a list of them.
    Length,
    /// A word or another value that the reader knows.
    Word,
    /// A geometric property: an attribute for the reader, wherever it was set.
    Geometry,
    /// The outline of a path.
    Outline,
    /// A transformation.
    Transform,
    /// A reference to an element of the drawing, or none.
    Reference,
    /// Known by the reader only in an attribute `style`.
    Styled,
}

/// The kind of a property; nothing for those without any bearing on what is drawn, or that are looked at by themselves.
pub(super) fn kind(name: &str) -> Option<PropertyKind> {
    Some(match name {
        "fill" | "stroke" => PropertyKind::Paint,
        "color" | "stop-color" | "flood-color" | "lighting-color" => PropertyKind::Colour,
        "stroke-width" | "stroke-dasharray" | "stroke-dashoffset" | "stroke-miterlimit" | "font-size"
        | "letter-spacing" | "word-spacing" | "baseline-shift" => PropertyKind::Length,
        "opacity"
        | "fill-opacity"
        | "stroke-opacity"
        | "stop-opacity"
        | "flood-opacity"
        | "fill-rule"
        | "clip-rule"
        | "stroke-linecap"
        | "stroke-linejoin"
        | "display"
        | "visibility"
        | "overflow"
        | "font-style"
        | "font-variant"
        | "font-stretch"
        | "font-kerning"
        | "text-anchor"
        | "text-decoration"
        | "writing-mode"
        | "direction"
        | "unicode-bidi"
        | "dominant-baseline"
        | "alignment-baseline"
        | "paint-order"
        | "shape-rendering"
        | "text-rendering"
        | "image-rendering"
        | "color-interpolation"
        | "color-interpolation-filters"
        | "mask-type"
        | "transform-origin" => PropertyKind::Word,
        "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "rx" | "ry" => PropertyKind::Geometry,
        "d" => PropertyKind::Outline,
        "transform" => PropertyKind::Transform,
        "clip-path" | "mask" | "marker-start" | "marker-mid" | "marker-end" => PropertyKind::Reference,
        "mix-blend-mode" | "isolation" => PropertyKind::Styled,
        _ => return None,
    })
}

/// Whether children take over a property from what they stand in (SVG 2, appendix on properties).
pub(super) fn inherits(name: &str) -> bool {
    !matches!(
        name,
        "stop-color"
            | "flood-color"
            | "lighting-color"
            | "opacity"
            | "stop-opacity"
            | "flood-opacity"
            | "display"
            | "overflow"
            | "text-decoration"
            | "unicode-bidi"
            | "dominant-baseline"
            | "alignment-baseline"
            | "baseline-shift"
            | "mask-type"
            | "transform-origin"
            | "clip-path"
            | "mask"
            | "mix-blend-mode"
            | "isolation"
            | "transform"
            | "d"
    ) && kind(name) != Some(PropertyKind::Geometry)
}

/// The initial value of a paint or a colour.
pub(super) fn initial(name: &str) -> &'static str {
    match name {
        "stroke" => "none",
        "lighting-color" => "white",
        _ => "black",
    }
}

/// Whether a property that the reader does not know would change what is drawn: each has values that change nothing.
pub(super) fn changes_drawing(name: &str, value: &str) -> bool {
    let neutral: &[&str] = match name {
        "text-transform" | "rotate" | "scale" | "translate" | "offset-path" | "perspective" => &["none"],
        "clip" => &["auto"],
        // A drawing is made larger or smaller as a whole, its lines with it.
        "vector-effect" => &["none", "non-scaling-stroke"],
        "mask-image" | "mask-border-source" | "backdrop-filter" | "-webkit-mask-image" => &["none"],
        "-webkit-text-stroke" => &["none", "0"],
        "text-orientation" => &["mixed"],
        "zoom" => &["1", "normal", "100%"],
        _ => return false,
    };
    !neutral.iter().any(|word| value.eq_ignore_ascii_case(word)) && !is_wide(value)
}

/// Words that every property knows (CSS Cascading 4, §7.3).
pub(super) fn is_wide(value: &str) -> bool {
    ["inherit", "initial", "unset", "revert", "revert-layer"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

//! Where the appearance of an annotation comes onto its page.

use lopdf::Stream;

/// A form with the matrix by which it comes onto the page.
pub(super) struct PlacedForm {
    pub form: Stream,
    /// Across and up.
    pub scale: [f32; 2],
    /// Right and up, in points.
    pub offset: [f32; 2],
}

/// The smallest rectangle around another one that a matrix turns.
pub(super) fn transformed([left, bottom, right, top]: [f32; 4], [a, b, c, d, e, f]: [f32; 6]) -> [f32; 4] {
    let corners = [(left, bottom), (left, top), (right, bottom), (right, top)];
    let xs = corners.map(|(x, y)| a * x + c * y + e);
    let ys = corners.map(|(x, y)| b * x + d * y + f);
    [
        xs.into_iter().fold(xs[0], f32::min),
        ys.into_iter().fold(ys[0], f32::min),
        xs.into_iter().fold(xs[0], f32::max),
        ys.into_iter().fold(ys[0], f32::max),
    ]
}

/// A form scaled and moved so that its bounds fill its place (ISO 32000-1, 12.5.5).
pub(super) fn placed(form: &Stream, place: [f32; 4], bounds: [f32; 4]) -> Option<PlacedForm> {
    let (width, height) = (bounds[2] - bounds[0], bounds[3] - bounds[1]);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (across, up) = ((place[2] - place[0]) / width, (place[3] - place[1]) / height);
    let mut form = form.clone();
    form.dict.set("Type", "XObject");
    form.dict.set("Subtype", "Form");
    // The appearance of a layer's annotation is seen like the annotation.
    form.dict.remove(b"OC");
    Some(PlacedForm { form, scale: [across, up], offset: [place[0] - bounds[0] * across, place[1] - bounds[1] * up] })
}

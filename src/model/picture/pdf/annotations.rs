//! What annotations show (stamps, filled forms, marks), drawn as part of their page.
//!
//! The reader that draws a page knows only some of them. Their appearances are forms (ISO 32000-1, 12.5.5), so that they
//! are put behind the page's own content, where all limits and checks hold for them as well.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::words;
use super::layers::{Layers, dictionary};
use super::page;
use super::said::Said;
use crate::diagnostic::reasons;

reasons! {
    comment_not_printed(page: usize, annotation: &str)
    en: "comments on page {page} are not printed: {annotation}";
    ja: "{page}ページのコメントは印刷されません: {annotation}";

    form_as_stored(page: usize, key: &str)
    en: "the form on page {page} is printed as stored in the file, although it requests that its fields be redrawn ({key})";
    ja: "{page}ページの入力フォームは、ファイルに保存された見え方のまま印刷されます（{key}）";

    dynamic_form(page: usize, key: &str)
    en: "page {page} is a form that only form software can draw ({key}); print it to a new PDF, and use that file";
    ja: "{page}ページは専用のソフトでしか表示できない入力フォームです（{key}）。PDFに印刷し直したものを使ってください";

    redaction_pending(page: usize, annotation: &str)
    en: "page {page} has a redaction that is marked but not applied: {annotation}; apply all redactions first";
    ja: "{page}ページに、墨消しの指定だけで、まだ消されていない箇所があります: {annotation}。墨消しを適用してから使ってください";

    without_appearance(page: usize, annotation: &str)
    en: "page {page} has an annotation without an appearance: {annotation}; print the file to a new PDF, and use that file";
    ja: "{page}ページに、見え方の書かれていない注釈があります: {annotation}。PDFに印刷し直したものを使ってください";
}

const HIDDEN: i64 = 1 << 1;
const PRINT: i64 = 1 << 2;
const NO_VIEW: i64 = 1 << 5;

/// Puts what the annotations of a page show behind its content; says whether there was any.
pub(super) fn flatten(document: &mut Document, id: ObjectId, layers: &Layers, said: &mut Said) -> bool {
    let shown = {
        let document = &*document;
        form(document, said);
        let Ok(own) = document.get_dictionary(id) else { return false };
        let all = own.get_deref(b"Annots", document).and_then(Object::as_array);
        let all = all.into_iter().flatten().filter_map(|annotation| {
            let (id, found) = document.dereference(annotation).ok()?;
            Some((id, found.as_dict().ok()?))
        });
        all.filter_map(|(id, own)| appearance(document, id, own, layers, said)).collect::<Vec<_>>()
    };
    if shown.is_empty() {
        return false;
    }
    let mut resources = page::inherited(document, id, b"Resources").and_then(|own| own.as_dict().ok().cloned());
    let resources = resources.get_or_insert_default();
    let mut objects = dictionary(document, resources, b"XObject").cloned().unwrap_or_default();
    let mut behind = b"\nQ\n".to_vec();
    for (at, (form, [a, d, e, f])) in shown.into_iter().enumerate() {
        let mut name = format!("Annotation{at}");
        while objects.has(name.as_bytes()) {
            name.push('_');
        }
        behind.extend(format!("q {a} 0 0 {d} {e} {f} cm /{name} Do Q\n").bytes());
        let form = document.add_object(form);
        objects.set(name, Object::Reference(form));
    }
    resources.set("XObject", Object::Dictionary(objects));
    let before = document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let behind = document.add_object(Stream::new(Dictionary::new(), behind));
    let mut contents = vec![Object::Reference(before)];
    let resources = resources.clone();
    let Ok(own) = document.get_dictionary(id) else { return false };
    match own.get(b"Contents") {
        Ok(Object::Array(parts)) => contents.extend(parts.iter().cloned()),
        Ok(one @ Object::Reference(_)) => match document.dereference(one) {
            Ok((_, Object::Array(parts))) => contents.extend(parts.iter().cloned()),
            _ => contents.push(one.clone()),
        },
        _ => {}
    }
    contents.push(Object::Reference(behind));
    let Ok(own) = document.get_dictionary_mut(id) else { return false };
    own.set("Contents", Object::Array(contents));
    own.set("Resources", Object::Dictionary(resources));
    true
}

/// Forms whose values stand in no appearance.
fn form(document: &Document, said: &mut Said) {
    let Ok(catalog) = document.catalog() else { return };
    let yes = |own: &Dictionary, key: &[u8]| own.get_deref(key, document).and_then(Object::as_bool).unwrap_or(false);
    let Some(form) = dictionary(document, catalog, b"AcroForm") else { return };
    if form.has(b"XFA") && yes(catalog, b"NeedsRendering") {
        said.error(dynamic_form, "XFA");
    } else if yes(form, b"NeedAppearances")
        && form.get_deref(b"Fields", document).and_then(Object::as_array).is_ok_and(|all| !all.is_empty())
    {
        said.note(form_as_stored, "NeedAppearances");
    }
}

/// What an annotation shows: a form, and the scale and place by which it comes onto the page.
fn appearance(
    document: &Document,
    id: Option<ObjectId>,
    own: &Dictionary,
    layers: &Layers,
    said: &mut Said,
) -> Option<(Stream, [f32; 4])> {
    let kind = own.get_deref(b"Subtype", document).and_then(Object::as_name).unwrap_or_default();
    let named = match id {
        Some((number, _)) => format!("{} ({number} 0 R)", String::from_utf8_lossy(kind)),
        None => String::from_utf8_lossy(kind).into_owned(),
    };
    let flags = own.get_deref(b"F", document).and_then(Object::as_i64).unwrap_or(0);
    let unseen = flags & HIDDEN != 0 || (flags & NO_VIEW != 0 && flags & PRINT == 0);
    if unseen || kind == b"Popup" {
        return None;
    }
    if let Some(layer) = own.get(b"OC").ok().and_then(|group| layers.hide(document, group)) {
        said.note(words::layer_off, &layer);
        return None;
    }
    match kind {
        // Icons of remarks that readers open.
        b"Text" | b"FileAttachment" | b"Sound" => {
            said.note(comment_not_printed, &named);
            return None;
        }
        b"Redact" => {
            said.error(redaction_pending, &named);
            return None;
        }
        _ => {}
    }
    let [left, bottom, right, top] = page::rectangle(document, own, b"Rect")?;
    if right - left <= 0.0 || top - bottom <= 0.0 {
        return None;
    }
    let normal = dictionary(document, own, b"AP").and_then(|own| own.get(b"N").ok());
    let Some(normal) = normal else {
        if lacks_appearance(document, own, kind) {
            said.error(without_appearance, &named);
        }
        return None;
    };
    let form = match document.dereference(normal) {
        Ok((_, Object::Stream(form))) => form,
        Ok((_, Object::Dictionary(states))) => {
            let state = own.get_deref(b"AS", document).and_then(Object::as_name).ok()?;
            // A state without an appearance shows nothing, as a box that is not ticked.
            states.get_deref(state, document).and_then(Object::as_stream).ok()?
        }
        Ok((_, Object::Null)) | Err(_) => {
            said.error(without_appearance, &named);
            return None;
        }
        _ => return None,
    };
    let Some(own_box) = page::rectangle(document, &form.dict, b"BBox") else {
        said.error(without_appearance, &named);
        return None;
    };
    let matrix: Option<[f32; 6]> = page::numbers(document, &form.dict, b"Matrix").and_then(|all| all.try_into().ok());
    let [a, b, c, d, e, f] = matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let corners = [(0, 1), (0, 3), (2, 1), (2, 3)].map(|(x, y)| {
        let (x, y) = (own_box[x], own_box[y]);
        [a * x + c * y + e, b * x + d * y + f]
    });
    let bound = |at: usize, of: fn(f32, f32) -> f32| corners.iter().map(|corner| corner[at]).fold(corners[0][at], of);
    let (x0, y0, x1, y1) = (bound(0, f32::min), bound(1, f32::min), bound(0, f32::max), bound(1, f32::max));
    if x1 - x0 <= 0.0 || y1 - y0 <= 0.0 {
        return None;
    }
    let (across, up) = ((right - left) / (x1 - x0), (top - bottom) / (y1 - y0));
    let mut form = form.clone();
    form.dict.set("Type", "XObject");
    form.dict.set("Subtype", "Form");
    // The appearance of a layer's annotation is seen like the annotation.
    form.dict.remove(b"OC");
    Some((form, [across, up, left - x0 * across, bottom - y0 * up]))
}

/// Whether a reader would make up an appearance that the file does not hold.
fn lacks_appearance(document: &Document, own: &Dictionary, kind: &[u8]) -> bool {
    match kind {
        b"Link" | b"TrapNet" | b"PrinterMark" => false,
        b"Widget" => {
            let of_field = |key: &[u8]| {
                let mut field = own;
                for _ in 0..16 {
                    if let Ok(found) = field.get_deref(key, document) {
                        return Some(found.clone());
                    }
                    field = dictionary(document, field, b"Parent")?;
                }
                None
            };
            let typed = of_field(b"FT").is_some_and(|kind| matches!(kind.as_name(), Ok(b"Tx" | b"Ch")));
            let filled = of_field(b"V").is_some_and(|value| match value {
                Object::String(text, _) => !text.is_empty(),
                Object::Array(items) => !items.is_empty(),
                Object::Stream(_) => true,
                _ => false,
            });
            typed && filled
        }
        _ => true,
    }
}

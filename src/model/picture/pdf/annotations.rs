//! What annotations show (stamps, filled forms, marks), drawn as part of their page.
//!
//! The reader that draws a page knows only some of them. Their appearances are forms (ISO 32000-1, 12.5.5), so that they
//! are put behind the page's own content, where all limits and checks hold for them as well.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::words;
use super::hidden_layers::{HiddenLayers, dictionary};
use super::page;
use super::placement::{PlacedForm, placed, transformed};
use super::remarks::PageRemarks;
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

/// Flags of annotations (ISO 32000-1, table 165).
const HIDDEN: i64 = 1 << 1;
const PRINT: i64 = 1 << 2;
const NO_VIEW: i64 = 1 << 5;

/// An annotation of a page.
struct Annotation<'d> {
    /// The number of its object, where it is one of its own.
    id: Option<ObjectId>,
    dictionary: &'d Dictionary,
}

/// Puts what the annotations of a page show behind its content; says whether there was any.
pub(super) fn flatten(document: &mut Document, id: ObjectId, layers: &HiddenLayers, remarks: &mut PageRemarks) -> bool {
    check_form(document, remarks);
    let forms: Vec<PlacedForm> = annotations(document, id)
        .iter()
        .filter_map(|annotation| appearance(document, annotation, layers, remarks))
        .collect();
    if forms.is_empty() {
        return false;
    }
    let resources = page::inherited(document, id, b"Resources").and_then(|resources| resources.as_dict().ok());
    let mut resources = resources.cloned().unwrap_or_default();
    let mut objects = dictionary(document, &resources, b"XObject").cloned().unwrap_or_default();
    let mut behind = b"\nQ\n".to_vec();
    for (index, PlacedForm { form, scale, offset }) in forms.into_iter().enumerate() {
        let mut name = format!("Annotation{index}");
        while objects.has(name.as_bytes()) {
            name.push('_');
        }
        let ([across, up], [x, y]) = (scale, offset);
        behind.extend(format!("q {across} 0 0 {up} {x} {y} cm /{name} Do Q\n").bytes());
        objects.set(name, Object::Reference(document.add_object(form)));
    }
    resources.set("XObject", Object::Dictionary(objects));
    // What the page's own content does to the graphics state ends with it.
    let before = document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let behind = document.add_object(Stream::new(Dictionary::new(), behind));
    let mut contents = vec![Object::Reference(before)];
    contents.extend(content_parts(document, id));
    contents.push(Object::Reference(behind));
    let Ok(page) = document.get_dictionary_mut(id) else { return false };
    page.set("Contents", Object::Array(contents));
    page.set("Resources", Object::Dictionary(resources));
    true
}

/// The annotations of a page.
fn annotations(document: &Document, page: ObjectId) -> Vec<Annotation<'_>> {
    let list = document.get_dictionary(page).and_then(|page| page.get_deref(b"Annots", document)?.as_array());
    let dereferenced = list.into_iter().flatten().filter_map(|annotation| document.dereference(annotation).ok());
    dereferenced.filter_map(|(id, object)| Some(Annotation { id, dictionary: object.as_dict().ok()? })).collect()
}

/// The parts of a page's content.
fn content_parts(document: &Document, page: ObjectId) -> Vec<Object> {
    match document.get_dictionary(page).and_then(|page| page.get(b"Contents")) {
        Ok(Object::Array(parts)) => parts.clone(),
        Ok(contents @ Object::Reference(_)) => match document.dereference(contents) {
            Ok((_, Object::Array(parts))) => parts.clone(),
            _ => vec![contents.clone()],
        },
        _ => Vec::new(),
    }
}

/// Looks for a form whose values stand in no appearance.
fn check_form(document: &Document, remarks: &mut PageRemarks) {
    let Ok(catalog) = document.catalog() else { return };
    let Some(form) = dictionary(document, catalog, b"AcroForm") else { return };
    if form.has(b"XFA") && is_true(document, catalog, b"NeedsRendering") {
        remarks.error(dynamic_form, "XFA");
    } else if is_true(document, form, b"NeedAppearances")
        && form.get_deref(b"Fields", document).and_then(Object::as_array).is_ok_and(|fields| !fields.is_empty())
    {
        remarks.note(form_as_stored, "NeedAppearances");
    }
}

fn is_true(document: &Document, holder: &Dictionary, key: &[u8]) -> bool {
    holder.get_deref(key, document).and_then(Object::as_bool).unwrap_or(false)
}

/// What an annotation shows, as a form.
fn appearance(
    document: &Document,
    annotation: &Annotation<'_>,
    layers: &HiddenLayers,
    remarks: &mut PageRemarks,
) -> Option<PlacedForm> {
    let Annotation { id, dictionary: parameters } = annotation;
    let kind = parameters.get_deref(b"Subtype", document).and_then(Object::as_name).unwrap_or_default();
    let named = match id {
        Some((number, _)) => format!("{} ({number} 0 R)", String::from_utf8_lossy(kind)),
        None => String::from_utf8_lossy(kind).into_owned(),
    };
    let flags = parameters.get_deref(b"F", document).and_then(Object::as_i64).unwrap_or(0);
    if kind == b"Popup" || flags & HIDDEN != 0 || (flags & NO_VIEW != 0 && flags & PRINT == 0) {
        return None;
    }
    if let Some(layer) = parameters.get(b"OC").ok().and_then(|group| layers.hiding(document, group)) {
        remarks.note(words::layer_off, &layer);
        return None;
    }
    match kind {
        // Icons of remarks that readers open.
        b"Text" | b"FileAttachment" | b"Sound" => {
            remarks.note(comment_not_printed, &named);
            return None;
        }
        b"Redact" => {
            remarks.error(redaction_pending, &named);
            return None;
        }
        _ => {}
    }
    let place = page::rectangle(document, parameters, b"Rect")?;
    if place[2] - place[0] <= 0.0 || place[3] - place[1] <= 0.0 {
        return None;
    }
    let appearances = dictionary(document, parameters, b"AP");
    let Some(normal) = appearances.and_then(|appearances| appearances.get(b"N").ok()) else {
        if lacks_appearance(document, parameters, kind) {
            remarks.error(without_appearance, &named);
        }
        return None;
    };
    let form = match document.dereference(normal) {
        Ok((_, Object::Stream(form))) => form,
        Ok((_, Object::Dictionary(states))) => {
            let state = parameters.get_deref(b"AS", document).and_then(Object::as_name).ok()?;
            // A state without an appearance shows nothing, as a box that is not ticked.
            states.get_deref(state, document).and_then(Object::as_stream).ok()?
        }
        Ok((_, Object::Null)) | Err(_) => {
            remarks.error(without_appearance, &named);
            return None;
        }
        _ => return None,
    };
    let Some(bounds) = page::rectangle(document, &form.dict, b"BBox") else {
        remarks.error(without_appearance, &named);
        return None;
    };
    let matrix = page::numbers(document, &form.dict, b"Matrix").and_then(|numbers| numbers.try_into().ok());
    placed(form, place, transformed(bounds, matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])))
}

/// Whether a reader would make up an appearance that the file does not hold.
fn lacks_appearance(document: &Document, annotation: &Dictionary, kind: &[u8]) -> bool {
    match kind {
        b"Link" | b"TrapNet" | b"PrinterMark" => false,
        b"Widget" => {
            let kind = field_value(document, annotation, b"FT");
            let is_typed = kind.is_some_and(|kind| matches!(kind.as_name(), Ok(b"Tx" | b"Ch")));
            is_typed
                && field_value(document, annotation, b"V").is_some_and(|value| match value {
                    Object::String(text, _) => !text.is_empty(),
                    Object::Array(items) => !items.is_empty(),
                    Object::Stream(_) => true,
                    _ => false,
                })
        }
        _ => true,
    }
}

/// How deep fields of forms may be nested; a form that people fill in has two or three levels.
const FIELDS: usize = 16;

/// A value of a field, or of one that it is a part of (ISO 32000-1, 12.7.3).
fn field_value<'d>(document: &'d Document, widget: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let mut field = widget;
    for _ in 0..FIELDS {
        if let Ok(value) = field.get_deref(key, document) {
            return Some(value);
        }
        field = dictionary(document, field, b"Parent")?;
    }
    None
}

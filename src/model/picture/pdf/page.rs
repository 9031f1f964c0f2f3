//! A page among the objects of its file.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::words;
use crate::diagnostic::{Reason, reasons};
use crate::limits;

reasons! {
    page_of_size(width: f32, height: f32)
    en: "its page is {width} × {height} pt, which is too large";
    ja: "ページの大きさが{width}×{height}ポイントで、大きすぎます";

    page_without_size(page: usize)
    en: "its page {page} has no page size; save it with another program";
    ja: "{page}ページの大きさが書かれていません。別のソフトで保存し直してください";
}

/// The longest side of a page, in points (ISO 32000-1, annex C).
const SIDE: f32 = 14_400.0;

/// All pages, in their order; nothing for those that cannot be read. The reader that draws would walk down their tree
/// without end where it has none.
///
/// # Errors
/// A tree that is none, or too deep or too large.
pub(super) fn all(document: &Document) -> Result<Vec<Option<ObjectId>>, Reason> {
    let mut found = Vec::new();
    let Some(root) = document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok()) else { return Ok(found) };
    let mut open = vec![(root, 0)];
    let mut seen = BTreeSet::new();
    while let Some((node, depth)) = open.pop() {
        let again = node.as_reference().is_ok_and(|id| !seen.insert(id));
        if again || depth > limits::PDF_TREE || seen.len() > limits::PDF_PAGES {
            return Err(words::BROKEN.into());
        }
        let (id, node) = match document.dereference(node) {
            Ok((id, Object::Dictionary(node))) => (id, node),
            _ => {
                found.push(None);
                continue;
            }
        };
        match node.get_deref(b"Kids", document).and_then(Object::as_array) {
            Ok(kids) => open.extend(kids.iter().rev().map(|kid| (kid, depth + 1))),
            Err(_) => found.push(id),
        }
    }
    Ok(found)
}

/// A value of a page, or of what it stands under (ISO 32000-1, 7.7.3.4).
pub(super) fn inherited<'d>(document: &'d Document, id: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut node = document.get_dictionary(id).ok()?;
    for _ in 0..=limits::PDF_TREE {
        if let Ok(found) = node.get_deref(key, document) {
            return Some(found);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

/// Makes sure that a page has a size, and leaves out a crop that leaves nothing of it; says whether it had one.
///
/// # Errors
/// A page without a size, or of one that no page can have.
pub(super) fn mend_size(document: &mut Document, id: ObjectId, number: usize) -> Result<bool, Reason> {
    let area = |key: &[u8]| {
        let (own, mut holder) = (inherited(document, id, key)?, Dictionary::new());
        holder.set("Box", own.clone());
        rectangle(document, &holder, b"Box")
    };
    let media = area(b"MediaBox").ok_or_else(|| page_without_size(number))?;
    let sides = [media[2] - media[0], media[3] - media[1]];
    if !sides.iter().all(|side| (1.0..=SIDE).contains(side)) {
        return Err(page_of_size(sides[0], sides[1]));
    }
    let Some(crop) = inherited(document, id, b"CropBox").map(|_| area(b"CropBox").unwrap_or_default()) else {
        return Ok(false);
    };
    let common = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
    if common[2] - common[0] >= 1.0 && common[3] - common[1] >= 1.0 {
        return Ok(false);
    }
    let whole = Object::Array(media.iter().map(|side| Object::Real(*side)).collect());
    document.get_dictionary_mut(id).map_err(|_| words::BROKEN)?.set("CropBox", whole);
    Ok(true)
}

/// A rectangle given by any two opposite corners: left, bottom, right, top.
pub(super) fn rectangle(document: &Document, own: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let [x0, y0, x1, y1]: [f32; 4] = numbers(document, own, key)?.try_into().ok()?;
    Some([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)])
}

/// A list of finite numbers.
pub(super) fn numbers(document: &Document, own: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
    let list = own.get_deref(key, document).and_then(Object::as_array).ok()?;
    let number = |item| document.dereference(item).ok()?.1.as_float().ok().filter(|number| number.is_finite());
    list.iter().map(number).collect()
}

//! Whether the pages of a finished PDF have the size that was asked for.
//!
//! The file is read anew, so that this sees what a viewer and the printing house will see.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

/// A point in millimetres.
const MILLIMETRES: f64 = 25.4 / 72.0;
/// Boxes are written with four digits behind the point; so many points are less than that and more than any rounding.
const APART: f64 = 0.02;
/// Boxes are looked for so many steps up the tree of pages.
const DEEPEST: usize = 64;
/// Streams of objects that unpack to more bytes are not read.
const UNPACKED: usize = 256 << 20;

/// What is asked of a page, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Width and height of the trimmed page (仕上がり).
    pub size: [f64; 2],
    /// How far artwork reaches over it (塗り足し).
    pub bleed: f64,
    /// All that surrounds it, bleed and marks.
    pub slug: f64,
}

/// A box that is not as it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// The page, from 1.
    pub page: usize,
    /// The key in the page: one of its boxes, or what turns or enlarges it.
    pub key: &'static str,
    /// Left, lower, right and upper edge in millimetres; `None` where it is missing or something else.
    pub found: Option<[f64; 4]>,
    /// The same as asked for.
    pub asked: [f64; 4],
}

/// A finished file, as it is read again.
pub fn read(pdf: &[u8]) -> Option<Document> {
    Document::load_mem_with_options(pdf, LoadOptions::with_max_decompressed_size(UNPACKED)).ok()
}

/// The boxes (ISO 32000-1, 14.11.2) of a file that are not as was asked for, one paper a page.
///
/// The medium is the whole sheet, the bleed and the trim lie within it, and what is shown or printed is all of the medium.
pub fn misfits(document: Option<&Document>, papers: &[Paper]) -> Vec<Misfit> {
    let pages: Vec<ObjectId> = document.map(|document| document.page_iter().collect()).unwrap_or_default();
    let mut found = Vec::new();
    for index in 0..papers.len().max(pages.len()) {
        let page = index + 1;
        match document.zip(pages.get(index)).zip(papers.get(index)) {
            Some(((document, id), paper)) => check(document, *id, page, paper, &mut found),
            // A page too many or too few.
            None => {
                let asked = papers.get(index).map_or([0.0; 4], |paper| paper.edges(0.0));
                found.push(Misfit { page, key: "MediaBox", found: None, asked });
            }
        }
    }
    found
}

impl Paper {
    /// A page without anything around it.
    pub fn bare(size: [f64; 2]) -> Self {
        Self { size, bleed: 0.0, slug: 0.0 }
    }

    /// The edges of the sheet, so far within it.
    fn edges(&self, inset: f64) -> [f64; 4] {
        let [width, height] = self.size.map(|side| side + 2.0 * self.slug - inset);
        [inset, inset, width, height]
    }
}

fn check(document: &Document, id: ObjectId, page: usize, paper: &Paper, found: &mut Vec<Misfit>) {
    let [whole, bled, trimmed] = [0.0, paper.slug - paper.bleed, paper.slug].map(|inset| paper.edges(inset));
    // Boxes that are not there are the whole sheet, as far as anybody sees.
    let boxes = [
        ("MediaBox", None, whole),
        ("CropBox", Some(whole), whole),
        ("BleedBox", Some(whole), bled),
        ("TrimBox", Some(whole), trimmed),
        ("ArtBox", Some(trimmed), trimmed),
    ];
    for (key, without, asked) in boxes {
        let edges = inherited(document, id, key.as_bytes()).map_or(without, |object| edges_of(document, object));
        if !edges.is_some_and(|edges| are_same(edges, asked)) {
            found.push(Misfit { page, key, found: edges, asked });
        }
    }
    // A page may also be turned, or measured in other units than points.
    for (key, plain) in [("Rotate", 0.0), ("UserUnit", 1.0)] {
        let number =
            inherited(document, id, key.as_bytes()).map(|object| object.as_float().map(f64::from).unwrap_or(f64::NAN));
        if number.is_some_and(|number| (number - plain).abs() > f64::EPSILON || number.is_nan()) {
            found.push(Misfit { page, key, found: None, asked: whole });
        }
    }
}

/// Whether two boxes have the same edges, as far as a file can say.
fn are_same(edges: [f64; 4], asked: [f64; 4]) -> bool {
    edges.iter().zip(asked).all(|(edge, asked)| (edge - asked).abs() <= APART * MILLIMETRES)
}

/// The value of a key of a page, which may stand with those above it in the tree of pages.
fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

fn edges_of(document: &Document, object: &Object) -> Option<[f64; 4]> {
    let edges: Option<Vec<f64>> = object.as_array().ok()?.iter().map(|edge| millimetres(document, edge)).collect();
    let [a, b, c, d]: [f64; 4] = edges?.try_into().ok()?;
    // Any two opposite corners may be given.
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

fn millimetres(document: &Document, edge: &Object) -> Option<f64> {
    let (_, edge) = document.dereference(edge).ok()?;
    Some(f64::from(edge.as_float().ok()?) * MILLIMETRES)
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    const A4: [f64; 2] = [210.0, 297.0];

    fn points(edges: [f64; 4]) -> Object {
        Object::Array(edges.iter().map(|edge| Object::Real((edge / MILLIMETRES) as f32)).collect())
    }

    /// A file of one page with these keys, of which the tree of pages has others.
    fn file(page: Dictionary, above: Dictionary) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let mut own = dictionary! { "Type" => "Page", "Parent" => pages };
        own.extend(&page);
        let id = document.add_object(own);
        let mut tree = dictionary! { "Type" => "Pages", "Kids" => vec![id.into()], "Count" => 1 };
        tree.extend(&above);
        document.objects.insert(pages, Object::Dictionary(tree));
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("memory takes anything");
        bytes
    }

    fn keys(pdf: &[u8], paper: Paper) -> Vec<&'static str> {
        misfits(read(pdf).as_ref(), &[paper]).iter().map(|misfit| misfit.key).collect()
    }

    #[test]
    fn a_bare_page_is_its_medium() {
        let bare = Paper::bare(A4);
        let whole = || points([0.0, 0.0, 210.0, 297.0]);
        assert!(keys(&file(dictionary! { "MediaBox" => whole() }, dictionary! {}), bare).is_empty());
        assert!(keys(&file(dictionary! {}, dictionary! { "MediaBox" => whole() }), bare).is_empty());
        let turned = points([210.0, 297.0, 0.0, 0.0]);
        assert!(
            keys(&file(dictionary! { "MediaBox" => turned, "CropBox" => whole() }, dictionary! {}), bare).is_empty()
        );
        let higher = points([0.0, 0.0, 210.0, 297.1]);
        assert_eq!(keys(&file(dictionary! { "MediaBox" => higher }, dictionary! {}), bare), ["MediaBox"]);
        let across = points([0.0, 0.0, 297.0, 210.0]);
        assert_eq!(keys(&file(dictionary! { "MediaBox" => across }, dictionary! {}), bare), ["MediaBox"]);
        let cut = points([0.0, 5.0, 210.0, 297.0]);
        for key in ["CropBox", "TrimBox", "BleedBox", "ArtBox"] {
            let page = dictionary! { "MediaBox" => whole(), key => cut.clone() };
            assert_eq!(keys(&file(page, dictionary! {}), bare), [key]);
        }
        for (key, value) in [("Rotate", Object::Integer(90)), ("UserUnit", Object::Real(2.0))] {
            let page = dictionary! { "MediaBox" => whole() };
            assert_eq!(keys(&file(page, dictionary! { key => value }), bare), [key]);
        }
        assert_eq!(keys(&file(dictionary! {}, dictionary! {}), bare), ["MediaBox"]);
        assert_eq!(keys(b"no file", bare), ["MediaBox"]);
    }

    #[test]
    fn a_sheet_has_its_boxes_within_each_other() {
        let sheet = Paper { size: A4, bleed: 3.0, slug: 13.0 };
        let right = [
            ("MediaBox", [0.0, 0.0, 236.0, 323.0]),
            ("CropBox", [0.0, 0.0, 236.0, 323.0]),
            ("BleedBox", [10.0, 10.0, 226.0, 313.0]),
            ("TrimBox", [13.0, 13.0, 223.0, 310.0]),
        ];
        let page = |change: &str| {
            let mut page = Dictionary::new();
            for (key, mut edges) in right {
                // A tenth of a millimetre is an error in print.
                edges[3] += if key == change { 0.1 } else { 0.0 };
                page.set(key, points(edges));
            }
            page
        };
        assert!(keys(&file(page(""), dictionary! {}), sheet).is_empty());
        for (key, _) in right {
            assert_eq!(keys(&file(page(key), dictionary! {}), sheet), [key]);
        }
        // A sheet is no page for the screen, nor the other way round.
        assert!(!keys(&file(page(""), dictionary! {}), Paper::bare(A4)).is_empty());
        let bare = file(dictionary! { "MediaBox" => points([0.0, 0.0, 210.0, 297.0]) }, dictionary! {});
        assert!(!keys(&bare, sheet).is_empty());
    }

    #[test]
    fn pages_are_counted() {
        let one = file(dictionary! { "MediaBox" => points([0.0, 0.0, 210.0, 297.0]) }, dictionary! {});
        let pages = |papers: &[Paper]| {
            misfits(read(&one).as_ref(), papers).iter().map(|misfit| misfit.page).collect::<Vec<_>>()
        };
        assert_eq!(pages(&[Paper::bare(A4); 2]), [2]);
        assert_eq!(pages(&[]), [1]);
    }
}

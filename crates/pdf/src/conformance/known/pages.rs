//! The catalog and the pages (ISO 32000-1, 7.7).

use lopdf::{Object, ObjectId};

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::objection::{Kept, keeps, knows, unknown};

const CATALOG: DictionaryForm = DictionaryForm {
    what: "the catalog",
    must: &[
        ("Type", ValueShape::Is("Catalog")),
        ("Pages", ValueShape::Reference),
        ("Lang", ValueShape::Text),
        ("MarkInfo", ValueShape::Dictionary),
        ("Metadata", ValueShape::Reference),
        ("OutputIntents", ValueShape::Reference),
        ("StructTreeRoot", ValueShape::Reference),
        ("ViewerPreferences", ValueShape::Dictionary),
    ],
    may: &[
        ("AF", ValueShape::Array),
        ("Names", ValueShape::Dictionary),
        ("Outlines", ValueShape::Reference),
        ("PageLabels", ValueShape::Reference),
    ],
};

const MARKED: DictionaryForm = DictionaryForm {
    what: "`MarkInfo`",
    must: &[("Marked", ValueShape::Truth(true))],
    may: &[("Suspects", ValueShape::Truth(false))],
};

const WINDOW: DictionaryForm = DictionaryForm {
    what: "`ViewerPreferences`",
    must: &[("DisplayDocTitle", ValueShape::Truth(true))],
    may: &[("Direction", ValueShape::OneOf(&["L2R", "R2L"]))],
};

const TREE: DictionaryForm = DictionaryForm {
    what: "the page tree",
    must: &[("Type", ValueShape::Is("Pages")), ("Count", ValueShape::Count), ("Kids", ValueShape::Array)],
    may: &[],
};

const PAGE: DictionaryForm = DictionaryForm {
    what: "a page",
    must: &[
        ("Type", ValueShape::Is("Page")),
        ("Parent", ValueShape::Reference),
        ("MediaBox", ValueShape::Numbers(4)),
        ("Resources", ValueShape::Reference),
        ("Contents", ValueShape::Reference),
        ("Tabs", ValueShape::Is("S")),
        ("StructParents", ValueShape::Count),
    ],
    may: &[("Annots", ValueShape::Array)],
};

/// A page and what leads on from it.
pub(super) struct KnownPage<'a> {
    pub id: ObjectId,
    pub entries: KnownEntries<'a>,
    /// The key of its marked content in the parent tree.
    pub parents: usize,
}

/// The catalog, whose own values are checked.
pub(super) fn catalog<'a>(file: &KnownFile<'a>) -> Kept<KnownEntries<'a>> {
    let trailer = &file.document.trailer;
    let known = trailer.iter().all(|(key, _)| matches!(key.as_slice(), b"Size" | b"Root" | b"Info" | b"ID"));
    knows(known, "a key of the trailer that is not known")?;
    let Ok(root) = trailer.get(b"Root") else { return unknown("a file without a catalog") };
    let catalog = file.entries(root, &CATALOG)?;
    file.entries(catalog.value("MarkInfo")?, &MARKED)?;
    file.entries(catalog.value("ViewerPreferences")?, &WINDOW)?;
    let language = catalog.text("Lang").unwrap_or_default();
    keeps(is_language(&language), "6.7.4", "the language of the document is not a language tag")?;
    Ok(catalog)
}

/// The pages, in order, of a tree of a single node.
pub(super) fn pages<'a>(file: &KnownFile<'a>, catalog: &KnownEntries<'a>) -> Kept<Vec<KnownPage<'a>>> {
    let (root, _) = file.followed(catalog.value("Pages")?)?;
    let tree = file.entries(catalog.value("Pages")?, &TREE)?;
    let kids = tree.array("Kids");
    knows(!kids.is_empty() && tree.count("Count") == Some(kids.len()), "a page tree with another number of pages")?;
    kids.iter().map(|kid| page(file, root, kid)).collect()
}

fn page<'a>(file: &KnownFile<'a>, root: ObjectId, kid: &'a Object) -> Kept<KnownPage<'a>> {
    let (id, _) = file.followed(kid)?;
    let entries = file.entries(kid, &PAGE)?;
    knows(entries.id("Parent") == Some(root), "a page with another parent")?;
    let media = entries.numbers("MediaBox");
    let [left, bottom, right, top] = media.as_slice() else { return unknown("a page without a size") };
    keeps(
        [right - left, top - bottom].iter().all(|side| (3.0..=14_400.0).contains(side)),
        "6.1.13",
        "a page is too large or too small",
    )?;
    Ok(KnownPage { id, entries, parents: entries.count("StructParents").unwrap_or(0) })
}

/// Whether a text is a language tag such as `ja-JP` (RFC 3066).
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts
        .next()
        .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

//! What validators let pass, though readers who listen to a document stumble over it.

use std::cell::Cell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use super::{Failure, OWN, Verdict};
use crate::bounds;

/// Elements of a structure tree are nested less deep than this.
const DEEPEST: usize = 200;
/// Streams of objects that unpack to more bytes are not read.
const UNPACKED: usize = 256 << 20;
/// A structure tree of more elements is not followed to its end: it may lead back to itself.
const MOST: usize = 2_000_000;
/// The rules of this module.
const RULES: usize = 7;

/// The verdict on a file that claims more than can be looked at; nothing on any other.
pub(super) fn unfit(pdf: &[u8]) -> Option<Verdict> {
    let broken = |clause: &str, message: &str| {
        Some(Verdict { profile: OWN, judge: OWN, rules: RULES, failures: vec![failure(clause, message)] })
    };
    if !bounds::rows_are_sound(pdf) {
        return broken("ISO 32000-1:2008:7.4.4.4", "a row of an object stream is longer than the limit");
    }
    // At such a one the validator stands still, and remembers each step.
    if let Some(number) = bounds::stray_bracket(pdf) {
        let message = format!("an array in object {number} has an unbalanced bracket");
        return broken("ISO 32000-1:2008:7.3.6", &message);
    }
    // What cannot be read at all is told by those who judge it.
    let document = Document::load_mem_with_options(pdf, LoadOptions::with_max_decompressed_size(UNPACKED)).ok()?;
    let Ok(catalog) = document.catalog() else { return None };
    if !bounds::pages_are_sound(&document) {
        return broken("ISO 32000-1:2008:7.7.3", "the page tree is cyclic, or has more pages than the limit");
    }
    if let Err((number, _)) = bounds::masks_are_sound(&document) {
        let message = format!("the image in object {number} refers to itself, or to more images than the limit");
        return broken("ISO 32000-1:2008:8.9.5.4", &message);
    }
    if let Err((number, _)) = bounds::all_rows_are_sound(&document) {
        let message = format!("a row of the stream in object {number} is longer than the limit");
        return broken("ISO 32000-1:2008:7.4.4.4", &message);
    }
    let metadata = catalog.get_deref(b"Metadata", &document).ok().and_then(|metadata| metadata.as_stream().ok());
    let xml = metadata.and_then(|metadata| metadata.decompressed_content_with_limit(UNPACKED).ok());
    if xml.is_some_and(|xml| !bounds::xml_is_sound(&String::from_utf8_lossy(&xml))) {
        return broken("ISO 16684-1:2012:7", "the XMP metadata have more attributes than the limit");
    }
    None
}

/// Judges the structure of a file.
pub(super) fn check(pdf: &[u8]) -> Verdict {
    match Document::load_mem_with_options(pdf, LoadOptions::with_max_decompressed_size(UNPACKED)) {
        Ok(document) => check_read(&document),
        Err(error) => {
            let failure = failure("ISO 32000-1:2008:7.5", format!("the file cannot be read: {error}"));
            Verdict { profile: OWN, judge: OWN, rules: RULES, failures: vec![failure] }
        }
    }
}

/// Judges the structure of a file that has been read.
pub(super) fn check_read(document: &Document) -> Verdict {
    let pages = document.get_pages().into_iter().map(|(at, id)| (id, at)).collect();
    let mut check = Check {
        document,
        pages,
        failures: Vec::new(),
        left: Cell::new(MOST),
        marked: Vec::new(),
        marked_apart: Vec::new(),
    };
    check.whole();
    Verdict { profile: OWN, judge: OWN, rules: RULES, failures: check.failures }
}

fn failure(clause: &str, message: impl Into<String>) -> Failure {
    Failure { clause: clause.to_owned(), message: message.into() }
}

struct Check<'a> {
    document: &'a Document,
    /// The pages' places in the document, from 1.
    pages: BTreeMap<ObjectId, u32>,
    failures: Vec<Failure>,
    /// How many more elements are looked at.
    left: Cell<usize>,
    /// Marked content in the order in which it is read: its page and number.
    marked: Vec<(ObjectId, i64)>,
    /// The same of each cell of several rows.
    marked_apart: Vec<Vec<(ObjectId, i64)>>,
}

impl<'a> Check<'a> {
    fn fail(&mut self, clause: &str, message: impl Into<String>) {
        let failure = failure(clause, message);
        if !self.failures.contains(&failure) {
            self.failures.push(failure);
        }
    }

    /// A failure of an element that begins on a page.
    fn fail_on(&mut self, page: Option<ObjectId>, clause: &str, message: &str) {
        let number = page.and_then(|page| self.pages.get(&page));
        let place = number.map_or_else(String::new, |number| format!("on page {number}, "));
        self.fail(clause, place + message);
    }

    fn whole(&mut self) {
        let Ok(catalog) = self.document.catalog() else {
            return self.fail("ISO 32000-1:2008:7.7.2", "the file has no catalog");
        };
        if !self.says_something(catalog, b"Lang") {
            self.fail("ISO 14289-1:2014:7.2", "the document has no language");
        }
        let shown = self.dictionary(catalog, b"ViewerPreferences").and_then(|own| own.get(b"DisplayDocTitle").ok());
        if !matches!(shown, Some(Object::Boolean(true))) {
            self.fail("ISO 14289-1:2014:7.1", "windows would show the file's name instead of the document's title");
        }
        match self.dictionary(catalog, b"StructTreeRoot") {
            Some(root) => self.element(root, None, 0),
            None => self.fail("ISO 14289-1:2014:7.1", "the file has no structure tree"),
        }
        if self.left.get() == 0 {
            self.fail("ISO 32000-1:2008:14.7", "the structure tree is cyclic, or has more elements than the limit");
        }
        self.reading_order();
        self.attachments(catalog);
    }

    /// Follows references to what they lead to.
    fn resolved(&self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, object)| object)
    }

    fn value(&self, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        parent.get_deref(key, self.document).ok()
    }

    fn dictionary(&self, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.value(parent, key)?.as_dict().ok()
    }

    /// Whether a text is there and not blank.
    fn says_something(&self, parent: &'a Dictionary, key: &[u8]) -> bool {
        let text = self.value(parent, key).and_then(|text| decode_text_string(text).ok());
        text.is_some_and(|text| !text.trim().is_empty())
    }

    fn name(&self, parent: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.value(parent, key)?.as_name().ok()
    }

    /// An element's children, or the children of the tree's root.
    fn children(&self, element: &'a Dictionary) -> Vec<&'a Object> {
        let Some(left) = self.left.get().checked_sub(1) else { return Vec::new() };
        self.left.set(left);
        match self.value(element, b"K") {
            Some(Object::Array(children)) => children.iter().map(|child| self.resolved(child)).collect(),
            Some(child) => vec![child],
            None => Vec::new(),
        }
    }

    /// An element and all that it holds, in the order in which they are read.
    fn element(&mut self, element: &'a Dictionary, page: Option<ObjectId>, depth: usize) {
        if depth > DEEPEST {
            return self.fail("ISO 32000-1:2008:14.7", "the structure tree is nested too deep");
        }
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let begins = |own: &Self| own.first_page(element, 0).or(page);
        match self.name(element, b"S") {
            Some(b"Table") if !self.has_headers(element, 0) => {
                self.fail_on(begins(self), "ISO 14289-1:2014:7.5", "a table has no header cells");
            }
            Some(b"TH") if !self.has_attribute(element, b"Scope") => {
                self.fail_on(begins(self), "ISO 14289-1:2014:7.5", "a header cell has no `Scope` (row or column)");
            }
            // A note is read where its mark stands, and set at the foot of the page.
            Some(b"Note") => return,
            Some(b"Figure" | b"Formula") if !self.says_something(element, b"Alt") => {
                self.fail_on(begins(self), "ISO 14289-1:2014:7.3", "a figure has no alternative text");
            }
            _ => {}
        }
        let before = self.marked.len();
        for child in self.children(element) {
            match child {
                Object::Integer(number) => self.marked.extend(page.map(|page| (page, *number))),
                Object::Dictionary(child) if child.has(b"MCID") => {
                    let page = child.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    let number = child.get(b"MCID").and_then(Object::as_i64).ok();
                    self.marked.extend(page.zip(number));
                }
                // References to annotations and other objects hold no text.
                Object::Dictionary(child) if child.has(b"Obj") => {}
                Object::Dictionary(child) => self.element(child, page, depth + 1),
                _ => {}
            }
        }
        // A cell of several rows is read with the first of them, and is beside all.
        if self.has_attribute(element, b"RowSpan") {
            let cell = self.marked.split_off(before);
            self.marked_apart.push(cell);
        }
    }

    /// The page of an element, or of the first within it that has one.
    fn first_page(&self, element: &'a Dictionary, depth: usize) -> Option<ObjectId> {
        let own = element.get(b"Pg").and_then(Object::as_reference).ok();
        let children = || self.children(element).into_iter().filter_map(|child| child.as_dict().ok());
        own.or_else(|| (depth <= DEEPEST).then(|| children().find_map(|child| self.first_page(child, depth + 1)))?)
    }

    fn has_headers(&self, element: &'a Dictionary, depth: usize) -> bool {
        let header = |child: &Dictionary| self.name_is(child, b"TH");
        depth <= DEEPEST
            && self
                .children(element)
                .into_iter()
                .filter_map(|child| child.as_dict().ok())
                .any(|child| header(child) || (!self.name_is(child, b"Table") && self.has_headers(child, depth + 1)))
    }

    fn name_is(&self, element: &Dictionary, name: &[u8]) -> bool {
        matches!(element.get(b"S"), Ok(Object::Name(own)) if own == name)
    }

    fn has_attribute(&self, cell: &'a Dictionary, name: &[u8]) -> bool {
        let scoped = |attributes: &'a Object| attributes.as_dict().is_ok_and(|own| own.has(name));
        match self.value(cell, b"A") {
            Some(Object::Array(all)) => all.iter().any(|attributes| scoped(self.resolved(attributes))),
            Some(attributes) => scoped(attributes),
            None => false,
        }
    }

    /// What is read aloud one after the other must stand so on each page; a column may go on to the next page before the
    /// column beside it is read.
    fn reading_order(&mut self) {
        let apart = std::mem::take(&mut self.marked_apart);
        for marked in apart.into_iter().chain([std::mem::take(&mut self.marked)]) {
            let mut last: BTreeMap<ObjectId, i64> = BTreeMap::new();
            for (page, number) in marked {
                if last.insert(page, number).is_some_and(|last| last > number) {
                    self.fail_on(
                        Some(page),
                        "ISO 14289-1:2014:7.1",
                        "the reading order of the text differs from its order on the page",
                    );
                }
            }
        }
    }

    /// Attached files must say what they are.
    fn attachments(&mut self, catalog: &'a Dictionary) {
        let files = match self.value(catalog, b"AF") {
            Some(Object::Array(files)) => files.iter().map(|file| self.resolved(file)).collect(),
            _ => Vec::new(),
        };
        for file in files.into_iter().filter_map(|file| file.as_dict().ok()) {
            let described = self.says_something(file, b"Desc");
            let related = self.name(file, b"AFRelationship").is_some_and(|name| name != b"Unspecified");
            let stream = self.dictionary(file, b"EF").and_then(|own| self.value(own, b"F")).map(Object::as_stream);
            let typed = stream.and_then(Result::ok).is_some_and(|stream| stream.dict.has(b"Subtype"));
            if !(described && related && typed) {
                self.fail(
                    "ISO 19005-3:2012:6.8",
                    "an attached file has no description, no relationship to the document, or no type",
                );
            }
        }
    }
}

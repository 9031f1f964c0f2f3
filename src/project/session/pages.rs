//! The laid-out pages of a document.

use std::sync::Arc;

use typst_layout::Page;

use super::super::Project;
use crate::build::BuiltDocument;
use crate::diagnostic::Diagnostic;
use crate::export::{page_png, page_svg};
use crate::template::{Document, Rendered};
use crate::trace::PrintedRun;
use crate::typeset::{PagedDocument, page_digests};

/// The laid-out pages of a document, free of errors, with the report that they show.
pub struct DocumentPages {
    project: Arc<Project>,
    document: Document,
    pages: PagedDocument,
    rendered: Rendered,
    prints: Vec<PrintedRun>,
    digests: Vec<u128>,
}

impl DocumentPages {
    pub(super) fn new(built: BuiltDocument, project: Arc<Project>) -> Self {
        let BuiltDocument { document, pages, rendered, prints, .. } = built;
        let digests = page_digests(&pages);
        Self { project, document, pages, rendered, prints, digests }
    }

    /// The report that the pages show, with the files that it was read from.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The document, in the report that the pages show.
    pub fn document(&self) -> Document {
        self.document
    }

    /// The pages as Typst has laid them out.
    pub fn laid_out(&self) -> &PagedDocument {
        &self.pages
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.pages().len()
    }

    /// The generated source with its map.
    pub fn rendered(&self) -> &Rendered {
        &self.rendered
    }

    /// What each run of glyphs comes from. The data are those of the report that the pages show.
    pub fn prints(&self) -> &[PrintedRun] {
        &self.prints
    }

    /// A digest of each page; pages with the same digest look alike and lead to the same places.
    pub fn digests(&self) -> &[u128] {
        &self.digests
    }

    /// A page as PNG, by its place counted from 1, in pixels per inch; nothing if there is no such page.
    ///
    /// # Errors
    /// None but those of the program itself.
    pub fn png(&self, page: usize, resolution: f64) -> Result<Option<Vec<u8>>, Diagnostic> {
        Ok(self.page(page).map(|page| page_png(page, resolution)).transpose()?)
    }

    /// A page as SVG, by its place counted from 1, with its characters as outlines; nothing if there is no such page.
    pub fn svg(&self, page: usize) -> Option<String> {
        self.page(page).map(page_svg)
    }

    fn page(&self, number: usize) -> Option<&Page> {
        self.pages.pages().get(number.checked_sub(1)?)
    }
}

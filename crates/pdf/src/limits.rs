//! What a file may hold, and why no more; the rest stands beside what it bounds.

/// Bytes of a PDF file that is looked at, taken apart or kept: a book of photographs has some hundred MB.
pub const PDF_BYTES: usize = 1 << 30;
/// Nodes of the tree of a PDF's pages.
pub const PDF_PAGES: usize = 20_000;
/// How deep the tree of a PDF's pages may be.
pub const PDF_TREE: usize = 64;
/// Pixels of a picture across and down: A3 at 1,200 pixels an inch.
pub const PICTURE_SIDE: u32 = 20_000;

//! A fast judge of files that this program makes.
//!
//! It knows what our exporter writes, and nothing else: each dictionary has a list of its keys, each key a shape of its value,
//! and so have operators, XMP properties and types of structure. A file is called conforming only if all its objects are of
//! these kinds and keep all rules for them; rules about anything else are kept because it does not occur. Whenever something
//! else occurs, or a rule is broken, the validator judges the file as any other.
//!
//! Structure, fonts and content are read once for PDF/A and PDF/UA together.

mod attachments;
mod attributes;
mod cells;
mod colours;
mod content;
mod fonts;
mod forms;
mod gradients;
mod marks;
mod metadata;
mod navigation;
mod objection;
mod pages;
mod parents;
mod program;
mod resources;
mod roles;
mod rules;
mod schemas;
mod syntax;
mod tables;
mod tokens;
mod tree;
mod unicode;
mod usage;

use lopdf::Document;

use self::cells::ContentJudge;
use self::forms::KnownFile;
use self::objection::{Kept, Objection, unknown};
pub(super) use self::rules::{archival, universal};
use super::{ArchivalLevel, Failure};

/// What the fast judge says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownVerdict {
    /// All rules for what occurs were tried, and are kept.
    Conforms,
    /// A rule is broken.
    Breaks(Failure),
    /// Something occurs that is not known, in words for developers.
    Uncertain(String),
}

/// Judges a file that has been read, by a level of PDF/A and by PDF/UA-1.
pub fn judge(pdf: &[u8], document: &Document, level: ArchivalLevel) -> KnownVerdict {
    match check(pdf, document, level) {
        Ok(()) => KnownVerdict::Conforms,
        Err(Objection::Broken(failure)) => KnownVerdict::Breaks(failure),
        Err(Objection::Unknown(construct)) => KnownVerdict::Uncertain(construct),
    }
}

fn check(pdf: &[u8], document: &Document, level: ArchivalLevel) -> Kept {
    syntax::check(pdf, document)?;
    let file = &KnownFile::new(document);
    let Ok(root) = document.trailer.get(b"Root") else { return unknown("a file without a catalog") };
    file.followed(root)?;
    let catalog = pages::catalog(file)?;
    metadata::check(file, &catalog, level)?;
    colours::output_intent(file, &catalog)?;
    attachments::check(file, &catalog, level)?;
    let pages = pages::pages(file, &catalog)?;
    let navigation = navigation::Navigation::checked(file, &catalog, &pages)?;
    let mut links = Vec::new();
    for page in &pages {
        links.extend(navigation.links(page)?);
    }
    let mut content = ContentJudge::new(file);
    let contents = pages.iter().map(|page| content.page(page)).collect::<Kept<Vec<_>>>()?;
    content.fonts()?;
    let (tree, _) = file.followed(catalog.value("StructTreeRoot")?)?;
    let structure = file.entries(catalog.value("StructTreeRoot")?, &tree::ROOT)?;
    let claims = tree::read(file, tree, &structure)?;
    parents::check(file, &structure, &claims, &contents, &links)?;
    file.all_are_reached()
}

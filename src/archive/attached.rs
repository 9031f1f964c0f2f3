//! The files that a PDF carries (PDF/A-3, ISO 19005-3 §6.8).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use crate::diagnostic::{ArchiveProblem, Diagnostic, Term};

/// The files that a PDF carries, by name; none if it carries none.
///
/// # Errors
/// A file that is no PDF; `name` is what messages call it.
pub fn attached(name: &str, pdf: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
    let problem = ArchiveProblem::AttachmentBroken { path: name.to_owned(), reason: Term::NoPdf.into() };
    let pdf = Document::load_mem(pdf).map_err(|_| Diagnostic::nowhere(problem.into()))?;
    let list = pdf.catalog().ok().and_then(|catalog| value(&pdf, catalog, b"AF")?.as_array().ok());
    Ok(list.into_iter().flatten().filter_map(|file| one(&pdf, file)).collect())
}

fn one(pdf: &Document, file: &Object) -> Option<(String, Vec<u8>)> {
    let file = pdf.dereference(file).ok()?.1.as_dict().ok()?;
    let name = lopdf::decode_text_string(value(pdf, file, b"UF")?).ok()?;
    let stream = value(pdf, value(pdf, file, b"EF")?.as_dict().ok()?, b"F")?.as_stream().ok()?;
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    Some((name, content))
}

fn value<'a>(pdf: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    Some(pdf.dereference(of.get(key).ok()?).ok()?.1)
}

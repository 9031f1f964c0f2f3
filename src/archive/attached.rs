//! The files that a PDF carries (PDF/A-3, ISO 19005-3 §6.8).

use std::collections::BTreeMap;

use lopdf::{Document, LoadOptions, Object, Stream};

use crate::diagnostic::{Diagnostic, Language, Reason, Term, problems};

/// The files that a PDF carries, by name; none if it carries none.
///
/// # Errors
/// A file that is no PDF; `name` is what messages call it.
pub fn attached(name: &str, pdf: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
    let problem = AttachmentBroken { path: name.to_owned(), reason: Term::NoPdf.into() };
    let options = LoadOptions::with_max_decompressed_size(UNPACKED);
    let pdf = Document::load_mem_with_options(pdf, options).map_err(|_| Diagnostic::nowhere(problem))?;
    let list = pdf.catalog().ok().and_then(|catalog| catalog.get_deref(b"AF", &pdf).ok()?.as_array().ok());
    Ok(list.into_iter().flatten().filter_map(|file| one(&pdf, file)).collect())
}

/// Files and streams of objects that unpack to more bytes are not read.
const UNPACKED: usize = 1 << 30;

/// What a stream holds; nothing where it is packed more than once, which only bombs are.
fn plain_content(stream: &Stream) -> Option<Vec<u8>> {
    match stream.filters().map(|filters| filters.len()) {
        Ok(1) => stream.decompressed_content_with_limit(UNPACKED).ok(),
        Ok(2..) => None,
        _ => Some(stream.content.clone()),
    }
}

fn one(pdf: &Document, file: &Object) -> Option<(String, Vec<u8>)> {
    let file = pdf.dereference(file).ok()?.1.as_dict().ok()?;
    let name = lopdf::decode_text_string(file.get_deref(b"UF", pdf).ok()?).ok()?;
    let embedded = file.get_deref(b"EF", pdf).ok()?.as_dict().ok()?;
    let stream = embedded.get_deref(b"F", pdf).ok()?.as_stream().ok()?;
    let content = plain_content(stream)?;
    Some((name, content))
}

problems! {
    /// Damaged data in a PDF.
    K0719 error AttachmentBroken { path: String, reason: Reason }
    en: { format!("the data attached to `{path}` cannot be extracted: {}", reason.text(Language::English)) },
        hint "use another copy of the PDF, preferably the one in the store";
    ja: { format!("`{path}`に添付されたデータを取り出せません（{}）", reason.text(Language::Japanese)) },
        hint "同じPDFの別の写し（できれば保存庫にあるもの）を使ってください";
}

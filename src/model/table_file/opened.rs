//! The text of a table's file, if it is one.

use std::ops::Range;

use crate::diagnostic::{Problem, Term, Words};
use crate::sheet::{FileKind, kind, text};

/// What keeps a text from being read, and where it stands in it.
type Damage = (Range<usize>, Problem);

/// The text of a file; of one with damaged characters what is left, with the place of the first.
///
/// # Errors
/// That the file is something else than text, or that its character set is not certain.
pub(super) fn opened(bytes: &[u8]) -> Result<(String, Option<Damage>), Problem> {
    if let Some(kind) = kind(bytes) {
        let (reason, remedy) = named(kind);
        return Err(Problem::Csv { reason: reason.into(), remedy });
    }
    match text(bytes) {
        Ok(text) => Ok((text, None)),
        Err(unclear) => {
            let problem = Problem::CharacterSet { likely: unclear.likely, damaged: unclear.damaged.is_some() };
            let Some((text, at)) = unclear.damaged else { return Err(problem) };
            let damage = (at..at + char::REPLACEMENT_CHARACTER.len_utf8(), problem);
            Ok((text, Some(damage)))
        }
    }
}

/// What messages call a kind of file, and what is to be done with it.
fn named(kind: FileKind) -> (Words, Words) {
    match kind {
        FileKind::Xlsx => (Term::IsXlsx, Term::SaveAsCsv),
        FileKind::Xls => (Term::IsXls, Term::SaveAsCsv),
        FileKind::Ods => (Term::IsOds, Term::SaveAsCsv),
        FileKind::Xml => (Term::IsXml, Term::SaveAsCsv),
        FileKind::Packed => (Term::IsPacked, Term::UnpackCsv),
        FileKind::OfficeDocument => (Term::IsOfficeDocument, Term::MakeCsv),
        FileKind::Pdf => (Term::IsPdf, Term::MakeCsv),
        FileKind::Html => (Term::IsHtml, Term::MakeCsv),
        FileKind::Json => (Term::IsJson, Term::MakeCsv),
        FileKind::Picture => (Term::IsPicture, Term::MakeCsv),
        FileKind::Database => (Term::IsDatabase, Term::MakeCsv),
        FileKind::Binary => (Term::IsBinary, Term::MakeCsv),
    }
}

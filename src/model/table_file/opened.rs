//! The text of a table's file, if it is one.

use std::ops::Range;

use crate::diagnostic::{AnyProblem, Language, Term, Words, problems};
use crate::model::table_file::heads::Csv;
use crate::sheet::{FileKind, kind, text};

/// What keeps a text from being read, and where it stands in it.
type Damage = (Range<usize>, AnyProblem);

/// The text of a file; of one with damaged characters what is left, with the place of the first.
///
/// # Errors
/// That the file is something else than text, or that its character set is not certain.
pub(super) fn opened(bytes: &[u8]) -> Result<(String, Option<Damage>), AnyProblem> {
    if let Some(kind) = kind(bytes) {
        let (reason, remedy) = named(kind);
        return Err(Csv { reason: reason.into(), remedy }.into());
    }
    match text(bytes) {
        Ok(text) => Ok((text, None)),
        Err(unclear) => {
            let problem = CharacterSet { likely: unclear.likely, damaged: unclear.damaged.is_some() };
            let Some((text, at)) = unclear.damaged else { return Err(problem.into()) };
            let damage = (at..at + char::REPLACEMENT_CHARACTER.len_utf8(), problem.into());
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

problems! {
    /// Character set that is not read, or not certain.
    K0237 error CharacterSet { likely: Vec<&'static str>, damaged: bool }
    en: {
        match damaged {
            true => {
                format!("this file is in {}, but has a damaged character here", likely.join(" or "))
            }
            _ if likely.is_empty() => "the character set of this file cannot be told".to_owned(),
            _ if likely.as_slice() == ["UTF-16"] => {
                "this file is in UTF-16, as Excel saves 'Unicode text', which is no CSV".to_owned()
            }
            _ if likely.len() == 1 => {
                format!("this file seems to be in {}, which is not read", likely.join(""))
            }
            _ => {
                format!("the character set of this file is not certain: it may be {}", likely.join(" or "))
            }
        }
    },
        hint { Term::SaveAsCsv.text(Language::English) };
    ja: {
        match damaged {
            true => {
                format!("{}のファイルですが、ここの文字が壊れています", likely.join("か"))
            }
            _ if likely.is_empty() => "このファイルの文字コードが分かりません".to_owned(),
            _ if likely.as_slice() == ["UTF-16"] => {
                "このファイルの文字コードはUTF-16です（Excelの「Unicodeテキスト」など）。CSVではありません".to_owned()
            }
            _ if likely.len() == 1 => {
                format!("このファイルの文字コードは{}のようです。この文字コードは読めません", likely.join(""))
            }
            _ => {
                format!("このファイルの文字コードを一つに決められません（{}のようです）", likely.join("か"))
            }
        }
    },
        hint { Term::SaveAsCsv.text(Language::Japanese) };
}

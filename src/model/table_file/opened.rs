//! The text of a table's file, if it is one.

use std::ops::Range;

use super::SAVE_AS_CSV;
use crate::diagnostic::{AnyProblem, Language, Words, problems};
use crate::model::table_file::heads::Csv;
use crate::sheet::{FileKind, kind, text};

const MAKE_CSV: Words = Words::new(
    "put the table into a spreadsheet program, and save it as 'CSV UTF-8 (comma delimited)'",
    "表を表計算ソフトに移し、「CSV UTF-8（コンマ区切り）」の形式で保存してください",
);

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
        FileKind::Xlsx => (Words::new("it is an Excel workbook (.xlsx)", "Excelのブック（.xlsx）です"), SAVE_AS_CSV),
        FileKind::Xls => (
            Words::new(
                "it is a workbook of an older Excel version (.xls), or one with a password",
                "古い形式のExcelのブック（.xls）か、パスワード付きのブックです",
            ),
            SAVE_AS_CSV,
        ),
        FileKind::Ods => (
            Words::new(
                "it is a spreadsheet in OpenDocument format (.ods)",
                "OpenDocument形式の表計算ファイル（.ods）です",
            ),
            SAVE_AS_CSV,
        ),
        FileKind::Xml => (Words::new("it is an XML file", "XMLのファイルです"), SAVE_AS_CSV),
        FileKind::Packed => (
            Words::new("it is a compressed file, such as ZIP", "ZIPなどの圧縮ファイルです"),
            Words::new("unpack it, and use the CSV file in it", "展開し、中のCSVファイルを使ってください"),
        ),
        FileKind::OfficeDocument => {
            (Words::new("it is a document of Word or a similar program", "Wordなどの文書のファイルです"), MAKE_CSV)
        }
        FileKind::Pdf => (Words::new("it is a PDF", "PDFです"), MAKE_CSV),
        FileKind::Html => (Words::new("it is a web page (HTML)", "ウェブページ（HTML）です"), MAKE_CSV),
        FileKind::Json => (Words::new("it is a JSON file", "JSONのファイルです"), MAKE_CSV),
        FileKind::Picture => (Words::new("it is a picture", "画像です"), MAKE_CSV),
        FileKind::Database => (Words::new("it is a database", "データベースのファイルです"), MAKE_CSV),
        FileKind::Binary => (Words::new("it is not a text file", "テキストファイルではありません"), MAKE_CSV),
    }
}

problems! {
    /// Character set that is not read, or not certain.
    K0237 error CharacterSet { likely: Vec<&'static str>, damaged: bool }
    en: {
        match damaged {
            true => {
                format!("the encoding of this file is {}, but a character here is damaged", likely.join(" or "))
            }
            _ if likely.is_empty() => "the character encoding of this file is unknown".to_owned(),
            _ if likely.as_slice() == ["UTF-16"] => {
                "the character encoding of this file is UTF-16, as in 'Unicode text' saved by Excel, which is not CSV".to_owned()
            }
            _ if likely.len() == 1 => {
                format!("the character encoding of this file seems to be {}, which is not supported", likely.join(""))
            }
            _ => {
                format!("the character encoding of this file is not certain: it may be {}", likely.join(" or "))
            }
        }
    },
        hint { SAVE_AS_CSV.text(Language::English) };
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
                format!("このファイルの文字コードは{}のようですが、この文字コードには対応していません", likely.join(""))
            }
            _ => {
                format!("このファイルの文字コードを一つに決められません（{}の可能性があります）", likely.join("か"))
            }
        }
    },
        hint { SAVE_AS_CSV.text(Language::Japanese) };
}

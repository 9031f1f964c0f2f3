//! Files that are something else than text with separators, known by how they begin.

use serde::de::IgnoredAny;

use super::charset::is_utf16;

/// What a file is that is no table of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A workbook of Excel 2007 and later (ISO/IEC 29500).
    Xlsx,
    /// A workbook of Excel 97 to 2003, or another document of that time.
    Xls,
    /// A spreadsheet in OpenDocument format (ISO/IEC 26300).
    Ods,
    /// A document of Word or PowerPoint.
    OfficeDocument,
    /// A packed folder or file.
    Packed,
    /// A PDF.
    Pdf,
    /// A web page.
    Html,
    /// XML, such as a spreadsheet of Excel 2003.
    Xml,
    /// JSON.
    Json,
    /// A picture.
    Picture,
    /// A database.
    Database,
    /// Bytes that are no text at all.
    Binary,
}

/// What the bytes are, if they are plainly no text with separators.
pub fn kind(bytes: &[u8]) -> Option<FileKind> {
    by_signature(bytes).or_else(|| by_text(bytes)).or_else(|| {
        let binary = is_binary(bytes) && !is_utf16(bytes);
        binary.then_some(FileKind::Binary)
    })
}

fn by_signature(bytes: &[u8]) -> Option<FileKind> {
    const OTHERS: [(&[u8], FileKind); 22] = [
        (b"%PDF-", FileKind::Pdf),
        // Compound File Binary, which also holds workbooks with a password.
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::Xls),
        // Excel 2 to 4 wrote their records without a container.
        (b"\x09\x08\x10\x00", FileKind::Xls),
        (b"{\\rtf", FileKind::OfficeDocument),
        (b"\x89PNG\r\n\x1A\n", FileKind::Picture),
        (b"\xFF\xD8\xFF", FileKind::Picture),
        (b"GIF87a", FileKind::Picture),
        (b"GIF89a", FileKind::Picture),
        (b"II*\0", FileKind::Picture),
        (b"MM\0*", FileKind::Picture),
        (b"8BPS", FileKind::Picture),
        (b"%!PS", FileKind::Picture),
        (b"\x1F\x8B", FileKind::Packed),
        (b"7z\xBC\xAF\x27\x1C", FileKind::Packed),
        (b"Rar!\x1A\x07", FileKind::Packed),
        (b"\xFD7zXZ\0", FileKind::Packed),
        (b"\x28\xB5\x2F\xFD", FileKind::Packed),
        (b"BZh", FileKind::Packed),
        (b"SQLite format 3\0", FileKind::Database),
        (b"\0\x01\0\0Standard ", FileKind::Database),
        (b"PAR1", FileKind::Database),
        (b"\x7FELF", FileKind::Binary),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(in_zip(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") || bytes.get(4..8) == Some(b"ftyp") {
        return Some(FileKind::Picture);
    }
    // BM may begin a head; a bitmap goes on with its size and two zeros.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(FileKind::Picture);
    }
    if bytes.get(2..5) == Some(b"-lh") && bytes.get(6) == Some(&b'-') {
        return Some(FileKind::Packed);
    }
    OTHERS.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, kind)| *kind)
}

/// What a zip is by the names in it, which stand there unpacked.
fn in_zip(bytes: &[u8]) -> FileKind {
    if holds(bytes, b"opendocument.spreadsheet") {
        FileKind::Ods
    } else if [&b"word/document"[..], b"ppt/presentation", b"opendocument."].iter().any(|name| holds(bytes, name)) {
        FileKind::OfficeDocument
    } else if holds(bytes, b"[Content_Types].xml") || holds(bytes, b"xl/workbook") {
        FileKind::Xlsx
    } else {
        FileKind::Packed
    }
}

fn holds(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|part| part == name)
}

/// Whether bytes begin with a word, in small letters or large.
fn begins_with(bytes: &[u8], word: &str) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// So many bytes at the beginning tell of what kind a text is.
const HEAD: usize = 1000;

fn by_text(bytes: &[u8]) -> Option<FileKind> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    let head = text.get(..HEAD).unwrap_or(text).to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div", "<tr", "<!--"];
    if tags.iter().any(|tag| begins_with(text, tag))
        || (begins_with(text, "MIME-Version:") && holds(&head, b"text/html"))
    {
        return Some(FileKind::Html);
    }
    if begins_with(text, "<svg") || (begins_with(text, "<?xml") && holds(&head, b"<svg")) {
        return Some(FileKind::Picture);
    }
    if begins_with(text, "<?xml") {
        return Some(if holds(&head, b"<html") { FileKind::Html } else { FileKind::Xml });
    }
    let is_framed = matches!((text.first(), text.last()), (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')));
    if is_framed && serde_json::from_slice::<IgnoredAny>(text).is_ok() {
        return Some(FileKind::Json);
    }
    None
}

/// Whether bytes are no text: a good part of them are controls that no text has.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let controls = head.iter().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F)).count();
    controls >= 4 && controls * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(names: &[&str]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
            zip.write_all(b"x").expect("a byte");
        }
        zip.finish().expect("a zip").into_inner()
    }

    #[test]
    fn files_are_known_by_how_they_begin() {
        let icon = [b"BM".as_slice(), &[70, 0, 0, 0, 0, 0, 0, 0, 54, 0]].concat();
        for (bytes, expected) in [
            (zip(&["[Content_Types].xml", "xl/workbook.xml"]), FileKind::Xlsx),
            (zip(&["[Content_Types].xml"]), FileKind::Xlsx),
            (zip(&["[Content_Types].xml", "word/document.xml"]), FileKind::OfficeDocument),
            (zip(&["a.csv"]), FileKind::Packed),
            (zip(&[]), FileKind::Packed),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), FileKind::Xls),
            (b"%PDF-1.7\n".to_vec(), FileKind::Pdf),
            (b"\xEF\xBB\xBF\n<HTML xmlns=''>".to_vec(), FileKind::Html),
            (b"<table><tr><td>1</td></tr></table>".to_vec(), FileKind::Html),
            (b"<?xml version='1.0'?><Workbook/>".to_vec(), FileKind::Xml),
            (b"[{\"a\": 1}]".to_vec(), FileKind::Json),
            (b"{\n}".to_vec(), FileKind::Json),
            (icon, FileKind::Picture),
            (b"\x89PNG\r\n\x1A\n".to_vec(), FileKind::Picture),
            (b"\x1F\x8B\x08".to_vec(), FileKind::Packed),
        ] {
            assert_eq!(kind(&bytes), Some(expected));
        }
    }

    #[test]
    fn tables_are_nothing_else() {
        for text in
            ["", "a,b\n1,2\n", "[区分],件数\n甲,[1]", "{区分},件数\n1,{2}", "BM,件数\n1,2\n", "PK,1\n", "<5,>6\n1,2\n"]
        {
            assert_eq!(kind(text.as_bytes()), None, "{text}");
        }
    }
}

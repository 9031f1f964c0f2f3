//! A field of a CSV file written anew, in the file's own character set; all other bytes stay.

use std::ops::Range;

use encoding_rs::SHIFT_JIS;

use super::charset::text;
use super::record::records;

/// Why a field cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldRefusal {
    /// The file is no CSV file in a character set that is certain.
    NotRead,
    /// The file has no such record, or the record no such field.
    NoField,
    /// The file's character set lacks a character.
    NotInCharacterSet(char),
}

/// The bytes that a field takes up, and those to put in their place; records and fields are counted from 0, empty lines left
/// out as by [`records`]. A field in quotation marks keeps them.
///
/// # Errors
/// Why the field cannot be written, or could not be read again as it was written.
pub fn replace_field(
    bytes: &[u8],
    record: usize,
    field: usize,
    new: &str,
) -> Result<(Range<usize>, Vec<u8>), FieldRefusal> {
    let old = text(bytes).map_err(|_| FieldRefusal::NotRead)?;
    let record = records(&old).map_err(|_| FieldRefusal::NotRead)?.nth(record).ok_or(FieldRefusal::NoField)?;
    let place = record.places.get(field).cloned().ok_or(FieldRefusal::NoField)?;
    let quoted = old[place.clone()].starts_with('"');
    let written = written(new, quoted, record.places.len() == 1);
    let (range, with) = if std::str::from_utf8(bytes).is_ok() {
        // The marks before the text, which it is read without.
        let marks = bytes.len() - old.len();
        (place.start + marks..place.end + marks, written.clone().into_bytes())
    } else {
        let range = encoded(&old[..place.start])?.len()..encoded(&old[..place.end])?.len();
        (range, encoded(&written)?)
    };
    let (Some(before), Some(after)) = (bytes.get(..range.start), bytes.get(range.end..)) else {
        return Err(FieldRefusal::NotRead);
    };
    // What is written may change what the character set is taken for.
    let read = text(&[before, with.as_slice(), after].concat()).map_err(|_| FieldRefusal::NotRead)?;
    let wanted = [&old[..place.start], &written, &old[place.end..]].concat();
    if read == wanted { Ok((range, with)) } else { Err(FieldRefusal::NotRead) }
}

/// A field as it stands in a file. A record of one empty field would be an empty line.
fn written(text: &str, quoted: bool, alone: bool) -> String {
    let needed = text.contains(['"', ',', '\r', '\n']) || (alone && text.is_empty());
    if quoted || needed { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn encoded(text: &str) -> Result<Vec<u8>, FieldRefusal> {
    match text.chars().find(|c| !is_in_shift_jis(*c)) {
        Some(lacking) => Err(FieldRefusal::NotInCharacterSet(lacking)),
        None => Ok(SHIFT_JIS.encode(text).0.into_owned()),
    }
}

fn is_in_shift_jis(c: char) -> bool {
    let (_, _, has_replacements) = SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4]));
    !has_replacements
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn replaced(bytes: &[u8], record: usize, field: usize, new: &str) -> Result<Vec<u8>, FieldRefusal> {
        let (range, with) = replace_field(bytes, record, field, new)?;
        Ok([&bytes[..range.start], with.as_slice(), &bytes[range.end..]].concat())
    }

    #[test]
    fn quotation_marks_line_ends_and_byte_order_marks_stay() {
        let file = "\u{FEFF}地区,件数\r\n\r\n\"上流\",1\r\n下流,2";
        for (record, field, new, expected) in [
            (1, 0, "中流", "\u{FEFF}地区,件数\r\n\r\n\"中流\",1\r\n下流,2"),
            (1, 1, "1,376", "\u{FEFF}地区,件数\r\n\r\n\"上流\",\"1,376\"\r\n下流,2"),
            (2, 1, "", "\u{FEFF}地区,件数\r\n\r\n\"上流\",1\r\n下流,"),
            (2, 0, "a\"b", "\u{FEFF}地区,件数\r\n\r\n\"上流\",1\r\n\"a\"\"b\",2"),
        ] {
            assert_eq!(replaced(file.as_bytes(), record, field, new), Ok(expected.as_bytes().to_vec()));
        }
        assert_eq!(replaced(file.as_bytes(), 3, 0, "x"), Err(FieldRefusal::NoField));
        assert_eq!(replaced(file.as_bytes(), 1, 2, "x"), Err(FieldRefusal::NoField));
    }

    #[test]
    fn the_character_set_stays() {
        let file = SHIFT_JIS.encode("地区,件数\r\n上流の水源,1\r\nﾊﾛｰ,髙\r\n").0.into_owned();
        let expected = SHIFT_JIS.encode("地区,件数\r\n上流の水源,1\r\nﾊﾛｰ,十件\r\n").0.into_owned();
        assert_eq!(replaced(&file, 2, 1, "十件"), Ok(expected));
        assert_eq!(replaced(&file, 2, 1, "𠮷"), Err(FieldRefusal::NotInCharacterSet('𠮷')));
    }

    proptest! {
        #[test]
        fn a_field_is_read_as_it_was_written(
            text in "[ab,\r\nあ]{1,20}", record in 0_usize..3, field in 0_usize..3, new in "[ab,\"\nあ ]{0,6}"
        ) {
            let Ok(bytes) = replaced(text.as_bytes(), record, field, &new) else { return Ok(()) };
            let after = String::from_utf8(bytes).expect("UTF-8");
            let [before, after] = [&text, &after].map(|text| records(text).expect("records").collect::<Vec<_>>());
            prop_assert_eq!(before.len(), after.len());
            for (at, (before, after)) in before.iter().zip(&after).enumerate() {
                let mut wanted = before.fields.clone();
                if at == record {
                    wanted[field] = new.clone();
                }
                prop_assert_eq!(&wanted, &after.fields);
            }
        }
    }
}

//! What a few bytes of a PDF file can claim and nobody can read: pages that are named over and over, rows of pixels as long as
//! the memory, XML with more attributes than anybody compares.
//!
//! Libraries that read such files believe what they are told. Whoever hands them a stranger's file asks here first.

mod brackets;
mod functions;
mod pictures;
mod trees;

use lopdf::{Dictionary, Document, Object, ObjectId};

pub use brackets::stray_bracket;
pub use functions::functions_are_sound;
pub use pictures::{codestream_is_sound, segments_are_sound};
pub use trees::{masks_are_sound, pages_are_sound};

/// The most bytes of a row of pixels or of numbers, by which a predictor goes (ISO 32000-1, 7.4.4.4): A0 at 1,200 pixels an
/// inch in eight inks of 16 bits has 1 MB.
const ROW: u64 = 16 << 20;
/// The most bytes of XMP metadata.
const XML: usize = 16 << 20;
/// The most attributes of an element, and names of namespaces.
const ATTRIBUTES: usize = 1_000;

/// Whether the row that a predictor is told to go by can be one; room is made for rows before any is seen.
pub fn row_is_sound(parameters: &Dictionary) -> bool {
    let number = |key: &[u8], otherwise: i64| {
        let number = parameters.get(key).and_then(Object::as_i64).unwrap_or(otherwise);
        u64::try_from(number).unwrap_or(u64::MAX)
    };
    fits(number(b"Columns", 1), number(b"Colors", 1), number(b"BitsPerComponent", 8))
}

fn fits(columns: u64, colours: u64, bits: u64) -> bool {
    columns.saturating_mul(colours).saturating_mul(bits) / 8 <= ROW
}

/// Whether the rows are sound of all streams that are unpacked before anything can be asked of a file: those of objects,
/// and those that say where objects are. Their dictionaries stand in the file as they are.
pub fn rows_are_sound(bytes: &[u8]) -> bool {
    const HEAD: usize = 4 << 10;
    const KEY: &[u8] = b"/Columns";
    let mut columns = bytes.windows(KEY.len()).enumerate().filter(|(_, word)| *word == KEY).map(|(at, _)| at);
    columns.all(|at| {
        let begin = at.saturating_sub(HEAD);
        let begin = bytes[begin..at].windows(4).rposition(|word| word == b" obj").map_or(begin, |found| begin + found);
        let end = bytes.len().min(at + HEAD);
        let end = bytes[at..end].windows(6).position(|word| word == b"stream").map_or(end, |found| at + found);
        let head = &bytes[begin..end];
        let place = |word: &[u8]| head.windows(word.len()).rposition(|part| part == word);
        let number = |word: &[u8]| {
            let digits = head[place(word)? + word.len()..].trim_ascii_start();
            let digits = &digits[..digits.iter().take_while(|byte| byte.is_ascii_digit()).count()];
            Some(std::str::from_utf8(digits).ok()?.parse::<u64>().unwrap_or(u64::MAX))
        };
        let early = place(b"/XRef").is_some() || place(b"/ObjStm").is_some();
        let [columns, colours, bits] = [(KEY, 1), (b"/Colors".as_slice(), 1), (b"/BitsPerComponent".as_slice(), 8)]
            .map(|(word, otherwise)| number(word).unwrap_or(otherwise));
        !early || fits(columns, colours, bits)
    })
}

/// Whether the rows of all streams are sound.
///
/// # Errors
/// The object that holds one that is not.
pub fn all_rows_are_sound(document: &Document) -> Result<(), ObjectId> {
    let row = |dictionary: &Dictionary| {
        let each = match dictionary.get_deref(b"DecodeParms", document) {
            Ok(Object::Array(each)) => each.iter().collect(),
            Ok(one) => vec![one],
            Err(_) => Vec::new(),
        };
        let resolved =
            |object: &Object| document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok().cloned());
        each.into_iter().filter_map(resolved).all(|parameters| row_is_sound(&parameters))
    };
    let mut streams = document.objects.iter().filter_map(|(id, object)| Some((id, object.as_stream().ok()?)));
    streams.find(|(_, stream)| !row(&stream.dict)).map_or(Ok(()), |(id, _)| Err(*id))
}

/// Whether XML is of a size that can be read: whoever reads it compares all attributes of an element with each other, and
/// all names of namespaces.
pub fn xml_is_sound(text: &str) -> bool {
    let signs = |tag: &str| tag.bytes().filter(|byte| *byte == b'=').count();
    text.len() <= XML
        && text.split('<').all(|tag| tag.len() < ATTRIBUTES || signs(tag) <= ATTRIBUTES)
        && text.matches("xmlns").count() <= ATTRIBUTES
}

//! What the few bytes of a PDF file may become once it is unpacked and drawn, found out before that is done.
//!
//! The reader that draws a page has no limits of its own, and nothing can stop it once it runs.

use std::collections::BTreeMap;

use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::hayro_syntax::content::UntypedIter;
use hayro_svg::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_svg::hayro_syntax::page::{Page, Resources};
use lopdf::{DecompressError, Dictionary, LoadOptions, Object as Plain, Stream as Packed};

use super::super::words;
use crate::diagnostic::{Reason, Term, Words, reasons};
use crate::limits;
use crate::pdf::bounds;

reasons! {
    functions_endless(object: &str)
    en: "its object {object} computes colours in too many steps; save it as PNG";
    ja: "オブジェクト{object}の色の計算が複雑すぎます。PNGで保存してください";

    row_too_long(object: &str)
    en: "the rows of data in its object {object} are too long; save it with another program";
    ja: "オブジェクト{object}のデータの1行が長すぎます。別のソフトで保存し直してください";
}

const PACKED_UNUSUALLY: Words = Words::new(
    "it is compressed in an unusual way; save it with another program",
    "特殊な方法で圧縮されています。別のソフトで保存し直してください",
);

/// Unpacks what is read before anything else, streams of objects and of the table of objects, as far as they are
/// allowed to grow. They are looked for by their words, as nothing is known of the file yet.
///
/// # Errors
/// A stream that grows too large, or is packed in a way that nobody needs.
pub(super) fn objects(file: &[u8]) -> Result<(), Reason> {
    if !bounds::rows_are_sound(file) {
        return Err(PACKED_UNUSUALLY.into());
    }
    // Streams of an encrypted file look like noise from here.
    if names(file).any(|at| name_is(file, at, b"Encrypt").is_some()) {
        return Err(Term::Encrypted.into());
    }
    let mut all = 0;
    for at in words(file, b"stream").filter(|at| !file[..*at].ends_with(b"end")) {
        let head = &file[words_before(file, at, b"obj")..at];
        let value = |key: &[u8]| names(head).find_map(|at| name_is(head, at, key)).map(|after| &head[after..]);
        if value(b"First").is_none() && value(b"W").is_none() {
            continue;
        }
        let rest = &file[at + 6..];
        let content = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        let length = value(b"Length").and_then(|text| length(file, text)).ok_or(PACKED_UNUSUALLY)?;
        let Some(filter) = value(b"Filter") else { continue };
        all += grown(filters(filter)?, &content[..length.min(content.len())])?;
        within(all)?;
    }
    Ok(())
}

/// A stream's length, also where an object of its own tells it.
fn length(file: &[u8], text: &[u8]) -> Option<usize> {
    let line = std::str::from_utf8(
        text.get(..40.min(text.len()))?
            .split(|byte| !byte.is_ascii_digit() && *byte != b' ' && *byte != b'R')
            .next()?,
    )
    .ok()?;
    let mut words = line.split_ascii_whitespace();
    let first = words.next()?;
    let (second, third) = (words.next(), words.next());
    if third != Some("R") {
        return first.parse().ok();
    }
    let object = format!("{first} {} obj", second?);
    let mut found = words_of(file, object.as_bytes());
    let after = found.next()?;
    // Two objects of one number may tell two lengths.
    if found.next().is_some() {
        return None;
    }
    let text = file[after..].trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

/// Where a word ends that begins a line or stands behind a blank.
fn words_of<'f>(file: &'f [u8], word: &'f [u8]) -> impl Iterator<Item = usize> + 'f {
    let begins = |at: usize| at.checked_sub(1).is_none_or(|before| file[before].is_ascii_whitespace());
    words(file, word).filter(move |at| begins(*at)).map(|at| at + word.len())
}

/// How many bytes each stream of a file becomes, by object.
pub(super) type Sizes = BTreeMap<(i32, i32), usize>;

/// Unpacks each stream of a file as far as it is allowed to grow.
///
/// # Errors
/// A stream that grows too large.
pub(super) fn streams(pdf: &Pdf) -> Result<Sizes, Reason> {
    let mut sizes = Sizes::new();
    let mut all = 0;
    for stream in pdf.objects().into_iter().filter_map(Object::into_stream) {
        let dictionary = stream.dict();
        let one = dictionary.get::<Name<'_>>("Filter").into_iter();
        let several = dictionary.get::<Array<'_>>("Filter");
        let all_filters = one.chain(several.iter().flat_map(|names| names.iter::<Name<'_>>()));
        let filters = all_filters.map(|name| unabridged(name.as_ref().to_vec())).collect();
        let grown = grown(filters, &stream.raw_data())?;
        all += grown;
        within(all)?;
        sizes.insert(key(stream.obj_id()), grown);
    }
    Ok(sizes)
}

fn within(all: usize) -> Result<(), Reason> {
    if all > limits::PDF_STREAMS { Err(too_large(limits::PDF_STREAMS)) } else { Ok(()) }
}

fn too_large(limit: usize) -> Reason {
    words::unpacks_too_large(limit >> 20)
}

/// Where a word stands in a file.
fn words<'f>(file: &'f [u8], word: &'f [u8]) -> impl Iterator<Item = usize> + 'f {
    let first = word.first().copied().unwrap_or_default();
    let starts = file.iter().enumerate().filter(move |(_, byte)| **byte == first).map(|(at, _)| at);
    starts.filter(move |at| file[*at..].starts_with(word))
}

/// Where the last such word before a place ends; the head of a stream is short.
fn words_before(file: &[u8], at: usize, word: &[u8]) -> usize {
    const HEAD: usize = 64 << 10;
    let from = at.saturating_sub(HEAD);
    let found = file[from..at].windows(word.len()).rposition(|window| window == word);
    found.map_or(from, |found| from + found + word.len())
}

/// Where names begin.
fn names(file: &[u8]) -> impl Iterator<Item = usize> + '_ {
    words(file, b"/")
}

/// Where the name at a slash ends, if it is this one, also with its letters as `#xx` (ISO 32000-1 §7.3.5).
fn name_is(file: &[u8], slash: usize, name: &[u8]) -> Option<usize> {
    let mut at = slash + 1;
    for wanted in name {
        let (byte, length) = letter(file, at)?;
        if byte != *wanted {
            return None;
        }
        at += length;
    }
    let more = letter(file, at).is_some_and(|(byte, _)| is_regular(byte));
    (!more).then_some(at)
}

/// A letter of a name, and how many bytes it takes.
fn letter(file: &[u8], at: usize) -> Option<(u8, usize)> {
    let byte = *file.get(at)?;
    let code = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
    match (byte, file.get(at + 1..at + 3).and_then(code)) {
        (b'#', Some(code)) => Some((code, 3)),
        _ => Some((byte, 1)),
    }
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        b'\0'
            | b'\t'
            | b'\n'
            | b'\x0C'
            | b'\r'
            | b' '
            | b'/'
            | b'['
            | b']'
            | b'<'
            | b'>'
            | b'('
            | b')'
            | b'%'
            | b'{'
            | b'}'
    )
}

/// The filters that follow the key.
fn filters(value: &[u8]) -> Result<Vec<Vec<u8>>, Reason> {
    let start = value.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != 0).unwrap_or(value.len());
    let value = &value[start..];
    let list = match value.first() {
        Some(b'/') => {
            &value[..value.iter().skip(1).position(|byte| !is_regular(*byte)).map_or(value.len(), |end| end + 1)]
        }
        Some(b'[') => &value[..value.iter().position(|byte| *byte == b']').unwrap_or(value.len())],
        _ if value.starts_with(b"null") => &[],
        // Told elsewhere, where it may say one thing now and another when it is read.
        _ => return Err(PACKED_UNUSUALLY.into()),
    };
    let plain = |byte: &u8| is_regular(*byte) || byte.is_ascii_whitespace() || matches!(byte, b'/' | b'[');
    // A reference is a number; a comment may hide anything.
    if !list.iter().all(plain) || list.split(|byte| !is_regular(*byte)).any(|word| word == b"R") {
        return Err(PACKED_UNUSUALLY.into());
    }
    let mut found = Vec::new();
    for slash in names(list) {
        let mut name = Vec::new();
        let mut at = slash + 1;
        while let Some((byte, length)) = letter(list, at).filter(|(byte, _)| is_regular(*byte)) {
            name.push(byte);
            at += length;
        }
        found.push(unabridged(name));
    }
    Ok(found)
}

/// Filters by which anything may be packed.
const PLAIN: [&[u8]; 5] = [b"FlateDecode", b"LZWDecode", b"RunLengthDecode", b"ASCII85Decode", b"ASCIIHexDecode"];

/// Names of filters may be abridged (ISO 32000-1, table 94).
fn unabridged(name: Vec<u8>) -> Vec<u8> {
    match name.as_slice() {
        b"Fl" => b"FlateDecode".to_vec(),
        b"LZW" => b"LZWDecode".to_vec(),
        b"RL" => b"RunLengthDecode".to_vec(),
        b"A85" => b"ASCII85Decode".to_vec(),
        b"AHx" => b"ASCIIHexDecode".to_vec(),
        _ => name,
    }
}

/// How many bytes a stream becomes.
fn grown(filters: Vec<Vec<u8>>, content: &[u8]) -> Result<usize, Reason> {
    let limit = limits::PDF_STREAM;
    if filters.is_empty() {
        return Ok(content.len());
    }
    // Those of pictures come last, and are bounded by their pixels.
    let filters = filters.into_iter().take_while(|filter| PLAIN.contains(&filter.as_slice()));
    let mut layers = Dictionary::new();
    layers.set("Filter", Plain::Array(filters.map(Plain::Name).collect()));
    match Packed::new(layers, content.to_vec()).decompressed_content_with_limit(limit) {
        Ok(bytes) if bytes.len() <= limit => Ok(bytes.len()),
        Ok(_) | Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => Err(too_large(limit)),
        // What is broken grows no further.
        Err(_) => Ok(0),
    }
}

/// Refuses what a few bytes make endless.
///
/// # Errors
/// The object that does so.
pub(super) fn claims(document: &lopdf::Document) -> Result<(), Reason> {
    bounds::all_rows_are_sound(document).map_err(|id| row_too_long(&reference(id)))?;
    bounds::functions_are_sound(document).map_err(|id| functions_endless(&reference(id)))
}

/// An object's number, as files refer to it.
fn reference((number, generation): lopdf::ObjectId) -> String {
    format!("{number} {generation} R")
}

/// The objects of a file.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn document(file: &[u8]) -> Result<lopdf::Document, Reason> {
    let options = LoadOptions { max_decompressed_size: Some(limits::PDF_STREAM), ..LoadOptions::default() };
    lopdf::Document::load_mem_with_options(file, options).map_err(|_| Term::NoPdf.into())
}

fn key(id: ObjectIdentifier) -> (i32, i32) {
    (id.obj_number, id.gen_number)
}

/// Counts the operators of a page, with those of all that it draws by name each time that it is drawn.
///
/// # Errors
/// More of them than can be drawn, or content that draws itself.
pub(super) fn operators(page: &Page<'_>, sizes: &Sizes) -> Result<(), Reason> {
    // A page may name the same stream over and over.
    let parts = page.raw().get::<Array<'_>>("Contents");
    let parts = parts.iter().flat_map(|parts| parts.iter::<Stream<'_>>());
    let bytes: usize = parts.map(|part| sizes.get(&key(part.obj_id())).copied().unwrap_or_default()).sum();
    if bytes > limits::PDF_STREAM {
        return Err(too_large(limits::PDF_STREAM));
    }
    let mut count = Count::default();
    let all = count.content(page.page_stream().unwrap_or_default(), page.resources(), 0)?;
    if all > limits::PDF_OPERATORS { Err(words::TOO_MANY_LINES.into()) } else { Ok(()) }
}

/// What was counted already, by object; nothing for what is being counted.
#[derive(Default)]
struct Count {
    known: BTreeMap<(i32, i32), Option<u64>>,
}

impl Count {
    fn content(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) -> Result<u64, Reason> {
        if depth > limits::PDF_TREE {
            return Err(words::TOO_MANY_LINES.into());
        }
        let mut count: u64 = 0;
        // How much a letter of the font is that is chosen.
        let mut letter = 1;
        let mut operators = UntypedIter::new(content);
        while let Some(instruction) = operators.next() {
            count = count.saturating_add(1);
            let operator: &[u8] = instruction.operator;
            let operands: Vec<Object<'_>> = instruction.operands().cloned().collect();
            let drawn = match operator {
                b"Do" => name(operands.first().cloned()).and_then(|name| resources.get_x_object(&name)),
                // The last operand is the pattern's name.
                b"scn" | b"SCN" => name(operands.last().cloned())
                    .and_then(|name| resources.get_pattern(&name))
                    .and_then(Object::into_stream),
                b"gs" => {
                    let state = name(operands.first().cloned()).and_then(|name| resources.get_ext_g_state(&name));
                    let mask = state.and_then(|state| state.get::<Dict<'_>>("SMask"));
                    mask.and_then(|mask| mask.get::<Stream<'_>>("G"))
                }
                b"Tf" => {
                    let font = name(operands.first().cloned()).and_then(|name| resources.get_font(&name));
                    letter = font.map_or(Ok(1), |font| self.font(&font, resources, depth))?;
                    None
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let letters = operands.iter().map(letters).sum();
                    count = count.saturating_add(letter.saturating_mul(letters));
                    None
                }
                _ => None,
            };
            if let Some(stream) = drawn {
                count = count.saturating_add(self.stream(&stream, resources, depth)?);
            }
            if count > limits::PDF_OPERATORS {
                return Err(words::TOO_MANY_LINES.into());
            }
        }
        Ok(count)
    }

    /// The operators of a form, a pattern or a letter.
    fn stream(&mut self, stream: &Stream<'_>, outer: &Resources<'_>, depth: usize) -> Result<u64, Reason> {
        let dictionary = stream.dict();
        if dictionary.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Image") {
            return Ok(1);
        }
        let id = key(stream.obj_id());
        match self.known.get(&id) {
            Some(Some(count)) => return Ok(*count),
            Some(None) => return Err(words::TOO_MANY_LINES.into()),
            None => {}
        }
        self.known.insert(id, None);
        let own = dictionary.get::<Dict<'_>>("Resources").unwrap_or_default();
        let resources = Resources::from_parent(own, outer.clone());
        let content = stream.decoded().unwrap_or_default();
        let count = self.content(&content, &resources, depth + 1)?;
        self.known.insert(id, Some(count));
        Ok(count)
    }

    /// The operators of the largest letter of a font that draws its letters by operators.
    fn font(&mut self, font: &Dict<'_>, outer: &Resources<'_>, depth: usize) -> Result<u64, Reason> {
        let Some(letters) = font.get::<Dict<'_>>("CharProcs") else { return Ok(1) };
        let own = font.get::<Dict<'_>>("Resources").unwrap_or_default();
        let resources = Resources::from_parent(own, outer.clone());
        let mut largest = 1;
        for letter in letters.keys().filter_map(|name| letters.get::<Stream<'_>>(name.as_ref())) {
            largest = largest.max(self.stream(&letter, &resources, depth)?);
        }
        Ok(largest)
    }
}

fn name(object: Option<Object<'_>>) -> Option<Name<'_>> {
    object.and_then(Object::into_name)
}

/// How many letters an operand prints.
fn letters(operand: &Object<'_>) -> u64 {
    match operand {
        Object::String(text) => u64::try_from(text.as_bytes().len()).unwrap_or(u64::MAX),
        Object::Array(parts) => parts.iter::<Object<'_>>().map(|part| letters(&part)).sum(),
        _ => 0,
    }
}

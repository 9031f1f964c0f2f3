//! What the few bytes of a PDF file may become once it is unpacked and drawn, found out before that is done.
//!
//! The reader that draws a page has no limits of its own, and nothing can stop it once it runs.

mod object_streams;
mod operator_count;

pub(super) use object_streams::check_object_streams;
pub(super) use operator_count::check_operators;

use std::collections::BTreeMap;

use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::hayro_syntax::object::{Array, Name, Object, ObjectIdentifier};
use lopdf::{DecompressError, Dictionary, LoadOptions, ObjectId};

use super::super::words;
use crate::diagnostic::{Reason, reasons};
use crate::limits;
use crate::pdf::bounds;
use crate::pdf::file::NOT_A_PDF;

reasons! {
    functions_endless(object: &str)
    en: "its object {object} computes colours in too many steps; save it as PNG";
    ja: "オブジェクト{object}の色の計算が複雑すぎます。PNGで保存してください";

    row_too_long(object: &str)
    en: "the rows of data in its object {object} are too long; save it with another program";
    ja: "オブジェクト{object}のデータの1行が長すぎます。別のソフトで保存し直してください";
}

/// How many bytes each stream of a file becomes, by object.
pub(super) type StreamSizes = BTreeMap<(i32, i32), usize>;

/// Unpacks each stream of a file as far as it is allowed to grow.
///
/// # Errors
/// A stream that grows too large.
pub(super) fn stream_sizes(pdf: &Pdf) -> Result<StreamSizes, Reason> {
    let mut sizes = StreamSizes::new();
    let mut total = 0;
    for stream in pdf.objects().into_iter().filter_map(Object::into_stream) {
        let dictionary = stream.dict();
        let single = dictionary.get::<Name<'_>>("Filter").into_iter();
        let list = dictionary.get::<Array<'_>>("Filter");
        let names = single.chain(list.iter().flat_map(|names| names.iter::<Name<'_>>()));
        let filters = names.map(|name| full_filter_name(name.as_ref().to_vec())).collect();
        let size = unpacked_size(filters, &stream.raw_data())?;
        total += size;
        check_total(total)?;
        sizes.insert(key(stream.obj_id()), size);
    }
    Ok(sizes)
}

/// Checks the size of all streams together.
fn check_total(total: usize) -> Result<(), Reason> {
    if total > limits::PDF_STREAMS { Err(too_large(limits::PDF_STREAMS)) } else { Ok(()) }
}

fn too_large(limit: usize) -> Reason {
    words::unpacks_too_large(limit >> 20)
}

/// Filters by which anything may be packed.
const PLAIN: [&[u8]; 5] = [b"FlateDecode", b"LZWDecode", b"RunLengthDecode", b"ASCII85Decode", b"ASCIIHexDecode"];

/// The name of a filter, which may be abbreviated (ISO 32000-1, table 94).
fn full_filter_name(name: Vec<u8>) -> Vec<u8> {
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
fn unpacked_size(filters: Vec<Vec<u8>>, content: &[u8]) -> Result<usize, Reason> {
    let limit = limits::PDF_STREAM;
    if filters.is_empty() {
        return Ok(content.len());
    }
    // Those of pictures come last, and are bounded by their pixels.
    let filters = filters.into_iter().take_while(|filter| PLAIN.contains(&filter.as_slice()));
    let mut parameters = Dictionary::new();
    parameters.set("Filter", lopdf::Object::Array(filters.map(lopdf::Object::Name).collect()));
    match lopdf::Stream::new(parameters, content.to_vec()).decompressed_content_with_limit(limit) {
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
pub(super) fn check_claims(document: &lopdf::Document) -> Result<(), Reason> {
    bounds::all_rows_are_sound(document).map_err(|id| row_too_long(&reference(id)))?;
    bounds::functions_are_sound(document).map_err(|id| functions_endless(&reference(id)))
}

/// An object's number, as files refer to it.
fn reference((number, generation): ObjectId) -> String {
    format!("{number} {generation} R")
}

/// The objects of a file.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn document(file: &[u8]) -> Result<lopdf::Document, Reason> {
    let options = LoadOptions { max_decompressed_size: Some(limits::PDF_STREAM), ..LoadOptions::default() };
    lopdf::Document::load_mem_with_options(file, options).map_err(|_| NOT_A_PDF.into())
}

fn key(id: ObjectIdentifier) -> (i32, i32) {
    (id.obj_number, id.gen_number)
}

//! How many operators a page draws with, each content as often as it is drawn.

use std::collections::BTreeMap;

use hayro_svg::hayro_syntax::content::UntypedIter;
use hayro_svg::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_svg::hayro_syntax::page::{Page, Resources};

use super::super::super::words;
use super::{StreamSizes, key, too_large};
use crate::diagnostic::Reason;
use crate::limits;

/// Counts the operators of a page, with those of all that it draws by name each time that it is drawn.
///
/// # Errors
/// More of them than can be drawn, or content that draws itself.
pub(in crate::model::picture::pdf) fn check_operators(page: &Page<'_>, sizes: &StreamSizes) -> Result<(), Reason> {
    // A page may name the same stream over and over.
    let parts = page.raw().get::<Array<'_>>("Contents");
    let parts = parts.iter().flat_map(|parts| parts.iter::<Stream<'_>>());
    // What is no stream of the file is not drawn.
    let bytes: usize = parts.filter_map(|part| sizes.get(&key(part.obj_id()))).sum();
    if bytes > limits::PDF_STREAM {
        return Err(too_large(limits::PDF_STREAM));
    }
    let mut counter = OperatorCounter::default();
    let count = counter.content(page.page_stream().unwrap_or_default(), page.resources(), 0)?;
    if count > limits::PDF_OPERATORS { Err(words::TOO_MANY_LINES.into()) } else { Ok(()) }
}

/// Counts operators, each content once.
#[derive(Default)]
struct OperatorCounter {
    /// What was counted already, by object; nothing for what is being counted.
    known: BTreeMap<(i32, i32), Option<u64>>,
}

impl OperatorCounter {
    /// The operators of a content, with those of all that it draws.
    fn content(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) -> Result<u64, Reason> {
        if depth > limits::PDF_TREE {
            return Err(words::TOO_MANY_LINES.into());
        }
        let mut count: u64 = 0;
        // How many operators a letter of the chosen font takes.
        let mut per_letter = 1;
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
                    per_letter = font.map_or(Ok(1), |font| self.font(&font, resources, depth))?;
                    None
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let letters = operands.iter().map(letters).sum();
                    count = count.saturating_add(per_letter.saturating_mul(letters));
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
        let resources =
            Resources::from_parent(dictionary.get::<Dict<'_>>("Resources").unwrap_or_default(), outer.clone());
        let content = stream.decoded().unwrap_or_default();
        let count = self.content(&content, &resources, depth + 1)?;
        self.known.insert(id, Some(count));
        Ok(count)
    }

    /// The operators of the largest letter of a font that draws its letters by operators.
    fn font(&mut self, font: &Dict<'_>, outer: &Resources<'_>, depth: usize) -> Result<u64, Reason> {
        let Some(letters) = font.get::<Dict<'_>>("CharProcs") else { return Ok(1) };
        let resources = Resources::from_parent(font.get::<Dict<'_>>("Resources").unwrap_or_default(), outer.clone());
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

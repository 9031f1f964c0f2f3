//! Functions of functions, and programs that compute colours.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, Stream};

/// The most functions of one object, those within them counted each time that they are named.
const FUNCTIONS: usize = 10_000;
/// Functions within functions, and procedures within procedures.
const FUNCTIONS_DEPTH: usize = 32;
/// The most bytes of a calculator.
const CALCULATOR: usize = 64 << 10;
/// Whether all functions (ISO 32000-1, 7.10) can be had: each that joins others is read with them each time that it is named,
/// and calculators with procedures within procedures.
///
/// # Errors
/// The object that holds one of which there is too much.
pub fn functions_are_sound(document: &Document) -> Result<(), ObjectId> {
    let mut known = BTreeMap::new();
    let mut sound = |id: ObjectId| functions_below(document, id, &mut known, 0).is_some_and(|all| all <= FUNCTIONS);
    document.objects.keys().find(|id| !sound(**id)).map_or(Ok(()), |id| Err(*id))
}

/// The functions of an object; nothing of one that leads back to itself, or of too many.
fn functions_below(
    document: &Document,
    id: ObjectId,
    known: &mut BTreeMap<ObjectId, Option<usize>>,
    depth: usize,
) -> Option<usize> {
    if let Some(counted) = known.get(&id) {
        return *counted;
    }
    if depth > FUNCTIONS_DEPTH {
        return None;
    }
    known.insert(id, None);
    let all = functions_within(document, document.get_object(id).ok(), known, depth)?;
    known.insert(id, Some(all));
    Some(all)
}

fn functions_within(
    document: &Document,
    object: Option<&Object>,
    known: &mut BTreeMap<ObjectId, Option<usize>>,
    depth: usize,
) -> Option<usize> {
    let mut all: usize = 0;
    // What stands in one object was read already, and is not endless; only what joins functions leads on to others.
    let mut open: Vec<(&Object, usize)> = object.map(|object| (object, depth)).into_iter().collect();
    while let Some((object, depth)) = open.pop() {
        let own = match object {
            Object::Array(items) => {
                open.extend(items.iter().filter(|item| item.as_reference().is_err()).map(|item| (item, depth)));
                continue;
            }
            Object::Dictionary(own) => own,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        let kind = own.get_deref(b"FunctionType", document).and_then(Object::as_i64).ok();
        all = all.saturating_add(usize::from(kind.is_some()));
        match (kind, object) {
            (Some(3), _) if depth >= FUNCTIONS_DEPTH => return None,
            (Some(3), _) => {
                let parts = own.get_deref(b"Functions", document).and_then(Object::as_array);
                for part in parts.into_iter().flatten() {
                    match part {
                        Object::Reference(id) => {
                            all = all.saturating_add(functions_below(document, *id, known, depth + 1)?);
                        }
                        part => open.push((part, depth + 1)),
                    }
                }
            }
            (Some(4), Object::Stream(stream)) if !calculator_is_sound(stream) => return None,
            (Some(0 | 2 | 4), _) => {}
            _ => {
                let values = own.iter().map(|(_, value)| value).filter(|value| value.as_reference().is_err());
                open.extend(values.map(|value| (value, depth)));
            }
        }
        if all > FUNCTIONS {
            return None;
        }
    }
    Some(all)
}

/// Whether a calculator has no more steps and procedures within each other than anybody needs.
fn calculator_is_sound(stream: &Stream) -> bool {
    let program = stream.decompressed_content_with_limit(2 * CALCULATOR);
    // What cannot be unpacked is not run.
    let program = program.or_else(|e| match e {
        lopdf::Error::Decompress(_) => Err(e),
        _ => Ok(stream.content.clone()),
    });
    let Ok(program) = program else { return false };
    let mut depth = 0_usize;
    program.len() <= CALCULATOR
        && program.iter().all(|byte| {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth <= FUNCTIONS_DEPTH
        })
}

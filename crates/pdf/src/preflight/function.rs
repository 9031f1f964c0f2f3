//! The colours of gradients: functions of one number (ISO 32000-1, 7.10), as far as they can be listed.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use crate::colour_space::Space;
use crate::file::{File, as_dictionary};

/// Functions within functions.
const DEPTH: usize = 8;
/// Places of a gradient at which its colour is taken.
const STEPS: usize = 65;

/// Colours that a gradient runs through; nothing if they cannot be told.
pub(super) fn colours<'a>(file: &File<'a>, shading: &'a Dictionary, space: &Space) -> Option<Vec<Vec<f64>>> {
    let function = file.get(shading, b"Function")?;
    let domain = file.numbers(shading, b"Domain").filter(|domain| domain.len() == 2).unwrap_or_else(|| vec![0.0, 1.0]);
    let mut tables = Tables::new();
    let at = |step: usize| domain[0] + (domain[1] - domain[0]) * step as f64 / (STEPS - 1) as f64;
    let mut colour = |t: f64| match function {
        Object::Array(functions) => {
            let parts: Option<Vec<f64>> = functions
                .iter()
                .take(space.components().max(1))
                .map(|part| evaluate(file, file.resolve(part)?, t, &mut tables, 0)?.first().copied())
                .collect();
            parts
        }
        other => evaluate(file, other, t, &mut tables, 0),
    };
    (0..STEPS).map(|step| colour(at(step))).collect()
}

/// The tables of functions, by the places of their streams in memory, so that each is unpacked once.
type Tables = BTreeMap<usize, Option<Vec<u8>>>;

fn evaluate<'a>(file: &File<'a>, function: &'a Object, t: f64, tables: &mut Tables, depth: usize) -> Option<Vec<f64>> {
    if depth > DEPTH {
        return None;
    }
    let own = as_dictionary(function)?;
    let domain = file.numbers(own, b"Domain").filter(|domain| domain.len() == 2)?;
    let t = t.max(domain[0]).min(domain[1]);
    match file.number(own, b"FunctionType")? as i64 {
        0 => sampled(file, function, &domain, t, tables),
        2 => {
            let from = file.numbers(own, b"C0").unwrap_or_else(|| vec![0.0]);
            let to = file.numbers(own, b"C1").unwrap_or_else(|| vec![1.0]);
            let share = t.powf(file.number(own, b"N")?);
            Some(from.iter().zip(&to).map(|(from, to)| from + share * (to - from)).collect())
        }
        3 => {
            let parts = file.array(own, b"Functions")?;
            let bounds = file.numbers(own, b"Bounds")?;
            let encode = file.numbers(own, b"Encode")?;
            let at = bounds.iter().take_while(|bound| t >= **bound).count().min(parts.len().checked_sub(1)?);
            let low = if at == 0 { domain[0] } else { *bounds.get(at - 1)? };
            let high = bounds.get(at).copied().unwrap_or(domain[1]);
            let (from, to) = (*encode.get(2 * at)?, *encode.get(2 * at + 1)?);
            let share = if high > low { (t - low) / (high - low) } else { 0.0 };
            evaluate(file, file.resolve(parts.get(at)?)?, from + share * (to - from), tables, depth + 1)
        }
        _ => None,
    }
}

/// A table of samples of 8 or 16 bits.
fn sampled<'a>(file: &File<'a>, function: &'a Object, domain: &[f64], t: f64, tables: &mut Tables) -> Option<Vec<f64>> {
    let Object::Stream(stream) = function else { return None };
    let key = std::ptr::from_ref(stream).addr();
    let own = &stream.dict;
    let size = *file.numbers(own, b"Size")?.first()? as usize;
    let bytes = match file.number(own, b"BitsPerSample")? as i64 {
        8 => 1,
        16 => 2,
        _ => return None,
    };
    let range = file.numbers(own, b"Range")?;
    let decode = file.numbers(own, b"Decode").unwrap_or_else(|| range.clone());
    let count = range.len() / 2;
    let samples = tables.entry(key).or_insert_with(|| file.content(stream)).as_deref()?;
    let last = size.checked_sub(1)?;
    let along = if domain[1] > domain[0] { (t - domain[0]) / (domain[1] - domain[0]) } else { 0.0 };
    let row = (along * last as f64).round() as usize;
    let value = |column: usize| {
        let at = row.min(last).checked_mul(count)?.checked_add(column)?.checked_mul(bytes)?;
        let raw = match samples.get(at..at + bytes)? {
            [one] => f64::from(*one) / 255.0,
            [high, low] => f64::from(u16::from_be_bytes([*high, *low])) / 65_535.0,
            _ => return None,
        };
        let (from, to) = (*decode.get(2 * column)?, *decode.get(2 * column + 1)?);
        Some(from + raw * (to - from))
    };
    (0..count).map(value).collect()
}

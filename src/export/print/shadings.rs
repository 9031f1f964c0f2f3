//! Gradients (shadings, ISO 32000-1 §8.7.4.5) in the colours of the press.

use lopdf::{Dictionary, Document, Object, Stream};

use super::ToInks;
use super::condition::black_of;
use super::content::Target;
use super::spaces::family_of;
use crate::pdf::colour_space::Family;

/// A gradient is held at so many places, between which inks change evenly.
const SAMPLES: usize = 64;

/// What has to change in a shading of the screen's colours: its space, and its function. Nothing if it can stay, or if
/// its colours follow from a program (function of type 4), which only conic gradients have.
pub(super) fn converted(
    document: &Document,
    shading: &Dictionary,
    target: Target,
    inks: &ToInks<'_>,
) -> Option<(&'static str, Stream)> {
    let space = family_of(document, shading.get(b"ColorSpace").ok()?);
    if space != Family::Rgb && !(space == Family::Cmyk && target != Target::Process) {
        return None;
    }
    let function = shading.get_deref(b"Function", document).ok()?;
    let domain = domain(function)?;
    let place = |at: usize| domain[0] + (domain[1] - domain[0]) * at as f32 / (SAMPLES - 1) as f32;
    let values = (0..SAMPLES).map(|at| value(document, function, place(at), 0)).collect::<Option<Vec<_>>>()?;
    let colours = values.iter().map(|value| match (space, value.as_slice()) {
        (Family::Rgb, &[r, g, b]) => Some([r, g, b]),
        (Family::Cmyk, &[c, m, y, k]) => {
            Some([super::content::black_of_inks([c, m, y, k]); 3].map(|black| 1.0 - black))
        }
        _ => None,
    });
    let colours = colours.collect::<Option<Vec<[f32; 3]>>>()?;
    let byte = |share: f32| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
    let (name, samples): (_, Vec<u8>) = match target {
        Target::Process => ("DeviceCMYK", inks(&colours).iter().flatten().map(|ink| byte(*ink)).collect()),
        Target::Black => ("DeviceCMYK", colours.iter().flat_map(|colour| [0, 0, 0, byte(black_of(*colour))]).collect()),
        Target::Mask => ("DeviceGray", colours.iter().map(|colour| byte(1.0 - black_of(*colour))).collect()),
    };
    let components = if target == Target::Mask { 1 } else { 4 };
    let mut dict = Dictionary::new();
    dict.set("FunctionType", 0);
    dict.set("Domain", Object::Array(domain.map(Object::Real).to_vec()));
    dict.set("Range", Object::Array([0, 1].repeat(components).into_iter().map(Object::Integer).collect()));
    dict.set("Size", Object::Array(vec![Object::Integer(SAMPLES as i64)]));
    dict.set("BitsPerSample", 8);
    Some((name, Stream::new(dict, samples)))
}

fn numbers(dict: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
    dict.get(key).ok()?.as_array().ok()?.iter().map(|number| number.as_float().ok()).collect()
}

fn domain(function: &Object) -> Option<[f32; 2]> {
    let dict = function.as_dict().ok()?;
    <[f32; 2]>::try_from(numbers(dict, b"Domain")?).ok()
}

/// The value of an exponential or stitching function (ISO 32000-1 §7.10.3, §7.10.4).
fn value(document: &Document, function: &Object, at: f32, depth: usize) -> Option<Vec<f32>> {
    let dict = document.dereference(function).ok()?.1.as_dict().ok()?;
    let [low, high] = <[f32; 2]>::try_from(numbers(dict, b"Domain")?).ok()?;
    let at = at.clamp(low, high);
    match dict.get(b"FunctionType").and_then(Object::as_i64).ok()? {
        2 => {
            let (from, to) = (numbers(dict, b"C0")?, numbers(dict, b"C1")?);
            let share = at.powf(dict.get(b"N").and_then(Object::as_float).ok()?);
            Some(from.iter().zip(to).map(|(from, to)| from + share * (to - from)).collect())
        }
        3 if depth < 4 => {
            let bounds = numbers(dict, b"Bounds")?;
            let part = bounds.iter().filter(|bound| at >= **bound).count();
            let edge = |part: usize| bounds.get(part).copied().unwrap_or(high);
            let (from, to) = (if part == 0 { low } else { edge(part - 1) }, edge(part));
            let encode = numbers(dict, b"Encode")?;
            let (first, last) = (*encode.get(2 * part)?, *encode.get(2 * part + 1)?);
            let share = if to > from { (at - from) / (to - from) } else { 0.0 };
            let inner = dict.get(b"Functions").ok()?.as_array().ok()?.get(part)?;
            value(document, inner, first + share * (last - first), depth + 1)
        }
        _ => None,
    }
}

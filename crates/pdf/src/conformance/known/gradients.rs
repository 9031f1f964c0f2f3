//! Gradients along a line or between circles (ISO 32000-1, 8.7.4.5), and the functions of their colours (7.10).

use lopdf::Object;

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::objection::{Kept, knows, unknown};

pub(super) const PATTERN: DictionaryForm = DictionaryForm {
    what: "a pattern of a gradient",
    must: &[("PatternType", ValueShape::Exactly(2)), ("Shading", ValueShape::Reference)],
    may: &[("Type", ValueShape::Is("Pattern")), ("Matrix", ValueShape::Numbers(6))],
};

const SHADING: DictionaryForm = DictionaryForm {
    what: "a gradient",
    must: &[
        ("ShadingType", ValueShape::Count),
        ("ColorSpace", ValueShape::Reference),
        ("Coords", ValueShape::Array),
        ("Function", ValueShape::Reference),
    ],
    may: &[("Extend", ValueShape::Array), ("AntiAlias", ValueShape::Truth(false)), ("Domain", ValueShape::Numbers(2))],
};

const EXPONENTIAL: DictionaryForm = DictionaryForm {
    what: "a function",
    must: &[
        ("FunctionType", ValueShape::Exactly(2)),
        ("Domain", ValueShape::Numbers(2)),
        ("C0", ValueShape::Array),
        ("C1", ValueShape::Array),
        ("N", ValueShape::Exactly(1)),
    ],
    may: &[("Range", ValueShape::Array)],
};

const STITCHED: DictionaryForm = DictionaryForm {
    what: "a function of several parts",
    must: &[
        ("FunctionType", ValueShape::Exactly(3)),
        ("Domain", ValueShape::Numbers(2)),
        ("Functions", ValueShape::Array),
        ("Bounds", ValueShape::Array),
        ("Encode", ValueShape::Array),
    ],
    may: &[("Range", ValueShape::Array)],
};

/// Checks a gradient, whose colour space is handed back to be judged, with the number of components that it must have.
pub(super) fn check<'a>(file: &KnownFile<'a>, pattern: &'a Object) -> Kept<(&'a Object, usize)> {
    let shading = file.entries(pattern, &PATTERN)?.value("Shading")?;
    let shading = file.entries(shading, &SHADING)?;
    let coordinates = if shading.count("ShadingType") == Some(2) { 4 } else { 6 };
    let known = matches!(shading.count("ShadingType"), Some(2 | 3)) && are_numbers(&shading, "Coords", coordinates);
    let extend = shading.array("Extend");
    let extends = extend.len() != 1 && extend.iter().all(|end| end.as_bool().is_ok()) && extend.len() <= 2;
    knows(known && extends, "a gradient that is not known")?;
    Ok((shading.value("ColorSpace")?, function(file, shading.value("Function")?, true)?))
}

/// The number of values of a function.
fn function<'a>(file: &KnownFile<'a>, object: &'a Object, parts: bool) -> Kept<usize> {
    let (_, Object::Dictionary(dictionary)) = file.followed(object)? else { return unknown("a function that is none") };
    if dictionary.get(b"FunctionType").and_then(Object::as_i64).is_ok_and(|kind| kind == 2) {
        let entries = file.entries(object, &EXPONENTIAL)?;
        let count = entries.array("C0").len();
        let same = are_numbers(&entries, "C0", count) && are_numbers(&entries, "C1", count);
        knows(same && has_range(&entries, count), "a function that is not known")?;
        return Ok(count);
    }
    let entries = file.entries(object, &STITCHED)?;
    let functions = entries.array("Functions");
    let known = are_numbers(&entries, "Bounds", functions.len().saturating_sub(1))
        && are_numbers(&entries, "Encode", functions.len() * 2);
    knows(parts && known, "a function that is not known")?;
    let counts = functions.iter().map(|part| function(file, part, false)).collect::<Kept<Vec<usize>>>()?;
    let Some(count) = counts.first() else { return unknown("a function of no parts") };
    knows(counts.iter().all(|own| own == count) && has_range(&entries, *count), "a function of unequal parts")?;
    Ok(*count)
}

fn are_numbers(entries: &KnownEntries<'_>, key: &str, count: usize) -> bool {
    entries.array(key).len() == count && entries.numbers(key).len() == count
}

fn has_range(entries: &KnownEntries<'_>, count: usize) -> bool {
    entries.get("Range").is_none() || are_numbers(entries, "Range", count * 2)
}

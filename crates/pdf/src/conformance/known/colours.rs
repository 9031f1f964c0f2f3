//! Colour spaces with profiles, and the output intent (ISO 19005-2, 6.2.3 and 6.2.4).

use lopdf::Object;

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape, data};
use super::objection::{Kept, keeps, knows, unknown};

const INTENT: DictionaryForm = DictionaryForm {
    what: "an output intent",
    must: &[
        ("Type", ValueShape::Is("OutputIntent")),
        ("S", ValueShape::Is("GTS_PDFA1")),
        ("DestOutputProfile", ValueShape::Reference),
        ("OutputConditionIdentifier", ValueShape::Text),
    ],
    may: &[("Info", ValueShape::Text), ("OutputCondition", ValueShape::Text), ("RegistryName", ValueShape::String)],
};

const PROFILE: DictionaryForm = DictionaryForm {
    what: "a colour profile",
    must: &[("Length", ValueShape::Count), ("N", ValueShape::Count)],
    may: &[("Filter", ValueShape::Is("FlateDecode")), ("Range", ValueShape::Any)],
};

/// The bytes of a profile's header (ISO 15076-1, 7.2).
const HEADER: usize = 128;

/// Checks the output intents: one, with a profile of three components.
pub(super) fn output_intent<'a>(file: &KnownFile<'a>, catalog: &KnownEntries<'a>) -> Kept {
    let (_, intents) = file.followed(catalog.value("OutputIntents")?)?;
    let Object::Array(intents) = intents else { return unknown("output intents that are no array") };
    let [intent] = intents.as_slice() else { return unknown("a number of output intents other than one") };
    let intent = file.entries(intent, &INTENT)?;
    let components = profile(file, intent.value("DestOutputProfile")?, &[b"prtr", b"mntr"])?;
    knows(components == 3, "an output intent that is not RGB")
}

/// The number of components of a colour space `[/ICCBased …]`.
pub(super) fn components<'a>(file: &KnownFile<'a>, space: &'a Object) -> Kept<usize> {
    let space = if matches!(space, Object::Reference(_)) { file.followed(space)?.1 } else { space };
    let Object::Array(space) = space else { return unknown("a colour space that is not known") };
    match space.as_slice() {
        [Object::Name(family), own] if family == b"ICCBased" => {
            profile(file, own, &[b"prtr", b"mntr", b"scnr", b"spac"])
        }
        _ => unknown("a colour space that is not known"),
    }
}

/// The number of components of a profile of one of these classes.
fn profile<'a>(file: &KnownFile<'a>, object: &'a Object, classes: &[&[u8]]) -> Kept<usize> {
    let (stream, entries) = file.stream(object, &PROFILE)?;
    let bytes = data(stream)?;
    let header = bytes.get(..HEADER).unwrap_or_default();
    let class = header.get(12..16).is_some_and(|class| classes.contains(&class));
    let version = header.get(8).is_some_and(|version| (2..5).contains(version));
    let space = header.get(16..20);
    let signed = header.get(36..40) == Some(b"acsp");
    let size = header.get(..4).map(|size| size.iter().fold(0, |size, byte| size << 8 | usize::from(*byte)));
    let components = match space {
        Some(b"GRAY") => 1,
        Some(b"RGB ") => 3,
        _ => return unknown("a colour profile of another space"),
    };
    let sound = class && version && signed && size == Some(bytes.len());
    keeps(sound, "6.2.4.2", "a colour profile is not one of ICC up to version 4")?;
    keeps(entries.count("N") == Some(components), "6.2.4.2", "a colour profile has another number of components")?;
    let range = entries.numbers("Range");
    let usual = range.is_empty() || (range.len() == 2 * components && range.chunks(2).all(|pair| pair == [0.0, 1.0]));
    knows(
        usual && entries.get("Range").is_none_or(|range| range.as_array().is_ok()),
        "a colour profile with an unusual range",
    )?;
    Ok(components)
}

//! Changes to the objects of a document.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::random::Dice;

/// Keys that mean something somewhere in a PDF.
const KEYS: [&str; 62] = [
    "AA",
    "OpenAction",
    "Lang",
    "Interpolate",
    "Alternates",
    "OPI",
    "Filter",
    "DecodeParms",
    "F",
    "FFilter",
    "Group",
    "AP",
    "AS",
    "OC",
    "JS",
    "Perms",
    "AcroForm",
    "OCProperties",
    "Requirements",
    "NeedsRendering",
    "PresSteps",
    "SMask",
    "Mask",
    "Intent",
    "TR",
    "TR2",
    "HT",
    "BM",
    "ca",
    "CA",
    "Ref",
    "PS",
    "Subtype2",
    "Alt",
    "ActualText",
    "E",
    "T",
    "ID",
    "Role",
    "Headers",
    "Scope",
    "ColSpan",
    "RowSpan",
    "RoleMap",
    "ClassMap",
    "Pg",
    "CIDSet",
    "CharSet",
    "FontFile",
    "FontFile3",
    "Encoding",
    "UseCMap",
    "CMapName",
    "ToUnicode",
    "Metadata",
    "Rotate",
    "CropBox",
    "TrimBox",
    "Trans",
    "Names",
    "Limits",
    "Kids",
];

/// One step to a value within an object.
#[derive(Clone, Debug)]
pub enum Step {
    Key(Vec<u8>),
    Index(usize),
}

/// A change of one object, in words; nothing if it is not possible there.
pub fn change(document: &mut Document, dice: &mut Dice) -> Option<String> {
    // Kinds in turn, so that a single catalog is changed as often as one of many cells.
    let mut kinds: BTreeMap<Vec<u8>, Vec<ObjectId>> = BTreeMap::new();
    document.objects.iter().for_each(|(id, object)| kinds.entry(kind(object)).or_default().push(*id));
    let kinds: Vec<_> = kinds.into_iter().collect();
    let (kind, ids) = dice.pick(&kinds);
    let id = *dice.pick(ids);
    if dice.roll(40) == 0 {
        document.objects.remove(&id);
        return Some(format!("{} {id:?} removed", String::from_utf8_lossy(kind)));
    }
    let mut paths = Vec::new();
    paths_of(document.objects.get(&id)?, &mut Vec::new(), &mut paths);
    let path = dice.pick(&paths).clone();
    let pool = pool(document, dice);
    let target = at(document.objects.get_mut(&id)?, &path)?;
    let what = change_value(target, &pool, dice)?;
    Some(format!("{} {id:?} {path:?}: {what}", String::from_utf8_lossy(kind)))
}

fn kind(object: &Object) -> Vec<u8> {
    let Ok(dictionary) = object.as_dict().or_else(|_| object.as_stream().map(|stream| &stream.dict)) else {
        return object.enum_variant().as_bytes().to_vec();
    };
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
    let first = dictionary.iter().next().map_or(&[][..], |(key, _)| key.as_slice());
    let kind = [name(b"Type"), name(b"Subtype"), name(b"S")].join(&b' ');
    if kind.len() > 2 { kind } else { first.to_vec() }
}

/// All values within one, and itself.
fn paths_of(object: &Object, path: &mut Vec<Step>, paths: &mut Vec<Vec<Step>>) {
    paths.push(path.clone());
    let mut below = |step, value| {
        path.push(step);
        paths_of(value, path, paths);
        path.pop();
    };
    match object {
        Object::Array(items) => {
            // Of long lists the ends, and some from the middle.
            let last = items.len();
            let some = |index: &usize| *index < 6 || index + 3 > last || index.is_multiple_of(97);
            (0..last).filter(some).for_each(|index| below(Step::Index(index), &items[index]));
        }
        Object::Dictionary(entries) => entries.iter().for_each(|(key, value)| below(Step::Key(key.clone()), value)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(key, value)| below(Step::Key(key.clone()), value)),
        _ => {}
    }
}

fn at<'a>(object: &'a mut Object, path: &[Step]) -> Option<&'a mut Object> {
    path.iter().try_fold(object, |object, step| match (step, object) {
        (Step::Key(key), Object::Dictionary(entries)) => entries.get_mut(key).ok(),
        (Step::Key(key), Object::Stream(stream)) => stream.dict.get_mut(key).ok(),
        (Step::Index(index), Object::Array(items)) => items.get_mut(*index),
        _ => None,
    })
}

/// Values of any kind.
fn pool(document: &Document, dice: &mut Dice) -> Object {
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    let names = [
        "P",
        "Span",
        "TH",
        "Column",
        "Identity-V",
        "Fixed",
        "Annot",
        "H1",
        "H4",
        "LZWDecode",
        "DeviceCMYK",
        "Artifact",
        "X",
    ];
    match dice.roll(14) {
        0 => Object::Null,
        1 => Object::Integer(*dice.pick(&[0, 1, -1, 2, 3, 4, 7, 28, 255, 1000, 65_536, 2_147_483_648, -2_147_483_649])),
        2 => Object::Real(*dice.pick(&[0.5, -3.25, 1.0e-30, 99_999.9])),
        3 => Object::Boolean(dice.roll(2) == 0),
        4 => Object::Name(dice.pick(&names).as_bytes().to_vec()),
        5 => Object::String(Vec::new(), StringFormat::Literal),
        6 => Object::String(
            dice.pick(&["x", "ja-JP", "klingon language", "U1x0y0", " "]).as_bytes().to_vec(),
            StringFormat::Literal,
        ),
        7 => Object::Array(Vec::new()),
        8 => Object::Dictionary(Dictionary::new()),
        9 => Object::Array(vec![Object::Integer(0); 4]),
        10..=12 => Object::Reference(*dice.pick(&ids)),
        _ => document
            .objects
            .get(dice.pick(&ids))
            .filter(|object| object.as_stream().is_err())
            .cloned()
            .unwrap_or(Object::Null),
    }
}

fn change_value(target: &mut Object, other: &Object, dice: &mut Dice) -> Option<String> {
    let replaced = |target: &mut Object| {
        *target = other.clone();
        Some(format!("became {other:?}"))
    };
    match (dice.roll(5), &mut *target) {
        (0..=2, Object::Dictionary(entries)) => in_dictionary(entries, other, dice),
        (_, Object::Stream(stream)) => in_dictionary(&mut stream.dict, other, dice),
        (0..=3, Object::Array(items)) => in_array(items, other, dice),
        (0..=2, Object::Integer(number)) => {
            *number = match dice.roll(5) {
                0 => *number + 1,
                1 => *number - 1,
                2 => *number * 2,
                3 => -*number,
                _ => *number + 100,
            };
            Some(format!("became {number}"))
        }
        (0..=2, Object::Real(number)) => {
            *number *= *dice.pick(&[1.001, 0.5, -1.0, 1000.0]);
            Some(format!("became {number}"))
        }
        (0..=2, Object::Name(name)) => {
            let longest = name.len();
            match dice.roll(3) {
                0 => drop(name.pop()),
                1 => name.push(b'a'),
                _ => name.iter_mut().skip(dice.roll(longest)).take(1).for_each(|byte| *byte ^= 1),
            }
            Some(format!("became {}", String::from_utf8_lossy(name)))
        }
        (0..=2, Object::String(bytes, _)) => {
            let longest = bytes.len();
            match dice.roll(4) {
                0 => bytes.clear(),
                1 => bytes.truncate(longest / 2),
                2 => bytes.extend([0xE0, 0x01]),
                _ => bytes.iter_mut().skip(dice.roll(longest)).take(1).for_each(|byte| *byte ^= 1 << dice.roll(8)),
            }
            Some(format!("became {bytes:?}"))
        }
        (0..=2, Object::Boolean(truth)) => {
            *truth = !*truth;
            Some(format!("became {truth}"))
        }
        (_, target) => replaced(target),
    }
}

fn in_dictionary(entries: &mut Dictionary, other: &Object, dice: &mut Dice) -> Option<String> {
    let keys: Vec<Vec<u8>> = entries.iter().map(|(key, _)| key.clone()).collect();
    if keys.is_empty() || dice.roll(3) == 0 {
        let key = *dice.pick(&KEYS);
        entries.set(key, other.clone());
        return Some(format!("{key} became {other:?}"));
    }
    let key = dice.pick(&keys);
    let value = entries.remove(key)?;
    let name = String::from_utf8_lossy(key).into_owned();
    if dice.roll(3) == 0 {
        let renamed = *dice.pick(&KEYS);
        entries.set(renamed, value);
        return Some(format!("{name} became {renamed}"));
    }
    Some(format!("{name} removed"))
}

fn in_array(items: &mut Vec<Object>, other: &Object, dice: &mut Dice) -> Option<String> {
    if items.is_empty() {
        items.push(other.clone());
        return Some(format!("{other:?} added"));
    }
    let (one, two) = (dice.roll(items.len()), dice.roll(items.len()));
    Some(match dice.roll(5) {
        0 => format!("{:?} removed at {one}", items.remove(one)),
        1 => {
            items.swap(one, two);
            format!("{one} and {two} exchanged")
        }
        2 => {
            let copy = items[one].clone();
            items.insert(two, copy);
            format!("{one} repeated at {two}")
        }
        3 => {
            items.truncate(one);
            format!("cut after {one}")
        }
        _ => {
            items.insert(one, other.clone());
            format!("{other:?} added at {one}")
        }
    })
}

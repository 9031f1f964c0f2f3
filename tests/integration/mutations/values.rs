//! Changes to values of a PDF.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::random::MutationDice;

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

/// Values of any kind.
pub fn any(document: &Document, dice: &mut MutationDice) -> Object {
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

/// Changes a value, to another one or within itself.
pub fn change(target: &mut Object, other: &Object, dice: &mut MutationDice) -> Option<String> {
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

fn in_dictionary(entries: &mut Dictionary, other: &Object, dice: &mut MutationDice) -> Option<String> {
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

fn in_array(items: &mut Vec<Object>, other: &Object, dice: &mut MutationDice) -> Option<String> {
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

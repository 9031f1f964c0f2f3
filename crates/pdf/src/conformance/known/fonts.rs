//! Composite fonts with embedded TrueType programs, by glyph number (ISO 32000-1, 9.7; ISO 19005-2, 6.2.11; ISO 14289-1, 7.21).

use lopdf::{Object, ObjectId};

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape, data};
use super::objection::{Kept, broken, keeps, knows, unknown};
use super::program::GlyphAdvances;
use super::unicode::CodeMeanings;

const COMPOSITE: DictionaryForm = DictionaryForm {
    what: "a font",
    must: &[
        ("Type", ValueShape::Is("Font")),
        ("Subtype", ValueShape::Is("Type0")),
        ("BaseFont", ValueShape::Name),
        ("Encoding", ValueShape::Is("Identity-H")),
        ("DescendantFonts", ValueShape::Array),
        ("ToUnicode", ValueShape::Reference),
    ],
    may: &[],
};

const DESCENDANT: DictionaryForm = DictionaryForm {
    what: "a descendant font",
    must: &[
        ("Type", ValueShape::Is("Font")),
        ("Subtype", ValueShape::Is("CIDFontType2")),
        ("BaseFont", ValueShape::Name),
        ("CIDSystemInfo", ValueShape::Dictionary),
        ("CIDToGIDMap", ValueShape::Is("Identity")),
        ("FontDescriptor", ValueShape::Reference),
        ("W", ValueShape::Array),
    ],
    may: &[("DW", ValueShape::Number)],
};

const SYSTEM: DictionaryForm = DictionaryForm {
    what: "`CIDSystemInfo`",
    must: &[("Registry", ValueShape::Text), ("Ordering", ValueShape::Text), ("Supplement", ValueShape::Exactly(0))],
    may: &[],
};

const DESCRIPTOR: DictionaryForm = DictionaryForm {
    what: "a font descriptor",
    must: &[
        ("Type", ValueShape::Is("FontDescriptor")),
        ("FontName", ValueShape::Name),
        ("Flags", ValueShape::Count),
        ("FontBBox", ValueShape::Numbers(4)),
        ("ItalicAngle", ValueShape::Number),
        ("Ascent", ValueShape::Number),
        ("Descent", ValueShape::Number),
        ("StemV", ValueShape::Number),
        ("FontFile2", ValueShape::Reference),
        ("CIDSet", ValueShape::Reference),
    ],
    may: &[("CapHeight", ValueShape::Number)],
};

const PROGRAM: DictionaryForm = DictionaryForm {
    what: "a font program",
    must: &[("Length", ValueShape::Count)],
    may: &[("Length1", ValueShape::Count), ("Filter", ValueShape::Is("FlateDecode"))],
};

const SET: DictionaryForm = DictionaryForm {
    what: "`CIDSet`",
    must: &[("Length", ValueShape::Count)],
    may: &[("Filter", ValueShape::Is("FlateDecode"))],
};

/// The default width, if a font does not say one (ISO 32000-1, table 117).
const WIDTH: f32 = 1000.0;

/// Judges a font with the codes that are shown in it.
pub(super) fn check(file: &KnownFile<'_>, id: ObjectId, shown: impl Iterator<Item = u16>) -> Kept {
    let Some(object @ Object::Dictionary(_)) = file.document.objects.get(&id) else {
        return unknown("a font that is none");
    };
    let font = file.entries(object, &COMPOSITE)?;
    let [descendant] = font.array("DescendantFonts") else {
        return unknown("a number of descendant fonts other than one");
    };
    let descendant = file.entries(descendant, &DESCENDANT)?;
    let system = file.entries(descendant.value("CIDSystemInfo")?, &SYSTEM)?;
    let identity = system.string("Registry") == Some(b"Adobe") && system.string("Ordering") == Some(b"Identity");
    knows(identity, "a character collection that is not known")?;
    let descriptor = file.entries(descendant.value("FontDescriptor")?, &DESCRIPTOR)?;
    let names = [font.name("BaseFont"), descendant.name("BaseFont"), descriptor.name("FontName")];
    knows(names[0] == names[1] && names[1] == names[2], "a font of two names")?;

    let (stream, _) = file.stream(descriptor.value("FontFile2")?, &PROGRAM)?;
    let advances = GlyphAdvances::read(&data(stream)?)?;
    let (set, _) = file.stream(descriptor.value("CIDSet")?, &SET)?;
    lists_all(&data(set)?, advances.count())?;
    let widths = widths(&descendant, advances.count())?;
    let meanings = CodeMeanings::read(file, font.value("ToUnicode")?)?;
    for code in shown {
        keeps(code != 0, "6.2.11.8", "the glyph `.notdef` is shown")?;
        let (Some(advance), Some(width)) = (advances.of(code), widths.get(usize::from(code))) else {
            return broken("6.2.11.4.1", "a glyph is shown that its font does not have");
        };
        keeps((advance - width).abs() <= 1.0, "6.2.11.5", "a glyph has another width than its font program says")?;
        keeps(meanings.has(code), "6.2.11.7.2", "a code is shown that has no character")?;
    }
    Ok(())
}

/// Objection unless a set of glyph numbers lists all of a font program (ISO 14289-1, 7.21.4.2).
fn lists_all(set: &[u8], count: usize) -> Kept {
    let listed = |glyph: usize| set.get(glyph / 8).is_some_and(|byte| byte >> (7 - glyph % 8) & 1 == 1);
    keeps((1..count).all(listed), "7.21.4.2", "`CIDSet` does not list a glyph of its font")
}

/// The widths of all glyphs of a font (ISO 32000-1, 9.7.4.3).
fn widths(font: &KnownEntries<'_>, count: usize) -> Kept<Vec<f32>> {
    let default = font.get("DW").and_then(|width| width.as_float().ok()).unwrap_or(WIDTH);
    let mut widths = vec![default; count];
    let mut set = |glyph: usize, width: &Object| match (widths.get_mut(glyph), width.as_float()) {
        (Some(slot), Ok(width)) => {
            *slot = width;
            Ok(())
        }
        _ => unknown("a width of no glyph"),
    };
    let index = |object: &Object| object.as_i64().ok().and_then(|number| usize::try_from(number).ok());
    // Glyphs that are listed twice would have the one width or the other.
    let mut least = 0;
    let mut rest = font.array("W");
    while let [first, second, more @ ..] = rest {
        let Some(first) = index(first).filter(|first| *first >= least) else {
            return unknown("widths that are not known");
        };
        rest = match (second, more) {
            (Object::Array(widths), more) => {
                widths.iter().enumerate().try_for_each(|(offset, width)| set(first + offset, width))?;
                least = first + widths.len();
                more
            }
            (last, [width, more @ ..]) => {
                let last = index(last).filter(|last| (first..count).contains(last));
                let Some(last) = last else { return unknown("a width of no glyph") };
                (first..=last).try_for_each(|glyph| set(glyph, width))?;
                least = last + 1;
                more
            }
            _ => return unknown("widths that are not known"),
        };
    }
    knows(rest.is_empty(), "widths that are not known")?;
    Ok(widths)
}

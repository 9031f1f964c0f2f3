//! Attached files, which only PDF/A-3 allows whatever they are (ISO 19005-3, 6.8; ISO 14289-1, 7.11).

use std::collections::BTreeSet;

use lopdf::Object;

use super::super::ArchivalLevel;
use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::navigation::NAMES;
use super::objection::{Kept, keeps, knows, unknown};

const EMBEDDED: DictionaryForm =
    DictionaryForm { what: "`EmbeddedFiles`", must: &[("Names", ValueShape::Array)], may: &[] };

const SPECIFICATION: DictionaryForm = DictionaryForm {
    what: "a file specification",
    must: &[
        ("Type", ValueShape::Is("Filespec")),
        ("F", ValueShape::Text),
        ("UF", ValueShape::Text),
        ("EF", ValueShape::Dictionary),
        ("Desc", ValueShape::Text),
        ("AFRelationship", ValueShape::OneOf(&["Source", "Data", "Alternative", "Supplement"])),
    ],
    may: &[],
};

const STREAMS: DictionaryForm =
    DictionaryForm { what: "`EF`", must: &[("F", ValueShape::Reference), ("UF", ValueShape::Reference)], may: &[] };

const ATTACHED: DictionaryForm = DictionaryForm {
    what: "an attached file",
    must: &[
        ("Type", ValueShape::Is("EmbeddedFile")),
        ("Subtype", ValueShape::Name),
        ("Params", ValueShape::Dictionary),
        ("Length", ValueShape::Count),
    ],
    may: &[("Filter", ValueShape::Is("FlateDecode"))],
};

const PARAMETERS: DictionaryForm = DictionaryForm {
    what: "`Params`",
    must: &[("ModDate", ValueShape::Text)],
    may: &[("Size", ValueShape::Count), ("CreationDate", ValueShape::Text)],
};

/// Checks the files that are attached to a document.
pub(super) fn check<'a>(file: &KnownFile<'a>, catalog: &KnownEntries<'a>, level: ArchivalLevel) -> Kept {
    let names = catalog.get("Names").map(|names| file.entries(names, &NAMES)).transpose()?;
    let Some(embedded) = names.and_then(|names| names.get("EmbeddedFiles")) else {
        return knows(catalog.get("AF").is_none(), "associated files that are not attached");
    };
    // They would have to be PDF/A themselves.
    knows(level == ArchivalLevel::A3a, "attached files in PDF/A-2")?;
    let mut named = BTreeSet::new();
    let mut last: Option<&[u8]> = None;
    for pair in file.entries(embedded, &EMBEDDED)?.array("Names").chunks(2) {
        let [Object::String(name, _), specification] = pair else {
            return unknown("an unusual list of attached files");
        };
        knows(last.is_none_or(|last| last < name.as_slice()), "attached files that are not sorted")?;
        last = Some(name);
        named.insert(file.followed(specification)?.0);
        specified(file, specification)?;
    }
    let associated: BTreeSet<_> = catalog.array("AF").iter().filter_map(|file| file.as_reference().ok()).collect();
    knows(associated.len() == catalog.array("AF").len(), "associated files that are not known")?;
    keeps(associated == named, "6.8", "an attached file is not associated with the document")
}

fn specified<'a>(file: &KnownFile<'a>, object: &'a Object) -> Kept {
    let specification = file.entries(object, &SPECIFICATION)?;
    keeps(specification.text("F") == specification.text("UF"), "6.8", "an attached file has two names")?;
    let streams = file.entries(specification.value("EF")?, &STREAMS)?;
    knows(streams.id("F") == streams.id("UF"), "an attached file of two streams")?;
    let (_, attached) = file.stream(streams.value("F")?, &ATTACHED)?;
    file.entries(attached.value("Params")?, &PARAMETERS)?;
    let kind = attached.name("Subtype").unwrap_or_default();
    let parts: Vec<&[u8]> = kind.split(|byte| *byte == b'/').collect();
    let plain = |part: &&[u8]| {
        !part.is_empty() && part.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'+'))
    };
    keeps(parts.len() == 2 && parts.iter().all(plain), "6.8", "the type of an attached file is no media type")
}

//! What a file says about itself: structure, standard, output intent, and all that paper cannot do.

mod problems;

use lopdf::{Dictionary, Document, Object};
use moxcms::{ColorProfile, DataColorSpace, ProfileClass};

use super::findings::Findings;
use crate::file::{File, as_dictionary};
use crate::preflight::problems::{DamagedFile, DocumentAction, IncompleteCheck};
use crate::preflight::profile::{Profile, Standard};
use crate::preflight::{CheckLimit, DamagedPart, NamedKind, PageObject};
use crate::{bounds, unpack};

pub use problems::{
    EmbeddedFiles, EncryptedFile, ForbiddenCompression, FormToFill, MissingStatement, NewerVersion, NoIdentification,
    NoOutputProfile, OptionalLayers, OutputConditionDiffers, OutputIntentCount, OutputProfileKind, Statement,
    UnclearTrapping,
};

/// Looks at everything that is not on a page.
pub(super) fn check(file: &File<'_>, bytes: &[u8], profile: &Profile, findings: &mut Findings<'_>) {
    if !references_are_sound(bytes) {
        findings.file(DamagedFile { part: DamagedPart::References });
    }
    if is_encrypted(file.document) {
        findings.file(EncryptedFile);
    }
    if profile.standard == Standard::X4 {
        identification(file, findings);
        output_intent(file, profile, findings);
        interaction(file, findings);
        compression(file, findings);
    }
}

/// Whether the file's end leads to a table of objects, as readers without patience demand.
fn references_are_sound(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2_048)..];
    let Some(at) = tail.windows(9).rposition(|nine| nine == b"startxref") else { return false };
    let after = String::from_utf8_lossy(&tail[at + 9..]).into_owned();
    let offset: Option<usize> = after.split_whitespace().next().and_then(|word| word.parse().ok());
    // Counted from the beginning of the file, or from its head.
    offset.is_some_and(|offset| is_table(bytes, offset) || is_table(bytes, offset.saturating_add(super::head(bytes))))
}

fn is_table(bytes: &[u8], offset: usize) -> bool {
    let Some(table) = bytes.get(offset..) else { return false };
    let start = table.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let table = &table[start..];
    // A table, or a stream that is one: `12 0 obj`.
    let text = String::from_utf8_lossy(&table[..table.len().min(40)]).into_owned();
    let mut words = text.split_whitespace();
    let mut number = || words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    table.starts_with(b"xref") || (number() && number() && words.next().is_some_and(|word| word.starts_with("obj")))
}

fn is_encrypted(document: &Document) -> bool {
    document.was_encrypted() || document.is_encrypted() || document.trailer.has(b"Encrypt")
}

fn identification(file: &File<'_>, findings: &mut Findings<'_>) {
    let catalog = file.catalog();
    let own = catalog.and_then(|catalog| file.name(catalog, b"Version"));
    let header = file.document.version.clone();
    let version = own.map_or(header, |own| String::from_utf8_lossy(own).into_owned());
    if version.parse::<f32>().map_or(true, |number| number > 1.65) {
        findings.file(NewerVersion { found: version });
    }
    let metadata =
        catalog.and_then(|catalog| file.get(catalog, b"Metadata")).and_then(|stream| stream.as_stream().ok());
    let metadata = metadata.and_then(|stream| file.content(stream)).unwrap_or_default();
    let mut metadata = String::from_utf8_lossy(&metadata).into_owned();
    if !bounds::xml_is_sound(&metadata) {
        let object = PageObject::Named { kind: NamedKind::Metadata, name: "XMP".to_owned() };
        findings.add(IncompleteCheck { limit: CheckLimit::Work }.into(), None, None, Some(object));
        metadata.clear();
    }
    let information = file.dictionary(&file.document.trailer, b"Info");
    let text = |key: &[u8]| {
        let text = information.and_then(|own| file.get(own, key))?;
        lopdf::decode_text_string(text).ok()
    };
    // What surrounds the packet is no XML.
    let packet = metadata.find('<').zip(metadata.rfind('>')).and_then(|(start, end)| metadata.get(start..=end));
    let metadata = packet.and_then(|packet| roxmltree::Document::parse(packet).ok());
    let property = |name: &str| property(metadata.as_ref()?, name);
    // The information of the document says by which older standard a file was made; PDF/X-4 is said by the metadata.
    let said = property("GTS_PDFXVersion");
    if said.as_deref() != Some("PDF/X-4") {
        let other = said.or_else(|| text(b"GTS_PDFXVersion").filter(|other| other != "PDF/X-4"));
        findings.file(NoIdentification { found: other });
    }
    let trapped = information.and_then(|own| file.name(own, b"Trapped"));
    let in_metadata = property("Trapped");
    let trapped = trapped.map(String::from_utf8_lossy);
    let said = [trapped.as_deref(), in_metadata.as_deref()];
    let yes = said.contains(&Some("True"));
    // Said once or twice, but not both ways.
    if yes == said.contains(&Some("False")) {
        findings.file(UnclearTrapping);
    }
    let identifiers = file.array(&file.document.trailer, b"ID").map_or(0, <[_]>::len);
    let dates = [(&b"CreationDate"[..], "CreateDate"), (b"ModDate", "ModifyDate")];
    let dated = dates.iter().all(|(key, name)| is_same_date(text(key).as_deref(), property(name).as_deref()));
    let titled = property("title").is_some_and(|title| !title.is_empty());
    for (what, said) in
        [(Statement::Identifier, identifiers == 2), (Statement::Dates, dated), (Statement::Title, titled)]
    {
        if !said {
            findings.file(MissingStatement { what });
        }
    }
}

/// Whether the metadata have a date, which that of the information, where there is one, does not contradict.
fn is_same_date(information: Option<&str>, metadata: Option<&str>) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).take(14).collect::<String>();
    let Some(said) = metadata.map(digits).filter(|said| said.len() >= 4) else { return false };
    // Either may leave out the time.
    information.map(digits).is_none_or(|other| other.starts_with(&said) || said.starts_with(&other))
}

/// Filters that the standard forbids, wherever they are.
fn compression(file: &File<'_>, findings: &mut Findings<'_>) {
    for stream in file.document.objects.values().filter_map(|object| object.as_stream().ok()) {
        for (filter, _) in unpack::filters(file.document, &stream.dict) {
            if matches!(filter.as_slice(), b"LZWDecode" | b"Crypt") {
                let filter = String::from_utf8_lossy(&filter).into_owned();
                findings.file(ForbiddenCompression { filter });
            }
        }
    }
}

/// A property of XMP metadata, as an element or an attribute.
fn property(metadata: &roxmltree::Document<'_>, name: &str) -> Option<String> {
    metadata.descendants().find_map(|node| {
        let attribute = node.attributes().find(|attribute| attribute.name() == name).map(|own| own.value().to_owned());
        // A title has one text in each of several languages.
        let texts = || node.descendants().filter_map(|own| own.text().map(str::trim)).find(|text| !text.is_empty());
        let element = (node.tag_name().name() == name).then(|| texts().unwrap_or_default().to_owned());
        attribute.or(element)
    })
}

fn output_intent(file: &File<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let intents = file.catalog().and_then(|catalog| file.array(catalog, b"OutputIntents")).unwrap_or_default();
    let intents = intents.iter().filter_map(|intent| as_dictionary(file.resolve(intent)?));
    let intents: Vec<&Dictionary> = intents.filter(|own| file.name(own, b"S") == Some(b"GTS_PDFX")).collect();
    if intents.len() != 1 {
        findings.file(OutputIntentCount { found: intents.len() });
    }
    let Some(intent) = intents.first() else { return };
    let condition = file.get(intent, b"OutputConditionIdentifier");
    let condition = condition.and_then(|text| lopdf::decode_text_string(text).ok()).unwrap_or_default();
    if let Some(wanted) = profile.condition.as_ref().filter(|wanted| **wanted != condition) {
        findings.file(OutputConditionDiffers { found: condition, wanted: wanted.clone() });
    }
    let stream = file.get(intent, b"DestOutputProfile").and_then(|stream| stream.as_stream().ok());
    let icc = stream.and_then(|stream| file.content(stream));
    let Some(icc) = icc.and_then(|bytes| ColorProfile::new_from_slice(&bytes).ok()) else {
        return findings.file(NoOutputProfile);
    };
    let ink = matches!(icc.color_space, DataColorSpace::Cmyk | DataColorSpace::Gray);
    if icc.profile_class != ProfileClass::OutputDevice || !ink {
        let found = format!("{:?} ({:?})", icc.color_space, icc.profile_class);
        findings.file(OutputProfileKind { found });
    }
}

/// Forms, actions, attachments and layers.
fn interaction(file: &File<'_>, findings: &mut Findings<'_>) {
    let Some(catalog) = file.catalog() else { return };
    if file.dictionary(catalog, b"AcroForm").is_some() {
        findings.file(FormToFill);
    }
    let names = file.dictionary(catalog, b"Names");
    if names.is_some_and(|names| file.get(names, b"JavaScript").is_some()) {
        findings.file(DocumentAction { kind: "JavaScript".to_owned() });
    }
    for (key, kind) in [(b"OpenAction".as_slice(), "OpenAction"), (b"AA".as_slice(), "AA")] {
        // A destination is where the file opens, not something that it does.
        let acts = file.get(catalog, key).and_then(as_dictionary).is_some();
        if acts {
            findings.file(DocumentAction { kind: kind.to_owned() });
        }
    }
    let attached = names.is_some_and(|names| file.get(names, b"EmbeddedFiles").is_some());
    if attached || file.array(catalog, b"AF").is_some_and(|files| !files.is_empty()) {
        findings.file(EmbeddedFiles);
    }
    let layers = file.dictionary(catalog, b"OCProperties").and_then(|own| file.array(own, b"OCGs"));
    if layers.is_some_and(|layers| !layers.is_empty()) {
        findings.file(OptionalLayers);
    }
}

/// Annotations that may be in a file for print: what printing itself adds.
pub(super) fn is_for_print(annotation: &Dictionary) -> bool {
    matches!(annotation.get(b"Subtype").and_then(Object::as_name), Ok(b"PrinterMark" | b"TrapNet"))
}

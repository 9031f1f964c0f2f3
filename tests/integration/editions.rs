//! Editions for the records: what they carry, and that a file which breaks a rule is found out.

use std::collections::BTreeMap;
use std::fs;

use kakugi::conformance::{self, Verdict};
use kakugi::export::Edition;
use kakugi::file::sha512;
use kakugi::package::{PackageContents, PackageDamage, REPORT, SOURCE, TEMPLATES};
use kakugi::template::Document;
use kakugi::typeset::Fonts;
use lopdf::{Dictionary, Object, ObjectId};

use crate::support::{Desk, Loaded, dictionary, gallery, repository, small, text, value};

/// The files that a PDF carries: name, relation, type and content.
fn attachments(pdf: &[u8]) -> BTreeMap<String, (String, String, Vec<u8>)> {
    let pdf = lopdf::Document::load_mem(pdf).expect("a PDF");
    let catalog = pdf.catalog().expect("a catalog");
    let Ok(files) = catalog.get(b"AF").and_then(|files| pdf.dereference(files)) else { return BTreeMap::new() };
    let files = files.1.as_array().expect("a list").iter();
    files
        .map(|file| {
            let file = pdf.dereference(file).expect("an object").1.as_dict().expect("a file");
            let stream = value(&pdf, dictionary(&pdf, file, b"EF"), b"F").as_stream().expect("a stream");
            let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            let name = |of: &Dictionary, key| {
                String::from_utf8_lossy(value(&pdf, of, key).as_name().expect("a name")).into_owned()
            };
            (text(&pdf, file, b"UF"), (name(file, b"AFRelationship"), name(&stream.dict, b"Subtype"), content))
        })
        .collect()
}

#[test]
fn an_archive_edition_carries_what_it_was_made_from() {
    let loaded = Loaded::from(&small());
    let built = loaded.build(Document::Briefing);
    let attached = attachments(&built.pdf);
    assert_eq!(attached.keys().collect::<Vec<_>>(), ["data.json", "source.zip"]);
    let (relation, kind, source) = &attached[SOURCE];
    assert_eq!((relation.as_str(), kind.as_str()), ("Source", "application/zip"));
    let contents = PackageContents::read(source).expect("a sound package");
    assert!(contents.record.whole);
    let report = contents.below(REPORT);
    for path in ["report.json", "councils/water.json", "councils/parks.json"] {
        assert_eq!(report[path], fs::read(small().join(path)).expect("a file"), "{path}");
    }
    for (path, bytes) in &report {
        assert_eq!(*bytes, fs::read(small().join(path)).expect("a file"), "{path}");
    }
    assert!(report.contains_key("pictures/weir.png"));
    assert!(contents.below(TEMPLATES).contains_key("typst/theme.typ"));
    let (relation, kind, data) = &attached["data.json"];
    assert_eq!((relation.as_str(), kind.as_str()), ("Data", "application/json"));
    let data: serde_json::Value = serde_json::from_slice(data).expect("JSON");
    let typed: serde_json::Value = serde_json::from_slice(report["councils/water.json"]).expect("JSON");
    assert_eq!(data["councils"]["water"], typed);
}

#[test]
fn tables_from_files_are_among_the_data() {
    let built = Loaded::from(&gallery()).build(Document::Briefing);
    let attached = attachments(&built.pdf);
    let contents = PackageContents::read(&attached[SOURCE].2).expect("a sound package");
    let data: serde_json::Value = serde_json::from_slice(&attached["data.json"].2).expect("JSON");
    let tables: Vec<&String> = data["tables"].as_object().expect("tables").keys().collect();
    let files = contents.below(REPORT);
    let packed: Vec<&str> = files.keys().copied().filter(|path| path.ends_with(".csv")).collect();
    assert!(!packed.is_empty());
    assert_eq!(tables, packed);
}

#[test]
fn a_summary_carries_only_what_concerns_its_council() {
    let built = Loaded::from(&small()).build(Document::Summary(1));
    let contents = PackageContents::read(&attachments(&built.pdf)[SOURCE].2).expect("a sound package");
    assert!(!contents.record.whole);
    let report = contents.below(REPORT);
    assert!(report.contains_key("councils/parks.json") && !report.contains_key("councils/water.json"));
}

#[test]
fn drafts_are_not_published() {
    let desk = Desk::new();
    desk.write("report/councils/roads.json", desk.read("report/councils/parks.json"));
    let built = Loaded::from(&desk.path("report")).build(Document::Briefing);
    let contents = PackageContents::read(&attachments(&built.pdf)[SOURCE].2).expect("a sound package");
    assert!(!contents.below(REPORT).contains_key("councils/roads.json"));
}

#[test]
fn an_edition_without_attachments_can_be_had() {
    let desk = Desk::new();
    let run = desk.build(&["--edition", "archive-2a", "--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let pdf = fs::read(desk.path("out/briefing.pdf")).expect("a file");
    assert!(attachments(&pdf).is_empty());
    assert!(conformance::check(&pdf, Edition::Archive2a.archival_level()).iter().all(Verdict::conforms));
    // Each edition claims its own standard, and only that.
    assert!(!conformance::check(&pdf, Edition::Archive.archival_level()).iter().all(Verdict::conforms));
}

#[test]
fn a_damaged_package_is_not_read() {
    let built = Loaded::from(&small()).build(Document::Summary(0));
    let sound = &attachments(&built.pdf)[SOURCE].2;
    assert_eq!(PackageContents::read(&sound[..sound.len() / 2]), Err(PackageDamage::NoZip));
    assert_eq!(PackageContents::read(b""), Err(PackageDamage::NoZip));
    // A byte of what is packed, wherever that lies; not all bytes of the heads between have a meaning.
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(sound)).expect("a ZIP file");
    for index in 0..package.len() {
        let entry = package.by_index_raw(index).expect("an entry");
        let middle = usize::try_from(entry.data_start() + entry.compressed_size() / 2).expect("an offset");
        let mut altered = sound.clone();
        altered[middle] ^= 1;
        assert!(PackageContents::read(&altered).is_err(), "{}", entry.name());
    }
}

#[test]
fn the_digests_of_the_bundled_fonts_are_theirs() {
    let hashes = Fonts::load(&[]).expect("fonts").hashes();
    let fonts = fs::read_dir(repository("fonts")).expect("a folder").flatten().map(|entry| entry.path());
    let fonts: BTreeMap<String, String> = fonts
        .filter(|path| path.extension().is_some_and(|ending| ending == "ttf"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, sha512(&fs::read(path).expect("a font")))
        })
        .collect();
    assert_eq!(hashes, fonts);
}

type Error = (&'static str, &'static str, fn(&mut lopdf::Document));

/// Errors that a file may have, with the clause that they break and the set of rules that finds it.
const ERRORS: [Error; 10] = [
    ("kakugi", "ISO 14289-1:2014:7.2", |pdf| drop(catalog(pdf).remove(b"Lang"))),
    ("kakugi", "ISO 14289-1:2014:7.1", |pdf| drop(catalog(pdf).remove(b"ViewerPreferences"))),
    ("kakugi", "ISO 14289-1:2014:7.1", |pdf| drop(catalog(pdf).remove(b"StructTreeRoot"))),
    ("kakugi", "ISO 14289-1:2014:7.5", |pdf| {
        each_element(pdf, b"TH", |cell| cell.set("S", Object::Name(b"TD".to_vec())));
    }),
    ("kakugi", "ISO 14289-1:2014:7.5", |pdf| each_element(pdf, b"TH", |cell| drop(cell.remove(b"A")))),
    ("kakugi", "ISO 14289-1:2014:7.3", |pdf| each_element(pdf, b"Figure", |figure| drop(figure.remove(b"Alt")))),
    ("kakugi", "ISO 14289-1:2014:7.1", |pdf| {
        each_element(pdf, b"Figure", |element| {
            if let Ok(Object::Array(children)) = element.get_mut(b"K") {
                children.reverse();
            }
        });
    }),
    ("kakugi", "ISO 19005-3:2012:6.8", |pdf| {
        for object in pdf.objects.values_mut() {
            if let Object::Dictionary(file) = object
                && file.has(b"AFRelationship")
            {
                file.remove(b"Desc");
            }
        }
    }),
    ("PDF/A-3a", "ISO 19005-3:2012:6.6", |pdf| drop(catalog(pdf).remove(b"Metadata"))),
    ("PDF/UA-1", "ISO 14289-1:2014:6.2", |pdf| drop(catalog(pdf).remove(b"MarkInfo"))),
];

fn catalog(pdf: &mut lopdf::Document) -> &mut Dictionary {
    pdf.catalog_mut().expect("a catalog")
}

fn each_element(pdf: &mut lopdf::Document, kind: &[u8], change: fn(&mut Dictionary)) {
    let is = |object: &Object| {
        object.as_dict().is_ok_and(|own| own.get(b"S").and_then(Object::as_name).is_ok_and(|own| own == kind))
    };
    let found: Vec<ObjectId> = pdf.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect();
    assert!(!found.is_empty());
    for id in found {
        change(pdf.get_dictionary_mut(id).expect("an element"));
    }
}

#[test]
fn a_file_that_breaks_a_rule_is_found_out() {
    let built = Loaded::from(&small()).build(Document::Briefing);
    assert!(conformance::check(&built.pdf, Edition::Archive.archival_level()).iter().all(Verdict::conforms));
    for (at, (profile, clause, plant)) in ERRORS.iter().enumerate() {
        let mut pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
        plant(&mut pdf);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).expect("memory takes anything");
        let verdicts = conformance::check(&bytes, Edition::Archive.archival_level());
        let verdict = verdicts.iter().find(|verdict| verdict.profile == *profile).expect("a verdict");
        assert!(verdict.failures.iter().any(|failure| failure.clause.starts_with(clause)), "{at}: {verdict:?}");
    }
}

#[test]
fn bytes_that_are_no_pdf_are_told() {
    for bytes in [&b""[..], b"%PDF-1.7", b"no PDF at all"] {
        assert!(conformance::check(bytes, Edition::Archive.archival_level()).iter().all(|verdict| !verdict.conforms()));
    }
}

#[test]
fn a_structure_that_leads_back_to_itself_comes_to_an_end() {
    let built = Loaded::from(&small()).build(Document::Summary(0));
    let mut pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let root = catalog(&mut pdf).get(b"StructTreeRoot").and_then(Object::as_reference).expect("a reference");
    let own = Object::Array(vec![Object::Reference(root), Object::Reference(root)]);
    pdf.get_dictionary_mut(root).expect("a dictionary").set("K", own);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("memory takes anything");
    let verdicts = conformance::check(&bytes, Edition::Archive.archival_level());
    assert!(verdicts.iter().any(|verdict| verdict.profile == "kakugi" && !verdict.conforms()));
}

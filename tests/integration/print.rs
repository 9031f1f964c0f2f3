//! The print edition: what the printing house finds in the file.

use std::collections::BTreeMap;
use std::fs;

use kakugi::build::{BuiltDocument, PrintOptions};
use kakugi::diagnostic::{Language, Sources};
use kakugi::export::print::Condition;
use kakugi::printer::PrintingHouse;
use kakugi::template::Document;
use lopdf::{Dictionary, Object, ObjectId, Stream};

use crate::support::{Desk, Loaded, dictionary, repository, sample, snapshot, value};

pub(crate) fn printing(printer: &str, black_only: bool) -> PrintOptions {
    let house = PrintingHouse::load(printer, &mut Sources::default()).expect("a bundled profile");
    PrintOptions::of(&house, Condition::bundled(house.intent).expect("the bundled condition"), black_only)
}

pub(crate) fn printed(loaded: &Loaded, document: Document, printing: PrintOptions) -> BuiltDocument {
    let mut built = loaded.print(&[document], printing).unwrap_or_else(|errors| panic!("{errors:?}"));
    built.pop().expect("a document")
}

pub(crate) fn pdf(built: &BuiltDocument) -> lopdf::Document {
    lopdf::Document::load_mem(&built.printed.as_ref().expect("a print edition").pdf).expect("a PDF")
}

fn edges(page: &Dictionary, key: &[u8]) -> Vec<f32> {
    let edges = page.get(key).expect("a box").as_array().expect("an array").iter();
    edges.map(|edge| edge.as_float().expect("a number")).collect()
}

fn pictures(pdf: &lopdf::Document) -> Vec<&Stream> {
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    streams
        .filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image"))
        .collect()
}

#[test]
fn the_file_has_the_structure_of_pdf_x_4() {
    let loaded = Loaded::from(&sample());
    let built = printed(&loaded, Document::Summary(0), printing("offset-coated", false));
    let pdf = pdf(&built);
    assert_eq!(pdf.version, "1.6");
    let catalog = pdf.catalog().expect("a catalog");
    for absent in [&b"Outlines"[..], b"StructTreeRoot", b"MarkInfo", b"Names", b"AF", b"OpenAction", b"AcroForm"] {
        assert!(!catalog.has(absent), "{}", String::from_utf8_lossy(absent));
    }
    let intents = value(&pdf, catalog, b"OutputIntents").as_array().expect("intents");
    let intent = intents[0].as_dict().expect("an intent");
    assert_eq!(intent.get(b"S").and_then(Object::as_name).expect("a kind"), b"GTS_PDFX");
    assert_eq!(value(&pdf, intent, b"OutputConditionIdentifier").as_str().expect("a name"), b"FOGRA39");
    let info = dictionary(&pdf, &pdf.trailer, b"Info");
    assert_eq!(info.get(b"Trapped").and_then(Object::as_name).expect("a name"), b"False");
    let xmp = value(&pdf, catalog, b"Metadata").as_stream().expect("metadata").content.clone();
    let xmp = String::from_utf8(xmp).expect("UTF-8");
    for said in ["<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdf:Trapped>False<", "<xmp:CreateDate>2019-06-01T00:00:00Z<"] {
        assert!(xmp.contains(said), "{said} in {xmp}");
    }
    roxmltree::Document::parse(xmp.trim_start_matches(|c| c != '<')).expect("well-formed metadata");
}

#[test]
fn boxes_lie_around_the_page_as_it_is_cut() {
    let loaded = Loaded::from(&sample());
    for (printer, bleed, slug) in [("offset-coated", 3.0, 13.0), ("office", 0.0, 0.0)] {
        let pdf = pdf(&printed(&loaded, Document::Set, printing(printer, false)));
        for page in pdf.page_iter() {
            let page = pdf.get_dictionary(page).expect("a page");
            assert!(!page.has(b"Annots"));
            let (trim, bled, media) = (edges(page, b"TrimBox"), edges(page, b"BleedBox"), edges(page, b"MediaBox"));
            let millimetres = |points: f32| f64::from(points) / 72.0 * 25.4;
            assert!((millimetres(trim[2] - trim[0]) - 297.0).abs() < 0.01, "{trim:?}");
            assert!((millimetres(trim[3] - trim[1]) - 210.0).abs() < 0.01, "{trim:?}");
            for at in 0..4 {
                assert!((millimetres((bled[at] - trim[at]).abs()) - bleed).abs() < 0.005, "{bled:?} {trim:?}");
                assert!((millimetres((media[at] - trim[at]).abs()) - slug).abs() < 0.005, "{media:?} {trim:?}");
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let loaded = Loaded::from(&repository("tests/fixtures/small"));
    let make = || printed(&loaded, Document::Briefing, printing("offset-coated", false)).printed.expect("printed").pdf;
    assert_eq!(make(), make());
}

#[test]
fn booklets_end_with_blank_pages() {
    let built = printed(&Loaded::from(&sample()), Document::Briefing, printing("offset-coated", false));
    let printed = built.printed.expect("printed");
    assert_eq!((built.pages.pages().len(), printed.pages.pages().len(), printed.blank), (18, 20, 2));
}

/// Every content stream of a file, by its object.
fn contents(pdf: &lopdf::Document) -> BTreeMap<ObjectId, Vec<u8>> {
    let ids = pdf.page_iter().flat_map(|page| pdf.get_page_contents(page));
    let content = |id| pdf.get_object(id).and_then(Object::as_stream).and_then(|stream| stream.get_plain_content());
    ids.map(|id| (id, content(id).expect("a content stream"))).collect()
}

#[test]
fn contents_change_by_states_of_overprint_alone() {
    let loaded = Loaded::from(&sample());
    let with = contents(&pdf(&printed(&loaded, Document::Summary(2), printing("offset-coated", false))));
    let mut changed = 0;
    for content in with.values() {
        changed += content.windows(5).filter(|window| *window == b"/kg1 ").count();
        let operators = |byte: u8| content.windows(4).filter(|window| *window == [b' ', byte, b'g', b'\n']).count();
        assert_eq!(operators(b'r'), 0);
    }
    assert!(changed > 0, "no text overprints");
    // The same sheet without overprint has the same contents but for the states.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("knockout.toml");
    fs::write(&path, "based_on = \"offset-coated\"\noverprint = false\n").expect("a profile");
    let without = printed(&loaded, Document::Summary(2), printing(path.to_str().expect("a path"), false));
    let without = contents(&pdf(&without));
    assert_eq!(with.len(), without.len());
    for (id, content) in with {
        let text = String::from_utf8_lossy(&content).into_owned();
        let stripped =
            ["/kg0 gs ", "/kg1 gs ", "/kg2 gs ", "/kg3 gs "].iter().fold(text, |text, state| text.replace(state, ""));
        assert_eq!(stripped, String::from_utf8_lossy(&without[&id]));
    }
}

/// Every `cmyk(…)` of the theme in percent.
pub(crate) fn theme_inks() -> Vec<[f64; 4]> {
    let theme = fs::read_to_string(repository("templates/typst/theme.typ")).expect("the theme");
    let palette = theme.split("#let colours").next().expect("a palette");
    let inks = palette.split("cmyk(").skip(1).filter_map(|rest| {
        let inks: Vec<f64> =
            rest.split(')').next()?.split(',').filter_map(|ink| ink.trim().strip_suffix('%')?.parse().ok()).collect();
        <[f64; 4]>::try_from(inks).ok()
    });
    inks.collect()
}

#[test]
fn no_colour_of_the_theme_takes_more_ink_than_any_bundled_printer_allows() {
    let inks = theme_inks();
    assert!(inks.len() > 15, "{inks:?}");
    for printer in PrintingHouse::names() {
        let limit = PrintingHouse::load(&printer, &mut Sources::default()).expect("a profile").profile.ink_limit;
        assert!(inks.iter().all(|inks| inks.iter().sum::<f64>() <= limit.min(230.0)), "{printer}");
    }
}

/// A report with pictures of every kind, all with colours of the screen but the last.
fn colourful() -> Desk {
    let desk = Desk::new();
    let picture = image::RgbImage::from_fn(600, 400, |x, y| image::Rgb([(x / 3) as u8, (y / 2) as u8, 40]));
    let save = |name: &str| picture.save(desk.path(&format!("report/pictures/{name}"))).expect("a picture");
    save("a.png");
    save("a.jpg");
    let drawing = r##"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
        <defs><radialGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#a22"/></radialGradient>
        <mask id="m"><rect width="300" height="200" fill="url(#g)"/></mask>
        <pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="#08f"/></pattern></defs>
        <rect width="90" height="60" fill="url(#g)"/><rect x="100" width="90" height="60" fill="url(#p)"/>
        <g mask="url(#m)"><rect y="70" width="90" height="60" fill="#f80"/></g>
        <g opacity=".5"><rect x="100" y="70" width="90" height="60" fill="#080"/></g><rect y="140" width="20" height="20"/></svg>"##;
    desk.write("report/pictures/a.svg", drawing);
    let cmyk = fs::read(repository("tests/fixtures/pictures/cmyk.jpg")).expect("a picture");
    desk.write("report/pictures/cmyk.jpg", cmyk);
    let one = r#"{ "type": "picture", "file": "pictures/weir.png", "alt": "堰の写真", "caption": "上流の堰" }"#;
    let more = ["a.png", "a.jpg", "a.svg", "cmyk.jpg"];
    let all = more.map(|name| format!(r#"{{ "type": "picture", "file": "pictures/{name}", "alt": "図" }}"#)).join(", ");
    desk.edit("report/councils/water.json", one, &format!("{one}, {all}"));
    desk
}

#[test]
fn pictures_drawings_and_gradients_are_in_inks() {
    let desk = colourful();
    let loaded = Loaded::from(&desk.path("report"));
    let pdf = pdf(&printed(&loaded, Document::Briefing, printing("offset-uncoated", false)));
    let jpeg = fs::read(repository("tests/fixtures/pictures/cmyk.jpg")).expect("a picture");
    let mut seen = (0, 0);
    for picture in pictures(&pdf) {
        let space = value(&pdf, &picture.dict, b"ColorSpace").as_name().expect("a device's space");
        if picture.filters().is_ok_and(|filters| filters.contains(&&b"DCTDecode"[..])) {
            assert_eq!(picture.content, jpeg, "a JPEG in CMYK passes through");
            seen.0 += 1;
        } else if space == b"DeviceCMYK" {
            let samples = picture.get_plain_content().expect("samples");
            let most = samples.chunks_exact(4).map(|inks| inks.iter().map(|ink| u32::from(*ink)).sum::<u32>()).max();
            assert!(most.is_some_and(|most| most <= 260 * 255 / 100 + 2), "{most:?}");
            seen.1 += 1;
        } else {
            assert_eq!(space, b"DeviceGray");
        }
    }
    // The weir stands twice in one file, and once in its own; the PNG and the JPEG once each.
    assert!(seen.0 == 1 && seen.1 >= 3, "{seen:?}");
}

#[test]
fn with_black_alone_the_other_plates_stay_empty() {
    let desk = colourful();
    let loaded = Loaded::from(&desk.path("report"));
    let pdf = pdf(&printed(&loaded, Document::Briefing, printing("offset-coated", true)));
    for picture in pictures(&pdf) {
        assert_eq!(value(&pdf, &picture.dict, b"ColorSpace").as_name().expect("a device's space"), b"DeviceGray");
    }
    for content in contents(&pdf).values() {
        let text = String::from_utf8_lossy(content);
        for line in text.lines().filter(|line| line.ends_with(" k") || line.ends_with(" K")) {
            let inks: Vec<&str> = line.split(' ').rev().skip(2).take(3).collect();
            assert!(inks.iter().all(|ink| *ink == "0"), "{line}");
        }
    }
}

#[test]
fn what_cannot_be_printed_is_an_error() {
    let theme = fs::read_to_string(repository("templates/typst/theme.typ")).expect("the theme");
    let cover = fs::read_to_string(repository("templates/typst/cover.typ")).expect("the cover");
    let sheet = fs::read_to_string(repository("templates/typst/sheet.typ")).expect("the sheet");
    let conic =
        "line(length: 100%, stroke: 4pt + gradient.conic(rgb(\"#f00\"), rgb(\"#00f\")))\n  v(gaps.section, weak: true)";
    let line = "line(length: 100%, stroke: strokes.heavy + colour(\"navy\"))\n  v(gaps.reference, weak: true)";
    let tiles = "rect(fill: tiling(size: (4pt, 4pt), square(size: 2pt, fill: colour(\"navy\"))))\n  v(gaps.reference, weak: true)";
    assert!(cover.contains(line));
    let planted = [
        ("gradient", "cover.typ", cover.replace(line, conic)),
        ("ink", "theme.typ", theme.replacen("cmyk(95%, 65%, 0%, 55%)", "cmyk(95%, 95%, 95%, 55%)", 1)),
        ("sheets", "sheet.typ", sheet.replacen("in sizes {", "in sizes.slice(1) {", 1)),
        ("former", "sheet.typ", sheet.replacen("press-sheets", "sheet-of", 1)),
        (
            "theme",
            "theme.typ",
            theme.replacen("#let colours = ", "#let tones = ", 1).replacen("= colours.at(name)", "= tones.at(name)", 1),
        ),
        ("pattern", "cover.typ", cover.replace(line, tiles)),
        ("colours", "theme.typ", theme.replacen("link: (srgb: rgb(\"#12365b\")", "link: (srgb: rgb(\"#12355b\")", 1)),
    ];
    for (name, file, text) in planted {
        let desk = Desk::new();
        desk.write(&format!("mine/typst/{file}"), text);
        let messages =
            desk.errors_in_both_languages(&["--edition", "print", "--only", "briefing", "--templates", "mine"]);
        snapshot("print", name, &messages);
    }
}

#[test]
fn profiles_that_do_not_serve_are_told() {
    let desk = Desk::new();
    let screen = moxcms::ColorProfile::new_srgb().encode().expect("a profile");
    desk.write("screen.icc", screen).write("text.icc", "no profile");
    desk.write("ours.toml", "based_on = \"offset-coated\"\ncondition = \"JC200103\"\n");
    let errors = |more: &[&str]| desk.errors_in_both_languages(&[&["--edition", "print"], more].concat());
    let told = [
        errors(&["--output-icc", "screen.icc"]),
        errors(&["--output-icc", "text.icc"]),
        errors(&["--printer", "ours.toml"]),
    ];
    snapshot("print", "profiles", &told.join("\n\n"));
}

#[test]
fn a_printing_house_brings_its_own_profile() {
    let desk = Desk::new();
    desk.write("own.icc", fs::read(repository("profiles/FOGRA39L_coated.icc")).expect("the bundled profile"));
    desk.write("ours.toml", "based_on = \"offset-coated\"\ncondition = \"JC200103\"\n");
    let run = desk.build(&[
        "--edition",
        "all",
        "--only",
        "briefing",
        "--printer",
        "ours.toml",
        "--output-icc",
        "own.icc",
        "--quiet",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(desk.files("out"), ["briefing.pdf", "print/briefing.pdf"]);
    let pdf = lopdf::Document::load_mem(&desk.read("out/print/briefing.pdf")).expect("a PDF");
    let intents = value(&pdf, pdf.catalog().expect("a catalog"), b"OutputIntents").as_array().expect("intents");
    let intent = intents[0].as_dict().expect("an intent");
    assert_eq!(value(&pdf, intent, b"OutputConditionIdentifier").as_str().expect("a name"), b"JC200103");
}

#[test]
fn the_run_says_what_it_made() {
    let desk = Desk::new();
    let run = desk.build(&["--edition", "print", "--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(desk.files("out"), ["print/briefing.pdf"]);
    assert!(run.stdout.contains("out/print/briefing.pdf  8 pages (1 of them blank, at the end)"), "{}", run.stdout);
    assert!(run.stdout.ends_with("print/: PDF/X-4 structure, 50 checks passed\n"), "{}", run.stdout);
}

/// What stands for a small value is thin, but not too thin to be printed.
#[test]
fn small_values_are_drawn_as_thin_as_can_be_printed() {
    let desk = Desk::new();
    let chart = |kind: &str, series: &str| {
        format!(
            r#"{{ "type": "chart", "kind": "{kind}", "title": "点検", "unit": "件", "categories": ["甲", "乙", "丙"], "series": [{series}] }}"#
        )
    };
    let (one, two) = (r#"{ "name": "済", "values": [1, 30000, 0] }"#, r#"{ "name": "未済", "values": [29999, 2, 7] }"#);
    let both = format!("{one}, {two}");
    let kinds = ["grouped_bar", "stacked_bar", "stacked_bar_100", "bullet", "small_multiples"];
    let mut charts: Vec<String> = kinds.iter().map(|kind| chart(kind, &both)).collect();
    charts.extend(["bar", "horizontal_bar"].map(|kind| chart(kind, one)));
    let paragraph = r#"{ "type": "paragraph","#;
    desk.edit("report/councils/water.json", paragraph, &format!("{},\n{paragraph}", charts.join(",\n")));
    let small = r#""value": 0.01, "target": { "value": 90000, "by": "2099" }"#;
    desk.edit("report/councils/water.json", r#""value": 12.5"#, small);
    let run = desk.build(&["--edition", "print", "--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let found = desk.run(&["preflight", "out/print/briefing.pdf", "--report", "report"]);
    assert_eq!(found.code, Some(0), "{}", found.stdout);
}

#[test]
fn findings_in_a_file_of_ours_name_their_datum() {
    let desk = Desk::new();
    assert_eq!(desk.build(&["--edition", "print", "--only", "briefing"]).code, Some(0));
    desk.write("strict.toml", "based_on = \"offset-coated\"\nminimal_type = 8.5\n");
    let file = "out/print/briefing.pdf";
    let sound = desk.run(&["preflight", file, "--report", "report"]);
    assert_eq!(sound.code, Some(0), "{}{}", sound.stdout, sound.stderr);
    let strict = desk.run(&["preflight", file, "--printer", "strict.toml", "--report", "report", "--format", "json"]);
    assert_eq!(strict.code, Some(1), "{}", strict.stderr);
    let told: serde_json::Value = serde_json::from_str(&strict.stdout).expect("JSON");
    let findings = told["findings"].as_array().expect("findings");
    let data = findings.iter().filter_map(|finding| finding["datum"].as_str());
    assert!(data.clone().any(|datum| datum.starts_with("report/councils/water.json:")), "{}", strict.stdout);
    // Without the report nothing can be known of the data.
    let alone = desk.run(&["preflight", file, "--printer", "strict.toml", "--format", "json"]);
    assert!(!alone.stdout.contains("report/councils"), "{}", alone.stdout);
    desk.write("other.pdf", desk.read(file));
    assert_eq!(desk.run(&["preflight", "other.pdf", "--report", "report"]).code, Some(2));
}

/// Every page of the print edition is trimmed to the size that was asked for, on a sheet that is as much larger.
#[test]
fn sheets_of_another_size_are_found() {
    let shipped = fs::read_to_string(repository("templates/typst/sheet.typ")).expect("a component");
    let told = |changed: &str| {
        let desk = Desk::new();
        desk.write("own/typst/sheet.typ", shipped.replace("bleed: sheet.slug)", changed));
        let loaded = Loaded::with(&desk.path("report"), Some(&desk.path("own")));
        let errors = loaded.print(&[Document::Summary(1)], printing("offset-coated", false)).err().unwrap_or_default();
        errors.iter().map(|error| error.message(Language::English)).collect::<Vec<_>>()
    };
    assert_eq!(told("bleed: sheet.slug)"), Vec::<String>::new());
    assert_eq!(
        told("bleed: sheet.slug + 1mm)"),
        [
            "page 1 of `print/summaries/parks.pdf` is 325 × 238 mm in size, not 323 × 236 mm as `MediaBox` requires",
            "page 1 of `print/summaries/parks.pdf` is 325 × 238 mm in size, not 323 × 236 mm as `CropBox` requires",
            "page 1 of `print/summaries/parks.pdf` is 303 × 216 mm (11, 11) in size, not 303 × 216 mm (10, 10) as `BleedBox` requires",
            "page 1 of `print/summaries/parks.pdf` is 297 × 210 mm (14, 14) in size, not 297 × 210 mm (13, 13) as `TrimBox` requires",
        ]
    );
}

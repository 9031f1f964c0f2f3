//! The checks on the PDFs themselves, and errors planted in them.

use kakugi::template::Document;
use lopdf::{Dictionary, Object};

use super::checks::Found;
use super::{Generated, MEASURE, lines, pdf, signed};
use crate::support::{Loaded, pages_of, sample};

fn look(pdf: &lopdf::Document, source: &str) -> Found {
    let mut found = Found::default();
    let (strings, readings) = pdf::printed(source);
    let pages = pdf::pages(pdf);
    pdf::round_trip(&strings, &pages, &mut found);
    pdf::readings(&readings, &pages.concat(), &mut found);
    pdf::structure(pdf, &mut found);
    pdf::embedded(pdf, &mut found);
    pdf::trim(pdf, &mut found);
    found
}

#[test]
fn the_pdfs_of_the_sample_report_can_be_copied_and_read_aloud() {
    let loaded = Loaded::from(&sample());
    let documents: Vec<Document> = loaded.documents().collect();
    let mut found = Found::default();
    for built in loaded.build_all(&documents) {
        let read = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
        found.add(look(&read, &built.rendered.source));
    }
    assert!(found.counts["8 strings"] > 1000 && found.counts["9 headings"] > 50, "{:?}", found.counts);
    signed(&found);
}

#[test]
fn the_pdf_of_generated_paragraphs_can_be_copied_and_read_aloud() {
    let generated = Generated::new(4, 2001);
    let built = generated.load(MEASURE).build(Document::Briefing);
    let read = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let found = look(&read, &built.rendered.source);
    assert!(found.counts["8 strings"] > 1000 && found.counts["9 readings"] > 100, "{:?}", found.counts);
    println!("{:?}", pdf::embedded(&read, &mut Found::default()));
    signed(&found);
    // The check of readings fails where these are content.
    let built = Generated::new(4, 100).load(MEASURE).build(Document::Briefing);
    let mut open = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    for page in open.get_pages().into_values() {
        // Every byte is taken for a character and so comes back unchanged.
        let content: String = open.get_page_content(page).into_iter().map(char::from).collect();
        let content = content.replace("/Artifact", "/Readable").chars().map(|c| c as u8).collect();
        open.change_page_content(page, content).expect("a page");
    }
    let errors = look(&open, &built.rendered.source).errors;
    assert!(errors.iter().any(|error| error.starts_with("9 reading")), "{errors:?}");
}

#[test]
fn rare_characters_are_set_in_fonts_that_have_them() {
    let source = "#import \"text.typ\": *\n#show: japanese\n𠮷野家と葛\u{E0100}城市と葛城市";
    let glyphs = lines::glyphs(&pages_of(source));
    let of = |text: &str| {
        let glyph = glyphs.iter().find(|glyph| glyph.text == text);
        glyph.map(|glyph| (glyph.font.as_str(), glyph.id)).unwrap_or_else(|| panic!("no `{text}`"))
    };
    println!("{:?} {:?} {:?}", of("𠮷"), of("葛\u{E0100}"), of("葛"));
    assert!(of("𠮷").0.starts_with("NotoSansJP"));
    assert!(of("葛\u{E0100}").0.starts_with("BIZUD"));
    // The variant is another glyph than what stands without a selector.
    assert_ne!(of("葛\u{E0100}"), of("葛"));
}

/// The first dictionary of the PDF for which this holds.
fn first(pdf: &mut lopdf::Document, holds: impl Fn(&Dictionary) -> bool) -> &mut Dictionary {
    let dictionaries = pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    dictionaries.into_iter().find(|dictionary| holds(dictionary)).expect("such a dictionary")
}

fn is(role: &str) -> impl Fn(&Dictionary) -> bool {
    move |dictionary| dictionary.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == role.as_bytes())
}

#[test]
fn every_check_of_a_pdf_fails_on_a_planted_fault() {
    let loaded = Loaded::from(&sample());
    let built = loaded.build(Document::Summary(0));
    let source = &built.rendered.source;
    let read = || lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    assert_eq!(look(&read(), source).errors, Vec::<String>::new());
    let role = |name: &str| Object::Name(name.as_bytes().to_vec());
    let mut planted: Vec<(&str, lopdf::Document)> = Vec::new();
    let mut plant = |check, change: &dyn Fn(&mut lopdf::Document)| {
        let mut pdf = read();
        change(&mut pdf);
        planted.push((check, pdf));
    };
    plant("8 round trip", &|pdf| {
        // Each character is told as another one before it.
        let streams = pdf.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
        for stream in streams {
            let content = stream.get_plain_content().unwrap_or_default();
            let Ok(text) = String::from_utf8(content) else { continue };
            if let Some((head, map)) = text.split_once("beginbfchar") {
                stream.set_plain_content(format!("{head}beginbfchar{}", map.replace("> <", "> <0041")).into_bytes());
            }
        }
    });
    plant("9 language", &|pdf| drop(pdf.catalog_mut().expect("a catalog").remove(b"Lang")));
    plant("9 title", &|pdf| drop(pdf.catalog_mut().expect("a catalog").remove(b"ViewerPreferences")));
    plant("9 marks", &|pdf| drop(pdf.catalog_mut().expect("a catalog").remove(b"MarkInfo")));
    plant("9 headings skip", &|pdf| first(pdf, is("H2")).set("S", role("H3")));
    plant("9 nested paragraphs", &|pdf| {
        first(pdf, is("LI")).set("S", role("P"));
        first(pdf, is("LBody")).set("S", role("P"));
    });
    plant("9 a head without scope", &|pdf| drop(first(pdf, is("TH")).remove(b"A")));
    plant("9 a head of a column outside the head", &|pdf| first(pdf, is("THead")).set("S", role("TBody")));
    plant("9 a plain cell in the head", &|pdf| first(pdf, is("TH")).set("S", role("TD")));
    plant("1 embedded", &|pdf| {
        drop(first(pdf, |one| one.has(b"FontFile2") || one.has(b"FontFile3")).remove(b"FontFile2"))
    });
    plant("1 subset", &|pdf| {
        first(pdf, |one| one.has_type(b"Font") && !one.has(b"DescendantFonts")).set("BaseFont", role("BIZUDGothic"));
    });
    plant("10 trim: TrimBox", &|pdf| {
        let corners = [0.0, 0.0, 841.0, 595.0].map(Object::Real).to_vec();
        first(pdf, |one| one.has_type(b"Page")).set("TrimBox", Object::Array(corners));
    });
    plant("10 trim: MediaBox", &|pdf| {
        let corners = [0.0, 0.0, 841.87, 595.28].map(Object::Real).to_vec();
        first(pdf, |one| one.has_type(b"Page")).set("MediaBox", Object::Array(corners));
    });
    for (check, pdf) in planted {
        let errors = look(&pdf, source).errors;
        assert!(errors.iter().any(|error| error.starts_with(check)), "`{check}` does not see its error: {errors:?}");
        println!("{check}: {}", errors[0]);
    }
}

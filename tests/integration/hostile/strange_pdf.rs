//! PDF files of strangers that claim more than anybody can look at, or at which the renderer fails: what was found before is
//! kept, and a message names what was too much.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::support::{Desk, Run, snapshot};

/// A file of one page with this content, and what else makes of its objects and of the page.
fn file(content: &[u8], more: impl FnOnce(&mut Document, &mut Dictionary)) -> Vec<u8> {
    let mut document = Document::with_version("1.6");
    let content = document.add_object(Stream::new(Dictionary::new(), content.to_vec()));
    let parent = document.new_object_id();
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => parent, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    more(&mut document, &mut page);
    let page = document.add_object(page);
    document.set_object(parent, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => parent };
    // The test of metadata leaves its stream as the first object.
    if document.get_object((99, 0)).is_ok() {
        catalog.set("Metadata", Object::Reference((99, 0)));
    }
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes anything");
    bytes
}

/// Resources with one thing of a kind.
fn resources(kind: &str, name: &str, what: impl Into<Object>) -> Dictionary {
    dictionary! { kind => dictionary! { name => what } }
}

/// A form whose content is given.
fn form(resources: Dictionary, content: &[u8]) -> Stream {
    let area = vec![0.into(), 0.into(), 595.into(), 842.into()];
    Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => area, "Resources" => resources },
        content.to_vec(),
    )
}

/// A pattern whose cells are far smaller than a pixel, at which the renderer panics.
fn dust() -> Vec<u8> {
    file(b"/Pattern cs /P scn 0 0 500 500 re f", |document, page| {
        let area = vec![0.into(), 0.into(), 10.into(), 10.into()];
        let head = dictionary! {
            "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "BBox" => area, "Resources" => Dictionary::new(),
            "XStep" => 0.01, "YStep" => 0.01,
        };
        let pattern = document.add_object(Stream::new(head, b"1 0 0 rg 0 0 5 5 re f".to_vec()));
        page.set("Resources", resources("Pattern", "P", pattern));
    })
}

/// A form that draws another ten times, and so on.
fn multiplied() -> Vec<u8> {
    file(b"0 0 1 rg 9 9 9 9 re f /First Do", |document, page| {
        let mut inner = document.add_object(form(Dictionary::new(), b"0 0 9 9 re f"));
        for level in 0..12 {
            let name = format!("F{level}");
            let content = format!("/{name} Do ").repeat(10);
            inner = document.add_object(form(resources("XObject", &name, inner), content.as_bytes()));
        }
        page.set("Resources", resources("XObject", "First", inner));
    })
}

/// A stream whose rows would be longer than the memory.
fn endless_rows() -> Vec<u8> {
    file(b"", |document, page| {
        let mut stream = Stream::new(Dictionary::new(), b"0 0 1 rg 9 9 9 9 re f".to_vec());
        stream.compress().expect("packed");
        let rows =
            dictionary! { "Predictor" => 12, "Columns" => 1_000_000_000, "Colors" => 4, "BitsPerComponent" => 8 };
        stream.dict.set("Filter", "FlateDecode");
        stream.dict.set("DecodeParms", rows);
        let content = document.add_object(stream);
        page.set("Contents", content);
    })
}

/// A font that lists the widths of all letters a thousand times.
fn wide() -> Vec<u8> {
    file(b"BT /F 12 Tf (AB) Tj ET", |document, page| {
        let widths: Vec<Object> = [0, 65_535, 500].repeat(1_000).into_iter().map(Object::Integer).collect();
        let letters = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "W" => widths });
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Broad", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![letters.into()],
        };
        let font = document.add_object(font);
        page.set("Resources", resources("Font", "F", font));
    })
}

/// A text of five million letters.
fn wordy() -> Vec<u8> {
    let text = [b"BT /F 12 Tf (".as_slice(), &b"A".repeat(5_000_000), b") Tj ET"].concat();
    file(&text, |document, page| {
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let font = document.add_object(font);
        page.set("Resources", resources("Font", "F", font));
    })
}

/// Metadata with an element of a hundred thousand attributes.
fn attributes() -> Vec<u8> {
    let attributes: String = (0..100_000).map(|at| format!(" a{at}=\"\"")).collect();
    file(b"0 0 1 rg 9 9 9 9 re f", |document, _| {
        let head = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        document.set_object((99, 0), Stream::new(head, format!("<x{attributes}/>").into_bytes()));
        document.max_id = 99;
    })
}

/// A picture that masks itself, and so on for ever.
fn masked() -> Vec<u8> {
    file(b"9 0 0 9 0 0 cm /X Do", |document, page| {
        let mask = document.new_object_id();
        let picture = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8, "SMask" => mask,
        };
        document.set_object(mask, Stream::new(picture, vec![0; 64]));
        page.set("Resources", resources("XObject", "X", mask));
    })
}

/// Pictures that each name the next twice as one that may stand for them.
fn alternated() -> Vec<u8> {
    file(b"9 0 0 9 0 0 cm /X Do", |document, page| {
        let head = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        };
        let mut picture = document.add_object(Stream::new(head.clone(), vec![0; 64]));
        for _ in 0..30 {
            let mut head = head.clone();
            let alternate: Object = dictionary! { "Image" => picture }.into();
            head.set("Alternates", vec![alternate.clone(), alternate]);
            picture = document.add_object(Stream::new(head, vec![0; 64]));
        }
        page.set("Resources", resources("XObject", "X", picture));
    })
}

/// A tree of pages that names each of its branches twice.
fn doubled() -> Vec<u8> {
    let mut document = Document::with_version("1.6");
    let mut node = document.add_object(dictionary! { "Type" => "Page" });
    for _ in 0..30 {
        node = document
            .add_object(dictionary! { "Type" => "Pages", "Kids" => vec![node.into(), node.into()], "Count" => 9 });
    }
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => node });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes anything");
    bytes
}

/// What a run says of what was too much: on standard output the finding with what it names, on standard error all.
fn said(run: &Run) -> String {
    let lines: Vec<&str> = run.stdout.lines().collect();
    let at = lines.iter().position(|line| line.contains("[K0915]"));
    let finding = at.map(|at| lines[at..at + 2].join("\n") + "\n").unwrap_or_default();
    finding + &run.messages() + "\n"
}

#[test]
fn what_is_too_much_is_named_and_what_was_found_is_kept() {
    let desk = Desk::new();
    let mut told = String::new();
    for (name, bytes) in [
        ("multiplied", multiplied()),
        ("endless-rows", endless_rows()),
        ("wide", wide()),
        ("wordy", wordy()),
        ("attributes", attributes()),
        ("doubled", doubled()),
    ] {
        desk.write(&format!("{name}.pdf"), bytes);
        for language in ["en", "ja"] {
            let run = desk.run(&["preflight", &format!("{name}.pdf"), "--lang", language, "--memory", "1024"]);
            assert_eq!(run.code, Some(1), "{name}: {}", run.stderr);
            // That the file is not marked as PDF/X-4 is found whatever else there is.
            assert!(run.stdout.contains("[K0904]"), "{name}: {}", run.stdout);
            told.push_str(&format!("{name}: {}", said(&run)));
        }
    }
    snapshot("hostile", "more_than_can_be_looked_at", &told);
}

#[test]
#[cfg(unix)]
fn a_page_at_which_the_renderer_fails_is_told_of() {
    let desk = Desk::new();
    desk.write("dust.pdf", dust());
    desk.write("rows.pdf", endless_rows());
    let mut told = String::new();
    for name in ["dust", "rows"] {
        for language in ["en", "ja"] {
            let variables = [("RUST_BACKTRACE", "1")];
            let arguments = ["preflight", &format!("{name}.pdf"), "--png", name, "--lang", language];
            let run = desk.run_with(&arguments, &variables);
            assert_eq!(run.code, Some(1), "{}", run.stderr);
            assert!(run.stdout.contains("[K0904]") && desk.files(name).is_empty(), "{}", run.stdout);
            told.push_str(&(run.messages() + "\n"));
        }
    }
    snapshot("hostile", "pages_that_cannot_be_drawn", &told);
}

#[test]
fn what_claims_too_much_is_judged_by_its_structure() {
    let desk = Desk::new();
    let mut told = String::new();
    for (name, bytes) in [
        ("doubled", doubled()),
        ("endless-rows", endless_rows()),
        ("attributes", attributes()),
        ("masked", masked()),
        ("alternated", alternated()),
    ] {
        desk.write(&format!("{name}.pdf"), bytes);
        let run = desk.run(&["archive", "check", &format!("{name}.pdf"), "--memory", "1024"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        told.push_str(&(run.stdout + &run.stderr));
    }
    snapshot("hostile", "judged_by_structure", &told);
}

/// A run that comes to no good end tells what it has found by then.
#[test]
#[cfg(target_os = "linux")]
fn what_was_found_is_told_though_the_run_is_ended() {
    let desk = Desk::new();
    desk.write("wordy.pdf", wordy());
    // So little memory is enough to read the file, and too little to look at its page.
    let run = |more: &[&str]| desk.run(&[["preflight", "wordy.pdf", "--memory", "280"].as_slice(), more].concat());
    let text = run(&[]);
    assert_eq!(text.code, Some(3), "{}{}", text.stdout, text.stderr);
    assert!(text.stdout.contains("error[K0904] 1: ") && text.stderr.starts_with("error[K0511]"), "{}", text.stdout);
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json"]).stdout).expect("JSON");
    assert_eq!((&json["finished"], &json["findings"][0]["code"]), (&false.into(), &"K0904".into()));
}

/// Content of which a part is lost is told of, whatever packed it.
#[test]
fn content_that_breaks_off_is_told() {
    let content = b"0 0 1 rg 9 9 9 9 re f ".repeat(40);
    let hexadecimal: String = content.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut flate = Stream::new(Dictionary::new(), content.clone());
    flate.compress().expect("packed");
    let desk = Desk::new();
    for (filter, whole) in [("FlateDecode", flate.content), ("ASCIIHexDecode", format!("{hexadecimal}>").into_bytes())]
    {
        for (cut, told) in [(whole.len(), false), (whole.len() / 2, true)] {
            let bytes = file(b"", |document, page| {
                let head = dictionary! { "Filter" => filter };
                page.set("Contents", document.add_object(Stream::new(head, whole[..cut].to_vec())));
            });
            desk.write("cut.pdf", bytes);
            let run = desk.run(&["preflight", "cut.pdf"]);
            assert_eq!(
                run.stdout.contains("the content stream of the page cannot be read to its end"),
                told,
                "{}",
                run.stdout
            );
        }
    }
}

/// At a bracket without its counterpart a validator would stand still.
#[test]
fn brackets_without_counterparts_are_found_at_once() {
    let desk = Desk::new();
    desk.write("a.pdf", "4 0 obj\n[[o>\n".repeat(200));
    let run = desk.run(&["archive", "check", "a.pdf", "--memory", "512", "--timeout", "10"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(
        (run.stdout.clone() + &run.stderr).contains("an array in object 4 has an unbalanced bracket"),
        "{}",
        run.stdout
    );
}

/// Places may be counted from the head of a file, with something else before it, and content may be nothing.
#[test]
fn sound_files_that_look_strange_are_read() {
    let plain = file(b"0 0 1 rg 9 9 9 9 re f", |_, _| {});
    let nothing = file(b"", |_, page| page.set("Contents", Object::Null));
    let before = [b"something else\n".as_slice(), &plain].concat();
    let desk = Desk::new();
    for (name, bytes) in [("nothing", nothing), ("before", before.clone())] {
        desk.write("a.pdf", bytes);
        let run = desk.run(&["preflight", "a.pdf", "--printer", "office"]);
        assert!(!run.stdout.contains("[K0901]") && run.stderr.is_empty(), "{name}: {}{}", run.stdout, run.stderr);
    }
    // Also where the table has to be made anew.
    let at = before.windows(9).rposition(|nine| nine == b"startxref").expect("an end");
    desk.write("a.pdf", &before[..at]);
    let run = desk.run(&["preflight", "a.pdf", "--printer", "office"]);
    assert!(run.stdout.contains("[K0901]") && run.stderr.is_empty(), "{}{}", run.stdout, run.stderr);
}

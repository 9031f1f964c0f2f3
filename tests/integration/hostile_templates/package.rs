//! Packages within a stranger's PDF: what they unpack, and what is made anew of them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use kakugi::file::sha512;
use lopdf::{Document, Object, dictionary};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{loops, says};
use crate::support::Desk;

/// A PDF of the small report whose package has these files besides its own, or in their place.
pub(super) fn pdf(desk: &Desk, files: &[(&str, &str)]) {
    let run = desk.build(&["--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut pdf = Document::load_mem(&desk.read("out/briefing.pdf")).expect("a PDF");
    let named = |object: &Object| {
        let file = object.as_dict().ok().filter(|file| file.has_type(b"Filespec"))?;
        let name = lopdf::decode_text_string(file.get(b"UF").ok()?).ok()?;
        let stream = file.get(b"EF").ok()?.as_dict().ok()?.get(b"F").ok()?.as_reference().ok()?;
        (name == "source.zip").then_some(stream)
    };
    let id = pdf.objects.values().find_map(named).expect("the package");
    let stream = pdf.get_object(id).and_then(Object::as_stream).expect("a stream");
    let packed = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let mut archive = ZipArchive::new(Cursor::new(packed)).expect("a package");
    let mut all: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        all.insert(file.name().to_owned(), bytes);
    }
    let mut record: Value = serde_json::from_slice(&all.remove("record.json").expect("a record")).expect("JSON");
    for (path, text) in files {
        record["files"][*path] = sha512(text.as_bytes()).into();
        all.insert((*path).to_owned(), text.as_bytes().to_vec());
    }
    all.insert("record.json".to_owned(), serde_json::to_vec(&record).expect("JSON"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in all {
        zip.start_file(path, SimpleFileOptions::default()).expect("room");
        zip.write_all(&bytes).expect("room");
    }
    let bytes = zip.finish().expect("a package").into_inner();
    pdf.objects.insert(id, Object::Stream(lopdf::Stream::new(dictionary! { "Type" => "EmbeddedFile" }, bytes)));
    pdf.save(desk.path("stranger.pdf")).expect("a file");
    std::fs::remove_dir_all(desk.path("out")).expect("the folder");
}

#[test]
fn names_that_act_by_themselves_are_refused() {
    for path in [
        ".git/hooks/post-checkout",
        "report/.git/config",
        "report/.envrc",
        "report\\..\\x.json",
        "report/a\u{1b}[2J.json",
        "report/a\nb.json",
        "report/C:x.json",
        "report/x.json.",
        "Makefile",
        "templates/typst/.theme.typ",
        "report/\u{202E}nosj.exe",
        "../x.json",
        "/etc/x.json",
        "report/../../x.json",
    ] {
        let desk = Desk::new();
        pdf(&desk, &[(path, "x")]);
        for verb in ["extract", "rebuild"] {
            let run = desk.run(&["archive", verb, "stranger.pdf", "-o", "out", "-q"]);
            assert_eq!(run.code, Some(1), "{path:?}: {}", run.stderr);
            says(&run.stderr, &["error[K0"]);
            assert!(!run.stderr.contains(['\u{1b}', '\u{202E}']), "{:?}", run.stderr);
            assert_eq!(desk.files("out"), Vec::<String>::new(), "{path:?}");
        }
    }
    // The way there works: a file with an ordinary name comes out.
    let desk = Desk::new();
    pdf(&desk, &[("report/more.json", "x")]);
    assert_eq!(desk.run(&["archive", "extract", "stranger.pdf", "-o", "out", "-q"]).code, Some(0));
    assert_eq!(desk.read("out/report/more.json"), b"x");
}

#[test]
fn templates_of_a_package_have_the_same_limits() {
    let desk = Desk::new();
    pdf(&desk, &[("templates/briefing.typ.hbs", &loops(40, "x\n"))]);
    let run = desk.run_with(
        &["archive", "rebuild", "stranger.pdf", "-o", "out", "-q", "--timeout", "2"],
        &[("TMPDIR", &desk.path("").display().to_string())],
    );
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    says(&run.stderr, &["error[K0510]", "templates/briefing.typ.hbs:"]);
    assert_eq!(desk.files("out"), Vec::<String>::new());
    // What was unpacked to work with is gone, too.
    let left: Vec<String> = desk.files("").into_iter().filter(|path| path.contains(".kakugi-")).collect();
    assert_eq!(left, Vec::<String>::new());

    let desk = Desk::new();
    pdf(&desk, &[("templates/typst/theme.typ", "#let x = read(\"/etc/passwd\")")]);
    let run = desk.run(&["archive", "rebuild", "stranger.pdf", "-o", "out", "-q"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    says(&run.stderr, &["error[K0401]", "file not found"]);
}

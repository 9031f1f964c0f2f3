//! The command line and the files it leaves: which, where, and what is in the PDFs.

use std::collections::BTreeSet;

use lopdf::Document;

use crate::support::{Desk, dictionary, previous, small, snapshot, text, value};

const ALL: [&str; 4] = ["briefing.pdf", "summaries/parks.pdf", "summaries/water.pdf", "summaries.pdf"];

#[test]
fn a_build_leaves_its_documents_and_nothing_else() {
    let desk = Desk::new();
    let run = desk.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(desk.files("out"), ALL);
    // One line a document: its path, its pages, its size.
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{}", run.stdout);
    for (line, path) in lines.iter().zip([
        "out/briefing.pdf",
        "out/summaries/water.pdf",
        "out/summaries/parks.pdf",
        "out/summaries.pdf",
    ]) {
        assert!(line.starts_with(path) && line.contains(" page") && line.ends_with("kB"), "{line}");
    }
}

#[test]
fn the_output_folder_is_named_after_the_report() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "report", "--only", "summaries"]).code, Some(0));
    let screen = ["summaries/parks.pdf", "summaries/water.pdf", "summaries.pdf"];
    let both =
        screen.iter().map(|path| format!("report/print/{path}")).chain(screen.map(|path| format!("report/{path}")));
    assert_eq!(desk.files("out"), both.collect::<Vec<_>>());
    // A path that ends in a dot names the same folder.
    assert_eq!(desk.run(&["build", "report/.", "--only", "briefing"]).code, Some(0));
    assert_eq!(desk.files("out/report").first().map(String::as_str), Some("briefing.pdf"));
}

#[test]
fn documents_can_be_chosen() {
    for (arguments, files) in [
        (&["--only", "briefing"][..], &["briefing.pdf"][..]),
        (&["--only", "summaries"], &["summaries/parks.pdf", "summaries/water.pdf", "summaries.pdf"]),
        (&["--council", "parks"], &["summaries/parks.pdf"]),
        (&["--council", "parks", "--council", "water"], &["summaries/parks.pdf", "summaries/water.pdf"]),
        (&["--only", "summaries", "--council", "water"], &["summaries/water.pdf"]),
    ] {
        let desk = Desk::new();
        assert_eq!(desk.build(arguments).code, Some(0), "{arguments:?}");
        assert_eq!(desk.files("out"), files, "{arguments:?}");
    }
}

#[test]
fn quiet_runs_say_nothing_but_errors() {
    let desk = Desk::new();
    // An unlisted council is a warning, which a quiet run keeps to itself.
    desk.write("report/councils/roads.json", desk.read("report/councils/parks.json"));
    let run = desk.build(&["--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    let run = desk.build(&["--quiet", "--council", "dams"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("the report has no council `dams`"), "{}", run.stderr);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let desk = Desk::new();
    for folder in ["a", "b"] {
        assert_eq!(desk.run(&["build", "report", "-o", folder]).code, Some(0));
    }
    for path in ALL {
        assert!(desk.read(&format!("a/{path}")) == desk.read(&format!("b/{path}")), "{path} differs");
    }
}

#[test]
fn the_epoch_changes_the_date_and_nothing_else() {
    let desk = Desk::new();
    let build = |folder: &str, epoch: &str| {
        let arguments = ["build", "report", "-o", folder, "--only", "briefing", "--emit-typst"];
        let run = desk.run_with(&arguments, &[("SOURCE_DATE_EPOCH", epoch)]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    };
    build("a", "1000000000");
    build("b", "1700000000");
    let dates = |folder: &str| {
        let pdf = Document::load_mem(&desk.read(&format!("{folder}/briefing.pdf"))).expect("a PDF");
        info(&pdf, b"CreationDate")
    };
    assert!(dates("a").starts_with("D:20010909"), "{}", dates("a"));
    assert!(dates("b").starts_with("D:20231114"), "{}", dates("b"));
    let source = |folder: &str| String::from_utf8(desk.read(&format!("{folder}/typst/briefing.typ"))).expect("UTF-8");
    let (a, b) = (source("a"), source("b"));
    let differing: Vec<&str> = a.lines().zip(b.lines()).filter(|(a, b)| a != b).map(|(a, _)| a.trim()).collect();
    assert_eq!(differing, ["date: datetime(year: 2001, month: 9, day: 9),"]);
    assert_eq!(a.lines().count(), b.lines().count());
    let bytes = desk.read("a/briefing.pdf").len().abs_diff(desk.read("b/briefing.pdf").len());
    assert!(bytes < 100, "the PDFs differ by {bytes} bytes in length");
}

#[test]
fn an_epoch_that_is_none_is_a_mistake_of_the_caller() {
    for epoch in ["today", "-1", "", "99999999999999999"] {
        let desk = Desk::new();
        let run = desk.run_with(&["build", "report", "-o", "out"], &[("SOURCE_DATE_EPOCH", epoch)]);
        assert_eq!(run.code, Some(2), "{epoch}: {}", run.stderr);
        assert_eq!(desk.files("out"), Vec::<String>::new());
    }
}

#[test]
fn emitted_sources_stand_beside_all_that_they_read() {
    let desk = Desk::new();
    assert_eq!(desk.build(&["--emit-typst"]).code, Some(0));
    let files = desk.files("out/typst");
    for wanted in
        ["briefing.typ", "summary-water.typ", "summary-parks.typ", "kakugi.typ", "theme.typ", "pictures/weir.png"]
    {
        assert!(files.iter().any(|file| file == wanted), "{wanted} is not in {files:?}");
    }
    for file in files.iter().filter(|file| file.ends_with(".typ")) {
        let text = String::from_utf8(desk.read(&format!("out/typst/{file}"))).expect("UTF-8");
        assert!(!text.contains(kakugi::mark::is_mark), "{file} holds marks");
        for import in text.lines().filter_map(|line| line.strip_prefix("#import \"")) {
            let name = import.split('"').next().unwrap_or_default();
            assert!(files.iter().any(|file| file == name), "{file} imports {name}");
        }
    }
}

#[test]
fn a_command_line_that_makes_no_sense_exits_with_2() {
    for arguments in [
        &[][..],
        &["build"],
        &["bild", "report"],
        &["build", "report", "--only", "cover"],
        &["build", "report", "--councils", "water"],
        &["build", "report", "another"],
        &["build", "report", "--only", "briefing", "--council", "water"],
    ] {
        let run = Desk::new().run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["build", "--help"]] {
        let run = Desk::new().run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn an_output_that_cannot_be_written_exits_with_3() {
    // A file where the folder should be stops even a user who may write anywhere.
    let desk = Desk::new();
    desk.write("out", "a file");
    let run = desk.build(&[]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("error[K0504]: `out` cannot be written"), "{}", run.stderr);
    assert_eq!(desk.read("out"), b"a file");
    // The second document fails, so the first must not appear either.
    let desk = Desk::new();
    desk.write("out/summaries", "a file");
    assert_eq!(desk.build(&[]).code, Some(3));
    assert_eq!(desk.files("out"), ["summaries"]);
}

/// Ways to name a file, and whether one can be written so.
fn names(desk: &Desk) -> [(String, bool); 9] {
    let absolute = desk.path("absolute/changes.pdf").display().to_string();
    let plain = |name: &str| name.to_owned();
    [
        (plain("changes.pdf"), true),
        (plain("./dotted.pdf"), true),
        (plain("new/folder/変更点.pdf"), true),
        (absolute, true),
        (plain("new/"), false),
        (plain("other/."), false),
        (plain("report"), false),
        (plain("report/report.json/changes.pdf"), false),
        (plain("/dev/null"), false),
    ]
}

#[test]
fn a_comparison_is_written_where_it_is_named() {
    let desk = Desk::new();
    let [from, to] = [previous(), small()].map(|folder| folder.display().to_string());
    for (name, right) in names(&desk) {
        let run = desk.run(&["archive", "diff", &from, &to, "--pdf", &name]);
        assert_eq!(run.code, Some(if right { 0 } else { 3 }), "{name}: {}", run.stderr);
        if right {
            let pdf = std::fs::read(desk.path(&name)).expect("a file");
            assert!(pdf.starts_with(b"%PDF-"), "{name}");
        } else {
            assert!(run.stderr.contains("error[K0504]: `"), "{name}: {}", run.stderr);
            assert!(!run.stderr.contains("``"), "{name}: {}", run.stderr);
        }
    }
    // A device stays a device, and nothing is left that nobody asked for.
    assert!(!std::fs::metadata("/dev/null").is_ok_and(|found| found.is_file()));
    let pdfs: Vec<String> = desk.files("").into_iter().filter(|path| !path.starts_with("report/")).collect();
    assert_eq!(pdfs, ["absolute/changes.pdf", "changes.pdf", "dotted.pdf", "new/folder/変更点.pdf"]);
}

#[test]
fn the_times_of_a_run_are_written_where_they_are_named() {
    let desk = Desk::new();
    for (name, right) in names(&desk) {
        let run = desk.build(&["--council", "parks", "--timings-file", &name]);
        assert_eq!(run.code, Some(if right { 0 } else { 3 }), "{name}: {}", run.stderr);
        if right {
            let text = std::fs::read_to_string(desk.path(&name)).expect("a file");
            assert!(text.contains("traceEvents"), "{name}");
        } else if run.stdout.is_empty() {
            assert!(run.stderr.contains("error[K0504]: `"), "{name}: {}", run.stderr);
        } else {
            // The documents were there already when the file turned out to be impossible.
            assert!(!run.stderr.contains("nothing is written"), "{name}: {}", run.stderr);
        }
    }
}

#[test]
fn folders_are_written_where_they_are_named() {
    let desk = Desk::new();
    let absolute = desk.path("absolute").display().to_string();
    for folder in ["bare", "./dotted", "ending/", "new/folder", &absolute, "."] {
        assert_eq!(desk.run(&["schema", "-o", folder]).code, Some(0), "{folder}");
        assert!(desk.path(folder).join("report.schema.json").is_file(), "{folder}");
    }
    for folder in ["report/report.json", "report/report.json/folder", "/dev/null"] {
        let run = desk.run(&["schema", "-o", folder]);
        assert_eq!(run.code, Some(3), "{folder}");
        assert!(run.stderr.contains("error[K0504]: `"), "{folder}: {}", run.stderr);
    }
    // An empty name is a mistake on the command line, such as a variable that is not set.
    for arguments in [&["schema", "-o", ""][..], &["archive", "diff", "report", "report", "--pdf", ""]] {
        assert_eq!(desk.run(arguments).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn a_name_that_is_no_file_is_explained() {
    let desk = Desk::new();
    let told = |name: &str| {
        ["en", "ja"]
            .map(|language| desk.build(&["--timings-file", name, "--lang", language]).stderr.trim_end().to_owned())
    };
    snapshot("output", "a_folder_instead_of_a_file", &told("times/").join("\n\n"));
    snapshot("output", "a_device_instead_of_a_file", &told("/dev/null").join("\n\n"));
}

#[test]
fn earlier_documents_outlive_a_build_with_errors() {
    let desk = Desk::new();
    assert_eq!(desk.build(&[]).code, Some(0));
    let before: Vec<Vec<u8>> = ALL.iter().map(|path| desk.read(&format!("out/{path}"))).collect();
    desk.edit("report/councils/parks.json", "\"2019\"", "\"2019-99\"");
    assert_eq!(desk.build(&[]).code, Some(1));
    // An error that comes to light only on the page, after most of the work.
    desk.edit("report/councils/parks.json", "\"2019-99\"", "\"2019\"").edit(
        "report/councils/parks.json",
        "苗木",
        "苗木\u{1F331}",
    );
    assert_eq!(desk.build(&[]).code, Some(1));
    assert_eq!(desk.files("out"), ALL);
    let after: Vec<Vec<u8>> = ALL.iter().map(|path| desk.read(&format!("out/{path}"))).collect();
    assert!(before == after, "a document was touched");
}

#[test]
fn pdfs_are_tagged_titled_and_of_their_size() {
    let desk = Desk::new();
    assert_eq!(desk.build(&[]).code, Some(0));
    for (path, title, portrait) in [
        ("briefing.pdf", "水と緑の協議会の成果", true),
        ("summaries/water.pdf", "水源保全協議会", false),
        ("summaries/parks.pdf", "公園緑地協議会", false),
    ] {
        let pdf = Document::load_mem(&desk.read(&format!("out/{path}"))).expect(path);
        let catalog = pdf.catalog().expect("a catalog");
        assert_eq!(text(&pdf, catalog, b"Lang"), "ja-JP", "{path}");
        for (key, flag) in [(&b"MarkInfo"[..], &b"Marked"[..]), (b"ViewerPreferences", b"DisplayDocTitle")] {
            let set = value(&pdf, dictionary(&pdf, catalog, key), flag).as_bool().expect("a flag");
            assert!(set, "{path}: {}", String::from_utf8_lossy(flag));
        }
        assert!(catalog.has(b"StructTreeRoot"), "{path}");
        assert!(dictionary(&pdf, catalog, b"Outlines").has(b"First"), "{path} has no bookmarks");
        assert_eq!(info(&pdf, b"Title"), title);
        assert_eq!(info(&pdf, b"Author"), "架空市 企画部");
        assert!(info(&pdf, b"CreationDate").starts_with("D:20210401"), "{path}");
        let pages = pdf.get_pages();
        assert!(if portrait { pages.len() > 3 } else { pages.len() == 1 }, "{path} has {} pages", pages.len());
        for id in pages.values() {
            let (width, height) = size(&pdf, *id);
            let (short, long) = if portrait { (width, height) } else { (height, width) };
            // A4 is 210 mm by 297 mm (ISO 216).
            assert!((short - 595.28).abs() < 0.1 && (long - 841.89).abs() < 0.1, "{path}: {width} by {height}");
        }
        let fonts = fonts(&pdf);
        println!("{path}: {} pages, {fonts:?}", pages.len());
        assert!(!fonts.is_empty(), "{path}");
        for font in fonts {
            let plain = font.split_once('+').map_or(font.as_str(), |(_, name)| name);
            assert!(plain.starts_with("BIZUD") || plain.starts_with("NotoS"), "{path} uses {font}");
        }
    }
}

fn info(pdf: &Document, key: &[u8]) -> String {
    text(pdf, dictionary(pdf, &pdf.trailer, b"Info"), key)
}

/// A page's width and height in points; the box may be inherited.
fn size(pdf: &Document, page: lopdf::ObjectId) -> (f32, f32) {
    let mut node = pdf.get_dictionary(page).expect("a page");
    while !node.has(b"MediaBox") {
        node = dictionary(pdf, node, b"Parent");
    }
    let corners = value(pdf, node, b"MediaBox").as_array().expect("four numbers");
    let corner = |at: usize| corners[at].as_float().expect("a number");
    (corner(2) - corner(0), corner(3) - corner(1))
}

/// Names of all fonts, each of which must be embedded.
fn fonts(pdf: &Document) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for object in pdf.objects.values().filter_map(|object| object.as_dict().ok()) {
        if !object.has_type(b"Font") || object.has(b"DescendantFonts") {
            continue;
        }
        let name = String::from_utf8_lossy(value(pdf, object, b"BaseFont").as_name().expect("a name")).into_owned();
        let descriptor = dictionary(pdf, object, b"FontDescriptor");
        let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key));
        assert!(embedded, "{name} is not embedded");
        names.insert(name);
    }
    names
}

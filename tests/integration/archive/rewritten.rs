//! Archives that somebody with the right to write there has changed, so that all digests agree.

use super::*;
use kakugi::diagnostic::Sources;
use kakugi::package::TOOL;

/// The archive of a desk written anew as `other`, with other files in its only version, and a report of another name.
fn rewritten(desk: &Desk, change: impl Fn(&mut std::collections::BTreeMap<String, Vec<u8>>)) {
    let sources = &mut Sources::default();
    let (mut content, record) = {
        let store = Store::open(&desk.path("archive")).expect("a store");
        let object = store.object("report", sources).expect("a report");
        (object.contents(1).expect("sound files"), object.record(1, sources).expect("a record"))
    };
    content.remove("record.json");
    change(&mut content);
    let report = Description { title: "架空の成果".to_owned(), ..record.report };
    let issue = Issue { content, report, made: record.made, reason: None };
    let actor = Actor { name: "係".to_owned(), address: None };
    let act = Act { time: jiff::Timestamp::UNIX_EPOCH, actor, tool: TOOL.to_owned() };
    let store = Store::create(&desk.path("other")).expect("a store");
    assert_eq!(store.add("report", &issue, &act, sources).expect("an issue"), AddOutcome::Version(1));
}

#[test]
fn what_can_be_made_anew_is_compared() {
    let desk = archived();
    rewritten(&desk, |content| {
        let mut replace = |path: &str, from: &str, to: &str| {
            let text = String::from_utf8(content[path].clone()).expect("UTF-8");
            assert!(text.contains(from), "{path}: {from}");
            content.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
        };
        replace("data.json", "水と緑", "水と縁");
        replace("checks.json", "\"conforms\": true", "\"conforms\": false");
        replace("source/templates/summary.typ.hbs", "{{", "{{! as it was }}{{");
        content.insert("source/report/notes.txt".to_owned(), b"never there".to_vec());
    });
    // Byte by byte it is sound.
    done(&desk, &["verify", "--store", "other", "--bytes-only", "--quiet"]);
    // It is not handed over even so.
    refused(&desk, &["export", "report", "--store", "other", "--bagit", "bag"], 1, "K0729");
    assert!(!desk.path("bag").exists());
    let run = archive(&desk, &["verify", "--store", "other", "--quiet"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let files =
        ["data.json", "checks.json", "record.json", "source/templates/summary.typ.hbs", "source/report/notes.txt"];
    for path in files {
        let line = format!("error[K0729]: `report/v1/{path}` does not match");
        assert_eq!(run.stderr.matches(&line).count(), 1, "{path}: {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("error[K0729]").count(), files.len(), "{}", run.stderr);
}

/// Exchanges a file that a PDF carries.
fn attach(pdf: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut pdf = lopdf::Document::load_mem(pdf).expect("a PDF");
    let carries = |object: &lopdf::Object| {
        let file = object.as_dict().ok()?;
        let named = lopdf::decode_text_string(file.get(b"UF").ok()?).ok()?;
        (named == name).then(|| file.get(b"EF").ok()?.as_dict().ok()?.get(b"F").ok()?.as_reference().ok()).flatten()
    };
    let stream = pdf.objects.values().find_map(carries).expect("a file that it carries");
    let stream = pdf.get_object_mut(stream).and_then(lopdf::Object::as_stream_mut).expect("a stream");
    stream.dict.remove(b"Filter");
    stream.set_content(content.to_vec());
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("a PDF");
    bytes
}

#[test]
fn data_beside_a_sound_package_have_to_be_those_of_the_package() {
    let desk = archived();
    let (briefing, data) = (desk.read(BRIEFING), desk.read("archive/report/v1/content/data.json"));
    let data = String::from_utf8(data).expect("UTF-8");
    let changes = [
        "garbage".to_owned(),
        "{}".to_owned(),
        data.replacen("水と緑", "水と縁", 1),
        data.replace("\"parks\": {", "\"parts\": {"),
        data.replacen("\"tables\": {", "\"tables\": {\"report.json\": []", 1),
    ];
    for (at, changed) in changes.iter().enumerate() {
        assert_ne!(*changed, data, "{at}");
        desk.write("changed.pdf", attach(&briefing, "data.json", changed.as_bytes()));
        refused(&desk, &["extract", "changed.pdf", "-o", "none"], 1, "K0728");
        assert!(!desk.path("none").exists(), "{at}");
    }
    desk.write("same.pdf", attach(&briefing, "data.json", data.as_bytes()));
    done(&desk, &["extract", "same.pdf", "-o", "data"]);
}

#[test]
fn a_report_whose_folder_is_taken_away_is_missed() {
    let desk = archived();
    fs::rename(desk.path("archive/report"), desk.path("taken")).expect("a rename");
    refused(&desk, &["verify", "--bytes-only"], 1, "K0724");
    refused(&desk, &["list"], 1, "K0724");
}

#[test]
fn nothing_is_written_into_an_archive() {
    let desk = archived();
    let before = desk.files("archive");
    let pdf = "archive/report/v1/content/documents/archive/briefing.pdf";
    for (arguments, code) in [
        (&["build", "report", "-o", "archive"][..], 1),
        (&["build", "report", "-o", "archive/report/out/deep"], 1),
        (&["build", "report", "-o", "out", "--only", "briefing", "--timings-file", "archive/times.json"], 1),
        (&["archive", "extract", pdf, "-o", "archive/data"], 1),
        (&["archive", "diff", "report", "report", "--pdf", "archive/changes.pdf"], 1),
        (&["preflight", pdf, "--png", "archive/png"], 3),
        (&["schema", "-o", "archive/report"], 3),
        // By a folder that would be made first, and by one that is there.
        (&["build", "report", "-o", "nope/../archive/new"], 1),
        (&["archive", "extract", pdf, "-o", "report/../archive/data"], 1),
        (&["archive", "rebuild", "report", "-o", "nope/../archive/report/v1/again"], 1),
        (&["archive", "export", "report", "--by", "係", "--bagit", "nope/../archive/bag"], 1),
        (&["archive", "add", "report", "--by", "係", "--store", "nope/../archive/inner"], 1),
        (&["preflight", pdf, "--png", "nope/../archive/png"], 3),
        (&["schema", "-o", "nope/../archive/report"], 3),
    ] {
        let run = desk.run(arguments);
        assert!(run.stderr.contains("error[K0730]: "), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert_eq!(desk.files("archive"), before, "{arguments:?}");
        assert!(!desk.path("nope").exists(), "{arguments:?}");
    }
}

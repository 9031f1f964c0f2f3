//! Names of files as other systems write them, and files that other programs leave behind.

use serde_json::{Value, json};

use crate::support::{Desk, snapshot};

const REPORT: &str = "report/report.json";
const PARKS: &str = "report/councils/parks.json";
const WEIR: &str = "report/pictures/weir.png";

/// A name with the parts of its characters apart, as macOS hands it over, and the same composed.
const APART: &str = "タ\u{3099}ムの写真";
const COMPOSED: &str = "ダムの写真";

fn block(block: Value) -> Desk {
    let desk = Desk::new();
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    council["reference"] = json!([{ "title": "参考", "blocks": [block] }]);
    desk.write(PARKS, council.to_string());
    desk
}

fn picture(path: &str) -> Desk {
    block(json!({ "type": "picture", "file": path, "alt": "写真" }))
}

fn codes(desk: &Desk) -> Vec<&'static str> {
    desk.told().iter().map(|each| each.problem.code()).collect()
}

/// What is advised, in English.
fn hints(desk: &Desk) -> Vec<String> {
    desk.told().iter().flat_map(|each| each.hints(kakugi::diagnostic::Language::English)).collect()
}

#[test]
fn names_are_the_same_composed_and_apart() {
    for (written, kept) in [(COMPOSED, APART), (APART, COMPOSED), (APART, APART), (COMPOSED, COMPOSED)] {
        let desk = picture(&format!("pictures/{written}.png"));
        desk.write(&format!("report/pictures/{kept}.png"), desk.read(WEIR));
        assert_eq!(codes(&desk), [""; 0], "{written} {kept}");
        let desk = block(
            json!({ "type": "table", "csv": format!("{written}/{written}.csv"), "columns": [{ "title": "地区" }] }),
        );
        desk.write(&format!("report/{kept}/{kept}.csv"), "地区\n上流\n");
        assert_eq!(codes(&desk), [""; 0], "{written} {kept}");
    }
    // 神 (U+FA19) and 神 (U+795E) are two kanji, though NFC makes one of them.
    let desk = picture("pictures/\u{FA19}.png");
    desk.write("report/pictures/\u{795E}.png", desk.read(WEIR));
    assert_eq!(codes(&desk), ["K0280"]);
}

/// The same report gives the same documents wherever its files were before.
#[test]
fn packages_hold_composed_names() {
    let build = |written: &str, kept: &str| {
        let desk = picture(&format!("pictures/{written}.png"));
        desk.write(&format!("report/pictures/{kept}.png"), desk.read(WEIR));
        let run = desk.build(&["--only", "briefing"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        desk
    };
    let (here, there) = (build(COMPOSED, COMPOSED), build(COMPOSED, APART));
    assert_eq!(here.read("out/briefing.pdf"), there.read("out/briefing.pdf"));
    let apart = build(APART, APART);
    let run = apart.run(&["archive", "extract", "out/briefing.pdf", "-o", "all"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        apart.files("all").iter().any(|name| name.ends_with(&format!("pictures/{COMPOSED}.png"))),
        "{:?}",
        apart.files("all")
    );
}

#[test]
fn names_that_differ_in_case_or_width_are_told_with_the_right_one() {
    for (written, kept) in [
        ("Pictures/Weir.PNG", "pictures/weir.png"),
        ("pictures/WEIR.png", "pictures/weir.png"),
        ("pictures/ｗｅｉｒ.png", "pictures/weir.png"),
        ("pictures/堰（１）.png", "pictures/堰(1).png"),
        ("pictures/堰　写真.png", "pictures/堰 写真.png"),
        ("pictures/カ.png", "pictures/ｶ.png"),
    ] {
        let desk = picture(written);
        desk.write(&format!("report/{kept}"), desk.read(WEIR));
        assert_eq!(codes(&desk), ["K0280"], "{written}");
        assert_eq!(hints(&desk), [format!("write `{kept}`")]);
    }
    snapshot("names", "case", &picture("Pictures/Weir.PNG").errors_in_both_languages(&[]));
}

#[test]
fn the_file_that_is_meant_is_named() {
    for (written, kept, code, hint) in [
        ("weir.png", "pictures/weir.png", "K0220", "did you mean `pictures/weir.png`?"),
        ("images/weir.png", "pictures/weir.png", "K0220", "did you mean `pictures/weir.png`?"),
        ("pictures/weir.jpg", "pictures/weir.png", "K0220", "did you mean `pictures/weir.png`?"),
        ("pictures/view.jpg", "pictures/view.JPEG", "K0220", "did you mean `pictures/view.JPEG`?"),
        ("pictures/view.jpg", "pictures/view.jpg.png", "K0220", "did you mean `pictures/view.jpg.png`?"),
        ("pictures/wier.png", "pictures/weir.png", "K0220", "did you mean `pictures/weir.png`?"),
        (
            "pictures/nothing.png",
            "pictures/weir.png",
            "K0220",
            "write the path relative to the folder of `report.json`",
        ),
        ("pictures\\weir.png", "pictures/weir.png", "K0221", "write `pictures/weir.png`"),
        ("pictures\\視察写真.JPG", "pictures/視察写真.JPG", "K0221", "write `pictures/視察写真.JPG`"),
        ("./pictures/weir.png", "pictures/weir.png", "K0221", "write `pictures/weir.png`"),
        ("/pictures/weir.png", "pictures/weir.png", "K0221", "write `pictures/weir.png`"),
        ("pictures/weir.png ", "pictures/weir.png", "K0221", "write `pictures/weir.png`"),
        ("C:\\data\\2019\\pictures\\weir.png", "pictures/weir.png", "K0221", "write `pictures/weir.png`"),
        ("pictures//weir.png", "pictures/weir.png", "K0221", "write `pictures/weir.png`"),
    ] {
        let desk = picture(written);
        desk.write(&format!("report/{kept}"), desk.read(WEIR));
        assert_eq!(codes(&desk), [code], "{written}");
        assert_eq!(hints(&desk), [hint], "{written}");
    }
    snapshot("names", "backslash", &picture("pictures\\weir.png").errors_in_both_languages(&[]));
    snapshot("names", "folder_left_out", &picture("weir.png").errors_in_both_languages(&[]));
}

#[test]
fn what_other_programs_leave_does_no_harm() {
    let desk = Desk::new();
    let junk: &[u8] = b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ";
    for name in [
        "._parks.json",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$parks.xlsx",
        "parks.json~",
        ".parks.json.swp",
        "parks.json.bak",
        "#parks.json#",
    ] {
        desk.write(&format!("report/councils/{name}"), junk);
        desk.write(&format!("report/{name}"), junk);
        desk.write(&format!("report/pictures/{name}"), junk);
    }
    assert_eq!(codes(&desk), [""; 0]);
    assert_eq!(desk.build(&[]).code, Some(0));
}

#[test]
fn drafts_that_are_not_listed_may_be_unfinished() {
    let huge = format!("[{}1]", "1,".repeat(kakugi::limits::JSON_VALUES));
    for draft in [
        b"{ \"name\": \"\xE4\xB8\x8B\xE6\x9B\xB8".as_slice(),
        b"",
        b"{}",
        b"\x89PNG",
        b"{ \"name\": \"\x8C\xF6\" }",
        huge.as_bytes(),
    ] {
        let desk = Desk::new();
        desk.write("report/councils/draft.json", draft);
        assert_eq!(codes(&desk), ["K0202"]);
        assert_eq!(desk.build(&["--only", "briefing"]).code, Some(0));
        // As soon as it is listed, it is looked at.
        desk.edit(REPORT, r#""parks""#, r#""parks", "draft""#);
        let codes = codes(&desk);
        assert!(!codes.is_empty() && !codes.contains(&"K0202") && !codes.contains(&"K0201"), "{codes:?}");
    }
}

#[test]
fn councils_with_a_wrong_ending_are_told_of() {
    for stray in ["parks.json.txt", "parks.JSON", "Parks.json.txt", "parks.jsonc"] {
        let desk = Desk::new();
        desk.write(&format!("report/councils/{stray}"), desk.read(PARKS)).remove(PARKS);
        assert_eq!(codes(&desk), ["K0201"], "{stray}");
        assert_eq!(hints(&desk), [format!("rename `councils/{stray}` to `parks.json`")]);
    }
    let desk = Desk::new();
    desk.write("report/councils/roads.json.txt", desk.read(PARKS));
    assert_eq!(codes(&desk), ["K0281"]);
    let both = format!("{}\n\n{}", desk.build(&[]).messages(), desk.build(&["--lang", "ja"]).messages());
    snapshot("names", "stray_council", &both);
    let desk = Desk::new();
    desk.write("report/councils/parks.json.txt", desk.read(PARKS)).remove(PARKS);
    snapshot("names", "council_saved_as_text", &desk.errors_in_both_languages(&[]));
    let desk = Desk::new();
    desk.write("report/councils/Parks.json", desk.read(PARKS)).remove(PARKS);
    snapshot("names", "council_in_another_case", &desk.errors_in_both_languages(&[]));
}

#[test]
fn a_report_with_a_wrong_name_is_named() {
    for (name, hint) in [
        ("report.json.txt", "rename `report.json.txt` to `report.json`"),
        ("Report.json", "rename `Report.json` to `report.json`"),
        ("REPORT.JSON", "rename `REPORT.JSON` to `report.json`"),
        ("2021/report.json", "give `"),
    ] {
        let desk = Desk::new();
        desk.write(&format!("report/{name}"), desk.read(REPORT)).remove(REPORT);
        assert_eq!(codes(&desk), ["K0502"], "{name}");
        assert!(hints(&desk)[0].contains(hint), "{:?}", hints(&desk));
    }
    let desk = Desk::new();
    desk.write("report/report.json.txt", desk.read(REPORT)).remove(REPORT);
    snapshot("names", "report_saved_as_text", &desk.errors_in_both_languages(&[]));
}

#[test]
fn the_file_of_a_report_stands_for_its_folder() {
    let desk = Desk::new();
    for arguments in [["check", "report/report.json"], ["check", "report"]] {
        assert_eq!(desk.run(&arguments).code, Some(0));
    }
    let run = desk.run(&["build", "report/report.json", "--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(desk.files("out").contains(&"report/briefing.pdf".to_owned()), "{:?}", desk.files("out"));
    let run = desk.run(&["check", "report/councils/parks.json"]);
    assert_eq!(run.code, Some(1));
}

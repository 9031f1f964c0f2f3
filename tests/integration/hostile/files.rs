//! Names, links and things that are no files.

use kakugi::limits;
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::process::Command;

use serde_json::json;

use super::{PARKS, REPORT, block, codes, fill};
use crate::support::Desk;

/// A desk that shows this picture.
fn picture(path: &str) -> Desk {
    block(json!({ "type": "picture", "file": path, "alt": "写真" }))
}

/// A desk that prints this table.
fn table(path: &str) -> Desk {
    block(json!({ "type": "table", "csv": path, "columns": [{ "title": "地区" }] }))
}

#[test]
fn paths_out_of_the_folder_are_refused() {
    for path in [
        "../secret.csv",
        "/etc/passwd",
        "a/../../secret.csv",
        "./t.csv",
        "a//t.csv",
        "t.csv/",
        "..",
        "councils/../../secret.csv",
    ] {
        let desk = table(path);
        desk.write("secret.csv", "地区\n秘密\n");
        assert_eq!(codes(&desk), ["K0221"], "{path}");
    }
}

#[test]
fn hidden_files_are_refused() {
    for path in [".git/config", ".env", "tables/.weirs.csv", "a/.b/weirs.csv"] {
        let desk = table(path);
        desk.write(&format!("report/{path}"), "地区\n秘密\n");
        assert_eq!(codes(&desk), ["K0267"], "{path}");
    }
}

#[test]
#[cfg(unix)]
fn links_to_hidden_files_and_out_of_the_folder_are_refused() {
    let link = |desk: &Desk, to: &str, from: &str| {
        fs::create_dir_all(desk.path(from).parent().expect("a parent")).expect("a folder");
        symlink(to, desk.path(from)).expect("a link");
    };
    let desk = table("tables/t.csv");
    desk.write("report/.git/config", "地区\n秘密\n");
    link(&desk, "../.git/config", "report/tables/t.csv");
    assert_eq!(codes(&desk), ["K0267"]);
    for target in ["../../secret.csv", "/dev/zero", "/etc/passwd"] {
        let desk = table("tables/t.csv");
        desk.write("secret.csv", "地区\n秘密\n");
        link(&desk, target, "report/tables/t.csv");
        assert_eq!(codes(&desk), ["K0221"], "{target}");
        let desk = picture("pictures/a.png");
        link(&desk, target, "report/pictures/a.png");
        let codes = codes(&desk);
        assert!(codes == ["K0221"] || codes == ["K0220"], "{target}: {codes:?}");
    }
    // A folder of councils elsewhere, and a council that is a link.
    let desk = Desk::new();
    fs::rename(desk.path("report/councils"), desk.path("elsewhere")).expect("a move");
    link(&desk, "../elsewhere", "report/councils");
    assert_eq!(codes(&desk), ["K0501"]);
    let desk = Desk::new();
    fs::rename(desk.path(PARKS), desk.path("parks.json")).expect("a move");
    link(&desk, "../../parks.json", PARKS);
    assert_eq!(codes(&desk), ["K0501"]);
}

#[test]
#[cfg(unix)]
fn links_in_a_circle_end() {
    let desk = table("tables/t.csv");
    fs::create_dir_all(desk.path("report/tables")).expect("a folder");
    symlink("u.csv", desk.path("report/tables/t.csv")).expect("a link");
    symlink("t.csv", desk.path("report/tables/u.csv")).expect("a link");
    symlink(".", desk.path("report/tables/round")).expect("a link");
    assert_eq!(codes(&desk), ["K0220"]);
    let desk = Desk::new();
    desk.remove(PARKS);
    symlink("parks.json", desk.path(PARKS)).expect("a link");
    assert_eq!(codes(&desk), ["K0201"]);
}

#[test]
fn folders_instead_of_files_are_refused() {
    let desk = table("tables");
    fs::create_dir_all(desk.path("report/tables")).expect("a folder");
    assert_eq!(codes(&desk), ["K0501"]);
    for path in [PARKS, REPORT] {
        let desk = Desk::new();
        desk.remove(path);
        fs::create_dir_all(desk.path(path)).expect("a folder");
        assert_eq!(codes(&desk), ["K0501"]);
    }
}

#[test]
#[cfg(unix)]
fn pipes_are_not_waited_for() {
    for (path, desk) in [
        ("report/tables/t.csv", table("tables/t.csv")),
        ("report/pictures/p.png", picture("pictures/p.png")),
        (PARKS, Desk::new()),
        (REPORT, Desk::new()),
    ] {
        let pipe = desk.path(path);
        fs::create_dir_all(pipe.parent().expect("a parent")).expect("a folder");
        let _ = fs::remove_file(&pipe);
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        assert_eq!(codes(&desk), ["K0501"], "{path}");
        assert!(super::found(&desk.path("report")).1.contains("it is a pipe"), "{path}");
    }
}

#[test]
#[cfg(unix)]
fn files_that_may_not_be_read_are_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let desk = table("tables/t.csv");
    desk.write("report/tables/t.csv", "地区\n上流\n");
    fs::set_permissions(desk.path("report/tables/t.csv"), fs::Permissions::from_mode(0o000)).expect("a mode");
    // Whoever may read everything reads this, too.
    let may = fs::read(desk.path("report/tables/t.csv")).is_ok();
    assert_eq!(codes(&desk), if may { vec![] } else { vec!["K0501"] });
}

#[test]
fn names_of_any_script_and_length_are_read() {
    let long = format!("{}.csv", "長".repeat(83));
    for name in
        ["表 その１.csv", "　.csv", "a'b\".csv", "＃%20.csv", "TABLE.CSV", &long, "地区別　一覧（令和元年度）.csv"]
    {
        let desk = table(&format!("tables/{name}"));
        desk.write(&format!("report/tables/{name}"), "地区\n上流\n");
        assert_eq!(codes(&desk), [""; 0], "{name}");
    }
    for name in [format!("{}.csv", "長".repeat(84)), format!("{}t.csv", "a/".repeat(400)), "長".repeat(1_001)] {
        let codes = codes(&table(&name));
        assert!(codes == ["K0220"] || codes == ["K0117"], "{codes:?}");
    }
    for name in ["a\nb.csv", "a\0b.csv", "a\u{202E}b.csv"] {
        let codes = codes(&table(name));
        assert!(codes == ["K0111"] || codes == ["K0112"], "{name:?}: {codes:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_are_no_text_are_passed_by() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    for name in [b"\xFF\xFE.json".as_slice(), b"a\nb.json", b"\x8C\xF6.json"] {
        fs::write(desk.path("report/councils").join(OsStr::from_bytes(name)), "{}").expect("a file");
    }
    let (_, text) = super::found(&desk.path("report"));
    assert!(text.contains("K0202") && !text.contains("panic"), "{text}");
}

#[test]
fn councils_have_names_that_any_system_can_have() {
    for id in ["con", "nul", "aux", "prn", "com1", "lpt9"] {
        let desk = Desk::new();
        fs::rename(desk.path(PARKS), desk.path(&format!("report/councils/{id}.json"))).expect("a move");
        desk.edit(REPORT, r#""parks""#, &format!("\"{id}\""));
        assert_eq!(codes(&desk), ["K0266"], "{id}");
    }
    for id in ["../parks", "Parks", "公園", "parks ", "", "..", "a/b", "a\\b", "-o", "#x", "a%2fb"] {
        let desk = Desk::new();
        desk.edit(REPORT, r#""parks""#, &serde_json::to_string(id).expect("JSON"));
        assert!(codes(&desk).contains(&"K0109"), "{id}");
    }
}

#[test]
fn a_hundred_thousand_files_in_the_folder_do_no_harm() {
    let desk = Desk::new();
    fill(&desk.path("report/pictures"), (0..100_000).map(|n| format!("{n}.png")));
    assert_eq!(codes(&desk), [""; 0]);
    fill(&desk.path("report/councils"), (0..=limits::COUNCILS).map(|n| format!("c{n}.json")));
    assert_eq!(codes(&desk), ["K0117"]);
}

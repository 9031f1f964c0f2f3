//! Disks and folders that do not take what is written.

use std::os::unix::fs::symlink;
use std::process::Command;
use std::thread;

use super::{BUILD, contents, scratch, start};
use crate::support::{Desk, Run};

/// Builds within limits that a shell sets, over documents of an earlier run, which must stay as they are.
#[track_caller]
fn limited(limit: &str, language: &str) -> Run {
    let desk = Desk::new();
    assert_eq!(desk.run(&BUILD).code, Some(0));
    let before = contents(&desk.path("out"));
    desk.edit("report/councils/parks.json", "公園緑地協議会", "緑地公園協議会");
    let output = Command::new("sh")
        .args(["-c", &format!(r#"{limit}; exec "$@""#), "sh", env!("CARGO_BIN_EXE_kakugi")])
        .args(BUILD)
        .args(["--lang", language])
        .current_dir(desk.path(""))
        .output()
        .expect("a shell");
    assert!(contents(&desk.path("out")) == before || output.status.success(), "a document was touched");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn a_disk_that_takes_no_more_leaves_all_as_it_was() {
    // A limit on the size of files ends a program without a word unless it listens; full disks are tried where one can
    // be mounted, in `tests/conformance/run`.
    let run = limited("ulimit -f 40", "en");
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("error[K0504]: `out/"), "{}", run.stderr);
    assert!(run.stderr.contains("` cannot be written: the limit on the size of files"), "{}", run.stderr);
    assert!(run.stderr.contains("hint: raise the limit on the size of files"), "{}", run.stderr);
    let run = limited("ulimit -f 40", "ja");
    assert!(run.stderr.contains("に書き込めません: ファイルの大きさの制限を超えました"), "{}", run.stderr);
}

#[test]
fn few_files_may_be_open_at_once() {
    let run = limited("ulimit -n 40", "en");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_named() {
    for (file, folder) in [("out", "out"), ("out/summaries", "out"), ("there", "there/below/out")] {
        let desk = Desk::new();
        desk.write(file, "a file");
        for (language, words) in
            [("en", "cannot be written: it is not a folder"), ("ja", "に書き込めません: フォルダーではありません")]
        {
            let run =
                desk.run(&["build", "report", "--edition", "archive", "--quiet", "--lang", language, "-o", folder]);
            assert_eq!(run.code, Some(3), "{}", run.stderr);
            assert!(run.stderr.contains(&format!("[K0504]: `{file}`")) && run.stderr.contains(words), "{}", run.stderr);
        }
        assert_eq!(desk.read(file), b"a file");
        assert_eq!(scratch(&desk.path(folder)), Vec::<String>::new());
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_named() {
    let desk = Desk::new();
    desk.write("out/summaries.pdf/note", "mine");
    for (language, words) in [
        ("en", "`out/summaries.pdf` cannot be written: a folder has this name"),
        ("ja", "に書き込めません: 同じ名前のフォルダーがあります"),
    ] {
        let run = desk.run(&[&BUILD[..], &["--lang", language]].concat());
        assert_eq!(run.code, Some(3), "{}", run.stderr);
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
    assert_eq!(desk.files("out"), ["summaries.pdf/note"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_takes_no_files_is_named() {
    // Not even those who may write anywhere make folders here.
    let desk = Desk::new();
    for (language, words, remedy) in [
        ("en", "`/sys/kakugi` cannot be written: ", "hint: close it in other programs"),
        ("ja", "`/sys/kakugi`に書き込めません: 権限がありません", "直し方: 開いているソフトを閉じるか"),
    ] {
        let run = desk.run(&[
            "build",
            "report",
            "--only",
            "summaries",
            "--edition",
            "archive",
            "-q",
            "--lang",
            language,
            "-o",
            "/sys/kakugi",
        ]);
        assert_eq!(run.code, Some(3), "{}", run.stderr);
        assert!(run.stderr.contains(words) && run.stderr.contains(remedy), "{}", run.stderr);
    }
}

#[test]
fn a_document_that_must_not_change_is_named() {
    let desk = Desk::new();
    assert_eq!(desk.run(&BUILD).code, Some(0));
    let chattr = |flag| Command::new("chattr").arg(flag).arg(desk.path("out/summaries.pdf")).status();
    if !chattr("+i").is_ok_and(|status| status.success()) {
        println!("not tried: files cannot be made immutable here");
        return;
    }
    desk.edit("report/councils/parks.json", "公園緑地協議会", "緑地公園協議会");
    let run = desk.run(&BUILD);
    assert!(chattr("-i").is_ok_and(|status| status.success()));
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("error[K0504]: `out/summaries.pdf` cannot be written: you have no permission"));
    assert_eq!(scratch(&desk.path("out")), Vec::<String>::new());
}

#[test]
fn a_document_that_is_open_elsewhere_is_replaced() {
    use std::io::Read;
    let desk = Desk::new();
    desk.write("out/summaries.pdf", "old");
    let mut open = std::fs::File::open(desk.path("out/summaries.pdf")).expect("a file");
    assert_eq!(desk.run(&BUILD).code, Some(0));
    let mut seen = String::new();
    open.read_to_string(&mut seen).expect("a file");
    assert_eq!(seen, "old");
    assert!(desk.read("out/summaries.pdf").starts_with(b"%PDF"));
}

#[test]
fn files_land_on_another_file_system_too() {
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
        println!("not tried: there is no second file system");
        return;
    };
    let desk = Desk::new();
    desk.write("out/note", "");
    symlink(other.path(), desk.path("out/summaries")).expect("a link");
    assert_eq!(desk.run(&BUILD).code, Some(0));
    let names: Vec<String> = contents(other.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["parks.pdf", "water.pdf"]);
}

#[test]
fn of_two_runs_into_the_same_folder_all_files_are_from_one() {
    let (desk, other) = (Desk::new(), Desk::new());
    other.edit("report/councils/parks.json", "公園緑地協議会", "緑地公園協議会");
    other.edit("report/councils/water.json", "水源保全協議会", "保全水源協議会");
    let mut editions = Vec::new();
    for desk in [&desk, &other] {
        assert_eq!(desk.run(&BUILD).code, Some(0));
        editions.push(contents(&desk.path("out")));
    }
    let out = desk.path("out").display().to_string();
    let into = [&BUILD[..3], &[out.as_str()], &BUILD[4..]].concat();
    for _ in 0..3 {
        thread::scope(|scope| {
            for desk in [&desk, &other] {
                let into = &into;
                scope.spawn(move || {
                    let output = start(desk, into).wait_with_output().expect("a process");
                    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
                });
            }
        });
        let now = contents(&desk.path("out"));
        assert!(editions.contains(&now), "files of both runs are mixed");
    }
}

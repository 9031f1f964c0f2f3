//! Files that are named on the command line and are no plain files, or larger than anybody needs.

use std::fs::{self, File};
use std::process::Command;

use crate::support::{Desk, Run, snapshot};

/// Something in the place of a file, by its name on the desk.
type Strange = (&'static str, fn(&Desk, &str));

/// What may stand in the place of a file.
const STRANGE: [Strange; 4] = [
    ("folder", |desk, path| fs::create_dir_all(desk.path(path)).expect("a folder")),
    ("pipe", |desk, path| {
        assert!(Command::new("mkfifo").arg(desk.path(path)).status().expect("mkfifo").success());
    }),
    ("socket", |desk, path| drop(std::os::unix::net::UnixListener::bind(desk.path(path)).expect("a socket"))),
    ("device", |desk, path| std::os::unix::fs::symlink("/dev/zero", desk.path(path)).expect("a link")),
];

/// Each argument that names a file, with the path of the file.
const ARGUMENTS: [(&[&str], &str); 7] = [
    (&["check", "report", "--font-path", "fonts"], "fonts/a.ttf"),
    (&["preflight", "sound.pdf", "--printer", "house.toml"], "house.toml"),
    (&["build", "report", "-o", "out", "--edition", "print", "--output-icc", "press.icc"], "press.icc"),
    (&["check", "report", "--templates", "own"], "own/briefing.typ.hbs"),
    (&["preflight", "strange.pdf"], "strange.pdf"),
    (&["archive", "check", "strange.pdf"], "strange.pdf"),
    (&["archive", "extract", "strange.pdf", "-o", "out"], "strange.pdf"),
];

/// The first message of a run that must end at once.
#[track_caller]
fn first(run: &Run) -> String {
    assert!(matches!(run.code, Some(1 | 3)), "{:?}: {}", run.code, run.stderr);
    let mut lines = run.stdout.lines().chain(run.stderr.lines());
    lines.find(|line| line.contains("[K0")).expect("a message").to_owned()
}

#[test]
fn only_plain_files_are_read() {
    let (mut english, mut japanese) = (String::new(), String::new());
    for (kind, make) in STRANGE {
        for (arguments, path) in ARGUMENTS {
            // Folders within that of templates may be there.
            if kind == "folder" && arguments.contains(&"--templates") {
                continue;
            }
            let desk = Desk::new();
            desk.write("sound.pdf", "no matter");
            fs::create_dir_all(desk.path(path).parent().expect("a parent")).expect("a folder");
            make(&desk, path);
            let told = first(&desk.run(arguments));
            english.push_str(&format!("{kind}: {told}\n"));
            japanese.push_str(&format!("{kind}: {}\n", first(&desk.run(&[arguments, &["--lang", "ja"]].concat()))));
        }
    }
    snapshot("hostile", "no_plain_files", &format!("{english}\n{japanese}"));
}

#[test]
fn no_more_is_read_than_anybody_needs() {
    let mut told = String::new();
    for (arguments, path) in ARGUMENTS {
        let desk = Desk::new();
        desk.write("sound.pdf", "no matter");
        fs::create_dir_all(desk.path(path).parent().expect("a parent")).expect("a folder");
        // A file with a hole takes no room.
        File::create(desk.path(path)).and_then(|file| file.set_len(2 << 30)).expect("a file");
        for language in ["en", "ja"] {
            told.push_str(&first(&desk.run(&[arguments, &["--lang", language]].concat())));
            told.push('\n');
        }
    }
    snapshot("hostile", "files_without_end", &told);
}

#[test]
fn a_font_that_claims_to_be_many_is_refused() {
    let desk = Desk::new();
    let head = |faces: u32| [b"ttcf".as_slice(), &[0, 1, 0, 0], &faces.to_be_bytes(), &[0; 100]].concat();
    desk.write("fonts/many.ttc", head(4_000_000_000));
    desk.write("fonts/none.ttc", head(3));
    let said = [&["--lang", "en"], &["--lang", "ja"]].map(|language| {
        let run = desk.run(&[["check", "report", "--font-path", "fonts"].as_slice(), language].concat());
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        run.stdout
    });
    snapshot("hostile", "fonts_that_claim_to_be_many", &said.join("\n"));
}

/// Of a file that no rule could be tried on nothing is said that needs rules, nor is it the error of anybody here.
#[test]
fn what_cannot_be_judged_is_no_error_of_the_program() {
    let desk = Desk::new();
    for (path, bytes) in [("text.pdf", "no PDF"), ("cut.pdf", "%PDF-1.7\n1 0 obj\n<</Type/Catalog"), ("empty.pdf", "")]
    {
        desk.write(path, bytes);
        let run = desk.run(&["archive", "check", path]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        let told = run.stdout + &run.stderr;
        assert!(told.contains(&format!("{path}  PDF/A-3a: could not be checked")), "{told}");
        assert!(told.contains("error[K0516]: `"), "{told}");
        assert!(!told.contains("of 0 rules") && !told.contains("error of the program"), "{told}");
        let japanese = desk.run(&["archive", "check", path, "--lang", "ja"]);
        let told = japanese.stdout + &japanese.stderr;
        assert!(told.contains("判定できませんでした") && !told.contains("不具合"), "{told}");
    }
}

/// A variable that only the first process sets for the second is no reason to end without a word; nor is the size of stacks that
/// somebody else wants.
#[test]
fn variables_of_others_do_no_harm() {
    let desk = Desk::new();
    for (name, value) in [
        ("KAKUGI_WORKER", "1:1"),
        ("KAKUGI_WORKER", "2:4000000000"),
        ("RUST_MIN_STACK", "9000000000000000"),
        ("RAYON_NUM_THREADS", "1000000"),
        ("RAYON_NUM_THREADS", "0"),
        ("RAYON_NUM_THREADS", "-1"),
        ("RAYON_NUM_THREADS", "1"),
        ("RAYON_RS_NUM_CPUS", "1000000"),
        ("GLIBC_TUNABLES", "glibc.malloc.arena_max=x:garbage"),
        ("LANG", "xx_YY.ZZ"),
        ("TMPDIR", "/nowhere/at/all"),
        ("HOME", ""),
    ] {
        let run = desk.run_with(&["check", "report", "--quiet", "--timeout", "30"], &[(name, value)]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}={value}: {}", run.stdout);
        assert!(run.stdout.contains("no errors or warnings"), "{name}={value}: {}", run.stdout);
    }
}

/// Where memory runs out, nothing but the message is on standard error, also if a trace is wanted.
#[test]
#[cfg(target_os = "linux")]
fn no_words_of_the_allocator_are_told() {
    let desk = Desk::new();
    for language in ["en", "ja"] {
        let variables = [("RUST_BACKTRACE", "full")];
        let run = desk.run_with(&["build", "report", "-o", "out", "--memory", "60", "--lang", language], &variables);
        assert_eq!(run.code, Some(3), "{}", run.stderr);
        let first =
            run.stderr.lines().find(|line| !line.starts_with("typeset ") && !line.starts_with("組版が終わりました: "));
        assert!(first.is_some_and(|line| line.contains("[K0511]: ")), "{}", run.stderr);
        assert!(!run.stderr.contains("allocation") && !run.stderr.contains("backtrace"), "{}", run.stderr);
    }
}

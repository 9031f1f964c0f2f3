//! Runs that are interrupted.

use std::fs::{self, File};
use std::process::Output;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::{BUILD, contents, kakugi, scratch, start};
use crate::support::Desk;

/// Holds the output folder, so that a run has to wait with its files ready, however fast it is.
fn held(desk: &Desk) -> File {
    let folder = desk.path("out");
    fs::create_dir_all(&folder).expect("a folder");
    let folder = File::open(folder).expect("a folder");
    folder.lock().expect("a lock");
    folder
}

/// Builds, changes the report, and interrupts the next build after so many milliseconds.
fn interrupted(signal: Signal, after: u64, language: &str) -> (Desk, Output) {
    let desk = Desk::new();
    assert_eq!(desk.run(&BUILD).code, Some(0));
    let before = contents(&desk.path("out"));
    desk.edit("report/councils/parks.json", "公園緑地協議会", "緑地公園協議会");
    let _held = held(&desk);
    let run = start(&desk, &[&BUILD[..], &["--lang", language]].concat());
    thread::sleep(Duration::from_millis(after));
    kill_process(Pid::from_child(&run), signal).expect("a process to interrupt");
    let output = run.wait_with_output().expect("a process");
    assert!(contents(&desk.path("out")) == before, "a document was touched");
    (desk, output)
}

#[test]
fn signals_end_a_run_with_their_exit_code() {
    for (signal, name) in [(Signal::INT, "SIGINT"), (Signal::TERM, "SIGTERM"), (Signal::HUP, "SIGHUP")] {
        let (_, output) = interrupted(signal, 150, "en");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(128 + signal.as_raw()), "{said}");
        assert_eq!(said, format!("interrupted ({name}); every file is either unchanged or complete\n"));
    }
    let (_, output) = interrupted(Signal::INT, 150, "ja");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "中断しました（SIGINT）。どのファイルも、元のままか、完成しているかのどちらかです\n");
}

#[test]
fn an_interrupted_run_leaves_no_files_in_the_making() {
    let desk = Desk::new();
    desk.write("out/summaries.pdf", "old");
    let held = held(&desk);
    let run = start(&desk, &BUILD);
    thread::sleep(Duration::from_secs(3));
    drop(held);
    thread::sleep(Duration::from_millis(5));
    let _ = kill_process(Pid::from_child(&run), Signal::INT);
    let code = run.wait_with_output().expect("a process").status.code();
    assert!(matches!(code, Some(0 | 130)), "{code:?}");
    assert_eq!(scratch(&desk.path("out")), Vec::<String>::new());
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_interrupts_both_processes() {
    let desk = Desk::new();
    let _held = held(&desk);
    let run = start(&desk, &BUILD);
    let worker = super::begun_worker(&run);
    thread::sleep(Duration::from_millis(100));
    kill_process(worker, Signal::INT).expect("a process to interrupt");
    let output = run.wait_with_output().expect("a process");
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("interrupted (SIGINT)"));
}

#[test]
fn a_run_that_shall_outlive_its_terminal_does() {
    let desk = Desk::new();
    let run = std::process::Command::new("sh")
        .args(["-c", r#"trap '' HUP; exec "$@""#, "sh"])
        .arg(kakugi(&desk, &[]).get_program())
        .args(BUILD)
        .current_dir(desk.path(""))
        .spawn()
        .expect("a shell");
    thread::sleep(Duration::from_millis(150));
    kill_process(Pid::from_child(&run), Signal::HUP).expect("a process to interrupt");
    assert_eq!(run.wait_with_output().expect("a process").status.code(), Some(0));
}

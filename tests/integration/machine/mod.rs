//! Errors of the machine: runs that are killed or interrupted, disks that are full, folders that cannot be written. Each
//! file is as it was or complete, nothing else is left, and somebody says why.

mod disk;
mod kill;
mod signals;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
#[cfg(target_os = "linux")]
use std::thread;

use crate::support::{Desk, each_file};

/// A run of the small report's summaries that writes some sixty files.
const BUILD: [&str; 11] =
    ["build", "report", "-o", "out", "--edition", "archive", "--only", "summaries", "--emit-typst", "--png", "--quiet"];

/// `kakugi` with these arguments, ready to run on a desk.
fn kakugi(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kakugi"));
    command.args(arguments).current_dir(desk.path("")).env("LC_ALL", "C").env_remove("SOURCE_DATE_EPOCH");
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn start(desk: &Desk, arguments: &[&str]) -> Child {
    kakugi(desk, arguments).spawn().expect("the binary runs")
}

/// All files below a folder with their bytes; nothing of ours but documents may be among them.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    if folder.is_dir() {
        each_file(folder, &mut |path| {
            let name = path.strip_prefix(folder).expect("a path in the folder").display().to_string();
            found.push((name, fs::read(path).expect("a file")));
        });
    }
    found
}

/// Files in the making below a folder.
fn scratch(folder: &Path) -> Vec<String> {
    contents(folder).into_iter().map(|(name, _)| name).filter(|name| name.contains(".kakugi-")).collect()
}

/// Waits for the process that does the work of a run.
#[cfg(target_os = "linux")]
fn begun_worker(run: &Child) -> rustix::process::Pid {
    let worker = || {
        let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", run.id())).ok()?;
        rustix::process::Pid::from_raw(children.split_whitespace().next()?.parse().ok()?)
    };
    loop {
        if let Some(worker) = worker() {
            return worker;
        }
        thread::yield_now();
    }
}

//! Runs that are killed.

use std::thread;
use std::time::{Duration, Instant};

use super::{BUILD, contents, scratch, start};
use crate::support::Desk;

/// Numbers that look random and are the same in each run (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// A run that is over soon, but writes some sixty files.
const SHORT: [&str; 9] =
    ["build", "report", "-o", "out", "--edition=archive", "--council", "parks", "--emit-typst", "--quiet"];

/// Kills a run at random moments, half of them while it writes; old and new data take turns.
fn killed(times: usize, seed: u64) {
    let desk = Desk::new();
    let council = "report/councils/parks.json";
    let old = String::from_utf8(desk.read(council)).expect("UTF-8");
    let new = old.replace("公園緑地協議会", "緑地公園協議会");
    assert_ne!(old, new);
    let mut editions = Vec::new();
    let mut takes = Duration::ZERO;
    for data in [&old, &new] {
        desk.write(council, data);
        #[allow(clippy::disallowed_methods, reason = "only to know when to kill")]
        let begin = Instant::now();
        assert_eq!(desk.run(&SHORT).code, Some(0));
        takes = begin.elapsed();
        editions.push(contents(&desk.path("out")));
    }
    let mut random = Random(seed);
    let (mut finished, mut left) = (0, 0);
    for turn in 0..times {
        desk.write(council, [&old, &new][turn % 2]);
        let mut run = start(&desk, &SHORT);
        if turn % 2 == 0 {
            thread::sleep(Duration::from_micros(random.below(takes.as_micros() as u64)));
        } else {
            // Writing takes a hundredth of the time; this is when files could be torn.
            let staged = || {
                desk.path("out").read_dir().is_ok_and(|mut names| {
                    names.any(|name| name.is_ok_and(|name| name.file_name().to_string_lossy().starts_with(".kakugi-")))
                })
            };
            let before = !staged();
            while before && !staged() && run.try_wait().expect("a process").is_none() {
                thread::yield_now();
            }
            thread::sleep(Duration::from_micros(random.below(40_000)));
        }
        let _ = run.kill();
        finished += usize::from(run.wait().expect("a process").success());
        let now = contents(&desk.path("out"));
        let documents: Vec<_> = now.iter().filter(|(name, _)| !name.contains(".kakugi-")).collect();
        left += usize::from(documents.len() < now.len());
        assert_eq!(documents.len(), editions[0].len(), "turn {turn}");
        for (at, file) in documents.into_iter().enumerate() {
            assert!(editions.iter().any(|edition| edition[at] == *file), "turn {turn}: {} is torn", file.0);
        }
    }
    println!("{times} kills in {takes:?}: {finished} came too late, {left} left files in the making");
    // A test that kills nobody proves nothing.
    assert!(finished < times && left > 0);
    assert_eq!(desk.run(&SHORT).code, Some(0));
    assert_eq!(scratch(&desk.path("out")), Vec::<String>::new());
    assert!(contents(&desk.path("out")) == editions[(times + 1) % 2], "the last run's files");
}

#[test]
fn files_are_old_or_new_whenever_a_run_is_killed() {
    thread::scope(|scope| {
        for seed in [2019, 2020] {
            scope.spawn(move || killed(50, seed));
        }
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_is_killed_is_reported() {
    let desk = Desk::new();
    let run = start(&desk, &BUILD);
    let worker = super::begun_worker(&run);
    thread::sleep(Duration::from_millis(100));
    rustix::process::kill_process(worker, rustix::process::Signal::KILL).expect("a process to kill");
    let output = run.wait_with_output().expect("a process");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("error[K0512]: the run was killed by signal 9"), "{said}");
    assert_eq!(desk.files("out"), Vec::<String>::new());
}

#[test]
#[cfg(target_os = "linux")]
fn the_worker_does_not_outlive_a_killed_run() {
    let desk = Desk::new();
    let mut run = start(&desk, &BUILD);
    let worker = super::begun_worker(&run);
    thread::sleep(Duration::from_millis(100));
    run.kill().expect("a process to kill");
    run.wait().expect("a process");
    let alive = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", worker.as_raw_nonzero())).unwrap_or_default();
        !status.is_empty() && !status.contains("State:\tZ")
    };
    let gone = (0..100).any(|_| {
        thread::sleep(Duration::from_millis(20));
        !alive()
    });
    assert!(gone, "the worker goes on");
}

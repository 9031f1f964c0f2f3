//! The fast judge of our own files: it knows all that we make, and calls nothing conforming that the validator does not, even of
//! files that are changed at random.

mod contents;
mod objects;
mod random;
mod streams;
mod values;
mod writer;

use std::thread;

use kakugi::conformance::known::{KnownVerdict, judge};
use kakugi::conformance::{ArchivalLevel, OWN, STACK, Verdict, check};
use kakugi::template::Document;
use lopdf::Document as PdfFile;

use crate::support::{Desk, Loaded, gallery, previous, sample, small};
use random::MutationDice;

/// Otherwise each file would take twenty times as long, and nobody would notice.
#[test]
fn all_that_is_known_to_be_made_is_known_to_the_fast_judge() {
    let reports = [
        Loaded::from(&sample()),
        Loaded::from(&small()),
        Loaded::from(&gallery()),
        Loaded::compared(&small(), &previous()),
    ];
    for report in reports {
        for built in report.build_all(&report.documents().collect::<Vec<_>>()) {
            let judges: Vec<&str> = built.verdicts.iter().map(|verdict| verdict.judge).collect();
            assert_eq!(judges, [OWN; 3], "{:?}: {:?}", built.document, judged(&built.pdf, ArchivalLevel::A3a));
        }
    }
    let desk = Desk::new();
    assert_eq!(desk.build(&["--edition", "archive-2a", "--only", "briefing"]).code, Some(0));
    assert_eq!(judged(&desk.read("out/briefing.pdf"), ArchivalLevel::A2a), Some(KnownVerdict::Conforms));
}

/// What the fast judge says of a file; nothing if it cannot be read.
fn judged(pdf: &[u8], level: ArchivalLevel) -> Option<KnownVerdict> {
    Some(judge(pdf, &PdfFile::load_mem(pdf).ok()?, level))
}

/// A file with one change, and the change in words.
struct Mutant {
    pdf: Vec<u8>,
    change: String,
}

/// The file of a document with a change that a seed determines.
fn mutant(document: &PdfFile, seed: u64) -> Mutant {
    let mut dice = MutationDice::new(seed);
    if dice.roll(10) == 0 {
        let mut pdf = writer::written(document);
        let change = streams::change_bytes(&mut pdf, &mut dice);
        return Mutant { pdf, change };
    }
    loop {
        let mut copy = document.clone();
        let change = match dice.roll(2) {
            0 => objects::change(&mut copy, &mut dice),
            _ => streams::change(&mut copy, &mut dice),
        };
        if let Some(change) = change {
            return Mutant { pdf: writer::written(&copy), change };
        }
    }
}

/// `KAKUGI_MUTANTS=40000` tries more.
#[test]
fn what_the_fast_judge_lets_pass_the_validator_lets_pass() {
    let count = std::env::var_os("KAKUGI_MUTANTS").and_then(|count| count.to_str()?.parse().ok()).unwrap_or(1_000);
    let (small, gallery) = (Loaded::from(&small()), Loaded::from(&gallery()));
    let files = [
        small.build(Document::Briefing).pdf,
        small.build(Document::Summary(0)).pdf,
        gallery.build(Document::Summary(0)).pdf,
        gallery.build(Document::Summary(1)).pdf,
    ];
    let files = files.map(|pdf| PdfFile::load_mem(&pdf).expect("a PDF"));
    for file in &files {
        assert_eq!(judged(&writer::written(file), ArchivalLevel::A3a), Some(KnownVerdict::Conforms));
    }
    let conforming = || {
        (0..count).zip(files.iter().cycle()).filter(|(seed, file)| {
            let mutant = mutant(file, *seed);
            let known = judged(&mutant.pdf, ArchivalLevel::A3a) == Some(KnownVerdict::Conforms);
            // The look at the structure is ours, and is had at every file.
            let verdicts = if known { check(&mutant.pdf, ArchivalLevel::A3a) } else { Vec::new() };
            let broken: Vec<Verdict> =
                verdicts.into_iter().filter(|verdict| verdict.profile != OWN && !verdict.conforms()).collect();
            assert!(broken.is_empty(), "{seed}, {}: {broken:?}", mutant.change);
            known
        })
    };
    let conforming = thread::scope(|scope| {
        let judging = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || conforming().count());
        judging.expect("a thread").join().expect("no disagreement")
    });
    // Not all of them are so broken that nothing is compared.
    assert!((count / 20..count / 2).contains(&(conforming as u64)), "{conforming} of {count}");
}

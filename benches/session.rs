//! How long it takes until pages are ready after one value has changed, in a session that has laid out all documents.

#![allow(clippy::expect_used, reason = "a benchmark of a report with errors makes no sense")]

use std::fs;
use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use kakugi::Session;
use kakugi::template::Document;

/// The file whose value changes, the text in it that the value stands in, and how it begins.
const FILE: &str = "councils/genomic-medicine.json";
const VALUE: (&str, &str) = ("課題29項目", "項目");

/// Times changes of one value, each to one that was never laid out before, while a document is looked at.
fn changes(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2019");
    let text = fs::read_to_string(folder.join(FILE)).expect("a council");
    let mut session = Session::load(&folder).expect("the sample report has no errors");
    let index =
        session.project().report().councils.iter().position(|filed| FILE.ends_with(&format!("{}.json", filed.id.name)));
    let index = index.expect("the council");
    assert!(session.catch_up().is_sound(), "the sample report has errors");
    let mut group = criterion.benchmark_group("one value changed, pages ready");
    group.sample_size(20);
    let mut texts = (100..).map(|number| text.replacen(VALUE.0, &format!("課題{number}{}", VALUE.1), 1));
    for (name, document) in [("summary of the council", Document::Summary(index)), ("briefing", Document::Briefing)] {
        session.pages(document).expect("pages");
        group.bench_function(name, |bencher| {
            let next = || texts.next().expect("numbers do not end");
            let change = |text: String| {
                let update = session.update(FILE, text);
                assert!(update.is_sound() && !update.changes.is_empty(), "the change was not laid out");
            };
            bencher.iter_batched(next, change, BatchSize::PerIteration);
        });
    }
    group.bench_function("all documents", |bencher| {
        let next = || texts.next().expect("numbers do not end");
        let change = |text: String| {
            session.update(FILE, text);
            assert!(session.catch_up().is_sound(), "the changed report has errors");
        };
        bencher.iter_batched(next, change, BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, changes);
criterion_main!(benches);

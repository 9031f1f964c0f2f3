//! How long each stage takes on the sample report.

#![allow(clippy::expect_used, reason = "a benchmark of a report with faults makes no sense")]

use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use kakugi::assets::Assets;
use kakugi::build::Builder;
use kakugi::diagnostic::Sources;
use kakugi::model::Report;
use kakugi::template::{Document, Stamp, Templates};
use kakugi::typeset::Fonts;

fn stages(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2019");
    let mut sources = Sources::default();
    let assets = Assets::load(None, &mut sources).expect("the built-in assets are sound");
    let (report, _) = Report::load(&folder, &mut sources).expect("the sample report has no faults");
    let templates = Templates::load(&assets, &sources).expect("the built-in templates are sound");
    let stamp = Stamp::of(&report);
    criterion.bench_function("load", |bencher| {
        bencher.iter(|| Report::load(&folder, &mut Sources::default()).expect("the sample report has no faults"));
    });
    criterion.bench_function("template", |bencher| {
        bencher.iter(|| templates.render(&report, Document::Briefing, stamp).expect("the templates fit the report"));
    });
    criterion.bench_function("fonts", |bencher| bencher.iter(|| Fonts::load(&[]).is_ok()));
    let fonts = Arc::new(Fonts::load(&[]).map_err(drop).expect("the bundled fonts are sound"));
    let builder = Builder::new(&report, &assets, &templates, &sources, fonts, stamp);
    let mut group = criterion.benchmark_group("typeset and export");
    group.sample_size(10);
    group.bench_function("summary", |bencher| {
        bencher.iter(|| builder.build(&[Document::Summary(0)]).is_ok());
    });
    group.bench_function("briefing", |bencher| {
        bencher.iter(|| builder.build(&[Document::Briefing]).is_ok());
    });
    group.finish();
    let summaries: Vec<Document> = (0..report.councils.len()).map(Document::Summary).collect();
    let built = builder.build(&summaries).map_err(drop).expect("the sample report has no faults");
    let mut tries: Vec<usize> = built.iter().filter_map(|built| Some(built.found.as_ref()?.tries)).collect();
    tries.sort_unstable();
    println!("layouts a summary until it fits: {tries:?}, median {}", tries[tries.len() / 2]);
}

criterion_group!(benches, stages);
criterion_main!(benches);

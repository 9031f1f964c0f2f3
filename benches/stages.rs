//! How long each stage takes on the sample report.

#![allow(clippy::expect_used, reason = "a benchmark of a report with errors makes no sense")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use criterion::measurement::WallTime;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use kakugi::assets::Assets;
use kakugi::build::{Builder, PrintOptions};
use kakugi::conformance::{Verdict, check};
use kakugi::diagnostic::Sources;
use kakugi::export::print::Condition;
use kakugi::export::{Edition, pdf};
use kakugi::model::Report;
use kakugi::preflight::inspect;
use kakugi::printer::PrintingHouse;
use kakugi::template::{Document, DocumentDate, Templates};
use kakugi::typeset::Fonts;

type Group<'a> = criterion::BenchmarkGroup<'a, WallTime>;

/// Everything that the documents of a report are made from.
struct Stock {
    sources: Sources,
    assets: Assets,
    report: Report,
    templates: Templates,
    fonts: Arc<Fonts>,
}

impl Stock {
    fn load(folder: &Path) -> Self {
        let mut sources = Sources::default();
        let assets = Assets::load(None, &mut sources).expect("the built-in assets are sound");
        let (report, _) = Report::load(folder, &mut sources).expect("a report without errors");
        let templates = Templates::load(&assets, &sources).expect("the built-in templates are sound");
        let fonts = Arc::new(Fonts::load(&[]).map_err(drop).expect("the bundled fonts are sound"));
        Self { sources, assets, report, templates, fonts }
    }

    fn builder(&self) -> Builder<'_> {
        let Self { sources, assets, report, templates, fonts } = self;
        Builder::new(report, assets, templates, sources, fonts.clone(), DocumentDate::of(report))
    }

    /// Times reading the report from its folder, and filling the template of its briefing.
    fn to_source(&self, group: &mut Group<'_>, folder: &Path) {
        let stamp = DocumentDate::of(&self.report);
        group.bench_function("load", |bencher| {
            bencher.iter(|| Report::load(folder, &mut Sources::default()).expect("a report without errors"));
        });
        group.bench_function("template", |bencher| {
            let render = || self.templates.render(&self.report, Document::Briefing, stamp);
            bencher.iter(|| render().expect("the templates fit the report"));
        });
    }
}

/// Times builds with an empty cache; with the results of the last iteration, they would measure nothing.
fn cold(group: &mut Group<'_>, name: &str, builder: &Builder<'_>, documents: &[Document]) {
    group.bench_function(name, |bencher| {
        let build = |()| builder.build(documents).is_ok();
        bencher.iter_batched(|| typst::comemo::evict(0), build, BatchSize::PerIteration);
    });
}

fn stages(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2019");
    let stock = Stock::load(&folder);
    let mut group = criterion.benchmark_group("sample");
    stock.to_source(&mut group, &folder);
    group.finish();
    criterion.bench_function("fonts", |bencher| bencher.iter(|| Fonts::load(&[]).is_ok()));
    let builder = stock.builder();
    let mut group = criterion.benchmark_group("typeset and export");
    group.sample_size(10);
    group.bench_function("summary", |bencher| {
        bencher.iter(|| builder.build(&[Document::Summary(0)]).is_ok());
    });
    group.bench_function("briefing", |bencher| {
        bencher.iter(|| builder.build(&[Document::Briefing]).is_ok());
    });
    cold(&mut group, "briefing, cold", &builder, &[Document::Briefing]);
    group.finish();
    files(criterion, &builder, &mut stock.sources.clone());
    warm(criterion);
    many(criterion);
    command(criterion, &folder);
    let summaries: Vec<Document> = (0..stock.report.councils.len()).map(Document::Summary).collect();
    let built = builder.build(&summaries).map_err(drop).expect("the sample report has no errors");
    let mut tries: Vec<usize> = built.iter().filter_map(|built| Some(built.fit_result.as_ref()?.tries)).collect();
    tries.sort_unstable();
    println!("layouts per summary until it fits: {tries:?}, median {}", tries[tries.len() / 2]);
}

/// Times the export of finished pages, and the checks of the files.
fn files(criterion: &mut Criterion, builder: &Builder<'_>, sources: &mut Sources) {
    let mut made = builder.build(&[Document::Briefing]).map_err(drop).expect("the sample report has no errors");
    let built = made.pop().expect("the briefing");
    let mut group = criterion.benchmark_group("briefing, finished pages");
    group.sample_size(10);
    group.bench_function("export, archive", |bencher| {
        bencher.iter(|| pdf(&built.pages, "benchmark", Edition::Archive).is_ok());
    });
    group.bench_function("checks, archive", |bencher| {
        bencher.iter(|| assert!(check(&built.pdf, Edition::Archive.archival_level()).iter().all(Verdict::conforms)));
    });
    let house = PrintingHouse::load("offset-coated", sources).map_err(drop).expect("a bundled profile");
    let condition = Condition::bundled(house.intent).map_err(drop).expect("a bundled condition");
    let printing = PrintOptions::of(&house, condition, false);
    let press = builder.clone().printing(Some(printing)).without_screen(true);
    group.bench_function("layout, export and checks, print", |bencher| {
        bencher.iter(|| press.build(&[Document::Briefing]).is_ok());
    });
    let printed = press.build(&[Document::Briefing]).map_err(drop).expect("the sample report has no errors");
    let printed = printed.into_iter().find_map(|built| built.printed).expect("the print edition");
    group.bench_function("checks, print", |bencher| {
        bencher.iter(|| inspect(&printed.pdf, &house.profile, None).is_ok());
    });
    group.finish();
}

/// Times a report of fifty councils, which are those of the sample under other names.
fn many(criterion: &mut Criterion) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2019");
    let desk = tempfile::tempdir().expect("a temporary folder");
    copy(&from, desk.path());
    let path = desk.path().join("report.json");
    let mut head: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).expect("a report")).expect("a report is JSON");
    let own: Vec<String> = serde_json::from_value(head["councils"].clone()).expect("the ids of councils");
    let ids = own.iter().cycle().take(50).enumerate().map(|(at, id)| {
        let (from, to) = (format!("councils/{id}.json"), format!("councils/{id}-{at}.json"));
        fs::copy(desk.path().join(from), desk.path().join(to)).expect("a council");
        format!("{id}-{at}")
    });
    head["councils"] = ids.collect::<Vec<_>>().into();
    fs::write(&path, head.to_string()).expect("a report");
    for id in own {
        fs::remove_file(desk.path().join(format!("councils/{id}.json"))).expect("a council");
    }
    let mut group = criterion.benchmark_group("50 councils");
    group.sample_size(10);
    let stock = Stock::load(desk.path());
    stock.to_source(&mut group, desk.path());
    let summaries: Vec<Document> = (0..stock.report.councils.len()).map(Document::Summary).collect();
    cold(&mut group, "summaries, cold", &stock.builder(), &summaries);
    group.finish();
}

/// Times the whole command, from the start of the program to the written file.
fn command(criterion: &mut Criterion, report: &Path) {
    let out = tempfile::tempdir().expect("a temporary folder");
    let mut group = criterion.benchmark_group("whole command, cold");
    group.sample_size(10);
    for (name, more) in [("briefing", &["--only", "briefing"][..]), ("all documents", &[])] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_kakugi"));
                command
                    .arg("build")
                    .arg(report)
                    .args(["--edition", "archive", "--quiet", "-o"])
                    .arg(out.path())
                    .args(more);
                assert!(command.status().is_ok_and(|status| status.success()), "the sample report has errors");
            });
        });
    }
    group.finish();
}

/// Times the new briefing after one text has changed, with everything else in the cache. Each iteration has a text that was never
/// typeset before.
fn warm(criterion: &mut Criterion) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2019");
    let desk = tempfile::tempdir().expect("a temporary folder");
    copy(&from, desk.path());
    let path = desk.path().join("councils/genomic-medicine.json");
    let text = fs::read_to_string(&path).expect("a council");
    let mut turn = 0;
    let mut group = criterion.benchmark_group("one value changed");
    group.sample_size(10);
    group.bench_function("briefing", |bencher| {
        bencher.iter(|| {
            turn += 1;
            fs::write(&path, text.replacen("課題29項目", &format!("課題{turn}項目"), 1)).expect("a council");
            let stock = Stock::load(desk.path());
            assert!(stock.builder().build(&[Document::Briefing]).is_ok(), "the changed report has errors");
        });
    });
    group.finish();
}

/// Copies a folder with its content.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);

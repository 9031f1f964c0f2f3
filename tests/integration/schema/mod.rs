//! The schemas and the loader accept and refuse the same documents.

mod generate;
mod validate;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kakugi::diagnostic::{Diagnostic, Language, Sources};
use kakugi::model::{Report, schemas};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::support::{Desk, figures, gallery, repository, sample, small, tables, targets};
use generate::Generator;
use validate::Validator;

/// What the loader demands beyond any schema: agreement between places that a schema cannot
/// compare, the content of other files, and what would need a grammar.
const BEYOND: [&str; 52] = [
    "K0272", // texts of nothing but notes and hints
    "K0113", // links inside other marks
    "K0115", // how deep blocks are nested
    "K0117", // how much there is of anything
    "K0266", // names that Windows keeps for itself
    "K0201", "K0203", "K0204", "K0205", "K0206", "K0207", // references
    "K0208", // ids that stand twice
    "K0286", "K0287", "K0288", "K0289", "K0295", // sections, which the report declares
    "K0210", "K0211", "K0213", // counts that agree
    "K0220", "K0222", // files
    "K0223", "K0224", // which nodes arrows join
    // contradictions
    "K0240", "K0241", "K0242", "K0243", "K0244", "K0245", "K0246", "K0247", "K0248", "K0249", "K0250", "K0251", "K0252",
    "K0253", "K0254", "K0255", "K0256", "K0257", "K0258", "K0259", "K0260", //
    "K0283", "K0291", "K0292", // what sums of the values of a chart come to
    "K0270", "K0271", "K0293", "K0294", // on which side of a target values lie
];

/// What the loader demands of the cells of a table from which a chart is made.
const BEYOND_IN_CHARTS_FROM_TABLES: [&str; 5] = ["K0217", "K0218", "K0227", "K0231", "K0232"];

/// Whether all errors of a document are such as no schema can know.
fn beyond(errors: &BTreeMap<&str, usize>, document: &Value) -> bool {
    let derived = document.to_string().contains("\"from\":{");
    let more = |code: &&str| derived && BEYOND_IN_CHARTS_FROM_TABLES.contains(code);
    errors.keys().all(|code| BEYOND.contains(code) || more(code))
}

fn validators() -> [Validator; 2] {
    let [report, council] = schemas(Language::English);
    [Validator::new(&report.text), Validator::new(&council.text)]
}

thread_local! {
    /// The validators of a test, which all its cases share.
    static VALIDATORS: [Validator; 2] = validators();
}

/// A run whose dice are all given by one number.
fn runner(seed: u64) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// A report without councils and with one item on the page before them.
fn head(item: &str) -> Value {
    json!({ "title": "a", "issuer": "a", "date": "2019", "councils": ["a"],
        "framing": { "title": "a", "items": [item] } })
}

/// How often the loader finds each error in a report whose head or only council is the document.
fn errors(document: &Value, is_council: bool) -> BTreeMap<&'static str, usize> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, value: &Value| fs::write(folder.path().join(path), value.to_string()).expect("a file");
    if is_council {
        write("report.json", &head("a"));
        fs::create_dir(folder.path().join("councils")).expect("a folder");
        write("councils/a.json", document);
    } else {
        write("report.json", document);
    }
    let found = Report::load(folder.path(), &mut Sources::default()).err().unwrap_or_default();
    let mut codes = BTreeMap::new();
    for error in found.iter().filter(|found| Diagnostic::is_error(found)) {
        *codes.entry(error.problem.code()).or_insert(0) += 1;
    }
    codes
}

/// Makes documents and changes to them, and compares what is said about each.
fn compare(seed: u64, is_council: bool, validator: &Validator) -> Result<(), TestCaseError> {
    let mut runner = runner(seed);
    let mut generator = Generator { validator, runner: &mut runner };
    let document = generator.document();
    let before = errors(&document, is_council);
    prop_assert!(beyond(&before, &document), "{before:?}\n{document:#}");
    for _ in 0..8 {
        let mut changed = document.clone();
        generator.mutate(&mut changed);
        let after = errors(&changed, is_council);
        let worse = after.iter().any(|(code, count)| before.get(code).is_none_or(|before| count > before));
        if validator.accepts(&changed) {
            prop_assert!(beyond(&after, &changed), "only the loader refuses: {after:?}\n{changed:#}");
        } else {
            prop_assert!(worse, "only the schema refuses: {after:?}\n{changed:#}");
        }
    }
    Ok(())
}

/// So many cases, or as many as `PROPTEST_CASES` wants. A seed tells nothing by being made smaller.
/// What fails is kept in `tests/proptest-regressions/` and tried first from then on.
fn config() -> Config {
    let wanted = std::env::var_os("PROPTEST_CASES").is_some();
    let usual = Config::default();
    Config { cases: if wanted { usual.cases } else { 96 }, max_shrink_iters: 0, ..usual }
}

/// Blocks about which the two once disagreed, and whether they are to be refused. None of the files is there, which is
/// no matter of the schema.
const JUDGED: [(&str, bool); 16] = [
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "tables/a.csv" }"#, false),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "../a.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "/a.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "./a.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "a//b.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": ".git/a.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "a/.b.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "a\b.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "c:a.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "a./b.csv" }"#, true),
    (r#"{ "type": "table", "columns": [{ "title": "a" }], "csv": "a.csv " }"#, true),
    (r#"{ "type": "picture", "file": "a.pdf", "alt": "a", "page": 2 }"#, false),
    (r#"{ "type": "picture", "file": "a.PDF", "alt": "a", "page": 1.0 }"#, false),
    (r#"{ "type": "picture", "file": "a.pdf", "alt": "a", "page": 0 }"#, true),
    (r#"{ "type": "picture", "file": "a.pdf", "alt": "a", "page": 1.5 }"#, true),
    (r#"{ "type": "picture", "file": "a.png", "alt": "a", "page": 1 }"#, true),
];

#[test]
fn paths_and_pages_are_judged_alike_whether_or_not_the_file_is_there() {
    VALIDATORS.with(|[report, _]| {
        for (block, refused) in JUDGED {
            let mut document = head("a");
            document["framing"]["blocks"] = serde_json::from_str(&format!("[{block}]")).expect(block);
            let own = errors(&document, false).keys().any(|code| !["K0201", "K0220"].contains(code));
            assert_eq!((report.accepts(&document), own), (!refused, refused), "{block}");
        }
    });
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_schema_of_a_report_and_the_loader_agree(seed: u64) {
        VALIDATORS.with(|[report, _]| compare(seed, false, report))?;
    }

    #[test]
    fn the_schema_of_a_council_and_the_loader_agree(seed: u64) {
        VALIDATORS.with(|[_, council]| compare(seed, true, council))?;
    }

    #[test]
    fn a_text_that_the_schema_refuses_is_refused(seed: u64) {
        VALIDATORS.with(|[report, _]| compare_texts(seed, report))?;
    }
}

/// Marks are the one place where the schema knows less than the loader; it never knows better.
fn compare_texts(seed: u64, validator: &Validator) -> Result<(), TestCaseError> {
    let mut runner = runner(seed);
    let mut generator = Generator { validator, runner: &mut runner };
    for _ in 0..16 {
        let text = format!("{}[a]({}){}", generator.scribble(), generator.scribble(), generator.scribble());
        let found = errors(&head(&text), false);
        if validator.valid(validator.definition("#/$defs/Inline"), &Value::String(text.clone())) {
            prop_assert!(found.keys().all(|code| ["K0201", "K0113"].contains(code)), "{text:?}: {found:?}");
        } else {
            prop_assert!(found.keys().any(|code| *code != "K0201"), "only the schema refuses {text:?}");
        }
    }
    Ok(())
}

#[test]
fn the_schemas_in_the_repository_are_those_that_the_program_makes() {
    for language in Language::ALL {
        let folder = repository("schemas").join(language.tag());
        for schema in schemas(language) {
            let text = fs::read_to_string(folder.join(schema.file_name())).unwrap_or_default();
            let command = format!("kakugi schema --lang {0} -o schemas/{0}", language.tag());
            assert!(text == schema.text, "{} is stale: run `{command}`", schema.file_name());
        }
    }
}

#[test]
fn reports_name_their_schema_and_are_as_it_says() {
    let [report, council] = validators();
    let check = |path: &Path, validator: &Validator| {
        let text = fs::read_to_string(path).expect("a file");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let schema = path.with_file_name("").join(document["$schema"].as_str().expect("the key `$schema`"));
        assert!(schema.is_file(), "{} leads to {}", path.display(), schema.display());
        assert!(validator.accepts(&document), "{}", path.display());
    };
    for folder in [sample(), small(), gallery(), tables(), targets(), figures()] {
        check(&folder.join("report.json"), &report);
        for file in fs::read_dir(folder.join("councils")).expect("councils") {
            check(&file.expect("a file").path(), &council);
        }
    }
}

#[test]
fn schemas_are_listed_printed_and_written() {
    let desk = Desk::new();
    let [report, council] = schemas(Language::Japanese);
    let printed = desk.run(&["schema", "council", "--lang", "ja"]);
    assert_eq!((printed.code, printed.stdout), (Some(0), council.text.clone()));
    let listed = desk.run(&["schema"]);
    assert_eq!(listed.code, Some(0));
    assert!(listed.stdout.contains("report.json") && listed.stdout.contains("councils/<id>.json"));
    let written = desk.run(&["schema", "--lang", "ja", "-o", "made"]);
    assert_eq!((written.code, desk.files("made")), (Some(0), vec![council.file_name(), report.file_name()]));
    assert_eq!(desk.read("made/report.schema.json"), report.text.as_bytes());
    assert_eq!(desk.run(&["schema", "report", "-o", "made"]).code, Some(2));
    desk.write("blocked", "");
    assert_eq!(desk.run(&["schema", "-o", "blocked"]).code, Some(3));
}

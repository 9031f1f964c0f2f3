//! Two reports compared: everything that changed is found, nothing else, and either way round.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kakugi::compare::{ChangeKind, ChangeSide, ReportChange, Subject, json, text};
use kakugi::data::DatumKind;
use kakugi::diagnostic::Language;
use kakugi::template::Document;
use kakugi::trace::RunOrigin;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Desk, Loaded, gallery, previous, sample, small, snapshot, tables, without_space};

/// The changes from one folder to another.
fn changes(from: &Path, to: &Path) -> Vec<ReportChange> {
    Loaded::compared(to, from).comparison().changes.clone()
}

#[test]
fn a_report_is_as_itself() {
    for folder in [small(), previous(), gallery(), sample(), tables()] {
        let loaded = Loaded::compared(&folder, &folder);
        let found = loaded.comparison();
        assert_eq!(found.changes, [], "{}", text(found, &loaded.sources, Language::English));
        assert!(found.new.is_empty() && found.doubts().is_empty());
        assert!(
            text(found, &loaded.sources, Language::English)
                .contains("There are no differences between the two reports.")
        );
    }
}

/// A change without its direction and without the numbers of data, which depend on what is read first.
fn seen(change: &ReportChange, turned: bool) -> String {
    let side = |side: &Option<ChangeSide>| side.as_ref().map(|side| (side.pointer.clone(), side.text()));
    let sides = [side(&change.before), side(&change.after)];
    let difference = change.movement.as_ref().and_then(|movement| movement.difference);
    let (mut kind, [mut before, mut after], mut moved) = (change.kind, sides, difference);
    if turned {
        kind = match kind {
            ChangeKind::Added => ChangeKind::Removed,
            ChangeKind::Removed => ChangeKind::Added,
            other => other,
        };
        std::mem::swap(&mut before, &mut after);
        moved = moved.map(|moved| -moved);
    }
    let moved = moved.map(|moved| moved.normalize());
    format!("{:?} {:?} {kind:?} {before:?} {after:?} {moved:?}", change.council, change.subject)
}

fn symmetric(a: &Path, b: &Path) -> BTreeSet<String> {
    let there: BTreeSet<String> = changes(a, b).iter().map(|change| seen(change, false)).collect();
    let back: BTreeSet<String> = changes(b, a).iter().map(|change| seen(change, true)).collect();
    assert_eq!(there, back);
    there
}

#[test]
fn what_is_added_one_way_is_removed_the_other_way() {
    assert!(symmetric(&previous(), &small()).len() > 20);
    assert!(symmetric(&small(), &sample()).len() > 5);
}

/// A folder with the small report as `report/`, and a changed copy of it as `later/`.
struct Pair {
    desk: Desk,
}

impl Pair {
    fn new() -> Self {
        let desk = Desk::new();
        for file in desk.files("report") {
            desk.write(&format!("later/{file}"), desk.read(&format!("report/{file}")));
        }
        Self { desk }
    }

    fn changes(&self) -> Vec<ReportChange> {
        changes(&self.desk.path("report"), &self.desk.path("later"))
    }

    fn edit(&self, from: &str, to: &str) -> &Self {
        self.desk.edit("later/councils/water.json", from, to);
        self
    }
}

/// What a datum of the small report says a year later.
fn later(kind: DatumKind, raw: &str) -> Option<String> {
    match kind {
        DatumKind::Text => Some(format!("{}改\"", raw.strip_suffix('"')?)),
        DatumKind::Number => Some(format!("{raw}1")).filter(|number| number.contains('.')).or(Some(format!("1{raw}"))),
        DatumKind::Date => match raw.len() {
            12 => Some(raw.replace("-31\"", "-30\"")),
            9 => Some(raw.replace("-04\"", "-05\"").replace("-03\"", "-02\"")),
            _ => None,
        },
        DatumKind::Name => None,
    }
}

/// The data of the small report that can be changed by themselves: file, range, what it will say, pointer, kind.
fn changeable() -> Vec<(String, std::ops::Range<usize>, String, String, ChangeKind)> {
    let loaded = Loaded::from(&small());
    let mut found = Vec::new();
    for (_, datum) in loaded.report.data.iter().filter(|(_, datum)| datum.printable) {
        let raw = &loaded.sources.text(datum.file)[datum.place().range];
        let name = loaded.sources.name(datum.file);
        let file = name.split_once("fixtures/small/").expect("a file of the report").1.to_owned();
        let kind = match datum.kind {
            DatumKind::Number => ChangeKind::Number,
            DatumKind::Date => ChangeKind::Date,
            _ => ChangeKind::Reworded,
        };
        // Titles of columns are named by the summary, and kinds of figures are fixed words.
        let pointer = loaded.report.data.pointer(datum);
        let fixed = pointer.contains("/columns/") && pointer.ends_with("/title")
            || pointer.contains("/summary/show")
            || raw == "\"図\""
            || raw == "\"写真\"";
        if let Some(text) = later(datum.kind, raw).filter(|text| !fixed && text != raw) {
            found.push((file, datum.place().range, text, pointer, kind));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn exactly_what_changed_is_found(chosen in proptest::collection::btree_set(0..1000_usize, 1..9)) {
        let all = changeable();
        prop_assert!(all.len() > 60);
        let chosen: BTreeSet<usize> = chosen.iter().map(|at| at % all.len()).collect();
        let pair = Pair::new();
        let mut expected = BTreeSet::new();
        // From the end on, so that the ranges before stay true.
        let mut edits: Vec<_> = chosen.iter().map(|at| &all[*at]).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.1.start));
        for (file, range, text, pointer, kind) in edits {
            let path = pair.desk.path(&format!("later/{file}"));
            let mut whole = fs::read_to_string(&path).expect("a file");
            whole.replace_range(range.clone(), text);
            fs::write(&path, whole).expect("a file that can be written");
            let council = file.strip_prefix("councils/").map(|file| file.trim_end_matches(".json").to_owned());
            expected.insert(format!("{council:?} {kind:?} {pointer}"));
        }
        let found: BTreeSet<String> = pair.changes().iter().map(|change| {
            let pointer = change.after.as_ref().map(|side| side.pointer.clone()).unwrap_or_default();
            format!("{:?} {:?} {pointer}", change.council, change.kind)
        }).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn an_item_more_is_the_only_change(list in 0..3_usize, at in 0..3_usize) {
        const LISTS: [&str; 3] = ["/purpose", "/achievements", "/reference/0/blocks/0/blocks/1/items"];
        let pair = Pair::new();
        let path = pair.desk.path("later/councils/water.json");
        let mut council: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON");
        let items = council.pointer_mut(LISTS[list]).and_then(Value::as_array_mut).expect("a list");
        let at = at.min(items.len());
        items.insert(at, "農業用水との調整を始めた。".into());
        fs::write(&path, council.to_string()).expect("a file that can be written");
        let found = symmetric(&pair.desk.path("report"), &pair.desk.path("later"));
        let pointer = format!("{}/{at}", LISTS[list]);
        let expected = format!("Some(\"water\") Item Added None Some(({pointer:?}, \"農業用水との調整を始めた。\")) None");
        prop_assert_eq!(found.into_iter().collect::<Vec<_>>(), vec![expected]);
    }
}

/// The pointers of all values at the ends of a tree, with what to put there.
fn ends(value: &Value, pointer: String, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| ends(value, format!("{pointer}/{key}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| ends(value, format!("{pointer}/{at}"), found))
        }
        Value::String(text) => found.push((pointer, format!("{text}x").into())),
        Value::Bool(flag) => found.push((pointer, (!flag).into())),
        Value::Number(_) => found.push((pointer, 7.into())),
        Value::Null => found.push((pointer, 7.into())),
    }
}

/// Whatever a file says, also what is never printed, is compared.
#[test]
fn no_value_changes_unseen() {
    let (mut seen, mut unread) = (0, Vec::new());
    for file in ["report.json", "councils/water.json"] {
        let text = fs::read_to_string(small().join(file)).expect("a file");
        let whole: Value = serde_json::from_str(&text).expect("JSON");
        let mut all = Vec::new();
        ends(&whole, String::new(), &mut all);
        for (pointer, value) in all.into_iter().filter(|(pointer, _)| pointer != "/$schema") {
            let pair = Pair::new();
            let mut changed = whole.clone();
            *changed.pointer_mut(&pointer).expect("a value") = value;
            pair.desk.write(&format!("later/{file}"), changed.to_string());
            let mut sources = kakugi::diagnostic::Sources::default();
            // Not every change leaves a sound report.
            if kakugi::model::Report::load(&pair.desk.path("later"), &mut sources).is_ok() {
                assert!(!pair.changes().is_empty(), "{file}#{pointer}");
                seen += 1;
            } else {
                unread.push(pointer);
            }
        }
    }
    assert!(seen > 80, "{seen} seen, {unread:?}");
}

#[test]
fn what_is_not_printed_is_told_by_its_pointer() {
    let pair = Pair::new();
    pair.edit("\"kind\": \"flow\"", "\"kind\": \"network\"");
    pair.edit("\"approximate\": true, ", "");
    pair.edit("{ \"block\": \"weir-table\", \"columns\": [\"地区\", \"点検\"] }", "\"weir-table\"");
    let found = pair.changes();
    assert!(found.iter().all(|change| change.kind == ChangeKind::Other));
    let pointers: Vec<&str> = found
        .iter()
        .flat_map(|change| change.after.iter().chain(&change.before))
        .map(|side| side.pointer.as_str())
        .collect();
    for pointer in ["/reference/0/blocks/5/kind", "/results/metrics/1/approximate", "/summary/show/0/columns/0"] {
        assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
    }
    let lines: Vec<Option<usize>> =
        found.iter().map(|change| Some(change.before.as_ref()?.place.as_ref()?.range.start)).collect();
    assert!(lines.iter().all(|line| line.is_some_and(|line| line > 0)), "{lines:?}");
}

#[test]
fn another_picture_under_the_same_name_is_found() {
    let pair = Pair::new();
    pair.desk.write("later/pictures/weir.png", fs::read(gallery().join("pictures/weir.png")).expect("a picture"));
    let same = pair.desk.read("report/pictures/weir.png") == pair.desk.read("later/pictures/weir.png");
    let mut other = pair.desk.read("report/pictures/weir.png");
    if same {
        // A chunk of text behind the header changes the file, not what is seen.
        other.splice(33..33, [0, 0, 0, 4, b't', b'E', b'X', b't', b'a', 0, b'b', b'c', 0x2C, 0x0A, 0x7F, 0xC8]);
        pair.desk.write("later/pictures/weir.png", other);
    }
    let found = pair.changes();
    assert_eq!(found.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::Picture]);
}

#[test]
fn entries_in_another_order_are_one_change() {
    let pair = Pair::new();
    pair.edit("[\"目視\", \"打音\"]", "[\"打音\", \"目視\"]");
    pair.desk.edit("later/report.json", "\"water\",\n    \"parks\"", "\"parks\",\n    \"water\"");
    let found = pair.changes();
    assert_eq!(found.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::Order; 2], "{found:#?}");
}

#[test]
fn a_metric_keeps_its_identity_where_it_moves() {
    let pair = Pair::new();
    pair.edit(
        "{ \"id\": \"patrols\", \"label\": \"巡回\", \"value\": 48, \"unit\": \"回\" }",
        "{ \"id\": \"talks\", \"label\": \"説明会\", \"value\": 2, \"unit\": \"回\" }",
    );
    pair.edit(
        "\"年平均\" }\n",
        "\"年平均\" },\n      { \"id\": \"patrols\", \"label\": \"見回り\", \"value\": 50, \"unit\": \"回\" }\n",
    );
    let found = pair.changes();
    let of: Vec<(ChangeKind, Subject)> = found.iter().map(|change| (change.kind, change.subject)).collect();
    assert_eq!(
        of,
        [
            (ChangeKind::Number, Subject::Metric),
            (ChangeKind::Reworded, Subject::Field),
            (ChangeKind::Order, Subject::Metric),
            (ChangeKind::Added, Subject::Metric),
        ]
    );
}

#[test]
fn a_comparison_is_told_as_text_and_as_json() {
    let desk = Desk::new();
    for file in ["report.json", "councils/water.json", "councils/forest.json", "pictures/weir.png"] {
        desk.write(&format!("previous/{file}"), fs::read(previous().join(file)).expect("a file"));
    }
    let english = desk.run(&["archive", "diff", "previous", "report"]);
    assert_eq!((english.code, english.stderr.as_str()), (Some(0), ""));
    snapshot("compare", "english", &english.stdout);
    let japanese = desk.run(&["archive", "diff", "previous", "report", "--lang", "ja"]);
    snapshot("compare", "japanese", &japanese.stdout);
    let told = desk.run(&["archive", "diff", "previous", "report", "--format", "json"]).stdout;
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["changes"].as_array().map(Vec::len), Some(changes(&previous(), &small()).len()));
    let moved = told["changes"].as_array().into_iter().flatten().find(|change| change["what"] == "metric");
    snapshot("compare", "json", &serde_json::to_string_pretty(&moved).expect("JSON"));
    let loaded = Loaded::compared(&small(), &previous());
    assert!(json(loaded.comparison(), &loaded.sources).contains("\"version\": 1"));
}

#[test]
fn a_comparison_is_set_and_can_be_traced_to_either_side() {
    let loaded = Loaded::compared(&small(), &previous());
    let built = loaded.traced(Document::Comparison);
    assert!(built.warnings.is_empty());
    let from = |text: &str| {
        let print = built.prints.iter().find(|print| without_space(&print.text) == text);
        let print = print.unwrap_or_else(|| panic!("`{text}` is not printed"));
        let RunOrigin::Data(origin) = &print.origin else { panic!("`{text}` comes from no datum") };
        let places = origin.data().iter().filter_map(|id| loaded.report.data.place(*id));
        let names = places.map(|place| loaded.sources.name(place.file).to_owned());
        names.map(|name| name.contains("previous")).collect::<Vec<_>>()
    };
    assert_eq!(from("1,225"), [true]);
    assert_eq!(from("1,376"), [false]);
    assert_eq!(from("+12.3"), [true, false]);
    assert_eq!(from("森林協議会"), [true]);
    let text: String = built.prints.iter().map(|print| print.text.as_str()).collect();
    let text = without_space(&text);
    for printed in ["前年からの変更点", "数値の変化", "未達", "取消線で示す", "（/reference/0/blocks/5/kind）"]
    {
        assert!(text.contains(printed), "{printed} in {text}");
    }
}

#[test]
fn an_empty_comparison_says_so() {
    let text = |folder: &Path, earlier: &Path| {
        let built = Loaded::compared(folder, earlier).traced(Document::Comparison);
        without_space(&built.prints.iter().map(|print| print.text.as_str()).collect::<String>())
    };
    assert!(text(&small(), &small()).contains("前回の報告書からの変更点はない。"));
}

#[test]
fn cards_say_how_they_moved_and_new_things_that_they_are_new() {
    let loaded = Loaded::compared(&small(), &previous());
    let text = |document| {
        let built = loaded.traced(document);
        without_space(&built.prints.iter().map(|print| print.text.as_str()).collect::<String>())
    };
    let briefing = text(Document::Briefing);
    for printed in [
        "前年比+12.3％",
        "（前年1,225か所）",
        "前年比増減なし",
        "前年差+42回",
        "【新規】湧水を調査。",
        "【新規】公園緑地協議会",
    ] {
        assert!(briefing.contains(printed), "{printed} in {briefing}");
    }
    assert_eq!(briefing.matches("【新規】").count(), 5, "{briefing}");
    assert!(text(Document::Summary(0)).contains("前年比+12.3％（前年1,225か所）"));
    assert!(text(Document::Summary(1)).contains("【新規】"));
    let plain = Loaded::from(&small()).typeset(Document::Briefing).text();
    assert!(!plain.contains("前年") && !plain.contains("【新規】"));
}

#[test]
fn another_time_than_the_year_before_is_dated() {
    let pair = Pair::new();
    for file in ["later/report.json", "later/councils/water.json"] {
        let text = fs::read_to_string(pair.desk.path(file)).expect("a file");
        pair.desk.write(file, text.replace("2021-03-31", "2021-09-30").replace("\"2021-04\"", "\"2021-10\""));
    }
    pair.edit("\"value\": 1376,", "\"value\": 1400,");
    let loaded = Loaded::compared(&pair.desk.path("later"), &pair.desk.path("report"));
    let built = loaded.traced(Document::Briefing);
    let text = without_space(&built.prints.iter().map(|print| print.text.as_str()).collect::<String>());
    assert!(text.contains("前回比+1.7％（2021年3月末1,376か所）"), "{text}");
}

/// Warnings of a build of the later report.
fn warnings(pair: &Pair) -> String {
    let run = pair.desk.run(&["build", "later", "--previous", "report", "-o", "out", "--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.messages()
}

#[test]
fn doubtful_comparisons_warn() {
    let pair = Pair::new();
    pair.edit("\"id\": \"patrols\"", "\"id\": \"rounds\"");
    pair.edit("\"value\": 12.5, \"unit\": \"か所\"", "\"value\": 12.5, \"unit\": \"箇所\"");
    pair.desk.edit("later/report.json", "\"date\": \"2021-04\"", "\"date\": \"2021-03-31\"");
    snapshot("compare", "doubts", &warnings(&pair));
}

#[test]
fn a_report_that_is_not_there_is_an_error() {
    let desk = Desk::new();
    snapshot("compare", "not_in_archive", &desk.errors_in_both_languages(&["--previous", "archive:2018"]));
    let run = desk.run(&["archive", "diff", "nowhere", "report", "--pdf", "diff.pdf"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(!desk.path("diff.pdf").exists());
}

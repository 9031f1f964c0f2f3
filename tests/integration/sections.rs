//! Sections, groups, appendices and names of units, as reports declare them.

use kakugi::template::Document;
use kakugi::typeset::{PagedDocument, texts};
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, copy, projects, small, snapshot};

/// What is printed on each page, without line breaks.
fn pages(pages: &PagedDocument) -> Vec<String> {
    let mut printed = vec![String::new(); pages.pages().len()];
    for text in texts(pages) {
        printed[text.page].push_str(text.item.text.as_str());
    }
    printed
}

fn briefing(loaded: &Loaded) -> Vec<String> {
    pages(&loaded.pages(&[Document::Briefing], None).remove(0).pages)
}

/// Fails unless the words stand on the page in this order.
#[track_caller]
fn in_order(page: &str, words: &[&str]) {
    let mut rest = page;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("`{word}` is not next in {page}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn pages_have_the_sections_and_names_of_the_report() {
    let printed = briefing(&Loaded::from(&projects()));
    in_order(&printed[0], &["資料1", "架空市の事業評価"]);
    in_order(
        &printed[1],
        &["評価の概要", "第1部", "水道管の更新", "通学路の整備", "第2部", "移動図書館", "評価の方法"],
    );
    in_order(
        &printed[2],
        &["評価した事業", "事業", "開始", "決算額", "第1部", "水道管の更新", "第2部", "事業開始の時期"],
    );
    in_order(&printed[3], &["第1部", "水と道に関する事業。", "水道管の更新", "4", "通学路の整備", "5"]);
    let of_water = ["2015年4月開始", "事業の目的", "予算と決算", "単位：百万円", "412", "2019年度", "指標", "18.5"];
    in_order(&printed[4], &[&of_water[..], &["外部委員の意見", "今後の方針", "根拠となる条例"]].concat());
    in_order(&printed[8], &["参考資料1", "評価の方法"]);
    assert_eq!(printed.len(), 10);
    let all = printed.concat();
    assert!(["協議会", "設置", "主な成果", "実績"].iter().all(|word| !all.contains(word)), "{all}");
    // A project without a date has none, neither in its head nor on the time line.
    in_order(&printed[5], &["通学路の整備", "事業の目的", "27"]);
    assert!(!printed[5].contains("開始"), "{}", printed[5]);
}

#[test]
fn summaries_show_sections_in_their_order_and_words() {
    let loaded = Loaded::from(&projects());
    let printed: Vec<String> =
        (0..3).map(|at| pages(&loaded.pages(&[Document::Summary(at)], None).remove(0).pages).concat()).collect();
    in_order(&printed[0], &["水道管の更新", "事業の目的", "指標", "外部委員の意見", "今後の方針"]);
    assert!(!printed[0].contains("予算と決算") && !printed[0].contains("根拠となる条例"), "{}", printed[0]);
    assert!(printed[2].contains("巡回を見直す。") && !printed[2].contains("回数"), "{}", printed[2]);
}

/// A council may say what is still to be done, without a word in `report.json`.
#[test]
fn issues_are_offered_from_the_start() {
    let desk = Desk::new();
    change(&desk, "report/councils/parks.json", |council| council["issues"] = json!(["日陰を増やす。"]));
    let printed = briefing(&Loaded::from(&desk.path("report"))).concat();
    in_order(&printed, &["実績", "課題と今後の対応", "日陰を増やす。"]);
    assert!(!briefing(&Loaded::from(&small())).concat().contains("課題と今後の対応"));
}

/// Metrics of any section are found by highlights and summaries, and contradictions with them are.
#[test]
fn metrics_of_sections_are_known_everywhere() {
    let desk = of_projects();
    change(&desk, "report/councils/water.json", |council| {
        council["issues"] = json!(["決算額は421百万円であった。"]);
        council["summary"] = json!({ "metrics": ["spent"] });
    });
    let codes: Vec<&str> = desk.told().iter().map(|told| told.problem.code()).collect();
    assert_eq!(codes, ["K0259"]);
    let loaded = Loaded::from(&desk.path("report"));
    let summary = pages(&loaded.pages(&[Document::Summary(0)], None).remove(0).pages).concat();
    in_order(&summary, &["指標", "412"]);
    assert!(!summary.contains("18.5"), "{summary}");
}

fn change(desk: &Desk, path: &str, change: impl FnOnce(&mut Value)) {
    let mut value = serde_json::from_slice(&desk.read(path)).expect("JSON");
    change(&mut value);
    desk.write(path, format!("{value:#}"));
}

/// A desk with the report of projects.
fn of_projects() -> Desk {
    let desk = Desk::new();
    for name in desk.files("report") {
        desk.remove(&format!("report/{name}"));
    }
    copy(&projects(), &desk.path("report"));
    desk
}

#[test]
fn what_does_not_fit_the_declaration_is_an_error_at_its_place() {
    let desk = of_projects();
    change(&desk, "report/report.json", |report| {
        report["sections"].as_array_mut().expect("a list").push(json!({ "id": "effects" }));
        report["units"] = json!({ "name": "事業" });
    });
    change(&desk, "report/councils/water.json", |council| {
        council["achievements"] = json!(["管を替えた。"]);
        council["sections"] = json!([
            { "id": "findings", "blocks": [{ "type": "paragraph", "text": "別紙のとおり。" }] },
            { "id": "issues", "items": ["別紙のとおり。"] },
            { "id": "budgets", "items": ["別紙のとおり。"] },
            { "items": ["別紙のとおり。"] },
            { "heading": "別紙" },
        ]);
        council["highlight"] = json!({ "label": "管", "metric": "pipes" });
    });
    change(&desk, "report/councils/library.json", |council| {
        council.as_object_mut().expect("an object").remove("purpose");
    });
    snapshot("sections", "declaration", &desk.errors_in_both_languages(&[]));
}

#[test]
fn councils_are_listed_once() {
    let desk = of_projects();
    change(&desk, "report/report.json", |report| report["councils"] = json!(["water"]));
    snapshot("sections", "councils_and_groups", &desk.errors_in_both_languages(&[]));
    change(&desk, "report/report.json", |report| {
        let report = report.as_object_mut().expect("an object");
        report.remove("councils");
        report.remove("groups");
    });
    snapshot("sections", "no_councils", &desk.errors_in_both_languages(&[]));
}

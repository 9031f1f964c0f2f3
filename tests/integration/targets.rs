//! Figures against their targets, whichever way is better, and values that are not yet known.

use std::fs;

use kakugi::template::Document;
use kakugi::trace::{PrintedRun, RunOrigin};

use crate::support::{Desk, Loaded, Run, repository, snapshot, targets, without_space};

/// What a document prints, card by card and row by row, without white space.
fn printed(loaded: &Loaded, document: Document) -> String {
    let built = loaded.traced(document);
    assert!(built.warnings.is_empty(), "{:?}", built.warnings);
    without_space(&built.prints.iter().map(|print| print.text.as_str()).collect::<String>())
}

#[test]
fn cards_say_how_values_stand_against_their_targets() {
    let text = printed(&Loaded::from(&targets()), Document::Briefing);
    for card in [
        // A figure that is to fall has a rate only where it is known from where it began.
        "待機者数12人2025年3月目標5人以下7人超過待機児童数",
        "待機児童数12人2025年3月目標5人以下7人超過達成率66.7％基準値26人（2019年度）",
        "火災件数3件達成2025年3月目標5件以下断水件数",
        "断水件数5件達成2025年3月目標5件以下欠員数",
        // Beyond the target, and on the wrong side of the baseline.
        "欠員数0人達成2025年3月目標5人以下達成率123.8％基準値26人",
        "苦情件数40件2025年度目標20件以下20件超過達成率−100％基準値30件",
        // Decimals are exact; what is approximate is so by how much it exceeds, too.
        "漏水率0.3％2025年3月目標0.1％以下0.2ポイント超過達成率33.3％基準値0.4％",
        "約1,085.3百万t-CO22030年度目標760百万t-CO2以下約325.3百万t-CO2超過達成率49.8％基準値1,408百万t-CO2",
        "赤字額−2億円2025年3月目標−5億円以下3億円超過",
        "99,999,999,999,999,999g2025年3月目標1g以下99,999,999,999,999,998g超過",
        // Nobody says that there were to be no more than none.
        "事故件数0件達成2025年3月目標0件訓練",
        "死者数3人2025年3月目標0人3人超過",
        // Figures that are to rise.
        "見回りの回数1,376回2025年3月目標1,500回達成率91.7％",
        "研修の回数120回2025年3月目標150回達成率40％基準値100回",
        "基金の収支−3.5億円2025年度目標0億円3.5億円不足",
        // What is not yet known has neither unit nor rate.
        "訓練の参加者数集計中2025年3月目標500人",
        "調査の回答数2021年9月に公表する予定の報告書の取りまとめに併せて公表することとしている",
    ] {
        assert!(text.contains(card), "{card} in {text}");
    }
    assert!(text.contains("訓練の参加者集計中"), "the overview: {text}");
}

#[test]
fn what_is_computed_from_a_target_leads_to_all_that_it_comes_from() {
    let loaded = Loaded::from(&targets());
    let built = loaded.traced(Document::Briefing);
    let from = |print: &PrintedRun| -> Vec<String> {
        let RunOrigin::Data(origin) = &print.origin else { return Vec::new() };
        let data = origin.data().iter().filter_map(|id| loaded.report.data.get(*id));
        data.map(|datum| loaded.report.data.pointer(datum)).collect()
    };
    let origins = |text: &str| built.prints.iter().filter(|print| print.text == text).map(from).collect::<Vec<_>>();
    let of = |metric: usize, keys: &[&str]| -> Vec<String> {
        keys.iter().map(|key| format!("/results/metrics/{metric}/{key}")).collect()
    };
    assert!(origins("7").contains(&of(0, &["value", "target/value"])), "{:?}", origins("7"));
    assert_eq!(origins("66.7"), [of(1, &["value", "target/value", "baseline/value"])]);
    assert!(origins("3.5").contains(&of(7, &["value", "target/value"])), "{:?}", origins("3.5"));
}

#[test]
fn everything_that_such_reports_say_is_printed() {
    let desk = Desk::new();
    for file in ["report.json", "councils/safety.json", "councils/supply.json"] {
        desk.write(&format!("targets/{file}"), fs::read(targets().join(file)).expect("a file"));
    }
    let run = desk.run(&["build", "targets", "-o", "out", "--edition", "archive"]);
    assert_eq!((run.code, run.messages().as_str()), (Some(0), ""));
}

#[test]
fn values_that_are_not_yet_known_are_printed_in_their_own_words() {
    let loaded = Loaded::from(&targets());
    let text = printed(&loaded, Document::Briefing);
    for said in [
        // The table, its total and what is counted in it.
        "上流121,000下流集計中376支流5精査中合計集計中1,376",
        "交換した管集計中",
        // Rows of bullets: the value, and the target.
        "調査集計中目標60件",
        "相談30件目標未定",
        "断水12件目標5件以下7件超過",
        "事故0件目標0件達成",
        "苦情4件目標5件以下達成",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    // A part of a stack that is not known leaves neither a sum nor shares.
    assert!(!text.contains("100％2019年度2020年度2"), "{text}");
    let source = loaded.render(Document::Briefing).source;
    for told in [
        "上流 12本、下流 集計中、支流 5本",
        "上流 12本、下流 集計中、支流 集計中",
        "水位：2018年度 3件、2019年度 4件、2020年度 集計中",
        "断水 5件以下、事故 0件、調査 60件、苦情 5件以下、相談 未定",
    ] {
        assert!(source.contains(told), "{told}");
    }
}

#[test]
fn a_cell_of_a_csv_file_may_be_not_yet_known() {
    let desk = Desk::new();
    desk.write("report/tables/staff.csv", "地区,人数\n上流,12\n下流,集計中\n");
    desk.edit(
        "report/councils/water.json",
        "\"type\": \"chart\",\n          \"id\": \"weir-chart\",",
        r#""type": "table", "id": "staff", "columns": [{ "title": "地区" }, { "title": "人数", "number": true }], "csv": "tables/staff.csv" },
        { "type": "chart", "kind": "bar", "title": "人数", "unit": "人", "from": { "table": "staff", "by": "地区", "values": ["人数"] } },
        { "type": "chart", "id": "weir-chart","#,
    );
    let loaded = Loaded::from(&desk.path("report"));
    let set = loaded.typeset(Document::Briefing);
    assert!(set.text().contains("上流12下流集計中"), "{}", set.text());
    assert!(set.rendered.source.contains("上流 12人、下流 集計中"));
}

/// A desk with the report as `report/`, a year later than that as `previous/`.
fn two_years() -> Desk {
    let desk = Desk::new();
    for name in desk.files("report") {
        desk.remove(&format!("report/{name}"));
    }
    for file in ["report.json", "councils/safety.json", "councils/supply.json"] {
        let text = fs::read_to_string(targets().join(file)).expect("a file");
        let earlier = text.replace("\"2021-04\"", "\"2020-04\"").replace("\"2021-03-31\"", "\"2020-03-31\"");
        desk.write(&format!("report/{file}"), text);
        desk.write(&format!("previous/{file}"), earlier);
    }
    let waiting = "\"label\": \"待機者数\", \"value\": ";
    desk.edit("previous/councils/safety.json", &format!("{waiting}12"), &format!("{waiting}15"));
    desk.edit("previous/councils/safety.json", "\"value\": 40, \"unit\": \"件\"", "\"value\": 36, \"unit\": \"件\"");
    desk.edit("previous/councils/safety.json", "\"value\": 1376, ", "\"value\": 1225, ");
    desk.edit(
        "previous/councils/safety.json",
        "\"value\": null, \"pending\": \"集計中\", \"unit\": \"人\"",
        "\"value\": 480, \"unit\": \"人\"",
    );
    desk.edit(
        "previous/councils/safety.json",
        "\"value\": 3, \"unit\": \"件\"",
        "\"value\": null, \"pending\": \"調査中\", \"unit\": \"件\"",
    );
    desk.edit("previous/councils/supply.json", "[\"下流\", { \"pending\": \"集計中\" }, 376]", "[\"下流\", 8, 376]");
    desk.edit(
        "previous/councils/supply.json",
        "\"total\": [\"合計\", { \"pending\": \"集計中\" }, 1376]",
        "\"total\": [\"合計\", 25, 1376]",
    );
    desk.edit(
        "previous/councils/supply.json",
        "\"value\": null, \"pending\": \"集計中\", \"unit\": \"本\"",
        "\"value\": 25, \"unit\": \"本\"",
    );
    desk.edit("previous/councils/supply.json", "\"values\": [6, 12]", "\"values\": [6, 9]");
    desk
}

#[test]
fn cards_say_whether_a_figure_has_improved_only_where_its_direction_is_said() {
    let desk = two_years();
    let text = printed(&Loaded::compared(&desk.path("report"), &desk.path("previous")), Document::Briefing);
    for said in [
        "前年比−20％で改善（前年15人）",
        "前年比+11.1％で悪化（前年36件）",
        "前年比+12.3％（前年1,225回）",
        // Nothing is reckoned from what is not known, now or then.
        "集計中2025年3月目標500人前年480人",
        "達成2025年3月目標5件以下前年調査中",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
fn comparisons_tell_values_that_were_or_are_not_yet_known() {
    let desk = two_years();
    let diff = |more: &[&str]| -> Run {
        let run = desk.run(&[&["archive", "diff", "previous", "report"], more].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        run
    };
    snapshot("targets", "comparison_english", &diff(&[]).stdout);
    snapshot("targets", "comparison_japanese", &diff(&["--lang", "ja"]).stdout);
    let told: serde_json::Value = serde_json::from_str(&diff(&["--format", "json"]).stdout).expect("JSON");
    let change = |name: &str| {
        let all = told["changes"].as_array().into_iter().flatten();
        all.clone()
            .find(|change| change["path"].to_string().contains(name))
            .cloned()
            .unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(change("待機者数")["number"]["trend"], "improved");
    assert_eq!(change("見回り")["number"]["trend"], serde_json::Value::Null);
    let drills = change("訓練");
    assert_eq!((&drills["kind"], &drills["number"]), (&"number".into(), &serde_json::Value::Null));
    assert_eq!((&drills["before"]["text"], &drills["after"]["text"]), (&"480".into(), &"集計中".into()));
    let loaded = Loaded::compared(&desk.path("report"), &desk.path("previous"));
    let text = printed(&loaded, Document::Comparison);
    for said in ["待機者数人1512−3（改善）", "訓練の参加者数人480集計中", "火災件数件調査中3"]
    {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
fn of_a_figure_that_may_be_to_fall_nothing_is_claimed() {
    let desk = two_years();
    desk.edit(
        "report/councils/safety.json",
        "\"label\": \"待機者数\", \"value\": 12, \"unit\": \"人\", \"better\": \"lower\"",
        "\"label\": \"待機者数\", \"value\": 12, \"unit\": \"人\"",
    );
    desk.edit(
        "report/councils/supply.json",
        "\"title\": \"少ないほどよい指標\", \"unit\": \"人\", \"better\": \"lower\"",
        "\"title\": \"少ないほどよい指標\", \"unit\": \"人\"",
    );
    let loaded = Loaded::from(&desk.path("report"));
    let text = printed(&loaded, Document::Briefing);
    // Neither 達成 nor a rate of 240 %, which holds if it is to rise, nor 7人超過, which holds if it is to fall.
    assert!(text.contains("待機者数12人2025年3月目標5人待機児童数"), "{text}");
    assert!(text.contains("交通事故の死者数6人目標8人待機者数12人目標5人"), "{text}");
    let run = desk.run(&["check", "report", "--format", "json"]);
    assert_eq!(run.stdout.matches("K0271").count(), 3, "{}", run.stdout);
}

#[test]
fn nothing_is_suspected_of_falling_where_nothing_falls() {
    for folder in ["data/2019", "tests/fixtures/gallery", "tests/fixtures/small", "tests/fixtures/previous"] {
        let mut sources = kakugi::diagnostic::Sources::default();
        let (_, warnings) = kakugi::model::Report::load(repository(folder).as_path(), &mut sources).expect("a report");
        let codes: Vec<&str> = warnings.iter().map(|warning| warning.problem.code()).collect();
        assert!(!codes.contains(&"K0271"), "{folder}: {codes:?}");
    }
}

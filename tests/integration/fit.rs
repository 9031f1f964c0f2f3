//! One-page summaries: every one fits its page, or the program says what to cut so that it does.

#![allow(clippy::disallowed_methods, reason = "the test times layouts, and is told by the environment to try more")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use kakugi::build::BuiltDocument;
use kakugi::build::SummaryTooLong;
use kakugi::build::{CutKind, SuggestedCut};
use kakugi::diagnostic::Diagnostic;
use kakugi::template::Document;
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, repository, sample, small};

/// A sequence of numbers that follows from its seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    /// A Japanese sentence of so many characters.
    fn sentence(&mut self, length: usize) -> String {
        const PHRASES: [&str; 12] = [
            "関係府省と連携し、",
            "2018年度に",
            "水源の保全を",
            "地域ごとに",
            "住民の参加を得て",
            "点検の手引を",
            "とりまとめ、",
            "「水と緑の協議会」を",
            "約120か所で",
            "公表。",
            "計画に基づき",
            "データの利活用を",
        ];
        let mut text: Vec<char> = Vec::new();
        while text.len() < length {
            text.extend(PHRASES[self.roll(PHRASES.len())].chars());
        }
        text.truncate(length);
        text.into_iter().collect()
    }

    /// Sentences of so many characters in all.
    fn items(&mut self, mut characters: usize) -> Value {
        let mut items = Vec::new();
        while characters > 0 {
            let length = (12 + self.roll(70)).min(characters);
            characters -= length;
            let text = self.sentence(length);
            let below = if characters > 30 && self.roll(4) == 0 { 20.min(characters) } else { 0 };
            characters -= below;
            items.push(if below > 0 { json!({ "text": text, "items": [self.sentence(below)] }) } else { json!(text) });
        }
        items.into()
    }

    fn metrics(&mut self, count: usize) -> Value {
        let metric = |at: usize, dice: &mut Self| {
            let length = 4 + dice.roll(12);
            let unit = ["件", "か所", "億円", "法人"][dice.roll(4)];
            let mut metric = json!({
                "id": format!("metric-{at}"), "label": format!("指標{at}{}", "の実績値".repeat(length / 4)),
                "value": dice.roll(20_000), "unit": unit,
            });
            if dice.roll(3) == 0 {
                metric["target"] = json!({ "value": 1 + dice.roll(20_000), "by": "2025" });
            }
            if dice.roll(4) == 0 {
                let length = 8 + dice.roll(20);
                metric["note"] = json!(dice.sentence(length));
            }
            metric
        };
        (0..count).map(|at| metric(at, self)).collect()
    }

    fn table(&mut self, rows: usize) -> Value {
        let columns = 2 + self.roll(3);
        let row = |at: usize, dice: &mut Self| -> Value {
            let cell = |column: usize, dice: &mut Self| match column {
                0 => json!(format!("地区{at}")),
                1 => json!(dice.roll(9_999)),
                _ => {
                    let length = 4 + dice.roll(24);
                    json!(dice.sentence(length))
                }
            };
            (0..columns).map(|column| cell(column, dice)).collect()
        };
        let rows: Vec<Value> = (0..rows).map(|at| row(at, self)).collect();
        let heads = ["地区", "件数", "取組", "備考"];
        json!({
            "type": "table", "id": "table", "title": "地区別の取組", "note": "単位：件",
            "columns": heads[..columns].iter().map(|title| json!({ "title": title })).collect::<Vec<_>>(), "rows": rows,
        })
    }

    /// A figure of any kind.
    fn figure(&mut self, id: &str) -> Value {
        const CHARTS: [&str; 10] = [
            "bar",
            "horizontal_bar",
            "grouped_bar",
            "stacked_bar",
            "stacked_bar_100",
            "bar_line",
            "line",
            "slope",
            "bullet",
            "small_multiples",
        ];
        const DIAGRAMS: [&str; 6] = ["organisation", "flow", "network", "phases", "before_after", "cycle"];
        match self.roll(18) {
            at @ 0..10 => {
                let kind = CHARTS[at];
                let categories = if kind == "slope" { 2 } else { 2 + self.roll(8) };
                let count = match kind {
                    "bar" | "horizontal_bar" => 1,
                    "bullet" => 2,
                    _ => 2 + self.roll(3),
                };
                let series = |at: usize, dice: &mut Self| {
                    let values: Vec<usize> = (0..categories).map(|_| 1 + dice.roll(900)).collect();
                    let mut series = json!({ "name": format!("系列{at}"), "values": values });
                    if kind == "bar_line" && at == 0 {
                        series["line"] = json!(true);
                    }
                    series
                };
                let all: Vec<Value> = (0..count).map(|at| series(at, self)).collect();
                json!({
                    "type": "chart", "id": id, "kind": kind, "title": "取組の推移", "unit": "件", "series": all,
                    "categories": (0..categories).map(|at| format!("{}年度", 2005 + at)).collect::<Vec<_>>(),
                })
            }
            at @ 10..16 => {
                let kind = DIAGRAMS[at - 10];
                let nodes = match kind {
                    "before_after" => 2,
                    "phases" | "cycle" => 3 + self.roll(3),
                    _ => 3 + self.roll(5),
                };
                let node = |at: usize| json!({ "id": format!("node-{at}"), "label": format!("推進の段階{at}") });
                let mut diagram = json!({
                    "type": "diagram", "id": id, "kind": kind, "title": "推進体制",
                    "nodes": (0..nodes).map(node).collect::<Vec<_>>(),
                });
                let edge =
                    |from: usize, to: usize| json!({ "from": format!("node-{from}"), "to": format!("node-{to}") });
                if matches!(kind, "organisation" | "flow" | "network") {
                    diagram["edges"] = (1..nodes).map(|to| edge(if kind == "flow" { to - 1 } else { 0 }, to)).collect();
                } else if kind != "cycle" {
                    for at in 0..nodes {
                        let items = 1 + self.roll(4);
                        diagram["nodes"][at]["items"] = (0..items).map(|_| json!(self.sentence(12))).collect();
                    }
                }
                diagram
            }
            16 => json!({ "type": "map", "id": id, "title": "視察先", "countries": [
                { "code": "NL", "label": "オランダ", "note": "治水" }, { "code": "KH", "label": "カンボジア" },
            ] }),
            _ => {
                json!({ "type": "picture", "id": id, "file": "pictures/weir.png", "alt": "堰の写真", "caption": "上流の堰" })
            }
        }
    }

    fn council(&mut self) -> Value {
        // From 10 to 4,000 characters, as often below 200 as above.
        let characters = (10.0 * 400_f64.powf(self.roll(1_001) as f64 / 1_000.0)) as usize;
        let purpose = (characters / 5).max(5);
        let (metrics, rows, figures) = (self.roll(13), self.roll(41), self.roll(3));
        let mut blocks = Vec::new();
        if rows > 0 && self.roll(3) > 0 {
            blocks.push(self.table(rows));
        }
        for at in 0..figures {
            blocks.push(self.figure(&format!("figure-{at}")));
        }
        let mut council = json!({
            "name": "水源保全協議会", "short_name": "水源保全", "established": "2018-04",
            "highlight": { "label": "点検", "text": "全地区で実施" },
            "purpose": self.items(purpose), "achievements": self.items((characters - purpose.min(characters)).max(5)),
        });
        if self.roll(2) == 0 {
            council["message"] = json!("水源の**保全**が進んだ。");
        }
        if metrics > 0 {
            council["results"] = json!({ "as_of": "2021-03-31", "metrics": self.metrics(metrics) });
        }
        if !blocks.is_empty() {
            let ids: Vec<Value> = blocks.iter().map(|block| block["id"].clone()).collect();
            council["reference"] = json!([{ "title": "【参考】内訳", "blocks": blocks }]);
            council["summary"] = json!({ "show": ids });
        }
        council
    }
}

/// Puts notes and links behind texts of a council, one in so many; their places follow from the dice.
fn annotate(value: &mut Value, one_in: usize, dice: &mut Dice) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| annotate(value, one_in, dice)),
        Value::Object(fields) => {
            for (key, value) in fields {
                if ["purpose", "achievements", "items", "text", "note", "results", "metrics"].contains(&key.as_str()) {
                    annotate(value, one_in, dice);
                }
            }
        }
        Value::String(text) if dice.roll(one_in) == 0 => {
            let length = 3 + dice.roll(60);
            let note = dice.sentence(length);
            text.push_str(&if dice.roll(4) == 0 {
                format!("[資料](https://example.jp/{length})")
            } else {
                format!("^[{note}]")
            });
        }
        _ => {}
    }
}

/// A desk with a report of these councils.
fn desk(councils: &[Value]) -> Desk {
    let desk = Desk::new();
    let mut head: Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
    let name = |at: usize| format!("council-{at}");
    head["councils"] = (0..councils.len()).map(name).collect();
    desk.remove("report/councils/water.json").remove("report/councils/parks.json");
    desk.write("report/report.json", head.to_string());
    for (at, council) in councils.iter().enumerate() {
        desk.write(&format!("report/councils/{}.json", name(at)), council.to_string());
    }
    desk
}

/// The summary of a report's only council, or its errors.
fn summary(council: &Value) -> Result<BuiltDocument, Vec<Diagnostic>> {
    let desk = desk(std::slice::from_ref(council));
    Loaded::from(&desk.path("report")).try_build(&[Document::Summary(0)]).map(|mut built| built.remove(0))
}

/// Does what the advice says, with notes before the texts that have them.
fn follow(council: &mut Value, cuts: &[SuggestedCut]) {
    let (notes, others): (Vec<&SuggestedCut>, Vec<&SuggestedCut>) =
        cuts.iter().partition(|cut| cut.kind == CutKind::Notes);
    for cut in notes.into_iter().chain(others) {
        match cut.kind {
            CutKind::Characters => {
                let mut left = cut.count;
                shorten(council[&cut.field].as_array_mut().expect("items"), &mut left);
                assert_eq!(left, 0, "{cut:?}");
            }
            CutKind::Notes => {
                let mut left = cut.count;
                let place = match cut.field.as_str() {
                    "results.metrics" => &mut council["results"]["metrics"],
                    "table" => &mut council["reference"],
                    field => &mut council[field],
                };
                take_notes_out(place, &mut left);
                assert_eq!(left, 0, "{cut:?}");
            }
            CutKind::Metrics => {
                let metrics = council["results"]["metrics"].as_array_mut().expect("metrics");
                metrics.truncate(metrics.len() - cut.count);
            }
            CutKind::Rows => {
                let blocks = council["reference"][0]["blocks"].as_array_mut().expect("blocks");
                let table = blocks.iter_mut().find(|block| block["id"] == cut.field).expect("a table");
                let rows = table["rows"].as_array_mut().expect("rows");
                rows.truncate(rows.len() - cut.count);
            }
            CutKind::Block => {
                council["summary"]["show"].as_array_mut().expect("blocks").retain(|id| *id != cut.field);
            }
            CutKind::AllBlocks => panic!("the summary says what it shows"),
        }
    }
}

/// Takes the last notes and links out of texts.
fn take_notes_out(value: &mut Value, left: &mut usize) {
    match value {
        Value::Array(values) => values.iter_mut().rev().for_each(|value| take_notes_out(value, left)),
        Value::Object(fields) => {
            // Entries below an item come behind its text; a target's note comes before that of its metric.
            for key in ["blocks", "rows", "items", "text", "note"] {
                fields.get_mut(key).into_iter().for_each(|value| take_notes_out(value, left));
            }
        }
        Value::String(text) => {
            let last = |text: &str| ["^[", "[資料]("].iter().filter_map(|mark| text.rfind(mark)).max();
            while let (true, Some(at)) = (*left > 0, last(text)) {
                *left -= 1;
                text.truncate(at);
            }
        }
        _ => {}
    }
}

fn shorten(items: &mut Vec<Value>, left: &mut usize) {
    while let (true, Some(item)) = (*left > 0, items.last_mut()) {
        if let Some(below) = item.get_mut("items").and_then(Value::as_array_mut) {
            shorten(below, left);
            if below.is_empty() {
                *item = item["text"].clone();
            }
        }
        let text = if item.is_string() { item } else { &mut item["text"] };
        let own = text.as_str().expect("a text").to_owned();
        // Notes print nothing of their own in the text, and a link its two words.
        let marks = ["^[", "[資料]("].iter().filter_map(|mark| own.find(mark)).min().unwrap_or(own.len());
        let (body, behind) = own.split_at(marks);
        let characters: Vec<char> = body.chars().collect();
        let link = behind.starts_with('[');
        let printed = characters.len() + if link { 2 } else { 0 };
        if *left >= printed {
            *left -= printed;
            items.pop();
        } else if *left > 0 {
            let kept: String = characters.iter().take(printed - *left).collect();
            *text = json!(kept + if link { "" } else { behind });
            *left = 0;
        }
    }
}

/// What came of one council.
struct Outcome {
    scale: u32,
    fill: f64,
    unbalance: f64,
    tries: usize,
    columns: usize,
    advised: bool,
    time: Duration,
}

fn one(seed: usize) -> Result<Outcome, String> {
    let mut council = Dice(seed as u64).council();
    // Of three councils one has some notes, and one has many.
    let one_in = [0, 12, 3][seed / 10 % 3];
    if one_in > 0 {
        let dice = &mut Dice(seed as u64 + 1_000);
        annotate(&mut council, one_in, dice);
        let blocks = council.pointer_mut("/reference/0/blocks").and_then(Value::as_array_mut).into_iter().flatten();
        blocks.filter_map(|block| block.get_mut("rows")).for_each(|rows| annotate(rows, one_in, dice));
    }
    let start = Instant::now();
    let first = summary(&council);
    let time = start.elapsed();
    let advised = first.is_err();
    let built = first.or_else(|errors| {
        let shown =
            |errors: &[Diagnostic]| format!("{seed}: {:?}", errors.iter().map(|f| &f.problem).collect::<Vec<_>>());
        let [error] = errors.as_slice() else { return Err(shown(&errors)) };
        let Some(SummaryTooLong { cuts, .. }) = error.problem.of_kind() else { return Err(shown(&errors)) };
        if cuts.is_empty() || error.place.is_none() {
            return Err(shown(&errors));
        }
        follow(&mut council, cuts);
        summary(&council).map_err(|errors| format!("{} after {cuts:?}", shown(&errors)))
    })?;
    let found = built.fit_result.ok_or("no layout")?;
    let measured = &found.measured;
    let page = built.pages.pages()[0].frame.size();
    let whole = built.pages.pages().len() == 1 && (page.y.to_mm() - 210.0).abs() < 0.1 && measured.over() <= 0.0;
    if !whole || !(80..=110).contains(&found.layout.scale) {
        return Err(format!("{seed}: {found:?} {} × {} mm", page.x.to_mm(), page.y.to_mm()));
    }
    let (fill, unbalance) = (measured.fill(), measured.unbalance());
    let columns = found.layout.widths.len();
    if fill < 0.75 || unbalance > 0.1 {
        println!("{seed}: fill {fill:.2}, unbalance {unbalance:.2}, {:?}, parts {:.0?}", found.layout, measured.parts);
    }
    Ok(Outcome { scale: found.layout.scale, fill, unbalance, tries: found.tries, columns, advised, time })
}

/// Prints how often each value occurs.
fn histogram(title: &str, values: impl Iterator<Item = String>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    println!("{title}");
    let most = counts.values().max().copied().unwrap_or(1);
    for (value, count) in counts {
        println!("  {value:>10} {count:4} {}", "#".repeat((count * 50).div_ceil(most)));
    }
}

/// `KAKUGI_FIT=all` tries all 500 councils, as `tests/conformance/run` does; otherwise every tenth is tried.
#[test]
fn every_summary_fits_or_says_what_to_cut() {
    let step = if std::env::var("KAKUGI_FIT").is_ok_and(|which| which == "all") { 1 } else { 10 };
    let seeds: Vec<usize> = (0..500).step_by(step).collect();
    let results: Vec<Result<Outcome, String>> = thread::scope(|scope| {
        let halves = seeds
            .chunks(seeds.len().div_ceil(2))
            .map(|half| scope.spawn(move || half.iter().map(|seed| one(*seed)).collect::<Vec<_>>()));
        let halves: Vec<_> = halves.collect();
        halves.into_iter().flat_map(|half| half.join().expect("no panic")).collect()
    });
    let errors: Vec<&String> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    let outcomes: Vec<&Outcome> = results.iter().filter_map(|result| result.as_ref().ok()).collect();
    let tenths = |share: f64| format!("{:>3.0}%", (share * 10.0).floor() * 10.0);
    histogram("fill", outcomes.iter().map(|outcome| tenths(outcome.fill)));
    histogram("size", outcomes.iter().map(|outcome| format!("{:>3}%", outcome.scale)));
    histogram("unbalance", outcomes.iter().map(|outcome| tenths(outcome.unbalance)));
    histogram("columns", outcomes.iter().map(|outcome| outcome.columns.to_string()));
    histogram("layouts", outcomes.iter().map(|outcome| format!("{:>2}", outcome.tries)));
    histogram("cut", outcomes.iter().map(|outcome| outcome.advised.to_string()));
    histogram(
        "time",
        outcomes.iter().map(|outcome| format!("{:>3.1} s", (outcome.time.as_secs_f64() * 2.0).floor() / 2.0)),
    );
    assert!(errors.is_empty(), "{} of {}:\n{errors:#?}", errors.len(), seeds.len());
    let mut tries: Vec<usize> = outcomes.iter().map(|outcome| outcome.tries).collect();
    tries.sort_unstable();
    assert!(tries[tries.len() / 2] <= 4, "the median is {} layouts", tries[tries.len() / 2]);
}

/// A council with a note in every text that may have one.
fn noted() -> Value {
    let note = |at: usize| format!("^[第{at}の注の文。]");
    json!({
        "name": "水源保全協議会", "short_name": "水源保全", "established": "2018-04",
        "highlight": { "label": "点検", "text": "全地区で実施" },
        "message": format!("水源の**保全{}**が進んだ。", note(1)),
        "purpose": [format!("水源を守る{}。", note(2)), { "text": "点検する。", "items": [format!("地区ごとに{}", note(3))] }],
        "achievements": ["[手引](https://example.jp/guide)を公表。", "[係](mailto:water@example.jp)が相談を受けた。"],
        "results": {
            "as_of": "2021-03-31",
            "metrics": [{
                "id": "weirs", "label": "堰", "value": 1376, "unit": "か所", "note": format!("上流{}", note(4)),
                "target": { "value": 1500, "by": "2025", "note": format!("見直し{}", note(5)) },
            }],
            "items": [format!("月二回に増やした{}。", note(6))],
        },
        "reference": [{ "title": "【参考】内訳", "blocks": [
            {
                "type": "table", "id": "table", "title": "地区", "columns": [{ "title": "地区" }, { "title": "件数" }],
                "rows": [[format!("上流{}", note(7)), 12], ["下流", 3]], "notes": [format!("表の注{}", note(8))],
            },
            { "type": "section", "id": "section", "title": "経緯", "blocks": [
                { "type": "paragraph", "text": format!("経緯{}。", note(9)) },
                { "type": "numbered", "items": [format!("第一に{}", note(10))] },
                { "type": "case", "title": "事例", "text": format!("事例{}。", note(11)), "items": [format!("効果{}", note(12))] },
                { "type": "chart", "kind": "bar", "title": "推移", "unit": "件", "categories": ["2019", "2020"],
                  "series": [{ "values": [1, 2] }] },
            ] },
        ] }],
        "summary": { "show": ["table", "section"] },
    })
}

/// All text of a page, without white space.
fn text_of(built: &BuiltDocument) -> String {
    let texts = kakugi::typeset::texts(&built.pages);
    texts.iter().flat_map(|text| text.item.text.chars()).filter(|c| !c.is_whitespace() && *c != '\u{2060}').collect()
}

#[test]
fn notes_stand_at_the_foot_of_their_page_whatever_its_paper() {
    for paper in ["A4 landscape", "A4 portrait", "A3 landscape", "A3 portrait"] {
        let desk = desk(&[noted(), full(300), noted()]);
        let mut head: Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
        head["summary_page"] = json!(paper);
        desk.write("report/report.json", head.to_string());
        let loaded = Loaded::from(&desk.path("report"));
        for document in [Document::Summary(0), Document::Summary(2), Document::Set] {
            // A page of another size would be an error.
            let built = loaded.build(document);
            let text = text_of(&built);
            let sheets = if document == Document::Set { 2 } else { 1 };
            for at in 1..=12 {
                assert_eq!(text.matches(&format!("第{at}の注の文。")).count(), sheets, "{paper}: {at}");
            }
            for address in ["https://example.jp/guide", "water@example.jp"] {
                assert_eq!(text.matches(address).count(), sheets, "{paper}: {address}");
            }
            // Notes are counted anew on each page, and each has its mark in the text and before the note.
            assert_eq!(text.matches("※14").count(), 2 * sheets, "{paper}");
            assert!(!text.contains("※15"), "{paper}");
        }
    }
}

#[test]
fn too_many_notes_are_named_and_cutting_them_is_enough() {
    let mut council = full(300);
    let note = "関係府省と連携し、地域ごとに点検の手引をとりまとめた。".repeat(6);
    for item in council["achievements"].as_array_mut().expect("items") {
        let text = if item.is_string() { item.clone() } else { item["text"].clone() };
        let notes: String = (0..9).map(|at| format!("^[{at}{note}]")).collect();
        *item = json!(text.as_str().expect("a text").to_owned() + &notes);
    }
    let Err(errors) = summary(&council) else { panic!("so many notes cannot fit") };
    let Some(SummaryTooLong { cuts, .. }) = errors[0].problem.of_kind() else { panic!("{errors:?}") };
    assert!(cuts.iter().any(|cut| cut.kind == CutKind::Notes), "{cuts:?}");
    follow(&mut council, cuts);
    summary(&council).unwrap_or_else(|errors| panic!("{errors:?} after {cuts:?}"));
}

#[test]
fn hidden_addresses_are_no_notes() {
    let mut council = full(300);
    council["achievements"] = json!(["[手引](https://example.jp/guide)を公表。"]);
    let desk = desk(&[council]);
    let notes = || {
        let built = Loaded::from(&desk.path("report")).build(Document::Summary(0));
        built.fit_result.expect("a layout").measured.notes
    };
    assert!(notes() > 0.0);
    desk.edit("report/report.json", "\"councils\"", "\"style\":{\"link_addresses\":\"hidden\"},\"councils\"");
    assert_eq!(notes(), 0.0);
}

/// A council whose results are numbers and words, and whose reference pages have a chart.
fn with_results(chosen: Value) -> String {
    let mut council = full(200);
    council["results"] = json!({
        "metrics": [{ "id": "weirs", "label": "堰", "value": 1376, "unit": "か所" }, { "id": "wells", "label": "井戸", "value": 24, "unit": "か所" }],
        "items": ["国際会議を87件開催。", { "text": "巡回を増やした。", "items": ["月二回"] }],
    });
    council["reference"] = json!([{ "title": "【参考】", "blocks": [
        { "type": "chart", "kind": "bar", "title": "点検の推移", "unit": "件", "categories": ["2019", "2020"], "series": [{ "values": [651, 2] }] },
    ] }]);
    if !chosen.is_null() {
        council["summary"] = chosen;
    }
    let built = summary(&council).unwrap_or_else(|errors| panic!("{errors:?}"));
    text_of(&built)
}

#[test]
fn a_summary_shows_all_results_unless_it_chooses() {
    let shows = |summary: Value, wanted: [bool; 5]| {
        let text = with_results(summary.clone());
        let found = ["1,376", "24か所", "87件", "月二回", "651"].map(|words| text.contains(words));
        assert_eq!(found, wanted, "{summary}: {text}");
    };
    shows(Value::Null, [true; 5]);
    shows(json!({ "message": "要旨" }), [true; 5]);
    shows(json!({ "purpose": ["短い目的"] }), [true; 5]);
    shows(json!({ "show": [] }), [true, true, true, true, false]);
    // Whoever names metrics has chosen among the results.
    shows(json!({ "metrics": ["weirs"] }), [true, false, false, false, true]);
    shows(json!({ "metrics": ["weirs"], "results": ["会議を87件開催。"] }), [true, false, true, false, true]);
    shows(json!({ "results": ["会議を87件開催。"] }), [true, true, true, false, true]);
}

#[test]
fn results_in_words_alone_have_their_part() {
    let mut council = full(200);
    council["results"] = json!({ "items": ["国際会議を87件開催。"] });
    let built = summary(&council).unwrap_or_else(|errors| panic!("{errors:?}"));
    let text = text_of(&built);
    assert!(text.contains("実績") && text.contains("87件"), "{text}");
}

#[test]
fn results_in_words_count_when_room_is_short() {
    let mut council = full(400);
    let mut dice = Dice(11);
    council["results"] = json!({ "metrics": dice.metrics(4), "items": dice.items(3_600) });
    let Err(errors) = summary(&council) else { panic!("so many words cannot fit") };
    let Some(SummaryTooLong { cuts, .. }) = errors[0].problem.of_kind() else { panic!("{errors:?}") };
    assert!(cuts.iter().any(|cut| cut.field == "results.items"), "{cuts:?}");
    // Items of low priority are left out like others.
    for item in council["results"]["items"].as_array_mut().expect("items").iter_mut() {
        let text = if item.is_string() { item.clone() } else { item["text"].clone() };
        *item = json!({ "text": text, "priority": "low" });
    }
    let desk = desk(&[council]);
    let run = desk.build(&["--only", "summaries", "--allow-drop"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("warning[K0413]"), "{}", run.stderr);
}

#[test]
fn sample_summaries_share_the_size_of_the_theme() {
    let loaded = Loaded::from(&sample());
    let documents: Vec<Document> = (0..loaded.report.councils.len()).map(Document::Summary).collect();
    for built in loaded.build_all(&documents) {
        let name = built.document.name(&loaded.report);
        let found = built.fit_result.expect("a layout");
        let measured = &found.measured;
        println!("{name:20} {:?} {:.2} {:.2} {}", found.layout, measured.fill(), measured.unbalance(), found.tries);
        assert_eq!((built.pages.pages().len(), found.layout.scale), (1, 100), "{name}");
        assert!((0.75..=1.0).contains(&measured.fill()) && measured.unbalance() <= 0.11, "{name}: {measured:?}");
    }
}

/// A council whose summary needs smaller type than one of few words would.
fn full(characters: usize) -> Value {
    let mut dice = Dice(7);
    json!({
        "name": "水源保全協議会", "short_name": "水源保全", "established": "2018-04",
        "highlight": { "label": "点検", "text": "全地区で実施" },
        "purpose": dice.items(characters / 5), "achievements": dice.items(characters - characters / 5),
    })
}

#[test]
fn summaries_of_a_report_share_one_size_also_when_made_alone() {
    let desk = desk(&[full(300), full(1_100)]);
    let loaded = Loaded::from(&desk.path("report"));
    let sizes = |documents: &[Document]| -> Vec<u32> {
        loaded.build_all(documents).into_iter().map(|built| built.fit_result.expect("a layout").layout.scale).collect()
    };
    let both = sizes(&[Document::Summary(0), Document::Summary(1)]);
    assert_eq!(both[0], both[1]);
    assert_eq!(sizes(&[Document::Summary(0)]), both[..1]);
}

#[test]
fn items_are_left_out_only_when_allowed_and_never_silently() {
    let mut council = full(3_400);
    let items = council["achievements"].as_array_mut().expect("items");
    let count = items.len();
    for item in items.iter_mut().skip(3) {
        let text = if item.is_string() { item.clone() } else { item["text"].clone() };
        *item = json!({ "text": text, "priority": "low" });
    }
    items[3]["priority"] = json!("middle");
    let kept = items[3]["text"].as_str().expect("a text").to_owned();
    let desk = desk(&[council]);
    let refused = desk.build(&["--only", "summaries"]);
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("error[K0403]") && refused.stderr.contains("shorten `achievements` by"),
        "{}",
        refused.stderr
    );
    let run = desk.build(&["--only", "summaries", "--allow-drop", "--emit-typst"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let source = String::from_utf8(desk.read("out/typst/summary-council-0.typ")).expect("UTF-8");
    let gone = run.stderr.matches('「').count();
    assert!(run.stderr.contains("warning[K0413]") && gone > 0 && gone < count, "{}", run.stderr);
    assert!(source.contains("件は説明資料に掲載"), "{source}");
    assert!(source.contains(&kept), "low priority goes before middle");
}

#[test]
fn the_paper_is_chosen_by_the_report() {
    for (paper, [width, height]) in
        [("A4 portrait", [210.0, 297.0]), ("A3 landscape", [420.0, 297.0]), ("A3 portrait", [297.0, 420.0])]
    {
        let desk = Desk::new();
        let mut head: Value =
            serde_json::from_slice(&fs::read(small().join("report.json")).expect("a file")).expect("JSON");
        head["summary_page"] = json!(paper);
        desk.write("report/report.json", head.to_string());
        let built = Loaded::from(&desk.path("report")).build(Document::Summary(0));
        let size = built.pages.pages()[0].frame.size();
        assert!((size.x.to_mm() - width).abs() < 0.1 && (size.y.to_mm() - height).abs() < 0.1, "{paper}: {size:?}");
        assert_eq!(built.pages.pages().len(), 1);
    }
}

#[test]
fn very_many_summaries_make_a_set_only_on_demand() {
    let last = |councils: usize| Document::all(&Loaded::from(&Desk::of_many(councils).path("report")).report).pop();
    assert_eq!(last(100), Some(Document::Set));
    assert_eq!(last(101), Some(Document::Summary(100)));
}

#[test]
fn a_set_and_pictures_are_written_on_demand() {
    let desk = Desk::new();
    assert_eq!(desk.build(&["--only", "summaries", "--png"]).code, Some(0));
    let files = desk.files("out");
    assert_eq!(
        files,
        [
            "png/summary-parks.png",
            "png/summary-water.png",
            "summaries/parks.pdf",
            "summaries/water.pdf",
            "summaries.pdf"
        ]
    );
    let picture = image::load_from_memory(&desk.read("out/png/summary-water.png")).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (1754, 1240));
    let set = lopdf::Document::load_mem(&desk.read("out/summaries.pdf")).expect("a PDF");
    assert_eq!(set.get_pages().len(), 3);
}

/// Large reports are fitted in another way, of which nothing must be seen.
#[test]
fn a_large_report_shares_one_size_and_says_the_same_twice() {
    let desk = Desk::new();
    let mut head: Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
    let parks: Value = serde_json::from_slice(&desk.read("report/councils/parks.json")).expect("JSON");
    let ids: Vec<String> = (0..20).map(|at| format!("council-{at}")).collect();
    for (at, id) in ids.iter().enumerate() {
        let mut council = parks.clone();
        let item = format!("{}苗木を配布し、植樹の会を開いた。", "各地区の公園で、".repeat(1 + at % 4));
        council["achievements"] = Value::from(vec![item; 1 + at]);
        desk.write(&format!("report/councils/{id}.json"), council.to_string());
    }
    for other in desk.files("report/councils").into_iter().filter(|name| !name.starts_with("council-")) {
        std::fs::remove_file(desk.path(&format!("report/councils/{other}"))).expect("a council");
    }
    head["councils"] = json!(ids);
    desk.write("report/report.json", head.to_string());
    let loaded = Loaded::from(&desk.path("report"));
    let documents: Vec<Document> = (0..ids.len()).map(Document::Summary).collect();
    let [one, other] = [loaded.build_all(&documents), loaded.build_all(&documents)];
    let scales: BTreeSet<u32> = one.iter().flat_map(|built| built.scales.clone()).collect();
    assert_eq!(scales.len(), 1, "{scales:?}");
    assert_eq!(one.iter().map(|built| built.document).collect::<Vec<_>>(), documents);
    assert!(one.iter().zip(&other).all(|(one, other)| one.pdf == other.pdf));
}

/// A template made before parts had names tells them apart by their order, and finds the same layout.
#[test]
fn parts_without_names_are_measured_by_their_order() {
    let layout = |own: Option<&Path>| {
        let loaded = Loaded::with(&small(), own);
        let document = loaded.documents().find(|document| matches!(document, Document::Summary(_))).expect("a summary");
        let built = loaded.build(document);
        let found = built.fit_result.expect("a layout that was measured");
        (format!("{:?}", found.layout), format!("{:.1?}", found.measured.parts))
    };
    let shipped = fs::read_to_string(repository("templates/partials/summary.typ.hbs")).expect("a file");
    let desk = Desk::new();
    let ids = ["{{code part}}"];
    let nameless = ids.iter().fold(shipped, |text, id| text.replace(&format!("id: {id}, "), ""));
    assert!(!nameless.contains("id:"), "{nameless}");
    desk.write("own/partials/summary.typ.hbs", nameless);
    assert_eq!(layout(Some(&desk.path("own"))), layout(None));
}

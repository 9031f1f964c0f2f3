//! Readings stand right above their words, wherever words may have one (JLREQ §3.3).

use kakugi::template::Document;
use kakugi::typeset::{PagedDocument, PlacedText, texts};
use serde_json::{Value, json};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::visualize::Geometry;

use super::{paragraph, with, with_blocks};
use crate::support::{Desk, Loaded, without_space};

/// The smallest size of readings, in points; larger words have readings of half their size.
const READING: f64 = 7.0;
/// Boxes of text reach this share of the size above the baseline, and the rest of it below.
const ASCENT: f64 = 0.88;
/// Sums of lengths are off by less than this, in points.
const ROUNDING: f64 = 0.05;
/// A longer reading reaches over each neighbour by no more than this share of the word's size.
const REACH: f64 = 0.5;

/// Words and readings of every kind: either longer than the other, of kanji, Latin letters, digits and mixtures.
const WORDS: [(&str, &str); 12] = [
    ("堰", "せき"),
    ("承", "うけたまわ"),
    ("協議会", "きょうぎかい"),
    ("小鳥遊", "たかなし"),
    ("水源計画", "みず"),
    ("DX", "ディーエックス"),
    ("COVID-19", "コビッド"),
    ("10年", "じゅうねん"),
    ("令和2年度", "れいわにねんど"),
    ("A4", "えーよん"),
    ("人工知能", "AI"),
    ("New York", "ニューヨーク"),
];

fn ruby((base, reading): (&str, &str)) -> String {
    format!("{{{base}|{reading}}}")
}

/// Left and right of what a run shows.
fn extent(text: &PlacedText<'_>) -> [f64; 2] {
    let last = text.item.glyphs.last().map_or(0.0, |last| {
        last.x_advance.at(text.item.size).to_pt()
            - text.item.font.x_advance(last.id).map_or(0.0, |own| own.at(text.item.size).to_pt())
    });
    [text.x, text.x + text.item.width().to_pt() - last.max(0.0)]
}

/// The readings of a document that stand where none may.
fn misplaced(pages: &PagedDocument, readings: &[&str]) -> Vec<String> {
    let all = texts(pages);
    let mut errors = Vec::new();
    let found: Vec<&PlacedText<'_>> = all
        .iter()
        .filter(|text| text.is_in("artifact") && readings.contains(&without_space(&text.item.text).as_str()))
        .collect();
    for reading in &found {
        let name = without_space(&reading.item.text);
        let high = reading.item.size.to_pt();
        let [left, right] = extent(reading);
        // What stands on the line below.
        let word: Vec<&PlacedText<'_>> = all
            .iter()
            .filter(|text| {
                let size = text.item.size.to_pt();
                let down = ASCENT * size + (1.0 - ASCENT) * high;
                let [from, to] = extent(text);
                let middle = f64::midpoint(from, to);
                text.page == reading.page
                    && (text.y - reading.y - down).abs() < ROUNDING
                    && middle > left - 0.5 * size
                    && middle < right + 0.5 * size
            })
            .collect();
        if word.iter().any(|word| (high - (word.item.size.to_pt() / 2.0).max(READING)).abs() > ROUNDING) {
            errors.push(format!("{name} is {high} pt high"));
        }
        if word.is_empty() {
            errors.push(format!("{name} at ({left:.1}, {:.1}) has no word below", reading.y));
        }
        let (top, bottom) = (reading.y - 0.75 * high, reading.y + 0.05 * high);
        for other in all.iter().filter(|other| other.page == reading.page && !std::ptr::eq(*other, *reading)) {
            let size = other.item.size.to_pt();
            let [from, to] = extent(other);
            let across = from + 0.5 < right && left + 0.5 < to;
            if across && other.y - 0.75 * size < bottom - 0.5 && top + 0.5 < other.y + 0.05 * size {
                errors.push(format!("{name} lies on {}", other.item.text));
            }
        }
        for rule in rules(pages, reading.page) {
            if rule[0] < right && rule[1] > left && rule[2] > top && rule[2] < bottom {
                errors.push(format!("{name} lies on a rule at {:.1}", rule[2]));
            }
        }
        let width = pages.pages()[reading.page].frame.width().to_pt();
        if left < 0.0 || right > width {
            errors.push(format!("{name} leaves the page"));
        }
    }
    for wanted in readings {
        if !found.iter().any(|reading| without_space(&reading.item.text) == *wanted) {
            errors.push(format!("{wanted} is not set"));
        }
    }
    errors
}

/// Level lines of a page: left, right and height.
fn rules(pages: &PagedDocument, page: usize) -> Vec<[f64; 3]> {
    fn walk(frame: &Frame, transform: Transform, found: &mut Vec<[f64; 3]>) {
        for (position, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inner =
                        transform.pre_concat(Transform::translate(position.x, position.y)).pre_concat(group.transform);
                    walk(&group.frame, inner, found);
                }
                FrameItem::Shape(shape, _) => {
                    if let Geometry::Line(to) = shape.geometry {
                        let Point { x, y } = position.transform(transform);
                        if to.y.to_pt().abs() < ROUNDING {
                            found.push([x.to_pt(), x.to_pt() + to.x.to_pt(), y.to_pt()]);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&pages.pages()[page].frame, Transform::identity(), &mut found);
    found
}

/// A report in which a word with its reading stands wherever a text is printed.
fn everywhere(word: &str) -> Desk {
    let v = |text: &str| text.replace('＿', word);
    let node = |id: &str| json!({ "id": id, "label": v("＿の部"), "note": v("＿を見る") });
    with(
        json!({ "title": v("架空市の＿の成果"), "subtitle": v("＿の概要"), "issuer": v("＿市"), "presented_to": v("＿会議"),
            "framing": { "title": v("＿の概要"), "items": [v("＿を設置。"), { "text": "下に", "items": [v("＿を置く。")] }] } }),
        json!({ "name": v("＿協議会"), "short_name": v("＿"), "message": v("＿を守る。"),
            "highlight": { "label": v("＿の数"), "text": v("＿で実施") },
            "purpose": [v("＿を守る。"), v("注^[＿の注。]")],
            "results": { "metrics": [{ "id": "m", "label": v("＿の数"), "value": 12, "unit": v("＿"), "note": v("＿を含む") }] },
            "reference": [{ "title": v("＿の参考"), "blocks": [
                paragraph(&v("＿を見る。文の中の＿と、（＿）、「＿」。")),
                { "type": "section", "title": v("＿の節"), "note": v("＿による"), "blocks": [paragraph(&v("＿。"))] },
                { "type": "numbered", "items": [v("＿を守る")] },
                { "type": "table", "title": v("＿の表"), "note": v("＿現在"), "columns": [{ "title": v("＿") }, { "title": "値" }],
                  "rows": [[v("＿"), 1], [v("前＿後"), 2], ["無", 3]], "total": [v("＿の計"), 6], "notes": [v("＿を含む。")] },
                { "type": "diagram", "kind": "flow", "title": v("＿の図"), "nodes": [node("a"), node("b")],
                  "edges": [{ "from": "a", "to": "b", "label": v("＿へ") }], "source": v("＿調べ") },
                { "type": "diagram", "kind": "phases", "title": "段階",
                  "nodes": [{ "id": "a", "label": v("＿期"), "items": [v("＿を行う")] }, { "id": "b", "label": "次" }] },
                { "type": "case", "label": v("＿例"), "title": v("＿の例"), "text": v("＿を見る。"), "items": [v("＿の点")] },
                { "type": "unavailable", "kind": "図", "title": v("＿の図") },
            ] }],
        }),
    )
}

#[test]
fn readings_stand_right_above_their_words_everywhere() {
    for word in [WORDS[2], WORDS[5], WORDS[4], WORDS[8]] {
        let desk = everywhere(&ruby(word));
        let loaded = Loaded::from(&desk.path("report"));
        for document in loaded.documents() {
            let set = loaded.typeset(document);
            assert_eq!(misplaced(&set.pages, &[word.1]), Vec::<String>::new(), "{word:?} in {document:?}");
        }
        // All gates pass, and what is read aloud is the word alone.
        let built = loaded.build(Document::Briefing);
        let text = crate::kumihan::extracted(&lopdf::Document::load_mem(&built.pdf).expect("a PDF"));
        assert!(text.contains(&without_space(&format!("{}の参考", word.0))) && !text.contains(word.1), "{word:?}");
    }
}

#[test]
fn readings_of_every_kind_stand_right_in_running_text_and_in_cells() {
    let text: String = WORDS.iter().map(|word| format!("{}を進める。", ruby(*word))).collect();
    let shifted = |at: usize| paragraph(&format!("{}{text}", "あ".repeat(at)));
    let mut blocks: Vec<Value> = (0..46).step_by(3).map(shifted).collect();
    let close: String = WORDS.iter().map(|word| ruby(*word)).collect();
    blocks.push(paragraph(&format!("{close}、{close}。「{close}」（{close}）")));
    let rows: Vec<Value> =
        WORDS.iter().map(|word| json!([ruby(*word), format!("の{}を", ruby(*word)), "一"])).collect();
    blocks.push(
        json!({ "type": "table", "columns": [{ "title": "甲" }, { "title": "乙" }, { "title": "丙" }], "rows": rows }),
    );
    let loaded = Loaded::from(&with_blocks(blocks.into()).path("report"));
    let set = loaded.typeset(Document::Briefing);
    let readings: Vec<&str> = WORDS.iter().map(|(_, reading)| *reading).collect();
    assert_eq!(misplaced(&set.pages, &readings), Vec::<String>::new());
    loaded.build(Document::Briefing);
    // The space between lines holds the readings, so that none stands farther from the line before than others.
    let all = texts(&set.pages);
    let body = all
        .iter()
        .filter(|text| text.is_in("par") && !text.is_in("artifact") && (text.item.size.to_pt() - 10.0).abs() < 0.01);
    let body: Vec<f64> = body.map(|text| text.y).collect();
    let pitches = body.windows(2).map(|pair| pair[1] - pair[0]);
    let pitches: Vec<f64> = pitches.filter(|pitch| *pitch > ROUNDING && *pitch < 30.0).collect();
    assert!(pitches.len() > 30 && pitches.iter().all(|pitch| (16.5..17.3).contains(pitch)), "{pitches:?}");
}

#[test]
fn long_readings_reach_over_kana_and_never_over_kanji() {
    let reading = |text: &str| {
        let loaded = Loaded::from(&with_blocks(json!([paragraph(text)])).path("report"));
        let set = loaded.typeset(Document::Briefing);
        let all = texts(&set.pages);
        let reading = all.iter().find(|text| text.item.text == "うけたまわ").map(extent).expect("a reading");
        let near =
            |c: char| all.iter().find_map(|text| text.item.text.starts_with(c).then_some(text.x)).expect("a neighbour");
        (reading, near('前'), near('後'))
    };
    let (kanji, _, after) = reading("前{承|うけたまわ}後");
    assert!(after > kanji[1] - ROUNDING, "{kanji:?} {after}");
    let (kana, _, after) = reading("前ああ{承|うけたまわ}ああ後");
    let over = kana[1] - (after - 20.0);
    assert!(over > 1.0 && over <= REACH * 10.0 + ROUNDING, "{kana:?} {after}");
}

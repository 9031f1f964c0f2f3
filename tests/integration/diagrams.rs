//! Diagrams of any size in columns of any width: every text is there, none is torn, and nothing leaves the page.

use kakugi::diagnostic::Language;
use kakugi::template::Document;
use kakugi::typeset::{PlacedText, texts};
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, Set, without_space};

const WATER: &str = "report/councils/water.json";
/// A paragraph that stands once in the small report.
const PARAGRAPH: &str = r#"{ "type": "paragraph", "text": "点検は三段階で行う。" },"#;

/// The briefing with a diagram in the first of some columns.
fn set(kind: &str, nodes: &[Value], edges: &[Value], columns: usize) -> Set {
    let mut diagram = json!({ "type": "diagram", "kind": kind, "title": "見本", "nodes": nodes });
    if !edges.is_empty() {
        diagram["edges"] = json!(edges);
    }
    let others = (1..columns).map(|_| json!([{ "type": "paragraph", "text": "文。" }]));
    let block = match columns {
        1 => diagram,
        _ => {
            json!({ "type": "columns", "columns": std::iter::once(json!([diagram])).chain(others).collect::<Value>() })
        }
    };
    set_of(&block)
}

/// The briefing with a block.
fn set_of(block: &Value) -> Set {
    let desk = Desk::new();
    desk.edit(WATER, PARAGRAPH, &format!("{block},"));
    let loaded = Loaded::from(&desk.path("report"));
    // The gates find what leaves its page.
    loaded.build(Document::Briefing);
    loaded.typeset(Document::Briefing)
}

fn node(at: usize, label: &str) -> Value {
    json!({ "id": format!("n{at}"), "label": label })
}

fn edge(from: usize, to: usize, label: &str) -> Value {
    json!({ "from": format!("n{from}"), "to": format!("n{to}"), "label": label })
}

#[test]
fn forty_boxes_find_room() {
    let nodes: Vec<Value> = (0..40).map(|at| node(at, &format!("第{at}分科会"))).collect();
    let star: Vec<Value> = (1..40).map(|at| edge(0, at, "付託")).collect();
    let chain: Vec<Value> = (1..40).map(|at| edge(at - 1, at, "付託")).collect();
    for kind in ["organisation", "flow", "network"] {
        for edges in [&star, &chain] {
            for columns in [1, 3] {
                let text = set(kind, &nodes, edges, columns).text();
                let lost = (0..40).find(|at| !text.contains(&format!("第{at}分科会")));
                assert_eq!(lost, None, "{kind} in {columns} columns");
            }
        }
    }
}

/// Where a drawing has no room, a list over pages says by numbers where each arrow comes from and leads.
#[test]
fn two_hundred_boxes_are_numbered() {
    let nodes: Vec<Value> = (0..200).map(|at| node(at, &format!("第{at}地区中央畜産会"))).collect();
    let tree: Vec<Value> = (1..200).map(|at| edge((at - 1) / 4, at, "再委託")).collect();
    for kind in ["organisation", "flow", "network"] {
        for columns in [1, 2, 4] {
            let text = set(kind, &nodes, &tree, columns).text();
            let lost = (0..200).find(|at| !text.contains(&format!("第{at}地区中央畜産会")));
            assert_eq!(lost, None, "{kind} in {columns} columns");
            if kind == "network" && columns == 1 {
                assert!(text.contains("(1)第0地区中央畜産会→(2)、(87)、(159)、(180)（再委託）"));
                assert!(text.contains("(4)第21地区中央畜産会←(3)→(5)〜(8)（再委託）"));
            }
        }
    }
}

/// Labels do not squeeze boxes until these are towers that leave the page.
#[test]
fn long_labels_leave_boxes_their_room() {
    let nodes: Vec<Value> = (0..15).map(|at| node(at, "公益社団法人中央畜産会（事業実施主体）")).collect();
    let label = "【公募・補助】畜産・酪農収益力総合対策基金への造成";
    let fan = |from: usize, ends: std::ops::RangeInclusive<usize>| ends.map(move |to| edge(from, to, label));
    let steps = [fan(0, 1..=1), fan(1, 2..=4), fan(2, 5..=8), fan(3, 9..=9), fan(4, 10..=13), fan(10, 14..=14)];
    let edges: Vec<Value> = steps.into_iter().flatten().collect();
    let set = set("network", &nodes, &edges, 1);
    assert!(lines(&texts(&set.pages), "公益社団法人中央畜産会").len() <= 4);
}

#[test]
fn circles_find_room_in_narrow_columns() {
    for count in [3, 8] {
        let nodes: Vec<Value> = (0..count).map(|at| node(at, &format!("第{at}回の点検と評価"))).collect();
        let edges: Vec<Value> = (0..count).map(|at| edge(at, (at + 1) % count, &format!("審議{at}"))).collect();
        for columns in [3, 5] {
            let text = set("cycle", &nodes, &edges, columns).text();
            let lost = (0..count).find(|at| !text.contains(&format!("審議{at}")));
            assert_eq!(lost, None, "{count} boxes in {columns} columns");
        }
    }
}

#[test]
fn a_lone_box_needs_no_arrows() {
    for kind in ["organisation", "flow", "network"] {
        assert!(set(kind, &[node(0, "推進本部")], &[], 1).text().contains("推進本部"));
    }
}

/// The lines on which the characters of a word stand where it is printed, each once.
fn lines(texts: &[PlacedText<'_>], word: &str) -> Vec<f64> {
    let glyphs: Vec<(char, f64)> = texts.iter().flat_map(|text| text.item.text.chars().map(|c| (c, text.y))).collect();
    let word: Vec<char> = word.chars().collect();
    let place = glyphs.windows(word.len()).find(|window| window.iter().map(|(c, _)| *c).eq(word.iter().copied()));
    let mut lines: Vec<f64> = place.expect("the word").iter().map(|(_, y)| *y).collect();
    lines.dedup();
    lines
}

#[test]
fn words_stay_whole_where_they_have_room() {
    let nodes = [node(0, "東南アジアのカンボジア医療拠点"), node(1, "ミャンマーのコンピューター研究所")];
    let set = set("flow", &nodes, &[edge(0, 1, "リハビリテーション機器")], 4);
    let texts = texts(&set.pages);
    for word in ["カンボジア", "ミャンマー", "コンピューター"] {
        assert_eq!(lines(&texts, word).len(), 1, "{word} is torn");
    }
}

#[test]
fn words_wider_than_their_box_are_broken() {
    let word = "スーパーコンピューターネットワークシステムセンター";
    let set = set("network", &[node(0, word), node(1, "次")], &[edge(0, 1, "次")], 4);
    assert!(lines(&texts(&set.pages), word).len() > 1);
}

/// Who pays whom how much for what, drawn or as a list, with the amounts in the style of the report.
#[test]
fn flows_of_money_say_who_pays_what() {
    let payee = |at: usize| json!({ "id": format!("n{at}"), "label": format!("{at}社ほか"), "count": 12, "amount": 1200, "role": "展示会の運営" });
    for count in [3, 30] {
        let mut nodes: Vec<Value> = (1..count).map(payee).collect();
        nodes.insert(0, json!({ "id": "n0", "label": "本省", "amount": 1200 * (count - 1) }));
        let pay = |at: usize| json!({ "from": "n0", "to": format!("n{at}"), "label": "【委託】", "amount": 1200 });
        let edges: Vec<Value> = (1..count).map(pay).collect();
        let diagram = json!({
            "type": "diagram", "kind": "money", "title": "資金の流れ", "unit": "百万円", "nodes": nodes, "edges": edges,
        });
        for block in [diagram.clone(), json!({ "type": "columns", "columns": [[diagram], [], []] })] {
            let block = match block["columns"].is_array() {
                true => json!({ "type": "columns", "columns": [block["columns"][0],
                    [{ "type": "paragraph", "text": "文。" }], [{ "type": "paragraph", "text": "文。" }]] }),
                false => block,
            };
            let text = set_of(&block).text();
            for words in ["1社ほか（12者）", "1,200百万円", "［展示会の運営］", "【委託】"] {
                assert!(text.contains(words), "{words} of {count} in {text}");
            }
        }
    }
}

/// A node that passes on more than it has, or gets something else, is told of, unless rounding or a note explains it.
#[test]
fn amounts_of_money_agree_with_their_arrows() {
    let told = |nodes: Value, edges: Value| -> Vec<String> {
        let desk = Desk::new();
        let diagram = json!({
            "type": "diagram", "kind": "money", "title": "資金の流れ", "unit": "百万円", "nodes": nodes, "edges": edges,
        });
        desk.edit(WATER, PARAGRAPH, &format!("{diagram},"));
        let told = desk.told();
        told.iter()
            .filter(|told| told.problem.code() == "K0299")
            .map(|told| told.problem.message(Language::English))
            .collect()
    };
    let nodes = |first: u32, note: Option<&str>| {
        let first = json!({ "id": "a", "label": "本省", "amount": first });
        let first = note.map_or(
            first.clone(),
            |note| json!({ "id": "a", "label": "本省", "amount": first["amount"], "note": note }),
        );
        json!([first, { "id": "b", "label": "A", "amount": 90 }, { "id": "c", "label": "B", "amount": 60 }])
    };
    let plain = json!([{ "from": "a", "to": "b" }, { "from": "a", "to": "c" }]);
    assert_eq!(told(nodes(100, None), plain.clone()), ["`本省` has 100百万円, but passes on 150百万円"]);
    assert_eq!(told(nodes(149, None), plain.clone()), [""; 0]);
    assert_eq!(told(nodes(200, None), plain.clone()), [""; 0]);
    assert_eq!(told(nodes(100, Some("自己資金を含む。")), plain), [""; 0]);
    let short = json!([{ "from": "a", "to": "b", "amount": 70 }, { "from": "a", "to": "c" }]);
    assert_eq!(told(nodes(150, None), short), ["`A` has 90百万円, but gets 70百万円"]);
}

/// Names of foreign companies: words that no box of a row can hold, addresses, words in capitals or mixed with figures.
#[test]
fn latin_words_stay_in_their_boxes() {
    let names = [
        "GlobalData UK Ltd",
        "SEGMAR RESERCH合同会社",
        "EuroVision & Associates",
        "Pricewaterhousecoopers Aarata LLC",
        "info@internationalization.example.go.jp",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ株式会社",
        "Telecommunications/Infrastructure.Development_Group",
        "B2B4C5D6E7F8G9H0J1K2L3M4N5P6",
        "インターナショナルコンサルティングエンジニアリング株式会社",
    ];
    let nodes: Vec<Value> = names.iter().enumerate().map(|(at, name)| node(at, name)).collect();
    for kind in ["organisation", "flow", "network"] {
        for count in [3, 5, 7, 9] {
            let edges: Vec<Value> = (1..count).map(|at| edge(0, at, "")).map(without_label).collect();
            for columns in [1, 2, 3] {
                let text = without_hyphens(&set(kind, &nodes[..count], &edges, columns).text());
                let lost = names[..count].iter().find(|name| !text.contains(&without_hyphens(&without_space(name))));
                assert_eq!(lost, None, "{kind} of {count} in {columns} columns");
            }
        }
    }
    let edges: Vec<Value> = (0..6).map(|at| edge(at, (at + 1) % 6, "Internationalization")).collect();
    for columns in [1, 2, 3] {
        set("cycle", &nodes[..6], &edges, columns);
        set("phases", &nodes[..6], &[], columns);
    }
}

/// A word takes smaller type before it is broken, and all boxes of a diagram have one size.
#[test]
fn type_is_set_smaller_before_words_are_broken() {
    let sizes = |label: &str| -> (Vec<f64>, usize) {
        let nodes: Vec<Value> = (0..8).map(|at| node(at, if at == 0 { "農林水産省" } else { label })).collect();
        let edges: Vec<Value> = (1..8).map(|at| edge(0, at, "")).map(without_label).collect();
        let set = set("network", &nodes, &edges, 1);
        let texts = texts(&set.pages);
        let of_boxes = texts.iter().filter(|text| text.item.text.contains("農林水産省"));
        let mut sizes: Vec<f64> = of_boxes.map(|text| text.item.size.to_pt()).collect();
        sizes.dedup();
        (sizes, lines(&texts, label).len())
    };
    assert_eq!(sizes("Globaldatal"), (vec![7.5], 1));
    assert_eq!(sizes("Globaldatas"), (vec![7.0], 1));
    assert_eq!(sizes("農林水産省"), (vec![8.0], 1));
}

fn without_label(mut edge: Value) -> Value {
    edge.as_object_mut().expect("an edge").remove("label");
    edge
}

fn without_hyphens(text: &str) -> String {
    text.replace(['-', '\u{ad}'], "")
}

/// What a figure holds is read aloud as its alternative text, so that no note may begin in it.
#[test]
fn notes_and_addresses_stand_in_brackets() {
    let marked = "手引^[二版。]と[資料](https://example.jp/a)";
    let plain = "手引（二版。）と資料（https://example.jp/a）";
    let item = |at: usize| json!({ "id": format!("n{at}"), "label": format!("箱{at}"), "items": [marked] });
    let note = |at: usize| json!({ "id": format!("n{at}"), "label": format!("箱{at}"), "note": marked });
    for kind in ["phases", "before_after"] {
        assert!(without_space(&set(kind, &[item(0), item(1)], &[], 1).text()).contains(plain), "{kind}");
    }
    for (kind, count) in [("flow", 2), ("organisation", 40), ("cycle", 3)] {
        let nodes: Vec<Value> = (0..count).map(note).collect();
        assert!(without_space(&set(kind, &nodes, &[], 1).text()).contains(plain), "{kind}");
    }
    let country = json!({ "code": "KH", "label": "カンボジア", "note": marked });
    let map = json!({ "type": "map", "title": "国", "countries": [country] });
    assert!(without_space(&set_of(&map).text()).contains(plain), "a map");
}

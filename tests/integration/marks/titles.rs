//! Marks in titles, heads of columns, remarks and labels.

use kakugi::template::Document;
use kakugi::typeset::texts;
use lopdf::Object;
use serde_json::json;

use super::{paragraph, with};
use crate::support::{Desk, Loaded, dictionary, text};

/// Signs by which a mark would be seen that is printed as it stands.
const SIGNS: [&str; 7] = ["**", "{", "}", "^", "_", "[", "]("];

/// A report with marks in every text that is printed.
fn marked() -> Desk {
    let all = "**太字**の{水源|すいげん}とCO_{2}を10^{3}倍^[注の文]に{|}する[頁](https://example.jp/p)";
    let v = |name: &str| format!("{name}{all}");
    let series = json!([{ "name": v("系列"), "values": [1, 2] }, { "name": "他", "values": [2, 3] }]);
    with(
        json!({ "title": v("表題"), "subtitle": v("副題"), "issuer": v("発行"), "presented_to": v("提出"),
            "framing": { "title": v("概要"), "items": ["項"] } }),
        json!({ "name": v("協議会"), "short_name": "略{称|しょう}", "message": v("要旨"),
            "highlight": { "label": v("指標"), "metric": "m" },
            "results": { "metrics": [{ "id": "m", "label": v("標"), "value": 12, "unit": "t-CO_{2}/m^{2}" }] },
            "reference": [{ "title": v("参考"), "blocks": [
                { "type": "section", "title": v("節"), "note": v("節注"), "blocks": [paragraph("文。")] },
                { "type": "table", "id": "t", "title": v("表"), "note": v("表注"), "columns": [{ "title": v("列") }, { "title": "CO_{2}" }],
                  "rows": [["甲^[甲の注]", 1]] },
                { "type": "chart", "kind": "grouped_bar", "title": v("図"), "unit": v("位"), "note": v("図注"),
                  "categories": [v("項"), "乙"], "series": series, "target": { "value": 2, "label": "目{標|ひょう}" }, "source": v("出典") },
                { "type": "chart", "kind": "bar", "title": "表から", "unit": "t",
                  "from": { "table": "t", "by": format!("列{}", "太字の水源とCO2を10^3倍にする頁".replace("10^3", "10^{3}")), "values": ["CO2"] } },
                { "type": "diagram", "kind": "flow", "title": v("線図"), "note": v("線注"), "source": v("線源"),
                  "nodes": [{ "id": "a", "label": v("枠") }, { "id": "b", "label": "CO_{2}" }],
                  "edges": [{ "from": "a", "to": "b", "label": v("矢") }] },
                { "type": "map", "title": v("地図"), "note": v("地注"), "source": v("地源"), "countries": [{ "code": "FR", "label": v("国") }] },
                { "type": "picture", "file": "pictures/weir.png", "alt": "堰", "caption": v("説明") },
                { "type": "case", "label": v("例"), "title": v("事例"), "text": "文。" },
                { "type": "unavailable", "kind": "図", "title": v("無い") },
            ] }],
            "summary": { "show": ["t"] } }),
    )
}

#[test]
fn no_mark_is_printed_as_it_stands() {
    let desk = marked();
    let loaded = Loaded::from(&desk.path("report"));
    let documents: Vec<Document> = loaded.documents().collect();
    for built in loaded.build_all(&documents) {
        let pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
        let printed = crate::kumihan::extracted(&pdf);
        for sign in SIGNS {
            assert!(!printed.contains(sign), "{sign} in {}", &printed[..printed.find(sign).unwrap_or(0)]);
        }
        assert!(printed.contains("CO2を103倍") && !printed.contains("すいげん"), "{printed}");
        let info = dictionary(&pdf, &pdf.trailer, b"Info");
        for key in [&b"Title"[..], b"Author"] {
            let words = text(&pdf, info, key);
            assert!(words.ends_with("太字の水源とCO2を10^3倍にする頁"), "{words}");
        }
    }
}

/// The titles of a PDF's bookmarks.
fn bookmarks(pdf: &lopdf::Document) -> Vec<String> {
    fn add(pdf: &lopdf::Document, above: &lopdf::Dictionary, out: &mut Vec<String>) {
        let mut next = above.get_deref(b"First", pdf).ok();
        while let Some(Object::Dictionary(entry)) = next {
            out.push(text(pdf, entry, b"Title"));
            add(pdf, entry, out);
            next = entry.get_deref(b"Next", pdf).ok();
        }
    }
    let mut out = Vec::new();
    add(pdf, dictionary(pdf, pdf.catalog().expect("a catalog"), b"Outlines"), &mut out);
    out
}

#[test]
fn bookmarks_contents_and_heads_of_pages_have_the_words_alone() {
    let name = "水源の{保全|ほぜん}^[設置の経緯は別紙]を**進める**協議会";
    let blocks: Vec<_> = (0..60).map(|_| paragraph(&"文が続く。".repeat(20))).collect();
    let desk = with(
        json!({}),
        json!({ "name": name, "reference": [{ "title": "{堰|せき}の[頁](https://example.jp)", "blocks": blocks }] }),
    );
    let loaded = Loaded::from(&desk.path("report"));
    let built = loaded.build(Document::Briefing);
    let pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let found = bookmarks(&pdf);
    for wanted in ["1 水源の保全を進める協議会", "堰の頁"] {
        assert!(found.iter().any(|title| title.replace('\u{2060}', "") == wanted), "{wanted} in {found:?}");
    }
    // The note stands once, on the page of the council, though the name is in the contents, the overview and on each page.
    let pages = crate::kumihan::pages(&pdf);
    assert_eq!(pages.concat().matches("設置の経緯は別紙").count(), 1);
    let called = pages.iter().filter(|page| page.contains("水源の保全を進める協議会")).count();
    assert_eq!(called, 2, "in the contents and in the overview");
    let set = loaded.typeset(Document::Briefing);
    let heads: String =
        texts(&set.pages).iter().filter(|text| text.is_in("artifact")).map(|text| text.item.text.as_str()).collect();
    assert!(heads.contains("水源の保全を進める協議会") && !heads.contains('※'), "{heads}");
    let marks = pages.iter().filter(|page| page.contains("※1")).count();
    assert_eq!(marks, 1);
}

/// The lines of the text that begins so, in the size of type that it has.
fn lines(loaded: &Loaded, document: Document, size: f64) -> Vec<String> {
    let set = loaded.typeset(document);
    let mut lines: Vec<(usize, f64, String)> = Vec::new();
    for text in
        texts(&set.pages).iter().filter(|text| (text.item.size.to_pt() - size).abs() < 0.01 && !text.is_in("artifact"))
    {
        match lines.last_mut() {
            Some((page, y, line)) if *page == text.page && (*y - text.y).abs() < 0.1 => line.push_str(&text.item.text),
            _ => lines.push((text.page, text.y, text.item.text.to_string())),
        }
    }
    lines.into_iter().map(|(_, _, line)| line).collect()
}

#[test]
fn large_titles_are_broken_between_phrases_or_where_they_say() {
    let title = "架空市における地域の医療を確保するための医療機器の開発と人材の育成に関する協議会の成果";
    let loaded = |title: &str| {
        let desk = with(json!({ "title": title }), json!({ "name": title }));
        Loaded::from(&desk.path("report"))
    };
    let free = loaded(title);
    for (document, size) in [(Document::Briefing, 25.0), (Document::Briefing, 17.0), (Document::Set, 25.0)] {
        let mut lines = lines(&free, document, size);
        lines.retain(|line| title.contains(line.as_str()));
        assert!(lines.len() > 1 && lines.concat() == title, "{lines:?}");
        for line in &lines[..lines.len() - 1] {
            assert!(line.ends_with(['る', 'を', 'の', 'と', 'に']), "{lines:?}");
        }
    }
    let hinted = loaded("架空市における地域の医療を{|}確保するための医療機器の開発と{|}人材の育成に関する協議会の成果");
    assert_eq!(
        lines(&hinted, Document::Briefing, 25.0),
        ["架空市における地域の医療を", "確保するための医療機器の開発と", "人材の育成に関する協議会の成果"]
    );
    // A title of one line has none of its places broken.
    let short = loaded("架空市の{|}成果");
    assert_eq!(lines(&short, Document::Briefing, 25.0), ["架空市の成果"]);
}

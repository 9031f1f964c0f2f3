//! Marks in texts: what they do wherever a text is printed.

mod links;
mod ruby;
mod titles;

use serde_json::{Value, json};

use crate::support::Desk;

/// A report of one council whose reference page holds these blocks.
fn with_blocks(blocks: Value) -> Desk {
    with(json!({}), json!({ "reference": [{ "title": "参考", "blocks": blocks }] }))
}

/// A report of one council with these keys instead of the usual ones.
fn with(head: Value, council: Value) -> Desk {
    let desk = Desk::new();
    for name in ["water", "parks"] {
        desk.remove(&format!("report/councils/{name}.json"));
    }
    let mut usual = [
        json!({ "title": "架空市の協議会の成果", "issuer": "架空市", "date": "2021-04", "councils": ["one"],
            "framing": { "title": "概要", "items": ["協議会を設置。"] } }),
        json!({ "name": "水源保全協議会", "short_name": "水源保全", "established": "2018-04",
            "highlight": { "label": "点検", "text": "全地区で実施" }, "purpose": ["水源を守る。"], "achievements": ["堰を点検。"] }),
    ];
    for (usual, own) in usual.iter_mut().zip([head, council]) {
        for (key, value) in own.as_object().expect("an object") {
            usual[key] = value.clone();
        }
    }
    desk.write("report/report.json", usual[0].to_string()).write("report/councils/one.json", usual[1].to_string());
    desk
}

fn paragraph(text: &str) -> Value {
    json!({ "type": "paragraph", "text": text })
}

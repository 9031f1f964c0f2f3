//! Data are never markup: whatever a value holds is printed as it stands.

use kakugi::japanese::{InlineSpan, parse_inline};
use kakugi::template::Document;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::json;

use crate::support::{Desk, Loaded, without_space};

/// Places of every kind, each a word that tells it from the others.
const PLACES: [&str; 24] = [
    "題", "副", "発", "宛", "枠", "名", "略", "札", "句", "旨", "目", "項", "成", "標", "位", "参", "章", "段", "表",
    "列", "値", "図", "軸", "例",
];

/// A report that holds a value in all places, each after its word.
fn report(value: &str) -> Desk {
    let desk = Desk::new();
    let v = |place: &str| {
        assert!(PLACES.contains(&place), "{place}");
        format!("{place}{value}")
    };
    let head = json!({
        "title": v("題"), "subtitle": v("副"), "issuer": v("発"), "presented_to": v("宛"),
        "date": "2021", "councils": ["one"],
        "framing": { "title": v("枠"), "items": ["項"] },
    });
    let council = json!({
        "name": v("名"), "short_name": v("略"), "established": "2020", "message": v("旨"),
        "highlight": { "label": v("札"), "text": v("句") },
        "purpose": [v("目")], "achievements": [{ "text": v("成"), "items": [v("項")] }],
        "results": { "metrics": [{ "id": "m", "label": v("標"), "value": 1, "unit": v("位") }] },
        "reference": [{ "title": v("参"), "blocks": [
            { "type": "section", "title": v("章"), "blocks": [{ "type": "paragraph", "text": v("段") }] },
            { "type": "table", "title": v("表"), "columns": [{ "title": v("列") }], "rows": [[v("値")]] },
            { "type": "chart", "kind": "bar", "title": v("図"), "unit": "件", "categories": [v("軸")],
              "series": [{ "name": "数", "values": [1] }] },
            { "type": "case", "title": v("例"), "text": "件" },
        ] }],
    });
    for name in ["water", "parks"] {
        desk.remove(&format!("report/councils/{name}.json"));
    }
    desk.write("report/report.json", head.to_string()).write("report/councils/one.json", council.to_string());
    desk
}

/// The places in which the briefing does not print the value as it stands.
fn changed(value: &str) -> Vec<&'static str> {
    let desk = report(value);
    let printed = Loaded::from(&desk.path("report")).typeset(Document::Briefing).text();
    PLACES.into_iter().filter(|place| !printed.contains(&without_space(&format!("{place}{value}")))).collect()
}

#[test]
fn markup_of_typst_and_handlebars_is_printed() {
    let values = [
        r"#panic() #let x = 1 #x",
        r"*a* _b_ $c$ @d <e> [f] \g",
        r"// x",
        r"/* x */ */",
        r"`a` ```b```",
        r"-- --- ... ~",
        r#""a" 'b' \" \\"#,
        r"{{x}} {{{y}}} {{#if z}} {{/if}} {{!c}} {{> d}}",
        r"\u{41} \n \#",
        r"https://a.b/c?d=e&f",
        r"- a",
        r"= b",
        r"+ c",
        r"1. d",
        r"/ e: f",
        r"]) ; } #(",
        r"&amp; &lt;b&gt; %41",
    ];
    for value in values {
        assert_eq!(changed(value), Vec::<&str>::new(), "{value}");
    }
}

/// Pieces that mean something to a parser somewhere on the way, and plain text to join them.
const PIECES: [&str; 40] = [
    "#",
    "#panic()",
    "*",
    "_",
    "$",
    "@",
    "<",
    ">",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "\\",
    "//",
    "/*",
    "*/",
    "`",
    "--",
    "\"",
    "'",
    "{{",
    "}}",
    "{{x}}",
    "\\u{41}",
    "https://a.b",
    "- a",
    "= b",
    "1. c",
    ";",
    ",",
    "~",
    "|",
    "^",
    "%",
    "協議会",
    "Aa",
    "12",
    " ",
];

fn value() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 1..8).prop_map(|pieces| pieces.concat());
    // The few marks of the data format itself are meant.
    pieces.prop_filter("inline marks", |text| {
        let whole = format!("項{text}");
        !text.contains("**") && parse_inline(&whole) == [InlineSpan::Text(&whole)]
    })
}

proptest! {
    // Failures are printed with their value; a file of them in the sources would only grow.
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_mixture_of_markup_is_printed(value in value()) {
        prop_assert_eq!(changed(&value), Vec::<&str>::new(), "{}", value);
    }
}

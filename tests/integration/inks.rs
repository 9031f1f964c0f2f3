//! Pages in the inks of the press, which are exchanged for the colours of the screen.

use std::fs;

use kakugi::template::Document;
use lopdf::content::Content;
use lopdf::{Object, Stream};
use serde_json::{Value, json};

use crate::print::{pdf, printed, printing, theme_inks};
use crate::support::{Desk, Loaded, pages_of, repository};

/// The inks, in percent, of all colours that contents choose.
fn chosen_inks<'a>(contents: impl IntoIterator<Item = &'a Stream>) -> Vec<Vec<f64>> {
    let operations = contents.into_iter().flat_map(|stream| {
        let content = stream.get_plain_content().expect("a content stream");
        Content::decode(&content).expect("operations").operations
    });
    let inks = operations.filter(|operation| ["k", "K", "scn", "SCN"].contains(&operation.operator.as_str()));
    let inks = inks.map(|operation| {
        let numbers = operation.operands.iter().filter_map(|operand| operand.as_float().ok());
        numbers.map(|ink| f64::from(ink) * 100.0).collect::<Vec<_>>()
    });
    inks.filter(|inks| inks.len() == 4).collect()
}

/// Contents hold 256 steps of each ink.
fn is_of_the_theme(inks: &[f64]) -> bool {
    theme_inks().iter().any(|theirs| theirs.iter().zip(inks).all(|(theirs, ours)| (theirs - ours).abs() < 0.3))
}

/// Components of a summary lie in a folder of their own for each size of type.
#[test]
fn patterns_of_summaries_and_briefings_are_in_the_inks_of_the_theme() {
    let desk = Desk::new();
    let path = "report/councils/water.json";
    let mut council: Value = serde_json::from_slice(&desk.read(path)).expect("JSON");
    let series: Vec<Value> = (1..=6)
        .map(|number| json!({ "name": format!("第{number}区"), "values": [number * 10, number * 12] }))
        .collect();
    council["reference"][0]["blocks"].as_array_mut().expect("blocks").push(json!({
        "type": "chart", "id": "six", "kind": "grouped_bar", "title": "区別の点検", "unit": "か所",
        "categories": ["上期", "下期"], "series": series
    }));
    council["summary"] = json!({ "show": ["six"] });
    desk.write(path, council.to_string());
    let loaded = Loaded::from(&desk.path("report"));
    for document in [Document::Summary(0), Document::Briefing] {
        let pdf = pdf(&printed(&loaded, document, printing("offset-coated", false)));
        let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
        let patterns: Vec<&Stream> =
            streams.filter(|stream| stream.dict.get(b"PatternType").and_then(Object::as_i64).is_ok()).collect();
        assert!(patterns.len() >= 3, "{document:?}: {} patterns", patterns.len());
        let inks = chosen_inks(patterns);
        assert!(!inks.is_empty() && inks.iter().all(|inks| is_of_the_theme(inks)), "{document:?}: {inks:?}");
    }
}

/// The dots of a tint would fray the edges of small type, whatever colour it has.
#[test]
fn small_type_in_a_foreign_colour_is_black() {
    let desk = Desk::new();
    let cover = fs::read_to_string(repository("templates/typst/cover.typ")).expect("the cover");
    let line = "line(length: 100%, stroke: strokes.heavy + colour(\"navy\"))\n  v(gaps.reference, weak: true)";
    let small = "gothic(7pt, fill: rgb(\"#00aa55\"), [緑の小さな文字])\n  v(gaps.reference, weak: true)";
    assert!(cover.contains(line));
    desk.write("own/typst/cover.typ", cover.replace(line, small));
    let loaded = Loaded::with(&desk.path("report"), Some(&desk.path("own")));
    let pdf = pdf(&printed(&loaded, Document::Briefing, printing("offset-coated", false)));
    let page = *pdf.get_pages().get(&1).expect("the cover");
    let contents = pdf.get_page_contents(page).into_iter();
    let contents = contents.map(|id| pdf.get_object(id).and_then(Object::as_stream).expect("a content stream"));
    let inks = chosen_inks(contents);
    // The tints of the colour bar are of one ink.
    let is_one = |inks: &[f64]| inks.iter().filter(|ink| **ink > 0.0).count() == 1;
    let known = |inks: &Vec<f64>| is_of_the_theme(inks) || is_one(inks);
    assert!(!inks.is_empty() && inks.iter().all(known), "{inks:?}");
}

/// Texts of kanji, kana and single marks are counted instead of measured, and short ones are not measured at all.
#[test]
fn counted_widths_are_those_that_are_measured() {
    let source = r#"#import "theme.typ": *
#import "text.typ": gothic, japanese, short-enough
#import "phrases.typ": *
#let styles = (
  gothic.with(8pt), gothic.with(10pt, weight: "bold"), body => text(font: fonts.mincho, size: 10.5pt, cjk-latin-spacing: none, body),
)
#let texts = (kana, "健康・医療戦略", "推進本部の", "「堰」の点検", "点検、調査。", "国：県", "ヴィーナス", "々〆〇", "（案）")
#show: japanese
#context {
  for style in styles {
    assert(solid-em(style) != none)
    for body in texts {
      let counted = (wide-in(style, body), widths-within(style, (body,)).first())
      let measured = (wide(style(body)), wide(style("国" + body + "国")) - 2 * wide(style[国]))
      assert(counted.zip(measured).all(((ours, theirs)) => calc.abs(ours - theirs) < .01), message: repr((body, counted, measured)))
    }
  }
  // Proportional fonts set kana closer.
  assert.eq(solid-em(body => text(font: "BIZ UDPGothic", body)), none)
  for body in ([健康・], [WWWW@@], [（案）]) { assert(short-enough(body, 100pt) and measure(body).width <= body.text.clusters().len() * 1.25 * text.size) }
  for body in ([⸻⸺], [*太字*], [長い長い長い長い文]) { assert(not short-enough(body, 40pt)) }
}
"#;
    assert_eq!(pages_of(source).pages().len(), 1);
}

//! Every glyph leads back to what it came from, and every datum reaches a page.

use std::collections::{BTreeMap, BTreeSet};

use kakugi::data::Datum;
use kakugi::japanese::{Date, WritingStyle, grouped, normalise};
use kakugi::mark::{DatumId, Origin};
use kakugi::template::Document;
use kakugi::typeset::texts;

use crate::support::{Loaded, Set, sample, small, without_space};

/// Why a datum is neither in the briefing's text nor in that of a summary, if that is meant.
fn drawn(pointer: &str) -> Option<&'static str> {
    let chart = pointer.contains("/blocks/") && !pointer.contains("/metrics/");
    match () {
        () if pointer.contains("/widths/") => Some("it is the width of a column"),
        () if pointer.contains("/series/") && pointer.ends_with("/name") => Some("a chart of one series has no legend"),
        () if chart && pointer.ends_with("/target/value") => {
            Some("it is the height of a line, of which the label is printed")
        }
        () => None,
    }
}

/// Why a datum is in the generated source, but on no page.
fn unseen(pointer: &str) -> Option<&'static str> {
    match pointer.rsplit('/').next() {
        Some("alt") => Some("it is told to readers who cannot see the page"),
        Some("file") => Some("it is the path of a picture"),
        _ => None,
    }
}

/// The datum as it stands in its file.
fn json(loaded: &Loaded, datum: &Datum) -> serde_json::Value {
    let text = loaded.sources.text(datum.file);
    serde_json::from_str(&text[datum.place().range]).expect("a JSON value")
}

/// All forms in which a datum may be printed.
fn forms(loaded: &Loaded, datum: &Datum) -> Vec<String> {
    match json(loaded, datum) {
        serde_json::Value::String(text) => {
            let date = Date::parse(&text);
            let dates = date.iter().flat_map(|date| {
                let style = WritingStyle::default();
                [style.date(date), style.as_of(date), style.cover_date(date)]
            });
            dates.chain([normalise(&text).into_owned()]).collect()
        }
        serde_json::Value::Number(_) => {
            let text = &loaded.sources.text(datum.file)[datum.place().range];
            vec![grouped(text.parse().expect("a number"))]
        }
        other => panic!("{other} is no datum"),
    }
}

/// `file:line:column` and pointer, for messages.
fn named(loaded: &Loaded, id: DatumId) -> String {
    let datum = loaded.report.data.get(id).expect("a datum");
    format!("{} {}", loaded.sources.locate(&datum.place()), loaded.report.data.pointer(datum))
}

/// The unit of the metric whose target the datum is.
fn unit_of(loaded: &Loaded, target: &Datum) -> Option<String> {
    let all = &loaded.report.data;
    let pointer = all.pointer(target).strip_suffix("/target/value")?.to_owned() + "/unit";
    let mut data = all.iter().map(|(_, datum)| datum);
    let unit = data.find(|datum| datum.file == target.file && all.pointer(datum) == pointer)?;
    json(loaded, unit).as_str().map(str::to_owned)
}

/// Glyphs by what they come from.
#[derive(Debug, Default)]
struct Count {
    printed: usize,
    derived: usize,
    template: usize,
    component: usize,
}

/// Follows each glyph back; gives the counts, the data that are seen, and glyphs that are not
/// part of the datum that they lead to.
fn follow(loaded: &Loaded, set: &Set) -> (Count, BTreeSet<DatumId>, Vec<String>) {
    let (mut count, mut seen, mut wrong) = (Count::default(), BTreeSet::new(), Vec::new());
    for text in texts(&set.pages) {
        // Glyphs of one datum that follow each other are compared as a whole.
        let mut runs: Vec<(DatumId, std::ops::Range<usize>)> = Vec::new();
        for glyph in &text.item.glyphs {
            let offset = set.typesetter.source_offset(glyph.span.0, glyph.span.1);
            let Some(offset) = offset else {
                count.component += 1;
                continue;
            };
            match set.rendered.map.datum_at(offset).map(|span| &span.origin) {
                None => count.template += 1,
                Some(Origin::Derived(ids)) => {
                    count.derived += 1;
                    seen.extend(ids);
                }
                Some(Origin::Printed(id)) => {
                    count.printed += 1;
                    seen.insert(*id);
                    let range = glyph.range();
                    match runs.last_mut() {
                        Some((last, run)) if last == id && run.end == range.start => run.end = range.end,
                        _ => runs.push((*id, range)),
                    }
                }
            }
        }
        for (id, range) in runs {
            let run = &text.item.text[range];
            let datum = loaded.report.data.get(id).expect("a datum");
            let within = |form: &String| without_space(form).contains(&without_space(run));
            // The rule that keeps a number and its unit on one line joins the two, and Typst
            // gives to both the place of the number.
            let unit = || unit_of(loaded, datum).is_some_and(|unit| within(&unit));
            if !forms(loaded, datum).iter().any(within) && !unit() {
                wrong.push(format!("`{run}` on page {} leads to {}", text.page + 1, named(loaded, id)));
            }
        }
    }
    (count, seen, wrong)
}

fn all_data_are_seen(loaded: &Loaded) {
    let mut seen = BTreeSet::new();
    let mut errors = Vec::new();
    for document in loaded.documents() {
        let set = loaded.typeset(document);
        let (count, found, wrong) = follow(loaded, &set);
        println!("{}: {count:?}", document.source_name(&loaded.report));
        assert!(count.printed > count.template, "{count:?}");
        seen.extend(found);
        errors.extend(wrong);
    }
    let hidden = loaded.report.data.iter().filter(|(id, datum)| {
        let pointer = loaded.report.data.pointer(datum);
        let excused = drawn(&pointer).or(unseen(&pointer));
        datum.printable && !seen.contains(id) && excused.is_none()
    });
    errors.extend(hidden.map(|(id, _)| format!("no glyph shows {}", named(loaded, id))));
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn glyphs_of_the_sample_lead_to_their_data_and_all_data_are_seen() {
    all_data_are_seen(&Loaded::from(&sample()));
}

#[test]
fn glyphs_of_every_kind_of_block_lead_to_their_data_and_all_data_are_seen() {
    all_data_are_seen(&Loaded::from(&small()));
}

#[test]
fn the_briefing_prints_every_datum_of_the_councils() {
    for loaded in [Loaded::from(&sample()), Loaded::from(&small())] {
        let rendered = loaded.render(Document::Briefing);
        let mapped: BTreeSet<DatumId> =
            rendered.map.data().iter().flat_map(|span| span.origin.data().iter().copied()).collect();
        // A summary has its own wording, which the briefing leaves out.
        let left_out = |pointer: &str| pointer.starts_with("/summary/") || drawn(pointer).is_some();
        let data = loaded
            .report
            .data
            .iter()
            .filter(|(_, datum)| datum.printable && !left_out(&loaded.report.data.pointer(datum)));
        let missing = data.filter(|(id, _)| !mapped.contains(id));
        let missing: Vec<String> = missing.map(|(id, _)| named(&loaded, id)).collect();
        assert!(missing.is_empty(), "{}", missing.join("\n"));
    }
}

#[test]
fn stretches_of_the_map_are_in_order_and_hold_whole_literals() {
    for loaded in [Loaded::from(&sample()), Loaded::from(&small())] {
        for document in loaded.documents() {
            let rendered = loaded.render(document);
            let mut end = 0;
            for span in rendered.map.data() {
                assert!(end <= span.range.start && span.range.start < span.range.end, "{span:?} after {end}");
                // Slicing off a boundary of characters would panic.
                let text = &rendered.source[span.range.clone()];
                assert!(text.starts_with(['#', '"']) && text.ends_with([';', '"']), "{text}");
                assert_eq!(rendered.map.datum_at(span.range.start), Some(span));
                assert_eq!(rendered.map.datum_at(span.range.end - 1), Some(span));
                end = span.range.end;
            }
            assert!(end <= rendered.source.len());
        }
    }
}

/// What is the same for all councils may be computed from many data, but never from none.
#[test]
fn derived_text_names_its_data() {
    let loaded = Loaded::from(&sample());
    let mut derived: BTreeMap<usize, usize> = BTreeMap::new();
    for span in loaded.render(Document::Briefing).map.data() {
        if let Origin::Derived(ids) = &span.origin {
            *derived.entry(ids.len()).or_default() += 1;
        }
    }
    println!("derived texts by the number of their data: {derived:?}");
    assert!(!derived.is_empty() && !derived.contains_key(&0));
}

//! Diagnostics for other programs: plain JSON, and SARIF.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Diagnostic, Language, Place, Severity, Sources};

/// Diagnostics as a JSON list, each with code, severity, message, hints and places.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let all = diagnostics.iter().map(|diagnostic| {
        json!({
            "code": diagnostic.code(),
            "severity": severity(diagnostic),
            "message": diagnostic.message(language),
            "hints": diagnostic.hints(language),
            "place": diagnostic.place.as_ref().map(|place| lines_and_columns(place, sources)),
            "related": diagnostic.related.iter().map(|(place, remark)| {
                json!({ "remark": remark.text(language), "place": lines_and_columns(place, sources) })
            }).collect::<Vec<_>>(),
        })
    });
    pretty(&Value::Array(all.collect()))
}

fn lines_and_columns(place: &Place, sources: &Sources) -> Value {
    let [start, end] = sources.span(place);
    json!({
        "file": sources.name(place.file),
        "line": start.line, "column": start.column,
        "end_line": end.line, "end_column": end.column,
    })
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The explanation of a code, at length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means, and an example.
    pub text: &'static str,
}

/// Diagnostics as a log of SARIF 2.1.0 (OASIS), which editors and code hosts show in place; of the codes that occur, the
/// log holds the explanations.
pub fn sarif(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    language: Language,
    explanations: &[Explanation],
) -> String {
    let titles: BTreeMap<&str, _> = explanations.iter().map(|each| (each.code, each)).collect();
    let mut codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules = codes.iter().map(|code| {
        let mut rule = json!({ "id": code });
        if let Some(explanation) = titles.get(code) {
            rule["shortDescription"] = json!({ "text": explanation.title });
            rule["help"] = json!({ "text": explanation.text, "markdown": explanation.text });
        }
        rule
    });
    let results = diagnostics.iter().map(|diagnostic| {
        let hints = diagnostic.hints(language);
        let text = std::iter::once(diagnostic.message(language)).chain(hints).collect::<Vec<_>>().join("\n");
        let code = diagnostic.code();
        let mut result = json!({
            "ruleId": code,
            "ruleIndex": codes.iter().position(|other| *other == code),
            "level": severity(diagnostic),
            "message": { "text": text },
        });
        if let Some(place) = &diagnostic.place {
            result["locations"] = json!([{ "physicalLocation": physical_location(place, sources) }]);
        }
        if !diagnostic.related.is_empty() {
            let related = diagnostic.related.iter().map(|(place, remark)| {
                json!({ "physicalLocation": physical_location(place, sources), "message": { "text": remark.text(language) } })
            });
            result["relatedLocations"] = related.collect();
        }
        result
    });
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kakugi",
                "version": env!("CARGO_PKG_VERSION"),
                "language": language.tag(),
                "rules": rules.collect::<Vec<_>>(),
            } },
            // Columns are counted in characters, not in the standard's default of UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    pretty(&log)
}

fn physical_location(place: &Place, sources: &Sources) -> Value {
    let [start, end] = sources.span(place);
    json!({
        "artifactLocation": { "uri": uri(sources.name(place.file)) },
        "region": {
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        },
    })
}

/// A path as a relative reference (RFC 3986 §4.2).
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

//! No datum is lost silently: what the documents show, and what none of them does.

use std::collections::BTreeSet;

use typst::syntax::ast::Str;
use typst::syntax::parse_code;

use super::{GlyphRun, RunOrigin};
use crate::diagnostic::{Diagnostic, problems};
use crate::mark::DatumId;
use crate::model::Report;
use crate::template::Rendered;

/// The data that a document shows, or tells to readers who cannot see it.
#[derive(Clone, Debug, Default)]
pub struct ShownData(BTreeSet<DatumId>);

impl ShownData {
    /// What a document shows by its glyphs and tells by its alternative texts.
    ///
    /// Numbers that a chart draws rather than prints count by the texts that are computed from
    /// them: the labels of its scale, and its alternative text.
    pub fn of(runs: &[GlyphRun<'_>], alternatives: &[String], rendered: &Rendered) -> Self {
        let mut shown = BTreeSet::new();
        for run in runs {
            if let RunOrigin::Data(origin) = &run.origin {
                shown.extend(origin.data());
            }
        }
        let told = alternatives.join("\n");
        for span in rendered.map.data() {
            if span.origin.data().iter().all(|id| shown.contains(id)) {
                continue;
            }
            let text = literal_text(&rendered.source[span.range.clone()]);
            if !text.is_empty() && told.contains(&text) {
                shown.extend(span.origin.data());
            }
        }
        Self(shown)
    }

    /// Adds what another document shows.
    pub fn add(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// Whether a datum is among them.
    pub fn holds(&self, id: DatumId) -> bool {
        self.0.contains(&id)
    }
}

/// The text of a string literal of Typst, such as `"値"`.
fn literal_text(source: &str) -> String {
    let root = parse_code(source);
    let literal = root.children().find_map(|node| node.cast::<Str<'_>>());
    literal.map(|literal| literal.get().to_string()).unwrap_or_default()
}

/// A warning for each datum that is there to be printed and that none of the documents shows.
pub fn not_printed(report: &Report, shown: &ShownData) -> Vec<Diagnostic> {
    let lost = report.data.iter().filter(|(id, datum)| datum.printable && !shown.holds(*id));
    lost.map(|(_, datum)| Diagnostic::at(datum.place(), NotPrinted { pointer: report.data.pointer(datum) })).collect()
}

problems! {
    /// Datum that no document prints.
    K0407 warning NotPrinted { pointer: String }
    en: "no document prints `{pointer}`",
        hint "print it in the template, or remove the datum";
    ja: "`{pointer}`はどの文書にも印刷されません",
        hint "テンプレートにこのデータを印刷する行を加えるか、データを削除してください";
}

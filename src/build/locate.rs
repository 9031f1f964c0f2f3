//! From places in generated source to places that can be corrected.

use std::ops::Range;

use crate::assets::Assets;
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Sources, Words, problems};
use crate::model::Report;
use crate::template::{Rendered, Templates};
use crate::trace::GlyphRun;
use crate::typeset::TypesetError;

/// Finds the datum and the template line that generated source comes from.
pub(super) struct Locator<'a> {
    pub report: &'a Report,
    pub assets: &'a Assets,
    pub templates: &'a Templates,
    pub rendered: &'a Rendered,
    pub sources: &'a Sources,
}

impl Locator<'_> {
    /// An error of Typst at the datum, or else at the template's or component's line.
    pub fn error(&self, error: &TypesetError) -> Diagnostic {
        self.place(error, Typst { message: error.message.clone(), hints: error.hints.clone() })
    }

    /// Like [`error`](Self::error), for what does not stop the build.
    pub fn warning(&self, error: &TypesetError) -> Diagnostic {
        if error.is_unsettled_layout() {
            return self.place(error, NotConverged);
        }
        self.place(error, TypstWarning { message: error.message.clone(), hints: error.hints.clone() })
    }

    /// Like [`error`](Self::error), for what the PDF standard forbids.
    pub fn pdf_error(&self, error: &TypesetError) -> Diagnostic {
        self.place(error, PdfExport { message: error.message.clone() })
    }

    /// A diagnostic at the first place of a sign in a component, or at its head if it does not have the sign.
    pub fn in_component(&self, component: &str, sign: &str, problem: impl Into<AnyProblem>) -> Diagnostic {
        let file = self.assets.components.get(component);
        let start = file.and_then(|file| self.sources.text(*file).find(sign));
        let range = start.map_or(0..0, |start| start..start + sign.len());
        Diagnostic::new(file.map(|file| Place { file: *file, range }), problem)
    }

    /// The place of the datum that the offset of generated source prints.
    pub fn datum(&self, offset: usize) -> Option<Place> {
        let span = self.rendered.map.datum_at(offset)?;
        self.report.data.place(*span.origin.data().first()?)
    }

    /// The template line that the offset of generated source comes from.
    pub fn line(&self, offset: usize) -> Option<Place> {
        self.templates.line_of(&self.rendered.map, offset)
    }

    /// The template line that a run of glyphs comes from.
    pub fn run_line(&self, run: &GlyphRun<'_>) -> Option<Place> {
        self.line(run.offset?)
    }

    /// The first place of a sign within a datum's place, or all of it where the sign is escaped.
    pub fn within(&self, place: Place, sign: &str) -> Place {
        let text = self.sources.text(place.file).get(place.range.clone()).unwrap_or_default();
        match text.find(sign).map(|offset| place.range.start + offset) {
            Some(start) => Place { range: start..start + sign.len(), ..place },
            None => place,
        }
    }

    /// A problem at the place of an error of Typst.
    pub fn place(&self, error: &TypesetError, problem: impl Into<AnyProblem>) -> Diagnostic {
        let mut places = error.places.iter().flat_map(|(component, range)| match component {
            None => self.source_places(range),
            Some(component) => self.component_place(component, range).into_iter().collect(),
        });
        let first = places.next().map(|(place, _)| place);
        // Deep call traces say little; the first few places tell where to look.
        let related = places.take(3).collect();
        Diagnostic { related, ..Diagnostic::new(first, problem) }
    }

    /// The datum that a range of generated source prints, and the template line that printed it.
    fn source_places(&self, range: &Range<usize>) -> Vec<(Place, Words)> {
        let map = &self.rendered.map;
        let span = map.datum_at(range.start).or_else(|| map.datum_within(range));
        let datum = span.and_then(|span| self.report.data.place(*span.origin.data().first()?));
        let datum = datum.map(|place| (place, Words::new("the value being printed", "印刷しようとした値")));
        let line = self.templates.line_of(map, range.start);
        let line = line.map(|place| {
            (place, Words::new("printed by this line of the template", "この値を印刷するテンプレートの行"))
        });
        datum.into_iter().chain(line).collect()
    }

    fn component_place(&self, component: &str, range: &Range<usize>) -> Option<(Place, Words)> {
        let file = *self.assets.components.get(component)?;
        Some((Place { file, range: range.clone() }, Words::new("in this component", "この部品の中")))
    }
}

problems! {
    /// TypesetError found while typesetting.
    K0401 error Typst { message: String, hints: Vec<String> }
    en: "typst: {message}",
        hints { hints.clone() };
    ja: "組版（Typst）の誤り: {message}",
        hints { hints.clone() };
    hints have lines;

    /// Warning while typesetting.
    K0402 warning TypstWarning { message: String, hints: Vec<String> }
    en: "typst: {message}",
        hints { hints.clone() };
    ja: "組版（Typst）の注意: {message}",
        hints { hints.clone() };
    hints have lines;

    /// PDF that would break the standard.
    K0405 error PdfExport { message: String }
    en: "the PDF cannot be written: {message}";
    ja: "PDFを書き出せません: {message}";

    /// Layout that does not converge.
    K0410 warning NotConverged
    en: "the layout does not converge: each attempt changes the pages again",
        hint "look for a component whose measurements depend on its own result";
    ja: "組版が収束しません。組み直すたびにページが変わります",
        hint "測った結果によって大きさが変わるものを測っている部品がないか、確かめてください";
}

//! Texts that are printed over each other, because one of them leaves its cell or its figure.

use super::{DistinctErrors, GateInput};
use crate::diagnostic::{Diagnostic, Words, problems};
use crate::trace::GlyphRun;

/// Glyphs leave some of their box blank, so that boxes may come this near, in points.
const SHRINK: f64 = 0.5;
/// InkBox reaches this share of the size above the baseline, and below it.
const ABOVE: f64 = 0.75;
const BELOW: f64 = 0.05;
/// A text this many times as large as the other is a backdrop, such as 案 across a draft.
const BACKDROP: f64 = 4.0;

/// Pairs of texts of which one is printed over the other, once each a datum.
pub(super) fn check(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut errors = DistinctErrors::default();
    for page in input.runs.chunk_by(|a, b| a.page == b.page) {
        // Halved punctuation has a wider advance than ink, so that its box says nothing.
        let mut inks: Vec<(InkBox, &GlyphRun<'_>)> = page
            .iter()
            .filter(|run| run.text.chars().any(char::is_alphanumeric))
            .map(|run| (InkBox::of(run), run))
            .collect();
        inks.sort_by(|a, b| a.0.top.total_cmp(&b.0.top));
        for (index, (ink, run)) in inks.iter().enumerate() {
            let near = inks[index + 1..].iter().take_while(|(other, _)| other.top < ink.bottom);
            for (_, other) in near.filter(|(other_ink, other)| ink.hits(other_ink) && !is_backdrop(run, other)) {
                // The later one ran into the earlier.
                let place = input.place(other).or_else(|| input.place(run));
                let first = input.place(run).filter(|first| Some(first) != place.as_ref());
                let problem = Overprint { document: input.name(), page: input.number(run.page) };
                let error = Diagnostic::new(place, problem);
                errors.report(match first {
                    Some(first) => error.with_related(first, Words::new("the other text", "重なる相手の文字列")),
                    None => error,
                });
            }
        }
    }
    errors.into_list()
}

fn is_backdrop(one: &GlyphRun<'_>, other: &GlyphRun<'_>) -> bool {
    one.size >= BACKDROP * other.size || other.size >= BACKDROP * one.size
}

/// The box of a run's ink, in points.
struct InkBox {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl InkBox {
    fn of(run: &GlyphRun<'_>) -> Self {
        let ([left, _, right, _], baseline) = (run.area, run.baseline());
        Self {
            left: left + SHRINK,
            right: right - SHRINK,
            top: baseline - ABOVE * run.size + SHRINK,
            bottom: baseline + BELOW * run.size - SHRINK,
        }
    }

    fn hits(&self, other: &Self) -> bool {
        let across = self.left < other.right && other.left < self.right;
        across && self.top < other.bottom && other.top < self.bottom
    }
}

problems! {
    /// Text over another text.
    K0412 error Overprint { document: String, page: usize }
    en: "this text overlaps other text on page {page} of `{document}`",
        hint "shorten it, widen its column or figure, or show less";
    ja: "この文字列が、`{document}`の{page}ページで別の文字列と重なります",
        hint "短くするか、列や図の幅を広げるか、載せるものを減らしてください";
}

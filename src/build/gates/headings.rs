//! Headings that stand alone at the foot of a page.

use super::{DistinctErrors, GateInput};
use crate::diagnostic::{Diagnostic, problems};
use crate::trace::{GlyphRun, RunOrigin};

/// Headings after which nothing follows in their column, once each a datum.
///
/// What the components set by themselves, such as a page number, does not count as following.
pub(super) fn alone(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut errors = DistinctErrors::default();
    let last = input.pages.pages().len().saturating_sub(1);
    for page in input.runs.chunk_by(|a, b| a.page == b.page) {
        // On the last page a heading without anything below it is empty, not torn from its text.
        if page.first().is_none_or(|run| run.page == last) {
            continue;
        }
        for heading in page.iter().filter(|run| run.heading) {
            if !page.iter().any(|run| follows(heading, run)) && is_low(input, heading) {
                let problem = HeadingAlone { document: input.name(), page: input.number(heading.page) };
                errors.report(Diagnostic::new(input.place(heading), problem));
            }
        }
    }
    errors.into_list()
}

/// Whether a run is text below a heading, in its column.
fn follows(heading: &GlyphRun<'_>, run: &GlyphRun<'_>) -> bool {
    !run.heading && run.origin != RunOrigin::Component && is_below(heading, run) && is_abreast(heading, run)
}

fn is_below(heading: &GlyphRun<'_>, run: &GlyphRun<'_>) -> bool {
    run.area[1] >= heading.area[3] - 0.5 * heading.size
}

/// Whether two runs stand in the same column: one is above a part of the other.
fn is_abreast(heading: &GlyphRun<'_>, run: &GlyphRun<'_>) -> bool {
    let column = heading.area[2].max(heading.area[0] + COLUMN);
    run.area[0] < column && heading.area[0] < run.area[2]
}

/// A column is at least this wide, in points: what follows a short heading may be indented.
const COLUMN: f64 = 150.0;

/// Whether a heading stands in the lower half of its page; above, it is the title of an empty page.
fn is_low(input: &GateInput<'_>, heading: &GlyphRun<'_>) -> bool {
    let height = input.pages.pages()[heading.page].frame.size().y.to_pt();
    heading.area[3] > height / 2.0
}

problems! {
    /// Heading alone at the foot of a page.
    K0409 warning HeadingAlone { document: String, page: usize }
    en: "this heading is alone at the bottom of page {page} of `{document}`",
        hint "keep the heading with the content that follows it: `block(sticky: true)`";
    ja: "この見出しが、`{document}`の{page}ページの下端に取り残されています",
        hint "`block(sticky: true)`を使い、見出しと次の内容が離れないようにしてください";
}

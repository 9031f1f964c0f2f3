//! Headings that stand alone at the foot of a page.

use super::{Laid, Once};
use crate::diagnostic::{Diagnostic, problems};
use crate::trace::{Cause, Run};

/// Headings after which nothing follows in their column, once each a datum.
///
/// What the components set by themselves, such as a page number, does not count as following.
pub(super) fn alone(laid: &Laid<'_>) -> Vec<Diagnostic> {
    let mut found = Once::default();
    let last = laid.pages.pages().len().saturating_sub(1);
    for page in laid.runs.chunk_by(|a, b| a.page == b.page) {
        // On the last page a heading without anything below it is empty, not torn from its text.
        if page.first().is_none_or(|run| run.page == last) {
            continue;
        }
        for heading in page.iter().filter(|run| run.heading) {
            let follows = |run: &&Run<'_>| {
                !run.heading && run.cause != Cause::Component && below(heading, run) && abreast(heading, run)
            };
            if !page.iter().any(|run| follows(&run)) && low(laid, heading) {
                let problem = HeadingAlone { document: laid.name(), page: laid.number(heading.page) };
                found.report(Diagnostic::new(laid.place(heading), problem));
            }
        }
    }
    found.found
}

fn below(heading: &Run<'_>, run: &Run<'_>) -> bool {
    run.area[1] >= heading.area[3] - 0.5 * heading.size
}

/// Whether two runs stand in the same column: one is above a part of the other.
fn abreast(heading: &Run<'_>, run: &Run<'_>) -> bool {
    let column = heading.area[2].max(heading.area[0] + COLUMN);
    run.area[0] < column && heading.area[0] < run.area[2]
}

/// A column is at least this wide, in points: what follows a short heading may be indented.
const COLUMN: f64 = 150.0;

/// Whether a heading stands in the lower half of its page; above, it is the title of an empty page.
fn low(laid: &Laid<'_>, heading: &Run<'_>) -> bool {
    let height = laid.pages.pages()[heading.page].frame.size().y.to_pt();
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

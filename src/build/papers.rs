//! Every page has the size that was asked for, in the finished file.

use super::Builder;
use crate::diagnostic::{Diagnostic, problems};
use crate::export::{Misfit, Paper, misfits};
use crate::template::Document;
use crate::typeset::PagedDocument;

impl Builder<'_> {
    /// An error for each box of a finished file that is not as was asked for, with all pages that have the same.
    ///
    /// `around` is how far artwork reaches over the trimmed page, and all that surrounds it, in millimetres.
    pub(super) fn misfits(
        &self,
        document: Document,
        path: &str,
        pages: &PagedDocument,
        around: (f64, f64),
        pdf: Option<&lopdf::Document>,
    ) -> Vec<Diagnostic> {
        let (bleed, slug) = around;
        let papers: Vec<Paper> =
            self.sizes(document, pages).into_iter().map(|size| Paper { size, bleed, slug }).collect();
        let mut repeated: Vec<RepeatedMisfit> = Vec::new();
        for misfit in misfits(pdf, &papers) {
            match repeated.iter_mut().find(|other| other.is_same_as(&misfit)) {
                Some(other) => other.pages.push(misfit.page),
                None => repeated.push(RepeatedMisfit { pages: vec![misfit.page], misfit }),
            }
        }
        let errors = repeated.into_iter().map(|RepeatedMisfit { misfit, pages }| PageSize {
            document: path.to_owned(),
            pages: pages.into(),
            key: misfit.key,
            found: misfit.found.map(box_text),
            asked: box_text(misfit.asked),
        });
        errors.map(Diagnostic::nowhere).collect()
    }

    /// The size that is asked for of each page, in millimetres.
    ///
    /// That of a summary is said by the report. A briefing with templates or components of the user has the paper that
    /// these ask for, which may be any. Its other pages are upright, or turned for what is wide.
    fn sizes(&self, document: Document, pages: &PagedDocument) -> Vec<[f64; 2]> {
        let laid = pages.pages().iter().map(|page| [page.frame.width(), page.frame.height()].map(|side| side.to_mm()));
        match document.paper(self.report) {
            _ if !document.shows_summaries() && !self.assets.changed.is_empty() => laid.collect(),
            size if document.shows_summaries() => laid.map(|_| size).collect(),
            [width, height] => {
                let is_wide = |[across, down]: [f64; 2]| across > down;
                let turned = |page| is_wide(page) != is_wide([width, height]);
                laid.map(|page| if turned(page) { [height, width] } else { [width, height] }).collect()
            }
        }
    }
}

/// A box that is not as was asked for, on all pages that have the same.
struct RepeatedMisfit {
    /// As it is on the first of the pages.
    misfit: Misfit,
    pages: Vec<usize>,
}

impl RepeatedMisfit {
    fn is_same_as(&self, other: &Misfit) -> bool {
        self.misfit == Misfit { page: self.misfit.page, ..other.clone() }
    }
}

/// Width and height of a box, and where its lower left corner lies unless that is the sheet's.
fn box_text([left, lower, right, upper]: [f64; 4]) -> String {
    let size = format!("{} × {} mm", number(right - left), number(upper - lower));
    let corner = [left, lower].map(number);
    if corner == ["0", "0"] { size } else { format!("{size} ({}, {})", corner[0], corner[1]) }
}

/// A length with as many decimals as it needs, at most two.
fn number(length: f64) -> String {
    let text = format!("{length:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

problems! {
    /// Page of another size.
    K0602 error PageSize {
        document: String,
        pages: Box<[usize]>,
        key: &'static str,
        found: Option<String>,
        asked: String,
    }
    en: {
        let numbers = pages.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        let (page, is) = if pages.len() == 1 { ("page", "is") } else { ("pages", "are") };
        match found {
            Some(found) => format!("{page} {numbers} of `{document}` {is} {found} in size, not {asked} as `{key}` requires"),
            None => format!("{page} {numbers} of `{document}` {is} not {asked} in size, as `{key}` requires"),
        }
    },
        hint "in custom templates and components, do not change the page size, or take it from the report's \
            `summary_page`; without any, this is an error of the program: report it to its maintainers";
    ja: {
        let numbers = pages.iter().map(usize::to_string).collect::<Vec<_>>().join("、");
        match found {
            Some(found) => {
                format!(
                    "`{document}`の{numbers}ページの大きさ（`{key}`）が、`{asked}`ではなく`{found}`になっています"
                )
            }
            None => format!("`{document}`の{numbers}ページの大きさ（`{key}`）が、`{asked}`になっていません"),
        }
    },
        hint "独自のテンプレートや部品では、紙面の大きさを変えないか、報告書の`summary_page`に合わせてください。独自の\
            ものがなければプログラムの誤りなので、このプログラムの担当者に知らせてください";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_told_in_millimetres() {
        assert_eq!(box_text([0.0, 0.0, 297.0, 218.333]), "297 × 218.33 mm");
        assert_eq!(box_text([13.0, 13.0, 223.0, 310.0]), "210 × 297 mm (13, 13)");
    }
}

//! Questions about what is printed: by its text, by its place on a page, by its datum.

use unicode_normalization::UnicodeNormalization;

use super::{GlyphRun, RunOrigin};
use crate::data::Data;
use crate::diagnostic::{Place, Sources};
use crate::mark::DatumId;

/// A run of glyphs with the name of its document, kept after the pages are gone.
#[derive(Clone, Debug)]
pub struct PrintedRun {
    /// The document: `briefing`, or a council's id for its summary.
    pub document: String,
    /// The number that the page shows, or 0 for a cover without one.
    pub page: usize,
    /// Left, top, right and bottom in points from the page's top left corner.
    pub area: [f64; 4],
    /// What is printed.
    pub text: String,
    /// What it comes from.
    pub origin: RunOrigin,
    /// The line of the template that printed it.
    pub template: Option<Place>,
}

impl PrintedRun {
    /// Keeps a run.
    pub fn new(document: &str, page: usize, run: &GlyphRun<'_>, template: Option<Place>) -> Self {
        Self {
            document: document.to_owned(),
            page,
            area: run.area,
            text: run.text.to_owned(),
            origin: run.origin.clone(),
            template,
        }
    }

    /// How far a point of the page lies outside of its area, in points.
    fn distance(&self, [x, y]: [f64; 2]) -> f64 {
        let [left, top, right, bottom] = self.area;
        let (across, down) = ((left - x).max(x - right).max(0.0), (top - y).max(y - bottom).max(0.0));
        across.hypot(down)
    }

    /// The data that it comes from.
    fn data(&self) -> &[DatumId] {
        match &self.origin {
            RunOrigin::Data(origin) => origin.data(),
            RunOrigin::Template | RunOrigin::Component => &[],
        }
    }
}

/// Prints that answer a question together, such as the parts of a text that runs over two lines.
pub type Hit<'a> = Vec<&'a PrintedRun>;

/// Where a text is printed, white space aside; each occurrence is a hit.
///
/// The prints must be in the order of painting. A text may run over several of them, but not
/// over the end of a page.
pub fn holding<'a>(prints: &'a [PrintedRun], text: &str) -> Vec<Hit<'a>> {
    let wanted = solid(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for page in prints.chunk_by(|a, b| (&a.document, a.page) == (&b.document, b.page)) {
        let mut all = String::new();
        let mut starts = Vec::with_capacity(page.len());
        for print in page {
            starts.push(all.len());
            all.push_str(&solid(&print.text));
        }
        for (start, found) in all.match_indices(&wanted) {
            let end = start + found.len();
            let ends = starts.iter().skip(1).copied().chain([all.len()]);
            let touched = page.iter().zip(starts.iter().copied().zip(ends));
            hits.push(touched.filter(|(_, (s, e))| *s < end && start < *e).map(|(print, _)| print).collect());
        }
    }
    hits
}

/// What is printed at a point of a page: what the point lies in, or else what is nearest.
pub fn at<'a>(prints: &'a [PrintedRun], document: &str, page: usize, [x, y]: [f64; 2]) -> Option<&'a PrintedRun> {
    let on_page = prints.iter().filter(|print| print.document == document && print.page == page);
    let visible = on_page.filter(|print| !print.text.trim().is_empty());
    let nearest = visible.min_by(|a, b| a.distance([x, y]).total_cmp(&b.distance([x, y])));
    nearest.filter(|print| print.distance([x, y]) <= NEAR)
}

/// How far from a point something may be and still be meant, in points: two lines of text.
const NEAR: f64 = 36.0;

/// Cuts neighbouring prints into passages that come from the same place.
pub fn passages<'p, 'a>(prints: &'p [&'a PrintedRun]) -> impl Iterator<Item = &'p [&'a PrintedRun]> {
    prints.chunk_by(|a, b| (&a.document, a.page, &a.origin) == (&b.document, b.page, &b.origin))
}

/// What is printed of a datum and of all below it, a hit a passage; `file` is how the file's name ends.
pub fn of_pointer<'a>(
    prints: &'a [PrintedRun],
    data: &Data,
    sources: &Sources,
    file: &str,
    pointer: &str,
) -> Vec<Hit<'a>> {
    let matching: Vec<&PrintedRun> = prints
        .iter()
        .filter(|print| {
            let mut known = print.data().iter().filter_map(|id| data.get(*id));
            known.any(|datum| is_file(sources.name(datum.file), file) && is_below(&data.pointer(datum), pointer))
        })
        .collect();
    passages(&matching).map(<[_]>::to_vec).collect()
}

/// Whether there is a datum at a pointer or below it, printed or not.
pub fn knows(data: &Data, sources: &Sources, file: &str, pointer: &str) -> bool {
    data.iter().any(|(_, datum)| is_file(sources.name(datum.file), file) && is_below(&data.pointer(datum), pointer))
}

fn is_below(inner: &str, pointer: &str) -> bool {
    inner.strip_prefix(pointer.trim_end_matches('/')).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a file's name ends in the path.
fn is_file(name: &str, path: &str) -> bool {
    name.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with(['/', '\\']))
}

/// The text as it is compared: wide and narrow forms are the same (NFKC), and white space, the word joiners that
/// components set and the separators of numbers do not count.
fn solid(text: &str) -> String {
    let folded: Vec<char> = text.nfkc().filter(|c| !c.is_whitespace() && *c != '\u{2060}').collect();
    (0..folded.len()).filter(|index| !is_separator(&folded, *index)).map(|index| folded[index]).collect()
}

/// Whether a comma stands between two digits.
fn is_separator(text: &[char], index: usize) -> bool {
    let (before, after) = (index.checked_sub(1).and_then(|before| text.get(before)), text.get(index + 1));
    text[index] == ',' && [before, after].iter().all(|digit| digit.is_some_and(char::is_ascii_digit))
}

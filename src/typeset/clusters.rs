//! Clusters of glyphs that layout has taken apart.
//!
//! Typst begins a new run of text wherever a glyph stands higher or lower than the one before it, as a combining mark
//! does that its font sets above a letter. Each of the runs then holds the text of the whole cluster, which would stand
//! twice in what is copied from the PDF. A run can hold glyphs of any height, so the parts are put together again.

use typst::layout::{Abs, Em, Frame, FrameItem, Point};
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;

/// The document with each cluster in one run.
pub(super) fn with_whole_clusters(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| has_torn_cluster(&page.frame)) {
        return document;
    }
    let mut document = document;
    let info = document.info_mut().clone();
    let pages = document.pages().iter().map(|page| {
        let mut page = page.clone();
        page.frame = frame_with_whole_clusters(&page.frame);
        page
    });
    PagedDocument::new(pages.collect(), info)
}

/// Whether a cluster in the frame stands in several runs.
fn has_torn_cluster(frame: &Frame) -> bool {
    let mut last = None;
    frame.items().any(|(position, item)| match item {
        FrameItem::Group(group) => has_torn_cluster(&group.frame),
        FrameItem::Text(text) => {
            last.replace((*position, text)).is_some_and(|last| shared_bytes(last, (*position, text)).is_some())
        }
        _ => false,
    })
}

fn frame_with_whole_clusters(frame: &Frame) -> Frame {
    let mut items: Vec<(Point, FrameItem)> = Vec::with_capacity(frame.items().len());
    // Where the last run stands; the line below a link may have been drawn behind it.
    let mut last = None;
    for (position, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = frame_with_whole_clusters(&group.frame);
                items.push((*position, FrameItem::Group(group)));
            }
            FrameItem::Text(text) => {
                let before: Option<&mut (Point, FrameItem)> = last.and_then(|last: usize| items.get_mut(last));
                if let Some((start, FrameItem::Text(before))) = before
                    && let Some(whole) = joined((*start, before), (*position, text))
                {
                    *before = whole;
                } else {
                    last = Some(items.len());
                    items.push((*position, item.clone()));
                }
            }
            other => items.push((*position, other.clone())),
        }
    }
    let mut whole = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        whole.set_baseline(frame.baseline());
    }
    items.into_iter().for_each(|(position, item)| whole.push(position, item));
    whole
}

/// How many bytes of text the end of a run shares with the beginning of the next, if one cluster reaches over both.
///
/// Where text was taken apart by show rules, the same place in the source may stand for two clusters of the same text,
/// but these stand on one line.
fn shared_bytes((start, before): (Point, &TextItem), (at, after): (Point, &TextItem)) -> Option<u16> {
    let (last, first) = (before.glyphs.last()?, after.glyphs.first()?);
    let up = start.y - last.y_offset.at(before.size) - at.y;
    if up.abs() < Abs::pt(0.001) || (start.x + before.width() - at.x).abs() > Abs::pt(0.01) {
        return None;
    }
    let same = last.span == first.span
        && usize::from(last.range.end) == before.text.len()
        && first.range.start == 0
        && (&before.font, before.size) == (&after.font, after.size)
        && cluster(before, last) == cluster(after, first);
    (same && !last.span.0.is_detached()).then_some(first.range.end)
}

/// The text of a glyph.
fn cluster<'a>(item: &'a TextItem, glyph: &Glyph) -> Option<&'a str> {
    item.text.get(glyph.range())
}

/// Both runs as one.
fn joined((start, before): (Point, &TextItem), (at, after): (Point, &TextItem)) -> Option<TextItem> {
    let shared = shared_bytes((start, before), (at, after))?;
    let mut whole = before.clone();
    whole.text.push_str(after.text.get(usize::from(shared)..)?);
    // Ranges have 16 bits; a longer run stays as it is.
    let moved = u16::try_from(whole.text.len().checked_sub(after.text.len())?).ok()?;
    u16::try_from(whole.text.len()).ok()?;
    whole.glyphs.extend(after.glyphs.iter().map(|glyph| {
        let mut glyph = glyph.clone();
        glyph.range = glyph.range.start + moved..glyph.range.end + moved;
        glyph.y_offset += Em::from_abs(start.y - at.y, before.size);
        glyph
    }));
    Some(whole)
}

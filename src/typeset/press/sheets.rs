//! The sheets on which pages are printed (全紙の一面): bleed, marks and blank pages.

use std::fmt::Write;

use typst::ecow::EcoVec;
use typst::foundations::{Repr, Smart};
use typst::layout::{Abs, Point};
use typst::model::Document;
use typst_layout::{Page, PagedDocument};

use super::super::EditionSetting;
use super::inks::{FramePlace, Recolouring};

/// What the component is told of the pages: title and date, and the size of each, blank ones at the end included.
pub(super) fn arguments(screen: &PagedDocument, setting: &EditionSetting) -> String {
    let sizes = screen.pages().iter().map(|page| page.frame.size());
    let last = screen.pages().last().map(|page| page.frame.size());
    let blank = last.into_iter().flat_map(|size| std::iter::repeat_n(size, setting.sheet.blank));
    let mut listed = String::new();
    for size in sizes.chain(blank) {
        // Writing to a string cannot fail.
        let _ = write!(listed, "({}pt, {}pt), ", size.x.to_pt(), size.y.to_pt());
    }
    let info = screen.info();
    let title = info.title.clone().unwrap_or_default().repr();
    let date = match &info.date {
        Smart::Custom(Some(date)) => date.repr(),
        _ => "none".into(),
    };
    format!("(title: {title}, date: {date}, sizes: ({listed}))")
}

/// The pages in inks on their sheets.
pub(super) fn assembled(
    screen: &PagedDocument,
    sheets: &PagedDocument,
    setting: &EditionSetting,
    recolouring: &Recolouring<'_>,
) -> EcoVec<Page> {
    let bleed = Abs::mm(setting.sheet.bleed);
    let mut pages = EcoVec::with_capacity(sheets.pages().len());
    for (index, sheet) in sheets.pages().iter().enumerate() {
        let mut page = sheet.clone();
        if let Some(shown) = screen.pages().get(index) {
            let size = shown.frame.size();
            let mut frame = recolouring.frame(&shown.frame, Some(FramePlace::whole(size, bleed)));
            let around = recolouring.frame(&sheet.frame, None);
            frame.push_frame(Point::zero(), around);
            page = Page { frame, bleed: sheet.bleed, ..shown.clone() };
            page.fill = shown.fill.clone().map(|fill| fill.map(|paint| recolouring.paint(&paint)));
        }
        pages.push(page);
    }
    pages
}

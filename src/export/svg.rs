//! Pages as drawings, for browsers.

use typst_layout::Page;
use typst_svg::SvgOptions;

/// A page as SVG, with its characters as outlines.
pub fn page_svg(page: &Page) -> String {
    typst_svg::svg(page, &SvgOptions::default())
}

//! Pictures of pages with the findings drawn on them.

use std::io::Cursor;
use std::ops::Range;

use hayro::hayro_interpret::{InterpreterSettings, util::TransformExt};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{ImageFormat, Rgb, RgbImage};

use super::Report;
use kakugi_diagnostic::Diagnostic;
use kakugi_diagnostic::internal::{ExpectInternal, InternalError};

/// Pixels a point: 100 an inch.
const SCALE: f64 = 100.0 / 72.0;
/// The longest side of a picture, in pixels.
const SIDE: f64 = 4_000.0;
/// Pictures of at most this many pages.
pub const PAGES: usize = 1_000;
/// Boxes are at least this large, in pixels, so that what is tiny can be seen.
const LEAST: f64 = 8.0;

const ERROR: Rgb<u8> = Rgb([216, 27, 96]);
const WARNING: Rgb<u8> = Rgb([239, 108, 0]);

/// A page as it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Canvas {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// From points of the page to pixels (ISO 32000-1, 8.3.3).
    pub to_pixels: [f64; 6],
    /// Red, green and blue of each pixel, from the top left corner.
    pub pixels: Vec<u8>,
}

/// Draws pages, counted from 0, and hands each over; `share` makes them smaller than at 100 pixels an inch.
/// Nothing is drawn of a file that the renderer cannot read.
///
/// The renderer has no limits of its own, and panics on some files.
pub fn draw(bytes: Vec<u8>, pages: Range<usize>, share: f64, take: &mut dyn FnMut(Canvas)) {
    let Ok(pdf) = Pdf::new(bytes) else { return };
    let cache = RenderCache::new();
    pdf.pages().iter().take(pages.end).skip(pages.start).for_each(|page| take(canvas(page, &cache, share)));
}

fn canvas<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, share: f64) -> Canvas {
    let (width, height) = page.render_dimensions();
    let longest = f64::from(width.max(height)).max(1.0);
    let scale = SCALE.min(SIDE / longest) * share;
    let settings =
        RenderSettings { x_scale: scale as f32, y_scale: scale as f32, bg_color: WHITE, ..RenderSettings::default() };
    let drawn = render(page, cache, &InterpreterSettings::default(), &settings);
    let pixels = drawn.data_as_u8_slice().chunks_exact(4).flat_map(|rgba| [rgba[0], rgba[1], rgba[2]]).collect();
    let to_pixels = page.initial_transform(true).to_kurbo().as_coeffs().map(|side| side * scale);
    Canvas { width: u32::from(drawn.width()), height: u32::from(drawn.height()), to_pixels, pixels }
}

/// A page, counted from 0, as PNG, with a box around each finding that has a place, numbered as in the text.
///
/// # Errors
/// None but those of the program itself.
pub fn png(canvas: Canvas, page: usize, report: &Report) -> Result<Vec<u8>, InternalError> {
    let Canvas { width, height, to_pixels: [a, b, c, d, e, f], pixels } = canvas;
    let mut picture = RgbImage::from_raw(width, height, pixels).internal("a page that was drawn lacks pixels")?;
    let numbered = report.findings.iter().enumerate().filter(|(_, finding)| finding.page == Some(page + 1));
    for (number, finding) in numbered {
        let Some([left, bottom, right, top]) = finding.drawn else { continue };
        let error = Diagnostic::nowhere(finding.problem.clone()).is_error();
        let colour = if error { ERROR } else { WARNING };
        let corners = [[left, bottom], [right, top]].map(|[x, y]| [a * x + c * y + e, b * x + d * y + f]);
        frame(&mut picture, corners, number + 1, colour);
    }
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).internal("a page cannot be written as PNG")?;
    Ok(out.into_inner())
}

/// A box two pixels wide, with its number at the top left corner.
fn frame(picture: &mut RgbImage, [[x0, y0], [x1, y1]]: [[f64; 2]; 2], number: usize, colour: Rgb<u8>) {
    let side = |a: f64, b: f64, most: u32| {
        let (low, high) = (a.min(b), a.max(b));
        let spare = ((LEAST - (high - low)) / 2.0).max(0.0);
        let within = |side: f64| side.clamp(0.0, f64::from(most.saturating_sub(1))) as u32;
        (within(low - spare - 2.0), within(high + spare + 2.0))
    };
    let ((left, right), (top, bottom)) = (side(x0, x1, picture.width()), side(y0, y1, picture.height()));
    let mut dot = |x: u32, y: u32, colour: Rgb<u8>| {
        if let Some(pixel) = picture.get_pixel_mut_checked(x, y) {
            *pixel = colour;
        }
    };
    for thick in 0..2 {
        for x in left..=right {
            dot(x, top + thick, colour);
            dot(x, bottom.saturating_sub(thick), colour);
        }
        for y in top..=bottom {
            dot(left + thick, y, colour);
            dot(right.saturating_sub(thick), y, colour);
        }
    }
    let digits: Vec<usize> = number.to_string().bytes().map(|digit| usize::from(digit - b'0')).collect();
    // A label of digits of 3 × 5 dots, each dot two pixels large.
    let (wide, high) = (digits.len() as u32 * 8 + 4, 14);
    let (from_x, from_y) = (left, top.saturating_sub(high));
    for x in 0..wide {
        for y in 0..high {
            dot(from_x + x, from_y + y, colour);
        }
    }
    for (place, digit) in digits.iter().enumerate() {
        for (row, dots) in DIGITS[*digit].iter().enumerate() {
            for column in (0..3_u32).filter(|column| dots & (4 >> column) != 0) {
                for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                    let x = from_x + 3 + place as u32 * 8 + column * 2 + dx;
                    dot(x, from_y + 2 + row as u32 * 2 + dy, Rgb([255, 255, 255]));
                }
            }
        }
    }
}

/// The digits 0 to 9, five rows of three dots each.
const DIGITS: [[u8; 5]; 10] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 1, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
];

//! What differs between two pictures of a page.

use std::fmt;

use image::{Rgb, RgbImage, imageops};

use super::picture::ROUNDING;

/// Values of a channel may lie apart by this much. All machines draw the same outlines with the same colours, but some round
/// differently in the last bit of a colour, or of how much of a pixel an outline covers; that is twice one in 255.
const TOLERANCE: u8 = ROUNDING + 2;
/// What has changed is marked this far around, in pixels, so that a single pixel can be seen.
const HALO: u32 = 4;
/// Between the three pictures of a page, in pixels.
const GAP: u32 = 12;

const CHANGED: Rgb<u8> = Rgb([216, 27, 96]);
const AROUND: Rgb<u8> = Rgb([255, 205, 220]);
const GROUND: Rgb<u8> = Rgb([110, 110, 110]);

/// How a page differs from what it was.
pub struct Difference {
    old: RgbImage,
    new: RgbImage,
    /// The places of the pixels that differ, row by row.
    pixels: Vec<(u32, u32)>,
    /// How far the values of a channel lie apart at most.
    most: u8,
}

impl Difference {
    /// What differs, if anything does; where a picture has no pixel, the other's counts as changed.
    pub fn between(old: &RgbImage, new: &RgbImage) -> Option<Self> {
        let (width, height) = (old.width().max(new.width()), old.height().max(new.height()));
        let mut pixels = Vec::new();
        let mut most = 0;
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let apart = match (old.get_pixel_checked(x, y), new.get_pixel_checked(x, y)) {
                (Some(old), Some(new)) => (0..3).map(|channel| old[channel].abs_diff(new[channel])).max().unwrap_or(0),
                _ => u8::MAX,
            };
            if apart > TOLERANCE {
                pixels.push((x, y));
                most = most.max(apart);
            }
        }
        (!pixels.is_empty()).then(|| Self { old: old.clone(), new: new.clone(), pixels, most })
    }

    /// Old, new and what differs, side by side: changed pixels in red on the new page, which is pale.
    pub fn side_by_side(&self) -> RgbImage {
        let (width, height) = (self.old.width().max(self.new.width()), self.old.height().max(self.new.height()));
        let mut differing = RgbImage::from_pixel(width, height, Rgb([255; 3]));
        let mut pale = self.new.clone();
        pale.pixels_mut().for_each(|Rgb(channels)| *channels = channels.map(|value| 190 + value / 4));
        imageops::replace(&mut differing, &pale, 0, 0);
        for (x, y) in &self.pixels {
            for (x, y) in around(*x, *y, width, height) {
                differing.put_pixel(x, y, AROUND);
            }
        }
        for (x, y) in &self.pixels {
            differing.put_pixel(*x, *y, CHANGED);
        }
        let mut sheet = RgbImage::from_pixel(3 * width + 4 * GAP, height + 2 * GAP, GROUND);
        for (at, picture) in [&self.old, &self.new, &differing].into_iter().enumerate() {
            imageops::replace(&mut sheet, picture, i64::from(GAP + at as u32 * (width + GAP)), i64::from(GAP));
        }
        sheet
    }
}

fn around(x: u32, y: u32, width: u32, height: u32) -> impl Iterator<Item = (u32, u32)> {
    let rows = y.saturating_sub(HALO)..(y + HALO + 1).min(height);
    rows.flat_map(move |y| (x.saturating_sub(HALO)..(x + HALO + 1).min(width)).map(move |x| (x, y)))
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (old, new) = (self.old.dimensions(), self.new.dimensions());
        if old != new {
            write!(f, "{} × {} pt instead of {} × {} pt; ", new.0, new.1, old.0, old.1)?;
        }
        let (x, y) = self.pixels[0];
        let (count, most) = (self.pixels.len(), self.most);
        write!(
            f,
            "{count} pixels differ, by {most} of 255 at most, the first {x} pt from the left, {y} pt from the top"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_pixel_beyond_the_tolerance_is_told() {
        let old = RgbImage::from_pixel(20, 10, Rgb([120; 3]));
        let with = |value: u8| {
            let mut new = old.clone();
            new.put_pixel(7, 3, Rgb([120, value, 120]));
            Difference::between(&old, &new)
        };
        assert!(with(120 + TOLERANCE).is_none() && with(120 - TOLERANCE).is_none());
        let told = with(120 + TOLERANCE + 1).expect("a difference").to_string();
        assert_eq!(told, "1 pixels differ, by 5 of 255 at most, the first 7 pt from the left, 3 pt from the top");
    }

    #[test]
    fn a_page_of_another_size_is_told() {
        let [old, new] = [10, 11].map(|height| RgbImage::from_pixel(20, height, Rgb([120; 3])));
        let difference = Difference::between(&old, &new).expect("a difference");
        assert!(
            difference.to_string().starts_with("20 × 11 pt instead of 20 × 10 pt; 20 pixels differ"),
            "{difference}"
        );
        assert_eq!(difference.side_by_side().dimensions(), (3 * 20 + 4 * GAP, 11 + 2 * GAP));
    }
}

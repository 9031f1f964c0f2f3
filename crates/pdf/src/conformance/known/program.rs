//! The advances of the glyphs of a TrueType program (ISO/IEC 14496-22, 5.2).

use super::objection::{Kept, keeps, unknown};

/// How wide each glyph of a program is.
pub(super) struct GlyphAdvances {
    /// Thousandths of an em, up to the last that differs from the one before it.
    advances: Vec<f32>,
    /// How many glyphs there are.
    count: usize,
}

/// Bytes of the header of a program, and of an entry of its list of tables.
const HEADER: usize = 12;
const ENTRY: usize = 16;

impl GlyphAdvances {
    /// Reads a program with outlines of TrueType.
    pub fn read(program: &[u8]) -> Kept<Self> {
        let tables = number(program, 4).unwrap_or(0);
        keeps(program.starts_with(&[0, 1, 0, 0]) && tables > 0, "6.2.11.4.1", "a font program is none of TrueType")?;
        let table = |tag: &[u8]| {
            let entries = program.get(HEADER..HEADER + tables * ENTRY)?.chunks_exact(ENTRY);
            let entry = entries.into_iter().find(|entry| entry.starts_with(tag))?;
            let start = long(entry, 8)?;
            program.get(start..start.checked_add(long(entry, 12)?)?)
        };
        let found = (table(b"head"), table(b"hhea"), table(b"hmtx"), table(b"maxp"), table(b"loca"), table(b"glyf"));
        let (Some(head), Some(hhea), Some(hmtx), Some(maxp), Some(loca), Some(glyf)) = found else {
            return unknown("a font program without all its tables");
        };
        let (Some(em @ 16..=16_384), Some(metrics), Some(count)) =
            (number(head, 18), number(hhea, 34), number(maxp, 4))
        else {
            return unknown("a font program that breaks off");
        };
        let length = metrics * 4 + count.saturating_sub(metrics) * 2;
        let short = number(head, 50) == Some(0);
        let (entry, unit) = if short { (2, 2) } else { (4, 1) };
        let offset = |glyph: usize| if short { number(loca, glyph * entry) } else { long(loca, glyph * entry) };
        let last = offset(count).map(|offset| offset * unit);
        let sound = (1..=count).contains(&metrics)
            && hmtx.len() == length
            && loca.len() == (count + 1) * entry
            && last.is_some_and(|last| last <= glyf.len())
            && (0..count).all(|glyph| offset(glyph) <= offset(glyph + 1));
        if !sound {
            return unknown("a font program whose tables do not fit each other");
        }
        let advance = |metric: &[u8]| number(metric, 0).unwrap_or(0) as f32 * 1000.0 / em as f32;
        let advances = hmtx.get(..metrics * 4).unwrap_or_default().chunks_exact(4).map(advance).collect();
        Ok(Self { advances, count })
    }

    /// How many glyphs there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The advance of a glyph; nothing if there is no such glyph.
    pub fn of(&self, glyph: u16) -> Option<f32> {
        let glyph = usize::from(glyph);
        (glyph < self.count).then(|| self.advances.get(glyph).or(self.advances.last()).copied())?
    }
}

/// A number of two bytes.
fn number(bytes: &[u8], offset: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(offset..offset + 2)?.try_into().ok()?)))
}

/// A number of four bytes.
fn long(bytes: &[u8], offset: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(offset..offset + 4)?.try_into().ok()?)).ok()
}

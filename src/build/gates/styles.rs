//! Letters in another style than the text around them, because the font of the text lacks them.

use std::collections::BTreeSet;

use typst::text::{FontFlags, FontWeight};

use super::GateInput;
use crate::data::characters;
use crate::diagnostic::{Diagnostic, Place, problems};
use crate::typeset::PlacedText;

/// Whether a run is set in a font with serifs (明朝体).
fn serif(text: &PlacedText<'_>) -> bool {
    text.item.font.info().flags.contains(FontFlags::SERIF)
}

/// Whether readers see of a character in which style it is set: of letters they do, of signs such as ℃, ㈱ and Ⓐ they do not.
fn styled(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '\u{2100}'..='\u{2BFF}' | '\u{3200}'..='\u{33FF}' | '\u{1F100}'..='\u{1F2FF}')
}

/// The letters of a document that are set in a sans serif amid text with serifs: one warning that has them all.
pub(super) fn check(input: &GateInput<'_>) -> Option<Diagnostic> {
    let texts = input.texts;
    // The glyphs of one literal share a span, whichever fonts they come from; strong words are literals of their own.
    let of_serif = texts.iter().filter(|text| serif(text)).flat_map(|text| &text.item.glyphs);
    let literals: BTreeSet<u64> = of_serif.map(|glyph| glyph.span.0.into_raw().get()).collect();
    let mut characters = String::new();
    let mut first: Option<(Option<Place>, String)> = None;
    for (index, text) in texts.iter().enumerate() {
        if serif(text) || text.item.font.info().variant.weight > FontWeight::REGULAR {
            continue;
        }
        // A literal of nothing but such letters, such as a word with its reading, is judged by its neighbours.
        let mut neighbours =
            index.checked_sub(1).and_then(|before| texts.get(before)).into_iter().chain(texts.get(index + 1));
        let beside_serif =
            neighbours.any(|other| serif(other) && other.within.last() == text.within.last() && other.y == text.y);
        let alone = beside_serif && text.item.text.chars().all(styled);
        for glyph in text.item.glyphs.iter().filter(|glyph| glyph.id != 0) {
            let cluster = text.item.text.get(glyph.range()).unwrap_or_default();
            let Some(c) = cluster.chars().next().filter(|c| styled(*c)) else { continue };
            if !(alone || literals.contains(&glyph.span.0.into_raw().get())) || characters.contains(c) {
                continue;
            }
            characters.push(c);
            first.get_or_insert_with(|| {
                let offset = input.typesetter.source_offset(glyph.span.0, glyph.span.1);
                let place =
                    offset.and_then(|offset| input.locator.datum(offset).or_else(|| input.locator.line(offset)));
                (place.map(|place| input.locator.within(place, cluster)), text.item.font.info().family.clone())
            });
        }
    }
    let (place, font) = first?;
    Some(Diagnostic::new(place, OtherStyle { characters, font }))
}

problems! {
    /// Letters in another style than their text.
    K0417 warning OtherStyle { characters: String, font: String }
    en: { characters::en::other_style(characters, font) },
        hints { characters::en::other_style_hints(font) };
    ja: { characters::ja::other_style(characters, font) },
        hints { characters::ja::other_style_hints(font) };
}

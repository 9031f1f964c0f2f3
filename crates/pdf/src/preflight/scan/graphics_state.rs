//! Graphics state parameter dictionaries (ISO 32000-1, 8.4.5).

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::{HalftonePhase, Scan, TransferFunction};
use crate::file::as_dictionary;
use crate::preflight::Standard;
use crate::preflight::font::Font;
use crate::preflight::state::State;

impl<'a> Scan<'a, '_> {
    /// Takes over what an ExtGState says.
    pub(super) fn graphics_state(&mut self, own: &'a Dictionary, state: &mut State<'a>, depth: usize) {
        let file = &self.shared.file;
        if let Some(width) = file.number(own, b"LW") {
            state.line_width = width.abs();
        }
        if let Some(stroke) = file.boolean(own, b"OP") {
            state.overprint_stroke = stroke;
            // Without `op`, `OP` is for both.
            state.overprint_fill = stroke;
        }
        if let Some(fill) = file.boolean(own, b"op") {
            state.overprint_fill = fill;
        }
        if let Some(mode) = file.number(own, b"OPM") {
            state.overprint_mode = mode == 1.0;
        }
        if let Some(alpha) = file.number(own, b"ca") {
            state.alpha_fill = alpha.clamp(0.0, 1.0);
        }
        if let Some(alpha) = file.number(own, b"CA") {
            state.alpha_stroke = alpha.clamp(0.0, 1.0);
        }
        let mode = match file.get(own, b"BM") {
            Some(Object::Array(modes)) => modes.first().and_then(|mode| mode.as_name().ok()),
            Some(mode) => mode.as_name().ok(),
            None => None,
        };
        if let Some(mode) = mode {
            state.blends = !matches!(mode, b"Normal" | b"Compatible");
            state.adds = matches!(mode, b"Multiply" | b"Darken" | b"ColorBurn");
        }
        match file.get(own, b"SMask") {
            Some(Object::Name(_)) => state.soft_mask = false,
            Some(_) => state.soft_mask = true,
            None => {}
        }
        if let Some([font, size]) = file.array(own, b"Font") {
            state.text.size = file.as_number(size).unwrap_or(state.text.size);
            let font = file.resolve(font).and_then(as_dictionary);
            let font = font.map(|font| Rc::new(Font::read(file, font)));
            self.shared.work += 10_000 + font.as_ref().map_or(0, |font| 100 * font.listed as u64);
            state.text.font = font;
        }
        let keys: [&[u8]; 2] = [b"TR", b"TR2"];
        let plain = |value: &Object| matches!(value.as_name(), Ok(b"Identity" | b"Default"));
        let transfers = keys.iter().any(|key| file.get(own, key).is_some_and(|value| !plain(value)));
        if transfers && self.shared.profile.standard == Standard::X4 {
            self.add_finding(TransferFunction, None, None);
        }
        if self.shared.profile.standard == Standard::X4
            && let Some(key) = ["HTP", "HTO"].into_iter().find(|key| own.has(key.as_bytes()))
        {
            self.add_finding(HalftonePhase { key }, None, None);
        }
        if let Some(mask) = self.shared.file.dictionary(own, b"SMask") {
            self.mask(mask, state, depth);
        }
        if state.blends || state.soft_mask || state.alpha_fill < 1.0 || state.alpha_stroke < 1.0 {
            self.transparent = true;
        }
    }
}

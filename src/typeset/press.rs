//! A document that is laid out for the screen, as the press takes it: in inks and on sheets.
//!
//! Pages are laid out once. What the press wants otherwise (colours, marks, blank pages, bleed) is exchanged in the finished
//! frames, so that both editions show the same by construction.

mod inks;
mod palette;
mod sheets;

use kakugi_diagnostic::internal::InternalError;
use typst::foundations::Bytes;
use typst::model::Document;
use typst::visualize::Tiling;
use typst_layout::PagedDocument;

use super::closed_world::ClosedWorld;
use super::setting::path_at;
use super::{EditionSetting, Files, TypesetError, Typesetter};
use inks::Recolouring;
use palette::Palette;

/// The component that draws patterns.
const HATCHES: &str = "chart-series.typ";

/// Why a document cannot be made ready for the press.
pub enum PressError {
    /// What Typst found wrong with the components that draw the sheets.
    Typst(Vec<TypesetError>),
    /// The components draw another number of sheets than the document has pages, blank ones included.
    OtherSheets {
        /// How many sheets there must be.
        expected: usize,
        /// How many are drawn.
        drawn: usize,
    },
    /// The theme lacks a definition that the print edition needs, or has it in another form.
    IncompleteTheme {
        /// The name of the definition.
        definition: String,
    },
    /// Something is filled with a pattern of which the components do not tell how it is printed.
    UnknownPattern,
    /// What cannot happen.
    Internal(InternalError),
    /// Two colours of the theme are the same on the screen and differ in ink.
    AmbiguousColours {
        /// The name of one of them.
        first: String,
        /// The name of the other, which comes later in the theme.
        second: String,
    },
}

impl PressError {
    /// That the theme lacks a definition, or has it in another form.
    fn lacking(definition: &str) -> Self {
        Self::IncompleteTheme { definition: definition.to_owned() }
    }
}

impl From<InternalError> for PressError {
    fn from(error: InternalError) -> Self {
        Self::Internal(error)
    }
}

impl From<Vec<TypesetError>> for PressError {
    fn from(errors: Vec<TypesetError>) -> Self {
        Self::Typst(errors)
    }
}

/// Pictures that the press takes in another form than the screen, by the bytes that the screen gets.
pub type PressPictures = Vec<(Bytes, Bytes)>;

impl Typesetter {
    /// The pages of a document for the press: the same frames in the inks of the setting, each on its sheet. `scales` are the
    /// sizes of type, in per cent, whose components the document reads from folders of their own.
    ///
    /// # Errors
    /// See [`PressError`].
    pub fn for_press(
        &mut self,
        screen: &PagedDocument,
        setting: &EditionSetting,
        pictures: &PressPictures,
        scales: &[u32],
    ) -> Result<PagedDocument, PressError> {
        let main = self.world.main.clone();
        let made = self.world.for_press(screen, setting, pictures, scales);
        self.world.main = main;
        self.world.turn_to(Files::new(), EditionSetting::default());
        made
    }
}

impl ClosedWorld {
    fn for_press(
        &mut self,
        screen: &PagedDocument,
        setting: &EditionSetting,
        pictures: &PressPictures,
        scales: &[u32],
    ) -> Result<PagedDocument, PressError> {
        let palette = Palette::load(self, setting)?;
        let hatches = if inks::has_tilings(screen) { self.hatches(setting, scales)? } else { Vec::new() };
        let sheets = self.drawn(("sheet.typ", "press-sheets"), &sheets::arguments(screen, setting), setting)?;
        let (expected, drawn) = (screen.pages().len() + setting.sheet.blank, sheets.pages().len());
        if drawn != expected {
            return Err(PressError::OtherSheets { expected, drawn });
        }
        let recolouring = Recolouring::new(palette, hatches, pictures, self);
        let pages = sheets::assembled(screen, &sheets, setting, &recolouring);
        recolouring.failure().map_or_else(|| Ok(PagedDocument::new(pages, screen.info().clone())), Err)
    }

    /// The hatches of the components, on the screen and in the inks of a setting.
    fn hatches(&mut self, setting: &EditionSetting, scales: &[u32]) -> Result<Vec<(Tiling, Tiling)>, PressError> {
        let components = match scales {
            [] => vec![HATCHES.to_owned()],
            scales => scales.iter().map(|scale| path_at(*scale, HATCHES)).collect(),
        };
        let mut hatches = Vec::new();
        for component in components {
            let screen = self.hatch_samples(&component, &EditionSetting::default())?;
            let press = self.hatch_samples(&component, setting)?;
            if screen.len() != press.len() {
                return Err(PressError::UnknownPattern);
            }
            hatches.extend(screen.into_iter().zip(press));
        }
        Ok(hatches)
    }

    fn hatch_samples(&mut self, component: &str, setting: &EditionSetting) -> Result<Vec<Tiling>, Vec<TypesetError>> {
        let document = self.drawn((component, "hatch-samples"), "", setting)?;
        Ok(document.pages().iter().flat_map(|page| inks::tilings(&page.frame)).collect())
    }

    /// A small document that a definition of a component draws for a setting. Errors have no place in the document, which nobody
    /// else sees, but in the component.
    fn drawn(
        &mut self,
        (component, definition): (&str, &str),
        arguments: &str,
        setting: &EditionSetting,
    ) -> Result<PagedDocument, Vec<TypesetError>> {
        self.set_main(&format!("#import \"{component}\": {definition}\n#{definition}{arguments}\n"));
        self.turn_to(Files::new(), setting.clone());
        let result = typst::compile::<PagedDocument>(&*self);
        result.output.map_err(|errors| {
            let described = errors.iter().map(|error| self.describe(error));
            described.map(|error| error.of_definition(component, definition)).collect()
        })
    }
}

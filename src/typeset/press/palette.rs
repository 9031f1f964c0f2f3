//! The colours of the theme, on the screen and in ink.

use typst::World;
use typst::comemo::Track;
use typst::foundations::{Context, Dict, FromValue, Func, Module, Str, Value};
use typst::layout::Abs;
use typst::syntax::{RootedPath, VirtualPath, VirtualRoot};
use typst::visualize::{Color, DashPattern, FixedStroke, Paint, Stroke};

use super::super::closed_world::{ClosedWorld, evaluate};
use super::super::{EditionSetting, Files};
use super::PressError;
use kakugi_diagnostic::internal::ExpectInternal;

/// The component that holds all colours.
const THEME: &str = "theme.typ";

/// What the theme says of a colour.
struct Tone {
    name: String,
    screen: Color,
    press: Color,
}

/// The colours of the theme, on the screen and in ink.
pub(super) struct Palette {
    tones: Vec<Tone>,
    /// Which ink type of a colour and a size takes.
    type_colour: Func,
    /// The grid's lines on the screen.
    grid_paint: Paint,
    grid_thickness: Abs,
    /// How they are dashed on the press.
    grid_dash: Option<DashPattern<Abs, Abs>>,
}

impl Palette {
    /// Evaluates the theme for the screen and for a setting, which the world serves afterwards.
    pub fn load(world: &mut ClosedWorld, setting: &EditionSetting) -> Result<Self, PressError> {
        let screen = theme(world, &EditionSetting::default())?;
        let press = theme(world, setting)?;
        let tones = tones(&defined::<Dict>(&screen, "colours")?, &defined::<Dict>(&press, "colours")?)?;
        distinct(&tones)?;
        let grid = defined::<Stroke>(&screen, "grid-stroke")?.map(|length| length.abs).unwrap_or_default();
        let press_grid = defined::<Stroke>(&press, "grid-stroke")?.map(|length| length.abs).unwrap_or_default();
        Ok(Self {
            tones,
            type_colour: defined(&press, "type-colour")?,
            grid_paint: grid.paint,
            grid_thickness: grid.thickness,
            grid_dash: press_grid.dash,
        })
    }
}

impl Palette {
    /// The ink of a colour of the screen; nothing of a colour that is not the theme's.
    pub fn ink(&self, screen: &Color) -> Option<&Color> {
        self.tones.iter().find(|tone| tone.screen == *screen).map(|tone| &tone.press)
    }

    /// The colour of type on the press, which depends on its size.
    ///
    /// # Errors
    /// What is wrong with the theme's `type-colour`.
    pub fn type_ink(&self, world: &ClosedWorld, screen: &Color, size: Abs) -> Result<Color, PressError> {
        let ink = self.ink(screen).unwrap_or(screen);
        let arguments = [Value::Color(ink.clone()), Value::Length(size.into())];
        let (colour, _) = world.with_engine(|engine| self.type_colour.call(engine, Context::none().track(), arguments));
        let colour = colour.map_err(|errors| errors.iter().map(|error| world.describe(error)).collect::<Vec<_>>())?;
        colour.cast().map_err(|_| PressError::lacking("type-colour"))
    }

    /// How a line of the screen is dashed on the press, if it is one of the grid's.
    pub fn grid_dash(&self, screen: &FixedStroke) -> Option<&DashPattern<Abs, Abs>> {
        let is_grid = screen.paint == self.grid_paint && screen.thickness == self.grid_thickness;
        self.grid_dash.as_ref().filter(|_| is_grid)
    }
}

/// What the theme defines under a name.
fn defined<T: FromValue>(theme: &Module, name: &str) -> Result<T, PressError> {
    let value = theme.scope().get(name).map(|binding| binding.read().clone());
    value.and_then(|value| value.cast().ok()).ok_or_else(|| PressError::lacking(name))
}

/// The colours by their names, each with its value for the screen and for the press.
fn tones(screen: &Dict, press: &Dict) -> Result<Vec<Tone>, PressError> {
    let tone = |(name, colour): (&Str, &Value)| {
        let screen = colour.clone().cast().ok();
        let press = press.get(name).ok().and_then(|colour| colour.clone().cast().ok());
        let (screen, press) = screen.zip(press).ok_or_else(|| PressError::lacking(&format!("colours.{name}")))?;
        Ok(Tone { name: name.to_string(), screen, press })
    };
    screen.iter().map(tone).collect()
}

/// The theme, evaluated for a setting.
fn theme(world: &mut ClosedWorld, setting: &EditionSetting) -> Result<Module, PressError> {
    world.turn_to(Files::new(), setting.clone());
    #[allow(clippy::unwrap_used, reason = "the name is a plain file name, which is always a valid path")]
    let id = RootedPath::new(VirtualRoot::Project, VirtualPath::new(THEME).unwrap()).intern();
    let source = world.source(id).internal("pages were laid out without a theme")?;
    let (module, _) = world.with_engine(|engine| evaluate(engine, &source));
    Ok(module.map_err(|errors| errors.iter().map(|error| world.describe(error)).collect::<Vec<_>>())?)
}

/// Refuses two colours that look the same on the screen and differ in ink: a finished page does not say which is meant.
fn distinct(tones: &[Tone]) -> Result<(), PressError> {
    let twins = tones.iter().enumerate().find_map(|(index, tone)| {
        let twin = tones[..index].iter().find(|other| other.screen == tone.screen && other.press != tone.press)?;
        Some((twin.name.clone(), tone.name.clone()))
    });
    twins.map_or(Ok(()), |(first, second)| Err(PressError::AmbiguousColours { first, second }))
}

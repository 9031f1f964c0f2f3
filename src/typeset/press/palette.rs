//! The colours of the theme, on the screen and in ink.

use typst::World;
use typst::comemo::Track;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Context, Func, Module, Value};
use typst::introspection::EmptyIntrospector;
use typst::layout::Abs;
use typst::syntax::{RootedPath, VirtualPath, VirtualRoot};
use typst::utils::Protected;
use typst::visualize::{Color, DashPattern, Paint, Stroke};

use super::super::closed_world::ClosedWorld;
use super::super::{EditionSetting, Files, TypesetError};
use super::PressError;

/// The component that holds all colours.
const THEME: &str = "theme.typ";

/// What the theme says of a colour.
struct Tone {
    name: String,
    screen: Color,
    press: Color,
}

/// The colours of the theme, on the screen and in ink.
#[derive(Default)]
pub(super) struct Palette {
    tones: Vec<Tone>,
    /// Which ink type of a colour and a size takes.
    type_colour: Option<Func>,
    /// The paint of the grid's lines on the screen, and how they are dashed on the press.
    grid: Option<(Paint, Option<DashPattern<Abs, Abs>>)>,
}

impl Palette {
    /// Evaluates the theme for the screen and for a setting, which the world serves afterwards.
    pub fn load(world: &mut ClosedWorld, setting: &EditionSetting) -> Result<Self, PressError> {
        let screen = theme(world, &EditionSetting::default())?;
        let press = theme(world, setting)?;
        let tones = match (defined(&screen, "colours"), defined(&press, "colours")) {
            (Some(Value::Dict(screen)), Some(Value::Dict(press))) => screen
                .iter()
                .filter_map(|(name, colour)| {
                    let screen = colour.clone().cast::<Color>().ok()?;
                    let press = press.get(name).ok()?.clone().cast::<Color>().ok()?;
                    Some(Tone { name: name.to_string(), screen, press })
                })
                .collect(),
            _ => Vec::new(),
        };
        distinct(&tones)?;
        let type_colour = defined(&press, "type-colour").and_then(|value| value.cast::<Func>().ok());
        let grid = grid_stroke(&screen).zip(grid_stroke(&press)).and_then(|(screen, press)| {
            let dash = press.map(|length| length.abs).unwrap_or_default().dash;
            Some((screen.paint.custom()?, dash))
        });
        Ok(Self { tones, type_colour, grid })
    }
}

impl Palette {
    /// The ink of a colour of the screen; nothing of a colour that is not the theme's.
    pub fn ink(&self, screen: &Color) -> Option<&Color> {
        self.tones.iter().find(|tone| tone.screen == *screen).map(|tone| &tone.press)
    }

    /// The ink of type, which depends on its size.
    pub fn type_ink(&self, world: &ClosedWorld, screen: &Color, size: Abs) -> Option<Color> {
        let ink = self.ink(screen)?;
        let Some(type_colour) = &self.type_colour else { return Some(ink.clone()) };
        let (traced, mut sink, introspector) = (Traced::default(), Sink::new(), EmptyIntrospector);
        let mut engine = Engine {
            library: world.library(),
            world: (world as &dyn World).track(),
            introspector: Protected::new(introspector.track()),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let colour = type_colour.call(
            &mut engine,
            Context::none().track(),
            [Value::Color(ink.clone()), Value::Length(size.into())],
        );
        colour.ok().and_then(|value| value.cast::<Color>().ok())
    }

    /// How lines of this paint are dashed on the press, if they are the grid's.
    pub fn grid_dash(&self, screen: &Paint) -> Option<&DashPattern<Abs, Abs>> {
        let (grid, dash) = self.grid.as_ref()?;
        if grid == screen { dash.as_ref() } else { None }
    }
}

/// What a module defines under a name.
fn defined(module: &Module, name: &str) -> Option<Value> {
    module.scope().get(name).map(|binding| binding.read().clone())
}

fn grid_stroke(module: &Module) -> Option<Stroke> {
    defined(module, "grid-stroke")?.cast::<Stroke>().ok()
}

/// The theme, evaluated for a setting.
fn theme(world: &mut ClosedWorld, setting: &EditionSetting) -> Result<Module, Vec<TypesetError>> {
    world.turn_to(Files::new(), setting.clone());
    #[allow(clippy::unwrap_used, reason = "the name is a plain file name, which is always a valid path")]
    let id = RootedPath::new(VirtualRoot::Project, VirtualPath::new(THEME).unwrap()).intern();
    let (traced, mut sink) = (Traced::default(), Sink::new());
    let source = world.source(id).map_err(|_| Vec::new())?;
    let tracked = (&*world as &dyn World).track();
    let module =
        typst_eval::eval(tracked, world.library(), traced.track(), sink.track_mut(), Route::default().track(), &source);
    module.map_err(|errors| errors.iter().map(|error| world.describe(error)).collect())
}

/// Refuses two colours that look the same on the screen and differ in ink: a finished page does not say which is meant.
fn distinct(tones: &[Tone]) -> Result<(), PressError> {
    let twins = tones.iter().enumerate().find_map(|(index, tone)| {
        let twin = tones[..index].iter().find(|other| other.screen == tone.screen && other.press != tone.press)?;
        Some((twin.name.clone(), tone.name.clone()))
    });
    twins.map_or(Ok(()), |(first, second)| Err(PressError::AmbiguousColours { first, second }))
}

//! Colour spaces, and what ink a colour is.

use lopdf::{Dictionary, Object};

use super::file::{File, as_dictionary};

/// The most plates that are told apart: four of the process colours, the others spot colours.
pub(super) const PLATES: usize = 12;
/// What stands for a full plate.
pub(super) const FULL: u8 = 200;

/// Ink on each plate, a full plate being [`FULL`]; cyan, magenta, yellow and black come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    pub plates: [u8; PLATES],
    /// The plates that the colour says something about, by bits; the others stay as they are in overprint.
    pub named: u16,
    /// Whether it is registration colour, which is on all plates.
    pub registration: bool,
}

impl Ink {
    /// All plates together, in percent.
    pub fn total(&self) -> f64 {
        total(&self.plates)
    }

    pub fn is_nothing(&self) -> bool {
        self.plates.iter().all(|plate| *plate == 0)
    }

    /// Full black on its own plate and nothing else.
    pub fn is_black_only(&self) -> bool {
        self.plates[3] >= FULL - 4 && self.plates.iter().enumerate().all(|(at, plate)| at == 3 || *plate == 0)
    }

    fn process(values: [f64; 4]) -> Self {
        let mut ink = Self { named: 0b1111, ..Self::default() };
        for (plate, value) in ink.plates.iter_mut().zip(values) {
            *plate = level(value);
        }
        ink
    }
}

/// All plates together, in percent.
pub(super) fn total(plates: &[u8; PLATES]) -> f64 {
    plates.iter().map(|plate| f64::from(*plate)).sum::<f64>() * 100.0 / f64::from(FULL)
}

fn level(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * f64::from(FULL)).round() as u8
}

/// The names of the spot colours of a document; a place in it is a plate.
#[derive(Debug, Default)]
pub(super) struct Spots {
    names: Vec<Vec<u8>>,
}

impl Spots {
    /// The plate of a colorant; those that are too many share the last.
    fn plate(&mut self, name: &[u8]) -> usize {
        let process: [&[u8]; 4] = [b"Cyan", b"Magenta", b"Yellow", b"Black"];
        if let Some(plate) = process.iter().position(|own| *own == name) {
            return plate;
        }
        let known = self.names.iter().position(|own| own == name);
        // What no longer has a plate of its own need not be known.
        let at = known.or_else(|| {
            let plate = self.names.len();
            (4 + plate < PLATES - 1).then(|| self.names.push(name.to_vec())).map(|()| plate)
        });
        at.map_or(PLATES - 1, |at| 4 + at)
    }
}

/// A colour space (ISO 32000-1, 8.6).
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Space {
    Grey,
    Cmyk,
    /// By an ICC profile with four components or one, which stand for plates.
    Icc(usize),
    /// Anything with light instead of ink, by its name.
    Light {
        name: &'static str,
        components: usize,
    },
    Indexed {
        base: Box<Self>,
        table: Vec<u8>,
    },
    /// `Separation` and `DeviceN`.
    Spot {
        names: Vec<Vec<u8>>,
        alternate: Box<Self>,
    },
    Pattern(Option<Box<Self>>),
    Unknown,
}

/// Spaces within spaces.
const DEPTH: usize = 8;

impl Space {
    /// The space that an object describes, names being looked up in the resources.
    pub fn read(file: &File<'_>, resources: Option<&Dictionary>, object: &Object, depth: usize) -> Self {
        Self::find(file, resources, object, depth).unwrap_or(Self::Unknown)
    }

    fn find(file: &File<'_>, resources: Option<&Dictionary>, object: &Object, depth: usize) -> Option<Self> {
        if depth > DEPTH {
            return None;
        }
        let object = match object {
            Object::Reference(id) => file.by_id(*id)?,
            other => other,
        };
        if let Ok(name) = object.as_name() {
            return match name {
                b"DeviceGray" => Some(Self::Grey),
                b"DeviceRGB" => Some(Self::Light { name: "DeviceRGB", components: 3 }),
                b"DeviceCMYK" => Some(Self::Cmyk),
                b"Pattern" => Some(Self::Pattern(None)),
                // Any other name is one of the resources, `RGB` too.
                name => {
                    let spaces = resources.and_then(|own| entry(file, own, b"ColorSpace"))?;
                    Self::find(file, None, spaces.get(name).ok()?, depth + 1)
                }
            };
        }
        let array = object.as_array().ok()?;
        let item = |at: usize| -> Option<&Object> {
            match array.get(at)? {
                Object::Reference(id) => file.by_id(*id),
                other => Some(other),
            }
        };
        let nested = |at: usize| Self::read(file, resources, array.get(at).unwrap_or(&Object::Null), depth + 1);
        Some(match item(0)?.as_name().ok()? {
            b"ICCBased" => {
                let Object::Stream(profile) = item(1)? else { return None };
                match profile.dict.get(b"N").and_then(Object::as_i64) {
                    Ok(1) => Self::Icc(1),
                    Ok(4) => Self::Icc(4),
                    Ok(3) => Self::Light { name: "ICCBased RGB", components: 3 },
                    _ => return None,
                }
            }
            b"CalRGB" => Self::Light { name: "CalRGB", components: 3 },
            b"CalGray" => Self::Light { name: "CalGray", components: 1 },
            b"Lab" => Self::Light { name: "Lab", components: 3 },
            b"Indexed" => {
                let table = match item(3)? {
                    Object::String(bytes, _) => bytes.clone(),
                    Object::Stream(stream) => file.content(stream)?,
                    _ => return None,
                };
                Self::Indexed { base: Box::new(nested(1)), table }
            }
            b"Separation" => {
                let name = item(1)?.as_name().ok()?.to_vec();
                Self::Spot { names: vec![name], alternate: Box::new(nested(2)) }
            }
            b"DeviceN" => {
                let names = item(1)?.as_array().ok()?.iter();
                let names = names.filter_map(|name| name.as_name().ok().map(<[u8]>::to_vec)).take(64).collect();
                Self::Spot { names, alternate: Box::new(nested(2)) }
            }
            b"Pattern" => Self::Pattern((array.len() > 1).then(|| Box::new(nested(1)))),
            b"DeviceGray" => Self::Grey,
            b"DeviceRGB" => Self::Light { name: "DeviceRGB", components: 3 },
            b"DeviceCMYK" => Self::Cmyk,
            _ => return None,
        })
    }

    /// How many numbers a colour of the space has.
    pub fn components(&self) -> usize {
        match self {
            Self::Grey | Self::Indexed { .. } => 1,
            Self::Cmyk => 4,
            Self::Icc(components) | Self::Light { components, .. } => *components,
            Self::Spot { names, .. } => names.len(),
            Self::Pattern(base) => base.as_ref().map_or(0, |base| base.components()),
            Self::Unknown => 0,
        }
    }

    /// The colour with which a space begins (ISO 32000-1, 8.6.5.1).
    pub fn initial(&self) -> Vec<f64> {
        match self {
            Self::Cmyk | Self::Icc(4) => vec![0.0, 0.0, 0.0, 1.0],
            Self::Spot { names, .. } => vec![1.0; names.len()],
            other => vec![0.0; other.components()],
        }
    }

    /// The name of the space of light that is in it, if there is one.
    pub fn light(&self) -> Option<&'static str> {
        match self {
            Self::Light { name, .. } => Some(name),
            Self::Indexed { base, .. } => base.light(),
            Self::Pattern(base) => base.as_ref().and_then(|base| base.light()),
            _ => None,
        }
    }

    /// A spot colour whose stand-in is of light, with the name of that space.
    pub fn light_stand_in(&self) -> Option<(String, &'static str)> {
        match self {
            Self::Spot { names, alternate } => {
                let name = names.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect::<Vec<_>>();
                alternate.light().map(|light| (name.join("+"), light))
            }
            Self::Indexed { base, .. } => base.light_stand_in(),
            Self::Pattern(base) => base.as_ref().and_then(|base| base.light_stand_in()),
            _ => None,
        }
    }

    /// The ink of a colour; nothing if the space says nothing of ink.
    pub fn ink(&self, values: &[f64], spots: &mut Spots) -> Option<Ink> {
        let at = |index: usize| values.get(index).copied().unwrap_or(0.0);
        match self {
            Self::Grey | Self::Icc(1) => Some(Ink::process([0.0, 0.0, 0.0, 1.0 - at(0)])),
            Self::Cmyk | Self::Icc(_) => Some(Ink::process([at(0), at(1), at(2), at(3)])),
            Self::Indexed { base, table } => {
                let (count, index) = (base.components(), at(0).max(0.0) as usize);
                let entry = table.get(index.checked_mul(count)?..)?.get(..count)?;
                let values: Vec<f64> = entry.iter().map(|byte| f64::from(*byte) / 255.0).collect();
                base.ink(&values, spots)
            }
            Self::Spot { names, .. } => {
                let mut ink = Ink::default();
                for (index, name) in names.iter().enumerate() {
                    match name.as_slice() {
                        b"None" => {}
                        b"All" => {
                            ink.registration = true;
                            ink.named |= 0b1111;
                            ink.plates[..4].fill(level(at(index)));
                        }
                        name => {
                            let plate = spots.plate(name);
                            ink.named |= 1 << plate;
                            ink.plates[plate] = level(at(index));
                        }
                    }
                }
                Some(ink)
            }
            Self::Pattern(_) | Self::Light { .. } | Self::Unknown => None,
        }
    }
}

/// A dictionary within a dictionary, references resolved.
pub(super) fn entry<'a>(file: &File<'a>, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    as_dictionary(file.get(dictionary, key)?)
}

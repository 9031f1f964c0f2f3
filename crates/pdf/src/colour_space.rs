//! Colour spaces (ISO 32000-1, 8.6).

use lopdf::{Dictionary, Object};

use super::file::{File, as_dictionary};

/// A colour space (ISO 32000-1, 8.6).
#[derive(Clone, Debug, PartialEq)]
pub enum Space {
    /// One component, white at 1: `DeviceGray`.
    Grey,
    /// Four inks: `DeviceCMYK`.
    Cmyk,
    /// By an ICC profile with four components or one, which stand for plates.
    Icc(usize),
    /// Anything with light instead of ink, by its name.
    Light {
        /// As messages call it.
        name: &'static str,
        /// How many numbers a colour has.
        components: usize,
    },
    /// Colours of another space by their number in a table.
    Indexed {
        /// The space of the colours.
        base: Box<Self>,
        /// The components of all colours, a byte each.
        table: Vec<u8>,
    },
    /// `Separation` and `DeviceN`.
    Spot {
        /// The names of the colorants.
        names: Vec<Vec<u8>>,
        /// The space that stands in where a device lacks them.
        alternate: Box<Self>,
    },
    /// A pattern, and the space of the colour in which an uncoloured one is painted.
    Pattern(Option<Box<Self>>),
    /// What cannot be read, or is not known to ISO 32000-1.
    Unknown,
}

/// What the numbers of a space stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Three components of the screen.
    Rgb,
    /// One component, white at 1.
    Grey,
    /// Four inks.
    Cmyk,
    /// Spot colours, patterns and all else.
    Other,
}

impl Family {
    /// How many numbers a colour has; nothing where that differs.
    pub fn components(self) -> Option<usize> {
        match self {
            Self::Rgb => Some(3),
            Self::Grey => Some(1),
            Self::Cmyk => Some(4),
            Self::Other => None,
        }
    }
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

    /// What the numbers stand for.
    pub fn family(&self) -> Family {
        match self {
            Self::Grey | Self::Icc(1) | Self::Light { components: 1, .. } => Family::Grey,
            Self::Cmyk | Self::Icc(4) => Family::Cmyk,
            Self::Light { name: "Lab", .. } => Family::Other,
            Self::Light { components: 3, .. } => Family::Rgb,
            _ => Family::Other,
        }
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

    /// The same, where the space is one that is known.
    pub fn known_components(&self) -> Option<usize> {
        Some(self.components()).filter(|components| *components > 0)
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
}

/// A dictionary within a dictionary, references resolved.
pub fn entry<'a>(file: &File<'a>, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    as_dictionary(file.get(dictionary, key)?)
}

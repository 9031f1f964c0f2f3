//! What content refers to by name (ISO 32000-1, 7.8.3), and the images and patterns among it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::colours;
use super::forms::{Form, KnownFile, Shape, named};
use super::objection::{Kept, broken, keeps, knows, unknown};
use super::usage::FontUsage;

const RESOURCES: Form = Form {
    what: "resources",
    must: &[],
    may: &[
        ("ColorSpace", Shape::Dictionary),
        ("Font", Shape::Dictionary),
        ("Pattern", Shape::Dictionary),
        ("XObject", Shape::Dictionary),
        ("ProcSet", Shape::Array),
    ],
};

const IMAGE: Form = Form {
    what: "an image",
    must: &[
        ("Type", Shape::Is("XObject")),
        ("Subtype", Shape::Is("Image")),
        ("Width", Shape::Count),
        ("Height", Shape::Count),
        ("BitsPerComponent", Shape::Exactly(8)),
        ("ColorSpace", Shape::Reference),
        ("Length", Shape::Count),
    ],
    may: &[
        ("Filter", Shape::OneOf(&["FlateDecode", "DCTDecode"])),
        ("Interpolate", Shape::Truth(false)),
        ("SMask", Shape::Reference),
    ],
};

const MASK: Form = Form {
    what: "the mask of an image",
    must: &[
        ("Type", Shape::Is("XObject")),
        ("Subtype", Shape::Is("Image")),
        ("Width", Shape::Count),
        ("Height", Shape::Count),
        ("BitsPerComponent", Shape::Exactly(8)),
        ("ColorSpace", Shape::Is("DeviceGray")),
        ("Length", Shape::Count),
    ],
    may: &[("Filter", Shape::Is("FlateDecode")), ("Interpolate", Shape::Truth(false))],
};

pub(super) const PATTERN: Form = Form {
    what: "a pattern",
    must: &[
        ("Type", Shape::Is("Pattern")),
        ("PatternType", Shape::Exactly(1)),
        ("PaintType", Shape::Exactly(1)),
        ("TilingType", Shape::Count),
        ("BBox", Shape::Numbers(4)),
        ("XStep", Shape::Number),
        ("YStep", Shape::Number),
        ("Resources", Shape::Reference),
        ("Length", Shape::Count),
    ],
    may: &[("Matrix", Shape::Numbers(6)), ("Filter", Shape::Is("FlateDecode"))],
};

/// A content stream of a page.
pub(super) const CONTENT: Form = Form {
    what: "the content of a page",
    must: &[("Length", Shape::Count)],
    may: &[("Filter", Shape::Is("FlateDecode"))],
};

/// What a selected colour space paints with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Paint {
    /// A colour of so many components.
    Components(usize),
    Pattern,
}

/// Objects that many pages share, each judged once.
#[derive(Default)]
pub(super) struct SharedObjects {
    /// Components of colour spaces.
    spaces: BTreeMap<ObjectId, usize>,
    images: BTreeMap<ObjectId, ()>,
}

/// The resources of a page or a pattern.
pub(super) struct KnownResources<'a> {
    spaces: BTreeMap<&'a [u8], usize>,
    fonts: BTreeMap<&'a [u8], usize>,
    images: BTreeMap<&'a [u8], ()>,
    patterns: BTreeMap<&'a [u8], (ObjectId, &'a Object)>,
}

impl<'a> KnownResources<'a> {
    /// Reads resources, all of which are judged, whether content uses them or not.
    pub fn read(
        file: &KnownFile<'a>,
        object: &'a Object,
        shared: &mut SharedObjects,
        fonts: &mut FontUsage,
    ) -> Kept<Self> {
        let entries = file.entries(object, &RESOURCES)?;
        let empty = || -> Option<&'a Dictionary> { None };
        let group = |key| entries.get(key).map_or(Ok(empty()), |own| named(own, "resources").map(Some));
        let mut read = Self {
            spaces: BTreeMap::new(),
            fonts: BTreeMap::new(),
            images: BTreeMap::new(),
            patterns: BTreeMap::new(),
        };
        for (name, object) in group("ColorSpace")?.into_iter().flatten() {
            read.spaces.insert(name, shared.components(file, object)?);
        }
        for (name, object) in group("Font")?.into_iter().flatten() {
            read.fonts.insert(name, fonts.index(file.followed(object)?.0));
        }
        for (name, object) in group("XObject")?.into_iter().flatten() {
            shared.image(file, object)?;
            read.images.insert(name, ());
        }
        for (name, object) in group("Pattern")?.into_iter().flatten() {
            read.patterns.insert(name, (file.followed(object)?.0, object));
        }
        let known = |name: &Object| matches!(name.as_name(), Ok(b"PDF" | b"Text" | b"ImageB" | b"ImageC"));
        knows(entries.array("ProcSet").iter().all(known), "a procedure set that is not known")?;
        Ok(read)
    }

    /// What a colour space of this name paints with.
    pub fn space(&self, name: &[u8]) -> Kept<Paint> {
        match (name, self.spaces.get(name)) {
            (b"Pattern", _) => Ok(Paint::Pattern),
            (_, Some(components)) => Ok(Paint::Components(*components)),
            _ => unknown("a colour space that is not in the resources"),
        }
    }

    pub fn font(&self, name: &[u8]) -> Kept<usize> {
        self.fonts.get(name).map_or_else(|| broken("6.2.2", "a font is not in the resources"), |font| Ok(*font))
    }

    pub fn image(&self, name: &[u8]) -> Kept {
        keeps(self.images.contains_key(name), "6.2.2", "an image is not in the resources")
    }

    pub fn pattern(&self, name: &[u8]) -> Kept {
        keeps(self.patterns.contains_key(name), "6.2.2", "a pattern is not in the resources")
    }

    /// Patterns among these resources; their cells are judged even where nothing is painted with them.
    pub fn patterns(self) -> impl Iterator<Item = (ObjectId, &'a Object)> {
        self.patterns.into_values()
    }
}

impl SharedObjects {
    fn components<'a>(&mut self, file: &KnownFile<'a>, object: &'a Object) -> Kept<usize> {
        let (id, _) = file.followed(object)?;
        if let Some(components) = self.spaces.get(&id) {
            return Ok(*components);
        }
        let components = colours::components(file, object)?;
        self.spaces.insert(id, components);
        Ok(components)
    }

    fn image<'a>(&mut self, file: &KnownFile<'a>, object: &'a Object) -> Kept {
        let (id, _) = file.followed(object)?;
        if self.images.insert(id, ()).is_some() {
            return Ok(());
        }
        let (_, image) = file.stream(object, &IMAGE)?;
        let components = self.components(file, image.value("ColorSpace")?)?;
        knows(components == 1 || components == 3, "an image of other colours")?;
        if let Some(mask) = image.get("SMask") {
            file.stream(mask, &MASK)?;
        }
        Ok(())
    }
}

//! What content refers to by name (ISO 32000-1, 7.8.3), and the images and patterns among it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Object, ObjectId};

use super::colours;
use super::forms::{DictionaryForm, KnownFile, ValueShape, named};
use super::objection::{Kept, broken, keeps, knows, unknown};
use super::usage::FontUsage;

const RESOURCES: DictionaryForm = DictionaryForm {
    what: "resources",
    must: &[],
    may: &[
        ("ColorSpace", ValueShape::Dictionary),
        ("ExtGState", ValueShape::Dictionary),
        ("Font", ValueShape::Dictionary),
        ("Pattern", ValueShape::Dictionary),
        ("XObject", ValueShape::Dictionary),
        ("ProcSet", ValueShape::Array),
    ],
};

const IMAGE: DictionaryForm = DictionaryForm {
    what: "an image",
    must: &[
        ("Type", ValueShape::Is("XObject")),
        ("Subtype", ValueShape::Is("Image")),
        ("Width", ValueShape::Count),
        ("Height", ValueShape::Count),
        ("BitsPerComponent", ValueShape::Exactly(8)),
        ("ColorSpace", ValueShape::Reference),
        ("Length", ValueShape::Count),
    ],
    may: &[
        ("Filter", ValueShape::OneOf(&["FlateDecode", "DCTDecode"])),
        ("Interpolate", ValueShape::Truth(false)),
        ("SMask", ValueShape::Reference),
    ],
};

const MASK: DictionaryForm = DictionaryForm {
    what: "the mask of an image",
    must: &[
        ("Type", ValueShape::Is("XObject")),
        ("Subtype", ValueShape::Is("Image")),
        ("Width", ValueShape::Count),
        ("Height", ValueShape::Count),
        ("BitsPerComponent", ValueShape::Exactly(8)),
        ("ColorSpace", ValueShape::Is("DeviceGray")),
        ("Length", ValueShape::Count),
    ],
    may: &[("Filter", ValueShape::Is("FlateDecode")), ("Interpolate", ValueShape::Truth(false))],
};

/// A graphics state that makes what is painted transparent, and does nothing else (ISO 19005-2, 6.2.5 and 6.2.10).
const STATE: DictionaryForm = DictionaryForm {
    what: "a graphics state",
    must: &[("Type", ValueShape::Is("ExtGState"))],
    may: &[("ca", ValueShape::Number), ("CA", ValueShape::Number)],
};

/// What a selected colour space paints with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum SelectedPaint {
    /// A colour of so many components.
    Components(usize),
    Pattern,
}

/// Objects that many pages share, each judged once.
#[derive(Default)]
pub(super) struct SharedObjects {
    /// Components of colour spaces.
    spaces: BTreeMap<ObjectId, usize>,
    images: BTreeSet<ObjectId>,
}

/// What content refers to by a name: an image, which saves no graphics states, or a form or pattern, which is a cell.
#[derive(Clone, Copy)]
struct NamedCell {
    id: ObjectId,
    /// How many graphics states it saves within each other.
    states: usize,
}

/// The resources of a page, a pattern or a form.
pub(super) struct KnownResources<'a> {
    spaces: BTreeMap<&'a [u8], usize>,
    fonts: BTreeMap<&'a [u8], usize>,
    states: BTreeSet<&'a [u8]>,
    objects: BTreeMap<&'a [u8], NamedCell>,
    patterns: BTreeMap<&'a [u8], NamedCell>,
    /// Forms and patterns that are judged after this.
    cells: Vec<&'a Object>,
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
        let group = |key| entries.get(key).map(|own| named(own, "resources")).transpose();
        let mut read = Self {
            spaces: BTreeMap::new(),
            fonts: BTreeMap::new(),
            states: BTreeSet::new(),
            objects: BTreeMap::new(),
            patterns: BTreeMap::new(),
            cells: Vec::new(),
        };
        for (name, object) in group("ColorSpace")?.into_iter().flatten() {
            read.spaces.insert(name, shared.components(file, object)?);
        }
        for (name, object) in group("Font")?.into_iter().flatten() {
            read.fonts.insert(name, fonts.index(file.followed(object)?.0));
        }
        for (name, object) in group("ExtGState")?.into_iter().flatten() {
            let state = file.entries(object, &STATE)?;
            let opaque = [state.get("ca"), state.get("CA")].into_iter().flatten();
            let known =
                opaque.filter_map(|opacity| opacity.as_float().ok()).all(|opacity| (0.0..=1.0).contains(&opacity));
            knows(known, "an opacity that is not known")?;
            read.states.insert(name);
        }
        for (name, object) in group("XObject")?.into_iter().flatten() {
            let (id, target) = file.followed(object)?;
            let subtype = target.as_stream().ok().and_then(|stream| stream.dict.get(b"Subtype").ok());
            match subtype.and_then(|subtype| subtype.as_name().ok()) {
                Some(b"Form") => read.cells.push(object),
                _ => shared.image(file, object)?,
            }
            read.objects.insert(name, NamedCell { id, states: 0 });
        }
        for (name, object) in group("Pattern")?.into_iter().flatten() {
            read.patterns.insert(name, NamedCell { id: file.followed(object)?.0, states: 0 });
            read.cells.push(object);
        }
        let known = |name: &Object| matches!(name.as_name(), Ok(b"PDF" | b"Text" | b"ImageB" | b"ImageC"));
        knows(entries.array("ProcSet").iter().all(known), "a procedure set that is not known")?;
        Ok(read)
    }

    /// What a colour space of this name paints with.
    pub fn space(&self, name: &[u8]) -> Kept<SelectedPaint> {
        match (name, self.spaces.get(name)) {
            (b"Pattern", _) => Ok(SelectedPaint::Pattern),
            (_, Some(components)) => Ok(SelectedPaint::Components(*components)),
            _ => unknown("a colour space that is not in the resources"),
        }
    }

    pub fn font(&self, name: &[u8]) -> Kept<usize> {
        self.fonts.get(name).map_or_else(|| broken("6.2.2", "a font is not in the resources"), |font| Ok(*font))
    }

    /// How many graphics states an image or a form of this name saves within each other.
    pub fn object(&self, name: &[u8]) -> Kept<usize> {
        let object = self.objects.get(name);
        object.map_or_else(|| broken("6.2.2", "an image or a form is not in the resources"), |object| Ok(object.states))
    }

    /// How many graphics states a pattern of this name saves within each other.
    pub fn pattern(&self, name: &[u8]) -> Kept<usize> {
        let pattern = self.patterns.get(name);
        pattern.map_or_else(|| broken("6.2.2", "a pattern is not in the resources"), |pattern| Ok(pattern.states))
    }

    pub fn state(&self, name: &[u8]) -> Kept {
        keeps(self.states.contains(name), "6.2.2", "a graphics state is not in the resources")
    }

    /// Forms and patterns among these resources, to be judged once.
    pub fn unread_cells(&mut self) -> Vec<&'a Object> {
        std::mem::take(&mut self.cells)
    }

    /// Tells what judging a form or a pattern has found.
    pub fn set_states(&mut self, id: ObjectId, states: usize) {
        self.objects
            .values_mut()
            .chain(self.patterns.values_mut())
            .filter(|cell| cell.id == id)
            .for_each(|cell| cell.states = states);
    }
}

impl SharedObjects {
    pub fn components<'a>(&mut self, file: &KnownFile<'a>, object: &'a Object) -> Kept<usize> {
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
        if !self.images.insert(id) {
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

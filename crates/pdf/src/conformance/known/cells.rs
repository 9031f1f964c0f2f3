//! The content of pages with all that it refers to: the cells of patterns, and forms, which are content of their own.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId};

use super::content::ContentReading;
use super::fonts;
use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape, data};
use super::gradients;
use super::objection::{Kept, knows, unknown};
use super::pages::KnownPage;
use super::parents::PageContent;
use super::resources::{KnownResources, SharedObjects};
use super::usage::FontUsage;

/// A content stream of a page.
const CONTENT: DictionaryForm = DictionaryForm {
    what: "the content of a page",
    must: &[("Length", ValueShape::Count)],
    may: &[("Filter", ValueShape::Is("FlateDecode"))],
};

const PATTERN: DictionaryForm = DictionaryForm {
    what: "a pattern",
    must: &[
        ("Type", ValueShape::Is("Pattern")),
        ("PatternType", ValueShape::Exactly(1)),
        ("PaintType", ValueShape::Exactly(1)),
        ("TilingType", ValueShape::Count),
        ("BBox", ValueShape::Numbers(4)),
        ("XStep", ValueShape::Number),
        ("YStep", ValueShape::Number),
        ("Resources", ValueShape::Reference),
        ("Length", ValueShape::Count),
    ],
    may: &[("Matrix", ValueShape::Numbers(6)), ("Filter", ValueShape::Is("FlateDecode"))],
};

const FORM: DictionaryForm = DictionaryForm {
    what: "a form",
    must: &[
        ("Type", ValueShape::Is("XObject")),
        ("Subtype", ValueShape::Is("Form")),
        ("BBox", ValueShape::Numbers(4)),
        ("Resources", ValueShape::Reference),
        ("Length", ValueShape::Count),
    ],
    may: &[
        ("Matrix", ValueShape::Numbers(6)),
        ("Filter", ValueShape::Is("FlateDecode")),
        ("Group", ValueShape::Dictionary),
    ],
};

/// A transparency group, whose colour space is one with a profile (ISO 19005-2, 6.2.10).
const GROUP: DictionaryForm = DictionaryForm {
    what: "a group",
    must: &[("S", ValueShape::Is("Transparency")), ("CS", ValueShape::Reference)],
    may: &[("Type", ValueShape::Is("Group")), ("I", ValueShape::Any), ("K", ValueShape::Any)],
};

/// Reads the content of a file.
pub(super) struct ContentJudge<'a, 'f> {
    file: &'f KnownFile<'a>,
    shared: SharedObjects,
    fonts: FontUsage,
    /// How many graphics states each cell saves within each other; nothing while it is read.
    cells: BTreeMap<ObjectId, Option<usize>>,
}

impl<'a, 'f> ContentJudge<'a, 'f> {
    pub fn new(file: &'f KnownFile<'a>) -> Self {
        Self { file, shared: SharedObjects::default(), fonts: FontUsage::default(), cells: BTreeMap::new() }
    }

    /// Judges the content of a page.
    pub fn page(&mut self, page: &KnownPage<'a>) -> Kept<PageContent> {
        let resources = self.resources(page.entries.value("Resources")?)?;
        let (stream, _) = self.file.stream(page.entries.value("Contents")?, &CONTENT)?;
        let outcome = ContentReading::new(&resources, &mut self.fonts, false).read(&data(stream)?)?;
        Ok(PageContent { page: page.id, parents: page.parents, numbers: outcome.numbers })
    }

    /// Judges the fonts, after all content.
    pub fn fonts(&self) -> Kept {
        self.fonts.fonts().try_for_each(|(id, shown)| fonts::check(self.file, id, shown))
    }

    /// Resources whose cells have been judged, whether content uses them or not.
    fn resources(&mut self, object: &'a Object) -> Kept<KnownResources<'a>> {
        let mut resources = KnownResources::read(self.file, object, &mut self.shared, &mut self.fonts)?;
        for object in resources.unread_cells() {
            let (id, _) = self.file.followed(object)?;
            let states = self.cell(id, object)?;
            resources.set_states(id, states);
        }
        Ok(resources)
    }

    /// Judges a pattern or a form once: how many graphics states it saves within each other.
    fn cell(&mut self, id: ObjectId, object: &'a Object) -> Kept<usize> {
        match self.cells.insert(id, None) {
            None => {}
            Some(None) => return unknown("a pattern or a form within itself"),
            Some(Some(states)) => {
                self.cells.insert(id, Some(states));
                return Ok(states);
            }
        }
        let states = match self.file.followed(object)?.1 {
            Object::Stream(stream) if stream.dict.has(b"PatternType") => self.stream(object, &PATTERN)?,
            Object::Stream(_) => self.stream(object, &FORM)?,
            _ => {
                let (space, values) = gradients::check(self.file, object)?;
                knows(
                    self.shared.components(self.file, space)? == values,
                    "a gradient of other colours than its space",
                )?;
                0
            }
        };
        self.cells.insert(id, Some(states));
        Ok(states)
    }

    fn stream(&mut self, object: &'a Object, form: &'static DictionaryForm) -> Kept<usize> {
        let (stream, entries) = self.file.stream(object, form)?;
        if let Some(group) = entries.get("Group") {
            self.group(&self.file.entries(group, &GROUP)?)?;
        }
        let resources = self.resources(entries.value("Resources")?)?;
        Ok(ContentReading::new(&resources, &mut self.fonts, true).read(&data(stream)?)?.states)
    }

    fn group(&mut self, group: &KnownEntries<'a>) -> Kept {
        let flag = |key| group.get(key).is_none_or(|flag| flag.as_bool().is_ok());
        knows(flag("I") && flag("K"), "a group that is not known")?;
        self.shared.components(self.file, group.value("CS")?).map(drop)
    }
}

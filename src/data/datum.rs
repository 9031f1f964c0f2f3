//! The list of all printable data of a report.

use std::collections::BTreeMap;

use super::path::{PathId, Paths};
use crate::diagnostic::{FileId, Place};
use crate::japanese::TextChange;
use crate::mark::DatumId;

/// What a datum is by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatumKind {
    /// A text, also one of a few fixed ones.
    Text,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A name or path that only refers to something.
    Name,
}

/// A printable value of the data. A large report has hundreds of thousands, so each takes few bytes.
#[derive(Clone, Debug)]
pub struct Datum {
    /// The file in which the value stands.
    pub file: FileId,
    /// Where it begins and ends in the file, in bytes.
    bytes: [u32; 2],
    /// The path to it within the file; nothing for the whole of a file.
    path: Option<PathId>,
    /// What it is.
    pub kind: DatumKind,
    /// Whether it is there to be printed; ids only refer to something.
    pub printable: bool,
}

impl Datum {
    /// A value that is there to be printed.
    pub(crate) fn new(place: Place, path: Option<PathId>, kind: DatumKind) -> Self {
        // Files are limited (`limits`) long before 4 GiB.
        let bytes = [place.range.start, place.range.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Self { file: place.file, bytes, path, kind, printable: true }
    }

    /// A value that only refers to something.
    pub(crate) fn reference(place: Place, path: Option<PathId>, kind: DatumKind) -> Self {
        Self { printable: false, ..Self::new(place, path, kind) }
    }

    /// Where the value stands.
    pub fn place(&self) -> Place {
        let [start, end] = self.bytes.map(|at| at as usize);
        Place { file: self.file, range: start..end }
    }
}

/// All printable data of a report, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Data {
    list: Vec<Datum>,
    /// What normalisation changed in texts; it leaves most of them as they are.
    changes: BTreeMap<DatumId, Vec<TextChange>>,
    paths: Paths,
}

impl Data {
    /// Adds a datum and gives it its id.
    pub(crate) fn add(&mut self, datum: Datum) -> DatumId {
        // Files are bounded by memory long before 2^32 data.
        let id = DatumId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(datum);
        id
    }

    /// Adds a text, with what normalisation changed in it.
    pub(crate) fn add_text(&mut self, datum: Datum, changes: Vec<TextChange>) -> DatumId {
        let id = self.add(datum);
        if !changes.is_empty() {
            self.changes.insert(id, changes);
        }
        id
    }

    /// Gives back the memory that was kept for more data.
    pub(crate) fn shrink(&mut self) {
        self.list.shrink_to_fit();
        self.paths.shrink();
    }

    /// The path to a member of the value that another path leads to.
    pub(crate) fn member(&mut self, from: Option<PathId>, name: &str) -> PathId {
        self.paths.member(from, name)
    }

    /// The path to an element of the list that another path leads to.
    pub(crate) fn element(&mut self, from: Option<PathId>, at: usize) -> PathId {
        self.paths.element(from, at)
    }

    /// The JSON pointer (RFC 6901) of a datum within its file.
    pub fn pointer(&self, datum: &Datum) -> String {
        datum.path.map(|path| self.paths.pointer(path)).unwrap_or_default()
    }

    /// What normalisation changed in the text with this id.
    pub fn changes(&self, id: DatumId) -> &[TextChange] {
        self.changes.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Marks all data from an id on as not for print, because they belong to another report.
    pub(crate) fn set_aside(&mut self, from: usize) {
        self.list.iter_mut().skip(from).for_each(|datum| datum.printable = false);
    }

    /// Marks a datum as not for print, because what it goes with is not printed.
    pub(crate) fn not_printed(&mut self, id: DatumId) {
        self.list.iter_mut().skip(id.0 as usize).take(1).for_each(|datum| datum.printable = false);
    }

    /// How many data there are.
    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// The datum with this id.
    pub fn get(&self, id: DatumId) -> Option<&Datum> {
        self.list.get(id.0 as usize)
    }

    /// Where the datum with this id stands.
    pub fn place(&self, id: DatumId) -> Option<Place> {
        self.get(id).map(Datum::place)
    }

    /// All data with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (DatumId, &Datum)> {
        (0..).map(DatumId).zip(&self.list)
    }
}

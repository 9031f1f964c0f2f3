//! Findings as they are collected.

use std::collections::BTreeMap;

use crate::geometry::Area;
use crate::preflight::PageObject;
use kakugi_diagnostic::{AnyProblem, Language};

/// A finding in page space.
#[derive(Clone, Debug)]
pub(super) struct RawFinding {
    pub problem: AnyProblem,
    /// The page, counted from 0; none for what concerns the whole file.
    pub page: Option<usize>,
    pub area: Option<Area>,
    pub object: Option<PageObject>,
    /// How many objects of a page have the same problem; the first is the one described.
    pub count: usize,
}

/// What findings that are counted together have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    page: Option<usize>,
    code: &'static str,
    /// In English; it names all that findings of a code differ in.
    message: String,
    kind_of_object: Option<usize>,
}

/// The findings of a file; equal ones of a page are counted together.
pub(super) struct Findings<'a> {
    pub all: Vec<RawFinding>,
    /// The index of each finding among all.
    indices: BTreeMap<Likeness, usize>,
    /// Is told of each finding at once.
    tell: &'a dyn Fn(&RawFinding),
}

/// The most findings that are kept.
const MOST: usize = 5_000;

impl<'a> Findings<'a> {
    /// No findings yet; of each that comes, somebody is told.
    pub fn told(tell: &'a dyn Fn(&RawFinding)) -> Self {
        Self { all: Vec::new(), indices: BTreeMap::new(), tell }
    }

    /// Adds a finding about the whole file.
    pub fn file(&mut self, problem: impl Into<AnyProblem>) {
        self.add(problem.into(), None, None, None);
    }

    /// Adds a finding about a page.
    pub fn page(&mut self, page: usize, problem: impl Into<AnyProblem>) {
        self.add(problem.into(), Some(page), None, None);
    }

    pub fn add(&mut self, problem: AnyProblem, page: Option<usize>, area: Option<Area>, object: Option<PageObject>) {
        let likeness = Likeness {
            page,
            code: problem.code(),
            message: problem.message(Language::English),
            kind_of_object: object.as_ref().map(PageObject::kind),
        };
        if let Some(index) = self.indices.get(&likeness) {
            self.all[*index].count += 1;
        } else if self.all.len() < MOST {
            let finding = RawFinding { problem, page, area, object, count: 1 };
            (self.tell)(&finding);
            self.all.push(finding);
            self.indices.insert(likeness, self.all.len() - 1);
        }
    }
}

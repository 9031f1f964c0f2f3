//! Findings as they are collected.

use std::collections::BTreeMap;

use crate::pdf::geometry::Area;
use crate::preflight::{PreflightProblem, Thing};

/// Something that was found, in page space.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub problem: PreflightProblem,
    /// The page, counted from 0; none for what concerns the whole file.
    pub page: Option<usize>,
    pub area: Option<Area>,
    pub thing: Option<Thing>,
    /// How many objects of a page have the same problem; the first is the one described.
    pub count: usize,
}

/// The findings of a file; equal ones of a page are counted together.
pub(super) struct Findings<'a> {
    pub all: Vec<Found>,
    /// Where each finding stands among all, by its page, what it is, and what kind of object it is about.
    places: BTreeMap<(Option<usize>, PreflightProblem, Option<usize>), usize>,
    /// Is told of each finding at once.
    tell: &'a dyn Fn(&Found),
}

/// The most findings that are kept.
const MOST: usize = 5_000;

impl<'a> Findings<'a> {
    /// No findings yet; of each that comes, somebody is told.
    pub fn told(tell: &'a dyn Fn(&Found)) -> Self {
        Self { all: Vec::new(), places: BTreeMap::new(), tell }
    }

    /// Adds a finding about the whole file.
    pub fn file(&mut self, problem: PreflightProblem) {
        self.add(problem, None, None, None);
    }

    /// Adds a finding about a page.
    pub fn page(&mut self, page: usize, problem: PreflightProblem) {
        self.add(problem, Some(page), None, None);
    }

    pub fn add(&mut self, problem: PreflightProblem, page: Option<usize>, area: Option<Area>, thing: Option<Thing>) {
        let key = (page, problem, thing.as_ref().map(Thing::kind));
        if let Some(at) = self.places.get(&key) {
            self.all[*at].count += 1;
        } else if self.all.len() < MOST {
            let found = Found { problem: key.1.clone(), page, area, thing, count: 1 };
            (self.tell)(&found);
            self.all.push(found);
            self.places.insert(key, self.all.len() - 1);
        }
    }
}

//! Findings as they are collected.

use super::geometry::Area;
use crate::diagnostic::{PreflightProblem, Thing};

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
#[derive(Default)]
pub(super) struct Findings {
    pub all: Vec<Found>,
}

/// The most findings that are kept.
const MOST: usize = 5_000;

impl Findings {
    /// Adds a finding about the whole file.
    pub fn file(&mut self, problem: PreflightProblem) {
        self.add(problem, None, None, None);
    }

    /// Adds a finding about a page.
    pub fn page(&mut self, page: usize, problem: PreflightProblem) {
        self.add(problem, Some(page), None, None);
    }

    pub fn add(&mut self, problem: PreflightProblem, page: Option<usize>, area: Option<Area>, thing: Option<Thing>) {
        let kind = |thing: &Option<Thing>| thing.as_ref().map(std::mem::discriminant);
        let same = |found: &Found| found.problem == problem && kind(&found.thing) == kind(&thing);
        // Findings come page by page, so that equal ones are near the end.
        let found = self.all.iter().rev().take_while(|found| found.page == page).position(same);
        match found {
            Some(back) => {
                let at = self.all.len() - 1 - back;
                self.all[at].count += 1;
            }
            None if self.all.len() < MOST => self.all.push(Found { problem, page, area, thing, count: 1 }),
            None => {}
        }
    }
}

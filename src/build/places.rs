//! Where the parts of councils stand in a briefing, looked for on all cores.

use std::cmp::Reverse;

use super::Builder;
use super::cores::cores;
use crate::observe::{Span, Stage};
use crate::template::Document;
use crate::typeset::{Council, Places, Typesetter, forget, sought};

/// At least so many tasks for each core, so that all cores are done at about the same time.
const TASKS: usize = 2;
/// At most so many councils for each task.
const PER_TASK: usize = 4;
/// Of more councils than this, results are not kept for the next build, which would take much memory.
const COUNCILS_KEPT: usize = 16;
/// The component that may be replaced, since it holds values alone: others may measure something else than is counted here.
const THEME: &str = "theme.typ";

impl Builder<'_> {
    /// The places of those councils in a document's source that can be looked for one by one.
    pub(super) fn places(&self, document: Document, source: &str, typesetter: &mut Typesetter) -> Places {
        let mut places = Places::default();
        let own = |path: &String| path.ends_with(".typ") && !path.ends_with(THEME);
        if document != Document::Briefing || self.assets.changed.iter().any(own) {
            return places;
        }
        let name = document.name(self.report);
        let _span = Span::enter(self.observer, Stage::Balance, name);
        let councils = typesetter.councils(source);
        let many = councils.plain().len() > COUNCILS_KEPT;
        let mut longest_first: Vec<&Council> = councils.plain().iter().collect();
        longest_first.sort_by_key(|council| Reverse(council.range.len()));
        let tasks = longest_first.len().div_ceil(PER_TASK).max(cores() * TASKS).min(longest_first.len());
        let tasks: Vec<Vec<&Council>> =
            (0..tasks).map(|task| longest_first.iter().skip(task).step_by(tasks).copied().collect()).collect();
        // All are told of the same councils, so that the components are evaluated once.
        let sought = sought(councils.plain());
        let found = self.on_all_cores(&tasks, &|task, typesetter| {
            let places = typesetter.places(councils.alone(task), sought.clone());
            // Of many councils, all together may take longer than a step may.
            self.observer.part_done(Stage::Balance, name);
            if many {
                forget(1);
            }
            places
        });
        if many {
            forget(0);
        }
        found.into_iter().for_each(|found| places.add(found));
        places
    }
}

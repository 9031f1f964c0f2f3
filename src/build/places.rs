//! Where the parts of councils stand in a briefing, looked for on all cores.

use std::cmp::Reverse;

use super::Builder;
use super::cores::cores;
use crate::observe::{Span, Stage};
use crate::template::Document;
use crate::typeset::{Council, Places, Typesetter, forget, sought};

/// Tasks for each core, so that all cores are done at about the same time. In each task the whole source is evaluated, so
/// that more would not be faster.
const TASKS: usize = 2;
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
        let _span = Span::enter(self.observer, Stage::Balance, document.name(self.report));
        let mut councils = typesetter.councils(source);
        let main = typesetter.main();
        councils.sort_by_key(|council| Reverse(council.length));
        let tasks = (cores() * TASKS).min(councils.len());
        let tasks: Vec<Vec<&Council>> =
            (0..tasks).map(|task| councils.iter().skip(task).step_by(tasks).collect()).collect();
        let found = self.on_all_cores(&tasks, &|task, typesetter| {
            let places = typesetter.places(&main, sought(task.iter().copied()));
            if councils.len() > COUNCILS_KEPT {
                forget(cores());
            }
            places
        });
        if councils.len() > COUNCILS_KEPT {
            forget(0);
        }
        found.into_iter().for_each(|found| places.add(found));
        places
    }
}

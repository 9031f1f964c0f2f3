//! Where the parts of councils stand in a briefing, looked for on all cores.

use std::cmp::Reverse;

use super::Builder;
use super::cores::cores;
use crate::observe::{Span, Stage};
use crate::template::Document;
use crate::typeset::{Council, Places, Typesetter, sought};

/// Each core takes up work so many times, so that all are done at about the same time. Each time, the whole source is
/// evaluated, so that more would not be faster.
const TURNS: usize = 4;
/// Of more councils than this, results are not kept for the next build, which would take much memory.
const KEPT: usize = 16;

impl Builder<'_> {
    /// The places of those councils in a document's source that can be looked for one by one.
    pub(super) fn places(&self, document: Document, source: &str, typesetter: &mut Typesetter) -> Places {
        let mut places = Places::default();
        if document != Document::Briefing {
            return places;
        }
        let _span = Span::enter(self.observer, Stage::Fit, document.name(self.report));
        let mut councils = typesetter.councils(source);
        let main = typesetter.main();
        councils.sort_by_key(|council| Reverse(council.length));
        let tasks = (cores() * TURNS).min(councils.len());
        let tasks: Vec<Vec<&Council>> =
            (0..tasks).map(|task| councils.iter().skip(task).step_by(tasks).collect()).collect();
        let found = self.on_all_cores(&tasks, &|task, typesetter| {
            let places = typesetter.places(&main, sought(task.iter().copied()));
            if councils.len() > KEPT {
                typesetter.forget(1);
            }
            places
        });
        found.into_iter().for_each(|found| places.add(found));
        places
    }
}

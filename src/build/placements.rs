//! Where the parts of councils stand in a briefing, looked for on all cores.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Builder;
use super::cores::cores;
use crate::observe::{Stage, StageSpan};
use crate::template::{Document, Rendered, SourceSection};
use crate::typeset::{MainSource, PartPlacements, evict_cache, measuring_request};

/// At least so many tasks for each core, so that all cores are done at about the same time.
const TASKS: usize = 2;
/// At most so many councils for each task.
const PER_TASK: usize = 4;
/// Of more councils than this, results are not kept for the next build, which would take much memory.
const COUNCILS_KEPT: usize = 16;
/// With more notes than this, the width of their marks depends on their numbers, which only the finished pages know.
const NOTES: usize = 9;
/// The component that may be replaced, since it holds values alone: others may measure something else than is counted here.
const THEME: &str = "theme.typ";

/// A council whose parts can be measured without the finished pages.
struct MeasurableCouncil<'a> {
    id: &'a str,
    notes: usize,
    section: &'a SourceSection,
}

impl Builder<'_> {
    /// The placements of those parts of a document that can be measured without its finished pages. Those of other councils are
    /// left to Typst, which finds the same but takes longer.
    pub fn part_placements(&self, document: Document, rendered: &Rendered, source: &MainSource) -> PartPlacements {
        let mut placements = PartPlacements::default();
        if document != Document::Briefing {
            return placements;
        }
        let name = document.name(self.report);
        let _span = StageSpan::enter(self.observer, Stage::Balance, name);
        let mut councils = self.measurable_councils(rendered);
        let many = councils.len() > COUNCILS_KEPT;
        // All tasks are given the same request, so that the components are evaluated once.
        let request = measuring_request(councils.iter().map(|council| (council.id, council.notes)));
        let digests: BTreeMap<&str, u128> = councils
            .iter()
            .filter_map(|council| Some((council.id, self.placement_digest(rendered, council.section)?)))
            .collect();
        councils.retain(|council| {
            let known = self.known_placements(digests.get(council.id).copied());
            let is_new = known.is_none();
            placements.add(known.unwrap_or_default());
            is_new
        });
        // A long council that is begun last would keep one core busy when the others are done.
        councils.sort_by_key(|council| Reverse(council.section.range.len()));
        let tasks = councils.len().div_ceil(PER_TASK).max(cores() * TASKS).min(councils.len());
        let left_out: Vec<Vec<Range<usize>>> = (0..tasks)
            .map(|task| {
                let sections = councils.iter().skip(task).step_by(tasks).map(|council| council.section);
                rendered.other_sections(&sections.collect::<Vec<_>>())
            })
            .collect();
        let measured = self.on_all_cores(&left_out, &|left_out, typesetter| {
            let placements = typesetter.part_placements(&source.without(left_out), request.clone());
            // Of many councils, all together may take longer than a step may.
            self.observer.part_done(Stage::Balance, name);
            if many && !self.keeps_results() {
                evict_cache(1);
            }
            placements
        });
        if many && !self.keeps_results() {
            evict_cache(0);
        }
        measured.into_iter().for_each(|measured| placements.add(measured));
        for council in councils {
            self.keep_placements(digests.get(council.id).copied(), placements.only(council.id));
        }
        placements
    }

    /// The councils of a briefing whose notes were counted when the source was written, and that nothing but built-in templates
    /// and components set. What a template of the user prints may set notes or headings of its own, or the same text several
    /// times.
    fn measurable_councils<'r>(&'r self, rendered: &'r Rendered) -> Vec<MeasurableCouncil<'r>> {
        let map = &rendered.map;
        let changed_component = self
            .assets
            .components
            .iter()
            .any(|(name, file)| name.ends_with(".typ") && name != THEME && self.assets.changed.contains(file));
        // A show rule with a note sets it anywhere, and so may whatever a template of the user prints around the sections.
        let certain_outside = rendered
            .outside_sections()
            .iter()
            .all(|range| self.is_built_in(rendered, range) && map.notes_within(range) == 0);
        // A note behind a council may stand on its last page.
        let councils = map.sections().iter().skip_while(|section| section.council.is_none());
        let noted_between =
            councils.clone().any(|section| section.council.is_none() && map.notes_within(&section.range) > 0);
        if changed_component || !certain_outside || noted_between {
            return Vec::new();
        }
        councils.filter_map(|section| self.measurable_council(rendered, section)).collect()
    }

    fn measurable_council<'r>(
        &'r self,
        rendered: &Rendered,
        section: &'r SourceSection,
    ) -> Option<MeasurableCouncil<'r>> {
        let id = &self.report.councils.get(section.council?)?.id.name;
        let notes = rendered.map.notes_within(&section.range);
        let is_certain = notes <= NOTES && self.is_built_in(rendered, &section.range);
        is_certain.then_some(MeasurableCouncil { id, notes, section })
    }

    /// Whether built-in templates alone have printed a range of generated source.
    fn is_built_in(&self, rendered: &Rendered, range: &Range<usize>) -> bool {
        self.templates.files_within(&rendered.map, range).all(|file| !self.assets.changed.contains(&file))
    }
}

//! Where a run is, by what the worker reports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use kakugi::observe::Stage;

use super::current_step::CurrentStep;
use super::event::WorkerEvent;

/// A piece of work that has begun.
#[derive(Debug)]
struct OpenStep {
    stage: Stage,
    of: String,
    place: Option<String>,
    /// How long it has gone on without work within it.
    age: Duration,
}

/// What goes on.
#[derive(Debug, Default)]
pub(super) struct RunState {
    threads: BTreeMap<usize, Vec<OpenStep>>,
    /// How long ago anything began or ended.
    quiet: Duration,
    changed: Vec<String>,
    /// Folders in which there may be files in the making.
    pub folders: BTreeSet<PathBuf>,
    /// Whether the worker had come to its files.
    pub delivered: bool,
    /// What was found and not printed yet.
    findings: Vec<String>,
    /// What comes before the findings, between two of them, and behind all.
    frame: [String; 3],
    /// Where the program panicked last.
    pub panicked: Option<String>,
}

impl RunState {
    /// Takes notice of what the worker reports.
    pub fn note_event(&mut self, event: WorkerEvent) {
        match event {
            WorkerEvent::Enter { thread, stage, of } => {
                let Some(stage) = Stage::ALL.into_iter().find(|known| known.name() == stage) else { return };
                let step = OpenStep { stage, of, place: None, age: Duration::ZERO };
                self.threads.entry(thread).or_default().push(step);
                self.quiet = Duration::ZERO;
            }
            WorkerEvent::Leave { thread } => {
                let steps = self.threads.entry(thread).or_default();
                steps.pop();
                if let Some(step) = steps.last_mut() {
                    step.age = Duration::ZERO;
                }
                self.quiet = Duration::ZERO;
            }
            WorkerEvent::Part { stage, of } => {
                let going_on = self.threads.values_mut().filter_map(|steps| steps.last_mut());
                let same = going_on.filter(|step| step.stage.name() == stage && step.of == of);
                same.for_each(|step| step.age = Duration::ZERO);
                self.quiet = Duration::ZERO;
            }
            WorkerEvent::At { thread, place } => {
                if let Some(step) = self.threads.get_mut(&thread).and_then(|steps| steps.last_mut()) {
                    step.place = Some(place);
                }
            }
            WorkerEvent::Changed { files } => self.changed = files,
            WorkerEvent::Panicked { at } => self.panicked = Some(at),
            WorkerEvent::Keep { frame } => (self.frame, self.findings) = (frame, Vec::new()),
            WorkerEvent::Found { finding } => self.findings.push(finding),
            WorkerEvent::Writes { folder, delivered } => {
                self.folders.insert(folder);
                self.delivered |= delivered;
            }
        }
    }

    /// What was found and not printed yet, for standard output; nothing if nothing was.
    pub fn framed_findings(&self) -> String {
        let [before, between, behind] = &self.frame;
        if self.findings.is_empty() {
            return String::new();
        }
        format!("{before}{}{behind}", self.findings.join(between))
    }

    /// Lets time pass.
    pub fn pass_time(&mut self, time: Duration) {
        self.quiet += time;
        // What waits for work within it does not grow older.
        self.threads.values_mut().filter_map(|steps| steps.last_mut()).for_each(|step| step.age += time);
    }

    /// The steps of each thread that works, with the last of them, which the others wait for.
    fn innermost(&self) -> impl Iterator<Item = (&Vec<OpenStep>, &OpenStep)> {
        self.threads.values().filter_map(|steps| Some((steps, steps.last()?)))
    }

    /// The innermost work that has gone on longest; work on a document rather than what waits for it.
    fn oldest_step(&self) -> Option<(&Vec<OpenStep>, Duration)> {
        let documents = self.innermost().filter(|(_, step)| !step.of.is_empty()).max_by_key(|(_, step)| step.age);
        let oldest = documents.or_else(|| self.innermost().max_by_key(|(_, step)| step.age));
        oldest.map(|(steps, step)| (steps, step.age))
    }

    /// How long no step has come to its end, or none has begun if that counts.
    pub fn time_in_step(&self, between_steps: bool) -> Duration {
        let quiet = if between_steps { self.quiet } else { Duration::ZERO };
        self.oldest_step().map_or(quiet, |(_, age)| age)
    }

    /// The step of the work that has gone on longest.
    pub fn current_step(&self) -> CurrentStep {
        self.step_of(self.oldest_step().map(|(steps, _)| steps))
    }

    /// What took the memory, as far as can be known: templates and components are the user's, and may take any amount, so
    /// work in these is named before other work that has gone on longer.
    pub fn step_filling_memory(&self) -> CurrentStep {
        let users = self.innermost().filter(|(_, step)| matches!(step.stage, Stage::Template | Stage::Typeset));
        let oldest = users.max_by_key(|(_, step)| step.age).map(|(steps, _)| steps);
        self.step_of(oldest.or_else(|| self.oldest_step().map(|(steps, _)| steps)))
    }

    fn step_of(&self, steps: Option<&Vec<OpenStep>>) -> CurrentStep {
        let changed = self.changed.clone();
        let Some(steps) = steps else { return CurrentStep { changed, ..CurrentStep::default() } };
        let last = steps.last();
        let place = last.and_then(|step| step.place.clone());
        let of = steps.iter().rev().map(|step| step.of.clone()).find(|of| !of.is_empty());
        CurrentStep { stage: last.map(|step| step.stage), of, place, changed }
    }
}

/// A clock that counts no time in which nobody could work: a run that is stopped and continued has lost nothing.
#[derive(Debug)]
pub(super) struct Clock(Instant);

/// Time between two looks at the clock counts for no more than this.
const LONGEST: Duration = Duration::from_secs(1);

impl Clock {
    #[allow(clippy::disallowed_methods, reason = "time limits reach no document")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the last look.
    #[allow(clippy::disallowed_methods, reason = "time limits reach no document")]
    pub fn tick(&mut self) -> Duration {
        let now = Instant::now();
        let passed = now.duration_since(self.0);
        self.0 = now;
        passed.min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_work_on_a_document_is_named() {
        let mut state = RunState::default();
        let enter = |thread, stage: &str, of: &str| WorkerEvent::Enter { thread, stage: stage.into(), of: of.into() };
        state.note_event(enter(0, "package", ""));
        state.pass_time(Duration::from_secs(9));
        state.note_event(enter(1, "document", "a.pdf"));
        state.note_event(enter(1, "template", "a"));
        state.note_event(enter(2, "document", "b.pdf"));
        state.note_event(WorkerEvent::At { thread: 1, place: "templates/a.typ.hbs:3".into() });
        state.pass_time(Duration::from_secs(5));
        state.note_event(enter(2, "typeset", "b"));
        assert_eq!(state.time_in_step(true), Duration::from_secs(5));
        let place = Some("templates/a.typ.hbs:3".to_owned());
        assert_eq!(
            state.current_step(),
            CurrentStep { stage: Some(Stage::Template), of: Some("a".into()), place, changed: Vec::new() }
        );
        // A layout takes memory rather than what another thread does before it, however long that takes.
        state.note_event(enter(4, "fit", "d"));
        state.pass_time(Duration::from_secs(6));
        let filling = |state: &RunState| (state.step_filling_memory().stage, state.step_filling_memory().of);
        assert_eq!(filling(&state), (Some(Stage::Template), Some("a".into())));
        state.note_event(WorkerEvent::Leave { thread: 1 });
        assert_eq!(filling(&state), (Some(Stage::Typeset), Some("b".into())));
        state.note_event(enter(1, "template", "a"));
        state.note_event(WorkerEvent::Leave { thread: 4 });
        // Work of many parts is as old as the time since the last of them.
        state.note_event(enter(3, "typeset", "c"));
        state.pass_time(Duration::from_secs(7));
        state.note_event(WorkerEvent::Part { stage: "typeset".into(), of: "c".into() });
        state.pass_time(Duration::from_secs(1));
        assert_eq!(state.threads[&3].last().map(|step| step.age), Some(Duration::from_secs(1)));
        state.note_event(WorkerEvent::Leave { thread: 3 });
        // What goes on now is new, however long its document has taken.
        state.note_event(WorkerEvent::Leave { thread: 1 });
        state.note_event(WorkerEvent::Leave { thread: 2 });
        assert_eq!(state.time_in_step(true), Duration::ZERO);
    }
}

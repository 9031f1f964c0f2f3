//! What the worker tells, and what the first process makes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::doing::Doing;
use kakugi::observe::Stage;
use serde::{Deserialize, Serialize};

/// A line that the worker writes, as JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Event {
    /// A piece of work begins.
    Enter { thread: usize, stage: String, of: String },
    /// What began last on the thread ends.
    Leave { thread: usize },
    /// A part is done of a piece of work that goes on, maybe on another thread.
    Part { stage: String, of: String },
    /// The thread has come to this place of a template.
    At { thread: usize, place: String },
    /// These templates and components differ from those built in.
    Changed { files: Vec<String> },
    /// What is found from now on belongs into this frame: what stands before it, between two findings, and behind all.
    /// What was found before has been told.
    Keep { frame: [String; 3] },
    /// Something was found.
    Found { said: String },
    /// Something panicked at this place of the program.
    Panicked { at: String },
    /// There will be files in the making in this folder, to be handed over there or to be worked with.
    Writes { folder: PathBuf, delivered: bool },
}

/// A piece of work that has begun.
#[derive(Debug)]
struct Step {
    stage: Stage,
    of: String,
    place: Option<String>,
    /// How long it has gone on.
    age: Duration,
}

/// What goes on.
#[derive(Debug, Default)]
pub(super) struct State {
    threads: BTreeMap<usize, Vec<Step>>,
    /// How long ago anything began or ended.
    quiet: Duration,
    changed: Vec<String>,
    /// Folders in which there may be files in the making.
    pub folders: BTreeSet<PathBuf>,
    /// Whether the worker had come to its files.
    pub delivered: bool,
    /// What was found and not told yet, and what belongs around it.
    found: Vec<String>,
    frame: [String; 3],
    /// Where the program panicked last.
    pub panicked: Option<String>,
}

impl State {
    /// Takes notice of what the worker tells.
    pub fn note(&mut self, event: Event) {
        match event {
            Event::Enter { thread, stage, of } => {
                let Some(stage) = Stage::ALL.into_iter().find(|known| known.name() == stage) else { return };
                let step = Step { stage, of, place: None, age: Duration::ZERO };
                self.threads.entry(thread).or_default().push(step);
                self.quiet = Duration::ZERO;
            }
            Event::Leave { thread } => {
                let steps = self.threads.entry(thread).or_default();
                steps.pop();
                if let Some(step) = steps.last_mut() {
                    step.age = Duration::ZERO;
                }
                self.quiet = Duration::ZERO;
            }
            Event::Part { stage, of } => {
                let going_on = self.threads.values_mut().filter_map(|steps| steps.last_mut());
                let same = going_on.filter(|step| step.stage.name() == stage && step.of == of);
                same.for_each(|step| step.age = Duration::ZERO);
                self.quiet = Duration::ZERO;
            }
            Event::At { thread, place } => {
                if let Some(step) = self.threads.get_mut(&thread).and_then(|steps| steps.last_mut()) {
                    step.place = Some(place);
                }
            }
            Event::Changed { files } => self.changed = files,
            Event::Panicked { at } => self.panicked = Some(at),
            Event::Keep { frame } => (self.frame, self.found) = (frame, Vec::new()),
            Event::Found { said } => self.found.push(said),
            Event::Writes { folder, delivered } => {
                self.folders.insert(folder);
                self.delivered |= delivered;
            }
        }
    }

    /// What was found and not told yet, for standard output; nothing if nothing was.
    pub fn findings(&self) -> String {
        let [before, between, behind] = &self.frame;
        if self.found.is_empty() { String::new() } else { format!("{before}{}{behind}", self.found.join(between)) }
    }

    /// Lets time pass.
    pub fn pass(&mut self, time: Duration) {
        self.quiet += time;
        // What waits for work within it does not grow older.
        self.threads.values_mut().filter_map(|steps| steps.last_mut()).for_each(|step| step.age += time);
    }

    /// The innermost work that has gone on longest; work on a document rather than what waits for it.
    fn oldest(&self) -> Option<(&Vec<Step>, Duration)> {
        let all = || self.threads.values().filter_map(|steps| Some((steps, steps.last()?)));
        let documents = all().filter(|(_, step)| !step.of.is_empty()).max_by_key(|(_, step)| step.age);
        documents.or_else(|| all().max_by_key(|(_, step)| step.age)).map(|(steps, step)| (steps, step.age))
    }

    /// How long no step has come to its end, or none has begun if that counts.
    pub fn stuck(&self, between_steps: bool) -> Duration {
        let quiet = if between_steps { self.quiet } else { Duration::ZERO };
        self.oldest().map_or(quiet, |(_, age)| age)
    }

    /// What was being done, by the work that has gone on longest.
    pub fn doing(&self) -> Doing {
        self.doing_in(self.oldest().map(|(steps, _)| steps))
    }

    /// What took the memory, as far as can be told: templates and components are the user's, and may take any amount, so
    /// work in these is named before other work that has gone on longer.
    pub fn filling_memory(&self) -> Doing {
        let in_layout = self.threads.values().filter_map(|steps| Some((steps, steps.last()?)));
        let users = in_layout.filter(|(_, step)| matches!(step.stage, Stage::Template | Stage::Typeset));
        let oldest = users.max_by_key(|(_, step)| step.age).map(|(steps, _)| steps);
        self.doing_in(oldest.or_else(|| self.oldest().map(|(steps, _)| steps)))
    }

    fn doing_in(&self, steps: Option<&Vec<Step>>) -> Doing {
        let changed = self.changed.clone();
        let Some(steps) = steps else { return Doing { changed, ..Doing::default() } };
        let named = |steps: &[Step]| steps.iter().rev().map(|step| step.of.clone()).find(|of| !of.is_empty());
        let last = steps.last();
        let place = last.and_then(|step| step.place.clone());
        Doing { stage: last.map(|step| step.stage), of: named(steps), place, changed }
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
        let mut state = State::default();
        let enter = |thread, stage: &str, of: &str| Event::Enter { thread, stage: stage.into(), of: of.into() };
        state.note(enter(0, "package", ""));
        state.pass(Duration::from_secs(9));
        state.note(enter(1, "document", "a.pdf"));
        state.note(enter(1, "template", "a"));
        state.note(enter(2, "document", "b.pdf"));
        state.note(Event::At { thread: 1, place: "templates/a.typ.hbs:3".into() });
        state.pass(Duration::from_secs(5));
        state.note(enter(2, "typeset", "b"));
        assert_eq!(state.stuck(true), Duration::from_secs(5));
        let place = Some("templates/a.typ.hbs:3".to_owned());
        assert_eq!(
            state.doing(),
            Doing { stage: Some(Stage::Template), of: Some("a".into()), place, changed: Vec::new() }
        );
        // A layout takes memory rather than what another thread does before it, however long that takes.
        state.note(enter(4, "fit", "d"));
        state.pass(Duration::from_secs(6));
        let filling = |state: &State| (state.filling_memory().stage, state.filling_memory().of);
        assert_eq!(filling(&state), (Some(Stage::Template), Some("a".into())));
        state.note(Event::Leave { thread: 1 });
        assert_eq!(filling(&state), (Some(Stage::Typeset), Some("b".into())));
        state.note(enter(1, "template", "a"));
        state.note(Event::Leave { thread: 4 });
        // Work of many parts is as old as the time since the last of them.
        state.note(enter(3, "balance", "c"));
        state.pass(Duration::from_secs(7));
        state.note(Event::Part { stage: "balance".into(), of: "c".into() });
        state.pass(Duration::from_secs(1));
        assert_eq!(state.threads[&3].last().map(|step| step.age), Some(Duration::from_secs(1)));
        state.note(Event::Leave { thread: 3 });
        // What goes on now is new, however long its document has taken.
        state.note(Event::Leave { thread: 1 });
        state.note(Event::Leave { thread: 2 });
        assert_eq!(state.stuck(true), Duration::ZERO);
    }
}

//! Why a run had to be ended, in English.

use crate::diagnostic::wording::{spans, suspects};
use crate::diagnostic::{Doing, RunProblem};
use crate::language::Language;
use crate::observe::Stage;

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Document => "making the document",
        Stage::Load => "reading the report",
        Stage::Templates => "reading the templates",
        Stage::Fonts => "reading the fonts",
        Stage::Package => "packing or unpacking the source data",
        Stage::Fit => "fitting the summary",
        Stage::Balance => "measuring the parts",
        Stage::Template => "filling the template",
        Stage::Typeset => "laying out the pages",
        Stage::Gates => "checking the pages",
        Stage::Export => "writing the PDF",
        Stage::Conformance => "checking the conformance",
        Stage::Press => "completing or checking the print edition",
        Stage::Write => "writing files",
    }
}

fn doing(doing: &Doing) -> String {
    let what = doing.stage.map_or("beginning", stage);
    let of = doing.of.as_ref().map(|of| format!(" of `{of}`")).unwrap_or_default();
    let place = doing.place.as_ref().map(|place| format!(", at `{place}`")).unwrap_or_default();
    format!("{what}{of}{place}")
}

pub(in crate::diagnostic) fn message(problem: &RunProblem) -> String {
    match problem {
        RunProblem::TimeUp { seconds, doing: what } => {
            let unit = if *seconds == 1 { "second" } else { "seconds" };
            format!("a step took longer than {seconds} {unit} and was ended: {}", doing(what))
        }
        RunProblem::Exhausted { mebibytes: 0, doing: what } => {
            format!("memory, or the room for nested calls, was used up: {}", doing(what))
        }
        RunProblem::Exhausted { mebibytes, doing: what } => {
            format!("the {mebibytes} MiB of memory, or the room for nested calls, were used up: {}", doing(what))
        }
        RunProblem::Killed { signal, doing: what } => {
            format!("the run was killed from outside by signal {signal}: {}", doing(what))
        }
        RunProblem::NotDrawn { path, pages, reason } => {
            let (word, pages) = (if pages.len() == 1 { "page" } else { "pages" }, spans(pages, ", ", "–"));
            format!("{word} {pages} of `{path}` cannot be drawn: {}", reason.text(Language::English))
        }
        RunProblem::Panicked { doing: what, .. } => {
            format!("the program failed by a fault of its own: {}", doing(what))
        }
    }
}

pub(in crate::diagnostic) fn hints(problem: &RunProblem) -> Vec<String> {
    let doing = match problem {
        RunProblem::TimeUp { doing, .. } | RunProblem::Exhausted { doing, .. } => doing,
        RunProblem::Killed { .. } => {
            return vec!["systems that run out of memory do so: close other programs, and run it again".to_owned()];
        }
        RunProblem::NotDrawn { .. } => {
            return vec!["the findings are complete all the same; look at the page in another program".to_owned()];
        }
        RunProblem::Panicked { at, .. } => {
            let with = at.as_ref().map(|at| format!(", with this place in it: `{at}`")).unwrap_or_default();
            return vec![format!("report it to whoever maintains the program{with}")];
        }
    };
    let look =
        |files: Vec<String>| (!files.is_empty()).then(|| format!("look for loops in {}", super::listing(&files)));
    let look = match doing.stage {
        Some(Stage::Template) if doing.place.is_none() => look(suspects(doing, ".hbs")),
        Some(Stage::Template) if !doing.changed.is_empty() => Some("look for loops within loops there".to_owned()),
        Some(Stage::Balance | Stage::Typeset | Stage::Fit) => look(suspects(doing, ".typ")),
        _ => None,
    };
    let more = match problem {
        RunProblem::TimeUp { .. } => "if it only needs longer, allow more by `--timeout SECONDS` (0: no limit)",
        _ => "if it only needs more, allow it by `--memory MIB` (0: no limit)",
    };
    look.into_iter().chain([more.to_owned()]).collect()
}

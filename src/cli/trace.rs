//! `kakugi trace`

use clap::{ArgGroup, Args};
use kakugi::data::Data;
use kakugi::diagnostic::{Diagnostic, Place, Sources};
use kakugi::language::Language;
use kakugi::mark::Origin;
use kakugi::trace::{self, Hit, PrintedRun, RunOrigin};
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::supervise::Limits;
use super::{Exit, Format, terminal, wording};

#[derive(Args)]
#[command(group = ArgGroup::new("question").required(true).args(["text", "at", "pointer"]))]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The text to look for, white space aside
    text: Option<String>,
    /// A place on a page: `briefing:7:320,410` (document, page, points from the top left corner)
    #[arg(long, value_name = "DOCUMENT:PAGE:X,Y", value_parser = point)]
    at: Option<Point>,
    /// A place in the data, and all below it: `councils/x.json#/results/metrics/0`
    #[arg(long, value_name = "FILE#POINTER", value_parser = pointer)]
    pointer: Option<Pointer>,
    /// How the answer is written to standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Show no progress
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Clone)]
struct Point {
    document: String,
    page: usize,
    at: [f64; 2],
}

#[derive(Clone)]
struct Pointer {
    file: String,
    pointer: String,
}

fn point(text: &str) -> Result<Point, String> {
    let parse = || {
        let mut parts = text.rsplitn(3, ':');
        let (x, y) = parts.next()?.split_once(',')?;
        let page = parts.next()?.parse().ok()?;
        let document = parts.next()?.to_owned();
        Some(Point { document, page, at: [x.trim().parse().ok()?, y.trim().parse().ok()?] })
    };
    parse().ok_or_else(|| "expected something like `briefing:7:320,410`".to_owned())
}

fn pointer(text: &str) -> Result<Pointer, String> {
    let (file, pointer) = text.split_once('#').unwrap_or((text, ""));
    if file.is_empty() || !(pointer.is_empty() || pointer.starts_with('/')) {
        return Err("expected something like `councils/x.json#/results/metrics/0`".to_owned());
    }
    Ok(Pointer { file: file.to_owned(), pointer: pointer.to_owned() })
}

/// Runs the verb, prints the answer, and says how it ended.
pub(super) fn run(arguments: &Arguments, language: Language) -> Exit {
    let mut sources = Sources::default();
    let mut warnings = Vec::new();
    match trace(arguments, language, &mut sources, &mut warnings) {
        Ok(Answer::WrongQuestion(message)) => {
            terminal::say(&wording::error(&message, language));
            Exit::Usage
        }
        Ok(Answer::Nothing) => {
            terminal::say(wording::nothing_printed(language));
            Exit::Errors
        }
        Ok(Answer::Found) => Exit::Done,
        Err(errors) => {
            terminal::tell(&errors, &sources, language, false);
            Exit::of(&errors)
        }
    }
}

/// How a question ended.
enum Answer {
    Found,
    Nothing,
    WrongQuestion(String),
}

/// Typesets all documents in which the answer may be, prints it, and says how it ended.
fn trace(
    arguments: &Arguments,
    language: Language,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Answer, Vec<Diagnostic>> {
    let loaded = arguments.inputs.load(None, sources, warnings)?;
    let mut documents = loaded.documents();
    if let Some(point) = &arguments.at {
        let names: Vec<String> = documents.iter().map(|document| document.name(loaded.report()).to_owned()).collect();
        documents.retain(|document| document.name(loaded.report()) == point.document);
        if documents.is_empty() {
            return Ok(Answer::WrongQuestion(wording::unknown_document(&point.document, &names, language)));
        }
    }
    if let Some(wanted) = &arguments.pointer
        && !trace::knows(&loaded.report().data, sources, &wanted.file, &wanted.pointer)
    {
        return Ok(Answer::WrongQuestion(wording::unknown_pointer(&wanted.file, &wanted.pointer, language)));
    }
    let builder = loaded.builder(sources).traced();
    let built = loaded.make(&builder, &documents, arguments.quiet, language)?;
    let prints: Vec<PrintedRun> = built.into_iter().flat_map(|built| built.prints).collect();
    if let Some(Point { document, page, .. }) = &arguments.at
        && !prints.iter().any(|print| print.page == *page)
    {
        let pages: Vec<usize> = prints.iter().map(|print| print.page).collect();
        let (first, last) = (pages.iter().min().copied(), pages.iter().max().copied());
        let message = wording::unknown_page(document, *page, first.unwrap_or(0), last.unwrap_or(0), language);
        return Ok(Answer::WrongQuestion(message));
    }
    let data = &loaded.report().data;
    let hits: Vec<Hit<'_>> = match (&arguments.text, &arguments.at, &arguments.pointer) {
        (Some(text), ..) => trace::holding(&prints, text),
        (_, Some(Point { document, page, at }), _) => {
            trace::at(&prints, document, *page, *at).into_iter().map(|print| vec![print]).collect()
        }
        (.., Some(wanted)) => trace::of_pointer(&prints, data, sources, &wanted.file, &wanted.pointer),
        // The group of arguments demands one of the three.
        (None, None, None) => Vec::new(),
    };
    let root = arguments.inputs.report.display().to_string();
    match arguments.format {
        Format::Text => {
            let lines = hits.iter().flat_map(|hit| in_words(hit, data, sources, &root, language));
            lines.for_each(|line| terminal::line(&line));
        }
        Format::Json => {
            let all: Vec<Value> = hits.iter().map(|hit| in_json(hit, data, sources)).collect();
            terminal::data(&format!("{:#}\n", Value::Array(all)));
        }
    }
    Ok(if hits.is_empty() { Answer::Nothing } else { Answer::Found })
}

fn in_words(hit: &Hit<'_>, data: &Data, sources: &Sources, root: &str, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for passage in trace::passages(hit) {
        let [print, ..] = passage else { continue };
        let text = in_a_row(passage);
        let [left, top, ..] = print.area;
        lines.push(wording::printed(&text, &print.document, print.page, [left, top], language));
        match &print.origin {
            RunOrigin::Data(origin) => {
                let computed = matches!(origin, Origin::Derived(_));
                let places = origin.data().iter().filter_map(|id| data.get(*id)).map(|datum| {
                    // The form in which `--pointer` asks for it.
                    let name = sources.name(datum.file);
                    let file = name.strip_prefix(root).unwrap_or(name).trim_start_matches(['/', '\\']);
                    let pointer = format!("{file}#{}", data.pointer(datum));
                    wording::datum(&sources.locate(&datum.place()), &pointer, computed, language)
                });
                lines.extend(places.take(SHOWN));
                let changes = origin.data().iter().flat_map(|id| data.changes(*id));
                lines.extend(changes.take(SHOWN).map(|change| wording::changed(change, language)));
                if origin.data().len() > SHOWN {
                    lines.push(wording::more_data(origin.data().len() - SHOWN, language));
                }
            }
            RunOrigin::Template => lines.push(wording::template_word(language).to_owned()),
            RunOrigin::Component => lines.push(wording::component_word(language).to_owned()),
        }
        lines.extend(print.template.as_ref().map(|place| wording::by_template(&sources.locate(place), language)));
    }
    lines
}

/// The texts of a passage; those that are computed and do not touch, such as the labels of a scale, stand apart.
fn in_a_row(passage: &[&PrintedRun]) -> String {
    let mut text = String::new();
    for (at, print) in passage.iter().enumerate() {
        let [left, top, _, bottom] = print.area;
        let apart = |before: &PrintedRun| {
            let [_, above, right, _] = before.area;
            (above - top).abs() > 1.0 || (left - right).abs() > 0.6 * (bottom - top)
        };
        let computed = matches!(print.origin, RunOrigin::Data(Origin::Derived(_)));
        if computed && at > 0 && apart(passage[at - 1]) {
            text.push(' ');
        }
        text.push_str(&print.text);
    }
    text
}

/// At most this many data are listed for a text that is computed from them; the rest is counted.
const SHOWN: usize = 12;

fn in_json(hit: &Hit<'_>, data: &Data, sources: &Sources) -> Value {
    let place = |place: &Place| {
        let at = sources.position(place.file, place.range.start);
        json!({ "file": sources.name(place.file), "line": at.line, "column": at.column })
    };
    let print = |print: &&PrintedRun| {
        let (kind, ids) = match &print.origin {
            RunOrigin::Data(origin @ Origin::Printed(_)) => ("printed", origin.data()),
            RunOrigin::Data(origin) => ("computed", origin.data()),
            RunOrigin::Template => ("template", [].as_slice()),
            RunOrigin::Component => ("component", [].as_slice()),
        };
        let data = ids.iter().filter_map(|id| Some((*id, data.get(*id)?))).map(|(id, datum)| {
            let mut value = place(&datum.place());
            value["pointer"] = json!(data.pointer(datum));
            let changes = data.changes(id).iter().map(|change| {
                json!({
                    "rule": change.rule.name(), "bytes": [change.range.start, change.range.end],
                    "from": change.from, "to": change.to,
                })
            });
            value["changes"] = changes.collect();
            value
        });
        let round = |value: f64| (value * 10.0).round() / 10.0;
        json!({
            "text": print.text, "document": print.document, "page": print.page,
            "area": print.area.map(round), "from": kind, "data": data.collect::<Vec<_>>(),
            "template": print.template.as_ref().map(place),
        })
    };
    hit.iter().map(print).collect()
}

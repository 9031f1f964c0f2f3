//! `kakugi trace`

use clap::{ArgGroup, Args};
use kakugi::data::Data;
use kakugi::diagnostic::{Diagnostic, Language, Place, Sources};
use kakugi::mark::{DatumId, Origin};
use kakugi::trace::{self, Hit, PrintedRun, RunOrigin};
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::supervise::Limits;
use super::{AnswerFormat, Exit, terminal, wording};

/// How the command is typed: clap would put the question before the report.
const USAGE: &str = "kakugi trace [OPTIONS] <REPORT> <TEXT|--at <DOCUMENT:PAGE:X,Y>|--pointer <FILE#POINTER>>";

#[derive(Args)]
#[command(override_usage = USAGE)]
#[command(group = ArgGroup::new("question").required(true).args(["text", "at", "pointer"]))]
pub(super) struct TraceArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Text to look for; blanks are ignored
    text: Option<String>,
    /// Place on a page: `briefing:7:320,410` (document, page, points from the top left corner)
    #[arg(long, value_name = "DOCUMENT:PAGE:X,Y", value_parser = point)]
    at: Option<PagePoint>,
    /// Value in the data, with all values below it: `councils/x.json#/results/metrics/0`
    #[arg(long, value_name = "FILE#POINTER", value_parser = pointer)]
    pointer: Option<DataPointer>,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
    /// Do not show progress
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Clone)]
struct PagePoint {
    document: String,
    page: usize,
    at: [f64; 2],
}

#[derive(Clone)]
struct DataPointer {
    file: String,
    pointer: String,
}

fn point(text: &str) -> Result<PagePoint, String> {
    PagePoint::parse(text)
        .ok_or_else(|| "write a document, a page and a place in points, such as `briefing:7:320,410`".to_owned())
}

impl PagePoint {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.rsplitn(3, ':');
        let (x, y) = parts.next()?.split_once(',')?;
        let page = parts.next()?.parse().ok()?;
        let document = parts.next()?.to_owned();
        Some(Self { document, page, at: [x.trim().parse().ok()?, y.trim().parse().ok()?] })
    }
}

fn pointer(text: &str) -> Result<DataPointer, String> {
    let (file, pointer) = text.split_once('#').unwrap_or((text, ""));
    if file.is_empty() || !(pointer.is_empty() || pointer.starts_with('/')) {
        return Err("write a file and a JSON Pointer, such as `councils/x.json#/results/metrics/0`".to_owned());
    }
    Ok(DataPointer { file: file.to_owned(), pointer: pointer.to_owned() })
}

/// Runs the verb, prints the answer, and says how it ended.
pub(super) fn run(arguments: &TraceArguments, language: Language) -> Exit {
    let mut sources = Sources::default();
    let mut warnings = Vec::new();
    match trace(arguments, language, &mut sources, &mut warnings) {
        Ok(Answer::WrongQuestion(message)) => terminal::report_wrong_usage(&message, language),
        Ok(Answer::Nothing) => {
            terminal::report_line(&nothing_printed(arguments, language));
            Exit::Errors
        }
        Ok(Answer::Found) => Exit::Done,
        Err(errors) => {
            terminal::report_diagnostics(&errors, &sources, language, false);
            Exit::of(&errors)
        }
    }
}

/// The answer if what was asked for is printed nowhere.
fn nothing_printed(arguments: &TraceArguments, language: Language) -> String {
    match (&arguments.at, &arguments.pointer) {
        (Some(PagePoint { document, page, .. }), _) => wording::nothing_at_point(document, *page, language),
        (_, Some(DataPointer { file, pointer })) => wording::datum_not_printed(file, pointer, language),
        _ => wording::text_not_printed(arguments.text.as_deref().unwrap_or_default(), language),
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
    arguments: &TraceArguments,
    language: Language,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Answer, Vec<Diagnostic>> {
    let loaded = arguments.inputs.load(None, sources, warnings)?;
    let mut documents = loaded.documents();
    if let Some(point) = &arguments.at {
        let names: Vec<String> = documents.iter().map(|document| document.name(loaded.report()).into_owned()).collect();
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
    if let Some(PagePoint { document, page, .. }) = &arguments.at
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
        (_, Some(PagePoint { document, page, at }), _) => {
            trace::at(&prints, document, *page, *at).into_iter().map(|print| vec![print]).collect()
        }
        (.., Some(wanted)) => trace::of_pointer(&prints, data, sources, &wanted.file, &wanted.pointer),
        // The group of arguments demands one of the three.
        (None, None, None) => Vec::new(),
    };
    let root = arguments.inputs.report.display().to_string();
    match arguments.format {
        AnswerFormat::Text => {
            let lines = hits.iter().flat_map(|hit| in_words(hit, data, sources, &root, language));
            lines.for_each(|line| terminal::print_line(&line));
        }
        AnswerFormat::Json => {
            let all: Vec<Value> = hits.iter().map(|hit| in_json(hit, data, sources)).collect();
            terminal::write_output(&format!("{:#}\n", Value::Array(all)));
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
        let is_apart = at.checked_sub(1).is_some_and(|before| {
            let [_, above, right, _] = passage[before].area;
            (above - top).abs() > 1.0 || (left - right).abs() > 0.6 * (bottom - top)
        });
        if is_apart && matches!(print.origin, RunOrigin::Data(Origin::Derived(_))) {
            text.push(' ');
        }
        text.push_str(&print.text);
    }
    text
}

/// At most this many data are listed for a text that is computed from them; the rest is counted.
const SHOWN: usize = 12;

fn in_json(hit: &Hit<'_>, data: &Data, sources: &Sources) -> Value {
    hit.iter().map(|print| print_in_json(print, data, sources)).collect()
}

fn print_in_json(print: &PrintedRun, data: &Data, sources: &Sources) -> Value {
    let (kind, ids) = match &print.origin {
        RunOrigin::Data(origin @ Origin::Printed(_)) => ("printed", origin.data()),
        RunOrigin::Data(origin) => ("computed", origin.data()),
        RunOrigin::Template => ("template", [].as_slice()),
        RunOrigin::Component => ("component", [].as_slice()),
    };
    json!({
        "text": print.text, "document": print.document, "page": print.page,
        "area": print.area.map(|side| (side * 10.0).round() / 10.0), "from": kind,
        "data": ids.iter().filter_map(|id| datum_in_json(*id, data, sources)).collect::<Vec<_>>(),
        "template": print.template.as_ref().map(|place| place_in_json(place, sources)),
    })
}

fn datum_in_json(id: DatumId, data: &Data, sources: &Sources) -> Option<Value> {
    let datum = data.get(id)?;
    let mut value = place_in_json(&datum.place(), sources);
    value["pointer"] = json!(data.pointer(datum));
    let changes = data.changes(id).iter().map(|change| {
        json!({
            "rule": change.rule.name(), "bytes": [change.range.start, change.range.end],
            "from": change.from, "to": change.to,
        })
    });
    value["changes"] = changes.collect();
    Some(value)
}

fn place_in_json(place: &Place, sources: &Sources) -> Value {
    let position = sources.position(place.file, place.range.start);
    json!({ "file": sources.name(place.file), "line": position.line, "column": position.column })
}

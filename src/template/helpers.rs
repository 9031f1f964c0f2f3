//! The helpers by which data reach a template.
//!
//! | helper | takes | prints |
//! |---|---|---|
//! | `text` | a text | the text as it stands, marks and all |
//! | `words` | a text | its words alone, as a string literal for metadata |
//! | `title` | a text | as `inline`, in phrases that stay whole where there is room |
//! | `label` | a text | as `title`, but notes in brackets |
//! | `phrases` | a text | the text, in phrases that stay whole where there is room |
//! | `inline-phrases` | a text | the same where it has no marks, else as `inline` |
//! | `phrases-in-figure` | a text | the same, but notes in brackets |
//! | `in-figure` | a text | as `inline`, but notes in brackets |
//! | `inline` | a text | the text with what its marks do: bold, notes, links, ruby, superscripts, subscripts, hints |
//! | `number` | a number | `1,376` |
//! | `amount` | a number and its unit | `1,376`, or `1億2,345万` where the report's style wants it |
//! | `date` | a date | `2019年3月` |
//! | `as-of` | a date | `2019年3月末` for the last day of a month |
//! | `cover-date` | a date | `令和元年６月` |
//! | `period` | two dates | `2015〜2018年度` |
//! | `string` | a text | a string literal, for metadata |
//! | `optional "…" x` | the name of one of these, a value or null | `[…]`, or `none` |
//! | `code` | a switch, a measure or a list of them | a Typst number, boolean, string, array or `none` |
//! | `render` | a list of typed nodes | each by the template of its type |
//! | `given` | anything, and the number of the template's line | the same; an error where it is missing |
//!
//! Dates, numbers and notes are written in the report's style, which stands in the view as `style`.

use std::cell::Cell;

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, JsonValue, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};

use rust_decimal::Decimal;
use serde::Deserialize;

use super::marked::{Addresses, Notes};
use super::{literal, progress};
use crate::diagnostic::{Reason, Term, Words};
use crate::japanese::{Date, Run, Style, parse_inline, phrases, plain};
use crate::language::Language;
use crate::mark::{self, Origin};
use crate::model::{LinkAddresses, NoteMark};

/// What a format knows besides the datum's text.
struct Writing<'a> {
    /// How dates and numbers are written.
    style: Style,
    /// How notes are written.
    notes: Notes,
    /// The second argument's text, such as a unit.
    unit: &'a str,
}

impl<'a> Writing<'a> {
    /// The style in the view; what is not there is as usual.
    fn of(context: &Context, unit: &'a str) -> Self {
        let style = &context.data()["style"];
        let mark = style["note_mark"].as_str().filter(|mark| *mark != NoteMark::Kome.text()).map(str::to_owned);
        let hidden = style["link_addresses"].as_str() == Some(LinkAddresses::Hidden.text());
        let addresses = if hidden { Addresses::Hidden } else { Addresses::Noted };
        let notes = Notes { mark, addresses, in_brackets: false };
        Self { style: Style::deserialize(&style["writing"]).unwrap_or_default(), notes, unit }
    }
}

/// Makes Typst source of a datum's text.
type Format = fn(&str, &Writing<'_>) -> Result<String, Reason>;

const FORMATS: [(&str, Format); 15] = [
    ("text", |text, _| Ok(literal::expression(text))),
    ("words", |text, _| Ok(literal::guarded_string(&plain(text)))),
    ("title", |text, writing| Ok(writing.notes.in_phrases(&parse_inline(text)))),
    ("label", |text, writing| Ok(writing.notes.in_figure().in_phrases(&parse_inline(text)))),
    ("phrases", |text, _| Ok(in_phrases(text))),
    ("inline-phrases", |text, writing| Ok(inline_phrases(text, &writing.notes))),
    ("phrases-in-figure", |text, writing| Ok(inline_phrases(text, &writing.notes.in_figure()))),
    ("in-figure", |text, writing| Ok(writing.notes.in_figure().inline(&parse_inline(text)))),
    ("inline", |text, writing| Ok(writing.notes.inline(&parse_inline(text)))),
    ("number", |text, writing| number(text, |number| writing.style.number(number))),
    ("amount", |text, writing| number(text, |number| writing.style.amount(number, writing.unit))),
    ("date", |text, writing| date(text, |date| writing.style.date(date))),
    ("as-of", |text, writing| date(text, |date| writing.style.as_of(date))),
    ("cover-date", |text, writing| date(text, |date| writing.style.cover_date(date))),
    ("string", |text, _| Ok(literal::guarded_string(text))),
];

/// Registers all helpers and the escape of plain tags.
pub(super) fn register(registry: &mut Handlebars<'_>) {
    registry.register_escape_fn(|text| keep_marks(text, |text| Ok(literal::escaped(text))).unwrap_or_default());
    for (name, format) in FORMATS {
        registry.register_helper(name, Box::new(Leaf(format)));
    }
    registry.register_helper("period", Box::new(period));
    registry.register_helper("optional", Box::new(optional));
    registry.register_helper("code", Box::new(code));
    registry.register_helper("render", Box::new(Render));
    registry.register_helper("given", Box::new(Given));
}

fn number(text: &str, format: impl Fn(Decimal) -> String) -> Result<String, Reason> {
    let number = text.parse().map_err(|_| Reason::Named(Term::IsNoNumber, text.to_owned()))?;
    Ok(literal::expression(&format(number)))
}

fn parsed_date(text: &str) -> Result<Date, Reason> {
    Date::parse(text).ok_or_else(|| Reason::Named(Term::IsNoDate, text.to_owned()))
}

fn date(text: &str, format: impl Fn(&Date) -> String) -> Result<String, Reason> {
    Ok(literal::expression(&format(&parsed_date(text)?)))
}

/// A text of one phrase is printed as it is.
fn in_phrases(text: &str) -> String {
    match phrases(text).as_slice() {
        [] | [_] => literal::expression(text),
        several => several.iter().map(|phrase| format!("#phrase[{}];", literal::expression(phrase))).collect(),
    }
}

fn inline_phrases(text: &str, notes: &Notes) -> String {
    match parse_inline(text).as_slice() {
        [Run::Text(plain)] => in_phrases(plain),
        runs => notes.inline(runs),
    }
}

/// Formats what stands between the marks of a datum and keeps the marks.
fn keep_marks(text: &str, format: impl Fn(&str) -> Result<String, Reason>) -> Result<String, Reason> {
    let (origin, plain) = mark::unwrap(text);
    let formatted = format(plain)?;
    Ok(origin.map_or_else(|| formatted.clone(), |origin| mark::wrap(&origin, &formatted)))
}

/// The value of a helper's only argument.
fn argument<'a>(h: &'a Helper<'_>, at: usize) -> Result<&'a JsonValue, RenderError> {
    let param = h.param(at).ok_or_else(|| error(Reason::Named(Term::ArgumentMissing, h.name().to_owned())))?;
    if param.is_value_missing() {
        let path = param.relative_path().cloned().unwrap_or_default();
        return Err(error(Reason::Named(Term::NoSuchValue, path)));
    }
    Ok(param.value())
}

/// Why a helper stopped, to be told in the user's language.
#[derive(Debug)]
pub(super) struct HelperFault(pub Reason);

impl std::fmt::Display for HelperFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.text(Language::English))
    }
}

impl std::error::Error for HelperFault {}

fn error(reason: Reason) -> RenderError {
    RenderErrorReason::NestedError(Box::new(HelperFault(reason))).into()
}

fn kind_of(value: &JsonValue) -> Words {
    match value {
        JsonValue::Null => Term::ANull,
        JsonValue::Bool(_) => Term::ABoolean,
        JsonValue::Number(_) => Term::ANumber,
        JsonValue::String(_) => Term::AText,
        JsonValue::Array(_) => Term::AnArray,
        JsonValue::Object(_) => Term::AnObject,
    }
}

fn formatted(helper: &str, format: Format, value: &JsonValue, writing: &Writing<'_>) -> Result<String, RenderError> {
    match value {
        JsonValue::String(text) => keep_marks(text, |text| format(text, writing)).map_err(error),
        other => Err(error(Reason::Mismatch(Term::PrintsOneDatum, helper.to_owned(), kind_of(other)))),
    }
}

/// A helper that prints one datum.
struct Leaf(Format);

impl HelperDef for Leaf {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let text = formatted(h.name(), self.0, argument(h, 0)?, &Writing::of(context, unit(h, 1)?))?;
        Ok(out.write(&text)?)
    }
}

/// The text of a further argument, if there is one.
fn unit<'a>(h: &'a Helper<'_>, at: usize) -> Result<&'a str, RenderError> {
    if h.param(at).is_none() {
        return Ok("");
    }
    Ok(argument(h, at)?.as_str().map(|text| mark::unwrap(text).1).unwrap_or_default())
}

/// Prints what lies between two dates; the text comes from both.
fn period(
    h: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let mut data = Vec::new();
    let mut dates = [None, None];
    for (at, date) in dates.iter_mut().enumerate() {
        let value = argument(h, at)?;
        let text = value
            .as_str()
            .ok_or_else(|| error(Reason::Mismatch(Term::PrintsOneDatum, h.name().to_owned(), kind_of(value))))?;
        let (origin, text) = mark::unwrap(text);
        data.extend(origin.iter().flat_map(|origin| origin.data()).copied());
        *date = Some(parsed_date(text).map_err(error)?);
    }
    let [Some(from), Some(to)] = dates else { return Ok(()) };
    let text = literal::expression(&Writing::of(context, "").style.period(&from, &to));
    Ok(out.write(&mark::wrap(&Origin::Derived(data), &text))?)
}

fn optional(
    h: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let name = argument(h, 0)?.as_str().unwrap_or_default().to_owned();
    let known = FORMATS.iter().find(|(known, _)| *known == name);
    let (_, format) = known.ok_or_else(|| error(Reason::Named(Term::NoSuchFormat, name.clone())))?;
    let value = argument(h, 1)?;
    if value.is_null() {
        return Ok(out.write("none")?);
    }
    let text = formatted(&name, *format, value, &Writing::of(context, unit(h, 2)?))?;
    Ok(out.write(&if name == "string" || name == "words" { text } else { format!("[{text}]") })?)
}

fn code(
    h: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    Ok(out.write(&expression(argument(h, 0)?)?)?)
}

fn expression(value: &JsonValue) -> Result<String, RenderError> {
    Ok(match value {
        JsonValue::Null => "none".to_owned(),
        JsonValue::Bool(flag) => flag.to_string(),
        JsonValue::Number(number) => number.to_string(),
        JsonValue::String(text) => keep_marks(text, |text| Ok(literal::guarded_string(text))).map_err(error)?,
        // The comma behind each item makes a list of a single one, too.
        JsonValue::Array(items) => {
            let items = items.iter().map(|item| Ok(expression(item)? + ","));
            format!("({})", items.collect::<Result<String, RenderError>>()?)
        }
        other @ JsonValue::Object(_) => {
            return Err(error(Reason::Mismatch(Term::PrintsSwitch, "code".to_owned(), kind_of(other))));
        }
    })
}

/// Data are nested less deep than this; a template that goes deeper renders itself.
const DEPTH: usize = 64;

thread_local! {
    /// How deep `render` is nested. A render runs on one thread from beginning to end, and
    /// blocks of the template may hide any variable of its context.
    static NESTED: Cell<usize> = const { Cell::new(0) };
}

/// One level of nesting, for as long as it lives.
struct Level;

impl Level {
    fn enter() -> Option<Self> {
        NESTED.with(|nested| {
            nested.set(nested.get() + 1);
            let level = Self;
            (nested.get() <= DEPTH).then_some(level)
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        NESTED.with(|nested| nested.set(nested.get().saturating_sub(1)));
    }
}

/// Renders each node of a list by the template `blocks/<type>`, with the node as context.
struct Render;

impl HelperDef for Render {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let nodes = match argument(h, 0)? {
            JsonValue::Array(nodes) => nodes,
            other => return Err(error(Reason::Mismatch(Term::TakesAList, h.name().to_owned(), kind_of(other)))),
        };
        let _level = Level::enter().ok_or_else(|| error(Term::RenderWithoutEnd.into()))?;
        for node in nodes {
            let kind = node.get("type").and_then(JsonValue::as_str).unwrap_or_default();
            let name = format!("blocks/{kind}");
            let template = registry.get_template(&name);
            let template = template.ok_or_else(|| error(Reason::Named(Term::NoSuchTemplate, name.clone())))?;
            let mut block = BlockContext::new();
            block.set_base_value(node.clone());
            rc.push_block(block);
            let result = template.render(registry, context, rc, out);
            rc.pop_block();
            result?;
        }
        Ok(())
    }
}

/// Passes a value on, unless it is missing, and tells how far the render is.
struct Given;

impl HelperDef for Given {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let line = h.param(1).and_then(|line| line.value().as_u64());
        line.and_then(|line| u32::try_from(line).ok()).into_iter().for_each(|line| progress::at(Some(line)));
        Ok(ScopedJson::Derived(argument(h, 0)?.clone()))
    }
}

//! The helpers that print leaves, in the report's style.

use std::borrow::Cow;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, JsonValue, Output, RenderContext, RenderError,
};
use rust_decimal::Decimal;

use super::helpers::{argument, error, kind_names};
use super::leaves::Leaves;
use super::literal;
use super::marked::{Addresses, Notes};
use crate::data::{Leaf, LeafValue};
use crate::diagnostic::{Reason, reason};
use crate::japanese::{Date, InlineSpan, WritingStyle, parse_inline, phrases, plain};
use crate::mark::{self, Origin};
use crate::model::{self, LinkAddresses, NoteMark};

/// What the helpers of one render know.
pub(super) struct Printer {
    leaves: Leaves,
    /// How dates and numbers are written.
    style: WritingStyle,
    /// How notes are written.
    notes: Notes,
}

impl Printer {
    /// A printer of the leaves of a view in the report's style.
    pub fn new(leaves: Leaves, style: &model::Style) -> Self {
        let mark = (style.note_mark != NoteMark::Kome).then(|| style.note_mark.text().to_owned());
        let addresses = match style.link_addresses {
            LinkAddresses::Hidden => Addresses::Hidden,
            LinkAddresses::Notes => Addresses::Noted,
        };
        Self { leaves, style: style.writing(), notes: Notes { mark, addresses, in_brackets: false } }
    }

    /// Adds the helpers that print leaves to a render.
    pub fn register<'rc>(&'rc self, render: &mut RenderContext<'_, 'rc>) {
        for (name, format) in &FORMATS {
            let print = |printer: &Self, h: &Helper<'_>| {
                printer.formatted(h.name(), format, argument(h, 0)?, &printer.unit(h, 1)?)
            };
            render.register_local_helper(name, Box::new(Printing(self, print)));
        }
        let helpers: [(&str, Print); 4] =
            [("period", Self::period), ("optional", Self::optional), ("code", Self::code), (PLAIN, Self::plain)];
        for (name, print) in helpers {
            render.register_local_helper(name, Box::new(Printing(self, print)));
        }
    }
}

/// Makes Typst source of a leaf.
enum Format {
    /// Of a text.
    Text(fn(&str, &Notes) -> String),
    /// Of a number, which may have a unit.
    Number(fn(Decimal, &WritingStyle, &str) -> String),
    /// Of a date.
    Date(fn(&Date, &WritingStyle) -> String),
}

const FORMATS: [(&str, Format); 15] = [
    ("text", Format::Text(|text, _| literal::expression(text))),
    ("words", Format::Text(|text, _| literal::guarded_string(&plain(text)))),
    ("title", Format::Text(|text, notes| notes.in_phrases(&parse_inline(text)))),
    ("label", Format::Text(|text, notes| notes.in_figure().in_phrases(&parse_inline(text)))),
    ("phrases", Format::Text(|text, _| in_phrases(text))),
    ("inline-phrases", Format::Text(inline_phrases)),
    ("phrases-in-figure", Format::Text(|text, notes| inline_phrases(text, &notes.in_figure()))),
    ("in-figure", Format::Text(|text, notes| notes.in_figure().inline(&parse_inline(text)))),
    ("inline", Format::Text(|text, notes| notes.inline(&parse_inline(text)))),
    ("number", Format::Number(|number, style, _| style.number(number))),
    ("amount", Format::Number(|number, style, unit| style.amount(number, unit))),
    ("date", Format::Date(|date, style| style.date(date))),
    ("as-of", Format::Date(|date, style| style.as_of(date))),
    ("cover-date", Format::Date(|date, style| style.cover_date(date))),
    ("string", Format::Text(|text, _| literal::guarded_string(text))),
];

/// The helper that prints what a plain tag names; no template can spell its name.
pub(super) const PLAIN: &str = "(plain)";

/// The helpers that print Typst source, beside those of [`FORMATS`].
const PRINTING: [&str; 5] = ["period", "optional", "code", "render", "given"];

/// Whether a helper prints Typst source, rather than giving a value that a plain tag prints.
pub(super) fn prints_source(name: &str) -> bool {
    PRINTING.contains(&name) || FORMATS.iter().any(|(known, _)| *known == name)
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
        [InlineSpan::Text(plain)] => in_phrases(plain),
        runs => notes.inline(runs),
    }
}

impl Format {
    /// The source that prints a value. A text that is a number or a date may stand for one.
    fn source(&self, value: &LeafValue, printer: &Printer, unit: &str) -> Result<String, Reason> {
        let style = &printer.style;
        Ok(match self {
            Self::Text(format) => format(&text(value), &printer.notes),
            Self::Number(format) => literal::expression(&format(number(value)?, style, unit)),
            Self::Date(format) => literal::expression(&format(&date(value)?, style)),
        })
    }
}

/// A value as the data would have it.
fn text(value: &LeafValue) -> Cow<'_, str> {
    if let LeafValue::Text(text) = value { Cow::Borrowed(text) } else { Cow::Owned(value.text()) }
}

fn number(value: &LeafValue) -> Result<Decimal, Reason> {
    match value {
        LeafValue::Number(number) => Ok(*number),
        other => text(other)
            .parse()
            .map_err(|_| reason!("`{name}` is not a number", "`{name}`は数値ではありません", name = other.text())),
    }
}

fn date(value: &LeafValue) -> Result<Date, Reason> {
    match value {
        LeafValue::Date(date) => Ok(*date),
        other => Date::parse(&text(other)).ok_or_else(|| {
            reason!("`{name}` is not a valid date", "`{name}`は日付として正しくありません", name = other.text())
        }),
    }
}

/// Source between the marks of the leaf that it prints; a setting has none.
fn between_marks(leaf: Option<&Leaf>, source: String) -> String {
    match leaf {
        Some(leaf) => mark::wrap(&leaf.origin, &source),
        None => source,
    }
}

/// Makes what a helper prints of its arguments.
type Print = fn(&Printer, &Helper<'_>) -> Result<String, RenderError>;

/// A helper that prints leaves.
struct Printing<'a, P>(&'a Printer, P);

impl<P> HelperDef for Printing<'_, P>
where
    P: Fn(&Printer, &Helper<'_>) -> Result<String, RenderError>,
{
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        Ok(out.write(&self.1(self.0, h)?)?)
    }
}

impl Printer {
    /// The value of an argument and, if it may be printed as a datum, its leaf.
    fn value<'a>(
        &'a self,
        helper: &str,
        value: &JsonValue,
    ) -> Result<(Option<&'a Leaf>, Cow<'a, LeafValue>), RenderError> {
        match (self.leaves.get(value), value) {
            (Some(leaf), _) => Ok((Some(leaf), Cow::Borrowed(&leaf.value))),
            (None, JsonValue::String(text)) => Ok((None, Cow::Owned(LeafValue::Text(text.clone())))),
            (None, other) => {
                let [english, japanese] = kind_names(other);
                Err(error(reason!(
                    "`{helper}` prints one datum, not {english}",
                    "`{helper}`が出力できるのは一つのデータです。{japanese}は出力できません",
                )))
            }
        }
    }

    fn formatted(&self, helper: &str, format: &Format, value: &JsonValue, unit: &str) -> Result<String, RenderError> {
        let (leaf, value) = self.value(helper, value)?;
        Ok(between_marks(leaf, format.source(&value, self, unit).map_err(error)?))
    }

    /// The text of a further argument, if there is one.
    fn unit(&self, h: &Helper<'_>, at: usize) -> Result<String, RenderError> {
        if h.param(at).is_none() {
            return Ok(String::new());
        }
        Ok(self.value(h.name(), argument(h, at)?).map(|(_, value)| text(&value).into_owned()).unwrap_or_default())
    }

    /// What lies between two dates; the text comes from both.
    fn period(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let mut data = Vec::new();
        let mut day = |at: usize| {
            let (leaf, value) = self.value(h.name(), argument(h, at)?)?;
            data.extend(leaf.iter().flat_map(|leaf| leaf.origin.data()).copied());
            date(&value).map_err(error)
        };
        let (from, to) = (day(0)?, day(1)?);
        let text = literal::expression(&self.style.period(&from, &to));
        Ok(mark::wrap(&Origin::Derived(data), &text))
    }

    fn optional(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let name = argument(h, 0)?.as_str().unwrap_or_default().to_owned();
        let known = FORMATS.iter().find(|(known, _)| *known == name);
        let (_, format) = known.ok_or_else(|| {
            error(reason!(
                "`optional` has no format `{name}`",
                "`optional`に`{name}`という形式はありません",
                name = name.clone()
            ))
        })?;
        let value = argument(h, 1)?;
        if value.is_null() {
            return Ok("none".to_owned());
        }
        let text = self.formatted(&name, format, value, &self.unit(h, 2)?)?;
        Ok(if name == "string" || name == "words" { text } else { format!("[{text}]") })
    }

    fn code(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        self.expression(argument(h, 0)?)
    }

    fn expression(&self, value: &JsonValue) -> Result<String, RenderError> {
        if let Some(leaf) = self.leaves.get(value) {
            return Ok(between_marks(Some(leaf), literal::guarded_string(&text(&leaf.value))));
        }
        Ok(match value {
            JsonValue::Null => "none".to_owned(),
            JsonValue::Bool(flag) => flag.to_string(),
            JsonValue::Number(number) => number.to_string(),
            JsonValue::String(text) => literal::guarded_string(text),
            // The comma behind each item makes a list of a single one, too.
            JsonValue::Array(items) => {
                let items = items.iter().map(|item| Ok(self.expression(item)? + ","));
                format!("({})", items.collect::<Result<String, RenderError>>()?)
            }
            JsonValue::Object(_) => {
                let [english, japanese] = kind_names(value);
                return Err(error(reason!(
                    "`code` prints a switch or a measure, not {english}",
                    "`code`が出力するのは切り替えか寸法で、{japanese}ではありません",
                )));
            }
        })
    }

    /// What a plain tag names, with every character escaped.
    fn plain(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let value = argument(h, 0)?;
        Ok(match self.leaves.get(value) {
            Some(leaf) => between_marks(Some(leaf), literal::escaped(&text(&leaf.value))),
            None => literal::escaped(&value.render()),
        })
    }
}

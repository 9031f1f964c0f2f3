//! The helpers that print leaves, in the report's style.

use std::borrow::Cow;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, JsonValue, Output, RenderContext, RenderError,
};

use super::format::{FORMATS, LeafFormat, date, text};
use super::helpers::{argument, error, kind_names};
use super::leaves::Leaves;
use super::literal;
use super::marked::{Addresses, NoteStyle};
use crate::data::{Leaf, LeafValue};
use crate::diagnostic::reason;
use crate::japanese::{Date, WritingStyle};
use crate::mark::{self, Origin};
use crate::model::{self, LinkAddresses, NoteMark};

/// What the helpers of one render know.
pub(super) struct Printer {
    leaves: Leaves,
    /// How dates and numbers are written.
    style: WritingStyle,
    /// How notes are written.
    notes: NoteStyle,
}

impl Printer {
    /// A printer of the leaves of a view in the report's style.
    pub fn new(leaves: Leaves, style: &model::Style) -> Self {
        let mark = (style.note_mark != NoteMark::Kome).then(|| style.note_mark.text().to_owned());
        let addresses = match style.link_addresses {
            LinkAddresses::Hidden => Addresses::Hidden,
            LinkAddresses::Notes => Addresses::Noted,
        };
        Self { leaves, style: style.writing(), notes: NoteStyle { mark, addresses, in_brackets: false } }
    }

    /// Adds the helpers that print leaves to a render.
    pub fn register<'rc>(&'rc self, render: &mut RenderContext<'_, 'rc>) {
        for (name, format) in &FORMATS {
            let helper = PrintingHelper(self, |printer: &Self, h: &Helper<'_>| {
                printer.formatted(h.name(), format, argument(h, 0)?, &printer.unit(h, 1)?)
            });
            render.register_local_helper(name, Box::new(helper));
        }
        let helpers: [(&str, PrintFunction); 4] =
            [("period", Self::period), ("optional", Self::optional), ("code", Self::code), (PLAIN, Self::plain)];
        for (name, print) in helpers {
            render.register_local_helper(name, Box::new(PrintingHelper(self, print)));
        }
    }
}

/// The helper that prints what a plain tag names; no template can spell its name.
pub(super) const PLAIN: &str = "(plain)";

/// The helpers that print Typst source, beside those of [`FORMATS`].
const PRINTING: [&str; 5] = ["period", "optional", "code", "render", "given"];

/// Whether a helper prints Typst source, rather than giving a value that a plain tag prints.
pub(super) fn prints_source(name: &str) -> bool {
    PRINTING.contains(&name) || FORMATS.iter().any(|(known, _)| *known == name)
}

/// Source between the marks of the leaf that it prints; a setting has none.
fn between_marks(leaf: Option<&Leaf>, source: String) -> String {
    match leaf {
        Some(leaf) => mark::wrap(&leaf.origin, &source),
        None => source,
    }
}

/// Makes what a helper prints of its arguments.
type PrintFunction = fn(&Printer, &Helper<'_>) -> Result<String, RenderError>;

/// A helper that prints leaves.
struct PrintingHelper<'a, P>(&'a Printer, P);

impl<P> HelperDef for PrintingHelper<'_, P>
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

    fn formatted(
        &self,
        helper: &str,
        format: &LeafFormat,
        value: &JsonValue,
        unit: &str,
    ) -> Result<String, RenderError> {
        let (leaf, value) = self.value(helper, value)?;
        Ok(between_marks(leaf, format.source(&value, &self.style, &self.notes, unit).map_err(error)?))
    }

    /// The unit that a further argument gives; empty where there is none.
    fn unit(&self, h: &Helper<'_>, index: usize) -> Result<String, RenderError> {
        if h.param(index).is_none() || argument(h, index)?.is_null() {
            return Ok(String::new());
        }
        let (_, value) = self.value(h.name(), argument(h, index)?)?;
        Ok(text(&value).into_owned())
    }

    /// What lies between two dates; the text comes from both.
    fn period(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let (first_leaf, from) = self.date_argument(h, 0)?;
        let (last_leaf, to) = self.date_argument(h, 1)?;
        let leaves = [first_leaf, last_leaf].into_iter().flatten();
        let data = leaves.flat_map(|leaf| leaf.origin.data()).copied().collect();
        let text = literal::expression(&self.style.period(&from, &to));
        Ok(mark::wrap(&Origin::Derived(data), &text))
    }

    /// The date that an argument is, with its leaf.
    fn date_argument(&self, h: &Helper<'_>, index: usize) -> Result<(Option<&Leaf>, Date), RenderError> {
        let (leaf, value) = self.value(h.name(), argument(h, index)?)?;
        Ok((leaf, date(&value).map_err(error)?))
    }

    /// A value in the format that the first argument names, in brackets of content, or `none`.
    fn optional(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let name = argument(h, 0)?.as_str().unwrap_or_default().to_owned();
        let format = FORMATS.iter().find(|(known, _)| *known == name);
        let (_, format) = format.ok_or_else(|| {
            error(reason!("`optional` has no format `{name}`", "`optional`に`{name}`という形式はありません"))
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

    /// A switch, a measure or a list of them as an expression of Typst.
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

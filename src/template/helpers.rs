//! The helpers by which data reach a template.
//!
//! | helper | takes | prints |
//! |---|---|---|
//! | `text` | a text | the text |
//! | `phrases` | a text | the text, in phrases that stay whole where there is room |
//! | `inline` | a text | the text with bold, notes, links and ruby |
//! | `number` | a number | `1,376` |
//! | `date` | a date | `2019年3月` |
//! | `as-of` | a date | `2019年3月末` for the last day of a month |
//! | `era` | a date | `令和元年６月` |
//! | `string` | a text | a string literal, for metadata |
//! | `optional "…" x` | the name of one of these, a value or null | `[…]`, or `none` |
//! | `code` | a switch or a measure | a Typst number, boolean, string or `none` |
//! | `render` | a list of typed nodes | each by the template of its type |
//! | `given` | anything | the same; an error where it is missing |

use std::cell::Cell;

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, JsonValue, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};

use super::literal;
use crate::japanese::{Date, Run, grouped, parse_inline, phrases};
use crate::mark;

/// Makes Typst source of a datum's text.
type Format = fn(&str) -> Result<String, String>;

const FORMATS: [(&str, Format); 8] = [
    ("text", |text| Ok(literal::expression(text))),
    ("phrases", |text| Ok(in_phrases(text))),
    ("inline", |text| Ok(inline(&parse_inline(text)))),
    ("number", number),
    ("date", |text| date(text, Date::western)),
    ("as-of", |text| date(text, Date::as_of)),
    ("era", |text| date(text, Date::era)),
    ("string", |text| Ok(literal::guarded_string(text))),
];

/// Registers all helpers and the escape of plain tags.
pub(super) fn register(registry: &mut Handlebars<'_>) {
    registry.register_escape_fn(|text| keep_marks(text, |text| Ok(literal::escaped(text))).unwrap_or_default());
    for (name, format) in FORMATS {
        registry.register_helper(name, Box::new(Leaf(format)));
    }
    registry.register_helper("optional", Box::new(optional));
    registry.register_helper("code", Box::new(code));
    registry.register_helper("render", Box::new(Render));
    registry.register_helper("given", Box::new(Given));
}

fn number(text: &str) -> Result<String, String> {
    let number = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
    Ok(literal::expression(&grouped(number)))
}

fn date(text: &str, format: fn(&Date) -> String) -> Result<String, String> {
    let date = Date::parse(text).ok_or_else(|| format!("`{text}` is not a date"))?;
    Ok(literal::expression(&format(&date)))
}

/// A text of one phrase is printed as it is.
fn in_phrases(text: &str) -> String {
    match phrases(text).as_slice() {
        [] | [_] => literal::expression(text),
        several => several.iter().map(|phrase| format!("#phrase[{}];", literal::expression(phrase))).collect(),
    }
}

fn inline(runs: &[Run<'_>]) -> String {
    let one = |run: &Run<'_>| match run {
        Run::Text(text) => literal::expression(text),
        Run::Bold(inner) => format!("#strong[{}];", inline(inner)),
        Run::Note(inner) => format!("#note[{}];", inline(inner)),
        Run::Link(inner, target) => format!("#link({})[{}];", literal::guarded_string(target), inline(inner)),
        Run::Ruby(base, reading) => {
            format!("#ruby([{}], [{}]);", literal::expression(base), literal::expression(reading))
        }
    };
    runs.iter().map(one).collect()
}

/// Formats what stands between the marks of a datum and keeps the marks.
fn keep_marks(text: &str, format: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let (origin, plain) = mark::unwrap(text);
    let formatted = format(plain)?;
    Ok(origin.map_or_else(|| formatted.clone(), |origin| mark::wrap(&origin, &formatted)))
}

/// The value of a helper's only argument.
fn argument<'a>(h: &'a Helper<'_>, at: usize) -> Result<&'a JsonValue, RenderError> {
    let param = h.param(at).ok_or_else(|| error(format!("`{}` lacks its argument", h.name())))?;
    if param.is_value_missing() {
        let path = param.relative_path().map_or("its argument", String::as_str);
        return Err(error(format!("there is no `{path}` here")));
    }
    Ok(param.value())
}

fn error(reason: String) -> RenderError {
    RenderErrorReason::Other(reason).into()
}

fn name_of(value: &JsonValue) -> &'static str {
    match value {
        JsonValue::Null => "null",
        JsonValue::Bool(_) => "a boolean",
        JsonValue::Number(_) => "a bare number",
        JsonValue::String(_) => "a text",
        JsonValue::Array(_) => "a list",
        JsonValue::Object(_) => "an object",
    }
}

fn formatted(helper: &str, format: Format, value: &JsonValue) -> Result<String, RenderError> {
    match value {
        JsonValue::String(text) => keep_marks(text, format).map_err(|e| error(format!("`{helper}`: {e}"))),
        other => Err(error(format!("`{helper}` prints one datum, not {}", name_of(other)))),
    }
}

/// A helper that prints one datum.
struct Leaf(Format);

impl HelperDef for Leaf {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let text = formatted(h.name(), self.0, argument(h, 0)?)?;
        Ok(out.write(&text)?)
    }
}

fn optional(
    h: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let name = argument(h, 0)?.as_str().unwrap_or_default().to_owned();
    let known = FORMATS.iter().find(|(known, _)| *known == name);
    let (_, format) = known.ok_or_else(|| error(format!("`optional` knows no format `{name}`")))?;
    let value = argument(h, 1)?;
    if value.is_null() {
        return Ok(out.write("none")?);
    }
    let text = formatted(&name, *format, value)?;
    Ok(out.write(&if name == "string" { text } else { format!("[{text}]") })?)
}

fn code(
    h: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let text = match argument(h, 0)? {
        JsonValue::Null => "none".to_owned(),
        JsonValue::Bool(flag) => flag.to_string(),
        JsonValue::Number(number) => number.to_string(),
        JsonValue::String(text) => keep_marks(text, |text| Ok(literal::guarded_string(text))).map_err(error)?,
        other => return Err(error(format!("`code` prints a switch or a measure, not {}", name_of(other)))),
    };
    Ok(out.write(&text)?)
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
        let JsonValue::Array(nodes) = argument(h, 0)? else {
            return Err(error(format!("`render` takes a list, not {}", name_of(argument(h, 0)?))));
        };
        let _level = Level::enter().ok_or_else(|| error("`render` is nested without end".to_owned()))?;
        for node in nodes {
            let kind = node.get("type").and_then(JsonValue::as_str).unwrap_or_default();
            let name = format!("blocks/{kind}");
            let template = registry.get_template(&name);
            let template = template.ok_or_else(|| error(format!("there is no template `{name}`")))?;
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

/// Passes a value on, unless it is missing.
struct Given;

impl HelperDef for Given {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(argument(h, 0)?.clone()))
    }
}

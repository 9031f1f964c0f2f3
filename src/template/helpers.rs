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
//! | `separable` | the place of a council, or nothing | what stands in it, marked as a section that can be laid out without the others |
//! | `given` | anything, and the number of the template's line | the same; an error where it is missing |
//!
//! Dates, numbers and notes are written in the report's style.

use std::cell::Cell;

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, JsonValue, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};

use super::{literal, progress};
use crate::diagnostic::{Language, Reason, Term, Words, reason, reasons};
use crate::mark;

reasons! {
    pub(super) no_such_value(path: &str)
    en: "there is no `{path}` here";
    ja: "ここに`{path}`という値はありません";
}

/// Registers the helpers that know nothing of leaves, and the escape of all else.
pub(super) fn register(registry: &mut Handlebars<'_>) {
    registry.register_escape_fn(literal::escaped);
    registry.register_helper("render", Box::new(Render));
    registry.register_helper("separable", Box::new(Separable));
    registry.register_helper("given", Box::new(Given));
}

/// The value of a helper's argument, counted from 0.
pub(super) fn argument<'a>(h: &'a Helper<'_>, index: usize) -> Result<&'a JsonValue, RenderError> {
    let param = h
        .param(index)
        .ok_or_else(|| error(reason!("`{name}` has no argument", "`{name}`に引数がありません", name = h.name())))?;
    if param.is_value_missing() {
        let path = param.relative_path().cloned().unwrap_or_default();
        return Err(error(no_such_value(&path)));
    }
    Ok(param.value())
}

/// Why a helper stopped, to be told in the user's language.
#[derive(Debug)]
pub(super) struct HelperError(pub Reason);

impl std::fmt::Display for HelperError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.text(Language::English))
    }
}

impl std::error::Error for HelperError {}

pub(super) fn error(reason: Reason) -> RenderError {
    RenderErrorReason::NestedError(Box::new(HelperError(reason))).into()
}

/// What the kind of a value is called in English and in Japanese.
pub(super) fn kind_names(value: &JsonValue) -> [&'static str; 2] {
    let words = match value {
        JsonValue::Null => Term::ANull,
        JsonValue::Bool(_) => Term::ABoolean,
        JsonValue::Number(_) => Term::ANumber,
        JsonValue::String(_) => Term::AText,
        JsonValue::Array(_) => Term::AnArray,
        JsonValue::Object(_) => Term::AnObject,
    };
    Language::ALL.map(|language| words.text(language))
}

/// How deep `render` may be nested: far deeper than data are (`limits::DEPTH`), so that a template that goes deeper renders
/// itself.
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
            other => {
                let [english, japanese] = kind_names(other);
                return Err(error(reason!(
                    "`render` takes a list, not {english}",
                    "`render`に渡すのはリストで、{japanese}ではありません",
                )));
            }
        };
        let _level = Level::enter().ok_or_else(|| {
            error(Words::new("`render` is nested endlessly", "`render`の入れ子が終わりません").into())
        })?;
        for node in nodes {
            let kind = node.get("type").and_then(JsonValue::as_str).unwrap_or_default();
            let name = format!("blocks/{kind}");
            let template = registry.get_template(&name);
            let template = template
                .ok_or_else(|| error(reason!("there is no template `{name}`", "テンプレート`{name}`はありません")))?;
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

/// Marks what stands in it as a section that can be laid out without the others: a council, by its place in the report from 0,
/// or something else.
struct Separable;

impl HelperDef for Separable {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let council = match h.param(0) {
            None => None,
            Some(_) => {
                let value = argument(h, 0)?;
                let council = value.as_u64().and_then(|council| u32::try_from(council).ok()).ok_or_else(|| {
                    let [english, japanese] = kind_names(value);
                    error(reason!(
                        "`separable` takes the place of a council, not {english}",
                        "`separable`に渡すのは協議会等の順番で、{japanese}ではありません",
                    ))
                })?;
                Some(council)
            }
        };
        out.write(&mark::section(council))?;
        if let Some(template) = h.template() {
            template.render(registry, context, rc, out)?;
        }
        Ok(out.write(&mark::section_end())?)
    }
}

/// Passes a value on, unless it is missing, and tells how far the render is.
struct Given;

impl HelperDef for Given {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let line = h.param(1).and_then(|line| line.value().as_u64());
        line.and_then(|line| u32::try_from(line).ok()).into_iter().for_each(|line| progress::set_line(Some(line)));
        let value = argument(h, 0)?;
        // What stands in the view itself is passed on as a path, because a copy of all councils is large.
        let path = h.param(0).and_then(|param| param.context_path());
        Ok(match path.and_then(|path| Some((within(context.data(), path)?, path.clone()))) {
            Some((value, path)) => ScopedJson::Context(value, path),
            None => ScopedJson::Derived(value.clone()),
        })
    }
}

/// The value to which a path of keys and places leads.
fn within<'a>(view: &'a JsonValue, path: &[String]) -> Option<&'a JsonValue> {
    path.iter().try_fold(view, |value, step| match value {
        JsonValue::Array(list) => list.get(step.parse::<usize>().ok()?),
        other => other.get(step),
    })
}

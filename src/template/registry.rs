//! The Handlebars registry and what it renders.

mod problems;

pub use problems::{TemplateCycle, TemplateMissing, TemplateRender};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use handlebars::{
    Context, Handlebars, RenderContext, RenderError, RenderErrorReason, Renderable, Template, TemplateErrorReason,
    WriteOutput,
};

use super::document::{Document, DocumentDate};
use super::leaves::Leaves;
use super::printer::Printer;
use super::source_map::{Rendered, SourceMap};
use super::summary_layout::SummaryLayout;
use super::{cycles, helpers, parsed, progress, scan, view};
use crate::assets::Assets;
use crate::compare::Comparison;
use crate::diagnostic::{Diagnostic, FileId, Place, Reason, Sources, Words, reason, reasons};
use crate::mark;
use crate::model::{Content, Report, SummaryContent};
use crate::observe::Trail;
use crate::template::scan::{TemplateSyntax, TemplateTripleStash};

reasons! {
    no_such_partial(name: &str)
    en: "there is no partial `{name}`";
    ja: "部分テンプレート`{name}`はありません";
}

/// All templates, checked and ready to render.
#[derive(Debug)]
pub struct Templates {
    registry: Handlebars<'static>,
    files: BTreeMap<String, FileId>,
    /// Places of all template lines, by the number of their marks.
    lines: Vec<Place>,
    /// The same in words.
    names: Arc<Vec<String>>,
}

impl Templates {
    /// Parses and checks all templates.
    ///
    /// # Errors
    /// All errors of all templates.
    pub fn load(assets: &Assets, sources: &Sources) -> Result<Self, Vec<Diagnostic>> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.set_prevent_indent(true);
        helpers::register(&mut registry);
        let mut templates =
            Self { registry, files: assets.templates.clone(), lines: Vec::new(), names: Arc::default() };
        let mut errors = Vec::new();
        let mut includes = cycles::Includes::new();
        for (name, file) in &assets.templates {
            match templates.add(name, *file, sources) {
                Ok(partials) => drop(includes.insert(name.clone(), partials)),
                Err(error) => errors.push(error),
            }
        }
        if let Some((path, name, offset)) = cycles::find(&includes) {
            let place = assets.templates.get(&name).map(|file| Place { file: *file, range: offset..offset + 2 });
            errors.push(Diagnostic::new(place, TemplateCycle { path: path.join(" → ") }));
        }
        for tag in Content::TAGS {
            let name = format!("blocks/{tag}");
            if !assets.templates.contains_key(&name) {
                errors.push(Diagnostic::nowhere(TemplateMissing { name }));
            }
        }
        templates.names = Arc::new(templates.lines.iter().map(|place| line_name(place, sources)).collect());
        if errors.is_empty() { Ok(templates) } else { Err(errors) }
    }

    /// How far the renders of this thread have come; forgets those before.
    pub fn trail(&self) -> Trail {
        progress::set_line(None);
        let (line, names) = (progress::line_of_this_thread(), self.names.clone());
        Trail::new(move || names.get(line.load(Ordering::Relaxed).checked_sub(1)? as usize).cloned())
    }

    fn add(&mut self, name: &str, file: FileId, sources: &Sources) -> Result<Vec<(String, usize)>, Diagnostic> {
        let source = sources.text(file);
        let first = self.lines.len();
        self.lines.extend(line_ranges(source).map(|range| Place { file, range }));
        // Templates are limited (`assets`) long before 2^32 lines.
        let prepared = scan::scan(source, |line| mark::line(u32::try_from(first + line).unwrap_or(u32::MAX)), first);
        let prepared = prepared.map_err(|(offset, problem)| {
            let end = source[offset..].char_indices().nth(1).map_or(source.len(), |(next, _)| offset + next);
            Diagnostic::at(Place { file, range: offset..end }, problem)
        })?;
        match Template::compile_with_name(&prepared.text, name.to_owned()) {
            Ok(template) if parsed::prints_raw(&template) => {
                Err(Diagnostic::at(Place { file, range: 0..0 }, TemplateTripleStash))
            }
            Ok(mut template) => {
                parsed::print_plainly(&mut template);
                self.registry.register_template(name, template);
                Ok(prepared.partials)
            }
            Err(e) => {
                // Positions of parse errors count from 1 in lines; guards shift columns, so the whole line is shown.
                let line = e.pos().map_or(0, |(line, _)| line.saturating_sub(1));
                let reason: Reason = match e.reason() {
                    // The parser's own message lists the rules of its grammar.
                    TemplateErrorReason::InvalidSyntax(_) => Words::new(
                        "a tag is not valid, or a block is not closed",
                        "タグの書き方が正しくないか、ブロックが閉じていません",
                    )
                    .into(),
                    other => other.to_string().replace(mark::is_mark, "").into(),
                };
                let place = self.line_place(first + line).unwrap_or(Place { file, range: 0..0 });
                Err(Diagnostic::at(place, TemplateSyntax { reason }))
            }
        }
    }

    fn line_place(&self, index: usize) -> Option<Place> {
        self.lines.get(index).cloned()
    }

    /// Fills a document's template with the report. Summaries stand as they come, in the theme's size.
    ///
    /// # Errors
    /// What Handlebars stumbled over, at the template's line.
    pub fn render(&self, report: &Report, document: Document, stamp: DocumentDate) -> Result<Rendered, Diagnostic> {
        self.render_fitted(
            report,
            document,
            &|index| {
                let content = report.councils.get(index)?.council.summary_content(&report.head);
                let layout = SummaryLayout::plain(&content);
                Some((content, layout))
            },
            None,
            stamp,
        )
    }

    /// Like [`render`](Self::render), with what each summary shows and how it stands on its page, and with what has
    /// changed since an earlier report.
    ///
    /// # Errors
    /// What Handlebars stumbled over, at the template's line.
    pub fn render_fitted(
        &self,
        report: &Report,
        document: Document,
        sheet: &dyn Fn(usize) -> Option<(SummaryContent, SummaryLayout)>,
        comparison: Option<&Comparison>,
        stamp: DocumentDate,
    ) -> Result<Rendered, Diagnostic> {
        let name = document.template(report);
        let Some(template) = self.registry.get_template(name) else {
            return Err(Diagnostic::nowhere(TemplateMissing { name: name.to_owned() }));
        };
        let mut leaves = Leaves::default();
        let view = view::view(report, document, sheet, comparison, stamp, &mut leaves)?;
        let (context, printer) = (Context::from(view), Printer::new(leaves, &report.head.style));
        let mut printed = progress::RenderOutput::default();
        let mut render = RenderContext::new(template.name.as_ref());
        printer.register(&mut render);
        match template.render(&self.registry, &context, &mut render, &mut WriteOutput::new(&mut printed)) {
            Ok(()) => Ok(Rendered::from_marked(&printed.into_text())),
            Err(e) => Err(self.render_error(&e)),
        }
    }

    fn render_error(&self, e: &RenderError) -> Diagnostic {
        let reason = match e.reason() {
            RenderErrorReason::NestedError(inner) => match inner.downcast_ref::<helpers::HelperError>() {
                Some(error) => error.0.clone(),
                None => inner.to_string().into(),
            },
            // What a render prints is kept in memory, where nothing else can go wrong.
            RenderErrorReason::IOError(_) => {
                Words::new("it prints more than 512 MiB", "出力が512MiBを超えています").into()
            }
            RenderErrorReason::MissingVariable(Some(path)) => helpers::no_such_value(path),
            RenderErrorReason::MissingVariable(None) => {
                Words::new("there is no such value here", "ここにそのような値はありません").into()
            }
            RenderErrorReason::PartialBlockNotFound => no_such_partial("@partial-block"),
            RenderErrorReason::PartialNotFound(name) => no_such_partial(name),
            RenderErrorReason::HelperNotFound(name) => {
                reason!("there is no helper `{name}`", "ヘルパー`{name}`はありません")
            }
            other => other.to_string().replace(mark::is_mark, "").into(),
        };
        let problem = TemplateRender { reason };
        let file = e.template_name.as_deref().and_then(|name| self.files.get(name));
        let line = e.line_no.unwrap_or(1).saturating_sub(1);
        let place = file.and_then(|file| self.lines.iter().filter(|place| place.file == *file).nth(line));
        Diagnostic::new(place.cloned(), problem)
    }

    /// The template line that an offset of generated source comes from.
    pub fn line_of(&self, map: &SourceMap, offset: usize) -> Option<Place> {
        self.line_place(map.line_at(offset)? as usize)
    }

    /// The files of the templates that a range of generated source comes from; a file may come several times.
    pub fn files_within(&self, map: &SourceMap, range: &Range<usize>) -> impl Iterator<Item = FileId> {
        map.lines_within(range).filter_map(|line| self.lines.get(line as usize).map(|place| place.file))
    }
}

/// What messages call a line of a template.
fn line_name(place: &Place, sources: &Sources) -> String {
    let line = sources.position(place.file, place.range.start).line;
    format!("{}:{line}", sources.name(place.file))
}

/// The byte range of each line, without its line break and the white space around it.
fn line_ranges(source: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    source.split_inclusive('\n').map(move |line| {
        let from = start + (line.len() - line.trim_start().len());
        let range = from..(from + line.trim().len());
        start += line.len();
        range
    })
}

//! What the documents of a report are made from.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::assets::Assets;
use crate::build::Builder;
use crate::compare::{Comparison, compare};
use crate::data::{Root, Shapes};
use crate::diagnostic::{Diagnostic, Errors, Sources, UnknownChoice};
use crate::model::{Report, ReportOptions};
use crate::observe::{Observer, Stage, StageSpan};
use crate::template::{DocumentDate, Templates, check_document_templates};
use crate::typeset::Fonts;

/// What is loaded beside a report.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// A folder whose templates and components take the place of those of the same name that the program holds.
    pub templates: Option<PathBuf>,
    /// Folders of fonts that are added to those that the program holds.
    pub fonts: Vec<PathBuf>,
    /// The date in the documents' metadata; nothing for that of the report.
    pub stamp: Option<DocumentDate>,
    /// The ids of councils that are left out; the documents say that they are not complete.
    pub left_out: BTreeSet<String>,
}

/// Everything that documents are made from, free of errors.
pub struct Materials {
    /// The report.
    pub report: Report,
    assets: Arc<Assets>,
    templates: Arc<Templates>,
    fonts: Arc<Fonts>,
    /// The date in the documents' metadata; nothing for that of the report.
    stamp: Option<DocumentDate>,
    /// The files of the assets, which were read first.
    asset_sources: Sources,
    /// The blocks of one's own.
    shapes: Arc<Shapes>,
    comparison: Option<Comparison>,
}

impl Materials {
    /// Reads the report, the templates and the fonts; warnings about the report come with them.
    ///
    /// # Errors
    /// All errors of all of them.
    pub fn load(
        root: Root<'_>,
        options: &LoadOptions,
        observer: &dyn Observer,
        sources: &mut Sources,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let assets = {
            let _span = StageSpan::enter(observer, Stage::Templates, "");
            Assets::load(options.templates.as_deref(), sources)
        };
        let shapes = match &assets {
            Ok(assets) => Shapes::load(&assets.schemas, sources).map(Arc::new),
            Err(_) => Ok(Arc::default()),
        };
        let asset_sources = sources.clone();
        let report = {
            let _span = StageSpan::enter(observer, Stage::Load, "");
            let shapes = shapes.as_ref().ok().cloned().unwrap_or_default();
            let report =
                Report::load_with(root, sources, &ReportOptions { shapes, left_out: options.left_out.clone() });
            report.map_err(|errors| of_known_types(errors, assets.as_ref().ok()))
        };
        let ((report, warnings), (assets, shapes)) = both(report, both(assets, shapes))?;
        check_document_templates(&report, &assets, sources)?;
        observer.replaced(&assets.changed_names(sources));
        let templates = {
            let _span = StageSpan::enter(observer, Stage::Templates, "");
            Templates::load(&assets, sources)
        };
        let fonts = {
            let _span = StageSpan::enter(observer, Stage::Fonts, "");
            Fonts::load(&options.fonts)
        };
        let (templates, fonts) = both(templates, fonts)?;
        let materials = Self {
            report,
            assets: Arc::new(assets),
            templates: Arc::new(templates),
            fonts: Arc::new(fonts),
            stamp: options.stamp,
            asset_sources,
            shapes,
            comparison: None,
        };
        Ok((materials, warnings))
    }

    /// Reads the report anew, with the templates and the fonts that are there; gives the files that were read as well.
    ///
    /// # Errors
    /// All errors of the report.
    pub fn reload(&self, root: Root<'_>) -> Result<(Self, Sources, Vec<Diagnostic>), Errors> {
        let mut sources = self.asset_sources.clone();
        let options = ReportOptions { shapes: self.shapes.clone(), left_out: BTreeSet::new() };
        let loaded = Report::load_with(root, &mut sources, &options).and_then(|(report, warnings)| {
            check_document_templates(&report, &self.assets, &sources)?;
            Ok((report, warnings))
        });
        match loaded {
            Ok((report, warnings)) => {
                let Self { assets, templates, fonts, stamp, asset_sources, shapes, .. } = self;
                let materials = Self {
                    report,
                    assets: assets.clone(),
                    templates: templates.clone(),
                    fonts: fonts.clone(),
                    stamp: *stamp,
                    asset_sources: asset_sources.clone(),
                    shapes: shapes.clone(),
                    comparison: None,
                };
                Ok((materials, sources, warnings))
            }
            Err(diagnostics) => Err(Errors { diagnostics, sources }),
        }
    }

    /// Compares the report with an earlier one, which its documents then speak of.
    ///
    /// # Errors
    /// All errors of the earlier report.
    pub fn compare(&mut self, previous: Root<'_>, sources: &mut Sources) -> Result<&Comparison, Vec<Diagnostic>> {
        let previous = self.report.load_previous(previous, sources, &self.shapes)?;
        Ok(self.comparison.insert(compare(&previous, &self.report, sources)?))
    }

    /// A builder for the report's documents.
    pub fn builder<'a>(&'a self, sources: &'a Sources) -> Builder<'a> {
        let stamp = self.stamp.unwrap_or_else(|| DocumentDate::of(&self.report));
        Builder::new(&self.report, &self.assets, &self.templates, sources, self.fonts.clone(), stamp)
            .compared(self.comparison.as_ref())
    }
}

/// Errors without those of blocks whose type is not known only because something is wrong with its schema.
fn of_known_types(mut errors: Vec<Diagnostic>, assets: Option<&Assets>) -> Vec<Diagnostic> {
    errors.retain(|error| {
        let unknown = error.problem.of_kind::<UnknownChoice>();
        unknown.is_none_or(|unknown| assets.is_none_or(|assets| !assets.schemas.contains_key(&unknown.value)))
    });
    errors
}

/// Both results, or the errors of both.
fn both<A, B>(a: Result<A, Vec<Diagnostic>>, b: Result<B, Vec<Diagnostic>>) -> Result<(A, B), Vec<Diagnostic>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (a, b) => Err(a.err().into_iter().chain(b.err()).flatten().collect()),
    }
}

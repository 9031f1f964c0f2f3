//! What is decided over all councils together, so that documents can be made apart from each other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Builder;
use super::summaries::{FittedSummaries, SummaryRequest};
use crate::compare::Comparison;
use crate::diagnostic::{Diagnostic, Language, Words, problems};
use crate::file::sha512;
use crate::internal::{ExpectInternal, InternalError};
use crate::model::SummaryContent;
use crate::package::Tool;
use crate::template::SummaryLayout;

/// The layouts of all one-page summaries of a report, whose common size of type follows from all of them, with digests of
/// everything that they follow from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuildPlan {
    /// The program that made the plan.
    tool: Tool,
    /// The date in the documents' metadata, as `2019-03-29`.
    date: String,
    /// Whether summaries that are too full leave items out.
    allow_drop: bool,
    /// The digest of the report's files.
    report: String,
    /// The digest of the files of the earlier report, if documents speak of one.
    previous: Option<String>,
    /// The digest of the templates and components.
    templates: String,
    /// The digest of the fonts.
    fonts: String,
    /// The layout of each summary by its council's id; nothing where templates do not say how high it is.
    summaries: BTreeMap<String, Option<PlannedLayout>>,
}

/// The layout of a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlannedLayout {
    scale: u32,
    widths: Vec<u32>,
    airs: Vec<u32>,
    parts: Vec<(String, Option<usize>)>,
    /// How many items are left out.
    pub left_out: usize,
}

impl PlannedLayout {
    fn new(layout: SummaryLayout, left_out: usize) -> Self {
        let SummaryLayout { scale, widths, airs, parts } = layout;
        let parts = parts.into_iter().map(|(part, column)| (part.to_string(), column)).collect();
        Self { scale, widths, airs, parts, left_out }
    }

    /// The layout of what a summary shows; nothing if that has other parts.
    pub fn layout(&self, content: &SummaryContent) -> Option<SummaryLayout> {
        let parts = self.parts.iter().map(|(name, column)| {
            let part = content.parts().into_iter().find(|part| part.to_string() == *name)?;
            Some((part, *column))
        });
        let Self { scale, widths, airs, .. } = self;
        Some(SummaryLayout {
            scale: *scale,
            widths: widths.clone(),
            airs: airs.clone(),
            parts: parts.collect::<Option<_>>()?,
        })
    }
}

impl BuildPlan {
    /// Reads a plan; `path` is what messages call its file.
    ///
    /// # Errors
    /// A file that is not a plan.
    pub fn parse(bytes: &[u8], path: &str) -> Result<Self, Diagnostic> {
        serde_json::from_slice(bytes).map_err(|_| Diagnostic::nowhere(PlanUnreadable { path: path.to_owned() }))
    }

    /// The plan as JSON.
    ///
    /// # Errors
    /// None but those of the program itself.
    pub fn to_json(&self) -> Result<String, InternalError> {
        Ok(serde_json::to_string_pretty(self).internal("a plan cannot be written as JSON")? + "\n")
    }

    /// What the plan says of a council's summary.
    pub(super) fn layout(&self, id: &str) -> Option<&PlannedLayout> {
        self.summaries.get(id)?.as_ref()
    }

    /// What differs from another plan's report, besides the layouts.
    fn difference(&self, other: &Self) -> Option<Words> {
        let compared = [
            (self.tool == other.tool, Words::new("version of the program", "プログラムの版")),
            (self.report == other.report, Words::new("report", "報告書")),
            (self.previous == other.previous, Words::new("earlier report", "前の報告書")),
            (self.templates == other.templates, Words::new("templates", "テンプレート")),
            (self.fonts == other.fonts, Words::new("fonts", "フォント")),
            (self.date == other.date, Words::new("date of the documents", "文書の日付")),
            (self.allow_drop == other.allow_drop, Words::new("choice of `--allow-drop`", "`--allow-drop`の有無")),
            (self.summaries.keys().eq(other.summaries.keys()), Words::new("list of councils", "協議会の一覧")),
        ];
        compared.into_iter().find(|(is_same, _)| !is_same).map(|(_, what)| what)
    }
}

impl<'a> Builder<'a> {
    /// Looks for the layouts of all summaries.
    ///
    /// # Errors
    /// What to cut from each summary that does not fit.
    pub fn plan(&self) -> Result<BuildPlan, Vec<Diagnostic>> {
        // What is attached to a document takes no space on its pages.
        let request = SummaryRequest { is_wanted: &|_| false, finish: &|_, _, _| Ok(()) };
        let fitted: FittedSummaries<()> = self.fitted_summaries(None, &request);
        let mut plan = self.plan_without_summaries()?;
        let mut errors = Vec::new();
        for (index, filed) in self.report.councils.iter().enumerate() {
            let Some(summary) = fitted.selection().get(index) else { continue };
            if !summary.is_fitting_or_unknown() {
                errors.extend(self.summary_diagnostic(index, summary));
            }
            let layout = summary.fit_result.as_ref().map(|result| result.layout.clone());
            let planned = layout.map(|layout| PlannedLayout::new(layout, summary.left_out_count()));
            plan.summaries.insert(filed.id.name.clone(), planned);
        }
        if errors.is_empty() { Ok(plan) } else { Err(errors) }
    }

    /// Takes the layouts of summaries from a plan; `path` is what messages call its file.
    ///
    /// # Errors
    /// A plan that was made for something else.
    pub fn planned(self, plan: &'a BuildPlan, path: &str) -> Result<Self, Diagnostic> {
        let mut own = self.plan_without_summaries()?;
        own.summaries.extend(self.report.councils.iter().map(|filed| (filed.id.name.clone(), None)));
        match plan.difference(&own) {
            Some(what) => Err(Diagnostic::nowhere(PlanOfOther { path: path.to_owned(), what })),
            None => Ok(Self { plan: Some(plan), ..self }),
        }
    }

    /// Everything that a plan holds besides the layouts.
    fn plan_without_summaries(&self) -> Result<BuildPlan, InternalError> {
        let Self { report, assets, sources, fonts, stamp, dropping, comparison, .. } = self;
        let templates = assets.files().map(|(path, file)| (path, sha512(sources.text(file).as_bytes())));
        let of_files = |files: &BTreeMap<String, std::sync::Arc<[u8]>>| {
            digest(files.iter().map(|(path, bytes)| (path.clone(), sha512(bytes))).collect())
        };
        Ok(BuildPlan {
            tool: Tool::own(),
            date: stamp.to_string(),
            allow_drop: *dropping,
            report: of_files(&report.files)?,
            previous: comparison.map(|comparison: &Comparison| of_files(&comparison.files)).transpose()?,
            templates: digest(templates.collect())?,
            fonts: digest(fonts.hashes())?,
            summaries: BTreeMap::new(),
        })
    }
}

/// One digest of the digests of files.
fn digest(files: BTreeMap<String, String>) -> Result<String, InternalError> {
    let list = serde_json::to_vec(&files).internal("a list of digests cannot be written as JSON")?;
    Ok(sha512(&list))
}

problems! {
    /// File that is not a plan.
    K0418 error PlanUnreadable { path: String }
    en: "`{path}` is not a plan that `kakugi plan` has written",
        hint "make it again with `kakugi plan`";
    ja: "`{path}`は`kakugi plan`が書き出した計画ではありません",
        hint "`kakugi plan`で作り直してください";

    /// Plan for something else.
    K0419 error PlanOfOther { path: String, what: Words }
    en: { format!("the plan `{path}` was not made with the same {}", what.text(Language::English)) },
        hint "make it again with `kakugi plan` and the same options, and give it to all shards";
    ja: { format!("計画`{path}`は、今回と{}が違います", what.text(Language::Japanese)) },
        hint "同じオプションを付けて`kakugi plan`で作り直し、すべての分担に同じ計画を指定してください";
}

//! The sections of councils' pages (節) in the order of print: which a report has, under which headings, and what each
//! council says in them.

use super::{Block, Council, CouncilSection, Item, Metric, ReportHead, SectionKind};
use crate::data::{Text, When};

/// The sections that councils' files have keys of their own for, in the order in which they are printed unless the report
/// says otherwise, with what they hold and whether each council needs them.
const KNOWN: [(&str, SectionKind, bool); 4] = [
    ("purpose", SectionKind::Items, true),
    ("achievements", SectionKind::Items, true),
    ("results", SectionKind::Results, false),
    ("issues", SectionKind::Items, false),
];

/// Whether councils' files have a key of their own for a section.
pub(super) fn is_known(id: &str) -> bool {
    KNOWN.iter().any(|(known, ..)| *known == id)
}

/// A section that the councils of a report may have.
#[derive(Clone, Copy, Debug)]
pub struct SectionForm<'a> {
    /// Its name.
    pub id: &'a str,
    /// Its heading; nothing where the report leaves the usual one.
    pub heading: Option<&'a Text>,
    /// What it holds.
    pub kind: SectionKind,
    /// Whether every council must have it.
    pub needed: bool,
    /// Whether summaries show it.
    pub summarised: bool,
}

impl ReportHead {
    /// The sections that councils may have, in their order.
    pub fn section_forms(&self) -> Vec<SectionForm<'_>> {
        if self.sections.is_empty() {
            let forms = KNOWN.iter().map(|(id, kind, needed)| SectionForm {
                id,
                heading: None,
                kind: *kind,
                needed: *needed,
                summarised: true,
            });
            return forms.collect();
        }
        let forms = self.sections.iter().map(|declared| {
            let known = KNOWN.iter().find(|(id, ..)| *id == declared.id.name);
            SectionForm {
                id: &declared.id.name,
                heading: declared.heading.as_ref(),
                kind: known.map_or(declared.kind.unwrap_or(SectionKind::Blocks), |(_, kind, _)| *kind),
                needed: declared.needed,
                summarised: declared.summary,
            }
        });
        forms.collect()
    }
}

/// A section as it stands on a council's pages.
#[derive(Clone, Copy, Debug)]
pub struct PageSection<'a> {
    /// The name of the section in the report; nothing for a section of the council's own.
    pub form: Option<SectionForm<'a>>,
    /// Its heading; nothing where it is the usual one.
    pub heading: Option<&'a Text>,
    /// A remark to the right of the heading.
    pub note: Option<&'a Text>,
    /// The as-of date of the metrics.
    pub as_of: Option<When>,
    /// The metrics.
    pub metrics: &'a [Metric],
    /// The items below the metrics.
    pub items: &'a [Item],
    /// The blocks below the items.
    pub blocks: &'a [Block],
}

impl PageSection<'_> {
    /// Whether nothing would stand below its heading.
    pub fn is_empty(&self) -> bool {
        self.metrics.is_empty() && self.items.is_empty() && self.blocks.is_empty()
    }
}

impl Council {
    /// The sections of the council's pages: those of the report in its order, and then the council's own.
    pub fn page_sections<'a>(&'a self, forms: &[SectionForm<'a>]) -> Vec<PageSection<'a>> {
        let declared = forms.iter().map(|form| self.declared_section(*form));
        let own = self.sections.iter().filter(|section| section.id.is_none()).map(|section| section.on_page(None));
        declared.chain(own).filter(|section| !section.is_empty()).collect()
    }

    /// What the council says in a section of the report, which may be nothing.
    pub(super) fn declared_section<'a>(&'a self, form: SectionForm<'a>) -> PageSection<'a> {
        let blank = PageSection {
            form: Some(form),
            heading: form.heading,
            note: None,
            as_of: None,
            metrics: &[],
            items: &[],
            blocks: &[],
        };
        let results = self.results.as_ref();
        match form.id {
            "purpose" => PageSection { items: &self.purpose, ..blank },
            "achievements" => PageSection { items: &self.achievements, ..blank },
            "issues" => PageSection { items: &self.issues, ..blank },
            "results" => PageSection {
                as_of: results.and_then(|results| results.as_of),
                metrics: results.map_or(&[], |results| &results.metrics),
                items: results.map_or(&[], |results| &results.items),
                ..blank
            },
            id => {
                let own = self.sections.iter().find(|section| section.id.as_ref().is_some_and(|own| own.name == id));
                own.map_or(blank, |section| section.on_page(Some(form)))
            }
        }
    }
}

impl CouncilSection {
    fn on_page<'a>(&'a self, form: Option<SectionForm<'a>>) -> PageSection<'a> {
        PageSection {
            form,
            heading: form.map_or(self.heading.as_ref(), |form| form.heading),
            note: self.note.as_ref(),
            as_of: self.as_of,
            metrics: &self.metrics,
            items: &self.items,
            blocks: &self.blocks,
        }
    }
}

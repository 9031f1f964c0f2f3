//! Says what to cut from a summary that does not fit, or what was left out of it.

use super::super::Builder;
use super::{CutKind, FittedSummary, SuggestedCut, SummaryLeavesOut, SummaryTooLong};
use crate::diagnostic::{Diagnostic, Place, Words};
use crate::fit::{Cut, CutUnit, Field};
use crate::mark::DatumId;
use crate::model::{FiledCouncil, Item, PartId, Summary, SummaryContent};

/// Where something is to be cut.
struct CutField {
    /// The key of the council, or the block's id.
    key: String,
    place: Option<Place>,
}

/// A summary that does not fit, with the council that it is of.
struct LongSummary<'a> {
    filed: &'a FiledCouncil,
    content: SummaryContent,
    place: &'a dyn Fn(DatumId) -> Option<Place>,
}

impl Builder<'_> {
    /// The error that says what to cut from the summary of a council that does not fit, or the warning that says what was left
    /// out.
    pub(in super::super) fn summary_diagnostic(&self, index: usize, summary: &FittedSummary) -> Option<Diagnostic> {
        let filed = self.report.councils.get(index)?;
        let council = filed.id.name.clone();
        let place = |datum| self.report.data.place(datum);
        let council_place = place(filed.council.name.datum);
        if !summary.left_out.is_empty() {
            let problem = SummaryLeavesOut { council, items: summary.left_out.clone() };
            return Some(Diagnostic::new(council_place, problem));
        }
        if summary.is_fitting_or_unknown() {
            return None;
        }
        let long = LongSummary { filed, content: self.shown_content(index, summary), place: &place };
        let fields: Vec<CutField> = summary.cuts.iter().map(|cut| long.field(cut.field)).collect();
        let cuts = summary.cuts.iter().zip(&fields).map(|(cut, field)| long.suggested(cut, &field.key)).collect();
        let mut places = fields.into_iter().filter_map(|field| field.place);
        let error = Diagnostic::new(places.next().or(council_place), SummaryTooLong { council, cuts });
        Some(
            places.fold(error, |error, place| {
                error.with_related(place, Words::new("shorten here as well", "ここも減らす"))
            }),
        )
    }
}

impl LongSummary<'_> {
    /// The council's own wording for its summary, if it has any.
    fn own_wording(&self) -> Option<&Summary> {
        self.filed.council.summary.as_ref()
    }

    fn suggested(&self, cut: &Cut, key: &str) -> SuggestedCut {
        let kind = match cut.measure {
            CutUnit::Characters => CutKind::Characters,
            CutUnit::Rows => CutKind::Rows,
            CutUnit::Metrics => CutKind::Metrics,
            CutUnit::Notes => CutKind::Notes,
            CutUnit::Whole if self.own_wording().is_none_or(|own| own.show.is_none()) => CutKind::AllBlocks,
            CutUnit::Whole => CutKind::Block,
        };
        SuggestedCut { kind, count: cut.count, field: key.to_owned() }
    }

    fn field(&self, field: Field) -> CutField {
        let (own, content) = (self.own_wording(), &self.content);
        match field {
            Field::Message => {
                let has_own = own.is_some_and(|own| own.message.is_some());
                let place = content.message.as_ref().and_then(|text| (self.place)(text.datum));
                CutField { key: key("message", has_own), place }
            }
            Field::Items(part) => self.items_of(part),
            Field::Metrics(part) => {
                let chosen = own.and_then(|own| own.metrics.first()).map(|id| id.place.clone());
                let section = content.section(part);
                let key = match section {
                    _ if chosen.is_some() => "summary.metrics".to_owned(),
                    Some(section) if part != PartId::Results => format!("sections ({})", section.id),
                    _ => "results.metrics".to_owned(),
                };
                let first = section.and_then(|section| section.metrics.first());
                CutField { key, place: chosen.or_else(|| (self.place)(first?.label.datum)) }
            }
            Field::Shown(block) => self.shown_block(block),
        }
    }

    /// The items of a section, in the summary's own words where it has some.
    fn items_of(&self, part: PartId) -> CutField {
        let Some(section) = self.content.section(part) else { return CutField { key: part.to_string(), place: None } };
        let own = self.own_wording();
        let key = match section.id.as_str() {
            "purpose" => key("purpose", own.is_some_and(|own| !own.purpose.is_empty())),
            "achievements" => key("achievements", own.is_some_and(|own| !own.achievements.is_empty())),
            "issues" => key("issues", own.is_some_and(|own| !own.issues.is_empty())),
            "results" if own.is_some_and(|own| !own.results.is_empty()) => "summary.results".to_owned(),
            "results" => "results.items".to_owned(),
            id => {
                let has_own = own.is_some_and(|own| own.sections.iter().any(|short| short.id.name == id));
                format!("{} ({id})", key("sections", has_own))
            }
        };
        CutField { key, place: self.first_place(&section.items) }
    }

    /// A block, at the place where the council chooses it, or else at the council's name.
    fn shown_block(&self, block: usize) -> CutField {
        let chosen = self.own_wording().and_then(|own| own.show.as_ref());
        match chosen.and_then(|chosen| chosen.0.get(block)) {
            Some(show) => CutField { key: show.block.name.clone(), place: Some(show.block.place.clone()) },
            None => {
                let id = self.content.show.get(block).and_then(|block| block.id.as_ref());
                let key = id.map_or("reference", |id| &id.name).to_owned();
                CutField { key, place: (self.place)(self.filed.council.name.datum) }
            }
        }
    }

    fn first_place(&self, items: &[Item]) -> Option<Place> {
        items.first().and_then(|item| (self.place)(item.text.datum))
    }
}

/// The key of a text in the council's file: that of its own wording for the summary, or that of the council.
fn key(name: &str, has_own: bool) -> String {
    if has_own { format!("summary.{name}") } else { name.to_owned() }
}

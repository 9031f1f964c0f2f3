//! What charts, diagrams and highlights say of metrics.

use super::super::super::{Chart, Diagram, Highlight, Series};
use super::{Ledger, Stated};
use crate::claim::{Role, Title};
use crate::data::Text;
use crate::japanese::{Date, DateStamp, grouped, plain};
use crate::mark::DatumId;

impl Ledger<'_> {
    /// A box that bears a label and has a number as its note.
    pub(super) fn diagram(&self, diagram: &Diagram) -> Vec<Stated> {
        let titles = [Some(&diagram.title), diagram.note.as_ref()].into_iter().flatten();
        let dated: Vec<DateStamp> = titles.flat_map(|title| self.reader.scope(&title.text).0).collect();
        let nodes = diagram.nodes.iter().filter_map(|node| {
            let note = node.note.as_ref()?;
            self.pair(&node.label, &plain(&note.text), note.datum, &dated)
        });
        nodes.collect()
    }

    /// A highlight whose text is a number.
    pub(super) fn highlight(&self, highlight: &Highlight) -> Option<Stated> {
        let text = highlight.text.as_ref()?;
        self.pair(&highlight.label, &plain(&text.text), text.datum, &[])
    }

    fn pair(&self, label: &Text, text: &str, datum: DatumId, dated: &[DateStamp]) -> Option<Stated> {
        let mut title = self.reader.title(&label.text)?;
        title.stamps.extend(dated);
        let claim = self.reader.beside(&title, text, None)?;
        Some(Stated { claim, text: text.to_owned(), datum, narrow: false })
    }

    /// A category that bears a label, and a series or a chart that does, where its categories are dates.
    pub(super) fn chart(&self, chart: &Chart) -> Vec<Stated> {
        // What a chart takes from a table, the table says.
        if chart.from.is_some() {
            return Vec::new();
        }
        let mut out = Vec::new();
        let (mut dated, other) = self.reader.scope(&chart.title.text);
        dated.extend(chart.as_of.map(|as_of| up_to(as_of.date)));
        let whole = self.reader.title(&chart.title.text).filter(|_| chart.series.len() == 1);
        for series in &chart.series {
            let unit = series.unit.as_ref().unwrap_or(&chart.unit);
            let name = series.name.as_ref();
            let head = name.map(|name| self.reader.head(&name.text));
            let named = name.and_then(|name| self.reader.title(&name.text)).or_else(|| whole.clone());
            for (at, category) in chart.categories.iter().enumerate() {
                let point = Point { series, at, unit };
                if let Some(title) = self.reader.title(&category.text) {
                    let Some(head) =
                        head.as_ref().map_or(Some(None), |head| (head.plain || head.target).then_some(Some(head)))
                    else {
                        continue;
                    };
                    let target = title.target || head.is_some_and(|head| head.target);
                    let stamps = head.into_iter().flat_map(|head| &head.stamps).copied();
                    let stamps = title.stamps.iter().copied().chain(stamps).chain(dated.iter().copied()).collect();
                    let title = Title { subjects: title.subjects, stamps, target };
                    let narrow = other || (chart.series.len() > 1 && name.is_none());
                    out.extend(self.point(&title, &point, narrow));
                } else if let Some(named) = &named {
                    // Without a date of its own, a category is a part.
                    let head = self.reader.head(&category.text);
                    if head.plain && !head.stamps.is_empty() {
                        let title = Title { stamps: head.stamps, ..named.clone() };
                        out.extend(self.point(&title, &point, other));
                    }
                }
            }
        }
        if let Some((title, line)) = self.reader.title(&chart.title.text).zip(chart.target.as_ref()) {
            let stamps = self.reader.scope(&line.label.text).0;
            let title = Title { stamps, target: true, ..title };
            let text = figure(line.value.value);
            if let Some(claim) = self.reader.beside(&title, &text, Some(&chart.unit.text)) {
                let text = format!("{}{}", grouped(line.value.value), chart.unit.text);
                out.push(Stated { claim, text, datum: line.label.datum, narrow: false });
            }
        }
        out
    }

    fn point(&self, title: &Title, point: &Point<'_>, narrow: bool) -> Option<Stated> {
        let value = point.series.values.get(point.at)?.point()?;
        let claim = self.reader.beside(title, &figure(value.value), Some(&point.unit.text))?;
        let text = format!("{}{}", grouped(value.value), point.unit.text);
        let datum = value.origin.data().first().copied()?;
        // A target in a chart may be one of several on the way.
        let narrow = narrow || claim.role == Role::Target;
        Some(Stated { claim, text, datum, narrow })
    }
}

/// A value of a series.
struct Point<'c> {
    series: &'c Series,
    at: usize,
    unit: &'c Text,
}

/// A number as it is written in texts.
pub(super) fn figure(number: rust_decimal::Decimal) -> String {
    if number.is_sign_negative() { format!("△{}", number.abs()) } else { number.to_string() }
}

fn up_to(date: Date) -> DateStamp {
    DateStamp::UpTo(date)
}

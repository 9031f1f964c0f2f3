//! A comparison as text for a terminal.

use unicode_width::UnicodeWidthStr;

use super::change::{ChangeKind, ChangeSide, ReportChange};
use super::movement::{Movement, signed, signed_rate};
use super::value::ReportValue;
use super::words::{WordingPiece, pieces};
use super::{Comparison, wording};
use crate::diagnostic::{Language, Sources};
use crate::japanese::{WritingStyle, plain};

/// A comparison as aligned lines: a part a council, in it a part a kind of change.
pub fn text(comparison: &Comparison, sources: &Sources, language: Language) -> String {
    let write = ChangeWriter { style: comparison.style, sources, language };
    let [from, to] = [&comparison.previous, &comparison.current]
        .map(|report| format!("{} ({})", report.title.text, comparison.style.date(&report.date.date)));
    let mut out = format!("{from} → {to}\n");
    if comparison.changes.is_empty() {
        return out + "\n" + wording::nothing(language) + "\n";
    }
    let councils = comparison.councils.iter().map(|(id, name)| (Some(id.as_str()), format!("{} ({id})", name.text)));
    for (council, name) in std::iter::once((None, wording::whole_report(language).to_owned())).chain(councils) {
        let changes: Vec<&ReportChange> = comparison.of(council).collect();
        if !changes.is_empty() {
            out.push_str(&format!("\n{name}\n"));
        }
        for kind in ChangeKind::ALL {
            let own: Vec<&ReportChange> = changes.iter().copied().filter(|change| change.kind == kind).collect();
            if !own.is_empty() {
                out.push_str(&format!("  {}\n", wording::kind(kind, language)));
                out.push_str(&aligned(own.iter().map(|change| write.cells(change)).collect()));
            }
        }
    }
    let counts = ChangeKind::ALL.map(|kind| {
        let changes = comparison.changes.iter().filter(|change| change.kind == kind);
        (kind, changes.count())
    });
    out + "\n" + &wording::total(&counts, language) + "\n"
}

struct ChangeWriter<'a> {
    style: WritingStyle,
    sources: &'a Sources,
    language: Language,
}

impl ChangeWriter<'_> {
    /// The cells of the line of a change.
    fn cells(&self, change: &ReportChange) -> Vec<String> {
        let side = change.after.as_ref().or(change.before.as_ref());
        let thing = wording::subject(change.subject, side, self.language);
        let mut place = wording::place(change, self.language);
        if place.is_empty() && !matches!(change.kind, ChangeKind::Added | ChangeKind::Removed) {
            place = thing.to_owned();
        }
        let [before, after] = [&change.before, &change.after].map(|side| side.as_ref().map(|side| self.said(side)));
        match (change.kind, &change.movement) {
            (ChangeKind::Number, Some(movement)) => self.number(place, movement, change),
            (ChangeKind::Number, None) => {
                let unit = change.unit.as_ref().map(ReportValue::text).unwrap_or_default();
                let [before, after] = [&change.before, &change.after].map(|side| self.with_unit(side.as_ref(), &unit));
                vec![place, format!("{before} → {after}")]
            }
            (ChangeKind::Reworded, _) => vec![place, self.reworded(change)],
            (ChangeKind::Added, _) => vec![place, format!("+ {thing}: {}", after.unwrap_or_default())],
            (ChangeKind::Removed, _) => vec![place, format!("- {thing}: {}", before.unwrap_or_default())],
            (ChangeKind::Order, _) => {
                let mut cells = vec![place, wording::order(self.language).to_owned()];
                cells.extend(self.pointer(side));
                cells
            }
            (ChangeKind::Date | ChangeKind::Picture | ChangeKind::Other, _) => {
                let [before, after] = [before, after].map(|text| text.unwrap_or_else(|| "－".to_owned()));
                let mut cells = vec![place, format!("{before} → {after}")];
                if change.kind != ChangeKind::Date {
                    cells.extend(self.pointer(side));
                }
                cells
            }
        }
    }

    /// Where the value stands, for what has no name on a page.
    fn pointer(&self, side: Option<&ChangeSide>) -> Option<String> {
        let side = side?;
        Some(format!("{}#{}", self.sources.locate(side.place.as_ref()?), side.pointer))
    }

    fn number(&self, place: String, movement: &Movement, change: &ReportChange) -> Vec<String> {
        let unit = change.unit.as_ref().map(|unit| plain(&unit.text())).unwrap_or_default();
        let write = |number| self.style.number(number);
        let by = if movement.points { wording::points(self.language) } else { &unit };
        let difference = movement.difference.map(|difference| format!("{}{by}", signed(difference, &write)));
        let rate = movement.rate.map(|rate| format!("{}%", signed_rate(rate, &self.style)));
        let outcome = movement.target.map(|target| wording::outcome(target, self.language).to_owned());
        let trend = movement.trend.map(|trend| wording::trend(trend, self.language).to_owned());
        let found = change.by_label.then(|| wording::by_label(self.language).to_owned());
        vec![
            place,
            format!("{} → {}{unit}", write(movement.before), write(movement.after)),
            difference.unwrap_or_default(),
            rate.unwrap_or_default(),
            [trend, outcome, found].into_iter().flatten().collect::<Vec<_>>().join(" "),
        ]
    }

    /// A number with its unit, or the words that stand in its place.
    fn with_unit(&self, side: Option<&ChangeSide>, unit: &str) -> String {
        let Some(side) = side else { return "－".to_owned() };
        let number = side.parts.iter().any(|part| part.number().is_some());
        format!("{}{}", self.said(side), if number { unit } else { "" })
    }

    /// The later wording with what is gone in `[-…-]` and what is new in `{+…+}`.
    fn reworded(&self, change: &ReportChange) -> String {
        let [before, after] =
            [&change.before, &change.after].map(|side| side.as_ref().map(ChangeSide::text).unwrap_or_default());
        let each = pieces(&before, &after).into_iter().map(|piece| match piece {
            WordingPiece::Same(text) => text,
            WordingPiece::Gone(text) => format!("[-{text}-]"),
            WordingPiece::New(text) => format!("{{+{text}+}}"),
        });
        each.collect()
    }

    fn said(&self, side: &ChangeSide) -> String {
        side.parts.iter().map(|part| part.in_style(&self.style)).collect::<Vec<_>>().join("　")
    }
}

/// Columns are as wide as their widest cell, up to this many columns of the terminal.
const WIDEST: usize = 56;

/// Lines whose cells stand below each other, the last cell as it comes. The line breaks of a table's cell are shown as signs.
fn aligned(mut lines: Vec<Vec<String>>) -> String {
    lines.iter_mut().flatten().for_each(|cell| *cell = cell.replace('\n', "↵"));
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let widths = (0..columns).map(|column| {
        let cells = lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.width());
        cells.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    });
    let widths: Vec<usize> = widths.collect();
    let mut out = String::new();
    for line in lines {
        let mut text = String::from("    ");
        for (cell, width) in line.iter().zip(&widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

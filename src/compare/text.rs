//! A comparison as text for a terminal.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::change::{Change, Kind, Said, Side};
use super::movement::{Movement, signed, signed_rate};
use super::words::{Piece, pieces};
use super::{Comparison, wording};
use crate::data::DatumKind;
use crate::diagnostic::{Language, Sources};
use crate::japanese::{Date, WritingStyle, plain};

/// A comparison as aligned lines: a part a council, in it a part a kind of change.
pub fn text(comparison: &Comparison, sources: &Sources, language: Language) -> String {
    let write = Writer { style: comparison.style, sources, language };
    let day = |date: &Date| comparison.style.date(date);
    let (from, to) = (&comparison.previous, &comparison.current);
    let mut out =
        format!("{} ({}) → {} ({})\n", from.title.text, day(&from.date.date), to.title.text, day(&to.date.date));
    if comparison.changes.is_empty() {
        return out + "\n" + wording::nothing(language) + "\n";
    }
    let councils = comparison.councils.iter().map(|(id, name)| (Some(id.as_str()), format!("{} ({id})", name.text)));
    for (council, name) in std::iter::once((None, wording::whole_report(language).to_owned())).chain(councils) {
        let changes: Vec<&Change> = comparison.of(council).collect();
        if !changes.is_empty() {
            out.push_str(&format!("\n{name}\n"));
        }
        for kind in Kind::ALL {
            let own: Vec<&Change> = changes.iter().copied().filter(|change| change.kind == kind).collect();
            if !own.is_empty() {
                out.push_str(&format!("  {}\n", wording::kind(kind, language)));
                out.push_str(&aligned(own.iter().map(|change| write.cells(change)).collect()));
            }
        }
    }
    let count = |kind| comparison.changes.iter().filter(|change| change.kind == kind).count();
    let counts: Vec<(Kind, usize)> = Kind::ALL.into_iter().map(|kind| (kind, count(kind))).collect();
    out + "\n" + &wording::total(&counts, language) + "\n"
}

struct Writer<'a> {
    style: WritingStyle,
    sources: &'a Sources,
    language: Language,
}

impl Writer<'_> {
    /// The cells of the line of a change.
    fn cells(&self, change: &Change) -> Vec<String> {
        let mut place = wording::place(change, self.language);
        let side = change.after.as_ref().or(change.before.as_ref());
        if place.is_empty() && !matches!(change.kind, Kind::Added | Kind::Removed) {
            place = wording::subject(change.subject, side, self.language).to_owned();
        }
        let [before, after] = [&change.before, &change.after].map(|side| side.as_ref().map(|side| self.said(side)));
        let both = || format!("{} → {}", before.as_deref().unwrap_or("－"), after.as_deref().unwrap_or("－"));
        let what = || wording::subject(change.subject, side, self.language);
        let mut cells = match (change.kind, &change.movement) {
            (Kind::Number, Some(movement)) => return self.number(place, movement, change),
            (Kind::Reworded, _) => vec![place, self.reworded(change)],
            (Kind::Added, _) => vec![place, format!("+ {}: {}", what(), after.clone().unwrap_or_default())],
            (Kind::Removed, _) => vec![place, format!("- {}: {}", what(), before.clone().unwrap_or_default())],
            (Kind::Order, _) => vec![place, wording::order(self.language).to_owned()],
            (Kind::Number, None) => {
                let unit = change.unit.as_ref().map(|unit| unit.text.as_str()).unwrap_or_default();
                let [before, after] = [&change.before, &change.after].map(|side| self.with_unit(side.as_ref(), unit));
                vec![place, format!("{before} → {after}")]
            }
            _ => vec![place, both()],
        };
        if matches!(change.kind, Kind::Other | Kind::Picture | Kind::Order) {
            let at = side.and_then(|side| Some((side.place.as_ref()?, &side.pointer)));
            cells.extend(at.map(|(place, pointer)| format!("{}#{pointer}", self.sources.locate(place))));
        }
        cells
    }

    fn number(&self, place: String, movement: &Movement, change: &Change) -> Vec<String> {
        let unit = change.unit.as_ref().map(|unit| plain(&unit.text)).unwrap_or_default();
        let write = |number| self.style.number(number);
        let by = if movement.points { wording::points(self.language) } else { &unit };
        let difference = movement.difference.map(|difference| format!("{}{by}", signed(difference, &write)));
        let rate = movement.rate.as_ref().map(|rate| format!("{}%", signed_rate(rate)));
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
    fn with_unit(&self, side: Option<&Side>, unit: &str) -> String {
        let Some(side) = side else { return "－".to_owned() };
        let number = side.parts.iter().any(|part| Decimal::from_str_exact(&part.text).is_ok());
        format!("{}{}", self.said(side), if number { unit } else { "" })
    }

    /// The later wording with what is gone in `[-…-]` and what is new in `{+…+}`.
    fn reworded(&self, change: &Change) -> String {
        let [before, after] =
            [&change.before, &change.after].map(|side| side.as_ref().map(Side::text).unwrap_or_default());
        let each = pieces(&before, &after).into_iter().map(|piece| match piece {
            Piece::Same(text) => text,
            Piece::Gone(text) => format!("[-{text}-]"),
            Piece::New(text) => format!("{{+{text}+}}"),
        });
        each.collect()
    }

    fn said(&self, side: &Side) -> String {
        let one = |part: &Said| match part.kind {
            Some(DatumKind::Number) => part.text.parse().map_or(part.text.clone(), |number| self.style.number(number)),
            Some(DatumKind::Date) => Date::parse(&part.text).map_or(part.text.clone(), |date| self.style.as_of(&date)),
            Some(DatumKind::Text) => plain(&part.text),
            Some(DatumKind::Name) | None => part.text.clone(),
        };
        side.parts.iter().map(one).collect::<Vec<_>>().join("　")
    }
}

/// Columns are as wide as their widest cell, up to this many columns of the terminal.
const WIDEST: usize = 56;

/// Lines whose cells stand below each other, the last cell as it comes.
fn aligned(lines: Vec<Vec<String>>) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.width());
        cells.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
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

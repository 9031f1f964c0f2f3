//! Schedules: where periods and milestones lie on the line of time, and how it is divided.
//!
//! Places run from 0 at its beginning to 1 at its end. Where a label finds room is left to the component, which alone
//! knows its width.

use serde::Serialize;

use super::derived;
use super::diagram::told;
use crate::data::{Leaf, Text, When};
use crate::japanese::{Date, WritingStyle};
use crate::mark::DatumId;
use crate::model::{Gantt, GanttBar, GanttMilestone, GanttRow};

/// Up to so many months, each is named.
const MONTHLY: f64 = 18.0;
/// Up to so many months, quarters are named.
const QUARTERLY: f64 = 48.0;

/// A schedule with all that its component draws.
#[derive(Serialize)]
pub(super) struct GanttView<'a> {
    title: &'a Text,
    note: Option<&'a Text>,
    as_of: Option<When>,
    /// Where the line of the as-of date is.
    now: Option<f64>,
    /// The years, and below them quarters or months.
    years: Vec<Division>,
    parts: Vec<Division>,
    lines: Vec<GanttLine<'a>>,
    /// Whether anything is only planned.
    planned: bool,
    alt: Leaf,
    source: Option<&'a Text>,
}

/// A year, quarter or month of the line.
#[derive(Serialize)]
struct Division {
    from: f64,
    to: f64,
    label: Leaf,
}

/// A row, or the heading of a group.
#[derive(Serialize)]
struct GanttLine<'a> {
    heading: bool,
    label: &'a Text,
    note: Option<&'a Text>,
    marks: Vec<GanttMark<'a>>,
}

/// A period, or a milestone, which begins where it ends.
#[derive(Serialize)]
struct GanttMark<'a> {
    from: f64,
    to: f64,
    at: Option<When>,
    label: Option<&'a Text>,
    emphasis: bool,
    planned: bool,
}

/// A line of time, in months since the year 0.
#[derive(Clone, Copy)]
struct TimeLine {
    first: f64,
    last: f64,
}

impl TimeLine {
    /// The line of a schedule, from the beginning of a month, quarter or year to the end of one.
    fn of(gantt: &Gantt, year_start: i32) -> Self {
        let (first, last) = gantt.span().unwrap_or_default();
        let months = last - first;
        let unit = if months <= MONTHLY {
            1.0
        } else if months <= QUARTERLY {
            3.0
        } else {
            12.0
        };
        let start = f64::from(year_start);
        // A period that ends with a day of a month reaches into that month.
        let round = |month: f64, up: bool| {
            let units = (month - start) / unit;
            let near = units.round();
            let whole = if (units - near).abs() < 1e-6 {
                near
            } else if up {
                units.ceil()
            } else {
                units.floor()
            };
            whole * unit + start
        };
        Self { first: round(first, false), last: round(last, true) }
    }

    fn months(self) -> f64 {
        self.last - self.first
    }

    fn place(self, month: f64) -> f64 {
        let share = (month - self.first) / self.months().max(1.0);
        (share.clamp(0.0, 1.0) * 1e5).round() / 1e5
    }

    /// Divisions of so many months, the first of which begins with this month of a year.
    fn divisions(self, length: i32, offset: i32, name: impl Fn(i32) -> Leaf) -> Vec<Division> {
        // Months of dates are small whole numbers.
        let (first, last) = (self.first as i32, self.last as i32);
        let start = (first - offset).div_euclid(length) * length + offset;
        let starts = (start..last).step_by(length.unsigned_abs() as usize);
        let divisions = starts.map(|start| Division {
            from: self.place(f64::from(start)),
            to: self.place(f64::from(start + length)),
            label: name(start),
        });
        divisions.collect()
    }
}

pub(super) fn gantt<'a>(gantt: &'a Gantt, style: &WritingStyle) -> GanttView<'a> {
    let year_start = if gantt.has_calendar_years() { 0 } else { 3 };
    let line = TimeLine::of(gantt, year_start);
    let data = dates(gantt);
    let years = line.divisions(12, year_start, |month| derived(&data, year_name(month, year_start, style)));
    let parts = if line.months() <= MONTHLY {
        line.divisions(1, 0, |month| derived(&data, format!("{}月", month.rem_euclid(12) + 1)))
    } else if line.months() <= QUARTERLY {
        line.divisions(3, 0, |month| {
            let first = month.rem_euclid(12) + 1;
            derived(&data, format!("{first}～{}月", first + 2))
        })
    } else {
        Vec::new()
    };
    let mut lines: Vec<GanttLine<'a>> = gantt.rows.iter().map(|row| line_of(row, line)).collect();
    for group in &gantt.groups {
        lines.push(GanttLine { heading: true, label: &group.title, note: None, marks: Vec::new() });
        lines.extend(group.rows.iter().map(|row| line_of(row, line)));
    }
    GanttView {
        title: &gantt.title,
        note: gantt.note.as_ref(),
        as_of: gantt.as_of,
        now: gantt.known_until().filter(|now| (line.first..=line.last).contains(now)).map(|now| line.place(now)),
        years,
        parts,
        lines,
        planned: gantt.all_rows().flat_map(|row| &row.bars).any(|bar| bar.planned),
        alt: told(gantt.alt.as_ref(), || derived(&data, description(gantt, style))),
        source: gantt.source.as_ref(),
    }
}

fn line_of(row: &GanttRow, line: TimeLine) -> GanttLine<'_> {
    let bars = row.bars.iter().map(|bar| {
        let (from, to) = bar.span();
        let GanttBar { label, emphasis, planned, .. } = bar;
        let (from, to) = (line.place(from), line.place(to));
        GanttMark { from, to, at: None, label: label.as_ref(), emphasis: *emphasis, planned: *planned }
    });
    let milestones = row.milestones.iter().map(|milestone| {
        let at = line.place(milestone.place());
        let GanttMilestone { at: date, label } = milestone;
        GanttMark { from: at, to: at, at: Some(*date), label: Some(label), emphasis: false, planned: false }
    });
    let mut marks: Vec<GanttMark<'_>> = bars.chain(milestones).collect();
    marks.sort_by(|a, b| a.from.total_cmp(&b.from));
    GanttLine { heading: false, label: &row.label, note: row.note.as_ref(), marks }
}

/// The data of all dates.
fn dates(gantt: &Gantt) -> Vec<DatumId> {
    let bars = gantt.all_rows().flat_map(|row| &row.bars).flat_map(|bar| [bar.from.datum, bar.to.datum]);
    let ends = gantt.from.iter().chain(&gantt.to).map(|end| end.datum);
    bars.chain(gantt.all_rows().flat_map(|row| &row.milestones).map(|milestone| milestone.at.datum))
        .chain(ends)
        .collect()
}

/// The year that begins with a month, as the style writes it.
fn year_name(month: i32, year_start: i32, style: &WritingStyle) -> String {
    let year = month.div_euclid(12);
    let written = if year_start == 0 { format!("{year:04}") } else { format!("FY{year:04}") };
    Date::parse(&written).map_or_else(|| format!("{year}年"), |date| style.date(&date))
}

/// The schedule as sentences: `工程表。制度の検討：2024年4月から2025年3月まで 検討会、2025年6月 公布。`
fn description(gantt: &Gantt, style: &WritingStyle) -> String {
    let mut sentences = vec![gantt.title.text.clone()];
    let rows = |rows: &[GanttRow], sentences: &mut Vec<String>| {
        sentences.extend(rows.iter().map(|row| row_in_words(row, style)));
    };
    rows(&gantt.rows, &mut sentences);
    for group in &gantt.groups {
        sentences.push(group.title.text.clone());
        rows(&group.rows, &mut sentences);
    }
    sentences.iter().map(|sentence| format!("{sentence}。")).collect()
}

fn row_in_words(row: &GanttRow, style: &WritingStyle) -> String {
    let bars = row.bars.iter().map(|bar| {
        let (from, to) = (style.date(&bar.from.date), style.date(&bar.to.date));
        let plan = if bar.planned { "（予定）" } else { "" };
        let span = if from == to { from } else { format!("{from}から{to}まで") };
        bar.label.as_ref().map_or_else(|| format!("{span}{plan}"), |label| format!("{span} {}{plan}", label.text))
    });
    let milestones =
        row.milestones.iter().map(|milestone| format!("{} {}", style.date(&milestone.at.date), milestone.label.text));
    let marks: Vec<String> = bars.chain(milestones).collect();
    if marks.is_empty() { row.label.text.clone() } else { format!("{}：{}", row.label.text, marks.join("、")) }
}

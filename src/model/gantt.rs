//! Schedules: what is done when, in rows along a line of time (工程表, ロードマップ).

use crate::data::{AltText, BoundDate, Flag, Text, When, record};
use crate::japanese::{Date, Precision};

record! {
    /// A period on a schedule.
    GanttBar, "a period", "期間" {
        /// When it begins.
        from: BoundDate,
        /// When it ends.
        to: BoundDate,
        /// What is done in it.
        label: Option<Text>,
        /// Whether it stands out.
        emphasis: Flag = false,
        /// Whether it is only planned.
        planned: Flag = false,
    }
}

record! {
    /// A date on a schedule by which something happens.
    GanttMilestone, "a milestone", "節目" {
        /// The date, which is printed before the label.
        at: When,
        /// What happens.
        label: Text,
    }
}

record! {
    /// A row of a schedule.
    GanttRow, "a row of a schedule", "工程表の行" {
        /// What the row is about.
        label: Text,
        /// A remark, such as who is in charge.
        note: Option<Text>,
        /// The periods.
        bars: Vec<GanttBar> = Vec::new(),
        /// The milestones.
        milestones: Vec<GanttMilestone> = Vec::new(),
    }
}

record! {
    /// Rows of a schedule below a heading of their own.
    GanttGroup, "a group of rows", "行のまとまり" {
        /// The heading.
        title: Text,
        /// The rows.
        rows: Vec<GanttRow>,
    }
}

record! {
    /// A schedule: what is done when.
    Gantt, "a schedule", "工程表" {
        /// The title.
        title: Text,
        /// A remark to the right of the title.
        note: Option<Text>,
        /// Where the line of time begins [default: with the first date].
        from: Option<BoundDate>,
        /// Where it ends [default: with the last date].
        to: Option<BoundDate>,
        /// The as-of date, at which a line is drawn.
        as_of: Option<When>,
        /// The rows.
        rows: Vec<GanttRow> = Vec::new(),
        /// Groups of rows, after the rows of no group.
        groups: Vec<GanttGroup> = Vec::new(),
        /// The alternative text, for readers who cannot see the schedule [default: made from the data].
        alt: Option<AltText>,
        /// The source of the data.
        source: Option<Text>,
    }
}

impl Gantt {
    /// All rows, each group's after its heading.
    pub fn all_rows(&self) -> impl Iterator<Item = &GanttRow> {
        self.rows.iter().chain(self.groups.iter().flat_map(|group| &group.rows))
    }
}

/// When a date begins, in months since the year 0.
fn start(date: &Date) -> f64 {
    f64::from(date.months()) + f64::from(date.first_day().2 - 1) / MONTH
}

/// When it is over.
fn end(date: &Date) -> f64 {
    let last = date.end();
    f64::from(last.months()) + (f64::from(last.first_day().2) / MONTH).min(1.0)
}

/// Days of a month.
const MONTH: f64 = 30.0;

impl GanttBar {
    /// When it begins and ends, in months since the year 0.
    pub fn span(&self) -> (f64, f64) {
        (start(&self.from.date), end(&self.to.date))
    }
}

impl GanttMilestone {
    /// When it is: the middle of what the date may mean, in months since the year 0.
    pub fn place(&self) -> f64 {
        (start(&self.at.date) + end(&self.at.date)) / 2.0
    }
}

impl Gantt {
    /// When the line of time begins and ends, in months since the year 0; nothing where there is no date.
    pub fn span(&self) -> Option<(f64, f64)> {
        let bars = self.all_rows().flat_map(|row| &row.bars).map(GanttBar::span);
        let milestones = self.all_rows().flat_map(|row| &row.milestones);
        let dates = milestones.map(|milestone| (start(&milestone.at.date), end(&milestone.at.date)));
        let (first, last) = bars.chain(dates).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let first = self.from.as_ref().map_or(first, |from| start(&from.date));
        Some((first, self.to.as_ref().map_or(last, |to| end(&to.date))))
    }

    /// When the day is up to which progress is known.
    pub fn known_until(&self) -> Option<f64> {
        self.as_of.map(|as_of| end(&as_of.date))
    }

    /// Whether the years of the line are calendar years; the years of an office begin in April.
    pub fn has_calendar_years(&self) -> bool {
        let bars = self.all_rows().flat_map(|row| &row.bars).flat_map(|bar| [&bar.from.date, &bar.to.date]);
        let ends = self.from.iter().chain(&self.to).map(|end| &end.date);
        let precisions: Vec<Precision> = bars.chain(ends).map(Date::precision).collect();
        precisions.contains(&Precision::Year) && !precisions.contains(&Precision::FiscalYear)
    }
}

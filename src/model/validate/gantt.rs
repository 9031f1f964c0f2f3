//! Schedules: what ends begins before, and nothing lies off the line of time.

use super::super::Gantt;
use super::Validation;
use crate::data::BoundDate;
use crate::diagnostic::{Diagnostic, Place, Words, problems};
use crate::japanese::Date;

/// A longer line of time has no room for its years.
const YEARS: i32 = 40;

impl Validation<'_> {
    pub(super) fn check_gantt(&mut self, gantt: &Gantt) {
        if gantt.all_rows().all(|row| row.bars.is_empty() && row.milestones.is_empty()) {
            self.report_at(gantt.title.datum, EmptySchedule.into());
        }
        if let (Some(from), Some(to)) = (&gantt.from, &gantt.to) {
            self.check_span(from, to);
        }
        for row in gantt.all_rows() {
            for bar in &row.bars {
                self.check_span(&bar.from, &bar.to);
                self.check_on_line(gantt, &bar.from.date, bar.from.place.clone());
                self.check_on_line(gantt, &bar.to.date, bar.to.place.clone());
            }
            for milestone in &row.milestones {
                if let Some(place) = self.place(milestone.at.datum) {
                    self.check_on_line(gantt, &milestone.at.date, place);
                }
            }
        }
        let months = gantt.span();
        if let Some((first, last)) = months.filter(|(first, last)| last - first > f64::from(YEARS * 12)) {
            let found = ((last - first) / 12.0).round() as i32;
            self.report_at(gantt.title.datum, LongSchedule { found, limit: YEARS }.into());
        }
    }

    fn check_span(&mut self, from: &BoundDate, to: &BoundDate) {
        if to.date.is_before(&from.date) {
            let problem = ScheduleReversed { from: from.date.to_string(), to: to.date.to_string() };
            let start = Words::new("the start", "始まり");
            self.diagnostics.push(Diagnostic::at(to.place.clone(), problem).with_related(from.place.clone(), start));
        }
    }

    /// Checks that a date lies on the line of time, if its ends are given.
    fn check_on_line(&mut self, gantt: &Gantt, date: &Date, place: Place) {
        let before = gantt.from.as_ref().filter(|from| date.is_before(&from.date));
        let after = gantt.to.as_ref().filter(|to| to.date.is_before(date));
        for end in before.into_iter().chain(after) {
            let problem = OffSchedule { date: date.to_string(), end: end.date.to_string() };
            let words = Words::new("the end of the line", "時間軸の端");
            self.diagnostics.push(Diagnostic::at(place.clone(), problem).with_related(end.place.clone(), words));
        }
    }
}

problems! {
    /// Schedule whose dates contradict each other.
    K0292 error ScheduleReversed { from: String, to: String }
    en: "this period ends in {to}, before it begins in {from}",
        hint "exchange `from` and `to`, or fix one of them";
    ja: "この期間の終わり{to}が、始まり{from}より前です",
        hint "`from`と`to`を入れ替えるか、どちらかを直してください";

    /// Schedule whose dates contradict each other.
    K0292 error OffSchedule { date: String, end: String }
    en: "{date} is not on the line of time of this schedule, which ends at {end}",
        hint "fix the date, or move `from` or `to` of the schedule";
    ja: "{date}は、この工程表の時間軸（端は{end}）の外にあります",
        hint "日付を直すか、工程表の`from`又は`to`を変えてください";

    /// Schedule whose dates contradict each other.
    K0292 error EmptySchedule
    en: "this schedule has neither periods nor milestones",
        hint "write `rows`, each with `bars` or `milestones`";
    ja: "この工程表には、期間も節目もありません",
        hint "`rows`を書き、各行に`bars`又は`milestones`を書いてください";

    /// Schedule whose dates contradict each other.
    K0292 error LongSchedule { found: i32, limit: i32 }
    en: "this schedule covers {found} years; the maximum for readability is {limit}",
        hint "fix the dates, or make two schedules";
    ja: "この工程表は{found}年にわたり、読み取れる上限の{limit}年を超えています",
        hint "日付を直すか、二つの工程表に分けてください";
}

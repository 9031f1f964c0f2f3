//! Dates of a year, month or day, in Western and era (元号) form.

use std::fmt::{self, Display, Formatter};

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::number::full_width_if_single;

/// By which calendar a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Calendar {
    /// 2019年3月
    Western,
    /// 平成31年3月
    Era,
    /// 平成31年（2019年）3月
    Both,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// `2019`
    Year,
    /// `2019-03`
    Month,
    /// `2019-03-31`
    Day,
    /// `FY2018`: from April 2018 to March 2019 (年度).
    FiscalYear,
}

/// A date as written in the data: a year, perhaps a month, perhaps a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

/// Names of eras and the day each began, latest first (Act on Era Names and the cabinet orders under it).
pub(super) const ERAS: [(&str, i16, i8, i8); 5] =
    [("令和", 2019, 5, 1), ("平成", 1989, 1, 8), ("昭和", 1926, 12, 25), ("大正", 1912, 7, 30), ("明治", 1868, 10, 23)];

impl Date {
    /// Reads `2019`, `2019-03`, `2019-03-31` or `FY2018`; days that do not exist are refused.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(year) = text.strip_prefix("FY") {
            let year = Self::parse(year).filter(|date| date.precision == Precision::Year)?;
            let first = civil::Date::new(year.first.year(), 4, 1).ok()?;
            return Some(Self { first, precision: Precision::FiscalYear });
        }
        let parts: Vec<&str> = text.split('-').collect();
        let (year, month, day, precision) = match parts[..] {
            [year] => (year, 1, 1, Precision::Year),
            [year, month] => (year, two_digits(month)?, 1, Precision::Month),
            [year, month, day] => (year, two_digits(month)?, two_digits(day)?, Precision::Day),
            _ => return None,
        };
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year: i16 = year.parse().ok().filter(|year| is_year && *year >= 1000)?;
        let first = civil::Date::new(year, month, day).ok()?;
        Some(Self { first, precision })
    }

    /// The date of a precision that begins with a day; nothing where there is no such day.
    pub fn starting((year, month, day): (i16, i8, i8), precision: Precision) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(|first| Self { first, precision })
    }

    /// How much of the date is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Year, month and day of the first day that the date may mean.
    pub fn first_day(&self) -> (i16, i8, i8) {
        (self.first.year(), self.first.month(), self.first.day())
    }

    /// Months since the year 0, for places on a time line.
    pub fn months(&self) -> i32 {
        i32::from(self.first.year()) * 12 + i32::from(self.first.month()) - 1
    }

    /// The last day that the date may mean, as a date.
    pub fn end(&self) -> Self {
        Self { first: self.last_day(), precision: Precision::Day }
    }

    /// Whether some day may be meant by both dates.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }

    /// The last day that the date may mean.
    fn last_day(&self) -> civil::Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
            // The last year that can be written, 9999, ends with its calendar year.
            Precision::FiscalYear => {
                civil::Date::new(self.first.year() + 1, 3, 31).unwrap_or_else(|_| self.first.last_of_year())
            }
        }
    }

    /// Whether all days that the date may mean lie before all that the other may mean: 2019-03
    /// is before 2019-04, but neither before nor after 2019.
    pub fn is_before(&self, other: &Self) -> bool {
        self.last_day() < other.first
    }

    /// Whether the other date is the same a year later. The last day of a month stays that: 28 February 2019 is
    /// a year before 29 February 2020.
    pub fn is_a_year_before(&self, later: &Self) -> bool {
        let (year, month, day) = self.first_day();
        let (later_year, later_month, later_day) = later.first_day();
        let same_day = day == later_day || (self.ends_month() && later.ends_month());
        self.precision == later.precision && (year + 1, month) == (later_year, later_month) && same_day
    }

    /// Whether the date is the last day of its month, which offices write 月末.
    fn ends_month(&self) -> bool {
        self.precision == Precision::Day && self.first == self.first.last_of_month()
    }

    /// The date by a calendar; `full` writes single digits full-width, `month_end` the last day of
    /// a month as 月末.
    pub(super) fn written(&self, calendar: Calendar, full: bool, month_end: bool) -> String {
        let (year, month, day) = self.first_day();
        let end = if self.precision == Precision::FiscalYear { "年度" } else { "年" };
        let western = format!("{year}{end}");
        let by_era = self.era_year().map(|(name, year)| match year {
            1 => format!("{name}元{end}"),
            n => format!("{name}{}{end}", digits(n, full)),
        });
        let mut out = match (calendar, by_era) {
            (Calendar::Western, _) | (_, None) => western,
            (Calendar::Era, Some(by_era)) => by_era,
            (Calendar::Both, Some(by_era)) => format!("{by_era}（{western}）"),
        };
        if matches!(self.precision, Precision::Month | Precision::Day) {
            out.push_str(&format!("{}月", digits(month.into(), full)));
        }
        match self.precision {
            Precision::Day if month_end && self.ends_month() => out.push('末'),
            Precision::Day => out.push_str(&format!("{}日", digits(day.into(), full))),
            Precision::Year | Precision::Month | Precision::FiscalYear => {}
        }
        out
    }

    /// The era in force on the last day that the date may mean, and the year of that era.
    ///
    /// A fiscal year is called by the era in which it begins, but 2019 is 令和元年度, as the
    /// ministries agreed on 1 April 2019. Before 1873 Japan counted days by another calendar, so
    /// that a date of this one belongs to no day of an era.
    pub(super) fn era_year(&self) -> Option<(&'static str, i64)> {
        let named = match self.precision {
            Precision::FiscalYear if self.first.year() != 2019 => self.first,
            _ => self.last_day(),
        };
        if self.first.year() < 1873 {
            return None;
        }
        let day = (named.year(), named.month(), named.day());
        let (name, began, ..) = ERAS.iter().find(|(_, year, month, first)| day >= (*year, *month, *first))?;
        Some((name, i64::from(self.first.year() - began) + 1))
    }
}

/// A month or a day of two digits.
fn two_digits(text: &str) -> Option<i8> {
    let is_number = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// A number in digits, a single one full-width if wanted.
fn digits(number: i64, full: bool) -> String {
    if full { full_width_if_single(number) } else { number.to_string() }
}

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.first_day();
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::FiscalYear => write!(f, "FY{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    #[test]
    fn only_dates_that_exist_are_read() {
        for text in ["2019", "2019-03", "2019-03-31", "2020-02-29", "FY2018"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in [
            "",
            "19",
            "2019-3",
            "2019-13",
            "2019-02-29",
            "2019-03-31-01",
            "2019/03",
            "+019",
            "2019-",
            "0201",
            "２０１９",
            "FY2018-04",
            "FY18",
            "FY",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_that_may_mean_the_same_day_have_no_order() {
        for (earlier, later) in [
            ("2019-03", "2019-04"),
            ("2019-03-31", "2019-04"),
            ("2018", "2019-01-01"),
            ("FY2018", "2019-04"),
            ("2018-03-31", "FY2018"),
        ] {
            assert!(date(earlier).is_before(&date(later)), "{earlier} {later}");
            assert!(!date(later).is_before(&date(earlier)), "{later} {earlier}");
        }
        for (one, other) in
            [("2019", "2019-04"), ("2019-04-30", "2019-04"), ("2019-04", "2019-04"), ("FY2018", "2019-03")]
        {
            assert!(!date(one).is_before(&date(other)) && !date(other).is_before(&date(one)), "{one} {other}");
        }
    }

    fn era(text: &str) -> String {
        date(text).written(Calendar::Era, false, false)
    }

    #[test]
    fn months_end_as_offices_write_it() {
        let as_of = |text| date(text).written(Calendar::Western, false, true);
        assert_eq!(as_of("2019-03-31"), "2019年3月末");
        assert_eq!(as_of("2019-03-30"), "2019年3月30日");
        assert_eq!(as_of("2019-03"), "2019年3月");
        assert_eq!(as_of("2020-02-28"), "2020年2月28日");
    }

    #[test]
    fn eras_change_by_the_day() {
        assert_eq!(date("2019-04-30").written(Calendar::Era, true, false), "平成31年４月30日");
        assert_eq!(date("2019-06").written(Calendar::Era, true, false), "令和元年６月");
        assert_eq!(date("2019-03").written(Calendar::Both, false, false), "平成31年（2019年）3月");
        assert_eq!(date("2019-03").written(Calendar::Western, true, false), "2019年３月");
        assert_eq!(era("2026"), "令和8年");
        assert_eq!(era("1800"), "1800年");
        assert_eq!(era("1872-12-31"), "1872年12月31日");
    }

    #[test]
    fn fiscal_years_run_from_april() {
        for (written, western, by_era) in [
            ("FY2018", "2018年度", "平成30年度"),
            ("FY2019", "2019年度", "令和元年度"),
            ("FY2020", "2020年度", "令和2年度"),
            ("FY1988", "1988年度", "昭和63年度"),
            ("FY1989", "1989年度", "平成元年度"),
            ("FY1926", "1926年度", "大正15年度"),
        ] {
            assert_eq!(date(written).written(Calendar::Western, false, false), western);
            assert_eq!(era(written), by_era);
        }
        assert_eq!(date("FY2018").written(Calendar::Both, false, false), "平成30年度（2018年度）");
    }

    /// Last day and first year of each era, as the imperial ordinances and Acts on the change give them.
    const TABLE: [(&str, i16, (i16, i8, i8)); 5] = [
        ("明治", 1868, (1912, 7, 29)),
        ("大正", 1912, (1926, 12, 24)),
        ("昭和", 1926, (1989, 1, 7)),
        ("平成", 1989, (2019, 4, 30)),
        ("令和", 2019, (2030, 12, 31)),
    ];

    #[test]
    fn every_day_from_1873_to_2030_has_its_era() {
        let mut day = civil::Date::constant(1873, 1, 1);
        let mut count = 0;
        for (name, first, (year, month, last)) in TABLE {
            while day <= civil::Date::constant(year, month, last) {
                let n = day.year() - first + 1;
                let n = if n == 1 { "元".to_owned() } else { n.to_string() };
                let expected = format!("{name}{n}年{}月{}日", day.month(), day.day());
                assert_eq!(era(&day.to_string()), expected);
                day = day.tomorrow().expect("a day");
                count += 1;
            }
        }
        // 158 years, of which 38 are leap years: every fourth but 1900.
        assert_eq!(count, 158 * 365 + 38);
        for (written, known) in [
            ("1889-02-11", "明治22年2月11日"),
            ("1923-09-01", "大正12年9月1日"),
            ("1926-12-25", "昭和元年12月25日"),
            ("1945-08-15", "昭和20年8月15日"),
            ("1964-10-10", "昭和39年10月10日"),
            ("1989-01-07", "昭和64年1月7日"),
            ("2011-03-11", "平成23年3月11日"),
            ("2019-05-01", "令和元年5月1日"),
        ] {
            assert_eq!(era(written), known);
        }
    }
}

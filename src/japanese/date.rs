//! Dates of a year, month or day, in Western and era (元号) form.

use std::fmt::{self, Display, Formatter};

use jiff::civil;

use super::number::full_width_if_single;

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// `2019`
    Year,
    /// `2019-03`
    Month,
    /// `2019-03-31`
    Day,
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
    /// Reads `2019`, `2019-03` or `2019-03-31`; days that do not exist are refused.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |width: usize| -> Option<Option<i16>> {
            let Some(part) = parts.next() else { return Some(None) };
            let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok())
        };
        let (year, month, day) = (number(4)??, number(2)?, number(2)?);
        if parts.next().is_some() {
            return None;
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        if year < 1000 {
            return None;
        }
        let small = |n: Option<i16>| i8::try_from(n.unwrap_or(1)).ok();
        let first = civil::Date::new(year, small(month)?, small(day)?).ok()?;
        Some(Self { first, precision })
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

    /// The last day that the date may mean.
    fn last_day(&self) -> civil::Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// Whether all days that the date may mean lie before all that the other may mean: 2019-03
    /// is before 2019-04, but neither before nor after 2019.
    pub fn is_before(&self, other: &Self) -> bool {
        self.last_day() < other.first
    }

    /// `2019年`, `2019年3月` or `2019年3月31日`.
    pub fn western(&self) -> String {
        let (year, month, day) = self.first_day();
        match self.precision {
            Precision::Year => format!("{year}年"),
            Precision::Month => format!("{year}年{month}月"),
            Precision::Day => format!("{year}年{month}月{day}日"),
        }
    }

    /// Like [`western`](Self::western), but the last day of a month reads `2019年3月末`,
    /// as offices write the day up to which figures were counted.
    pub fn as_of(&self) -> String {
        let (year, month, _) = self.first_day();
        if self.precision == Precision::Day && self.first == self.first.last_of_month() {
            format!("{year}年{month}月末")
        } else {
            self.western()
        }
    }

    /// `令和元年６月`: the era in force on the last day that the date may mean, single digits
    /// full-width. Before the Meiji era the date stays Western.
    pub fn era(&self) -> String {
        let last = self.last_day();
        let begun = |&&(_, y, m, d): &&(&str, i16, i8, i8)| (last.year(), last.month(), last.day()) >= (y, m, d);
        let Some((name, began, ..)) = ERAS.iter().find(begun) else { return self.western() };
        let year = match i64::from(last.year() - began) + 1 {
            1 => "元".to_owned(),
            n => full_width_if_single(n),
        };
        let month = full_width_if_single(i64::from(self.first.month()));
        let day = full_width_if_single(i64::from(self.first.day()));
        match self.precision {
            Precision::Year => format!("{name}{year}年"),
            Precision::Month => format!("{name}{year}年{month}月"),
            Precision::Day => format!("{name}{year}年{month}月{day}日"),
        }
    }
}

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.first_day();
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
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
        for text in ["2019", "2019-03", "2019-03-31", "2020-02-29"] {
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
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_that_may_mean_the_same_day_have_no_order() {
        for (earlier, later) in [("2019-03", "2019-04"), ("2019-03-31", "2019-04"), ("2018", "2019-01-01")] {
            assert!(date(earlier).is_before(&date(later)), "{earlier} {later}");
            assert!(!date(later).is_before(&date(earlier)), "{later} {earlier}");
        }
        for (one, other) in [("2019", "2019-04"), ("2019-04-30", "2019-04"), ("2019-04", "2019-04")] {
            assert!(!date(one).is_before(&date(other)) && !date(other).is_before(&date(one)), "{one} {other}");
        }
    }

    #[test]
    fn months_end_as_offices_write_it() {
        assert_eq!(date("2019-03-31").as_of(), "2019年3月末");
        assert_eq!(date("2019-03-30").as_of(), "2019年3月30日");
        assert_eq!(date("2019-03").as_of(), "2019年3月");
    }

    #[test]
    fn eras_change_by_the_day() {
        assert_eq!(date("2019-04-30").era(), "平成31年４月30日");
        assert_eq!(date("2019-05-01").era(), "令和元年５月１日");
        assert_eq!(date("2019-06").era(), "令和元年６月");
        assert_eq!(date("1989-01-07").era(), "昭和64年１月７日");
        assert_eq!(date("1989-01-08").era(), "平成元年１月８日");
        assert_eq!(date("1926-12-24").era(), "大正15年12月24日");
        assert_eq!(date("1912-07-29").era(), "明治45年７月29日");
        assert_eq!(date("2026").era(), "令和８年");
        assert_eq!(date("1800").era(), "1800年");
    }
}

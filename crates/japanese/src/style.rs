//! How dates and numbers are written, the same all through a report.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::date::{Calendar, Date, Precision};
use super::number::{MINUS, cut_at_units, full_width_if_single, grouped, in_units, rounded_percentage};

/// Which digits are full-width where one is alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SingleDigits {
    /// Those of dates by era only.
    InEras,
    /// None.
    Half,
    /// All.
    Full,
}

/// The sign of negative numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NegativeSign {
    /// −
    #[default]
    Minus,
    /// ▲
    Filled,
    /// △
    Open,
}

impl NegativeSign {
    fn sign(self) -> char {
        match self {
            Self::Minus => MINUS,
            Self::Filled => '▲',
            Self::Open => '△',
        }
    }
}

/// How dates and numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritingStyle {
    /// The calendar of dates.
    pub dates: Calendar,
    /// The calendar of the report's own date.
    pub cover_date: Calendar,
    /// How single digits are written.
    pub single_digits: SingleDigits,
    /// Whether thousands are set apart by commas.
    pub separators: bool,
    /// The sign of negative numbers.
    #[serde(default)]
    pub negative: NegativeSign,
    /// Whether amounts of ten thousand and more are cut at 万, 億 and 兆.
    pub units: bool,
    /// Decimals of rates.
    pub rate_decimals: u32,
}

impl Default for WritingStyle {
    fn default() -> Self {
        Self {
            dates: Calendar::Western,
            cover_date: Calendar::Era,
            single_digits: SingleDigits::InEras,
            separators: true,
            negative: NegativeSign::Minus,
            units: false,
            rate_decimals: 1,
        }
    }
}

/// Units that count in powers of ten themselves, such as 億円 and 百万米ドル.
const LARGE: &str = "十百千万億兆";

impl WritingStyle {
    fn date_text(&self, date: &Date, calendar: Calendar, month_end: bool) -> String {
        let full = match self.single_digits {
            SingleDigits::InEras => calendar == Calendar::Era,
            SingleDigits::Half => false,
            SingleDigits::Full => true,
        };
        date.written(calendar, full, month_end)
    }

    /// A date: `2019年3月`.
    pub fn date(&self, date: &Date) -> String {
        self.date_text(date, self.dates, false)
    }

    /// A date up to which was counted, the last day of a month as `2019年3月末`.
    pub fn as_of(&self, date: &Date) -> String {
        self.date_text(date, self.dates, true)
    }

    /// The date of the report: `令和元年６月`.
    pub fn cover_date(&self, date: &Date) -> String {
        self.date_text(date, self.cover_date, false)
    }

    /// A period: `2015〜2018年度`, `2013年4月〜2019年3月`. Two years of one era name it once.
    pub fn period(&self, from: &Date, to: &Date) -> String {
        let (first, last) = (self.date(from), self.date(to));
        let [first_era, last_era] = [from, to].map(|date| date.era_year().map(|(name, _)| name));
        let one_calendar = match self.dates {
            Calendar::Western => true,
            Calendar::Era => first_era == last_era,
            Calendar::Both => false,
        };
        if from == to {
            return first;
        }
        let are_years = matches!(from.precision(), Precision::Year | Precision::FiscalYear);
        if from.precision() != to.precision() || !are_years || !one_calendar {
            return format!("{first}〜{last}");
        }
        let name = if self.dates == Calendar::Era { last_era.unwrap_or_default() } else { "" };
        format!("{}〜{}", first.trim_end_matches(['年', '度']), last.trim_start_matches(name))
    }

    /// A number: `1,376`, `13.17`.
    pub fn number(&self, number: Decimal) -> String {
        if self.single_digits == SingleDigits::Full && number.is_integer() && number.abs() < Decimal::TEN {
            let digit = full_width_if_single(i64::try_from(number.abs().trunc()).unwrap_or_default());
            let signed = number.is_sign_negative() && !number.is_zero();
            return if signed { format!("{}{digit}", self.negative.sign()) } else { digit };
        }
        self.with_separators(grouped(number))
    }

    /// A number of a unit: `1億2,345万6,789` where the style wants it, unless the unit itself is one of those.
    pub fn amount(&self, number: Decimal, unit: &str) -> String {
        let cut = if self.units && !unit.starts_with(|c| LARGE.contains(c)) { cut_at_units(number) } else { None };
        cut.map_or_else(|| self.number(number), |cut| self.with_separators(cut))
    }

    /// Ticks of a scale: in 万, 億 and 兆 where all are round in 万.
    pub fn ticks(&self, ticks: &[Decimal]) -> Vec<String> {
        let in_large_units: Option<Vec<String>> =
            ticks.iter().map(|tick| if tick.is_zero() { Some(self.number(*tick)) } else { in_units(*tick) }).collect();
        match in_large_units {
            Some(labels) => labels.into_iter().map(|label| self.with_separators(label)).collect(),
            None => ticks.iter().map(|tick| self.number(*tick)).collect(),
        }
    }

    /// A share in per cent, without the sign: `91.7`. `None` where it is not defined.
    pub fn rate(&self, value: Decimal, whole: Decimal) -> Option<String> {
        self.rounded_rate(value, whole).map(|rate| self.rate_text(rate))
    }

    /// A share in per cent, rounded to the decimals that the style has. `None` where it is not defined.
    pub fn rounded_rate(&self, value: Decimal, whole: Decimal) -> Option<Decimal> {
        rounded_percentage(value, whole, self.rate_decimals)
    }

    /// A rounded share in per cent as text, without the sign for per cent: `91.7`.
    pub fn rate_text(&self, rate: Decimal) -> String {
        self.with_separators(grouped(rate))
    }

    /// The number with the separators and the sign of the style.
    fn with_separators(&self, text: String) -> String {
        let text = if self.separators { text } else { text.replace(',', "") };
        match (text.strip_prefix(MINUS), self.negative) {
            (None, _) | (_, NegativeSign::Minus) => text,
            (Some(number), negative) => format!("{}{number}", negative.sign()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn one_style_writes_all_dates() {
        let plain = WritingStyle::default();
        assert_eq!(plain.date(&date("2019-03")), "2019年3月");
        assert_eq!(plain.as_of(&date("2019-03-31")), "2019年3月末");
        assert_eq!(plain.cover_date(&date("2019-06")), "令和元年６月");
        let both = WritingStyle { dates: Calendar::Both, single_digits: SingleDigits::Full, ..plain };
        assert_eq!(both.date(&date("2019-03")), "平成31年（2019年）３月");
        let era = WritingStyle {
            dates: Calendar::Era,
            single_digits: SingleDigits::Half,
            cover_date: Calendar::Western,
            ..plain
        };
        assert_eq!(era.as_of(&date("2020-03-31")), "令和2年3月末");
        assert_eq!(era.cover_date(&date("2019-06")), "2019年6月");
    }

    #[test]
    fn periods_name_a_common_era_once() {
        let western = WritingStyle::default();
        let era = WritingStyle { dates: Calendar::Era, ..western };
        let both = WritingStyle { dates: Calendar::Both, ..western };
        for (from, to, by_west, by_era) in [
            ("FY2015", "FY2018", "2015〜2018年度", "平成27〜30年度"),
            ("2015", "2018", "2015〜2018年", "平成27〜30年"),
            ("FY2018", "FY2020", "2018〜2020年度", "平成30年度〜令和２年度"),
            ("2013-04", "2019-03", "2013年4月〜2019年3月", "平成25年４月〜平成31年３月"),
            ("2015", "FY2018", "2015年〜2018年度", "平成27年〜平成30年度"),
            ("2019", "2019", "2019年", "令和元年"),
        ] {
            assert_eq!(western.period(&date(from), &date(to)), by_west);
            assert_eq!(era.period(&date(from), &date(to)), by_era);
        }
        assert_eq!(both.period(&date("FY2015"), &date("FY2016")), "平成27年度（2015年度）〜平成28年度（2016年度）");
    }

    #[test]
    fn one_style_writes_all_numbers() {
        let plain = WritingStyle::default();
        assert_eq!(plain.number(decimal("1376")), "1,376");
        assert_eq!(plain.amount(decimal("12345678"), "人"), "12,345,678");
        let official = WritingStyle { units: true, single_digits: SingleDigits::Full, ..plain };
        assert_eq!(official.amount(decimal("12345678"), "人"), "1,234万5,678");
        assert_eq!(official.amount(decimal("12345"), "億円"), "12,345");
        assert_eq!(official.amount(decimal("12345"), "百万米ドル"), "12,345");
        assert_eq!(official.amount(decimal("6"), "件"), "６");
        assert_eq!(official.number(decimal("-3")), "−３");
        assert_eq!(official.number(decimal("0")), "０");
        assert_eq!(official.number(decimal("3.5")), "3.5");
        let bare = WritingStyle { separators: false, rate_decimals: 0, ..plain };
        assert_eq!(bare.number(decimal("1376")), "1376");
        assert_eq!(bare.ticks(&[decimal("0"), decimal("50000000")]), ["0", "5000万"]);
        assert_eq!(bare.rate(decimal("2"), decimal("3")).as_deref(), Some("67"));
    }

    #[test]
    fn negative_numbers_have_the_sign_of_the_style() {
        let number = |text: &str| text.parse::<Decimal>().expect(text);
        for (negative, sign) in [(NegativeSign::Minus, '−'), (NegativeSign::Filled, '▲'), (NegativeSign::Open, '△')]
        {
            let style = WritingStyle { negative, units: true, ..WritingStyle::default() };
            assert_eq!(style.number(number("-1234.5")), format!("{sign}1,234.5"));
            assert_eq!(style.amount(number("-12345"), "円"), format!("{sign}1万2,345"));
            assert_eq!(style.rate_text(number("-0.5")), format!("{sign}0.5"));
            assert_eq!(style.ticks(&[number("-20000"), number("0")]), [format!("{sign}2万"), "0".to_owned()]);
            let full = WritingStyle { single_digits: SingleDigits::Full, ..style };
            assert_eq!(full.number(number("-5")), format!("{sign}５"));
            assert_eq!(style.number(number("5")), "5");
        }
    }
}

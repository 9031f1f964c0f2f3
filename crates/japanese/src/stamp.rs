//! What numbers in running text are dated by: 2019年3月末, 平成30年度, 2014〜2018年度, 3月末.

use super::date::{Date, Precision};
use super::mention::{counted, number, point};

/// A date or a period by which something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStamp {
    /// Counted up to a date, as 2019年3月末, 2018年度末, 2019年3月31日 and 2019年まで say.
    UpTo(Date),
    /// Counted within a year or a month, as 2018年度 and 2019年3月 say.
    Within(Date),
    /// Counted from one date to another, as 2014〜2018年度 says.
    Span(Date, Date),
    /// A month of a year that stands elsewhere.
    Month(u32),
    /// A period of which no date tells where it begins or ends, such as 2018年度以降.
    Open,
}

/// The date or period that a text begins with, and its length in bytes.
pub fn stamp(text: &str) -> Option<(DateStamp, usize)> {
    let Some((date, dated, mut offset)) = full(text) else { return month(text) };
    let rest = &text[offset..];
    let mark = ["〜", "～", "~", "から", "－", "–", "—", "-"].into_iter().find(|mark| rest.starts_with(mark));
    if let Some(mark) = mark {
        let behind = &rest[mark.len()..];
        if let Some((to, true, length)) = full(behind) {
            offset += mark.len() + length;
            offset += trailing(&text[offset..], &["まで"]);
            return Some((DateStamp::Span(date, to), offset));
        }
        if let Some(length) = short(behind) {
            offset += mark.len() + length;
            offset += trailing(&text[offset..], &["末", "まで"]);
            return Some((DateStamp::Open, offset));
        }
    }
    if !dated {
        return None;
    }
    let end = trailing(rest, &["末"]);
    let up_to = trailing(&rest[end..], &["時点", "現在", "まで"]);
    let since = trailing(&rest[end + up_to..], &["以降", "以来", "から"]);
    offset += end + up_to + since;
    let stamp = if since > 0 {
        DateStamp::Open
    } else if end + up_to > 0 || date.precision() == Precision::Day {
        DateStamp::UpTo(if date.precision() == Precision::Month && end == 0 { date } else { date.end() })
    } else {
        DateStamp::Within(date)
    };
    Some((stamp, offset))
}

/// A year, perhaps with a month and a day, whether 年 stands behind it, and its length in bytes.
fn full(text: &str) -> Option<(Date, bool, usize)> {
    let (point, length) = point(text).or_else(|| {
        // 平成30年度 is also written H30年度.
        let era = [('r', "令和"), ('h', "平成"), ('s', "昭和")];
        let first = text.chars().next()?.to_ascii_lowercase();
        let (_, name) = era.into_iter().find(|(letter, _)| *letter == first)?;
        number(&text[1..], 2)?;
        let (point, length) = point(&format!("{name}{}", &text[1..]))?;
        point.dated.then_some((point, length - name.len() + 1))
    })?;
    let date = match point.fiscal {
        true => Date::parse(&format!("FY{}", point.date.to_string().get(..4)?))?,
        false => point.date,
    };
    Some((date, point.dated, length))
}

/// A year or a month that leans on one before it, as in 平成27〜30年度 and 4月〜9月.
fn short(text: &str) -> Option<usize> {
    let (_, length) = number(text, 2)?;
    let unit = ["年度", "年", "月"].into_iter().find(|unit| text[length..].starts_with(unit))?;
    Some(length + unit.len())
}

/// A month without a year.
fn month(text: &str) -> Option<(DateStamp, usize)> {
    let (month, mut offset) = counted(text, '月').filter(|(month, _)| (1..=12).contains(month))?;
    offset += counted(&text[offset..], '日').map_or(0, |(_, length)| length);
    offset += trailing(&text[offset..], &["末"]);
    offset += trailing(&text[offset..], &["時点", "現在", "まで"]);
    Some((DateStamp::Month(month), offset))
}

/// The length of the word that a text begins with.
fn trailing(text: &str, words: &[&str]) -> usize {
    words.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_up_to_when_or_within_what_is_counted() {
        let date = |text: &str| Date::parse(text).expect(text);
        for (text, expected, rest) in [
            ("2019年3月末まで、", DateStamp::UpTo(date("2019-03-31")), "、"),
            ("2019年3月末時点で", DateStamp::UpTo(date("2019-03-31")), "で"),
            ("2019年3月31日に", DateStamp::UpTo(date("2019-03-31")), "に"),
            ("2019年3月現在", DateStamp::UpTo(date("2019-03")), ""),
            ("2019年3月に", DateStamp::Within(date("2019-03")), "に"),
            ("2018年度末", DateStamp::UpTo(date("2019-03-31")), ""),
            ("平成30年度までに", DateStamp::UpTo(date("2019-03-31")), "に"),
            ("H30年度の", DateStamp::Within(date("FY2018")), "の"),
            ("令和元年度は", DateStamp::Within(date("FY2019")), "は"),
            ("2019年末", DateStamp::UpTo(date("2019-12-31")), ""),
            ("2014〜2018年度に", DateStamp::Span(date("2014"), date("FY2018")), "に"),
            ("平成27〜30年度", DateStamp::Open, ""),
            ("2018年度以降", DateStamp::Open, ""),
            ("2018年度からの", DateStamp::Open, "の"),
            ("3月末現在", DateStamp::Month(3), ""),
            ("3月31日", DateStamp::Month(3), ""),
        ] {
            let (found, length) = stamp(text).expect(text);
            assert_eq!((found, &text[length..]), (expected, rest), "{text}");
        }
        for text in ["", "2019", "1,376件", "3か月", "13月", "年度", "第3月曜", "h", "hはじめ", "r4d"] {
            assert_eq!(stamp(text), None, "{text}");
        }
    }
}

//! Dates in running text, by the Western calendar or by eras.

use std::ops::Range;

use super::date::{Date, ERAS};
use super::width::digit_value;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The months and days that a text names, with their years: 2019年6月, 令和元年６月12日.
///
/// Bare years are left out: 2020年 may be part of a name, and 2019年度 runs into the next year.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    each_start(text, |offset| {
        let (point, length) = point(&text[offset..]).filter(|(point, _)| point.month && point.dated)?;
        mentions.push(Mention { date: point.date, range: offset..offset + length });
        Some(length)
    });
    mentions
}

/// The first span of time in a text that ends before it begins, such as 2018〜2014年度.
pub fn reversed_span(text: &str) -> Option<&str> {
    let mut reversed = None;
    each_start(text, |offset| {
        let (from, length) = point(&text[offset..])?;
        let rest = &text[offset + length..];
        let mark = ["〜", "～", "から", "－", "–", "—"].iter().find(|mark| rest.starts_with(**mark))?;
        let (to, end) = point(&rest[mark.len()..]).filter(|(to, _)| to.dated)?;
        if to.date.is_before(&from.date) {
            reversed = reversed.or(Some(&text[offset..offset + length + mark.len() + end]));
        }
        Some(length)
    });
    reversed
}

/// Tries each place of a text where a date may begin, going on behind what was found.
fn each_start(text: &str, mut find: impl FnMut(usize) -> Option<usize>) {
    let mut next = 0;
    let mut before = ' ';
    for (offset, c) in text.char_indices() {
        // A year does not begin within a longer number.
        if offset >= next && (digit_value(before).is_none() || digit_value(c).is_none()) {
            next = find(offset).map_or(next, |length| offset + length);
        }
        before = c;
    }
}

/// A year, perhaps with more.
pub(super) struct YearOrMonth {
    pub date: Date,
    /// Whether 年 stands behind the year.
    pub dated: bool,
    /// Whether a month follows.
    pub month: bool,
    /// Whether it is a fiscal year.
    pub fiscal: bool,
}

/// The date that a text begins with, and its length in bytes.
pub(super) fn point(text: &str) -> Option<(YearOrMonth, usize)> {
    let (year, mut length) = year(text)?;
    let date = Date::parse(&format!("{year:04}"));
    let Some(rest) = text[length..].strip_prefix('年') else {
        return Some((YearOrMonth { date: date?, dated: false, month: false, fiscal: false }, length));
    };
    length += '年'.len_utf8();
    if rest.starts_with('度') {
        return Some((YearOrMonth { date: date?, dated: true, month: false, fiscal: true }, length + '度'.len_utf8()));
    }
    let Some((month, more)) = counted(rest, '月') else {
        return Some((YearOrMonth { date: date?, dated: true, month: false, fiscal: false }, length));
    };
    length += more;
    let (day, more) = counted(&text[length..], '日').map_or((None, 0), |(day, more)| (Some(day), more));
    let written = day.map_or(format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}"));
    Some((YearOrMonth { date: Date::parse(&written)?, dated: true, month: true, fiscal: false }, length + more))
}

/// A Western year of four digits, or a year of an era.
fn year(text: &str) -> Option<(u32, usize)> {
    if let Some((name, began, ..)) = ERAS.iter().find(|(name, ..)| text.starts_with(name)) {
        let rest = &text[name.len()..];
        let (year, length) = if rest.starts_with('元') { (1, '元'.len_utf8()) } else { number(rest, 2)? };
        return Some((u32::try_from(*began).ok()? + year.checked_sub(1)?, name.len() + length));
    }
    let (year, length) = number(text, 4)?;
    (year >= 1000).then_some((year, length))
}

/// A number of up to two digits before a sign.
pub(super) fn counted(text: &str, sign: char) -> Option<(u32, usize)> {
    let (number, length) = number(text, 2)?;
    text[length..].starts_with(sign).then_some((number, length + sign.len_utf8()))
}

/// The number that a text begins with, if it has at most so many digits, and its length in bytes.
pub(super) fn number(text: &str, digits: usize) -> Option<(u32, usize)> {
    let (mut value, mut length, mut count) = (0, 0, 0);
    for c in text.chars() {
        let Some(digit) = digit_value(c) else { break };
        count += 1;
        if count > digits {
            return None;
        }
        value = value * 10 + digit;
        length += c.len_utf8();
    }
    (count > 0).then_some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_found_and_bare_years_are_not() {
        let found = |text| mentions(text).iter().map(|mention| mention.date.to_string()).collect::<Vec<_>>().join(" ");
        for (text, dates) in [
            ("2014年3月、2015年１月12日に改組", "2014-03 2015-01-12"),
            ("令和元年６月と平成31年4月30日", "2019-06 2019-04-30"),
            ("2020年目標、2018年度、第12019年3月、2019年13月、3月、平成99999年1月", ""),
            ("2019年", ""),
        ] {
            assert_eq!(found(text), dates, "{text}");
        }
        assert_eq!(&"第1回（2014年10月）"[mentions("第1回（2014年10月）")[0].range.clone()], "2014年10月");
    }

    #[test]
    fn spans_that_run_backwards_are_found() {
        assert_eq!(reversed_span("実績（2018〜2014年度）"), Some("2018〜2014年度"));
        assert_eq!(reversed_span("2019年4月から2018年3月まで"), Some("2019年4月から2018年3月"));
        assert_eq!(reversed_span("平成30〜平成26年度"), Some("平成30〜平成26年度"));
        for text in ["2014〜2018年度", "2018年〜2018年3月", "2018〜14年度", "2018〜2014", "2019年3月〜4月", "〜2014年"]
        {
            assert_eq!(reversed_span(text), None, "{text}");
        }
    }
}

//! Figures as offices write them in the cells of spreadsheets: `▲1,234`, `(1,234)`, `１２．５％`, `¥1,234`.
//!
//! What can be read in one way only is read, and read exactly. Everything else is told apart by what is wrong with it, so
//! that a message can say what to write instead.

mod unit;

use rust_decimal::Decimal;

pub use unit::{UnitFit, in_unit, named_units, unit_fit};

use self::unit::is_unit;
use crate::width::half_width;

/// A figure that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFigure {
    /// The number.
    pub value: Decimal,
    /// The unit that stands with it, if there is one: `％`, `円`, `千円`, `件`.
    pub unit: String,
    /// Whether brackets are its minus, as bookkeepers write it; other tables set numbers in them that are part of others (内数).
    pub in_brackets: bool,
}

/// Why a text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureError {
    /// It holds words, or no digit at all.
    Words,
    /// A comma stands where no thousand ends, or there is another separator.
    Separators,
    /// It is written as a power of ten, which spreadsheets do when they drop digits.
    Exponent,
    /// It begins with zeros, as codes do.
    LeadingZero,
    /// Its sign may mean one thing or another, or there are two.
    Sign,
    /// It says that there is nothing to be said, or that it is zero: `－`, `…`, `n/a`.
    Nothing,
    /// A spreadsheet shows it instead of a number for which the column is too narrow: `####`.
    Hashes,
    /// It has too many digits to be held exactly.
    TooLong,
    /// It has a unit that its column does not name.
    Unit,
    /// It has another unit than its column.
    OtherUnit,
}

/// Reads a figure.
///
/// # Errors
/// What keeps the text from being one figure without doubt.
pub fn figure(text: &str) -> Result<CellFigure, FigureError> {
    let narrow: String = text.trim().chars().map(narrowed).collect();
    let text = narrow.trim();
    if let Some(reason) = no_figure(text) {
        return Err(reason);
    }
    let mut rest = text;
    let inner = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let mut in_brackets = inner.is_some();
    rest = inner.map_or(rest, str::trim);
    let (mut signed, mut negative, mut yen) = (in_brackets, in_brackets, false);
    // A sign and ¥ stand in either order, each once.
    loop {
        let Some(first) = rest.chars().next() else { return Err(FigureError::Words) };
        match first {
            // In official Japanese ▲ and △ both mean minus.
            '-' | '+' | '▲' | '△' if !signed => (signed, negative) = (true, first != '+'),
            '-' | '+' | '▲' | '△' | '▼' | '▽' | '±' | '–' | '—' | '―' | 'ー' | '─' if holds_digit(rest) =>
            {
                return Err(FigureError::Sign);
            }
            '(' if yen && !signed && rest.ends_with(')') => {
                (in_brackets, signed, negative) = (true, true, true);
                rest = rest[..rest.len() - 1].trim_end();
            }
            // Shift_JIS has the yen sign at the place of the backslash.
            '¥' | '\\' if !yen => yen = true,
            _ => break,
        }
        rest = rest[first.len_utf8()..].trim_start();
    }
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\'' | '’'))).unwrap_or(rest.len());
    let (number, unit) = (rest[..end].trim_end(), rest[end..].trim());
    if !holds_digit(number) {
        return Err(FigureError::Words);
    }
    if matches!(unit, "-" | "▲" | "△" | "+") {
        return Err(FigureError::Sign);
    }
    if exponent(unit) {
        return Err(FigureError::Exponent);
    }
    if !is_unit(unit) || (yen && !matches!(unit, "" | "円")) {
        return Err(FigureError::Words);
    }
    let mut value = digits(number)?;
    // There is no negative zero on paper.
    value.set_sign_negative(negative && !value.is_zero());
    let unit = if yen { "円" } else { unit };
    Ok(CellFigure { value, unit: unit.to_owned(), in_brackets })
}

/// Signs that stand for themselves in a cell without a number.
const PLACEHOLDERS: &str = "-–—―ー─…‥・･.*xX×/\\ ";
/// Words that stand in a cell without a number, in small letters.
const NOTHING: [&str; 15] =
    ["n/a", "na", "n.a.", "nil", "none", "null", "nan", "tbd", "なし", "無し", "無", "〃", "同上", "\"", "斜線"];

/// What is told of a whole text before its parts are looked at.
fn no_figure(text: &str) -> Option<FigureError> {
    if text.len() >= 2 && text.chars().all(|c| c == '#') {
        return Some(FigureError::Hashes);
    }
    let says_nothing =
        text.chars().all(|c| PLACEHOLDERS.contains(c)) || NOTHING.contains(&text.to_ascii_lowercase().as_str());
    if !text.is_empty() && says_nothing {
        return Some(FigureError::Nothing);
    }
    None
}

fn holds_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// A sign of full width, or one of several that look and mean the same, as its plain counterpart.
fn narrowed(c: char) -> char {
    match c {
        '０'..='９' | '，' | '．' | '（' | '）' | '＋' | '＃' | '＊' | '／' | '＼' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            half_width(c)
        }
        '￥' => '¥',
        '%' | '﹪' => '％',
        '\u{2212}' | '－' | '\u{2010}' | '\u{2011}' | '\u{FE63}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether what follows digits is an exponent: `E+05`, `e5`, `×10^5`.
fn exponent(text: &str) -> bool {
    let power = text.strip_prefix(['E', 'e']).or_else(|| text.strip_prefix("×10")).or_else(|| text.strip_prefix("x10"));
    power.is_some_and(|power| holds_digit(power) || power.chars().any(|c| matches!(c, '⁰'..='⁹' | '²' | '³' | '¹')))
        && !text.contains(|c: char| c.is_alphabetic() && !matches!(c, 'E' | 'e' | 'x'))
}

/// The number that digits, a point and separators make.
fn digits(text: &str) -> Result<Decimal, FigureError> {
    if text.contains([' ', '\'', '’']) {
        return Err(FigureError::Separators);
    }
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped =
        groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    let fraction_is_plain = fraction.is_none_or(|fraction| !fraction.is_empty() && !fraction.contains([',', '.']));
    // A group of thousands never begins a number with zero: 0,123 may be 0.123.
    if !grouped || !fraction_is_plain || (groups.len() > 1 && whole.starts_with('0')) {
        return Err(FigureError::Separators);
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(FigureError::LeadingZero);
    }
    let plain = format!("{}{}", if whole.is_empty() { "0" } else { "" }, text.replace(',', ""));
    Decimal::from_str_exact(&plain).map_err(|_| FigureError::TooLong)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::grouped;

    #[test]
    fn figures_are_read_as_offices_write_them() {
        for (text, value, unit) in [
            ("1,234", "1234", ""),
            ("12.50", "12.50", ""),
            ("▲1,234", "-1234", ""),
            ("△ 5", "-5", ""),
            ("\u{2212}20", "-20", ""),
            ("－20", "-20", ""),
            ("‐3", "-3", ""),
            ("(1,234)", "-1234", ""),
            ("（１，２３４）", "-1234", ""),
            ("１２３．５", "123.5", ""),
            ("+5", "5", ""),
            ("＋５", "5", ""),
            (" 12 ", "12", ""),
            ("　12\u{A0}", "12", ""),
            ("12.5%", "12.5", "％"),
            ("▲１２．５％", "-12.5", "％"),
            ("12.5 ％", "12.5", "％"),
            ("¥1,234", "1234", "円"),
            ("￥1,234", "1234", "円"),
            ("\\1,234", "1234", "円"),
            ("¥-1,234", "-1234", "円"),
            ("-¥1,234", "-1234", "円"),
            ("(¥1,234)", "-1234", "円"),
            ("¥(1,234)", "-1234", "円"),
            ("¥1,234円", "1234", "円"),
            ("1,234円", "1234", "円"),
            ("1,234千円", "1234", "千円"),
            ("5件", "5", "件"),
            ("0", "0", ""),
            ("-0", "0", ""),
            (".5", "0.5", ""),
            ("1,234,567.891", "1234567.891", ""),
        ] {
            let read = figure(text).unwrap_or_else(|reason| panic!("{text}: {reason:?}"));
            assert_eq!((read.value.to_string().as_str(), read.unit.as_str()), (value, unit), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_told_apart() {
        use FigureError::*;
        for (text, reason) in [
            ("1,23", Separators),
            ("12,34,567", Separators),
            ("1234,567", Separators),
            ("1.000,5", Separators),
            ("1.234.567", Separators),
            ("1 234", Separators),
            ("1'234", Separators),
            ("0,123", Separators),
            (",123", Separators),
            ("1,", Separators),
            ("5.", Separators),
            ("1,2345", Separators),
            ("1,000,00", Separators),
            ("1,000.", Separators),
            ("1,000.5,0", Separators),
            ("１，２３", Separators),
            ("１．０００，５", Separators),
            ("1\u{A0}000", Separators),
            ("1\u{202F}000", Separators),
            ("1’000", Separators),
            ("1,,000", Separators),
            ("1..5", Separators),
            ("1e3", Exponent),
            ("１ｅ３", Exponent),
            ("007", LeadingZero),
            ("\u{2212}", Nothing),
            ("0x10", Words),
            ("1/2", Words),
            ("½", Words),
            ("1、000", Words),
            ("1_000", Words),
            ("1٬000", Words),
            ("٣", Words),
            ("1.2E+05", Exponent),
            ("1e5", Exponent),
            ("1.2×10^5", Exponent),
            ("0012", LeadingZero),
            ("-007", LeadingZero),
            ("▼5", Sign),
            ("▽5", Sign),
            ("±5", Sign),
            ("ー5", Sign),
            ("–5", Sign),
            ("―5", Sign),
            ("--5", Sign),
            ("▲-5", Sign),
            ("(▲5)", Sign),
            ("5-", Sign),
            ("-", Nothing),
            ("－", Nothing),
            ("…", Nothing),
            ("n/a", Nothing),
            ("N/A", Nothing),
            ("＊", Nothing),
            ("x", Nothing),
            ("####", Hashes),
            ("多数", Words),
            ("約5", Words),
            ("5以上", Words),
            ("5-6", Words),
            ("5〜6", Words),
            ("2019/4/1", Words),
            ("4月1日", Words),
            ("5件6件", Words),
            ("¥5件", Words),
            ("1:30", Words),
            ("", Words),
            ("()", Words),
            ("¥", Words),
            ("%", Words),
            ("5(注1)", Words),
            ("①", Words),
            ("=1+1", Words),
            ("NaN", Nothing),
            ("99999999999999999999999999999999", TooLong),
        ] {
            assert_eq!(figure(text), Err(reason), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_as_the_same(mantissa in -999_999_999_999_999_i64..999_999_999_999_999, scale in 0_u32..9) {
            let number = Decimal::new(mantissa, scale);
            let printed = grouped(number);
            for text in [printed.clone(), printed.replace('\u{2212}', "▲"), printed.replace(',', "，"), format!(" {printed}　")] {
                prop_assert_eq!(figure(&text).map(|read| read.value), Ok(number), "{}", text);
            }
        }

        #[test]
        fn nothing_makes_it_panic(text in "[0-9０-９,，.．▲△()（）％¥\\\\ 円千E+−-]{0,12}") {
            if let Ok(read) = figure(&text) {
                // Whatever was read has its digits in the text, in their order.
                let digits = |text: &str| text.chars().filter_map(|c| narrowed(c).to_digit(10)).collect::<Vec<_>>();
                let (read, typed) = (digits(&read.value.to_string()), digits(&text));
                prop_assert!(read == typed || read == [vec![0], typed.clone()].concat(), "{}: {:?}", text, read);
            }
        }
    }
}

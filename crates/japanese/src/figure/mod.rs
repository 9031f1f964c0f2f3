//! Figures as offices write them in the cells of spreadsheets: `▲1,234`, `(1,234)`, `１２．５％`, `¥1,234`.
//!
//! What can be read in one way only is read, and read exactly. Everything else is told apart by what is wrong with it, so
//! that a message can say what to write instead.

use rust_decimal::Decimal;

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

/// What is told of a whole text before its parts are looked at.
fn no_figure(text: &str) -> Option<FigureError> {
    if text.len() >= 2 && text.chars().all(|c| c == '#') {
        return Some(FigureError::Hashes);
    }
    let open = |c: char| {
        matches!(
            c,
            '-' | '–'
                | '—'
                | '―'
                | 'ー'
                | '─'
                | '…'
                | '‥'
                | '・'
                | '･'
                | '.'
                | '*'
                | 'x'
                | 'X'
                | '×'
                | '/'
                | '\\'
                | ' '
        )
    };
    let words =
        ["n/a", "na", "n.a.", "nil", "none", "null", "nan", "tbd", "なし", "無し", "無", "〃", "同上", "\"", "斜線"];
    if !text.is_empty() && (text.chars().all(open) || words.contains(&text.to_ascii_lowercase().as_str())) {
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
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
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

/// Whether a text may be a unit: nothing, `％`, or a few letters, behind which nothing else follows.
fn is_unit(text: &str) -> bool {
    let letter = |c: char| (c.is_alphabetic() && !matches!(c, 'ー')) || matches!(c, '％' | '‰' | '㎡' | '℃');
    text.chars().count() <= 6 && text.chars().all(letter)
        // Words that make the number a bound or an estimate are no units.
        && !text.contains(['以', '超', '未', '約', '強', '弱', '余', '前', '数', '程', '月', '年', '日', '時', '分', '〜', '半', '不'])
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

/// The factors that units of yen and other units may begin with.
const FACTORS: [(&str, i64); 9] = [
    ("兆", 1_000_000_000_000),
    ("千億", 100_000_000_000),
    ("百億", 10_000_000_000),
    ("十億", 1_000_000_000),
    ("億", 100_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("万", 10_000),
    ("千", 1_000),
];

/// A unit cut into its factor and what it counts: `千円` is 1,000 of 円.
fn factor(unit: &str) -> (Decimal, &str) {
    let found = FACTORS.iter().find_map(|(name, size)| Some((Decimal::from(*size), unit.strip_prefix(name)?)));
    found.unwrap_or((Decimal::ONE, unit))
}

/// A number of one unit as a number of another: 1,234 of 千円 are 1,234,000 of 円. `None` where they count different
/// things, or it cannot be held.
pub fn in_unit(value: Decimal, from: &str, to: &str) -> Option<Decimal> {
    let ((size, counted), (other, wanted)) = (factor(from), factor(to));
    if counted != wanted {
        return None;
    }
    let product = value.checked_mul(size)?;
    let quotient = product.checked_div(other)?;
    (quotient.checked_mul(other)? == product).then(|| quotient.normalize())
}

/// Whether a word is a unit of money or a share, so that figures of one such unit are none of another.
fn is_definite(unit: &str) -> bool {
    let (_, counted) = factor(unit);
    matches!(counted, "円" | "％" | "‰" | "ドル" | "米ドル" | "ユーロ")
}

/// The units that a column's title or a table's note names: `％` in `達成率（％）`, `百万円` in `（単位：百万円）`.
pub fn named_units(text: &str) -> Vec<String> {
    let narrow: String = text.chars().map(narrowed).collect();
    let mut units: Vec<String> = Vec::new();
    let closers = |c| matches!(c, ')' | '〕' | '］' | ']' | '】' | '」');
    for opened in narrow.split(['(', '〔', '［', '[', '【', '「']).skip(1) {
        let inner = opened.split(closers).next().unwrap_or_default();
        units.extend(listed(inner));
    }
    if let Some((_, after)) = narrow.split_once("単位") {
        units.extend(listed(after.split(closers).next().unwrap_or_default()));
    }
    // A title may end with its unit without brackets, but 円 ends other words, too.
    if narrow.contains('％') && !units.iter().any(|unit| unit == "％") {
        units.push("％".to_owned());
    }
    units.sort();
    units.dedup();
    units
}

/// Units in a list: `百万円、％`.
fn listed(text: &str) -> impl Iterator<Item = String> + '_ {
    let text = text.trim().trim_start_matches("単位").trim_start_matches([':', '：', ' ']);
    text.split(['、', ',', '・', ';', '/'])
        .map(str::trim)
        .filter(|unit| !unit.is_empty() && is_unit(unit))
        .map(str::to_owned)
}

/// What to make of the unit of a figure, in a column that names these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitFit {
    /// The column says it, or the figure has none.
    Said,
    /// The column says nothing of money or shares, so that the figure has to.
    Unsaid,
    /// The column says another unit.
    Other,
}

/// Whether the unit of a figure is the one of its column.
pub fn unit_fit(unit: &str, named: &[String]) -> UnitFit {
    if unit.is_empty() || named.iter().any(|name| name == unit) {
        UnitFit::Said
    } else if is_definite(unit) && !named.iter().any(|name| is_definite(name)) {
        UnitFit::Unsaid
    } else if named.iter().any(|name| is_definite(name) || factor(name).1 == factor(unit).1) {
        UnitFit::Other
    } else {
        UnitFit::Unsaid
    }
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

    #[test]
    fn units_are_found_in_titles_and_notes() {
        for (text, units) in [
            ("達成率（％）", vec!["％"]),
            ("達成率(%)", vec!["％"]),
            ("金額（単位：百万円）", vec!["百万円"]),
            ("（単位：百万円、％）", vec!["百万円", "％"]),
            ("単位：千円", vec!["千円"]),
            ("構成比％", vec!["％"]),
            ("件数", vec![]),
        ] {
            assert_eq!(named_units(text), units, "{text}");
        }
    }

    #[test]
    fn a_unit_fits_its_column_or_not() {
        let fit = |unit: &str, title: &str| unit_fit(unit, &named_units(title));
        assert_eq!(fit("", "金額（百万円）"), UnitFit::Said);
        assert_eq!(fit("円", "金額（円）"), UnitFit::Said);
        assert_eq!(fit("円", "金額"), UnitFit::Unsaid);
        assert_eq!(fit("円", "金額（見込み）"), UnitFit::Unsaid);
        assert_eq!(fit("円", "金額（千円）"), UnitFit::Other);
        assert_eq!(fit("％", "金額（千円）"), UnitFit::Other);
        assert_eq!(fit("千人", "人口（人）"), UnitFit::Other);
        assert_eq!(fit("件", "件数"), UnitFit::Unsaid);
    }

    #[test]
    fn numbers_change_their_unit_exactly() {
        let decimal = |text: &str| text.parse::<Decimal>().expect(text);
        assert_eq!(in_unit(decimal("1234"), "千円", "円"), Some(decimal("1234000")));
        assert_eq!(in_unit(decimal("1234"), "千円", "百万円"), Some(decimal("1.234")));
        assert_eq!(in_unit(decimal("1234"), "千円", "千円"), Some(decimal("1234")));
        assert_eq!(in_unit(decimal("1234"), "千円", "人"), None);
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

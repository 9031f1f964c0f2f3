//! Numbers and dates as people type them, read for what to write instead: never to be printed unasked.

use unicode_normalization::UnicodeNormalization;

use super::date::Date;

/// A number as typed, in digits as JSON has them, with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    /// Sign, digits and point as JSON has them.
    pub digits: String,
    /// What is left behind the digits, such as 件 or ％.
    pub unit: String,
}

/// The number that was meant by a word: with full-width digits, separators, another sign, zeros before it or a unit
/// behind it. Nothing where more than one number may be meant.
pub fn typed_number(word: &str) -> Option<TypedNumber> {
    let plain: String = word.trim().nfkc().collect();
    let (negative, rest) = match plain.strip_prefix(['-', '−', '‐', '‑', '–', '—', 'ー', '△', '▲']) {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix(['+', '¥', '€', '$', '£']).unwrap_or(&plain)),
    };
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_digit() || ",._'".contains(c))).unwrap_or(rest.len());
    let (figures, unit) = rest.split_at(end);
    let (whole, decimals) = figures.split_once('.').unwrap_or((figures, ""));
    let whole = without_separators(whole)?;
    let (exponent, unit) = exponent(unit);
    let has_figures = !whole.is_empty() || !decimals.is_empty();
    // A unit has no figures, which 3時間20分 has, and a formula such as 1+2; nor is 0x1F a number with one.
    let is_formula = unit.contains(|c: char| c.is_numeric() || "+-*/=<>〜~:".contains(c));
    let is_hexadecimal = unit.starts_with(['x', 'X']) && whole == "0";
    let fits = has_figures && decimals.bytes().all(|b| b.is_ascii_digit()) && !is_formula && !is_hexadecimal;
    let whole = whole.trim_start_matches('0');
    let mut digits = if negative { "-".to_owned() } else { String::new() };
    digits += if whole.is_empty() { "0" } else { whole };
    if !decimals.is_empty() {
        digits += ".";
        digits += decimals;
    }
    digits += &exponent;
    fits.then(|| TypedNumber { digits, unit: unit.trim().to_owned() })
}

/// The digits without separators of thousands; nothing where others are meant, as in 1,23, or may be, as in 0,123.
fn without_separators(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', '_', '\'']);
    let first = groups.next().unwrap_or_default();
    let groups: Vec<&str> = groups.collect();
    let thousands = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let sound = groups.is_empty() || thousands && groups.iter().all(|group| group.len() == 3);
    sound.then(|| groups.iter().fold(first.to_owned(), |whole, group| whole + group))
}

/// The exponent at the beginning of what stands behind digits, as JSON has it, and the rest.
fn exponent(unit: &str) -> (String, &str) {
    let Some(rest) = unit.strip_prefix(['e', 'E']) else { return (String::new(), unit) };
    let (sign, rest) = match rest.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", rest.strip_prefix('+').unwrap_or(rest)),
    };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if end == 0 { (String::new(), unit) } else { (format!("e{sign}{}", &rest[..end]), &rest[end..]) }
}

/// The date that was meant by a text, as the data have it: by the Japanese calendar, with slashes, points or kanji, in
/// full-width digits, or with a fiscal year's ending (年度).
pub fn guessed_date(text: &str) -> Option<String> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().replace('元', "1");
    let fiscal = plain.strip_prefix("FY").or_else(|| plain.strip_suffix("年度")).or_else(|| plain.strip_suffix("FY"));
    if let Some(year) = fiscal {
        let year = year.strip_suffix('年').unwrap_or(year);
        let short = (year.len() == 2 && plain.contains("FY")).then(|| format!("20{year}"));
        let (first, rest) = era(short.as_deref().unwrap_or(year));
        return number(rest, 4).and_then(|year| checked(format!("FY{:04}", first + year)));
    }
    let (first, rest) = era(&plain);
    let rest = rest.trim_end_matches(['日', '月', '年']);
    let parts: Vec<&str> = rest.split(['年', '月', '/', '.', '-']).collect();
    let (year, month, day) = match parts[..] {
        [year] if year.len() == 8 && first == 0 && year.is_ascii() => {
            (number(&year[..4], 4)?, Some(number(&year[4..6], 2)?), Some(number(&year[6..], 2)?))
        }
        [year] => (number(year, 4)?, None, None),
        [year, month] => (number(year, 4)?, Some(number(month, 2)?), None),
        [year, month, day] => (number(year, 4)?, Some(number(month, 2)?), Some(number(day, 2)?)),
        _ => return None,
    };
    let mut date = format!("{:04}", first + year);
    for part in [month, day].into_iter().flatten() {
        date += &format!("-{part:02}");
    }
    checked(date)
}

fn checked(date: String) -> Option<String> {
    // Before the era of Meiji, dates are of another calendar; a year of two digits may be of any.
    Date::parse(&date).filter(|date| (1868..=2999).contains(&date.first_day().0)).map(|_| date)
}

fn number(digits: &str, most: usize) -> Option<u16> {
    let sound = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| digits.parse().ok()).flatten()
}

/// The year before an era's first, and the text behind the era's name.
fn era(text: &str) -> (u16, &str) {
    const ERAS: [([&str; 2], u16); 5] = [
        (["令和", "R"], 2018),
        (["平成", "H"], 1988),
        (["昭和", "S"], 1925),
        (["大正", "T"], 1911),
        (["明治", "M"], 1867),
    ];
    let named = ERAS.iter().find_map(|(names, before)| {
        let rest = names.iter().find_map(|name| text.strip_prefix(name))?;
        Some((*before, rest))
    });
    named.unwrap_or((0, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_meant() {
        for (word, digits, unit) in [
            ("０", "0", ""),
            ("１２", "12", ""),
            ("1２", "12", ""),
            ("−5", "-5", ""),
            ("△5", "-5", ""),
            ("▲１０", "-10", ""),
            ("ー5", "-5", ""),
            ("+5", "5", ""),
            ("05", "5", ""),
            ("00", "0", ""),
            (".5", "0.5", ""),
            ("5.", "5", ""),
            ("0.50", "0.50", ""),
            ("1,234", "1234", ""),
            ("12，345，678", "12345678", ""),
            ("1_000", "1000", ""),
            ("1,234.5", "1234.5", ""),
            ("12％", "12", "%"),
            ("1,376件", "1376", "件"),
            ("¥1,000", "1000", ""),
            ("-.5", "-0.5", ""),
            ("１．２E+05", "1.2e05", ""),
            ("３億円", "3", "億円"),
            ("5km", "5", "km"),
            ("⑤", "5", ""),
        ] {
            let (digits, unit) = (digits.to_owned(), unit.to_owned());
            assert_eq!(typed_number(word), Some(TypedNumber { digits, unit }), "{word}");
        }
        for word in [
            "",
            "-",
            ".",
            "1,23",
            "1,2345",
            "0,123",
            "00,123",
            "1,23,456",
            "1.000,5",
            "1.2.3",
            "3時間20分",
            "1+2",
            "0x1F",
            "約5",
            "五",
            "5〜8",
            "1/2",
            "abc",
            "−",
            "10:30",
        ] {
            assert_eq!(typed_number(word), None, "{word}");
        }
    }

    #[test]
    fn dates_are_read_as_they_were_meant() {
        for (text, date) in [
            ("令和6年4月1日", "2024-04-01"),
            ("令和元年5月", "2019-05"),
            ("Ｒ６．４．１", "2024-04-01"),
            ("R6.4", "2024-04"),
            ("H31/3/31", "2019-03-31"),
            ("平成30年", "2018"),
            ("S64.1.7", "1989-01-07"),
            ("2024/4/1", "2024-04-01"),
            ("2024.4", "2024-04"),
            ("2024年4月1日", "2024-04-01"),
            ("2024-4-1", "2024-04-01"),
            ("２０１９－０３－３１", "2019-03-31"),
            ("20190331", "2019-03-31"),
            ("2019年", "2019"),
            ("FY19", "FY2019"),
            ("2019年度", "FY2019"),
            ("令和元年度", "FY2019"),
            ("R6年度", "FY2024"),
            ("FY 2019", "FY2019"),
            ("2024 年 4 月", "2024-04"),
        ] {
            assert_eq!(guessed_date(text).as_deref(), Some(date), "{text}");
        }
        for text in [
            "",
            "2019-02-30",
            "2024/13",
            "19/3/31",
            "4月1日",
            "令和",
            "未定",
            "2024年春",
            "2019-03-31T00:00",
            "1.2.3.4",
            "12",
            "年度",
            "R99999",
        ] {
            assert_eq!(guessed_date(text), None, "{text}");
        }
    }
}

//! Units of figures and of the columns in which they stand.

use rust_decimal::Decimal;

use super::narrowed;

/// Whether a text may be a unit: nothing, `％`, or a few letters, behind which nothing else follows.
pub(super) fn is_unit(text: &str) -> bool {
    text.chars().count() <= 6 && text.chars().all(is_of_unit)
        // Words that make the number a bound or an estimate are no units.
        && !text.contains(['以', '超', '未', '約', '強', '弱', '余', '前', '数', '程', '月', '年', '日', '時', '分', '〜', '半', '不'])
}

/// Whether a character may be part of a unit.
fn is_of_unit(c: char) -> bool {
    (c.is_alphabetic() && c != 'ー') || matches!(c, '％' | '‰' | '㎡' | '℃')
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
    let scaled = FACTORS.iter().find_map(|(name, size)| Some((Decimal::from(*size), unit.strip_prefix(name)?)));
    scaled.unwrap_or((Decimal::ONE, unit))
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

/// Brackets behind which a title goes on.
const CLOSING: [char; 6] = [')', '〕', '］', ']', '】', '」'];

/// The units that a column's title or a table's note names: `％` in `達成率（％）`, `百万円` in `（単位：百万円）`.
pub fn named_units(text: &str) -> Vec<String> {
    let narrow: String = text.chars().map(narrowed).collect();
    let mut units: Vec<String> = Vec::new();
    for opened in narrow.split(['(', '〔', '［', '[', '【', '「']).skip(1) {
        let inner = opened.split(CLOSING).next().unwrap_or_default();
        units.extend(listed(inner));
    }
    if let Some((_, after)) = narrow.split_once("単位") {
        units.extend(listed(after.split(CLOSING).next().unwrap_or_default()));
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
    /// It is the unit of the column, or the figure has none.
    Same,
    /// The column names no unit of money or shares, so that the figure has to.
    Missing,
    /// The column names another unit.
    Different,
}

/// Whether the unit of a figure is the one of its column.
pub fn unit_fit(unit: &str, named: &[String]) -> UnitFit {
    if unit.is_empty() || named.iter().any(|name| name == unit) {
        UnitFit::Same
    } else if is_definite(unit) && !named.iter().any(|name| is_definite(name)) {
        UnitFit::Missing
    } else if named.iter().any(|name| is_definite(name) || factor(name).1 == factor(unit).1) {
        UnitFit::Different
    } else {
        UnitFit::Missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(fit("", "金額（百万円）"), UnitFit::Same);
        assert_eq!(fit("円", "金額（円）"), UnitFit::Same);
        assert_eq!(fit("円", "金額"), UnitFit::Missing);
        assert_eq!(fit("円", "金額（見込み）"), UnitFit::Missing);
        assert_eq!(fit("円", "金額（千円）"), UnitFit::Different);
        assert_eq!(fit("％", "金額（千円）"), UnitFit::Different);
        assert_eq!(fit("千人", "人口（人）"), UnitFit::Different);
        assert_eq!(fit("件", "件数"), UnitFit::Missing);
    }

    #[test]
    fn numbers_change_their_unit_exactly() {
        let decimal = |text: &str| text.parse::<Decimal>().expect(text);
        assert_eq!(in_unit(decimal("1234"), "千円", "円"), Some(decimal("1234000")));
        assert_eq!(in_unit(decimal("1234"), "千円", "百万円"), Some(decimal("1.234")));
        assert_eq!(in_unit(decimal("1234"), "千円", "千円"), Some(decimal("1234")));
        assert_eq!(in_unit(decimal("1234"), "千円", "人"), None);
    }
}

//! Numbers of list entries (項目番号).

use super::number::full_width_if_single;

/// How the entries of a list are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// 第１, 第２, …, 第10: the official first level.
    Ordinal,
    /// 第1, 第2, …, 第10.
    PlainOrdinal,
    /// １, ２, …, 10: the official second level; two digits take the width of one full-width digit.
    Digit,
    /// (1)
    Parens,
    /// 1)
    ParenAfter,
    /// 1.
    Point,
    /// ①, up to ㊿; from 51 on (51), because Unicode has no more.
    Circle,
    /// ア
    Katakana,
    /// (ア)
    KatakanaParens,
    /// a
    Small,
    /// (a)
    SmallParens,
    /// A.
    Letter,
    /// ・, whatever the number.
    Dot,
}

/// The kana by which official documents count, in the order of the syllabary; ヰ and ヱ are out of use.
const KANA: [char; 46] = [
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ',
    'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ',
    'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ヲ', 'ン',
];

const LETTERS: [char; 26] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w',
    'x', 'y', 'z',
];

/// The number of the `n`th entry, counted from 1.
///
/// Behind the last kana or letter two stand together: ン, アア, アイ; z, aa, ab.
pub fn numeral(counter: Counter, n: usize) -> String {
    match counter {
        Counter::Ordinal => format!("第{}", full_width(n)),
        Counter::PlainOrdinal => format!("第{n}"),
        Counter::Digit => full_width(n),
        Counter::Parens => format!("({n})"),
        Counter::ParenAfter => format!("{n})"),
        Counter::Point => format!("{n}."),
        Counter::Circle => circled(n).map_or_else(|| format!("({n})"), String::from),
        Counter::Katakana => lettered(&KANA, n),
        Counter::KatakanaParens => format!("({})", lettered(&KANA, n)),
        Counter::Small => lettered(&LETTERS, n),
        Counter::SmallParens => format!("({})", lettered(&LETTERS, n)),
        Counter::Letter => format!("{}.", lettered(&LETTERS, n).to_ascii_uppercase()),
        Counter::Dot => "・".to_owned(),
    }
}

/// A number in full-width digits if it has one, and in half-width digits otherwise.
fn full_width(n: usize) -> String {
    i64::try_from(n).map_or_else(|_| n.to_string(), full_width_if_single)
}

/// Circled numbers are in three blocks of Unicode.
fn circled(n: usize) -> Option<char> {
    let n = u32::try_from(n).ok()?;
    let code = match n {
        1..=20 => 0x2460 + n - 1,
        21..=35 => 0x3251 + n - 21,
        36..=50 => 0x32B1 + n - 36,
        _ => return None,
    };
    char::from_u32(code)
}

fn lettered(letters: &[char], n: usize) -> String {
    let mut rest = n;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(letters[rest % letters.len()]);
        rest /= letters.len();
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::Counter::*;
    use super::*;

    const ALL: [Counter; 12] = [
        Ordinal,
        PlainOrdinal,
        Digit,
        Parens,
        ParenAfter,
        Point,
        Circle,
        Katakana,
        KatakanaParens,
        Small,
        SmallParens,
        Letter,
    ];

    #[track_caller]
    fn counts(counter: Counter, expected: [(usize, &str); 6]) {
        for (n, text) in expected {
            assert_eq!(numeral(counter, n), text, "{counter:?} {n}");
        }
    }

    #[test]
    fn numbers_are_right_at_their_turns() {
        counts(Ordinal, [(1, "第１"), (9, "第９"), (10, "第10"), (21, "第21"), (99, "第99"), (200, "第200")]);
        counts(Digit, [(1, "１"), (9, "９"), (10, "10"), (21, "21"), (51, "51"), (200, "200")]);
        counts(Circle, [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿")]);
        counts(Circle, [(51, "(51)"), (99, "(99)"), (100, "(100)"), (101, "(101)"), (150, "(150)"), (200, "(200)")]);
        counts(Katakana, [(1, "ア"), (44, "ワ"), (45, "ヲ"), (46, "ン"), (47, "アア"), (48, "アイ")]);
        counts(
            KatakanaParens,
            [(1, "(ア)"), (46, "(ン)"), (92, "(アン)"), (93, "(イア)"), (138, "(イン)"), (199, "(エソ)")],
        );
        counts(Small, [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (200, "gr")]);
        counts(Letter, [(1, "A."), (26, "Z."), (27, "AA."), (52, "AZ."), (53, "BA."), (200, "GR.")]);
    }

    #[test]
    fn no_number_from_1_to_200_stands_twice_or_has_a_gap() {
        for counter in ALL {
            let mut seen = std::collections::BTreeSet::new();
            for n in 1..=200 {
                let text = numeral(counter, n);
                assert!(!text.is_empty() && seen.insert(text), "{counter:?} {n}");
            }
        }
        for counter in [Ordinal, PlainOrdinal, Digit, Parens, ParenAfter, Point] {
            for n in 1..=200 {
                let narrow = |c: char| c.to_digit(10).or_else(|| u32::from(c).checked_sub(0xFF10).filter(|d| *d < 10));
                let read = numeral(counter, n).chars().filter_map(narrow).fold(0, |value, digit| value * 10 + digit);
                assert_eq!(usize::try_from(read), Ok(n), "{counter:?}");
            }
        }
        for n in 1..=50 {
            // The compatibility form of a circled number is its digits.
            let plain: String =
                unicode_normalization::UnicodeNormalization::nfkc(numeral(Circle, n).as_str()).collect();
            assert_eq!(plain, n.to_string());
        }
    }
}

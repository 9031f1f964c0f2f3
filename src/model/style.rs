//! How a report writes dates, numbers and lists.

use super::Numbering;
use crate::data::{Flag, choice, record};
use crate::japanese::{self, Calendar, NegativeSign, SingleDigits, TextRules};

choice! {
    /// The calendar in which dates are written.
    DateStyle, "calendar", "日付の書き方" {
        /// 2019年3月
        Western = "western",
        /// 平成31年3月
        Era = "era",
        /// 平成31年（2019年）3月
        Both = "both",
    }
}

choice! {
    /// The width of single digits.
    DigitWidth, "digit width", "数字の幅" {
        /// Half-width: 6月
        Half = "half",
        /// Full-width: ６月
        Full = "full",
    }
}

choice! {
    /// The sign of negative numbers.
    Negative, "sign of negative numbers", "負の数の記号" {
        /// −1,234
        Minus = "−",
        /// ▲1,234
        Filled = "▲",
        /// △1,234
        Open = "△",
    }
}

choice! {
    /// How metrics of 10,000 and above are written.
    LargeNumbers, "form of large numbers", "大きな数の書き方" {
        /// 12,345,678
        Plain = "plain",
        /// 1,234万5,678, unless the unit itself begins with 万, 億 or the like
        Units = "units",
    }
}

choice! {
    /// The step to which percentages are rounded, half up (四捨五入); trailing zeros are omitted.
    RateStep, "rounding step", "率の端数" {
        /// 92％
        Whole = "1",
        /// 91.7％
        Tenth = "0.1",
        /// 91.73％
        Hundredth = "0.01",
    }
}

choice! {
    /// How notes are marked.
    NoteMark, "note mark", "注の記号" {
        /// ※1
        Kome = "※1",
        /// ＊1
        Asterisk = "＊1",
        /// (注1)
        Word = "(注1)",
    }
}

choice! {
    /// What happens to blanks between Japanese and Latin characters.
    LatinSpace, "treatment of blanks", "空白の扱い" {
        /// They are kept.
        Keep = "keep",
        /// They are removed.
        Remove = "remove",
    }
}

choice! {
    /// Where the addresses of links, which do not work on paper, are printed.
    LinkAddresses, "place of link addresses", "リンク先の示し方" {
        /// In notes; if the link itself is in a note, in brackets after it.
        Notes = "notes",
        /// Nowhere.
        Hidden = "hidden",
    }
}

record! {
    /// Rules that normalise texts before they are set; `false` turns a rule off.
    Normalise, "the rules of normalisation", "文字の整え方" {
        /// Full-width digits and letters become half-width; single digits are kept if `single_digits` is `full`.
        wide_latin: Flag = true,
        /// Half-width katakana become full-width, with their voicing marks joined.
        halfwidth_kana: Flag = true,
        /// Radicals (U+2E80–2FDF), which often come with text copied from PDF files, become kanji.
        radicals: Flag = true,
        /// ～ becomes 〜, which may not start a line.
        tilde: Flag = true,
        /// — becomes ―, which is full-width.
        dash: Flag = true,
        /// Characters are composed (NFC); variants of kanji are kept.
        compose: Flag = true,
        /// In cells of CSV files, line breaks between Japanese characters are removed.
        line_breaks: Flag = true,
        /// Single digits in Japanese text become full-width if `single_digits` is `full`.
        single_digits: Flag = true,
        /// Several blanks become one; blanks after 。 and 、 are removed.
        blanks: Flag = true,
        /// Blanks at both ends, including full-width ones, are removed.
        ends: Flag = true,
    }
}

impl Default for Normalise {
    fn default() -> Self {
        Self {
            wide_latin: true,
            halfwidth_kana: true,
            radicals: true,
            tilde: true,
            dash: true,
            compose: true,
            line_breaks: true,
            single_digits: true,
            blanks: true,
            ends: true,
        }
    }
}

record! {
    /// How dates, numbers and lists are written throughout the report.
    Style, "a style", "書き方" {
        /// The calendar in which dates are written.
        dates: DateStyle = DateStyle::Western,
        /// The calendar in which the date of the report is written.
        cover_date: DateStyle = DateStyle::Era,
        /// The width of single digits in dates and numbers [default: full-width in dates of the era calendar only].
        single_digits: Option<DigitWidth>,
        /// Whether thousands are separated by commas.
        separators: Flag = true,
        /// The sign of negative numbers in tables, metrics and charts.
        negative: Negative = Negative::Minus,
        /// How metrics of 10,000 and above are written.
        large_numbers: LargeNumbers = LargeNumbers::Plain,
        /// The step to which percentages are rounded, half up; trailing zeros are omitted.
        rates: RateStep = RateStep::Tenth,
        /// How notes are marked.
        note_mark: NoteMark = NoteMark::Kome,
        /// Where the addresses of links are printed.
        link_addresses: LinkAddresses = LinkAddresses::Notes,
        /// What happens to blanks between Japanese and Latin characters.
        latin_space: LatinSpace = LatinSpace::Keep,
        /// How numbered lists are numbered, level by level.
        numbering: Vec<Numbering> = official_levels(),
        /// Rules that normalise texts before they are set.
        normalise: Normalise = Normalise::default(),
    }
}

/// The levels of official documents (公用文作成の要領), below 第１ of their headings.
fn official_levels() -> Vec<Numbering> {
    use Numbering::{Digit, Katakana, KatakanaParens, Parens, Small, SmallParens};
    vec![Digit, Parens, Katakana, KatakanaParens, Small, SmallParens]
}

impl Default for Style {
    fn default() -> Self {
        Self {
            dates: DateStyle::Western,
            cover_date: DateStyle::Era,
            single_digits: None,
            separators: true,
            negative: Negative::Minus,
            large_numbers: LargeNumbers::Plain,
            rates: RateStep::Tenth,
            note_mark: NoteMark::Kome,
            link_addresses: LinkAddresses::Notes,
            latin_space: LatinSpace::Keep,
            numbering: official_levels(),
            normalise: Normalise::default(),
        }
    }
}

impl From<DateStyle> for Calendar {
    fn from(style: DateStyle) -> Self {
        match style {
            DateStyle::Western => Self::Western,
            DateStyle::Era => Self::Era,
            DateStyle::Both => Self::Both,
        }
    }
}

impl Style {
    /// How dates and numbers are written.
    pub fn writing(&self) -> japanese::WritingStyle {
        japanese::WritingStyle {
            dates: self.dates.into(),
            cover_date: self.cover_date.into(),
            single_digits: match self.single_digits {
                None => SingleDigits::InEras,
                Some(DigitWidth::Half) => SingleDigits::Half,
                Some(DigitWidth::Full) => SingleDigits::Full,
            },
            separators: self.separators,
            negative: match self.negative {
                Negative::Minus => NegativeSign::Minus,
                Negative::Filled => NegativeSign::Filled,
                Negative::Open => NegativeSign::Open,
            },
            units: self.large_numbers == LargeNumbers::Units,
            rate_decimals: match self.rates {
                RateStep::Whole => 0,
                RateStep::Tenth => 1,
                RateStep::Hundredth => 2,
            },
        }
    }

    /// How typed texts are made ready to be set.
    pub fn rules(&self) -> TextRules {
        let on = &self.normalise;
        TextRules {
            line_breaks: on.line_breaks,
            halfwidth_kana: on.halfwidth_kana,
            wide_latin: on.wide_latin,
            radicals: on.radicals,
            tilde: on.tilde,
            dash: on.dash,
            compose: on.compose,
            latin_space: self.latin_space == LatinSpace::Remove,
            single_digits: on.single_digits && self.single_digits == Some(DigitWidth::Full),
            blanks: on.blanks,
            ends: on.ends,
            keep_single_digits: self.single_digits == Some(DigitWidth::Full),
        }
    }

    /// How the entries of a list are counted that stands so many lists deep, below one that is counted `above`.
    ///
    /// The list follows the one above in the order of the levels; below a list that is counted in a
    /// way of its own, the depth decides. The last level holds for all further ones.
    pub fn numbering(&self, depth: usize, above: Option<Numbering>) -> Numbering {
        let follows = above.and_then(|above| self.numbering.iter().position(|level| *level == above));
        let level = follows.map_or(depth, |level| level + 1).min(self.numbering.len().saturating_sub(1));
        self.numbering.get(level).copied().unwrap_or(Numbering::Digit)
    }
}

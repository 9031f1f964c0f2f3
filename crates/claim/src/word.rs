//! What the words between a label and a number do to them.

use super::Qualifier;

/// What a word does to the number of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// は, が, も: the label is what the clause speaks of.
    Topic,
    /// を: something is done with the label, so many times.
    Object,
    /// の
    Of,
    /// に, で and the like.
    Link,
    /// と
    With,
    /// Signs that set a number apart from its label: ：, ＝, …
    Sign,
    Comma,
    Open,
    Close,
    /// Quotation marks and bullets, which say nothing.
    Quiet,
    /// ・
    Dot,
    /// The end of a sentence.
    Stop,
    /// What is counted of a label: 件数, 実績, 合計.
    Measure,
    /// What may stand before any number: 計, 延べ, これまでに, 全国で.
    Whole,
    /// Words at the head of a clause: また, その結果.
    Conjunction,
    /// 約
    About,
    /// 程度
    AboutBehind,
    /// 以上
    AtLeast,
    /// 超, を上回る
    Over,
    /// 未満, を下回る
    Under,
    /// 以下
    AtMost,
    /// 余り, 強
    Somewhat,
    /// 弱, 近く
    Nearly,
    /// 増, 減少
    Change,
    /// から, より
    From,
    /// 比, に比べ
    Compared,
    /// に対し
    Versus,
    /// うち
    Part,
    /// 平均, ごと, 年間
    Per,
    /// 目標
    Target,
    /// 発足以来
    Since,
    /// に向け
    Toward,
    /// により, とともに: what comes before is another clause.
    Means,
    /// 達成率
    Rate,
    /// 予定, 見込み
    Plan,
    /// ではなく
    Not,
    /// 前年度, 昨年: another time than that of the report.
    Elsewhen,
    /// 今年度: perhaps the time of the report.
    Now,
    /// 〜
    Range,
    /// 及び, や
    And,
    /// それぞれ
    Each,
    /// 新たに, 残り: others than those counted.
    Other,
    /// など
    Such,
    /// 実施, 設置: to do it makes it one more.
    Doing,
    /// だった, あった
    Being,
    /// に達した, となった
    Reaching,
    /// について
    Concerning,
    /// を含む
    Including,
    /// もの, という: between a number and its noun.
    Amounting,
    /// 推移
    Course,
}

impl Word {
    /// How a word bounds the number before it.
    pub fn qualifier_of_number_before(self) -> Option<Qualifier> {
        Some(match self {
            Self::AboutBehind => Qualifier::About,
            Self::AtLeast => Qualifier::AtLeast,
            Self::Over => Qualifier::Over,
            Self::Under => Qualifier::Under,
            Self::AtMost => Qualifier::AtMost,
            Self::Somewhat => Qualifier::Somewhat,
            Self::Nearly => Qualifier::Nearly,
            _ => return None,
        })
    }
}

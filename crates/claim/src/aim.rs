//! What a number is said to come to, or to be meant to: 「1,376件に増加」, 「1,500件とする目標」.

use super::clauses::Clauses;
use super::token::TokenKind;
use super::word::Word;

/// How a number is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// とする目標
    Goal,
    /// とする計画
    Plan,
    /// 実施することを目標とする: perhaps so many more.
    Deed,
}

/// What makes a number behind it what something came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ResultCue {
    /// 増加し、
    Change,
    /// 4年間で
    Years,
}

/// Particles between a number and what it comes to.
const TOWARDS: [&str; 5] = ["へと", "に", "へ", "まで", "と"];
/// What it is brought to by somebody, before こと, 目標 or 計画.
const BROUGHT: [&str; 17] = [
    "する",
    "拡大する",
    "増やす",
    "増加させる",
    "引き上げる",
    "引上げる",
    "高める",
    "伸ばす",
    "拡充する",
    "減らす",
    "減少させる",
    "引き下げる",
    "縮減する",
    "削減する",
    "抑える",
    "抑制する",
    "向上させる",
];
/// What is done so many times, before こと, 目標 or 計画.
const DONE: [&str; 6] = ["実施する", "確保する", "達成する", "開催する", "設置する", "行う"];
/// What stands between both.
const JOINTS: [&str; 12] =
    ["ことを", "ことが", "ことも", "のが", "のを", "という", "との", "ことは", "数値", "成果", "を", "が"];
/// Words for what is aimed at.
const GOALS: [&str; 2] = ["目標値", "目標"];
/// What may stand behind them, so that the goal holds; others tell what became of it.
const HELD: [&str; 30] = [
    "。",
    "、",
    ")",
    "」",
    "を設定",
    "を掲げ",
    "を立て",
    "を定め",
    "を策定",
    "を決定",
    "を公表",
    "を示し",
    "を設け",
    "として",
    "とし、",
    "とする",
    "とした",
    "とします",
    "である",
    "であり",
    "だ。",
    "です",
    "に対し",
    "に向け",
    "の達成に向け",
    "を目指",
    "を置き",
    "を盛り込",
    "を打ち出",
    "の実現に向け",
];
/// What something moves to without being brought there.
const MOVED: [&str; 17] = [
    "減少", "増加", "拡大", "縮小", "低下", "上昇", "改善", "急減", "急増", "倍増", "半減", "増大", "減っ", "減り",
    "増え", "伸び", "下が",
];
/// What makes a plan, or its contrary, of a move.
const UNDONE: [&str; 16] = [
    "する",
    "させ",
    "見込",
    "見通し",
    "予定",
    "計画",
    "目標",
    "予測",
    "想定",
    "推計",
    "べき",
    "たい",
    "ない",
    "なかった",
    "れば",
    "可能",
];

impl Clauses<'_> {
    /// The folded text from a token on.
    fn from(&self, index: usize) -> &str {
        let start = self.start(index);
        self.text().get(start..).unwrap_or_default()
    }

    /// The rest of the clause from a token on.
    fn clause(&self, index: usize) -> &str {
        let rest = self.from(index);
        &rest[..rest.find(['。', '、', '\n', '(', ')', ',']).unwrap_or(rest.len())]
    }

    /// How the number before a token is aimed at: 「とする目標」, 「に拡大することを目標とする」, 「とする計画」.
    pub(super) fn aimed(&self, index: usize) -> Option<Aim> {
        let rest = self.from(index);
        let towards = TOWARDS.iter().find_map(|particle| rest.strip_prefix(particle));
        let brought = towards.and_then(|rest| BROUGHT.iter().find_map(|verb| rest.strip_prefix(verb)));
        let object = rest.strip_prefix('を').unwrap_or(rest);
        let done = DONE.iter().find_map(|verb| object.strip_prefix(verb));
        match done {
            Some(rest) => aim(rest).map(|_| Aim::Deed),
            None => aim(brought.or_else(|| ["という", "との"].iter().find_map(|word| rest.strip_prefix(word)))?),
        }
    }

    /// How a deed from a token on is aimed at: 「を実施することを目標とする」.
    pub(super) fn deed_aimed(&self, index: usize) -> Option<Aim> {
        let rest = self.from(index).strip_prefix('を')?;
        let verbs = ["受ける", "整備する", "受け付ける", "設ける", "開設する"];
        aim(DONE.iter().chain(&verbs).find_map(|verb| rest.strip_prefix(verb))?)
    }

    /// Whether the number before a token is said to be what something came to.
    pub(super) fn comes_to(&self, index: usize) -> bool {
        matches!(self.word(index), Some(Word::Reaching)) || self.moves_to(index)
    }

    /// Whether the number before a token is what something moved to, and has done so.
    pub(super) fn moves_to(&self, index: usize) -> bool {
        let clause = self.clause(index);
        let moved = TOWARDS.iter().find_map(|particle| clause.strip_prefix(particle));
        let moved = moved.and_then(|rest| MOVED.iter().find_map(|verb| rest.strip_prefix(verb)));
        moved.is_some_and(|rest| !UNDONE.iter().any(|word| rest.contains(word)))
    }

    /// Whether a number that is done to something ends its clause.
    pub(super) fn is_done(&self, index: usize) -> bool {
        matches!(self.word(index), Some(Word::Doing | Word::Stop | Word::Comma | Word::Close))
    }

    /// Whether a target, or that it is reached, stands before a token.
    pub(super) fn is_goal(&self, index: usize) -> bool {
        let [last, second] = [1, 2].map(|back| index.checked_sub(back).and_then(|before| self.word(before)));
        last == Some(Word::Target) || (last == Some(Word::Doing) && second == Some(Word::Target))
    }

    /// Behind 「4年間で」 or 「3年連続で」: where the text goes on, and what makes the next number a result.
    pub(super) fn result_cue(&self, index: usize) -> Option<(usize, ResultCue)> {
        let TokenKind::Number { unit: None, .. } = self.kind(index) else { return None };
        let rest = self.from(index + 1);
        let cues = [
            (ResultCue::Years, &["年間で", "か年で", "年で", "か月で"][..]),
            (ResultCue::Change, &["年連続で", "期連続で", "年度連続で", "年続けて", "か月連続で"]),
        ];
        let (cue, length) = cues.into_iter().find_map(|(cue, words)| {
            words.iter().find(|word| rest.starts_with(**word)).map(|word| (cue, word.len()))
        })?;
        let end = self.start(index + 1) + length;
        Some(((index + 1..).take(5).find(|next| self.start(*next) == end)?, cue))
    }
}

/// What follows on a verb.
fn aim(rest: &str) -> Option<Aim> {
    let mut rest = rest;
    for _ in 0..2 {
        rest = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)).unwrap_or(rest);
    }
    let (aim, behind) = match GOALS.iter().find_map(|goal| rest.strip_prefix(goal)) {
        Some(behind) => (Aim::Goal, behind),
        None => (Aim::Plan, rest.strip_prefix("計画")?),
    };
    let behind = behind.trim_start();
    (behind.is_empty() || HELD.iter().any(|held| behind.starts_with(held))).then_some(aim)
}

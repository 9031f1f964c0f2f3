//! Words that stand where a number is not yet known.

/// What offices write in such cells. Words that may also name a state, such as 検討中 and 未定, count only where a
/// number is expected, which the caller knows.
const WORDS: [&str; 24] = [
    "集計中",
    "調査中",
    "精査中",
    "確認中",
    "算定中",
    "算出中",
    "推計中",
    "計算中",
    "作成中",
    "調整中",
    "検討中",
    "分析中",
    "測定中",
    "照会中",
    "審査中",
    "取りまとめ中",
    "とりまとめ中",
    "取りまとめ前",
    "未集計",
    "未確定",
    "未公表",
    "公表前",
    "集計前",
    "未定",
];

/// Whether a text in the place of a number says that it is not yet known: `集計中`, `（集計中）`.
pub fn is_pending(text: &str) -> bool {
    let brackets = |c: char| matches!(c, '（' | '）' | '(' | ')' | '［' | '］' | '[' | ']') || c.is_whitespace();
    WORDS.contains(&text.trim_matches(brackets))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_what_is_not_yet_known_are_told_from_others() {
        for text in ["集計中", "（集計中）", " 未集計", "公表前", "取りまとめ中"] {
            assert!(is_pending(text), "{text}");
        }
        for text in ["", "－", "集計中の件数", "12", "完了", "中"] {
            assert!(!is_pending(text), "{text}");
        }
    }
}

//! Words that stand where a number is not yet known.

/// What offices write in such cells. Words that may also name a state, such as 検討中 and 未定, count only where a
/// number is expected, which the caller knows.
const WORDS: [&str; 27] = [
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
    "協議中",
    "公表待ち",
    "実施前",
];

/// What is written where a number is not published, or where there is none, and none will come later.
const WITHHELD: [&str; 7] = ["不明", "不詳", "秘匿", "非公表", "非公開", "該当なし", "対象外"];

/// Whether a text in the place of a number says that it is not yet known: `集計中`, `（集計中）`.
pub fn is_pending(text: &str) -> bool {
    WORDS.contains(&bare(text))
}

/// Whether a text in the place of a number says that it is not told: `不明`, `（該当なし）`.
pub fn is_withheld(text: &str) -> bool {
    WITHHELD.contains(&bare(text))
}

/// The words without brackets and blanks around them.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| "（）()［］[]【】".contains(c) || c.is_whitespace())
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

    #[test]
    fn what_is_not_told_is_not_awaited() {
        for text in ["不明", "（該当なし）", "【秘匿】"] {
            assert!(is_withheld(text) && !is_pending(text), "{text}");
        }
        for text in ["", "集計中", "不明な点", "12"] {
            assert!(!is_withheld(text), "{text}");
        }
    }
}

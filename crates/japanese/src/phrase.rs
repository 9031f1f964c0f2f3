//! Phrases (文節): the pieces of a short text between which a line may be broken.

/// What a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Kanji,
    Digit,
    Latin,
    Opening,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' => Script::Katakana,
        '一'..='鿿' | '㐀'..='䶿' | '豈'..='﫿' | '\u{20000}'..='\u{323AF}' | '々' | '〆' => Script::Kanji,
        '0'..='9' | '０'..='９' | '①'..='⑳' => Script::Digit,
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Script::Latin,
        '「' | '『' | '（' | '(' | '【' | '〔' | '［' | '〈' | '《' | '“' => Script::Opening,
        _ => Script::Other,
    }
}

/// Hiragana that end a phrase: particles, and the endings of words before a noun.
const ENDINGS: &str = "をはがのにへともやでるたなてず";
/// Punctuation behind which a line may be broken.
const CLOSING: &str = "、。，．・）」』】〕］〉》”)／ 　";
/// Words that begin a new phrase within a long row of kanji.
const HEADS: [&str; 24] = [
    "協議会",
    "委員会",
    "調査会",
    "審議会",
    "検討会",
    "研究所",
    "事務局",
    "会議",
    "機構",
    "本部",
    "推進",
    "開発",
    "研究",
    "事業",
    "支援",
    "計画",
    "戦略",
    "制度",
    "医療",
    "機器",
    "評価",
    "連携",
    "体制",
    "実現",
];
/// A row of so many kanji is read as one word.
const WORD: usize = 4;

/// The phrases of a text, which joined give the text.
///
/// There is no dictionary behind this: a phrase ends behind a particle, behind punctuation, where kanji and katakana
/// meet, and before common words in long rows of kanji. Words of katakana or Latin letters and numbers with their
/// units stay whole.
pub fn phrases(text: &str) -> Vec<&str> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut phrases = Vec::new();
    let mut start = 0;
    for index in 1..characters.len() {
        if ends(text, &characters, index) {
            phrases.push(&text[start..characters[index].0]);
            start = characters[index].0;
        }
    }
    if start < text.len() {
        phrases.push(&text[start..]);
    }
    phrases
}

/// Whether a phrase ends before the character at this place, which is not the first.
fn ends(text: &str, characters: &[(usize, char)], index: usize) -> bool {
    let (before, (byte, after)) = (characters[index - 1].1, characters[index]);
    let (row_before, row_behind) = characters.split_at(index);
    match (script(before), script(after)) {
        (Script::Opening, _) | (_, Script::Other) => false,
        (_, Script::Opening) => true,
        (Script::Other, _) => CLOSING.contains(before),
        (Script::Hiragana, Script::Hiragana) => false,
        (Script::Hiragana, _) => ENDINGS.contains(before),
        // A single character beside a word belongs to it: 新システム, カンボジア国.
        (Script::Kanji, Script::Katakana | Script::Latin)
        | (Script::Katakana | Script::Latin, Script::Kanji)
        | (Script::Katakana, Script::Latin)
        | (Script::Latin, Script::Katakana) => {
            row_length(row_before.iter().rev(), script(before)) > 1 && row_length(row_behind.iter(), script(after)) > 1
        }
        (Script::Kanji, Script::Kanji) => {
            let back = row_length(row_before.iter().rev(), Script::Kanji);
            let whole = back + row_length(row_behind.iter(), Script::Kanji);
            // The second half of a word that begins before: 医療機器 is not 医療機|器.
            let inside = characters[index - 1].0;
            whole > WORD && back > 1 && begins_phrase(&text[byte..]) && !begins_phrase(&text[inside..])
        }
        _ => false,
    }
}

/// How many characters of a script there are from the first one on.
fn row_length<'p>(characters: impl Iterator<Item = &'p (usize, char)>, row: Script) -> usize {
    characters.take_while(|(_, c)| script(*c) == row).count()
}

/// Whether a text begins with a word before which a long row of kanji may be parted.
fn begins_phrase(text: &str) -> bool {
    HEADS.iter().any(|head| text.starts_with(head))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn split(text: &str) {
        let plain = text.replace('|', "");
        assert_eq!(phrases(&plain).join("|"), text);
    }

    #[test]
    fn phrases_end_behind_particles_and_where_scripts_meet() {
        split("カンボジアの|医療拠点");
        split("創薬支援|ネットワーク|協議会");
        split("次世代|医療|機器|開発|推進|協議会");
        split("取り組みを|評価");
        split("滅菌の|設備がそろわない");
        split("大学・|研究機関");
        split("日本|医療|研究|開発|機構|（AMED）");
        split("一元管理する|センター");
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        for whole in
            ["カンボジア", "コンピューター", "PMDA", "2019年3月末", "第3相", "推進本部", "新システム", "13.17％", ""]
        {
            assert!(phrases(whole).len() <= 1, "{:?}", phrases(whole));
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "\\PC{0,30}") {
            prop_assert_eq!(phrases(&text).concat(), text);
        }
    }
}

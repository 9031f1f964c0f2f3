//! Which words of a text are new, and which are gone.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::japanese::plain;

/// A stretch of a text that was reworded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordingPiece {
    /// Both texts have it.
    Same(String),
    /// Only the earlier text has it.
    Gone(String),
    /// Only the later text has it.
    New(String),
}

/// The class of a character; runs of some classes are words that stay whole.
fn class(c: char) -> u8 {
    match c {
        '0'..='9' | '０'..='９' | ',' | '.' => 1,
        'A'..='Z' | 'a'..='z' | '-' | '_' | '/' | ':' | '@' => 2,
        'ァ'..='ヺ' | 'ー' => 3,
        '一'..='鿿' | '㐀'..='䶿' | '々' | '〇' => 4,
        _ => 0,
    }
}

/// A text as numbers, Latin words, words in katakana and in kanji, and single characters of all else. 二 struck out
/// would look like 三, but 二段階 is read as what it was.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let class = class(c);
        if at > 0 && (class == 0 || class != last) {
            tokens.push(&text[start..at]);
            start = at;
        }
        last = class;
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// The stretches of two wordings of a text in which they agree and differ. Marks such as those of bold are left out,
/// unless nothing else differs.
pub fn pieces(before: &str, after: &str) -> Vec<WordingPiece> {
    let [a, b] = [before, after].map(plain);
    if a != b { differences(&a, &b) } else { differences(before, after) }
}

/// So many words of two texts are compared one by one; what is longer, sentence by sentence first. The time grows with the
/// words and with how many of them differ.
const WORDS: usize = 2_000;

/// A stretch that both texts have, or one that only the earlier and only the later has.
type Stretch = [String; 3];

/// The stretches of two texts that are cut into parts.
fn stretches(a: &[&str], b: &[&str]) -> Vec<Stretch> {
    let operations = capture_diff_slices(Algorithm::Myers, a, b).into_iter().map(|operation| operation.as_tag_tuple());
    let stretch = |(tag, from, to): (DiffTag, Range<usize>, Range<usize>)| match tag {
        DiffTag::Equal => [b[to].concat(), String::new(), String::new()],
        _ => [String::new(), a[from].concat(), b[to].concat()],
    };
    operations.map(stretch).collect()
}

/// The stretches of two texts by their words; of sentences that differ in too many words, the whole.
fn by_words(before: &str, after: &str) -> Vec<Stretch> {
    let (a, b) = (tokens(before), tokens(after));
    if a.len() + b.len() <= WORDS {
        return stretches(&a, &b);
    }
    let [a, b] = [before, after].map(|text| text.split_inclusive('。').collect::<Vec<&str>>());
    let each = stretches(&a, &b).into_iter().flat_map(|stretch| {
        let [_, gone, new] = &stretch;
        let few = tokens(gone).len() + tokens(new).len() <= WORDS;
        if few && !gone.is_empty() && !new.is_empty() { stretches(&tokens(gone), &tokens(new)) } else { vec![stretch] }
    });
    each.collect()
}

fn differences(before: &str, after: &str) -> Vec<WordingPiece> {
    let mut all = by_words(before, after);
    // A single character that both have by chance between two changes would only tear them apart.
    let mut at = 1;
    while at + 1 < all.len() {
        if all[at][0].chars().count() == 1 && all[at - 1][0].is_empty() && all[at + 1][0].is_empty() {
            let [same, next] = [all.remove(at), all.remove(at)];
            let [_, gone, new] = &mut all[at - 1];
            gone.push_str(&format!("{}{}", same[0], next[1]));
            new.push_str(&format!("{}{}", same[0], next[2]));
        } else {
            at += 1;
        }
    }
    let each = all
        .into_iter()
        .flat_map(|[same, gone, new]| [WordingPiece::Same(same), WordingPiece::Gone(gone), WordingPiece::New(new)]);
    each.filter(|piece| !matches!(piece, WordingPiece::Same(text) | WordingPiece::Gone(text) | WordingPiece::New(text) if text.is_empty()))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let each = pieces(before, after).into_iter().map(|piece| match piece {
            WordingPiece::Same(text) => text,
            WordingPiece::Gone(text) => format!("[-{text}-]"),
            WordingPiece::New(text) => format!("{{+{text}+}}"),
        });
        each.collect()
    }

    #[test]
    fn changed_words_stand_out() {
        assert_eq!(shown("堰を点検。", "全ての堰を点検。"), "{+全ての+}堰を点検。");
        assert_eq!(shown("点検は二段階で行う。", "点検は三段階で行う。"), "点検は[-二段階-]{+三段階+}で行う。");
        assert_eq!(shown("1,376件を評価。", "1,500件を評価。"), "[-1,376-]{+1,500+}件を評価。");
        assert_eq!(shown("水源の**保全**が進む。", "水源の**整備**が進む。"), "水源の[-保全-]{+整備+}が進む。");
        assert_eq!(shown("水源の保全", "水源の**保全**"), "水源の{+**+}保全{+**+}");
    }

    #[test]
    fn long_texts_are_compared_by_sentences() {
        let sentences: Vec<String> = (0..300).map(|at| format!("{at}番の堰を二人で点検した。")).collect();
        let mut changed = sentences.clone();
        changed[7] = "7番の堰を三人で点検した。".to_owned();
        changed[290].push_str("後で報告。");
        let said = shown(&sentences.concat(), &changed.concat());
        assert!(said.contains("6番の堰を二人で点検した。7番の堰を[-二人-]{+三人+}で点検した。8番"), "{said}");
        assert_eq!((said.matches("[-").count(), said.matches("{+").count()), (1, 2));
        // Of texts that have nothing in common, no words are looked for.
        let other = "別の事を言う".repeat(300);
        assert_eq!(
            pieces(&sentences.concat(), &other),
            [WordingPiece::Gone(sentences.concat()), WordingPiece::New(other.clone())]
        );
    }

    proptest! {
        #[test]
        fn pieces_make_up_both_texts(before in "[堰を点検。a1,ア]{0,12}", after in "[堰を点検。a1,ア]{0,12}") {
            let (mut old, mut new) = (String::new(), String::new());
            for piece in differences(&before, &after) {
                match piece {
                    WordingPiece::Same(text) => { old.push_str(&text); new.push_str(&text); }
                    WordingPiece::Gone(text) => old.push_str(&text),
                    WordingPiece::New(text) => new.push_str(&text),
                }
            }
            prop_assert_eq!((old, new), (before, after));
        }
    }
}

//! Values that are not yet known, with the words that are printed in their place (集計中).

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use crate::data::{Decoder, Text, record};
use crate::diagnostic::problems;
use crate::japanese::number_before;

record! {
    /// A value that is not yet known.
    Pending, "a value that is not yet known", "未確定の値" {
        /// What is printed in its place, such as 集計中.
        pending: Text,
    }
}

/// Whether a text that stands where a number is needed is meant as words, rather than as a number in quotes, with or
/// without its unit.
pub(super) fn is_wording(text: &str) -> bool {
    let unit = |rest: &str| rest.chars().count() <= LONGEST_UNIT && !rest.contains(char::is_numeric);
    // An approximate number is one.
    let text = text.strip_prefix("約").or_else(|| text.strip_prefix("およそ")).unwrap_or(text);
    text.contains(char::is_alphabetic) && number_before(text).is_none_or(|(_, rest)| !unit(rest))
}

/// What is longer behind a number, such as 百万米ドル, is no unit.
const LONGEST_UNIT: usize = 6;

/// Reports words that stand in the place of a number, that of a metric or another.
pub(super) fn report(value: &Value<'_>, text: &str, metric: bool, decoder: &mut Decoder<'_>) {
    let problem = WordsForNumber { words: text.to_owned(), metric };
    decoder.error(value.start()..value.end(), problem.into());
}

problems! {
    /// Value that is not a number.
    K0268 error WordsForNumber { words: String, metric: bool }
    en: "expected a number, found the text `{words}`",
        hints {
            match metric {
                true => vec![format!(
                    "if the value is not yet known, write `\"value\": null, \"pending\": \"{words}\"`, which prints `{words}`"
                )],
                false => vec![format!(
                    "if the value is not yet known, write `{{ \"pending\": \"{words}\" }}`, which prints `{words}`"
                )],
            }
        };
    ja: "数値を書くところに、「{words}」という文字列があります",
        hints {
            match metric {
                true => vec![format!(
                    "まだ分からない値なら、`\"value\": null, \"pending\": \"{words}\"`と書いてください。「{words}」と印刷されます"
                )],
                false => vec![format!(
                    "まだ分からない値なら、`{{ \"pending\": \"{words}\" }}`と書いてください。「{words}」と印刷されます"
                )],
            }
        };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_numbers_in_quotes() {
        for text in ["集計中", "令和６年９月公表", "2024年9月に公表", "N/A"] {
            assert!(is_wording(text), "{text}");
        }
        for text in ["", "　", "12", "1,376", "−3", "１２", "12人", "13.17億円", "▲10", "約1,376件"] {
            assert!(!is_wording(text), "{text}");
        }
    }
}

//! What can be wrong with texts.

use super::super::links;
use crate::address::Flaw;
use crate::data::characters;
use crate::diagnostic::problems;

problems! {
    /// Empty text.
    K0110 error EmptyText
    en: "this text is empty",
        hint "write the text, or remove the key if it is optional";
    ja: "文字列が空です",
        hint "内容を書くか、省略できるキーなら、キーごと削除してください";

    /// Nothing but marks.
    K0272 error NothingButMarks
    en: "this text has only notes or line-break hints, and no text that they belong to",
        hint "write the text before its note `^[…]`, or around its hint `{{|}}`";
    ja: "注や改行の目印だけで、本文がありません",
        hint "注`^[…]`や目印`{{|}}`の前に、本文を書いてください";

    /// Line break or tab in a text.
    K0111 error LineBreakInText
    en: "this text has a line break or a tab",
        hint "join the lines, or divide them into two items or paragraphs; replace a tab with a blank",
        hint "only in the cells of a table does `\\n` begin a new line";
    ja: "文字列に改行かタブが入っています",
        hint "1行につなぐか、二つの項目か段落に分けてください（行は自動で折り返します）。タブは空白に変えてください",
        hint "`\\n`で改行できるのは、表のセルの中だけです";

    /// Character that cannot be printed.
    K0112 error ForbiddenCharacter { code_point: u32, sign: String }
    en: { characters::en::forbidden(*code_point, sign) },
        hint { characters::en::forbidden_hint(sign) };
    ja: { characters::ja::forbidden(*code_point, sign) },
        hint { characters::ja::forbidden_hint(sign) };

    /// Link to neither a web page nor a mail address.
    K0113 error BadLink { target: String, flaw: Flaw }
    en: { links::en::message(target, *flaw) },
        hint { links::en::hint(*flaw) };
    ja: { links::ja::message(target, *flaw) },
        hint { links::ja::hint(*flaw) };

    /// Mark without its counterpart.
    K0116 warning BrokenMark { mark: String, meant: Option<String> }
    en: {
        match meant {
            None => format!("the mark `{mark}` has no counterpart, so it is printed literally"),
            Some(_) => format!("the mark `{mark}` has full-width characters, so it is printed literally"),
        }
    },
        hints {
            match meant {
                Some(meant) => {
                    vec![format!("write it in half-width characters, as `{meant}`; if it is meant literally, keep it")]
                }
                _ => vec!["close the mark; if it is meant literally, keep it".to_owned()],
            }
        };
    ja: {
        match meant {
            None => format!("記号`{mark}`が対になっていないので、このまま印刷されます"),
            Some(_) => format!("記号`{mark}`に全角の文字があるので、このまま印刷されます"),
        }
    },
        hints {
            match meant {
                Some(meant) => {
                    vec![format!("半角で`{meant}`と書いてください。記号として使ったのでなければ、対応は要りません")]
                }
                _ => vec!["記号を閉じてください。記号として使ったのでなければ、対応は要りません".to_owned()],
            }
        };

    /// Mark in a text that is read aloud.
    K0118 warning MarkReadAloud { mark: String }
    en: "alternative texts cannot have marks, so `{mark}` is read aloud literally",
        hint "write the text without marks, as it is to be read aloud";
    ja: "代替テキストでは記号を使えないため、`{mark}`はこのまま読み上げられます",
        hint "図を見ることができない人に読み上げる文を、記号を使わずに書いてください";

    /// Error of a spreadsheet.
    K0238 error ErrorValue { found: String }
    en: "this cell has the spreadsheet error `{found}`",
        hint "fix the formula in the spreadsheet, and save the file again";
    ja: "セルに、表計算ソフトのエラー`{found}`が入っています",
        hint "表計算ソフトで数式を直し、保存し直してください";

    /// Markup of a web page.
    K0121 warning MarkupLeftOver { found: String }
    en: "`{found}` is left over from a web page, and is printed literally",
        hint "write the intended character, or delete it";
    ja: "ウェブページの記号`{found}`が残っていて、そのまま印刷されます",
        hint "本来の文字に直すか、削除してください";

    /// Row of blanks.
    K0120 warning Padding { blanks: usize }
    en: "{blanks} blanks in a row are printed as one",
        hint "delete them; to align words, use a list or a table";
    ja: "続いている{blanks}個の空白は、詰めて印刷されます",
        hint "空白を削除してください。文字の位置をそろえるには、箇条書きか表を使ってください";
}

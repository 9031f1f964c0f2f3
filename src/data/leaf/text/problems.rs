//! What can be wrong with texts.

use super::super::links;
use crate::address::Flaw;
use crate::data::characters;
use crate::diagnostic::problems;

problems! {
    /// Empty text.
    K0110 error EmptyText
    en: "this text is empty",
        hint "write the text, or leave the key out if it may be absent";
    ja: "文字列が空です",
        hint "内容を書いてください。省略できるキーなら、キーごと削除してください";

    /// Empty cell of a table.
    K0110 error EmptyCell
    en: "this text is empty",
        hint "write `null` for a cell that the source leaves open, without quotes; 「－」 is printed";
    ja: "文字列が空です",
        hint "出典に値のないセルには、引用符なしで`null`と書いてください。「－」と印刷されます";

    /// Nothing but marks.
    K0272 error NothingButMarks
    en: "this text has notes or line-break hints, and nothing that they belong to",
        hint "write the text before its note `^[…]`, or around its hint `{{|}}`";
    ja: "注や改行の目印だけで、本文がありません",
        hint "注`^[…]`や目印`{{|}}`の前に、本文を書いてください";

    /// Line break or tab in a text.
    K0111 error LineBreakInText
    en: "this text holds a line break or a tab",
        hint "make it two items or two paragraphs; lines are broken when the page is set";
    ja: "文字列に改行かタブが入っています",
        hint "二つの項目か段落に分けてください。行は組版のときに折り返されます";

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
            None => format!("the mark `{mark}` has no counterpart, so it is printed as it stands"),
            Some(_) => format!("the mark `{mark}` has full-width characters, so it is printed as it stands"),
        }
    },
        hints {
            match meant {
                Some(meant) => {
                    vec![format!("write it half-width, as `{meant}`; if it is meant literally, leave it as it is")]
                }
                _ => vec!["close the mark; if it is meant literally, leave it as it is".to_owned()],
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
                    vec![format!("半角で`{meant}`と書いてください。文字のつもりなら、直す必要はありません")]
                }
                _ => vec!["記号を閉じてください。文字のつもりなら、直す必要はありません".to_owned()],
            }
        };

    /// Mark in a text that is read aloud.
    K0118 warning MarkReadAloud { mark: String }
    en: "an alternative text takes no marks, so that `{mark}` is read aloud as it stands",
        hint "write what a reader who cannot see the figure shall hear, without marks";
    ja: "代替テキストでは記号を使えないため、`{mark}`はこのまま読み上げられます",
        hint "図を見られない人に読み上げる文だけを、記号を使わずに書いてください";

    /// Error of a spreadsheet.
    K0238 error ErrorValue { found: String }
    en: "the cell holds `{found}`, an error of a spreadsheet",
        hint "mend the formula in the spreadsheet, and save the file anew";
    ja: "セルに、表計算ソフトのエラー`{found}`が入っています",
        hint "表計算ソフトで数式を直し、保存し直してください";

    /// Markup of a web page.
    K0121 warning MarkupLeftOver { found: String }
    en: "`{found}` is left from a web page, and is printed as it stands",
        hint "write the character that is meant, or delete it";
    ja: "ウェブページの記号`{found}`が残っています。そのまま印刷されます",
        hint "本来の文字に直すか、削除してください";

    /// Row of blanks.
    K0120 warning Padding { blanks: usize }
    en: "{blanks} blanks in a row are closed up in print",
        hint "delete them; for words below each other use a list or a table";
    ja: "{blanks}個続く空白は、詰めて印刷します",
        hint "空白を削除してください。文字の位置をそろえるには、箇条書きか表を使います";
}

//! What is wrong with a cell that should hold a number, in Japanese.

use crate::japanese::{FigureError, count};

/// How many more cells there are with the same.
pub(in crate::model::table_file) fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("（ほか{}か所）", count(more)) }
}

/// What is wrong.
pub(in crate::model::table_file) fn message(found: &str, why: FigureError, more: usize) -> String {
    let what = match why {
        FigureError::Words => "数値を書くところに`{}`があります",
        FigureError::Separators => "`{}`は数値として読めません。桁区切りの位置が正しくありません",
        FigureError::Exponent => "`{}`は、表計算ソフトで下の桁が省かれた表示です",
        FigureError::LeadingZero => "`{}`は、番号やコードのように0で始まっています",
        FigureError::Sign => "`{}`の符号は、正負のどちらにも読めます",
        FigureError::Nothing => "`{}`では、値が0なのか、値の記載がないのかが分かりません",
        FigureError::Hashes => "`{}`は、表計算ソフトの列の幅が足りないときに、数値の代わりに表示されるものです",
        FigureError::TooLong => "数値`{}`は桁数が多すぎます（上限は全体で18桁、小数点以下は9桁）",
        FigureError::Unit => "`{}`には、列の見出しにない単位が付いています",
        FigureError::OtherUnit => "`{}`の単位が、列の見出しの単位と違います",
    };
    what.replace("{}", found) + &and_more(more)
}

/// What to write.
pub(in crate::model::table_file) fn hint(found: &str, why: FigureError, write: Option<&str>) -> String {
    match why {
        FigureError::Words => {
            "数字だけを書いてください（桁区切りはあってもかまいません）。単位は列の見出しに書きます".to_owned()
        }
        FigureError::Separators => {
            "コンマは3桁ごとに入れるか入れないかにし、小数点はピリオドで書いてください（例: `1,234.5`）".to_owned()
        }
        FigureError::Exponent => "表計算ソフトでセルの書式を数値にし、保存し直してください".to_owned(),
        FigureError::LeadingZero => {
            "番号やコードなら、列の`number`を削除してください。数値なら、先頭の0を削除してください".to_owned()
        }
        FigureError::Sign => "負の数は`-5`、正の数は`5`のように書いてください（▲と△は負の符号として読みます）".to_owned(),
        FigureError::Nothing => {
            "0なら`0`と書いてください。値の記載がないのなら、空欄にするか（「－」と印刷されます）、`集計中`、`不明`、`該当なし`のように理由を書いてください"
                .to_owned()
        }
        FigureError::Hashes => "表計算ソフトで列の幅を広げ、保存し直してください".to_owned(),
        FigureError::TooLong => "丸めるか、列の見出しの単位を億円などの大きなものにしてください".to_owned(),
        FigureError::Unit => match write {
            Some(plain) => {
                format!("`{plain}`と書くか、列の見出しに単位を書き、ここには`{found}`の数字だけを書いてください")
            }
            None => "列の見出しに、`件数（件）`のように括弧で単位を書いてください".to_owned(),
        },
        FigureError::OtherUnit => match write {
            Some(plain) => format!("列の見出しの単位に合わせて`{plain}`と書いてください"),
            None => "セルの単位か、列の見出しの単位を直してください".to_owned(),
        },
    }
}

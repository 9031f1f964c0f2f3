//! What can be wrong with totals and with metrics that count rows.

use crate::diagnostic::{Language, choice, problems};

problems! {
    /// Total that is not the sum.
    K0249 error TotalNotTheSum { column: String, total: String, sum: String, unstated: bool }
    en: {
        let stated = if *unstated { " of what is stated" } else { "" };
        format!("the total of the column `{column}` is {total}, but the sum{stated} is {sum}")
    },
        hints {
            match unstated {
                true => vec!["mend the total or the cells; a total can only be larger where cells are not stated".to_owned()],
                _ => vec![
                    "mend the total or the cells".to_owned(),
                    "if the source says so, give the reason by `total_differs`, which is printed below the table".to_owned(),
                    "if the column is not summed up, as averages and rates, add `\"summed\": false` to it".to_owned(),
                ],
            }
        };
    ja: {
        let stated = if *unstated { "記載のある値の" } else { "" };
        format!("列「{column}」の合計は{total}ですが、{stated}和は{sum}です")
    },
        hints {
            match unstated {
                true => vec!["合計かセルを直してください。合計が和より大きくてよいのは、記載のないセルがあるときだけです".to_owned()],
                _ => vec![
                    "合計かセルを直してください".to_owned(),
                    "出典のとおりなら、理由を`total_differs`に書いてください。表の下に印刷されます".to_owned(),
                    "平均や率のように和ではない列なら、列に`\"summed\": false`を加えてください".to_owned(),
                ],
            }
        };

    /// Total that is not the sum.
    K0249 error TotalOfPending { column: String, total: String, words: String }
    en: "the total of the column `{column}` is {total}, but one of its cells says `{words}`",
        hint "write `{{ \"pending\": \"{words}\" }}` for the total, too",
        hint "if the total leaves such cells out, say so by `total_differs`, which is printed below the table";
    ja: "列「{column}」の合計は{total}ですが、「{words}」のセルがあります",
        hint "合計も`{{ \"pending\": \"{words}\" }}`としてください",
        hint "そのセルを除いた合計なら、その旨を`total_differs`に書いてください。表の下に印刷されます";

    /// Remark on a total that does not differ.
    K0250 error TotalNoDifference
    en: "each total is the sum of its column, but a remark says otherwise",
        hint "take `total_differs` out";
    ja: "どの合計も列の和と同じですが、異なるという注記があります",
        hint "`total_differs`を削除してください";

    /// Metric unlike its table.
    K0251 error CountOfPending { value: String, words: String }
    en: "the metric says {value}, but its table holds a cell that says `{words}`",
        hint "write `\"value\": null, \"pending\": \"{words}\"`, or take `counts` out if it counts others";
    ja: "指標は{value}ですが、表に「{words}」のセルがあります",
        hint "指標も`\"value\": null, \"pending\": \"{words}\"`としてください。数える対象が違うなら、`counts`を削除\
            してください";

    /// Metric unlike its table.
    K0251 error CountKnown { counted: String, words: String }
    en: "the metric says `{words}`, but its table gives {counted}",
        hints {
            {
                let counted = counted.replace(',', "");
                vec![format!("write {counted} as the value, or take `counts` out if it counts others")]
            }
        };
    ja: "指標は「{words}」ですが、表から数えると{counted}です",
        hints {
            {
                let counted = counted.replace(',', "");
                vec![format!("値を{counted}としてください。数える対象が違うなら、`counts`を削除してください")]
            }
        };

    /// Metric unlike its table.
    K0251 error CountDiffers { counted: String, value: String }
    en: "the metric says {value}, but its table gives {counted}",
        hint "mend the value or the table, or take `counts` out if it counts others";
    ja: "指標は{value}ですが、表から数えると{counted}です",
        hint "値か表を直してください。数える対象が違うなら、`counts`を削除してください";

    /// Counting in a block that is not a table.
    K0260 error CountsNoTable { id: String, known: Vec<String> }
    en: "the block `{id}` is not a table, so that nothing can be counted in it",
        hints { choice(id, known, Language::English) };
    ja: "ブロック`{id}`は表ではないので、数えられません",
        hints { choice(id, known, Language::Japanese) };

    /// Rows that the table does not have.
    K0252 error UnknownCategory { text: String, known: Vec<String> }
    en: "the column has no cell `{text}`",
        hints { choice(text, known, Language::English) };
    ja: "この列に「{text}」というセルはありません",
        hints { choice(text, known, Language::Japanese) };
}

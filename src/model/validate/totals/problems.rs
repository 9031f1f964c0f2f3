//! What can be wrong with totals and with metrics that count rows.

use crate::diagnostic::{Language, choice, problems};

problems! {
    /// Total that is not the sum.
    K0249 error TotalNotTheSum { column: String, total: String, sum: String, unstated: bool, subtotal: bool }
    en: {
        let stated = if *unstated { " of the given values" } else { "" };
        let total_of = if *subtotal { "subtotal" } else { "total" };
        format!("the {total_of} of the column `{column}` is {total}, but the sum{stated} is {sum}")
    },
        hints {
            match unstated {
                true => vec!["fix the total or the cells; where cells have no value, a total can be larger than the sum, but not smaller".to_owned()],
                _ => vec![
                    "fix the total or the cells".to_owned(),
                    "if the source has this total, give the reason in `total_differs`, which is printed below the table".to_owned(),
                    "if the column is not added up, as with averages and rates, add `\"summed\": false` to it".to_owned(),
                ],
            }
        };
    ja: {
        let stated = if *unstated { "記載のある値の" } else { "" };
        let total_of = if *subtotal { "小計" } else { "合計" };
        format!("列「{column}」の{total_of}は{total}ですが、{stated}和は{sum}です")
    },
        hints {
            match unstated {
                true => vec!["合計かセルを直してください。記載のないセルがあっても、合計が和より小さくなることはありません".to_owned()],
                _ => vec![
                    "合計かセルを直してください".to_owned(),
                    "出典のとおりなら、理由を`total_differs`に書いてください。表の下に印刷されます".to_owned(),
                    "平均や率のように、合計を和としない列なら、列に`\"summed\": false`を加えてください".to_owned(),
                ],
            }
        };

    /// Total that is not the sum.
    K0249 error TotalOfPending { column: String, total: String, words: String }
    en: "the total of the column `{column}` is {total}, but one of its cells is `{words}`",
        hint "write `{{ \"pending\": \"{words}\" }}` for the total as well",
        hint "if the total excludes such cells, say so in `total_differs`, which is printed below the table";
    ja: "列「{column}」の合計は{total}ですが、「{words}」のセルがあります",
        hint "合計も`{{ \"pending\": \"{words}\" }}`と書いてください",
        hint "そのセルを除いた合計なら、そのことを`total_differs`に書いてください。表の下に印刷されます";

    /// Remark on a total that does not differ.
    K0250 error TotalNoDifference
    en: "every total is the sum of its column, but `total_differs` says that they differ",
        hint "remove `total_differs`";
    ja: "どの合計も列の和と一致していますが、異なるという注記（`total_differs`）があります",
        hint "`total_differs`を削除してください";

    /// Metric unlike its table.
    K0251 error CountOfPending { value: String, words: String }
    en: "the metric is {value}, but its table has a cell `{words}`",
        hint "write `\"value\": null, \"pending\": \"{words}\"`, or remove `counts` if the metric counts something else";
    ja: "指標は{value}ですが、表に「{words}」のセルがあります",
        hint "指標も`\"value\": null, \"pending\": \"{words}\"`としてください。数える対象が違うなら、`counts`を削除\
            してください";

    /// Metric unlike its table.
    K0251 error CountKnown { counted: String, words: String }
    en: "the metric is `{words}`, but the count from its table is {counted}",
        hints {
            {
                let counted = counted.replace(',', "");
                vec![format!("write {counted} as the value, or remove `counts` if the metric counts something else")]
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
    en: "the metric is {value}, but the count from its table is {counted}",
        hint "fix the value or the table, or remove `counts` if the metric counts something else";
    ja: "指標は{value}ですが、表から数えると{counted}です",
        hint "値か表を直してください。数える対象が違うなら、`counts`を削除してください";

    /// Counting in a block that is not a table.
    K0260 error CountsNoTable { id: String, known: Vec<String> }
    en: "the block `{id}` is not a table, so nothing can be counted in it",
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

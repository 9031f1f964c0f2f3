//! What several looks at a file find, and what a page as a whole has too much of.

use crate::diagnostic::problems;

/// What is damaged in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamagedPart {
    /// The cross-reference table.
    References,
    /// The tree of pages.
    PageTree,
    /// The content of a page cannot be read.
    Content,
    /// Saved and restored states do not match.
    States,
    /// A picture, font or other resource that is not there.
    Resource,
}

/// Why a check was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckLimit {
    /// There is too much in it.
    Work,
    /// Forms are nested too deep, or contain themselves.
    Depth,
}

problems! {
    /// A table, a page or a resource of the file is damaged.
    K0901 error DamagedFile { part: DamagedPart }
    en: {
        match part {
            DamagedPart::References => "the cross-reference table is damaged".to_owned(),
            DamagedPart::PageTree => "the page tree is damaged".to_owned(),
            DamagedPart::Content => "the content stream of the page cannot be read to its end".to_owned(),
            DamagedPart::States => "the operators `q` and `Q`, which save and restore the graphics state, are not balanced".to_owned(),
            DamagedPart::Resource => "a resource that the page uses is missing".to_owned(),
        }
    },
        hint "export the file again from its source";
    ja: {
        match part {
            DamagedPart::References => "相互参照表（クロスリファレンステーブル）が壊れています".to_owned(),
            DamagedPart::PageTree => "ページツリーが壊れています".to_owned(),
            DamagedPart::Content => "ページのコンテンツストリームを最後まで読み取れません".to_owned(),
            DamagedPart::States => "グラフィックス状態の保存（`q`）と復元（`Q`）の数が合いません".to_owned(),
            DamagedPart::Resource => "ページが使うリソースがファイルにありません".to_owned(),
        }
    },
        hint "元のデータからPDFを書き出し直してください";

    /// An annotation is on the page.
    K0910 error PageAnnotation { kind: String }
    en: "the page has an annotation (`{kind}`)",
        hint "remove it from the print file";
    ja: "ページに注釈（`{kind}`）があります",
        hint "印刷用のファイルから取り除いてください";

    /// The file holds an action.
    K0912 error DocumentAction { kind: String }
    en: "the file has an action (`{kind}`)",
        hint "remove it from the print file";
    ja: "アクション（`{kind}`）があります",
        hint "印刷用のファイルから取り除いてください";

    /// A check was cut short, since it would have taken too long.
    K0915 warning IncompleteCheck { limit: CheckLimit }
    en: {
        match limit {
            CheckLimit::Work => "the file is too complex to be checked completely".to_owned(),
            CheckLimit::Depth => "form XObjects are nested too deep to be checked completely".to_owned(),
        }
    },
        hint "check these pages with another program as well";
    ja: {
        match limit {
            CheckLimit::Work => "内容が多すぎるため、一部を点検できませんでした".to_owned(),
            CheckLimit::Depth => "フォームXObjectの入れ子が深すぎるため、一部を点検できませんでした".to_owned(),
        }
    },
        hint "これらのページは別のソフトでも確かめてください";

    /// Objects over each other have more ink than the limit.
    K0947 error PageInk { found: String, wanted: String, area: String }
    en: "the total ink coverage here is {found} %; the maximum is {wanted} % (on {area} mm²)",
        hint "let the upper object knock out, or use lighter colours";
    ja: "総インキ量が{found}%です（上限は{wanted}%です。面積は{area}mm²）",
        hint "下の色を抜く（ノックアウト）か、薄い色にしてください";
}

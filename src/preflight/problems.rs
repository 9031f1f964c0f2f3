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
            DamagedPart::References => "the table that says where objects are is damaged".to_owned(),
            DamagedPart::PageTree => "the tree of pages is damaged".to_owned(),
            DamagedPart::Content => "the content of the page cannot be read to its end".to_owned(),
            DamagedPart::States => "graphics states are saved and restored an unequal number of times".to_owned(),
            DamagedPart::Resource => "a resource that the page uses is not in the file".to_owned(),
        }
    },
        hint "write the file anew from its source";
    ja: {
        match part {
            DamagedPart::References => "オブジェクトの位置を示す表が壊れています".to_owned(),
            DamagedPart::PageTree => "ページの一覧が壊れています".to_owned(),
            DamagedPart::Content => "ページの内容を最後まで読み取れません".to_owned(),
            DamagedPart::States => "グラフィックス状態の保存と復元の数が合いません".to_owned(),
            DamagedPart::Resource => "ページが使うリソースがファイルにありません".to_owned(),
        }
    },
        hint "元のデータからファイルを書き出し直してください";

    /// An annotation is on the page.
    K0910 error PageAnnotation { kind: String }
    en: "there is an annotation (`{kind}`) on the page",
        hint "leave it out of the file for print";
    ja: "ページに注釈（`{kind}`）があります",
        hint "印刷用のファイルから取り除いてください";

    /// The file holds an action.
    K0912 error DocumentAction { kind: String }
    en: "the file holds an action (`{kind}`)",
        hint "leave it out of the file for print";
    ja: "アクション（`{kind}`）があります",
        hint "印刷用のファイルから取り除いてください";

    /// A check was cut short, since it would have taken too long.
    K0915 warning IncompleteCheck { limit: CheckLimit }
    en: {
        match limit {
            CheckLimit::Work => "there is too much in it to check all of it".to_owned(),
            CheckLimit::Depth => "forms are nested too deep to check all of them".to_owned(),
        }
    },
        hint "look at these pages by another tool as well";
    ja: {
        match limit {
            CheckLimit::Work => "内容が多すぎるため、すべては点検できませんでした".to_owned(),
            CheckLimit::Depth => "フォームの入れ子が深すぎるため、すべては点検できませんでした".to_owned(),
        }
    },
        hint "これらのページは別のソフトでも確かめてください";

    /// Objects over each other have more ink than the limit.
    K0947 error PageInk { found: String, wanted: String, area: String }
    en: "what is printed over each other here has {found} % of ink, more than {wanted} % (on {area} mm²)",
        hint "knock out what is below, or use lighter colours";
    ja: "重ね刷りのインキ量が{found} %で、{wanted} %を超えています（{area} mm²）",
        hint "下の色を抜くか、薄い色にしてください";
}

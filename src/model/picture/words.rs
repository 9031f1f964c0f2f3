//! Words that several readers of pictures say.

use crate::diagnostic::{Words, reasons};

pub(super) const TOO_MANY_LINES: Words = Words::new(
    "it has too many lines and pixels; save it with fewer, or as PNG",
    "線や画素が多すぎます。減らすか、PNGで保存してください",
);
pub(super) const PICTURE_INSIDE_BROKEN: Words =
    Words::new("it holds a picture that cannot be decoded", "復号できない画像が入っています");

pub(super) const HOLDS_WEB_TEXT: Words = Words::new(
    "it holds text of a web page (`foreignObject`); save it with plain text",
    "ウェブページの文字（`foreignObject`）が入っています。普通の文字で保存してください",
);
pub(super) const MOVES_BY_STYLE: Words = Words::new(
    "something in it moves, and paper shows how it looks before it does",
    "動く部分があり、動く前の状態が印刷されます",
);
pub(super) const GROUPS_TOO_DEEP: Words = Words::new(
    "its groups lie too deep within each other; ungroup them",
    "グループの入れ子が深すぎます。グループを解除してください",
);

pub(super) const BROKEN: Words = Words::new("it is broken", "壊れています");

reasons! {
    pub(super) unpacks_too_large(megabytes: usize)
    en: "it unpacks to more than {megabytes} MB; simplify it, or save it as PNG";
    ja: "展開すると{megabytes} MBを超えます。簡単な図にするか、PNGで保存してください";

    pub(super) style_unknown(style: &str)
    en: "the style `{style}` cannot be drawn";
    ja: "スタイル`{style}`は描けません";

    pub(super) layer_off(page: usize, layer: &str)
    en: "the layer `{layer}` on page {page} is switched off in the file, and is not printed";
    ja: "{page}ページ目のレイヤー`{layer}`は、ファイルの中で非表示なので印刷されません";

    pub(super) font_not_embedded(font: &str)
    en: "a font {font} is not embedded in it; save it with all its fonts";
    ja: "フォント`{font}`が埋め込まれていません。すべてのフォントを埋め込んで保存してください";
}

//! Words that several readers of pictures say.

use crate::diagnostic::{Words, reasons};

pub(super) const TOO_MANY_LINES: Words = Words::new(
    "it has too many lines and pixels; simplify it, or save it as PNG",
    "線や画素が多すぎます。減らすか、PNGで保存してください",
);
pub(super) const PICTURE_INSIDE_BROKEN: Words =
    Words::new("it has a picture that cannot be decoded", "復号できない画像が入っています");

pub(super) const HOLDS_WEB_TEXT: Words = Words::new(
    "it has HTML text (`foreignObject`); save it with plain SVG text",
    "HTMLの文字（`foreignObject`）が入っています。SVGの普通の文字にして保存してください",
);
pub(super) const MOVES_BY_STYLE: Words = Words::new(
    "it has an animation, which is printed in its first state",
    "アニメーションがあり、動く前の状態が印刷されます",
);
pub(super) const GROUPS_TOO_DEEP: Words = Words::new(
    "its groups are nested too deep; ungroup them",
    "グループの入れ子が深すぎます。グループを解除してください",
);

pub(super) const BROKEN: Words = Words::new("it is damaged", "壊れています");

reasons! {
    pub(super) unpacks_too_large(megabytes: usize)
    en: "unpacked, it is larger than {megabytes} MB; simplify it, or save it as PNG";
    ja: "展開すると{megabytes}MBを超えます。簡単な図にするか、PNGで保存してください";

    pub(super) style_unknown(style: &str)
    en: "the style `{style}` cannot be drawn";
    ja: "スタイル`{style}`は描画できません";

    pub(super) layer_off(page: usize, layer: &str)
    en: "the layer `{layer}` on page {page} is hidden in the file, so it is not printed";
    ja: "{page}ページのレイヤー`{layer}`は、ファイルの中で非表示になっているため印刷されません";

    pub(super) font_not_embedded(font: &str)
    en: "the font {font} is not embedded; save it with all fonts embedded";
    ja: "フォント`{font}`が埋め込まれていません。すべてのフォントを埋め込んで保存してください";
}

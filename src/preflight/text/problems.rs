//! What can be wrong with type.

use crate::diagnostic::problems;

problems! {
    /// A font is not embedded.
    K0930 error FontNotEmbedded { font: String }
    en: "the font `{font}` is not embedded",
        hint "write the file with all fonts embedded";
    ja: "フォント`{font}`が埋め込まれていません",
        hint "すべてのフォントを埋め込んで書き出してください";

    /// Type is smaller than the printing house prints.
    K0931 error TypeBelowMinimum { found: String, wanted: String }
    en: "this type is {found} pt large, less than {wanted} pt",
        hint "set it larger";
    ja: "文字の大きさが{found}ポイントで、{wanted}ポイントより小さいです",
        hint "文字を大きくしてください";

    /// A text is so near to the trim that it may be cut.
    K0932 error TextNearTrim { found: String, wanted: String }
    en: "this text stands {found} mm from the trim, nearer than {wanted} mm",
        hint "move it inwards, so that it is not cut";
    ja: "文字が仕上がり線から{found} mmの位置にあり、{wanted} mmより近いです",
        hint "断裁で切れないように内側に移してください";

    /// Black text is on all four plates.
    K0943 error FourPlateBlack
    en: "this black text is on all four plates",
        hint "give it the colour C0 M0 Y0 K100";
    ja: "黒い文字が4版すべてに載っています",
        hint "色をC0 M0 Y0 K100にしてください";

    /// Small black text has other inks below it.
    K0944 error RichBlackType { found: String, wanted: String }
    en: "this black text of {found} pt has other ink below it, which is for {wanted} pt and above",
        hint "give it the colour C0 M0 Y0 K100";
    ja: "{found}ポイントの黒い文字に、ほかのインキが重なっています（{wanted}ポイント以上に限ります）",
        hint "色をC0 M0 Y0 K100にしてください";
}

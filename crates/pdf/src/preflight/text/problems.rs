//! What can be wrong with type.

use kakugi_diagnostic::problems;

problems! {
    /// A font is not embedded.
    K0930 error FontNotEmbedded { font: String }
    en: "the font `{font}` is not embedded",
        hint "export the file with all fonts embedded";
    ja: "フォント`{font}`が埋め込まれていません",
        hint "すべてのフォントを埋め込んで書き出してください";

    /// Type is smaller than the printing house prints.
    K0931 error TypeBelowMinimum { found: String, wanted: String }
    en: "this text is {found} pt; the minimum is {wanted} pt",
        hint "make the text larger";
    ja: "文字の大きさが{found}ポイントです（{wanted}ポイント以上必要です）",
        hint "文字を大きくしてください";

    /// A text is so near to the trim that it may be cut.
    K0932 error TextNearTrim { found: String, wanted: String }
    en: "this text is {found} mm from the trim edge; the minimum is {wanted} mm",
        hint "move it inwards, so that it is not trimmed off";
    ja: "文字が仕上がり線から{found}mmのところにあります（{wanted}mm以上離す必要があります）",
        hint "断裁で切れないように内側に移してください";

    /// Black text is on all four plates.
    K0943 error FourPlateBlack
    en: "this black text uses all four process inks",
        hint "set its colour to C0 M0 Y0 K100";
    ja: "黒い文字に4色のインキがすべて使われています",
        hint "色をC0 M0 Y0 K100にしてください";

    /// Small black text has other inks below it.
    K0944 error RichBlackType { found: String, wanted: String }
    en: "this black text of {found} pt is rich black; the minimum size for rich black is {wanted} pt",
        hint "set its colour to C0 M0 Y0 K100";
    ja: "{found}ポイントの黒い文字がリッチブラックです（リッチブラックにできるのは{wanted}ポイント以上です）",
        hint "色をC0 M0 Y0 K100にしてください";
}

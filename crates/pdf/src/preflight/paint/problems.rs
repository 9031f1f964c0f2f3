//! What can be wrong with colours, edges and ink.

use crate::preflight::Side;
use kakugi_diagnostic::{Language, problems};

problems! {
    /// Artwork reaches the trim, but not over all of the bleed.
    K0928 warning ArtworkShortOfBleed { side: Side, found: String, wanted: String }
    en: {
        let side = side.name(Language::English);
        format!("this extends {found} mm beyond the trim edge on the {side} side; the bleed is {wanted} mm")
    },
        hint "extend it over the whole bleed, or end it within the trim";
    ja: {
        let side = side.name(Language::Japanese);
        format!("{side}の仕上がり線から外へ{found}mmしか伸びていません（塗り足しは{wanted}mmです）")
    },
        hint "塗り足しの端まで伸ばすか、仕上がり線の内側に収めてください";

    /// A colour is not one of inks.
    K0940 error ForeignColour { space: String }
    en: "this uses the colour space `{space}`, not printing inks",
        hint "convert it to CMYK or a spot colour";
    ja: "色が、印刷用のインキではなく`{space}`で指定されています",
        hint "CMYKか特色に変換してください";

    /// A spot colour has an alternate colour that is not one of inks.
    K0941 warning ForeignSpot { name: String, space: String }
    en: "the alternate colour space of the spot colour `{name}` is `{space}`, not printing inks",
        hint "convert it to CMYK or a spot colour";
    ja: "特色`{name}`の代替カラースペースが、印刷用のインキではなく`{space}`です",
        hint "CMYKか特色に変換してください";

    /// A colour is used in a job that is printed in black alone.
    K0942 error ColourInBlackJob
    en: "this is in colour, but the job is printed in black only",
        hint "convert it to grey";
    ja: "墨1色の印刷ですが、色が付いています",
        hint "グレーに変換してください";

    /// The colour of registration marks is used within the page.
    K0945 error RegistrationColour
    en: "registration colour (`All`) is used within the trim box",
        hint "use black instead; registration colour is only for marks outside the trim box";
    ja: "仕上がり線の内側でレジストレーションカラー（`All`）が使われています",
        hint "墨に変えてください。レジストレーションカラーは、仕上がり線の外のトンボだけに使います";

    /// An object has more ink than the limit.
    K0946 error ObjectInk { found: String, wanted: String }
    en: "the ink coverage of this is {found} %; the maximum is {wanted} %",
        hint "reduce the colours under black (GCR), or use a lighter colour";
    ja: "インキ量が{found}%です（上限は{wanted}%です）",
        hint "黒の下の色を減らす（GCR）か、薄い色にしてください";

    /// White overprints.
    K0950 error WhiteOverprint
    en: "this is white and set to overprint, so it will not be visible",
        hint "turn off overprint for it";
    ja: "白がオーバープリントになっていて、印刷では消えます",
        hint "オーバープリントを外してください";

    /// Black text or a black line knocks out the colour below it.
    K0951 error BlackKnockout
    en: "this is black and knocks out the colour behind it",
        hint "set black text and lines to overprint";
    ja: "黒が下の色を抜いています（ノックアウト）",
        hint "黒い文字と線をオーバープリントにしてください";

    /// Black overprints, which the printing house sets by itself.
    K0952 warning UnwantedOverprint
    en: "this is set to overprint, but the printing house sets overprint itself",
        hint "turn off overprint, or ask the printing house";
    ja: "オーバープリントが指定されていますが、この印刷所では、印刷所の側で設定することになっています",
        hint "オーバープリントを外すか、印刷所に確かめてください";

    /// A line is thinner than the printing house prints.
    K0953 error ThinLine { found: String, wanted: String }
    en: "this line is {found} pt wide; the minimum is {wanted} pt",
        hint "make the line wider";
    ja: "線の幅が{found}ポイントです（{wanted}ポイント以上必要です）",
        hint "線を太くしてください";

    /// A line has the width 0.
    K0954 error Hairline
    en: "this line has the width 0, so each device draws it as thin as it can",
        hint "make the line wider";
    ja: "線の幅が0のため、出力機ごとに最も細い線になります",
        hint "線を太くしてください";

    /// A filled area that stands for a line is thinner than the printing house prints.
    K0955 error ThinFill { found: String, wanted: String }
    en: "this filled area is {found} pt wide; the minimum is {wanted} pt",
        hint "make it wider";
    ja: "塗りの幅が{found}ポイントです（{wanted}ポイント以上必要です）",
        hint "幅を広げてください";
}

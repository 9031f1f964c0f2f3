//! What can be wrong with colours, edges and ink.

use crate::diagnostic::{Language, problems};
use crate::preflight::Side;

problems! {
    /// Artwork reaches the trim, but not over all of the bleed.
    K0928 warning ArtworkShortOfBleed { side: Side, found: String, wanted: String }
    en: {
        let side = side.name(Language::English);
        format!("this reaches {found} mm over the trim on the {side} side, not the {wanted} mm of the bleed")
    },
        hint "let it reach over the whole bleed, or end it within the trim";
    ja: {
        let side = side.name(Language::Japanese);
        format!("{side}の仕上がり線を{found} mmしか越えておらず、塗り足しの{wanted} mmに届きません")
    },
        hint "塗り足しの端まで伸ばすか、仕上がり線の内側で終えてください";

    /// A colour is not one of inks.
    K0940 error ForeignColour { space: String }
    en: "this is coloured in `{space}`, not in ink",
        hint "convert it to CMYK or a spot colour";
    ja: "色がインキではなく`{space}`で指定されています",
        hint "CMYKか特色に変換してください";

    /// A spot colour has an alternate colour that is not one of inks.
    K0941 warning ForeignSpot { name: String, space: String }
    en: "the spot colour `{name}` has a stand-in in `{space}`, not in ink",
        hint "convert it to CMYK or a spot colour";
    ja: "特色`{name}`の代替色がインキではなく`{space}`です",
        hint "CMYKか特色に変換してください";

    /// A colour is used in a job that is printed in black alone.
    K0942 error ColourInBlackJob
    en: "this is coloured, but the job is printed in black alone",
        hint "convert it to grey";
    ja: "墨一色の印刷ですが、色が付いています",
        hint "グレーに変換してください";

    /// The colour of registration marks is used within the page.
    K0945 error RegistrationColour
    en: "registration colour is used within the page",
        hint "use black instead; registration colour is for marks outside the page";
    ja: "紙面の中でレジストレーションカラーが使われています",
        hint "墨に変えてください。レジストレーションカラーは紙面の外のトンボに使います";

    /// An object has more ink than the limit.
    K0946 error ObjectInk { found: String, wanted: String }
    en: "this has {found} % of ink, more than {wanted} %",
        hint "take away colour under black (GCR), or use a lighter colour";
    ja: "インキ量が{found} %で、{wanted} %を超えています",
        hint "黒の下の色を減らす（GCR）か、薄い色にしてください";

    /// White overprints.
    K0950 error WhiteOverprint
    en: "this is white and overprints, so that it vanishes",
        hint "switch overprint off for it";
    ja: "白がオーバープリントになっており、印刷では消えます",
        hint "オーバープリントを外してください";

    /// Black text or a black line knocks out the colour below it.
    K0951 error BlackKnockout
    en: "this is black and knocks out the colour below it",
        hint "let black text and lines overprint";
    ja: "黒が下の色を抜いています（ノックアウト）",
        hint "黒い文字と線をオーバープリントにしてください";

    /// Black overprints, which the printing house sets by itself.
    K0952 warning UnwantedOverprint
    en: "this overprints, but the printing house sets overprint by itself",
        hint "switch overprint off, or ask the printing house";
    ja: "オーバープリントが指定されていますが、この印刷所では印刷所が指定します",
        hint "オーバープリントを外すか、印刷所に確かめてください";

    /// A line is thinner than the printing house prints.
    K0953 error ThinLine { found: String, wanted: String }
    en: "this line is {found} pt wide, less than {wanted} pt",
        hint "make the line wider";
    ja: "線の幅が{found}ポイントで、{wanted}ポイントより細いです",
        hint "線を太くしてください";

    /// A line has the width 0.
    K0954 error Hairline
    en: "this line has the width 0, so that each device draws it as thin as it can",
        hint "make the line wider";
    ja: "線の幅が0で、機器ごとに最も細い線になります",
        hint "線を太くしてください";

    /// A filled area that stands for a line is thinner than the printing house prints.
    K0955 error ThinFill { found: String, wanted: String }
    en: "this area is {found} pt narrow, less than a line of {wanted} pt",
        hint "make it wider";
    ja: "塗りの幅が{found}ポイントで、線の{wanted}ポイントより細いです",
        hint "幅を広げてください";
}

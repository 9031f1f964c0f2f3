//! What can be wrong with pictures.

use crate::diagnostic::problems;

problems! {
    /// A picture has too few pixels for the size at which it is printed.
    K0960 error PictureResolution { found: String, wanted: String }
    en: "the resolution of this picture is {found} ppi; the minimum is {wanted} ppi",
        hint "use a picture with more pixels, or print it smaller";
    ja: "画像の解像度が{found}ppiです（{wanted}ppi以上必要です）",
        hint "画素数の多い画像を使うか、小さく載せてください";

    /// A picture of black and white has too few pixels for the size at which it is printed.
    K0961 error BitmapResolution { found: String, wanted: String }
    en: "the resolution of this bitmap (1 bit per pixel) is {found} ppi; the minimum is {wanted} ppi",
        hint "use a picture with more pixels, or print it smaller";
    ja: "白黒2値の画像の解像度が{found}ppiです（{wanted}ppi以上必要です）",
        hint "画素数の多い画像を使うか、小さく載せてください";

    /// A picture cannot be decoded.
    K0962 error UndecodablePicture
    en: "this picture cannot be decoded",
        hint "save the picture again";
    ja: "画像を復号できません",
        hint "画像を保存し直してください";
}

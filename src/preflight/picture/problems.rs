//! What can be wrong with pictures.

use crate::diagnostic::problems;

problems! {
    /// A picture has too few pixels for the size at which it is printed.
    K0960 error PictureResolution { found: String, wanted: String }
    en: "this picture has {found} pixels an inch, less than {wanted}",
        hint "take a picture with more pixels, or print it smaller";
    ja: "画像の解像度が{found} ppiで、{wanted} ppiに足りません",
        hint "画素の多い画像にするか、小さく載せてください";

    /// A picture of black and white has too few pixels for the size at which it is printed.
    K0961 error BitmapResolution { found: String, wanted: String }
    en: "this picture of black and white has {found} pixels an inch, less than {wanted}",
        hint "take a picture with more pixels, or print it smaller";
    ja: "白黒2値の画像の解像度が{found} ppiで、{wanted} ppiに足りません",
        hint "画素の多い画像にするか、小さく載せてください";

    /// A picture cannot be decoded.
    K0962 error UndecodablePicture
    en: "this picture cannot be decoded",
        hint "save the picture anew";
    ja: "画像を復号できません",
        hint "画像を保存し直してください";
}

//! What content and graphics states can hold that a press cannot print.

use crate::diagnostic::problems;

problems! {
    /// Transparent objects are blended in a space that is not one of inks.
    K0970 error BlendSpaceNotInks { space: String }
    en: "the transparency blending space is `{space}`, not printing inks",
        hint "convert it to CMYK or a spot colour";
    ja: "透明の合成に使うカラースペースが、印刷用のインキではなく`{space}`です",
        hint "CMYKか特色に変換してください";

    /// A transfer function changes the tones of what is printed.
    K0971 error TransferFunction
    en: "a transfer function changes the printed tones",
        hint "apply the tone change to the colours themselves, and remove the transfer function";
    ja: "印刷の階調を変える転写関数があります",
        hint "階調の変更を色そのものに反映し、転写関数を削除してください";

    /// PostScript code is in the file.
    K0972 error PostScriptCode
    en: "the file has embedded PostScript code",
        hint "export the file with a program that does not use PostScript";
    ja: "PostScriptのプログラムが埋め込まれています",
        hint "PostScriptを使わないソフトで書き出してください";

    /// What is drawn stands in another file.
    K0973 error ExternalContent { key: &'static str }
    en: "content of this page is in another file (`{key}`)",
        hint "export the file with all content embedded";
    ja: "ページの内容の一部が別のファイルにあります（`{key}`）",
        hint "すべての要素をファイルに含めて書き出してください";
}

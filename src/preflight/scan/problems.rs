//! What content and graphics states can hold that a press cannot print.

use crate::diagnostic::problems;

problems! {
    /// Transparent objects are blended in a space that is not one of inks.
    K0970 error BlendSpaceNotInks { space: String }
    en: "transparent objects are blended in `{space}`, not in ink",
        hint "convert it to CMYK or a spot colour";
    ja: "透明の合成がインキではなく`{space}`で行われます",
        hint "CMYKか特色に変換してください";

    /// A transfer function changes the tones of what is printed.
    K0971 error TransferFunction
    en: "a transfer function changes the tones of what is printed",
        hint "apply the change to the colours themselves";
    ja: "印刷の階調を変える転写関数があります",
        hint "階調の変更を色そのものに反映してください";

    /// PostScript code is in the file.
    K0972 error PostScriptCode
    en: "there is PostScript code in the file",
        hint "write the file by a program that needs none";
    ja: "PostScriptのプログラムが入っています",
        hint "PostScriptを使わないソフトで書き出してください";

    /// What is drawn stands in another file.
    K0973 error ExternalContent { key: &'static str }
    en: "what is drawn here stands in another file (`{key}`)",
        hint "write the file with everything in it";
    ja: "ここに描くものが別のファイルにあります（`{key}`）",
        hint "すべての要素をファイルに含めて書き出してください";
}

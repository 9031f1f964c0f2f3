//! What can be wrong with what a file says of itself, and with what paper cannot do.

use crate::diagnostic::problems;

/// What a file for print says of itself, in its trailer and its metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// The two identifiers of the file.
    Identifier,
    /// When it was made and changed.
    Dates,
    /// Its title.
    Title,
}

problems! {
    /// The file is encrypted.
    K0902 error EncryptedFile
    en: "the file is encrypted",
        hint "export it without a password and restrictions";
    ja: "ファイルが暗号化されています",
        hint "パスワードと制限を付けずに書き出してください";

    /// The file is of a version of PDF that the standard does not have.
    K0903 error NewerVersion { found: String }
    en: "the file is PDF {found}; PDF/X-4 allows at most PDF 1.6",
        hint "export it as PDF/X-4";
    ja: "ファイルはPDF {found}ですが、PDF/X-4で使えるのはPDF 1.6までです",
        hint "PDF/X-4として書き出してください";

    /// The file does not identify itself as PDF/X-4.
    K0904 error NoIdentification { found: Option<String> }
    en: {
        match found {
            None => "the file is not marked as PDF/X-4".to_owned(),
            Some(found) => format!("the file is marked as `{found}`, not as `PDF/X-4`"),
        }
    },
        hint "export it as PDF/X-4; if this program made it, use the file in `print/`";
    ja: {
        match found {
            None => "PDF/X-4であることがファイルに記されていません".to_owned(),
            Some(found) => format!("ファイルには`PDF/X-4`ではなく`{found}`と記されています"),
        }
    },
        hint "PDF/X-4として書き出してください。このプログラムで作った文書なら、`print/`の中のファイルを指定して\
            ください";

    /// The file does not say whether it is trapped.
    K0905 error UnclearTrapping
    en: "the `Trapped` key is not set in the document information dictionary",
        hint "set `/Trapped` to `/False` (or `/True`) in the document information dictionary";
    ja: "トラッピングの有無（文書情報の`Trapped`）がファイルに記されていません",
        hint "文書情報の`/Trapped`に`/False`（または`/True`）を書いてください";

    /// The file has no output intent for print, or several.
    K0906 error OutputIntentCount { found: usize }
    en: {
        match found {
            0 => "the file has no PDF/X output intent".to_owned(),
            _ => format!("the file has {found} PDF/X output intents; exactly one is allowed"),
        }
    },
        hint "export it with one output intent that has the printing house's ICC profile";
    ja: {
        match found {
            0 => "印刷用の出力インテントがありません".to_owned(),
            _ => format!("印刷用の出力インテントが{found}個あります（一つだけ必要です）"),
        }
    },
        hint "印刷所のICCプロファイルを入れた出力インテントを一つ付けて書き出してください";

    /// The output intent has no ICC profile that can be read.
    K0907 error NoOutputProfile
    en: "the output intent has no valid ICC profile",
        hint "export it with one output intent that has the printing house's ICC profile";
    ja: "出力インテントに、読み取れるICCプロファイルがありません",
        hint "印刷所のICCプロファイルを入れた出力インテントを一つ付けて書き出してください";

    /// The profile of the output intent is not for a press.
    K0908 error OutputProfileKind { found: String }
    en: "the ICC profile of the output intent is for {found}, not for printing inks",
        hint "use a CMYK profile of the class `prtr` (output device)";
    ja: "出力インテントのICCプロファイルが、印刷用のインキではなく{found}のものです",
        hint "クラスが`prtr`（出力装置）の、CMYK用のプロファイルを使ってください";

    /// The output intent names another condition than the printing house.
    K0909 error OutputConditionDiffers { found: String, wanted: String }
    en: "the output condition is `{found}`; the printing house requires `{wanted}`",
        hint "use the printing house's ICC profile, or change `condition` in the printer's profile";
    ja: "出力条件は`{found}`ですが、印刷所の指定は`{wanted}`です",
        hint "印刷所のICCプロファイルを使うか、印刷所の設定の`condition`を変えてください";

    /// The file holds a form to be filled in.
    K0911 error FormToFill
    en: "the file has an interactive form",
        hint "remove it from the print file";
    ja: "入力フォームがあります",
        hint "印刷用のファイルから取り除いてください";

    /// Files are attached.
    K0913 error EmbeddedFiles
    en: "the file has attachments",
        hint "remove the attachments; the archive edition can have them";
    ja: "ファイルが添付されています",
        hint "添付を削除してください。添付は保存用のPDFでだけ使えます";

    /// The file has layers that can be switched off.
    K0914 error OptionalLayers
    en: "the file has optional content (layers)",
        hint "flatten the layers";
    ja: "表示を切り替えられるレイヤーがあります",
        hint "レイヤーを統合してください";

    /// The file does not say of itself what the standard asks for.
    K0916 error MissingStatement { what: Statement }
    en: {
        match what {
            Statement::Identifier => "the file has no file identifier (`ID`) of two strings".to_owned(),
            Statement::Dates => {
                "the creation or modification date is missing, or differs between the information dictionary and the XMP metadata".to_owned()
            }
            Statement::Title => "the XMP metadata have no title".to_owned(),
        }
    },
        hint "export it as PDF/X-4";
    ja: {
        match what {
            Statement::Identifier => "二つの部分からなるファイル識別子（`ID`）がありません".to_owned(),
            Statement::Dates => "作成日時か変更日時が記されていないか、文書情報とXMPメタデータで異なります".to_owned(),
            Statement::Title => "XMPメタデータにタイトルがありません".to_owned(),
        }
    },
        hint "PDF/X-4として書き出してください";

    /// A stream is compressed by a filter that the standard forbids.
    K0917 error ForbiddenCompression { filter: String }
    en: "a stream is compressed with `{filter}`, which PDF/X forbids",
        hint "export it as PDF/X-4";
    ja: "PDF/Xで使えない圧縮方式`{filter}`が使われています",
        hint "PDF/X-4として書き出してください";
}

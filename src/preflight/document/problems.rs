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
        hint "write it without a password and without restrictions";
    ja: "ファイルが暗号化されています",
        hint "パスワードと制限を付けずに書き出してください";

    /// The file is of a version of PDF that the standard does not have.
    K0903 error NewerVersion { found: String }
    en: "the file is PDF {found}, and PDF/X-4 goes to 1.6",
        hint "write it as PDF/X-4";
    ja: "ファイルはPDF {found}ですが、PDF/X-4は1.6までです",
        hint "PDF/X-4として書き出してください";

    /// The file does not identify itself as PDF/X-4.
    K0904 error NoIdentification { found: Option<String> }
    en: {
        match found {
            None => "the file does not say that it is PDF/X-4".to_owned(),
            Some(found) => format!("the file says that it is `{found}`, not `PDF/X-4`"),
        }
    },
        hint "write it as PDF/X-4; of the files of this program, give the one in `print/`";
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
    en: "the file does not say whether it is trapped",
        hint "set `/Trapped` to `/False` (or `/True`) in the document information";
    ja: "トラッピングの有無がファイルに記されていません",
        hint "文書情報の`/Trapped`に`/False`（または`/True`）を書いてください";

    /// The file has no output intent for print, or several.
    K0906 error OutputIntentCount { found: usize }
    en: {
        match found {
            0 => "the file has no output intent for print".to_owned(),
            _ => format!("the file has {found} output intents for print, not one"),
        }
    },
        hint "write it with an output intent and the printing house's ICC profile";
    ja: {
        match found {
            0 => "印刷用の出力インテントがありません".to_owned(),
            _ => format!("印刷用の出力インテントが一つではなく{found}個あります"),
        }
    },
        hint "出力インテントに印刷所のICCプロファイルを入れて書き出してください";

    /// The output intent has no ICC profile that can be read.
    K0907 error NoOutputProfile
    en: "the output intent has no ICC profile that can be read",
        hint "write it with an output intent and the printing house's ICC profile";
    ja: "出力インテントに、読み取れるICCプロファイルがありません",
        hint "出力インテントに印刷所のICCプロファイルを入れて書き出してください";

    /// The profile of the output intent is not for a press.
    K0908 error OutputProfileKind { found: String }
    en: "the profile of the output intent is for {found}, not for ink",
        hint "take a profile of the class `prtr` for CMYK";
    ja: "出力インテントのプロファイルは{found}用で、インキ用ではありません",
        hint "CMYK用の、クラスが`prtr`のプロファイルを使ってください";

    /// The output intent names another condition than the printing house.
    K0909 error OutputConditionDiffers { found: String, wanted: String }
    en: "the output condition is `{found}`, and the printing house asks for `{wanted}`",
        hint "take the printing house's ICC profile, or name another condition in the profile";
    ja: "出力条件は`{found}`ですが、印刷所の指定は`{wanted}`です",
        hint "印刷所のICCプロファイルを使うか、設定の`condition`を改めてください";

    /// The file holds a form to be filled in.
    K0911 error FormToFill
    en: "the file holds a form to be filled in",
        hint "leave it out of the file for print";
    ja: "入力フォームがあります",
        hint "印刷用のファイルから取り除いてください";

    /// Files are attached.
    K0913 error EmbeddedFiles
    en: "files are attached",
        hint "attach them to the archive's edition instead";
    ja: "ファイルが添付されています",
        hint "保存用の版に添付してください";

    /// The file has layers that can be switched off.
    K0914 error OptionalLayers
    en: "the file has layers that can be switched off",
        hint "flatten the layers";
    ja: "非表示にできるレイヤーがあります",
        hint "レイヤーを統合してください";

    /// The file does not say of itself what the standard asks for.
    K0916 error MissingStatement { what: Statement }
    en: {
        match what {
            Statement::Identifier => "the file has no identifier of two parts".to_owned(),
            Statement::Dates => {
                "the file does not say when it was made and changed, or not everywhere the same".to_owned()
            }
            Statement::Title => "the metadata of the file have no title".to_owned(),
        }
    },
        hint "write it as PDF/X-4";
    ja: {
        match what {
            Statement::Identifier => "二つの部分からなる識別子がファイルにありません".to_owned(),
            Statement::Dates => "作成日時と変更日時がファイルに記されていないか、場所によって異なります".to_owned(),
            Statement::Title => "ファイルのメタデータに題名がありません".to_owned(),
        }
    },
        hint "PDF/X-4として書き出してください";

    /// A stream is compressed by a filter that the standard forbids.
    K0917 error ForbiddenCompression { filter: String }
    en: "the file is compressed by `{filter}`, which PDF/X forbids",
        hint "write it as PDF/X-4";
    ja: "PDF/Xで禁じられた圧縮方式`{filter}`を使っています",
        hint "PDF/X-4として書き出してください";
}

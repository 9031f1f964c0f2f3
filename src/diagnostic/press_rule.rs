//! What a file for the press must be.

use crate::language::Language;

macro_rules! rules {
    ($( $name:ident: $english:literal, $japanese:literal; )*) => {
        /// A check on a file for the press: the structure of PDF/X-4 (ISO 15930-7), and what the press can print.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the words are their own explanation")]
        pub enum PressRule { $( $name, )* }

        impl PressRule {
            /// All rules, in the order in which they are told.
            pub const ALL: &[Self] = &[ $( Self::$name, )* ];

            /// What is so when the rule is kept.
            pub fn text(self, language: Language) -> &'static str {
                match language {
                    Language::English => match self { $( Self::$name => $english, )* },
                    Language::Japanese => match self { $( Self::$name => $japanese, )* },
                }
            }
        }
    };
}

rules! {
    Readable: "the file can be read again", "ファイルを読み直すことができる";
    Version: "it says that it is PDF 1.6", "PDF 1.6である";
    Identifier: "it has an identifier", "識別子がある";
    Open: "it is not encrypted", "暗号化されていない";
    OutputIntent: "it has one output intent for PDF/X, with the name of the condition", "PDF/X用の出力インテントが一つあり、印刷条件の名前がある";
    OutputProfile: "the output intent holds the profile of a press with four inks", "出力インテントに4色の印刷機のプロファイルがある";
    Conformance: "its metadata name PDF/X-4", "メタデータにPDF/X-4とある";
    Trapped: "it says whether it is trapped, twice the same", "トラッピングの有無が2か所に同じく書かれている";
    Dates: "it has the dates of creation and change, twice the same", "作成日と変更日が2か所に同じく書かれている";
    Title: "it has a title", "題名がある";
    TrimBox: "each page has a trim box", "各ページに仕上がり枠（TrimBox）がある";
    BleedBox: "each page has a bleed box as wide as the press asks", "各ページに指定された幅の塗り足し枠（BleedBox）がある";
    Boxes: "trim, bleed and medium lie within each other", "仕上がり・塗り足し・用紙の枠が順に収まっている";
    Annotations: "there are no annotations and forms", "注釈とフォームがない";
    Actions: "nothing happens when it is opened", "開いたときの動作がない";
    Attachments: "no files are attached", "添付ファイルがない";
    Fonts: "all fonts are embedded", "全てのフォントが埋め込まれている";
    Colours: "text and drawings are in inks", "文字と図形の色がインキで指定されている";
    Pictures: "pictures are in inks or grey", "画像がインキかグレーである";
    Gradients: "gradients are in inks", "グラデーションがインキで指定されている";
    Blending: "transparency is blended in inks", "透明部分がインキで合成される";
    Ink: "no colour takes more ink than the limit", "どの色も総インキ量の上限を超えない";
    Overprint: "black text and lines overprint as the press asks", "墨の文字と線が指定どおりノセになっている";
    Transfer: "there are no transfer curves and halftones of its own", "独自の濃度曲線や網点の指定がない";
    External: "nothing stands elsewhere, and there are no programs", "外部参照とプログラムがない";
    Compression: "there is no compression that PDF/X forbids", "PDF/Xで禁じられた圧縮方式を使っていない";
}

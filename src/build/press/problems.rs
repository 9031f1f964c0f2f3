//! What can be wrong with a print edition that this program has made.

use crate::diagnostic::{AnyProblem, Language, Severity, Words, problems};
use crate::preflight::{ForeignColour, ObjectInk};

/// What preflight finds in a print edition of ours, by the code of the finding.
#[derive(Clone, Debug)]
pub struct PreflightFinds {
    /// The document.
    pub document: String,
    /// The sheets on which it is found, counted from 1; none for the file as a whole.
    pub sheets: Vec<usize>,
    /// What is found.
    pub finding: AnyProblem,
    /// Whether a file of ours is held to it: then it is not written. In all else the printing house and the official decide.
    pub held: bool,
}

impl kakugi_diagnostic::Problem for PreflightFinds {
    fn code(&self) -> &'static str {
        self.finding.code()
    }

    fn severity(&self) -> Severity {
        if self.held { Severity::Error } else { Severity::Warning }
    }

    fn message(&self, language: Language) -> String {
        let Self { document, sheets, finding, .. } = self;
        let finding = finding.message(language);
        let numbers: Vec<String> = sheets.iter().map(usize::to_string).collect();
        match (language, sheets.len()) {
            (Language::English, 0) => format!("the print edition of `{document}`: {finding}"),
            (Language::English, 1) => {
                format!("the print edition of `{document}`, sheet {}: {finding}", numbers.join(", "))
            }
            (Language::English, _) => {
                format!("the print edition of `{document}`, sheets {}: {finding}", numbers.join(", "))
            }
            (Language::Japanese, 0) => format!("`{document}`の印刷版：{finding}"),
            (Language::Japanese, _) => format!("`{document}`の印刷版（{}枚目）：{finding}", numbers.join("、")),
        }
    }

    fn hints(&self, language: Language) -> Vec<String> {
        if !self.held {
            return self.finding.hints(language);
        }
        let remedies: &[Words] = if self.finding.is::<ForeignColour>() {
            &OTHER_COLOURS
        } else if self.finding.is::<ObjectInk>() {
            &LESS_INK
        } else {
            &OTHER_TEMPLATES
        };
        remedies.iter().map(|remedy| remedy.text(language).to_owned()).collect()
    }
}

const OTHER_COLOURS: [Words; 2] = [
    Words::new(
        "use the theme's colours in templates of your own: `colour(\"navy\")`",
        "独自のテンプレートでは`colour(\"navy\")`のようにテーマの色を使ってください",
    ),
    Words::new(
        "save a picture as PNG or JPEG with 8 bits per channel",
        "画像は1色8ビットのPNGかJPEGで保存し直してください",
    ),
];
const LESS_INK: [Words; 1] = [Words::new(
    "choose colours with less ink in `theme.typ`, or another printer's profile",
    "`theme.typ`の色のインキを減らすか、別の印刷所の設定を選んでください",
)];
const OTHER_TEMPLATES: [Words; 1] = [Words::new(
    "templates of your own cause this; without them it is an error of the program",
    "独自のテンプレートが原因です。独自のテンプレートがなければ、このプログラムの誤りです",
)];

problems! {
    /// Print edition unreadable.
    K0813 error NotForPress { document: String }
    en: "the print edition of `{document}` cannot be read again",
        hint "this is an error of the program; please report it";
    ja: "`{document}`の印刷版を読み直せません",
        hint "このプログラムの誤りです。お知らせください";

    /// Editions differ.
    K0814 error EditionsDiffer { document: String, sheet: usize }
    en: "sheet {sheet} of `{document}` is laid out otherwise in print than on the screen",
        hint "let templates of your own ask for colours only by `edition`, never for lengths";
    ja: "`{document}`の{sheet}枚目の組み方が、印刷版と画面用とで違います",
        hint "独自のテンプレートでは、`edition`によって色だけを変え、長さは変えないでください";
}

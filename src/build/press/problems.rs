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
            (Language::English, 0) => format!("print edition of `{document}`: {finding}"),
            (Language::English, 1) => {
                format!("print edition of `{document}`, page {}: {finding}", numbers.join(", "))
            }
            (Language::English, _) => {
                format!("print edition of `{document}`, pages {}: {finding}", numbers.join(", "))
            }
            (Language::Japanese, 0) => format!("`{document}`の印刷用PDF: {finding}"),
            (Language::Japanese, _) => format!("`{document}`の印刷用PDF（{}ページ）: {finding}", numbers.join("、")),
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
        "in custom templates, use the colours of the theme: `colour(\"navy\")`",
        "独自のテンプレートでは`colour(\"navy\")`のようにテーマの色を使ってください",
    ),
    Words::new(
        "save pictures as PNG or JPEG with 8 bits per channel",
        "画像は、1色当たり8ビットのPNGかJPEGで保存し直してください",
    ),
];
const LESS_INK: [Words; 1] = [Words::new(
    "use colours with less ink in `theme.typ`, or choose another printer's profile",
    "`theme.typ`の色のインキを減らすか、別の印刷所の設定を選んでください",
)];
const OTHER_TEMPLATES: [Words; 1] = [Words::new(
    "check your custom templates; without any, this is an error of the program: report it to its maintainers",
    "独自のテンプレートを使っている場合は、それを調べてください。使っていない場合はプログラムの誤りなので、このプログラムの担当者に知らせてください",
)];

problems! {
    /// Print edition unreadable.
    K0813 error NotForPress { document: String }
    en: "the print edition of `{document}` cannot be read again",
        hint "report this error of the program to its maintainers";
    ja: "`{document}`の印刷用PDFを読み直せません",
        hint "プログラムの誤りです。このプログラムの担当者に知らせてください";

    /// Colours that only their inks tell apart.
    K0815 error AmbiguousColours { first: String, second: String }
    en: "the colours `{first}` and `{second}` are the same on the screen but differ in ink",
        hint "change `srgb` of one of them in `theme.typ`; a difference of 1 in 255 is enough";
    ja: "色`{first}`と`{second}`は、画面では同じ色なのに、インキが違います",
        hint "`theme.typ`で、どちらかの`srgb`の値を変えてください。255段階のうち1段階の違いで足ります";

    /// Another number of sheets than pages.
    K0816 error OtherSheets { document: String, expected: usize, drawn: usize }
    en: "for the print edition of `{document}`, `press-sheets` draws {drawn} sheets instead of {expected}",
        hint "in a custom `sheet.typ`, draw one page for each of the `sizes`";
    ja: "`{document}`の印刷用PDFに必要な用紙は{expected}枚ですが、`press-sheets`が描くのは{drawn}枚です",
        hint "独自の`sheet.typ`では、`sizes`の一つ一つについて1ページを描いてください";

    /// Definition missing from the theme.
    K0817 error IncompleteTheme { definition: String }
    en: "the theme has no usable `{definition}`, which the print edition needs",
        hint "in a custom `theme.typ`, define it as the built-in theme does";
    ja: "印刷用PDFに必要な`{definition}`が、テーマに正しく定義されていません",
        hint "独自の`theme.typ`では、内蔵のテーマと同じ形で定義してください";

    /// Pattern without inks.
    K0818 error UnknownPattern { document: String }
    en: "`{document}` is filled with a pattern that has no inks for the print edition",
        hint "in a custom `chart-series.typ`, let `hatch-samples` draw a square filled with each pattern (`tiling`) of your \
            components";
    ja: "`{document}`に、印刷用のインキが決まらない模様の塗りがあります",
        hint "独自の部品で使う模様（`tiling`）は、独自の`chart-series.typ`の`hatch-samples`で一つずつ四角形に塗って\
            ください";
}

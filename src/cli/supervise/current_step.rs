//! The step that a run was in when it ended, in words.

use kakugi::diagnostic::{Language, listing};
use kakugi::observe::Stage;

/// The step that a run was in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CurrentStep {
    /// The kind of work, if any had begun.
    pub stage: Option<Stage>,
    /// The document, file or folder that was worked on.
    pub of: Option<String>,
    /// How far the run had come in its templates, such as `templates/blocks/table.typ.hbs:12`.
    pub place: Option<String>,
    /// The templates and components that differ from those built in.
    pub changed: Vec<String>,
}

impl CurrentStep {
    /// The step in a few words, with what it was about and how far it had come.
    pub fn text(&self, language: Language) -> String {
        let (of, place) = (self.of.as_ref(), self.place.as_ref());
        match language {
            Language::English => {
                let what = self.stage.map_or("beginning", english);
                let of = of.map(|of| format!(" of `{of}`")).unwrap_or_default();
                let place = place.map(|place| format!(", at `{place}`")).unwrap_or_default();
                format!("{what}{of}{place}")
            }
            Language::Japanese => {
                let what = self.stage.map_or("開始", japanese);
                let of = of.map(|of| format!("`{of}`の")).unwrap_or_default();
                let place = place.map(|place| format!("、`{place}`")).unwrap_or_default();
                format!("{of}{what}{place}")
            }
        }
    }

    /// Where to look for loops, if templates or components of the user's own may have made the run end.
    pub fn loop_hint(&self, language: Language) -> Option<String> {
        match self.stage {
            Some(Stage::Template) if self.place.is_none() => look_for_loops(&self.suspects(".hbs"), language),
            Some(Stage::Template) if !self.changed.is_empty() => Some(match language {
                Language::English => "look for nested loops there".to_owned(),
                Language::Japanese => "そこに、二重三重の繰り返しがないか確かめてください".to_owned(),
            }),
            Some(Stage::Typeset | Stage::Fit) => look_for_loops(&self.suspects(".typ"), language),
            _ => None,
        }
    }

    /// The files in which to look, by preference those with this ending: none if all are built in.
    fn suspects(&self, ending: &str) -> Vec<String> {
        let likely: Vec<String> = self.changed.iter().filter(|file| file.ends_with(ending)).cloned().collect();
        let changed = if likely.is_empty() { self.changed.clone() } else { likely };
        match changed.len() {
            0..=5 => changed,
            _ if changed.iter().all(|file| file.ends_with(".typ")) => vec!["typst/*.typ".to_owned()],
            _ => vec!["*.typ.hbs".to_owned()],
        }
    }
}

/// The hint to look for loops in these files, if there are any.
fn look_for_loops(files: &[String], language: Language) -> Option<String> {
    let listed = listing(files, language);
    let hint = match language {
        Language::English => format!("look for endless loops in {listed}"),
        Language::Japanese => format!("{listed}に、終わらない繰り返しがないか確かめてください"),
    };
    (!files.is_empty()).then_some(hint)
}

fn english(stage: Stage) -> &'static str {
    match stage {
        Stage::Document => "making the document",
        Stage::Load => "reading the report",
        Stage::Templates => "reading the templates",
        Stage::Fonts => "reading the fonts",
        Stage::Package => "packing or unpacking the source data",
        Stage::Fit => "fitting the summary",
        Stage::Template => "filling the template",
        Stage::Typeset => "laying out the pages",
        Stage::Gates => "checking the pages",
        Stage::Export => "writing the PDF",
        Stage::Conformance => "checking conformance",
        Stage::Press => "finishing or checking the print edition",
        Stage::Write => "writing files",
    }
}

fn japanese(stage: Stage) -> &'static str {
    match stage {
        Stage::Document => "文書の作成",
        Stage::Load => "報告書の読み込み",
        Stage::Templates => "テンプレートの読み込み",
        Stage::Fonts => "フォントの読み込み",
        Stage::Package => "元データの格納または取り出し",
        Stage::Fit => "一枚紙の割り付け",
        Stage::Template => "テンプレートへの差し込み",
        Stage::Typeset => "組版",
        Stage::Gates => "紙面の検査",
        Stage::Export => "PDFの作成",
        Stage::Conformance => "PDFの規格の検査",
        Stage::Press => "印刷用PDFの仕上げまたは点検",
        Stage::Write => "ファイルの書き出し",
    }
}

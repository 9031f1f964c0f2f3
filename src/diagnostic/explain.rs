//! What each code means and how to put it right, at length.

use kakugi_diagnostic::{Diagnostic, Explanation, Sources};

use crate::diagnostic::Language;

/// Explanations stand beside the code that finds what they explain, in English and in Japanese. They are Markdown, a section
/// per code: `## K0103 unknown key`.
const EXPLAINED: &[[&str; 2]] = &[
    kakugi_diagnostic::EXPLAINED,
    [include_str!("../archive/explained.en.md"), include_str!("../archive/explained.ja.md")],
    [include_str!("../build/explained.en.md"), include_str!("../build/explained.ja.md")],
    [include_str!("../cli/explained.en.md"), include_str!("../cli/explained.ja.md")],
    [include_str!("../cli/archive/explained.en.md"), include_str!("../cli/archive/explained.ja.md")],
    [include_str!("../cli/supervise/explained.en.md"), include_str!("../cli/supervise/explained.ja.md")],
    [include_str!("../compare/explained.en.md"), include_str!("../compare/explained.ja.md")],
    [include_str!("../conformance/explained.en.md"), include_str!("../conformance/explained.ja.md")],
    [include_str!("../data/explained.en.md"), include_str!("../data/explained.ja.md")],
    [include_str!("explained.en.md"), include_str!("explained.ja.md")],
    [include_str!("../edit/explained.en.md"), include_str!("../edit/explained.ja.md")],
    [include_str!("../export/explained.en.md"), include_str!("../export/explained.ja.md")],
    [include_str!("../model/explained.en.md"), include_str!("../model/explained.ja.md")],
    [include_str!("../model/table_file/explained.en.md"), include_str!("../model/table_file/explained.ja.md")],
    [include_str!("../model/validate/explained.en.md"), include_str!("../model/validate/explained.ja.md")],
    [include_str!("../preflight/explained.en.md"), include_str!("../preflight/explained.ja.md")],
    [include_str!("../printer/explained.en.md"), include_str!("../printer/explained.ja.md")],
    [include_str!("../template/explained.en.md"), include_str!("../template/explained.ja.md")],
    [include_str!("../trace/explained.en.md"), include_str!("../trace/explained.ja.md")],
    [include_str!("../typeset/explained.en.md"), include_str!("../typeset/explained.ja.md")],
];

/// What the manual of all codes says before them, and the headings of its families, such as `# K01xx Data`.
const MANUAL: [&str; 2] = [include_str!("manual.en.md"), include_str!("manual.ja.md")];

/// The text of a language.
fn of([english, japanese]: [&str; 2], language: Language) -> &str {
    match language {
        Language::English => english,
        Language::Japanese => japanese,
    }
}

/// The explanations of all codes, in their order.
pub fn explanations(language: Language) -> Vec<Explanation> {
    let sections = EXPLAINED.iter().flat_map(|room| {
        let text = of(*room, language);
        text.strip_prefix("## ").unwrap_or(text).split("\n## ")
    });
    let mut all: Vec<Explanation> = sections.map(explanation).collect();
    all.sort_by_key(|each| each.code);
    all
}

/// The explanation in a section: its heading is the code and the title.
fn explanation(section: &'static str) -> Explanation {
    let (head, text) = section.split_once('\n').unwrap_or((section, ""));
    let (code, title) = head.split_once(' ').unwrap_or((head, ""));
    Explanation { code, title, text: text.trim() }
}

/// The manual of all codes, as Markdown: their explanations in families.
pub fn manual(language: Language) -> String {
    let explanations = explanations(language);
    let mut parts = of(MANUAL, language).split("\n# ");
    let mut text = parts.next().unwrap_or_default().trim_end().to_owned() + "\n";
    for heading in parts.map(str::trim_end) {
        text.push_str(&format!("\n# {heading}\n"));
        // A family's codes begin as the word in its heading that ends in two letters x.
        let family = heading.find("xx").and_then(|end| heading.get(end.checked_sub(3)?..end)).unwrap_or(heading);
        for each in explanations.iter().filter(|each| each.code.starts_with(family)) {
            text.push_str(&format!("\n## {} {}\n{}\n", each.code, each.title, each.text));
        }
    }
    text
}

/// Diagnostics as a log of SARIF 2.1.0 (OASIS), which editors and code hosts show in place.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    kakugi_diagnostic::sarif(diagnostics, sources, language, &explanations(language))
}

//! What each code means and how to mend it, at length.

use kakugi_diagnostic::{Diagnostic, Explanation, Sources};

use crate::language::Language;

/// The explanations of all codes, in their order.
///
/// They are sections of a manual that is Markdown: `## K0103 unknown key`.
pub fn explanations(language: Language) -> Vec<Explanation> {
    let manual = match language {
        Language::English => include_str!("../../docs/faults/en.md"),
        Language::Japanese => include_str!("../../docs/faults/ja.md"),
    };
    let sections = manual.split("\n## ").skip(1);
    let explanation = |section: &'static str| {
        let (head, text) = section.split_once('\n').unwrap_or((section, ""));
        let (code, title) = head.split_once(' ').unwrap_or((head, ""));
        // The next family's heading belongs to the sections after it.
        let text = text.find("\n# ").map_or(text, |end| &text[..end]);
        Explanation { code, title, text: text.trim() }
    };
    sections.map(explanation).collect()
}

/// Diagnostics as a log of SARIF 2.1.0 (OASIS), which editors and code hosts show in place.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    kakugi_diagnostic::sarif(diagnostics, sources, language, &explanations(language))
}

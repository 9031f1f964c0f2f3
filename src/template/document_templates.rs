//! The templates that a report names for its further documents.

use crate::assets::{Assets, TemplateUnknownFile};
use crate::diagnostic::{Diagnostic, Language, Sources, choice, problems};
use crate::model::{FURTHER_TEMPLATES, Report};

/// Looks whether documents name templates that there are, and whether there are custom ones that none names.
///
/// # Errors
/// Each template that is missing or superfluous.
pub(crate) fn check_document_templates(
    report: &Report,
    assets: &Assets,
    sources: &Sources,
) -> Result<(), Vec<Diagnostic>> {
    let documents = &report.head.documents;
    let named = documents.iter().filter_map(|document| document.template.as_ref());
    let unknown = named.filter(|id| !FURTHER_TEMPLATES.contains(&id.name.as_str()) && !assets.added.contains(&id.name));
    let mut errors: Vec<Diagnostic> = unknown
        .map(|id| {
            let known = FURTHER_TEMPLATES.map(str::to_owned).into_iter().chain(assets.added.iter().cloned());
            let problem = UnknownDocumentTemplate { name: id.name.clone(), known: known.collect() };
            Diagnostic::at(id.place.clone(), problem)
        })
        .collect();
    // What is misspelt is told once, where it is named.
    if errors.is_empty() {
        let unused = assets.added.iter().filter(|name| documents.iter().all(|document| document.template() != *name));
        let files = unused.filter_map(|name| assets.templates.get(name));
        let files = files.map(|file| TemplateUnknownFile { name: sources.name(*file).to_owned(), meant: None });
        errors.extend(files.map(Diagnostic::nowhere));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

problems! {
    /// Template of a further document that there is not.
    K0312 error UnknownDocumentTemplate { name: String, known: Vec<String> }
    en: "there is no template `{name}` for documents",
        hints {
            let mut hints = choice(name, known, Language::English);
            hints.push(format!("or put `{name}.typ.hbs` into the folder that you give with `--templates`"));
            hints
        };
    ja: "文書のテンプレート`{name}`はありません",
        hints {
            let mut hints = choice(name, known, Language::Japanese);
            hints.push(format!("または、`--templates`で指定するフォルダーに`{name}.typ.hbs`を置いてください"));
            hints
        };
}

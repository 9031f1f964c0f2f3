//! Files in a folder of templates that replace no built-in one: blocks, parts of templates and components of one's own.

use std::collections::{BTreeMap, BTreeSet};

use super::{BLOCKS, COMPONENTS, SCHEMA, TEMPLATE};
use crate::diagnostic::{AnyProblem, problems};

/// The folder of the parts of templates.
const PARTIALS: &str = "partials/";

/// The component that offers all others to templates.
const ALL_COMPONENTS: &str = "typst/kakugi.typ";

/// What is wrong with the names of new files. A name that is nearly that of a built-in file was meant to replace it.
pub(super) fn check(texts: &BTreeMap<String, (String, String)>, built_in: &BTreeSet<String>) -> Vec<AnyProblem> {
    let new = texts.keys().filter(|name| !built_in.contains(*name));
    new.filter_map(|name| check_one(name, texts, built_in)).collect()
}

fn check_one(
    name: &str,
    texts: &BTreeMap<String, (String, String)>,
    built_in: &BTreeSet<String>,
) -> Option<AnyProblem> {
    let (shown, _) = texts.get(name)?;
    let (folder, own, ending) = parts(name);
    let siblings = built_in.iter().map(|known| parts(known));
    let siblings: Vec<&str> =
        siblings.filter(|known| (known.0, known.2) == (folder, ending)).map(|known| known.1).collect();
    let meant = siblings.into_iter().find(|known| is_misspelt(own, known));
    let meant = meant.map(|meant| format!("{folder}{meant}{ending}"));
    let unknown = |meant| TemplateUnknownFile { name: shown.clone(), meant };
    if meant.is_some() {
        return Some(unknown(meant).into());
    }
    let alone = |missing: String| {
        let missing_file = !texts.contains_key(&missing);
        missing_file.then(|| BlockWithoutSchema { name: shown.clone(), missing }.into())
    };
    if let Some(block) = name.strip_prefix(BLOCKS).filter(|block| !block.contains('/')) {
        if let Some(tag) = block.strip_suffix(TEMPLATE).filter(|tag| is_name(tag)) {
            return alone(format!("{BLOCKS}{tag}{SCHEMA}"));
        }
        if let Some(tag) = block.strip_suffix(SCHEMA).filter(|tag| is_name(tag)) {
            return alone(format!("{BLOCKS}{tag}{TEMPLATE}"));
        }
    }
    let is_partial = name.strip_prefix(PARTIALS).and_then(|name| name.strip_suffix(TEMPLATE)).is_some_and(is_name);
    let is_component = name.strip_prefix(COMPONENTS).and_then(|name| name.strip_suffix(".typ")).is_some_and(is_name);
    // Whether a document of the report names it is known when that is read.
    let is_document = name.strip_suffix(TEMPLATE).is_some_and(is_name);
    (!is_partial && !is_component && !is_document).then(|| unknown(None).into())
}

/// Whether a name is another with one letter wrong, missing, doubled or two swapped. More than that may well be a name of its
/// own.
fn is_misspelt(own: &str, known: &str) -> bool {
    known.len() > 3 && strsim::damerau_levenshtein(own, known) == 1
}

/// A path in folder, name and ending.
fn parts(path: &str) -> (&str, &str, &str) {
    let (folder, file) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    let (name, ending) = file.split_at(file.find('.').unwrap_or(file.len()));
    (folder, name, ending)
}

/// A name of a–z, 0–9 and hyphens, as ids have it.
fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Offers the components of one's own to all templates, as the built-in ones are.
pub(super) fn export(texts: &mut BTreeMap<String, (String, String)>, built_in: &BTreeSet<String>) {
    let own = texts.keys().filter(|name| !built_in.contains(*name));
    let own = own.filter_map(|name| name.strip_prefix(COMPONENTS).filter(|name| name.ends_with(".typ")));
    let imports: Vec<String> = own.map(|name| format!("#import \"{name}\": *\n")).collect();
    if let Some((_, all)) = texts.get_mut(ALL_COMPONENTS) {
        // Files that travelled with a document offer them already.
        for import in imports {
            if !all.contains(&import) {
                all.push_str(&import);
            }
        }
    }
}

problems! {
    /// Template of a block without a schema, or a schema without a template.
    K0309 error BlockWithoutSchema { name: String, missing: String }
    en: "`{name}` is not enough for a block of your own: `{missing}` is missing",
        hint "add it, or rename the file, if it is to replace a built-in one";
    ja: "`{name}`だけでは独自のブロックになりません。`{missing}`がありません",
        hint "加えるか、内蔵のものを置き換えるのであれば、それと同じ名前にしてください";

    /// File that is nothing that a folder of templates may hold.
    K0306 error TemplateUnknownFile { name: String, meant: Option<String> }
    en: "`{name}` replaces nothing: there is no built-in template or component of this name",
        hints {
            match meant {
                Some(meant) => vec![format!("did you mean `{meant}`?")],
                None => vec![
                    "give it the name of the file that it is to replace".to_owned(),
                    "files of your own are `blocks/NAME.typ.hbs` with `blocks/NAME.schema.json`, `partials/NAME.typ.hbs`, `typst/NAME.typ`, and `NAME.typ.hbs` for documents of `report.json` with this `template`".to_owned(),
                ],
            }
        };
    ja: "`{name}`という名前の、置き換える対象となるテンプレートや部品はありません",
        hints {
            match meant {
                Some(meant) => vec![format!("`{meant}`ではありませんか")],
                None => vec![
                    "置き換えたいファイルと同じ名前にしてください".to_owned(),
                    "独自のファイルは、`blocks/名前.typ.hbs`と`blocks/名前.schema.json`、`partials/名前.typ.hbs`、`typst/名前.typ`と、`report.json`の文書の`template`とする`名前.typ.hbs`です".to_owned(),
                ],
            }
        };
}

//! The schemas of the files of a report.

use super::{Council, ReportHead};
use crate::data::{Catalogue, Fields, Json, Schemas};
use crate::diagnostic::Language;

/// The JSON Schema (draft 2020-12) of one kind of file.
#[derive(Clone, Debug)]
pub struct Schema {
    /// What the schema is called: `report` or `council`.
    pub name: &'static str,
    /// The files that it describes, by their path in a report's folder.
    pub describes: &'static str,
    /// The schema as the text of a file.
    pub text: String,
}

impl Schema {
    /// The name of the schema's own file.
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }
}

/// The schemas of `report.json` and of a council's file, with titles and descriptions in a language.
///
/// They state all that loading a report demands of a single value, and what the keys of one
/// object demand of each other. What they cannot state is checked when the report is loaded:
/// references, counts that have to agree, digits after the point, and how deep blocks are nested.
pub fn schemas(language: Language) -> [Schema; 2] {
    let (report, council) = (file_schema::<ReportHead>(language).0, file_schema::<Council>(language).0);
    [
        Schema { name: "report", describes: "report.json", text: report.file() },
        Schema { name: "council", describes: "councils/<id>.json", text: council.file() },
    ]
}

/// The schema of the files that hold a record, and which words were used for it.
fn file_schema<T: Fields>(language: Language) -> (Json, Catalogue) {
    let mut schemas = Schemas::new(language);
    let object = T::object_schema(&mut schemas);
    schemas.file(object)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_has_japanese_words_and_none_is_left_over() {
        let japanese = Language::Japanese;
        let all = [file_schema::<ReportHead>(japanese).1, file_schema::<Council>(japanese).1];
        let (mut missing, mut used) = (BTreeSet::new(), BTreeSet::new());
        for words in &all {
            let (lacking, asked) = words.gaps();
            missing.extend(lacking.iter().cloned());
            used.extend(asked.iter().cloned());
        }
        assert!(missing.is_empty(), "not in `ja.json`: {missing:#?}");
        let catalogue = Catalogue::catalogue();
        let left: Vec<&String> = catalogue.keys().filter(|key| !used.contains(*key)).collect();
        assert!(left.is_empty(), "in `ja.json` for nothing: {left:#?}");
    }
}

//! What was found for the tables of a document, for sources that are typeset without the program.

use std::collections::BTreeMap;

use typst::foundations::{Bytes, Dict, Label, Repr, Selector, Str, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst_layout::PagedDocument;

use crate::typeset::Files;

/// The label of the metadata that tell what was found.
const LABEL: &str = "table";
/// The component that holds it.
const FILE: &str = "tables.typ";

/// What was found for tables, by their keys, as the component tells it.
#[derive(Clone, Debug, Default)]
pub struct FoundWidths(BTreeMap<String, String>);

impl FoundWidths {
    /// What was found for the tables of a document.
    pub fn of(document: &PagedDocument) -> Self {
        let Ok(label) = Label::construct(LABEL.into()) else { return Self::default() };
        let marked = document.introspector().query(&Selector::Label(label));
        let entry = |value: &Value| {
            let fields: Dict = value.clone().cast().ok()?;
            let key: Str = fields.get("key").ok()?.clone().cast().ok()?;
            Some((key.to_string(), fields.get("found").ok()?.repr().to_string()))
        };
        Self(marked.iter().filter_map(|content| entry(&content.to_packed::<MetadataElem>()?.value)).collect())
    }

    /// What was found for the tables of other documents as well.
    pub fn extend(&mut self, others: &Self) {
        self.0.extend(others.0.iter().map(|(key, found)| (key.clone(), found.clone())));
    }

    /// What tells the components.
    pub fn files(&self) -> Files {
        let entries: String =
            self.0.iter().map(|(key, found)| format!("  {}: {found},\n", Str::from(key.as_str()).repr())).collect();
        let found = if entries.is_empty() { "(:)".to_owned() } else { format!("(\n{entries})") };
        [(FILE.to_owned(), Bytes::from_string(format!("#let found = {found}\n")))].into()
    }
}

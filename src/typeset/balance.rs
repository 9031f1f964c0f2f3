//! Where the parts of councils stand, looked for on all cores before a briefing's pages are set.
//!
//! The component `balance.typ` measures each council's parts in several degrees of air. Typst works through that one
//! council after the other; but what one council needs is nothing to the others, so that each can be measured for itself.

use std::collections::BTreeMap;

use typst::foundations::{Bytes, Label, Repr, Selector, Str, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst_layout::PagedDocument;

use super::Files;

/// The component that says what is known and what is looked for.
const FILE: &str = "balancing.typ";
/// The label of what the components have measured.
const LABEL: &str = "found";

/// Where the parts of councils stand, by the councils' ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartPlacements(BTreeMap<String, Vec<PartPlacement>>);

/// Where a part of a council stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct PartPlacement {
    /// Whether it begins a page.
    begins_page: bool,
    /// How much air it has, as a share of the normal.
    step: f64,
}

impl PartPlacements {
    /// The councils whose parts have known placements.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Adds the placements of other councils.
    pub fn add(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The placements of one council alone, if they are known.
    #[must_use]
    pub fn only(&self, id: &str) -> Self {
        Self(self.0.get(id).map(|placements| (id.to_owned(), placements.clone())).into_iter().collect())
    }

    /// The file that passes the placements on to the components.
    pub fn files(&self) -> Files {
        balancing_file(&dictionary(self.0.iter().map(|(id, placements)| (id.as_str(), array(placements)))), "none")
    }

    /// What the components have measured. What else a component of the user gives that label is left out.
    pub(super) fn of(document: &PagedDocument) -> Self {
        let Ok(label) = Label::construct(LABEL.into()) else { return Self::default() };
        let measured = document.introspector().query(&Selector::Label(label));
        Self(measured.iter().filter_map(|element| entry(&element.to_packed::<MetadataElem>()?.value)).collect())
    }
}

impl PartPlacement {
    /// The placement that a component has measured.
    fn of(value: &Value) -> Option<Self> {
        let Value::Dict(fields) = value else { return None };
        let Ok(Value::Bool(begins_page)) = fields.get("page") else { return None };
        let step = fields.get("step").ok()?.clone().cast::<f64>().ok().filter(|step| step.is_finite())?;
        Some(Self { begins_page: *begins_page, step })
    }
}

/// A council's id with the placements of its parts.
fn entry(value: &Value) -> Option<(String, Vec<PartPlacement>)> {
    let Value::Array(pair) = value else { return None };
    let [Value::Str(id), Value::Array(placements)] = pair.as_slice() else { return None };
    Some((id.to_string(), placements.iter().map(PartPlacement::of).collect::<Option<_>>()?))
}

/// The file that has the components measure the parts of these councils, and set nothing. Each council comes with its id and
/// the number of its notes.
pub fn measuring_request<'a>(councils: impl IntoIterator<Item = (&'a str, usize)>) -> Files {
    balancing_file("(:)", &dictionary(councils.into_iter().map(|(id, notes)| (id, notes.to_string()))))
}

fn balancing_file(found: &str, sought: &str) -> Files {
    [(FILE.to_owned(), Bytes::from_string(format!("#let found = {found}\n#let sought = {sought}\n")))].into()
}

/// Placements as a Typst array.
fn array(placements: &[PartPlacement]) -> String {
    let items =
        placements.iter().map(|PartPlacement { begins_page, step }| format!("(page: {begins_page}, step: {step}),"));
    format!("({})", items.collect::<String>())
}

/// Typst source by the ids of councils, as a Typst dictionary.
fn dictionary<'a>(entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = entries.map(|(id, value)| format!("{}: {value}", Str::from(id).repr())).collect();
    if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placements_are_read_and_written() {
        use typst::foundations::{IntoValue, array, dict};

        let value = Value::Array(array![
            "a",
            array![dict! { "page" => true, "step" => 0.94 }, dict! { "page" => false, "step" => 1 }]
        ]);
        let placements = PartPlacements([entry(&value).unwrap_or_default()].into());
        let files = placements.files();
        let text = std::str::from_utf8(&files[FILE]).unwrap_or_default();
        let expected = "#let found = (\"a\": ((page: true, step: 0.94),(page: false, step: 1),))\n#let sought = none\n";
        assert_eq!(text, expected);
        let others = [
            Value::Int(1),
            array!["a", "b"].into_value(),
            array!["a", array![dict! { "page" => 1, "step" => f64::NAN }]].into_value(),
        ];
        assert!(others.iter().all(|other| entry(other).is_none()));
    }

    #[test]
    fn ids_are_written_as_typst_reads_them() {
        let files = measuring_request([("a\"\\b", 3)]);
        let text = std::str::from_utf8(&files[FILE]).unwrap_or_default();
        assert_eq!(text, "#let found = (:)\n#let sought = (\"a\\\"\\\\b\": 3)\n");
    }
}

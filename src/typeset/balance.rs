//! Where the parts of councils stand, looked for on all cores before a briefing's pages are set.
//!
//! The component `balance.typ` measures each council's parts in several degrees of air. Typst works through that one
//! council after the other; but what one council needs is nothing to the others, so that each can be measured for itself.

use std::collections::BTreeMap;

use typst::foundations::{Bytes, Label, Repr, Selector, Str, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst_layout::PagedDocument;

use super::{Council, Files};

/// The component that says what is known and what is looked for.
const FILE: &str = "balancing.typ";
/// The label of what was found.
const FOUND: &str = "found";

/// Where the parts of councils stand, by the councils' ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places(BTreeMap<String, Vec<Place>>);

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    /// Whether it begins a page.
    page: bool,
    /// How much air it has, as a share of the normal.
    step: f64,
}

impl Places {
    /// The councils whose places are known.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Adds what others have found.
    pub fn add(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The file that tells the components.
    pub fn files(&self) -> Files {
        let place = |Place { page, step }: &Place| format!("(page: {page}, step: {step}),");
        let places = |places: &Vec<Place>| format!("({})", places.iter().map(place).collect::<String>());
        file(&dictionary(self.0.iter().map(|(id, found)| (id.as_str(), places(found)))), "none")
    }

    /// What the components found out. Whatever a component of the user says that is nothing of the kind is left out.
    pub(super) fn of(document: &PagedDocument) -> Self {
        let Ok(label) = Label::construct(FOUND.into()) else { return Self::default() };
        let found = document.introspector().query(&Selector::Label(label));
        Self(found.iter().filter_map(|element| entry(&element.to_packed::<MetadataElem>()?.value)).collect())
    }
}

/// A council's id with the places of its parts.
fn entry(value: &Value) -> Option<(String, Vec<Place>)> {
    let Value::Array(pair) = value else { return None };
    let [Value::Str(id), Value::Array(places)] = pair.as_slice() else { return None };
    let place = |value: &Value| {
        let Value::Dict(fields) = value else { return None };
        let Ok(Value::Bool(page)) = fields.get("page") else { return None };
        let step = fields.get("step").ok()?.clone().cast::<f64>().ok().filter(|step| step.is_finite())?;
        Some(Place { page: *page, step })
    };
    Some((id.to_string(), places.iter().map(place).collect::<Option<_>>()?))
}

/// The file that has the components look for the places of these councils, and set nothing.
pub fn sought<'a>(councils: impl IntoIterator<Item = &'a Council>) -> Files {
    file("(:)", &dictionary(councils.into_iter().map(|council| (council.id.as_str(), council.notes.to_string()))))
}

fn file(found: &str, sought: &str) -> Files {
    [(FILE.to_owned(), Bytes::from_string(format!("#let found = {found}\n#let sought = {sought}\n")))].into()
}

fn dictionary<'a>(entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = entries.map(|(id, value)| format!("{}: {value}", Str::from(id).repr())).collect();
    if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_written() {
        use typst::foundations::{IntoValue, array, dict};

        let value = Value::Array(array![
            "a",
            array![dict! { "page" => true, "step" => 0.94 }, dict! { "page" => false, "step" => 1 }]
        ]);
        let places = Places([entry(&value).unwrap_or_default()].into());
        let files = places.files();
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
        let council = Council { id: "a\"\\b".to_owned(), notes: 3, range: 0..0 };
        let files = sought([council].iter());
        let text = std::str::from_utf8(&files[FILE]).unwrap_or_default();
        assert_eq!(text, "#let found = (:)\n#let sought = (\"a\\\"\\\\b\": 3)\n");
    }
}

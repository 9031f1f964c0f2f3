//! Titles and descriptions in the language of a schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Language;

/// Title, description and, for a value with a form of its own, what is said where it has another.
type Entry = Vec<String>;

/// The Japanese words by record, `record.field`, choice or `choice.value`.
const JAPANESE: &str = include_str!("ja.json");

/// Where titles and descriptions come from.
pub(crate) struct Catalogue {
    translated: Option<BTreeMap<String, Entry>>,
    used: BTreeSet<String>,
    missing: BTreeSet<String>,
}

impl Catalogue {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let translated = match language {
            Language::English => None,
            // A test reads the catalogue, so that a broken one cannot be released.
            Language::Japanese => Some(serde_json::from_str(JAPANESE).unwrap_or_default()),
        };
        Self { translated, used: BTreeSet::new(), missing: BTreeSet::new() }
    }

    /// Title and description under a key; English ones are handed in.
    pub fn of(&mut self, key: &str, title: &str, docs: &[&str]) -> (String, String) {
        let [title, description] = self.entry(key, [title.to_owned(), sentences(docs)]);
        (title, description)
    }

    /// Title, description and refusal of a value with a form of its own.
    pub fn of_form(&mut self, key: &str, english: [&str; 3]) -> [String; 3] {
        self.entry(key, english.map(str::to_owned))
    }

    fn entry<const N: usize>(&mut self, key: &str, english: [String; N]) -> [String; N] {
        let Some(translated) = &self.translated else { return english };
        self.used.insert(key.to_owned());
        match translated.get(key).and_then(|entry| <[String; N]>::try_from(entry.clone()).ok()) {
            Some(entry) => entry,
            None => {
                self.missing.insert(key.to_owned());
                english
            }
        }
    }

    /// Keys that were asked for and are not in the catalogue, and all that were asked for.
    #[cfg(test)]
    pub fn gaps(&self) -> (&BTreeSet<String>, &BTreeSet<String>) {
        (&self.missing, &self.used)
    }

    /// All keys of the catalogue.
    #[cfg(test)]
    pub fn catalogue() -> BTreeMap<String, Entry> {
        serde_json::from_str(JAPANESE).expect("a catalogue in JSON")
    }
}

/// The text of a doc comment.
fn sentences(docs: &[&str]) -> String {
    docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// `As of` for `as_of`, `Metric` for `a metric`.
pub(super) fn title(name: &str) -> String {
    let bare = ["a ", "an ", "the "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    let spaced = bare.replace('_', " ");
    let mut chars = spaced.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

//! Where the metrics of one report are found in another.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Node;

/// Where metrics of the earlier report are found again.
pub(super) struct Index {
    /// The first of each id, by its place.
    ids: BTreeMap<String, usize>,
    /// The only one of each label whose id the later report does not have.
    labels: BTreeMap<String, usize>,
    /// The labels that several metrics of the later report have.
    ambiguous: BTreeSet<String>,
}

impl Index {
    pub fn of(before: &[(bool, Node)], after: &[(bool, Node)]) -> Self {
        let texts = |list: &'_ [(bool, Node)], key: &str| -> Vec<Option<String>> {
            list.iter().map(|(_, metric)| metric.text(key).map(str::to_owned)).collect()
        };
        let first = |texts: Vec<Option<String>>| -> BTreeMap<String, usize> {
            let places = texts.into_iter().enumerate().rev();
            places.filter_map(|(at, text)| Some((text?, at))).collect()
        };
        let several = |texts: &[Option<String>]| -> BTreeSet<String> {
            let mut seen = BTreeSet::new();
            texts.iter().flatten().filter(|text| !seen.insert(*text)).cloned().collect()
        };
        let (labels, kept) = (texts(before, "label"), first(texts(after, "id")));
        let twice = several(&labels);
        // An id that both have leads to nothing else, even where a label does.
        let free = texts(before, "id").into_iter().map(|id| id.is_none_or(|id| !kept.contains_key(&id)));
        let labels = labels.into_iter().zip(free);
        let labels = labels.map(|(label, free)| label.filter(|label| free && !twice.contains(label))).collect();
        Self { ids: first(texts(before, "id")), labels: first(labels), ambiguous: several(&texts(after, "label")) }
    }

    /// The metric of the same id.
    pub fn by_id(&self, metric: &Node) -> Option<usize> {
        self.ids.get(metric.text("id")?).copied()
    }

    /// The metric of another id with the same label, if there is one of each.
    pub fn by_label(&self, metric: &Node) -> Option<usize> {
        let label = metric.text("label").filter(|label| !self.ambiguous.contains(*label))?;
        self.labels.get(label).copied()
    }
}
